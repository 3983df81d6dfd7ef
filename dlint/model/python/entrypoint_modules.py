"""The Python code that a container starts: which module or script, where it lies in the context, what it defines.

It is read with `ast`, never imported or run.
"""

import posixpath

from dlint.model.copies.file_in_image import ABSENT, UNKNOWN
from dlint.model.copies.image_files import image_files
from dlint.model.stage.working_directory import workdir_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ast

    from dlint.model.shell.commands import Command
    from dlint.model.stage.build import Stage
    from dlint.syntax.shell_nodes import ShellWord

MAX_SOURCE = 2_000_000

MODULE_SERVERS = ("uvicorn", "gunicorn", "hypercorn", "daphne", "granian")
SCRIPT_RUNNERS = {"streamlit": ("run",), "chainlit": ("run",), "fastapi": ("run", "dev")}


class EntrypointModule:
    """What a command starts: a `script` (path), or an `attribute` of a `module`; None: not that. `word` says it."""

    __slots__ = ("attribute", "command", "factory", "module", "script", "word")

    def __init__(self, command: "Command", word: "ShellWord") -> None:
        self.command = command
        self.word = word
        self.script: str | None = None
        self.module: str | None = None
        self.attribute: str | None = None
        self.factory = False


class Place:
    """Where a target is: `state` of the image's file, its `path` in the context, and what left it out (`excluded`)."""

    __slots__ = ("excluded", "path", "state")

    def __init__(self, state: str, path: str | None = None, excluded: str | None = None) -> None:
        self.state = state
        self.path = path
        self.excluded = excluded


def entrypoint_module(command: "Command") -> EntrypointModule | None:
    """The script or module that a command starts, where it is told literally."""
    command = command.launched
    family = command.family or ""
    if command.open_ended and family != "python":
        return None
    if family == "python":
        return _script_of_python(command)
    if family in SCRIPT_RUNNERS:
        words = [word for word in command.arguments if word.value is not None and not word.value.startswith("-")]
        if len(words) > 1 and words[0].value in SCRIPT_RUNNERS[family] and (words[1].value or "").endswith(".py"):
            target = EntrypointModule(command, words[1])
            target.script = words[1].value
            return target
        return None
    if family in MODULE_SERVERS:
        for word in command.operands or command.arguments:
            value = word.value or ""
            module, colon, attribute = value.partition(":")
            if value.startswith("-") or "/" in value or not all(part.isidentifier() for part in module.split(".")):
                continue
            if not colon and family != "gunicorn":
                continue
            target = EntrypointModule(command, word)
            target.module = module
            target.factory = attribute.endswith("()") or command.has("--factory")
            target.attribute = attribute.partition("(")[0].partition(".")[0] or (
                "application" if family == "gunicorn" else None
            )
            return target
    return None


def _script_of_python(command: "Command") -> EntrypointModule | None:
    """`python [options] script.py`."""
    takes_value = False
    for word in command.arguments:
        value = word.value
        if value is None:
            return None
        if takes_value:
            takes_value = False
        elif value in ("-W", "-X"):
            takes_value = True
        elif value in ("-c", "-m", "-"):
            return None
        elif not value.startswith("-"):
            if not value.endswith(".py"):
                return None
            target = EntrypointModule(command, word)
            target.script = value
            return target
    return None


def module_location(stage: "Stage", target: EntrypointModule) -> Place:
    """Where a target lies. UNKNOWN unless everything that matters is known."""
    file = stage.file
    files = image_files(stage)
    directory = workdir_at(stage)
    context = file.context
    if directory is None or context is None:
        return Place(UNKNOWN)
    if target.script is not None:
        found = files.find(posixpath.join(directory, target.script))
        return Place(found.state, found.path, found.excluded)
    assert target.module is not None
    roots = [directory]
    for name in ("--app-dir", "--chdir", "--pythonpath"):
        option = target.command.option(name)
        if option is not None:
            if option.value is None:
                return Place(UNKNOWN)
            roots.append(posixpath.join(directory, option.value))
    value = file.scope_after(stage).value("PYTHONPATH")
    if value.origin in ("env", "arg"):
        if value.text is None:
            return Place(UNKNOWN)
        roots += [posixpath.join(directory, part) for part in value.text.split(":") if part]
    inner = target.module.replace(".", "/")
    excluded = None
    for root in roots:
        for name in (f"{inner}.py", f"{inner}/__init__.py"):
            found = files.find(posixpath.join(root, name))
            if found.state != ABSENT:
                return Place(found.state, found.path)
            excluded = excluded or found.excluded
    return Place(ABSENT, None, excluded)


def module_definitions(stage: "Stage", path: str) -> "dict[str, str] | None":
    """The names that a module of the context defines at its top, each with the function it comes from (`FastAPI`).

    None where the file can't be read, or may define what can't be seen (`import *`, `globals()`).
    """
    context = stage.file.context
    source = context.read(path, MAX_SOURCE) if context is not None else None
    if source is None:
        return None
    import ast

    try:
        tree = ast.parse(source.text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    found: dict[str, str] = {}
    return found if _collect(tree.body, found, 0) else None


def _collect(body: "list[ast.stmt]", found: dict[str, str], depth: int) -> bool:
    import ast

    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found[node.name] = ""
            if node.name == "__getattr__":
                return False
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            for alias in node.names:
                if alias.name == "*":
                    return False
                found[alias.asname or alias.name.partition(".")[0]] = ""
        elif isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            called = _called(node.value)
            for item in targets:
                for name in ast.walk(item):
                    if isinstance(name, ast.Name):
                        found[name.id] = called
        elif isinstance(node, ast.Expr):
            if any(isinstance(name, ast.Name) and name.id in ("globals", "exec", "setattr") for name in ast.walk(node)):
                return False
        elif depth < 10:
            if isinstance(node, ast.Match):
                return False
            parts: list[list[ast.stmt]] = [getattr(node, field, []) for field in ("body", "orelse", "finalbody")]
            parts += [handler.body for handler in getattr(node, "handlers", [])]
            if not all(_collect(part, found, depth + 1) for part in parts):
                return False
    return True


def _called(value: "ast.expr | None") -> str:
    """The last name of what is called: `FastAPI` of `fastapi.FastAPI(…)`; empty for everything else."""
    import ast

    if not isinstance(value, ast.Call):
        return ""
    function = value.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def installs_itself(stage: "Stage") -> bool:
    """Whether the project is installed as a package somewhere in the file, so that its modules need not be copied."""
    file = stage.file
    for other in file.stages:
        for command in file.commands_in(other, "pip", "uv", "poetry", "pdm", "pipenv", "hatch", "python", "flit"):
            verbs = command.path
            if "install" in verbs or "sync" in verbs or "setup.py" in command.text:
                local = [word for word in command.operands if (word.value or ".").startswith((".", "/"))]
                own_tool = command.family in ("uv", "poetry", "pdm", "hatch", "flit") and "pip" not in verbs
                skipped = command.has("--no-root", "--no-install-project", "--only-root", "--no-self")
                if local or (own_tool and not skipped) or "setup.py" in command.text or command.has("-e", "--editable"):
                    return True
    return False
