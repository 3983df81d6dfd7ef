"""What type checkers read for `dlint/api.py`, made from its table: pytest --update-goldens tests/test_api.py."""

from dlint.engine.checker import Report
from dlint.engine.config.config import Config
from dlint.engine.config.keys import ConfigError
from dlint.engine.edits import (
    add_line,
    add_option,
    delete_line,
    match_anywhere,
    move_to_end,
    remove_argument,
    rewrite_source,
    run_last,
)
from dlint.engine.findings import (
    Edit,
    Finding,
    Fix,
    Problem,
    Problems,
    add_pattern,
    as_problems,
    delete,
    insert_after,
    insert_before,
    listed,
    replace,
)
from dlint.engine.fixer import fix_text
from dlint.engine.library import check, lint
from dlint.engine.notices import Notice
from dlint.engine.packs.loading import load as load_rules
from dlint.engine.packs.registry import Registry
from dlint.engine.rule import Rule, rule
from dlint.engine.suppressions.suppressions import Suppression
from dlint.model.compose.compose_file import ComposeFile, Service as ComposeService
from dlint.model.compose.known_images import Store, manages_host, store_of
from dlint.model.compose.paths import missing_path
from dlint.model.compose.service_parts import (
    Mount as ComposeMount,
    Port as ComposePort,
    ServiceBuild as ComposeBuild,
    Setting as ComposeSetting,
    inside as within_scalar,
    settings_in,
)
from dlint.model.context.context import Context
from dlint.model.context.private_files import (
    cache_pattern,
    caches_of,
    data_directories,
    databases_of,
    is_database,
    is_dotenv,
    one_of_each,
    pattern_for,
    secret_in,
    secrets_of,
)
from dlint.model.context.transfer import Entry as ContextEntry
from dlint.model.copies.file_in_image import FileInImage
from dlint.model.copies.git_history import uses_history
from dlint.model.copies.image_files import ImageFiles, image_files
from dlint.model.copies.missing_sources import in_another_case, missing_sources, near_path
from dlint.model.copies.sources import ContextSource, context_sources, shipped_sources, sources_at
from dlint.model.copies.stage_copies import StageCopy, copies_between
from dlint.model.dockerignore.dockerignore_file import Dockerignore, broad_copies
from dlint.model.dockerignore.use import UnusedIgnoreFile, why_unused
from dlint.model.entrypoint.commands import entrypoint_commands, entrypoint_instructions, own_entrypoint_commands
from dlint.model.entrypoint.exec_form import runs_code, shell_array, words_before, words_behind
from dlint.model.entrypoint.scripts import EntrypointScript, entrypoint_scripts, probe_scripts
from dlint.model.faults.expanded_parts import ExpandedPart, expanded_parts
from dlint.model.faults.ports import Port
from dlint.model.file import File
from dlint.model.ignore.effects import decided_by, excluded_by, pattern_covers, redundant_patterns
from dlint.model.ignore.names import fits_name, is_plain
from dlint.model.image import facts, families
from dlint.model.image.configs import config_of
from dlint.model.image.platforms import Platform, parse_platform
from dlint.model.image.python_tags import PythonTag, parse_python_tag
from dlint.model.image.reference import ImageReference, parse_reference
from dlint.model.managers.table import installs_on_system, manager_of
from dlint.model.packages import conda
from dlint.model.packages.advice import cache_left, lists_left, question, without_version
from dlint.model.packages.caches import is_configured, layers_are_kept, leaves_cache
from dlint.model.packages.installed import Package, named, options_known, packages_of, unpinned
from dlint.model.python import distro_python, poetry, uv
from dlint.model.python.command_project import CommandProject, command_project
from dlint.model.python.entrypoint_modules import (
    EntrypointModule,
    entrypoint_module,
    installs_itself,
    module_definitions,
    module_location,
)
from dlint.model.python.installs import (
    LOCK_OF,
    PROJECT_INSTALLS,
    Installed,
    builds_of,
    context_path,
    file_named,
    installed_in,
    installs_of,
    is_pip_install,
    local_operands,
    requirement_files,
    requirement_options,
)
from dlint.model.python.locks import Lock, LockedPackage
from dlint.model.python.project import Project, project_of
from dlint.model.python.pyproject import Pyproject, groups_named
from dlint.model.python.requirements import Requirement, RequirementsFile, normalize, parse_requirement
from dlint.model.python.servers import PYTHON_PROGRAMS, Listening, listening, server_of
from dlint.model.python.sigterm import endless_without_handler
from dlint.model.python.source_search import first_match
from dlint.model.python.venvs import (
    Interpreter,
    Venv,
    interpreter_for,
    interpreter_of,
    lacks_python,
    path_entries,
    places_copied_to,
    venvs_copied,
    venvs_made_in,
)
from dlint.model.python.versions import satisfies
from dlint.model.secrets import (
    WELL_KNOWN as WELL_KNOWN_PASSWORDS,
    is_placeholder,
    is_secret_name,
    is_secret_value,
    password_in,
)
from dlint.model.settings import Settings
from dlint.model.shell.commands import Command
from dlint.model.shell.pipes import may_fail, pipelines
from dlint.model.stage.accounts import Account, account_of, has_account
from dlint.model.stage.build import Build, Stage, origin_of
from dlint.model.stage.command_edits import as_argument, at_the_end, removable
from dlint.model.stage.command_search import first_before, first_in, last_before, last_in
from dlint.model.stage.default_args import default_images
from dlint.model.stage.history import launched_in, run_commands
from dlint.model.stage.labels import WELL_KNOWN as WELL_KNOWN_LABELS, labels_of, labels_of_type
from dlint.model.stage.scope import Scope
from dlint.model.stage.shell_fields import fields_of
from dlint.model.stage.tools import has_tool
from dlint.model.stage.users import ROOT, user_at, user_of
from dlint.model.stage.variables import MAYBE, is_off, is_on, variable, variable_at
from dlint.model.stage.working_directory import directory_of, workdir_at
from dlint.startup import regex as re
from dlint.startup.remember import NotRead, recent
from dlint.syntax.dockerfile import parse
from dlint.syntax.dockerignore import IgnoreComment, IgnoreFile, IgnorePattern, parse_ignore
from dlint.syntax.expansion import expand, variables
from dlint.syntax.expansion_nodes import Variable
from dlint.syntax.go_filepath import clean as clean_path, has_wildcard
from dlint.syntax.instruction_grammar import nearest
from dlint.syntax.mounts import mounts_of
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
from dlint.syntax.remote import is_git, is_url
from dlint.syntax.shell_nodes import Pipeline, Script, ShellWord, SimpleCommand
from dlint.syntax.source import Logical, Source
from dlint.syntax.yaml_nodes import Mapping as YamlMapping, Scalar as YamlScalar, Sequence as YamlSequence, YamlNode

SECTIONS: dict[str, dict[str, tuple[str, ...]]]

__all__ = [
    "LOCK_OF",
    "MAYBE",
    "PROJECT_INSTALLS",
    "PYTHON_PROGRAMS",
    "ROOT",
    "WELL_KNOWN_LABELS",
    "WELL_KNOWN_PASSWORDS",
    "Account",
    "Add",
    "Arg",
    "Blank",
    "Build",
    "Cmd",
    "Command",
    "CommandProject",
    "Comment",
    "ComposeBuild",
    "ComposeFile",
    "ComposeMount",
    "ComposePort",
    "ComposeService",
    "ComposeSetting",
    "Config",
    "ConfigError",
    "Context",
    "ContextEntry",
    "ContextSource",
    "Copy",
    "Directive",
    "Dockerfile",
    "Dockerignore",
    "Edit",
    "Entrypoint",
    "EntrypointModule",
    "EntrypointScript",
    "Env",
    "ExpandedPart",
    "File",
    "FileInImage",
    "Finding",
    "Fix",
    "Flag",
    "From",
    "Healthcheck",
    "Heredoc",
    "IgnoreComment",
    "IgnoreFile",
    "IgnorePattern",
    "ImageFiles",
    "ImageReference",
    "Installed",
    "Instruction",
    "Interpreter",
    "Invocation",
    "Item",
    "JsonArray",
    "JsonString",
    "KeyValue",
    "Label",
    "Listening",
    "Lock",
    "LockedPackage",
    "Logical",
    "Node",
    "NotRead",
    "Notice",
    "Onbuild",
    "Package",
    "Pair",
    "Pipeline",
    "Platform",
    "Port",
    "Problem",
    "Problems",
    "Project",
    "Pyproject",
    "PythonTag",
    "Registry",
    "Report",
    "Requirement",
    "RequirementsFile",
    "Rule",
    "Run",
    "Scope",
    "Script",
    "Settings",
    "Shell",
    "ShellWord",
    "SimpleCommand",
    "Source",
    "Span",
    "Stage",
    "StageCopy",
    "Store",
    "Suppression",
    "SyntaxFault",
    "Transfer",
    "UnusedIgnoreFile",
    "Variable",
    "Venv",
    "Word",
    "YamlMapping",
    "YamlNode",
    "YamlScalar",
    "YamlSequence",
    "account_of",
    "add_line",
    "add_option",
    "add_pattern",
    "as_argument",
    "as_problems",
    "at_the_end",
    "broad_copies",
    "builds_of",
    "cache_left",
    "cache_pattern",
    "caches_of",
    "check",
    "clean_path",
    "command_project",
    "conda",
    "config_of",
    "context_path",
    "context_sources",
    "copies_between",
    "data_directories",
    "databases_of",
    "decided_by",
    "default_images",
    "delete",
    "delete_line",
    "directory_of",
    "distro_python",
    "endless_without_handler",
    "entrypoint_commands",
    "entrypoint_instructions",
    "entrypoint_module",
    "entrypoint_scripts",
    "excluded_by",
    "expand",
    "expanded_parts",
    "facts",
    "families",
    "fields_of",
    "file_named",
    "first_before",
    "first_in",
    "first_match",
    "fits_name",
    "fix_text",
    "groups_named",
    "has_account",
    "has_tool",
    "has_wildcard",
    "image_files",
    "in_another_case",
    "insert_after",
    "insert_before",
    "installed_in",
    "installs_itself",
    "installs_of",
    "installs_on_system",
    "interpreter_for",
    "interpreter_of",
    "is_configured",
    "is_database",
    "is_dotenv",
    "is_git",
    "is_off",
    "is_on",
    "is_pip_install",
    "is_placeholder",
    "is_plain",
    "is_secret_name",
    "is_secret_value",
    "is_url",
    "labels_of",
    "labels_of_type",
    "lacks_python",
    "last_before",
    "last_in",
    "launched_in",
    "layers_are_kept",
    "leaves_cache",
    "lint",
    "listed",
    "listening",
    "lists_left",
    "load_rules",
    "local_operands",
    "manager_of",
    "manages_host",
    "match_anywhere",
    "may_fail",
    "missing_path",
    "missing_sources",
    "module_definitions",
    "module_location",
    "mounts_of",
    "move_to_end",
    "named",
    "near_path",
    "nearest",
    "normalize",
    "one_of_each",
    "options_known",
    "origin_of",
    "own_entrypoint_commands",
    "packages_of",
    "parse",
    "parse_ignore",
    "parse_platform",
    "parse_python_tag",
    "parse_reference",
    "parse_requirement",
    "password_in",
    "path_entries",
    "pattern_covers",
    "pattern_for",
    "pipelines",
    "places_copied_to",
    "poetry",
    "probe_scripts",
    "project_of",
    "question",
    "re",
    "recent",
    "redundant_patterns",
    "removable",
    "remove_argument",
    "replace",
    "requirement_files",
    "requirement_options",
    "rewrite_source",
    "rule",
    "run_commands",
    "run_last",
    "runs_code",
    "satisfies",
    "secret_in",
    "secrets_of",
    "server_of",
    "settings_in",
    "shell_array",
    "shipped_sources",
    "sources_at",
    "store_of",
    "unpinned",
    "user_at",
    "user_of",
    "uses_history",
    "uv",
    "variable",
    "variable_at",
    "variables",
    "venvs_copied",
    "venvs_made_in",
    "why_unused",
    "within_scalar",
    "without_version",
    "words_before",
    "words_behind",
    "workdir_at",
]
