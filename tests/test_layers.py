"""The layers of the package: what each part may import."""

import ast
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from dlint.api import SECTIONS
from dlint.cli.commands import COMMANDS
from dlint.report.formats import FORMATS

ROOT = Path(__file__).resolve().parent.parent

ROOMS = (
    "startup",
    "syntax",
    "model.disk", "model.boundary", "model.development", "model.secrets", "model.values", "model.limits",
    "model.ignore", "model.context", "model.image", "model.settings", "model.linted_file", "model.managers",
    "model.shell", "model.stage",
    "model.copies", "model.faults", "model.packages", "model.entrypoint", "model.python",
    "model.file", "model.compose", "model.dockerignore", "model",
    "engine.findings", "engine.edits", "engine.notices", "engine.selectors", "engine.rule", "engine.files", "engine.fixer",
    "engine.dispatch_table", "engine.shellcheck", "engine.packs", "engine.suppressions", "engine.config",
    "engine.verdict", "engine.checker", "engine.sequential", "engine.library", "engine.workers", "engine.scheduler",
    "engine",
    "report",
    "cli",
    "api", "testing", "__main__", "",
)  # fmt: skip
"""The rooms of the package, each a module or a package, from the ground up. A room imports itself and those before it.

The empty name stands for the package `dlint` itself, which all may import, since it imports nothing.
"""

BY_NAME = {
    "api": {module.removeprefix("dlint.") for modules in SECTIONS.values() for module in modules},
    "cli.hadolint": {f"report.{name.replace('-', '_')}" for name in FORMATS if name != "gitlab"},
    "cli.main": {f"cli.{name}" for name in COMMANDS},
    "report.formats": {f"report.{name.replace('-', '_')}" for name in FORMATS if name != "gitlab"},
}
"""What modules import by names that are put together."""

Imports = dict[str, set[str]]


def imports(path: Path, root: Path = ROOT) -> Iterator[tuple[str, int]]:
    """The absolute names of all that a file imports anywhere, for types and in functions too, with their lines."""
    package = path.relative_to(root).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module) if part)
            for alias in node.names:
                yield f"{module}.{alias.name}", node.lineno


def module_of(path: Path, root: Path) -> str:
    """The dotted name of a module below `dlint`, without that."""
    parts = path.relative_to(root / "dlint").with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_within(root: Path = ROOT) -> Imports:
    """Which modules of `dlint` each of them imports; a package stands for its `__init__.py`."""
    paths = {module_of(path, root): path for path in (root / "dlint").rglob("*.py")}
    found: Imports = {}
    for module, path in paths.items():
        found[module] = set()
        for name, _ in imports(path, root):
            top, _, inner = name.partition(".")
            # The last part may be what a module defines.
            for candidate in (inner, inner.rpartition(".")[0]) if top == "dlint" else ():
                if candidate in paths:
                    found[module] |= {candidate} - {module}
                    break
    return found


def with_names(graph: Imports) -> Imports:
    """The same with what is imported by name."""
    return {module: targets | BY_NAME.get(module, set()) for module, targets in graph.items()}


def circle(graph: Imports) -> list[str]:
    """The modules of a circle of imports; none where there is no circle."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def room_of(module: str) -> str | None:
    """The innermost room that a module is in."""
    while module not in ROOMS and "." in module:
        module = module.rpartition(".")[0]
    return module if module in ROOMS else None


def upward(graph: Imports) -> list[str]:
    """The imports that lead from a room to one above it."""
    found = []
    for module, targets in graph.items():
        for target in targets - {""}:
            room, other = room_of(module), room_of(target)
            if room is None or other is None or ROOMS.index(room) < ROOMS.index(other):
                found.append(f"{module} imports {target}")
    return sorted(found)


def test_what_is_imported_by_name_is_known() -> None:
    graph = imports_within()
    found = {
        module_of(path, ROOT)
        for path in (ROOT / "dlint").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("__import__", "import_module")
    }
    assert set(BY_NAME) == found
    assert set() == set().union(*BY_NAME.values()) - set(graph)


def test_every_module_is_in_a_room_and_every_room_has_one() -> None:
    modules = imports_within()
    assert [] == [module for module in modules if room_of(module) is None]
    assert [] == [room for room in ROOMS if not any(room_of(module) == room for module in modules)]


def test_no_import_leads_upward() -> None:
    assert [] == upward(with_names(imports_within()))


def test_there_is_no_circle_of_imports() -> None:
    assert [] == circle(with_names(imports_within()))


@pytest.mark.parametrize(
    "statement",
    [
        "from dlint.model.file import File",
        "import dlint.model.file",
        "from ..model import file",
        "TYPE_CHECKING = False\nif TYPE_CHECKING:\n    from dlint.model.file import File",
        "def parse():\n    from dlint.model import file",
    ],
)
def test_a_planted_import_is_found(tmp_path: Path, statement: str) -> None:
    for name, text in {
        "__init__": "",
        "syntax/__init__": "",
        "syntax/nodes": statement,
        "model/__init__": "",
        "model/file": "from dlint.syntax.nodes import Word",
    }.items():
        path = tmp_path / "dlint" / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    planted = imports_within(tmp_path)
    assert ["syntax.nodes imports model.file"] == upward(planted)
    assert {"syntax.nodes", "model.file"} == set(circle(planted))


def test_rules_import_the_api_and_the_standard_library_only() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {module}"
        for path in sorted((ROOT / "rules").rglob("*.py"))
        for module, line in imports(path)
        if not module.startswith("dlint.api.") and module.partition(".")[0] not in sys.stdlib_module_names
    ]
    assert [] == wrong


def test_patterns_are_compiled_when_they_are_used() -> None:
    """Python's `re` compiles a pattern where it is defined, which every run would pay for."""
    own = {"dlint/startup/regex.py", "dlint/testing.py", "dlint/model/ignore/pathspec.py"}
    wrong = []
    for path in [*(ROOT / "dlint").rglob("*.py"), *(ROOT / "rules").rglob("*.py")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = [alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names]
        if "re" in names and path.relative_to(ROOT).as_posix() not in own:
            wrong.append(f"{path.relative_to(ROOT)}: write `from dlint.api import re`, or `dlint.startup.regex`")
    assert [] == wrong


def test_files_are_put_in_place_by_one_function() -> None:
    wrong = [
        path.relative_to(ROOT).as_posix()
        for path in [*(ROOT / "dlint").rglob("*.py"), *(ROOT / "rules").rglob("*.py")]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("replace", "rename")
        if isinstance(node.value, ast.Name) and node.value.id == "os"
    ]
    assert ["dlint/startup/atomic.py"] == wrong, "use dlint.startup.atomic.replace"


def test_no_module_speaks_of_what_is_beside_the_repository() -> None:
    paths = [*(ROOT / "dlint").rglob("*.py"), *(ROOT / "rules").rglob("*.py")]
    assert [] == [str(path) for path in paths if "../shared" in path.read_text(encoding="utf-8")]
