"""All that a rule, or another program, may import: what semantic versioning covers.

Another program lints with `lint`:

    from dlint.api import lint

    for finding in lint("FROM python:latest\\n"):
        print(finding.line, finding.code, finding.message)

A rule is a file in a pack (see the rules that dlint brings, and `dlint.testing`):

    from dlint.api import Command, Problem, Problems, insert_after, rule

What costs something to import comes when it is first asked for.
"""

from dlint.engine.problem import (
    Edit,
    Finding,
    Fix,
    Problem,
    add_pattern,
    delete,
    insert_after,
    insert_before,
    replace,
)
from dlint.engine.rule import Rule, rule
from dlint.syntax import regex as re
from dlint.syntax.nodes import (
    Add,
    Arg,
    Blank,
    Cmd,
    Comment,
    Copy,
    Directive,
    Dockerfile,
    Entrypoint,
    Env,
    Flag,
    From,
    Healthcheck,
    Heredoc,
    Instruction,
    Invocation,
    Item,
    JsonArray,
    JsonString,
    KeyValue,
    Label,
    Node,
    Onbuild,
    Pair,
    Run,
    Shell,
    Span,
    SyntaxFault,
    Transfer,
    Word,
)
from dlint.syntax.source import Logical, Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    Problems = Iterator[Problem]
else:
    Problems = "Iterator[Problem]"
    """What the function of a rule returns: it is a generator of problems."""

__all__ = [
    "LOCK_OF", "MAYBE", "WELL_KNOWN_LABELS", "WELL_KNOWN_PASSWORDS", "Account", "Add", "Arg", "Blank", "Cmd",
    "Command", "Comment", "ComposeFile", "ComposeMount", "ComposePort", "ComposeService", "ComposeSetting", "Config",
    "ConfigError", "Context", "ContextEntry", "ContextSource", "Copy", "Directive", "Dockerfile", "Dockerignore",
    "Edit", "Entrypoint", "Env", "File", "Finding", "Fix", "Flag", "Found", "From", "Healthcheck", "Heredoc",
    "IgnoreComment", "IgnoreFile", "IgnorePattern", "ImageFiles", "ImageReference", "Installed", "Instruction",
    "Interpreter", "Invocation", "Item", "JsonArray", "JsonString", "KeyValue", "Label", "Listening", "Lock",
    "LockedPackage", "Logical", "Node", "NotRead", "Notice", "Onbuild", "Package", "Pair", "Part", "Pipeline",
    "Platform", "Port", "Problem", "Problems", "Project", "Pyproject", "PythonTag", "Registry", "Report",
    "Requirement", "RequirementsFile", "Rule", "Run", "Scope", "Script", "Settings", "Shell", "ShellWord",
    "SimpleCommand", "Source", "Span", "Stage", "StageCopy", "StartScript", "Store", "Suppression", "SyntaxFault",
    "Target", "Transfer", "Unread", "Variable", "Venv", "Word", "Workplace", "YamlMapping", "YamlNode", "YamlScalar",
    "YamlSequence", "account_of", "add_pattern", "as_argument", "at_the_end", "broad_copies", "builds_of",
    "cache_pattern", "caches_of", "check", "clean_path", "commands_before", "conda", "config_of", "context_path",
    "context_sources", "copied_to", "copies_between", "covers", "data_folders", "databases_of", "decided_by",
    "default_images", "definitions", "delete", "distro_python", "endless_without_handler", "excluded_by", "expand",
    "facts", "families", "fields_of", "first_before", "first_in", "first_match", "fix_text", "has_account", "has_tool",
    "has_wildcard", "in_another_case", "insert_after", "insert_before", "installed_in", "installs_itself",
    "installs_of", "interpreter_for", "interpreter_of", "is_configured", "is_database", "is_dotenv", "is_git",
    "is_off", "is_on", "is_pip_install", "is_placeholder", "is_secret_name", "is_secret_value", "is_shipped", "is_url",
    "labels_of", "labels_of_type", "lacks_python", "last_before", "last_in", "layers_are_kept", "lint", "listening",
    "load_rules", "local_operands", "made_in", "manages_host", "may_fail", "missing_path", "missing_sources",
    "mounts_of", "named", "near_path", "nearest", "normalize", "options_known", "origin_of", "packages_of", "parse",
    "parse_ignore", "parse_platform", "parse_python_tag", "parse_reference", "parse_requirement", "parts_of",
    "password_in", "path_entries", "pattern_for", "pipelines", "place_of", "poetry", "probe_scripts", "re", "recent",
    "redundant", "removable", "replace", "requirement_files", "requirement_options", "rule", "run_commands",
    "runs_code", "satisfies", "secret_in", "secrets_of", "server_of", "settings_in", "shell_array", "sources_at",
    "start_commands", "start_instructions", "start_scripts", "stays_in_layer", "store_of", "target_of", "unpinned",
    "unread", "user_at", "user_of", "uses_history", "uv", "variable", "variable_at", "variables", "will_ask",
    "within_scalar", "words_before", "words_behind", "workplace_of",
]  # fmt: skip

if TYPE_CHECKING:
    from dlint.engine.checker import Report
    from dlint.engine.config import Config
    from dlint.engine.config_keys import ConfigError
    from dlint.engine.fixer import fix_text
    from dlint.engine.library import check, lint
    from dlint.engine.notice import Notice
    from dlint.engine.registry import Registry, load as load_rules
    from dlint.engine.suppress import Suppression
    from dlint.model import conda, distro_python, facts, families, project_poetry as poetry, project_uv as uv
    from dlint.model.accounts import Account, account_of, has_account
    from dlint.model.additions import as_argument, at_the_end, removable
    from dlint.model.bounds import NotRead
    from dlint.model.build_errors_sources import is_git, is_url
    from dlint.model.command_search import first_before, first_in, last_before, last_in
    from dlint.model.commands import Command
    from dlint.model.compose import ComposeFile, Service as ComposeService
    from dlint.model.compose_images import Store, manages_host, store_of
    from dlint.model.compose_parts import (
        Mount as ComposeMount,
        Port as ComposePort,
        Setting as ComposeSetting,
        inside as within_scalar,
        settings_in,
    )
    from dlint.model.compose_paths import missing_path
    from dlint.model.context import Context
    from dlint.model.context_sources import ContextSource, context_sources, sources_at
    from dlint.model.default_args import default_images
    from dlint.model.dockerignore import Dockerignore, broad_copies
    from dlint.model.endless_programs import endless_without_handler
    from dlint.model.exec_form import runs_code, shell_array, words_before, words_behind
    from dlint.model.expanded_parts import Part, parts_of
    from dlint.model.file import File, Settings
    from dlint.model.history import uses_history
    from dlint.model.ignore_effects import covers, decided_by, excluded_by, redundant
    from dlint.model.ignore_use import Unread, unread
    from dlint.model.image_configs import config_of
    from dlint.model.image_files import Found, ImageFiles, StageCopy, copies_between
    from dlint.model.images import ImageReference, parse_reference
    from dlint.model.labels import WELL_KNOWN as WELL_KNOWN_LABELS, labels_of, labels_of_type
    from dlint.model.missing_sources import in_another_case, missing_sources, near_path
    from dlint.model.package_caches import is_configured, layers_are_kept, stays_in_layer
    from dlint.model.packages import Package, named, options_known, packages_of, unpinned, will_ask
    from dlint.model.pipes import may_fail, pipelines
    from dlint.model.platforms import Platform, parse_platform
    from dlint.model.ports import Port
    from dlint.model.private_files import (
        cache_pattern,
        caches_of,
        data_folders,
        databases_of,
        is_database,
        is_dotenv,
        pattern_for,
        secret_in,
        secrets_of,
    )
    from dlint.model.project import Project
    from dlint.model.project_commands import (
        MAYBE,
        Workplace,
        commands_before,
        is_off,
        is_on,
        is_shipped,
        run_commands,
        variable,
        variable_at,
        workplace_of,
    )
    from dlint.model.project_installs import (
        LOCK_OF,
        Installed,
        builds_of,
        context_path,
        installed_in,
        installs_of,
        is_pip_install,
        local_operands,
        requirement_files,
        requirement_options,
    )
    from dlint.model.project_locks import Lock, LockedPackage
    from dlint.model.project_requirements import Requirement, RequirementsFile, normalize, parse_requirement
    from dlint.model.project_toml import Pyproject
    from dlint.model.project_versions import satisfies
    from dlint.model.python_images import PythonTag, parse_python_tag
    from dlint.model.python_sources import first_match
    from dlint.model.recent import recent
    from dlint.model.scope import Scope
    from dlint.model.secret_values import (
        WELL_KNOWN as WELL_KNOWN_PASSWORDS,
        is_placeholder,
        is_secret_name,
        is_secret_value,
        password_in,
    )
    from dlint.model.sending import Entry as ContextEntry
    from dlint.model.servers import Listening, listening, server_of
    from dlint.model.shell_values import fields_of
    from dlint.model.stages import Stage, mounts_of, origin_of
    from dlint.model.start import start_commands, start_instructions
    from dlint.model.start_scripts import StartScript, probe_scripts, start_scripts
    from dlint.model.start_targets import Target, definitions, installs_itself, place_of, target_of
    from dlint.model.tools import has_tool
    from dlint.model.users import user_at, user_of
    from dlint.model.venvs import (
        Interpreter,
        Venv,
        copied_to,
        interpreter_for,
        interpreter_of,
        lacks_python,
        made_in,
        path_entries,
    )
    from dlint.model.yaml_nodes import (
        Mapping as YamlMapping,
        Scalar as YamlScalar,
        Sequence as YamlSequence,
        YamlNode,
    )
    from dlint.syntax.dockerfile import parse
    from dlint.syntax.expanded import Variable
    from dlint.syntax.expansion import expand, variables
    from dlint.syntax.forms import nearest
    from dlint.syntax.gopath import clean as clean_path, has_wildcard
    from dlint.syntax.ignorefile import IgnoreComment, IgnoreFile, IgnorePattern, parse_ignore
    from dlint.syntax.shell_nodes import Pipeline, Script, ShellWord, SimpleCommand

_HOMES = {
    "ContextEntry": "dlint.model.sending:Entry",
    "LOCK_OF": "dlint.model.project_installs",
    "MAYBE": "dlint.model.project_commands",
    "NotRead": "dlint.model.bounds",
    "WELL_KNOWN_LABELS": "dlint.model.labels:WELL_KNOWN",
    "WELL_KNOWN_PASSWORDS": "dlint.model.secret_values:WELL_KNOWN",
    "Account": "dlint.model.accounts",
    "Command": "dlint.model.commands",
    "ComposeFile": "dlint.model.compose",
    "ComposeMount": "dlint.model.compose_parts:Mount",
    "ComposePort": "dlint.model.compose_parts:Port",
    "ComposeService": "dlint.model.compose:Service",
    "ComposeSetting": "dlint.model.compose_parts:Setting",
    "Config": "dlint.engine.config",
    "ConfigError": "dlint.engine.config_keys",
    "Context": "dlint.model.context",
    "ContextSource": "dlint.model.context_sources",
    "Dockerignore": "dlint.model.dockerignore",
    "File": "dlint.model.file",
    "Found": "dlint.model.image_files",
    "IgnoreComment": "dlint.syntax.ignorefile",
    "IgnoreFile": "dlint.syntax.ignorefile",
    "IgnorePattern": "dlint.syntax.ignorefile",
    "ImageFiles": "dlint.model.image_files",
    "ImageReference": "dlint.model.images",
    "Installed": "dlint.model.project_installs",
    "Interpreter": "dlint.model.venvs",
    "Listening": "dlint.model.servers",
    "Lock": "dlint.model.project_locks",
    "LockedPackage": "dlint.model.project_locks",
    "Notice": "dlint.engine.notice",
    "Package": "dlint.model.packages",
    "Part": "dlint.model.expanded_parts",
    "Pipeline": "dlint.syntax.shell_nodes",
    "Platform": "dlint.model.platforms",
    "Port": "dlint.model.ports",
    "Project": "dlint.model.project",
    "Pyproject": "dlint.model.project_toml",
    "PythonTag": "dlint.model.python_images",
    "Registry": "dlint.engine.registry",
    "Report": "dlint.engine.checker",
    "Requirement": "dlint.model.project_requirements",
    "RequirementsFile": "dlint.model.project_requirements",
    "Scope": "dlint.model.scope",
    "Script": "dlint.syntax.shell_nodes",
    "Settings": "dlint.model.file",
    "ShellWord": "dlint.syntax.shell_nodes",
    "SimpleCommand": "dlint.syntax.shell_nodes",
    "Stage": "dlint.model.stages",
    "StageCopy": "dlint.model.image_files",
    "StartScript": "dlint.model.start_scripts",
    "Store": "dlint.model.compose_images",
    "Suppression": "dlint.engine.suppress",
    "Target": "dlint.model.start_targets",
    "Unread": "dlint.model.ignore_use",
    "Variable": "dlint.syntax.expanded",
    "Venv": "dlint.model.venvs",
    "Workplace": "dlint.model.project_commands",
    "YamlMapping": "dlint.model.yaml_nodes:Mapping",
    "YamlNode": "dlint.model.yaml_nodes",
    "YamlScalar": "dlint.model.yaml_nodes:Scalar",
    "YamlSequence": "dlint.model.yaml_nodes:Sequence",
    "account_of": "dlint.model.accounts",
    "as_argument": "dlint.model.additions",
    "at_the_end": "dlint.model.additions",
    "broad_copies": "dlint.model.dockerignore",
    "builds_of": "dlint.model.project_installs",
    "cache_pattern": "dlint.model.private_files",
    "caches_of": "dlint.model.private_files",
    "check": "dlint.engine.library",
    "clean_path": "dlint.syntax.gopath:clean",
    "commands_before": "dlint.model.project_commands",
    "conda": "dlint.model",
    "config_of": "dlint.model.image_configs",
    "context_path": "dlint.model.project_installs",
    "context_sources": "dlint.model.context_sources",
    "copied_to": "dlint.model.venvs",
    "copies_between": "dlint.model.image_files",
    "covers": "dlint.model.ignore_effects",
    "data_folders": "dlint.model.private_files",
    "databases_of": "dlint.model.private_files",
    "decided_by": "dlint.model.ignore_effects",
    "default_images": "dlint.model.default_args",
    "definitions": "dlint.model.start_targets",
    "distro_python": "dlint.model",
    "endless_without_handler": "dlint.model.endless_programs",
    "excluded_by": "dlint.model.ignore_effects",
    "expand": "dlint.syntax.expansion",
    "facts": "dlint.model",
    "families": "dlint.model",
    "fields_of": "dlint.model.shell_values",
    "first_before": "dlint.model.command_search",
    "first_in": "dlint.model.command_search",
    "first_match": "dlint.model.python_sources",
    "fix_text": "dlint.engine.fixer",
    "has_account": "dlint.model.accounts",
    "has_tool": "dlint.model.tools",
    "has_wildcard": "dlint.syntax.gopath",
    "in_another_case": "dlint.model.missing_sources",
    "installed_in": "dlint.model.project_installs",
    "installs_itself": "dlint.model.start_targets",
    "installs_of": "dlint.model.project_installs",
    "interpreter_for": "dlint.model.venvs",
    "interpreter_of": "dlint.model.venvs",
    "is_configured": "dlint.model.package_caches",
    "is_database": "dlint.model.private_files",
    "is_dotenv": "dlint.model.private_files",
    "is_git": "dlint.model.build_errors_sources",
    "is_off": "dlint.model.project_commands",
    "is_on": "dlint.model.project_commands",
    "is_pip_install": "dlint.model.project_installs",
    "is_placeholder": "dlint.model.secret_values",
    "is_secret_name": "dlint.model.secret_values",
    "is_secret_value": "dlint.model.secret_values",
    "is_shipped": "dlint.model.project_commands",
    "is_url": "dlint.model.build_errors_sources",
    "labels_of": "dlint.model.labels",
    "labels_of_type": "dlint.model.labels",
    "lacks_python": "dlint.model.venvs",
    "last_before": "dlint.model.command_search",
    "last_in": "dlint.model.command_search",
    "layers_are_kept": "dlint.model.package_caches",
    "lint": "dlint.engine.library",
    "listening": "dlint.model.servers",
    "load_rules": "dlint.engine.registry:load",
    "local_operands": "dlint.model.project_installs",
    "made_in": "dlint.model.venvs",
    "manages_host": "dlint.model.compose_images",
    "may_fail": "dlint.model.pipes",
    "missing_path": "dlint.model.compose_paths",
    "missing_sources": "dlint.model.missing_sources",
    "mounts_of": "dlint.model.stages",
    "named": "dlint.model.packages",
    "near_path": "dlint.model.missing_sources",
    "nearest": "dlint.syntax.forms",
    "normalize": "dlint.model.project_requirements",
    "options_known": "dlint.model.packages",
    "origin_of": "dlint.model.stages",
    "packages_of": "dlint.model.packages",
    "parse": "dlint.syntax.dockerfile",
    "parse_ignore": "dlint.syntax.ignorefile",
    "parse_platform": "dlint.model.platforms",
    "parse_python_tag": "dlint.model.python_images",
    "parse_reference": "dlint.model.images",
    "parse_requirement": "dlint.model.project_requirements",
    "parts_of": "dlint.model.expanded_parts",
    "password_in": "dlint.model.secret_values",
    "path_entries": "dlint.model.venvs",
    "pattern_for": "dlint.model.private_files",
    "pipelines": "dlint.model.pipes",
    "place_of": "dlint.model.start_targets",
    "poetry": "dlint.model:project_poetry",
    "probe_scripts": "dlint.model.start_scripts",
    "recent": "dlint.model.recent",
    "redundant": "dlint.model.ignore_effects",
    "removable": "dlint.model.additions",
    "requirement_files": "dlint.model.project_installs",
    "requirement_options": "dlint.model.project_installs",
    "run_commands": "dlint.model.project_commands",
    "runs_code": "dlint.model.exec_form",
    "satisfies": "dlint.model.project_versions",
    "secret_in": "dlint.model.private_files",
    "secrets_of": "dlint.model.private_files",
    "server_of": "dlint.model.servers",
    "settings_in": "dlint.model.compose_parts",
    "shell_array": "dlint.model.exec_form",
    "sources_at": "dlint.model.context_sources",
    "start_commands": "dlint.model.start",
    "start_instructions": "dlint.model.start",
    "start_scripts": "dlint.model.start_scripts",
    "stays_in_layer": "dlint.model.package_caches",
    "store_of": "dlint.model.compose_images",
    "target_of": "dlint.model.start_targets",
    "unpinned": "dlint.model.packages",
    "unread": "dlint.model.ignore_use",
    "user_at": "dlint.model.users",
    "user_of": "dlint.model.users",
    "uses_history": "dlint.model.history",
    "uv": "dlint.model:project_uv",
    "variable": "dlint.model.project_commands",
    "variable_at": "dlint.model.project_commands",
    "variables": "dlint.syntax.expansion",
    "will_ask": "dlint.model.packages",
    "within_scalar": "dlint.model.compose_parts:inside",
    "words_before": "dlint.model.exec_form",
    "words_behind": "dlint.model.exec_form",
    "workplace_of": "dlint.model.project_commands",
}
"""Where the names live that are imported when they are asked for."""


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, attribute = home.partition(":")
    value: object = getattr(__import__(module, fromlist=[attribute or name]), attribute or name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
