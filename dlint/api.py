"""All that a rule, or another program, may import: what semantic versioning covers.

Another program lints with `lint`:

    from dlint.api import lint

    for finding in lint("FROM python:latest\\n"):
        print(finding.line, finding.code, finding.message)

A rule is a file in a pack (see the rules that dlint brings, and `dlint.testing`):

    from dlint.api import Command, Problem, Problems, insert_after, rule

What costs something to import comes when it is first asked for.
"""

from dlint.engine.findings import (
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
from dlint.startup import regex as re
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
    from dlint.engine.config.config import Config
    from dlint.engine.config.keys import ConfigError
    from dlint.engine.fixer import fix_text
    from dlint.engine.library import check, lint
    from dlint.engine.notices import Notice
    from dlint.engine.packs.loading import load as load_rules
    from dlint.engine.packs.registry import Registry
    from dlint.engine.suppressions.suppressions import Suppression
    from dlint.model.compose.compose_file import ComposeFile, Service as ComposeService
    from dlint.model.compose.known_images import Store, manages_host, store_of
    from dlint.model.compose.paths import missing_path
    from dlint.model.compose.service_parts import (
        Mount as ComposeMount,
        Port as ComposePort,
        Setting as ComposeSetting,
        inside as within_scalar,
        settings_in,
    )
    from dlint.model.context.context import Context
    from dlint.model.context.dockerignore_use import Unread, unread
    from dlint.model.context.git_history import uses_history
    from dlint.model.context.missing_sources import in_another_case, missing_sources, near_path
    from dlint.model.context.private_files import (
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
    from dlint.model.context.sources import ContextSource, context_sources, sources_at
    from dlint.model.context.transfer import Entry as ContextEntry
    from dlint.model.dockerignore import Dockerignore, broad_copies
    from dlint.model.faults.expanded_parts import Part, parts_of
    from dlint.model.faults.ports import Port
    from dlint.model.faults.transfers import is_git, is_url
    from dlint.model.file import File, Settings
    from dlint.model.ignore.effects import (
        covers,
        decided_by,
        excluded_by,
        redundant,
    )
    from dlint.model.image import facts, families
    from dlint.model.image.configs import config_of
    from dlint.model.image.platforms import Platform, parse_platform
    from dlint.model.image.python_tags import PythonTag, parse_python_tag
    from dlint.model.image.reference import ImageReference, parse_reference
    from dlint.model.limits import NotRead
    from dlint.model.packages import conda
    from dlint.model.packages.caches import is_configured, layers_are_kept, stays_in_layer
    from dlint.model.packages.installed import (
        Package,
        named,
        options_known,
        packages_of,
        unpinned,
        will_ask,
    )
    from dlint.model.python import distro_python, poetry, uv
    from dlint.model.python.entrypoint_modules import (
        Target,
        definitions,
        installs_itself,
        place_of,
        target_of,
    )
    from dlint.model.python.installs import (
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
    from dlint.model.python.locks import Lock, LockedPackage
    from dlint.model.python.project import Project
    from dlint.model.python.pyproject import Pyproject
    from dlint.model.python.requirements import (
        Requirement,
        RequirementsFile,
        normalize,
        parse_requirement,
    )
    from dlint.model.python.servers import Listening, listening, server_of
    from dlint.model.python.sigterm import endless_without_handler
    from dlint.model.python.source_search import first_match
    from dlint.model.python.venvs import (
        Interpreter,
        Venv,
        copied_to,
        interpreter_for,
        interpreter_of,
        lacks_python,
        made_in,
        path_entries,
    )
    from dlint.model.python.versions import satisfies
    from dlint.model.python.workplace import (
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
    from dlint.model.secrets import (
        WELL_KNOWN as WELL_KNOWN_PASSWORDS,
        is_placeholder,
        is_secret_name,
        is_secret_value,
        password_in,
    )
    from dlint.model.shell.commands import Command
    from dlint.model.shell.pipes import may_fail, pipelines
    from dlint.model.stage.accounts import Account, account_of, has_account
    from dlint.model.stage.command_edits import as_argument, at_the_end, removable
    from dlint.model.stage.command_search import (
        first_before,
        first_in,
        last_before,
        last_in,
    )
    from dlint.model.stage.default_args import default_images
    from dlint.model.stage.entrypoint import start_commands, start_instructions
    from dlint.model.stage.entrypoint_scripts import StartScript, probe_scripts, start_scripts
    from dlint.model.stage.exec_form import (
        runs_code,
        shell_array,
        words_before,
        words_behind,
    )
    from dlint.model.stage.image_files import (
        Found,
        ImageFiles,
        StageCopy,
        copies_between,
    )
    from dlint.model.stage.labels import WELL_KNOWN as WELL_KNOWN_LABELS, labels_of, labels_of_type
    from dlint.model.stage.scope import Scope
    from dlint.model.stage.shell_fields import fields_of
    from dlint.model.stage.stages import Stage, mounts_of, origin_of
    from dlint.model.stage.tools import has_tool
    from dlint.model.stage.users import user_at, user_of
    from dlint.startup.recent import recent
    from dlint.syntax.dockerfile import parse
    from dlint.syntax.dockerignore import (
        IgnoreComment,
        IgnoreFile,
        IgnorePattern,
        parse_ignore,
    )
    from dlint.syntax.expansion import expand, variables
    from dlint.syntax.expansion_nodes import Variable
    from dlint.syntax.go_filepath import clean as clean_path, has_wildcard
    from dlint.syntax.instruction_grammar import nearest
    from dlint.syntax.shell_nodes import (
        Pipeline,
        Script,
        ShellWord,
        SimpleCommand,
    )
    from dlint.syntax.yaml_nodes import (
        Mapping as YamlMapping,
        Scalar as YamlScalar,
        Sequence as YamlSequence,
        YamlNode,
    )

_HOMES = {
    "ContextEntry": "dlint.model.context.transfer:Entry",
    "LOCK_OF": "dlint.model.python.installs",
    "MAYBE": "dlint.model.python.workplace",
    "NotRead": "dlint.model.limits",
    "WELL_KNOWN_LABELS": "dlint.model.stage.labels:WELL_KNOWN",
    "WELL_KNOWN_PASSWORDS": "dlint.model.secrets:WELL_KNOWN",
    "Account": "dlint.model.stage.accounts",
    "Command": "dlint.model.shell.commands",
    "ComposeFile": "dlint.model.compose.compose_file",
    "ComposeMount": "dlint.model.compose.service_parts:Mount",
    "ComposePort": "dlint.model.compose.service_parts:Port",
    "ComposeService": "dlint.model.compose.compose_file:Service",
    "ComposeSetting": "dlint.model.compose.service_parts:Setting",
    "Config": "dlint.engine.config.config",
    "ConfigError": "dlint.engine.config.keys",
    "Context": "dlint.model.context.context",
    "ContextSource": "dlint.model.context.sources",
    "Dockerignore": "dlint.model.dockerignore",
    "File": "dlint.model.file",
    "Found": "dlint.model.stage.image_files",
    "IgnoreComment": "dlint.syntax.dockerignore",
    "IgnoreFile": "dlint.syntax.dockerignore",
    "IgnorePattern": "dlint.syntax.dockerignore",
    "ImageFiles": "dlint.model.stage.image_files",
    "ImageReference": "dlint.model.image.reference",
    "Installed": "dlint.model.python.installs",
    "Interpreter": "dlint.model.python.venvs",
    "Listening": "dlint.model.python.servers",
    "Lock": "dlint.model.python.locks",
    "LockedPackage": "dlint.model.python.locks",
    "Notice": "dlint.engine.notices",
    "Package": "dlint.model.packages.installed",
    "Part": "dlint.model.faults.expanded_parts",
    "Pipeline": "dlint.syntax.shell_nodes",
    "Platform": "dlint.model.image.platforms",
    "Port": "dlint.model.faults.ports",
    "Project": "dlint.model.python.project",
    "Pyproject": "dlint.model.python.pyproject",
    "PythonTag": "dlint.model.image.python_tags",
    "Registry": "dlint.engine.packs.registry",
    "Report": "dlint.engine.checker",
    "Requirement": "dlint.model.python.requirements",
    "RequirementsFile": "dlint.model.python.requirements",
    "Scope": "dlint.model.stage.scope",
    "Script": "dlint.syntax.shell_nodes",
    "Settings": "dlint.model.file",
    "ShellWord": "dlint.syntax.shell_nodes",
    "SimpleCommand": "dlint.syntax.shell_nodes",
    "Stage": "dlint.model.stage.stages",
    "StageCopy": "dlint.model.stage.image_files",
    "StartScript": "dlint.model.stage.entrypoint_scripts",
    "Store": "dlint.model.compose.known_images",
    "Suppression": "dlint.engine.suppressions.suppressions",
    "Target": "dlint.model.python.entrypoint_modules",
    "Unread": "dlint.model.context.dockerignore_use",
    "Variable": "dlint.syntax.expansion_nodes",
    "Venv": "dlint.model.python.venvs",
    "Workplace": "dlint.model.python.workplace",
    "YamlMapping": "dlint.syntax.yaml_nodes:Mapping",
    "YamlNode": "dlint.syntax.yaml_nodes",
    "YamlScalar": "dlint.syntax.yaml_nodes:Scalar",
    "YamlSequence": "dlint.syntax.yaml_nodes:Sequence",
    "account_of": "dlint.model.stage.accounts",
    "as_argument": "dlint.model.stage.command_edits",
    "at_the_end": "dlint.model.stage.command_edits",
    "broad_copies": "dlint.model.dockerignore",
    "builds_of": "dlint.model.python.installs",
    "cache_pattern": "dlint.model.context.private_files",
    "caches_of": "dlint.model.context.private_files",
    "check": "dlint.engine.library",
    "clean_path": "dlint.syntax.go_filepath:clean",
    "commands_before": "dlint.model.python.workplace",
    "conda": "dlint.model.packages",
    "config_of": "dlint.model.image.configs",
    "context_path": "dlint.model.python.installs",
    "context_sources": "dlint.model.context.sources",
    "copied_to": "dlint.model.python.venvs",
    "copies_between": "dlint.model.stage.image_files",
    "covers": "dlint.model.ignore.effects",
    "data_folders": "dlint.model.context.private_files",
    "databases_of": "dlint.model.context.private_files",
    "decided_by": "dlint.model.ignore.effects",
    "default_images": "dlint.model.stage.default_args",
    "definitions": "dlint.model.python.entrypoint_modules",
    "distro_python": "dlint.model.python",
    "endless_without_handler": "dlint.model.python.sigterm",
    "excluded_by": "dlint.model.ignore.effects",
    "expand": "dlint.syntax.expansion",
    "facts": "dlint.model.image",
    "families": "dlint.model.image",
    "fields_of": "dlint.model.stage.shell_fields",
    "first_before": "dlint.model.stage.command_search",
    "first_in": "dlint.model.stage.command_search",
    "first_match": "dlint.model.python.source_search",
    "fix_text": "dlint.engine.fixer",
    "has_account": "dlint.model.stage.accounts",
    "has_tool": "dlint.model.stage.tools",
    "has_wildcard": "dlint.syntax.go_filepath",
    "in_another_case": "dlint.model.context.missing_sources",
    "installed_in": "dlint.model.python.installs",
    "installs_itself": "dlint.model.python.entrypoint_modules",
    "installs_of": "dlint.model.python.installs",
    "interpreter_for": "dlint.model.python.venvs",
    "interpreter_of": "dlint.model.python.venvs",
    "is_configured": "dlint.model.packages.caches",
    "is_database": "dlint.model.context.private_files",
    "is_dotenv": "dlint.model.context.private_files",
    "is_git": "dlint.model.faults.transfers",
    "is_off": "dlint.model.python.workplace",
    "is_on": "dlint.model.python.workplace",
    "is_pip_install": "dlint.model.python.installs",
    "is_placeholder": "dlint.model.secrets",
    "is_secret_name": "dlint.model.secrets",
    "is_secret_value": "dlint.model.secrets",
    "is_shipped": "dlint.model.python.workplace",
    "is_url": "dlint.model.faults.transfers",
    "labels_of": "dlint.model.stage.labels",
    "labels_of_type": "dlint.model.stage.labels",
    "lacks_python": "dlint.model.python.venvs",
    "last_before": "dlint.model.stage.command_search",
    "last_in": "dlint.model.stage.command_search",
    "layers_are_kept": "dlint.model.packages.caches",
    "lint": "dlint.engine.library",
    "listening": "dlint.model.python.servers",
    "load_rules": "dlint.engine.packs.loading:load",
    "local_operands": "dlint.model.python.installs",
    "made_in": "dlint.model.python.venvs",
    "manages_host": "dlint.model.compose.known_images",
    "may_fail": "dlint.model.shell.pipes",
    "missing_path": "dlint.model.compose.paths",
    "missing_sources": "dlint.model.context.missing_sources",
    "mounts_of": "dlint.model.stage.stages",
    "named": "dlint.model.packages.installed",
    "near_path": "dlint.model.context.missing_sources",
    "nearest": "dlint.syntax.instruction_grammar",
    "normalize": "dlint.model.python.requirements",
    "options_known": "dlint.model.packages.installed",
    "origin_of": "dlint.model.stage.stages",
    "packages_of": "dlint.model.packages.installed",
    "parse": "dlint.syntax.dockerfile",
    "parse_ignore": "dlint.syntax.dockerignore",
    "parse_platform": "dlint.model.image.platforms",
    "parse_python_tag": "dlint.model.image.python_tags",
    "parse_reference": "dlint.model.image.reference",
    "parse_requirement": "dlint.model.python.requirements",
    "parts_of": "dlint.model.faults.expanded_parts",
    "password_in": "dlint.model.secrets",
    "path_entries": "dlint.model.python.venvs",
    "pattern_for": "dlint.model.context.private_files",
    "pipelines": "dlint.model.shell.pipes",
    "place_of": "dlint.model.python.entrypoint_modules",
    "poetry": "dlint.model.python",
    "probe_scripts": "dlint.model.stage.entrypoint_scripts",
    "recent": "dlint.startup.recent",
    "redundant": "dlint.model.ignore.effects",
    "removable": "dlint.model.stage.command_edits",
    "requirement_files": "dlint.model.python.installs",
    "requirement_options": "dlint.model.python.installs",
    "run_commands": "dlint.model.python.workplace",
    "runs_code": "dlint.model.stage.exec_form",
    "satisfies": "dlint.model.python.versions",
    "secret_in": "dlint.model.context.private_files",
    "secrets_of": "dlint.model.context.private_files",
    "server_of": "dlint.model.python.servers",
    "settings_in": "dlint.model.compose.service_parts",
    "shell_array": "dlint.model.stage.exec_form",
    "sources_at": "dlint.model.context.sources",
    "start_commands": "dlint.model.stage.entrypoint",
    "start_instructions": "dlint.model.stage.entrypoint",
    "start_scripts": "dlint.model.stage.entrypoint_scripts",
    "stays_in_layer": "dlint.model.packages.caches",
    "store_of": "dlint.model.compose.known_images",
    "target_of": "dlint.model.python.entrypoint_modules",
    "unpinned": "dlint.model.packages.installed",
    "unread": "dlint.model.context.dockerignore_use",
    "user_at": "dlint.model.stage.users",
    "user_of": "dlint.model.stage.users",
    "uses_history": "dlint.model.context.git_history",
    "uv": "dlint.model.python",
    "variable": "dlint.model.python.workplace",
    "variable_at": "dlint.model.python.workplace",
    "variables": "dlint.syntax.expansion",
    "will_ask": "dlint.model.packages.installed",
    "within_scalar": "dlint.model.compose.service_parts:inside",
    "words_before": "dlint.model.stage.exec_form",
    "words_behind": "dlint.model.stage.exec_form",
    "workplace_of": "dlint.model.python.workplace",
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
