"""The layers of the package: what each part may import."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

LAYERS = {
    "startup": {"startup"},
    "syntax": {"startup", "syntax"},
    "model": {"startup", "syntax", "model"},
    "engine": {"startup", "syntax", "model", "engine"},
    "report": {"startup", "syntax", "model", "engine", "report"},
    "cli": {"startup", "syntax", "model", "engine", "report", "cli"},
    "api": {"startup", "syntax", "model", "engine"},
    "testing": {"startup", "syntax", "model", "engine", "api"},
    "__main__": {"cli"},
    "__init__": set(),
}
"""What each part of the package may import of the others."""


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """The absolute names of all modules that a file imports anywhere, for types too, with their lines."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module) if part)
            # `from . import x` and `from dlint import x` may name modules.
            if node.module is None or module == "dlint":
                for alias in node.names:
                    yield f"{module}.{alias.name}", node.lineno
            else:
                yield module, node.lineno


def test_every_part_of_the_package_has_its_place() -> None:
    parts = {
        path.stem for path in (ROOT / "dlint").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert set() == parts - set(LAYERS)


def test_a_module_imports_from_its_own_layer_and_those_below() -> None:
    wrong = []
    for path in sorted((ROOT / "dlint").rglob("*.py")):
        parts = path.relative_to(ROOT / "dlint").with_suffix("").parts
        allowed = LAYERS[parts[0]]
        for module, line in imports(path):
            name, _, rest = module.partition(".")
            target = rest.partition(".")[0]
            if name == "dlint" and target in LAYERS and target not in allowed:
                wrong.append(f"{path.relative_to(ROOT)}:{line} imports {module}")
    assert [] == wrong


def test_rules_import_the_api_and_the_standard_library_only() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {module}"
        for path in sorted((ROOT / "rules").rglob("*.py"))
        for module, line in imports(path)
        if module != "dlint.api" and module.partition(".")[0] not in sys.stdlib_module_names
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
