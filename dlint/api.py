"""All that a rule, or another program, may import: what semantic versioning covers.

Another program lints with `lint`:

    from dlint.api import lint

    for finding in lint("FROM python:latest\\n"):
        print(finding.line, finding.code, finding.message)

A rule is a file in a pack (see the rules that dlint brings, and `dlint.testing`):

    from dlint.api import Command, Problem, Problems, insert_after, rule

What costs something to import comes when it is first asked for.
"""

from collections.abc import Iterator as _Iterator

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

Problems = _Iterator[Problem]
"""What the function of a rule returns: it is a generator of problems."""

__all__ = [
    "Add", "Arg", "Blank", "Cmd", "Command", "Comment", "Config", "ConfigError", "Context", "Copy", "Directive",
    "Dockerfile", "Dockerignore", "Edit", "Entrypoint", "Env", "File", "Finding", "Fix", "Flag", "From",
    "Healthcheck", "Heredoc", "IgnoreComment", "IgnoreFile", "IgnorePattern", "ImageReference", "Instruction",
    "Invocation", "Item", "JsonArray", "JsonString", "KeyValue", "Label", "Listening", "Logical", "Node", "Notice",
    "Onbuild", "Package", "Pair", "Part", "Pipeline", "Platform", "Port", "Problem", "Problems", "Project",
    "PythonTag", "Registry", "Report", "Requirement", "Rule", "Run", "Scope", "Script", "Settings", "Shell",
    "ShellWord", "SimpleCommand", "Source", "Span", "Stage", "Suppression", "SyntaxFault", "Transfer", "Variable",
    "Word", "add_pattern", "as_argument", "at_the_end", "broad_copies", "check", "clean_path", "config_of",
    "definitions", "delete", "expand", "facts", "families", "fields_of", "fix_text", "has_tool", "has_wildcard",
    "insert_after", "insert_before", "installs_itself", "is_git", "is_mentioned", "is_url", "layers_are_kept",
    "lint", "listening", "load_rules", "may_fail", "mounts_of", "named", "nearest", "options_known", "origin_of",
    "packages_of", "parse", "parse_ignore", "parse_platform", "parse_python_tag", "parse_reference", "parts_of",
    "pipelines", "place_of", "replace", "resolve_defaults", "rule", "satisfies", "server_of", "start_commands",
    "start_instructions", "stays_in_layer", "target_of", "unpinned", "user_at", "user_of", "variables",
]  # fmt: skip

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.engine.checker import Report
    from dlint.engine.config import Config
    from dlint.engine.config_keys import ConfigError
    from dlint.engine.fixer import fix_text
    from dlint.engine.library import check, lint
    from dlint.engine.notice import Notice
    from dlint.engine.registry import Registry, load as load_rules
    from dlint.engine.suppress import Suppression
    from dlint.model import facts, families
    from dlint.model.additions import as_argument, at_the_end
    from dlint.model.build_errors_sources import is_git, is_url
    from dlint.model.commands import Command
    from dlint.model.context import Context
    from dlint.model.default_args import resolve_defaults
    from dlint.model.dockerignore import Dockerignore, broad_copies
    from dlint.model.expanded_parts import Part, parts_of
    from dlint.model.file import File, Settings
    from dlint.model.image_configs import config_of
    from dlint.model.images import ImageReference, parse_reference
    from dlint.model.package_caches import is_mentioned, layers_are_kept, stays_in_layer
    from dlint.model.packages import Package, named, options_known, packages_of, unpinned
    from dlint.model.pipes import may_fail, pipelines
    from dlint.model.platforms import Platform, parse_platform
    from dlint.model.ports import Port
    from dlint.model.project import Project
    from dlint.model.project_requirements import Requirement
    from dlint.model.project_versions import satisfies
    from dlint.model.python_images import PythonTag, parse_python_tag
    from dlint.model.scope import Scope
    from dlint.model.servers import Listening, listening, server_of
    from dlint.model.shell_values import fields_of
    from dlint.model.stages import Stage, mounts_of, origin_of
    from dlint.model.start import start_commands, start_instructions
    from dlint.model.start_targets import definitions, installs_itself, place_of, target_of
    from dlint.model.tools import has_tool
    from dlint.model.users import user_at, user_of
    from dlint.syntax.dockerfile import parse
    from dlint.syntax.expanded import Variable
    from dlint.syntax.expansion import expand, variables
    from dlint.syntax.forms import nearest
    from dlint.syntax.gopath import clean as clean_path, has_wildcard
    from dlint.syntax.ignorefile import IgnoreComment, IgnoreFile, IgnorePattern, parse_ignore
    from dlint.syntax.shell_nodes import Pipeline, Script, ShellWord, SimpleCommand

_HOMES = {
    "Project": "dlint.model.project",
    "definitions": "dlint.model.start_targets",
    "installs_itself": "dlint.model.start_targets",
    "place_of": "dlint.model.start_targets",
    "target_of": "dlint.model.start_targets",
    "satisfies": "dlint.model.project_versions",
    "Requirement": "dlint.model.project_requirements",
    "Command": "dlint.model.commands",
    "Config": "dlint.engine.config",
    "ConfigError": "dlint.engine.config_keys",
    "Context": "dlint.model.context",
    "Dockerignore": "dlint.model.dockerignore",
    "File": "dlint.model.file",
    "IgnoreComment": "dlint.syntax.ignorefile",
    "IgnoreFile": "dlint.syntax.ignorefile",
    "IgnorePattern": "dlint.syntax.ignorefile",
    "ImageReference": "dlint.model.images",
    "Listening": "dlint.model.servers",
    "Notice": "dlint.engine.notice",
    "Package": "dlint.model.packages",
    "Part": "dlint.model.expanded_parts",
    "Platform": "dlint.model.platforms",
    "Port": "dlint.model.ports",
    "Pipeline": "dlint.syntax.shell_nodes",
    "PythonTag": "dlint.model.python_images",
    "Registry": "dlint.engine.registry",
    "Report": "dlint.engine.checker",
    "Scope": "dlint.model.scope",
    "Script": "dlint.syntax.shell_nodes",
    "Settings": "dlint.model.file",
    "ShellWord": "dlint.syntax.shell_nodes",
    "SimpleCommand": "dlint.syntax.shell_nodes",
    "Stage": "dlint.model.stages",
    "Suppression": "dlint.engine.suppress",
    "Variable": "dlint.syntax.expanded",
    "as_argument": "dlint.model.additions",
    "at_the_end": "dlint.model.additions",
    "broad_copies": "dlint.model.dockerignore",
    "check": "dlint.engine.library",
    "clean_path": "dlint.syntax.gopath:clean",
    "config_of": "dlint.model.image_configs",
    "expand": "dlint.syntax.expansion",
    "facts": "dlint.model",
    "families": "dlint.model",
    "fields_of": "dlint.model.shell_values",
    "fix_text": "dlint.engine.fixer",
    "has_tool": "dlint.model.tools",
    "has_wildcard": "dlint.syntax.gopath",
    "is_git": "dlint.model.build_errors_sources",
    "is_mentioned": "dlint.model.package_caches",
    "is_url": "dlint.model.build_errors_sources",
    "layers_are_kept": "dlint.model.package_caches",
    "lint": "dlint.engine.library",
    "listening": "dlint.model.servers",
    "load_rules": "dlint.engine.registry:load",
    "may_fail": "dlint.model.pipes",
    "mounts_of": "dlint.model.stages",
    "named": "dlint.model.packages",
    "nearest": "dlint.syntax.forms",
    "options_known": "dlint.model.packages",
    "origin_of": "dlint.model.stages",
    "packages_of": "dlint.model.packages",
    "parse": "dlint.syntax.dockerfile",
    "parse_ignore": "dlint.syntax.ignorefile",
    "parse_platform": "dlint.model.platforms",
    "parse_python_tag": "dlint.model.python_images",
    "parse_reference": "dlint.model.images",
    "parts_of": "dlint.model.expanded_parts",
    "pipelines": "dlint.model.pipes",
    "resolve_defaults": "dlint.model.default_args",
    "server_of": "dlint.model.servers",
    "start_commands": "dlint.model.start",
    "start_instructions": "dlint.model.start",
    "stays_in_layer": "dlint.model.package_caches",
    "unpinned": "dlint.model.packages",
    "user_at": "dlint.model.users",
    "user_of": "dlint.model.users",
    "variables": "dlint.syntax.expansion",
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
