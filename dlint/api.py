"""All that a rule, or another program, may import: what semantic versioning covers.

Another program lints with `lint`:

    from dlint.api import lint

    for finding in lint("FROM python:latest\\n"):
        print(finding.line, finding.code, finding.message)

A rule is a file in a pack (see the rules that dlint brings, and `dlint.testing`):

    from dlint.api import Command, Problem, Problems, insert_after, rule

`SECTIONS` is the one list: a name is imported from its module when it is first asked for. What type checkers read
(`api.pyi`) and the reference (`docs/api.md`) are made from it: `pytest --update-goldens tests/test_api.py`.
"""

SECTIONS = {
    "Rules, findings and fixes": {
        "dlint.engine.findings": (
            "Edit", "Fix", "Problem", "Problems", "add_pattern", "as_problems", "delete", "insert_after", "insert_before",
            "listed",
            "replace",
        ),
        "dlint.engine.edits": (
            "add_line", "add_option", "delete_line", "match_anywhere", "move_to_end", "remove_argument", "rewrite_source",
            "run_last",
        ),
        "dlint.engine.rule": ("rule",),
        "dlint.engine.suppressions.suppressions": ("Suppression",),
        "dlint.model.context.private_files": ("one_of_each", "pattern_for"),
        "dlint.model.stage.command_edits": ("as_argument", "at_the_end", "removable"),
        "dlint.startup": ("regex as re",),
        "dlint.startup.remember": ("NotRead", "recent"),
        "dlint.syntax.instruction_grammar": ("nearest",),
    },
    "The tree of a Dockerfile": {
        "dlint.model.faults.expanded_parts": ("ExpandedPart", "expanded_parts"),
        "dlint.model.faults.ports": ("Port",),
        "dlint.syntax.expansion": ("expand", "variables"),
        "dlint.syntax.expansion_nodes": ("Variable",),
        "dlint.syntax.nodes": (
            "Add", "Arg", "Blank", "Cmd", "Comment", "Copy", "Directive", "Dockerfile", "Entrypoint", "Env", "Flag",
            "From", "Healthcheck", "Heredoc", "Instruction", "Invocation", "Item", "JsonArray", "JsonString",
            "KeyValue", "Label", "Node", "Onbuild", "Pair", "Run", "Shell", "Span", "SyntaxFault", "Transfer", "Word",
        ),
        "dlint.syntax.source": ("Logical", "Source"),
    },
    "Shell": {
        "dlint.model.shell.commands": ("Command",),
        "dlint.model.shell.pipes": ("may_fail", "pipelines"),
        "dlint.model.stage.command_search": ("first_before", "first_in", "last_before", "last_in"),
        "dlint.model.entrypoint.exec_form": ("runs_code", "shell_array", "words_before", "words_behind"),
        "dlint.model.stage.shell_fields": ("fields_of",),
        "dlint.syntax.shell_nodes": ("Pipeline", "Script", "ShellWord", "SimpleCommand"),
    },
    "Stages": {
        "dlint.model.file": ("File",),
        "dlint.model.stage.accounts": ("Account", "account_of", "has_account"),
        "dlint.model.copies.file_in_image": ("FileInImage",),
        "dlint.model.copies.image_files": ("ImageFiles", "image_files"),
        "dlint.model.copies.stage_copies": ("StageCopy", "copies_between"),
        "dlint.model.entrypoint.commands": ("entrypoint_commands", "entrypoint_instructions", "own_entrypoint_commands"),
        "dlint.model.entrypoint.scripts": ("EntrypointScript", "probe_scripts", "entrypoint_scripts"),
        "dlint.model.stage.history": ("launched_in", "run_commands"),
        "dlint.model.stage.labels": ("WELL_KNOWN as WELL_KNOWN_LABELS", "labels_of", "labels_of_type"),
        "dlint.model.stage.scope": ("Scope",),
        "dlint.model.stage.build": ("Build", "Stage", "origin_of"),
        "dlint.model.stage.tools": ("has_tool",),
        "dlint.model.stage.users": ("ROOT", "user_at", "user_of"),
        "dlint.model.stage.variables": ("MAYBE", "is_off", "is_on", "variable", "variable_at"),
        "dlint.model.stage.working_directory": ("directory_of", "workdir_at"),
        "dlint.syntax.mounts": ("mounts_of",),
    },
    "Images": {
        "dlint.model.image": ("facts", "families"),
        "dlint.model.image.configs": ("config_of",),
        "dlint.model.image.platforms": ("Platform", "parse_platform"),
        "dlint.model.image.python_tags": ("PythonTag", "parse_python_tag"),
        "dlint.model.image.reference": ("ImageReference", "parse_reference"),
        "dlint.model.stage.default_args": ("default_images",),
    },
    "The build context": {
        "dlint.model.context.context": ("Context",),
        "dlint.model.copies.git_history": ("uses_history",),
        "dlint.model.copies.missing_sources": ("in_another_case", "missing_sources", "near_path"),
        "dlint.model.context.private_files": (
            "cache_pattern", "caches_of", "data_directories", "databases_of", "is_database", "is_dotenv", "secret_in",
            "secrets_of",
        ),
        "dlint.model.copies.sources": ("ContextSource", "context_sources", "shipped_sources", "sources_at"),
        "dlint.model.context.transfer": ("Entry as ContextEntry",),
        "dlint.model.dockerignore.dockerignore_file": ("Dockerignore", "broad_copies"),
        "dlint.model.dockerignore.use": ("UnusedIgnoreFile", "why_unused"),
        "dlint.model.ignore.effects": ("pattern_covers", "decided_by", "excluded_by", "redundant_patterns"),
        "dlint.model.ignore.names": ("fits_name", "is_plain"),
        "dlint.syntax.dockerignore": ("IgnoreComment", "IgnoreFile", "IgnorePattern"),
        "dlint.syntax.remote": ("is_git", "is_url"),
        "dlint.syntax.go_filepath": ("clean as clean_path", "has_wildcard"),
    },
    "Packages": {
        "dlint.model.packages": ("conda",),
        "dlint.model.managers.table": ("installs_on_system", "manager_of"),
        "dlint.model.packages.advice": ("cache_left", "lists_left", "question", "without_version"),
        "dlint.model.packages.caches": ("is_configured", "layers_are_kept", "leaves_cache"),
        "dlint.model.packages.installed": ("Package", "named", "options_known", "packages_of", "unpinned"),
    },
    "Python": {
        "dlint.model.python": ("distro_python", "poetry", "uv"),
        "dlint.model.python.entrypoint_modules": (
            "EntrypointModule", "entrypoint_module", "installs_itself", "module_definitions", "module_location",
        ),
        "dlint.model.python.installs": (
            "LOCK_OF", "PROJECT_INSTALLS", "Installed", "builds_of", "context_path", "file_named", "installed_in",
            "installs_of", "is_pip_install", "local_operands", "requirement_files", "requirement_options",
        ),
        "dlint.model.python.locks": ("Lock", "LockedPackage"),
        "dlint.model.python.project": ("Project", "project_of"),
        "dlint.model.python.pyproject": ("Pyproject", "groups_named"),
        "dlint.model.python.requirements": ("Requirement", "RequirementsFile", "normalize", "parse_requirement"),
        "dlint.model.python.servers": ("PYTHON_PROGRAMS", "Listening", "listening", "server_of"),
        "dlint.model.python.sigterm": ("endless_without_handler",),
        "dlint.model.python.source_search": ("first_match",),
        "dlint.model.python.venvs": (
            "Interpreter", "Venv", "places_copied_to", "interpreter_for", "interpreter_of", "lacks_python", "venvs_made_in",
            "path_entries", "venvs_copied",
        ),
        "dlint.model.python.versions": ("satisfies",),
        "dlint.model.python.command_project": ("CommandProject", "command_project"),
    },
    "Secrets": {
        "dlint.model.secrets": (
            "WELL_KNOWN as WELL_KNOWN_PASSWORDS", "is_placeholder", "is_secret_name", "is_secret_value", "password_in",
        ),
    },
    "Compose": {
        "dlint.model.compose.compose_file": ("ComposeFile", "Service as ComposeService"),
        "dlint.model.compose.known_images": ("Store", "manages_host", "store_of"),
        "dlint.model.compose.paths": ("missing_path",),
        "dlint.model.compose.service_parts": (
            "Mount as ComposeMount", "ServiceBuild as ComposeBuild", "Port as ComposePort",
            "Setting as ComposeSetting", "settings_in", "inside as within_scalar",
        ),
        "dlint.syntax.yaml_nodes": (
            "Mapping as YamlMapping", "YamlNode", "Scalar as YamlScalar", "Sequence as YamlSequence",
        ),
    },
    "Configuration and library": {
        "dlint.engine.checker": ("Report",),
        "dlint.engine.config.config": ("Config",),
        "dlint.engine.config.keys": ("ConfigError",),
        "dlint.engine.findings": ("Finding",),
        "dlint.engine.fixer": ("fix_text",),
        "dlint.engine.library": ("check", "lint"),
        "dlint.engine.notices": ("Notice",),
        "dlint.engine.packs.loading": ("load as load_rules",),
        "dlint.engine.packs.registry": ("Registry",),
        "dlint.engine.rule": ("Rule",),
        "dlint.model.settings": ("Settings",),
        "dlint.syntax.dockerfile": ("parse",),
        "dlint.syntax.dockerignore": ("parse_ignore",),
    },
}  # fmt: skip
"""What a rule's author looks for -> module -> the names that it gives, written as in an import."""

_HOMES = {
    entry.rpartition(" ")[2]: (module, entry.partition(" ")[0])
    for modules in SECTIONS.values()
    for module, entries in modules.items()
    for entry in entries
}
"""Name in the API -> its module, and its name there."""

__all__ = list(_HOMES)


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = home
    value: object = getattr(__import__(module, fromlist=[attribute]), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
