"""The layers of the package, and what a run may import: a budget is a list, not a clock."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

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

EXPENSIVE = (
    "argparse", "ast", "asyncio", "collections", "concurrent.futures", "contextlib", "dataclasses", "datetime", "difflib",
    "email", "enum", "fnmatch", "functools", "hashlib", "importlib.metadata", "inspect", "json", "logging",
    "multiprocessing", "pathlib", "pathspec", "pluggy", "re", "rich", "shlex", "shutil", "signal", "socket", "subprocess",
    "tempfile", "threading", "tomllib", "traceback", "typing", "unittest", "urllib", "yaml",
)  # fmt: skip
"""What checking one file at default settings must not import: each takes a millisecond or many.

In place of `re` there is `dlint.startup.regex` (`from dlint.api import re`), in place of `functools.lru_cache` there is
`dlint.startup.recent`, and types are imported for the type checker only. What is rarely needed is imported where it is.
"""


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


PROBE = """
import sys
before = set(sys.modules)
from dlint.cli.main import main
status = main(sys.argv[1:])
print("MODULES", *sorted(set(sys.modules) - before))
"""

FILES = {
    "Dockerfile": (
        "FROM python:3.13-slim AS build\nWORKDIR /app\n# hadolint ignore=DL3008\n"
        "RUN apt-get update && apt-get install -y gcc \\\n    && pip install --no-cache-dir flask==3.1.0\n"
        'COPY app.py .\nUSER nobody\nHEALTHCHECK CMD curl -f localhost\nCMD ["python", "app.py"]\n'
    ),
    "wrong.Dockerfile": "FROM python:latest\nRUN apt-get install gcc\nMAINTAINER me\nADD x /\nCMD python app.py\n",
}


@pytest.mark.parametrize("name", FILES)
def test_checking_a_file_imports_nothing_expensive(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(FILES[name])
    (tmp_path / ".dockerignore").write_text("**/.git\n**/.env\n**/.venv\n**/__pycache__\n")
    # The first run fills the caches beside the code.
    for _ in range(2):
        found = subprocess.run(
            [sys.executable, "-c", PROBE, name],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={"PYTHONPATH": str(ROOT), "PATH": ""},
            check=False,
        )
    assert "" == found.stderr
    modules = found.stdout.partition("MODULES")[2].split()
    assert "dlint.engine.checker" in modules
    expensive = [
        name for name in EXPENSIVE if any(module == name or module.startswith(f"{name}.") for module in modules)
    ]
    assert [] == expensive
