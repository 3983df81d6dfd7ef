"""What is made from the table of the API (`SECTIONS` in `dlint/api.py`): the types that checkers read, and the reference."""

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

from dlint.api import SECTIONS

ROOT = Path(__file__).resolve().parent.parent

STUB = ROOT / "dlint" / "api.pyi"
REFERENCE = ROOT / "docs" / "api.md"

Definition = ast.FunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign | ast.Module


class Name:
    """A name of the API: `section`, the `path` of the file that defines it as `attribute`, and the `definition` there.

    `definition` is the whole module where the name is a module. Raises `LookupError` if the module does not define it.
    """

    def __init__(self, section: str, module: str, entry: str) -> None:
        self.section = section
        self.module = module
        self.attribute, _, self.name = entry.rpartition(" ")
        self.attribute = self.attribute.removesuffix(" as") or self.name
        inside = source_of(f"{module}.{self.attribute}")
        self.path = inside if inside.exists() else source_of(module)
        self.comment: str | None = None
        self.definition = self._find()

    def _find(self) -> Definition:
        tree = parsed(self.path)
        if self.path != source_of(self.module):
            return tree
        for node, following in around(tree):
            if self.attribute in names_bound(node):
                if isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant):
                    self.comment = str(following.value.value)
                assert isinstance(node, Definition)
                return node
        raise LookupError(f"{self.module} does not define {self.attribute}, which dlint.api hands out")

    @property
    def kind(self) -> str:
        """`class`, `function`, `module`, `type` (another name for one) or `constant`."""
        kinds = {ast.ClassDef: "class", ast.FunctionDef: "function", ast.Module: "module"}
        return kinds.get(type(self.definition), "constant" if self.name.isupper() else "type")

    @property
    def spelled(self) -> str:
        """The name, with the parameters of a function."""
        if not isinstance(self.definition, ast.FunctionDef):
            return self.name
        arguments = ast.parse(ast.unparse(self.definition)).body[0]
        assert isinstance(arguments, ast.FunctionDef)
        for node in ast.walk(arguments.args):
            if isinstance(node, ast.arg):
                node.annotation = None
        return f"{self.name}({ast.unparse(arguments.args)})"

    @property
    def sentence(self) -> str:
        """The first sentence of the docstring, or of the text below a constant; a grammar line is passed over."""
        if isinstance(self.definition, ast.Assign | ast.AnnAssign):
            text = self.comment
        else:
            text = ast.get_docstring(self.definition)
        assert text, f"{self.module}:{self.attribute} has no docstring"
        first = " ".join(text.partition("\n\n")[0].split())
        end = first.find(". ")
        return (first if end < 0 else first[: end + 1]).removesuffix(".").removesuffix(":")


def names_bound(node: ast.stmt) -> list[str]:
    """The names that a statement of a module defines."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]


def around(tree: ast.Module) -> Iterator[tuple[ast.stmt, ast.stmt | None]]:
    """The statements of a module that run, each with the one after it; of `if TYPE_CHECKING … else …` the last part."""
    bodies = [tree.body]
    bodies += [node.orelse for node in tree.body if isinstance(node, ast.If)]
    for body in bodies:
        yield from zip(body, [*body[1:], None], strict=True)


def source_of(module: str) -> Path:
    """The file of a module of dlint; a path that does not exist is no module."""
    path = ROOT.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@functools.cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def names() -> list[Name]:
    """All names of the API, in the order of the table."""
    return [
        Name(section, module, entry)
        for section, modules in SECTIONS.items()
        for module, entries in modules.items()
        for entry in entries
    ]


def by_kind(name: str) -> tuple[int, str]:
    """Sorts as ruff does: constants, classes, functions."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


def stub() -> str:
    """The text of `dlint/api.pyi`."""
    lines = [
        '"""What type checkers read for `dlint/api.py`, made from its table: pytest --update-goldens tests/test_api.py."""',
        "",
    ]
    modules: dict[str, dict[str, str]] = {}
    for one in names():
        entry = one.name if one.attribute == one.name else f"{one.attribute} as {one.name}"
        modules.setdefault(one.module, {})[one.attribute] = entry
    for module in sorted(modules):
        entries = [modules[module][attribute] for attribute in sorted(modules[module], key=by_kind)]
        line = f"from {module} import {', '.join(entries)}"
        lines += [line] if len(line) <= 120 else [f"from {module} import (", *(f"    {one}," for one in entries), ")"]
    lines += ["", "SECTIONS: dict[str, dict[str, tuple[str, ...]]]", "", "__all__ = ["]
    lines += [f'    "{name}",' for name in sorted((one.name for one in names()), key=by_kind)]
    return "\n".join([*lines, "]", ""])


def reference() -> str:
    """The text of `docs/api.md`."""
    bar = "\\|"
    lines = [
        "# What a rule may import",
        "",
        "All of `dlint.api`, which is what semantic versioning covers: `from dlint.api import Command, Problem, Problems, rule`."
        " Each name links to the file that defines it; its docstring says more.",
    ]
    for section in SECTIONS:
        lines += ["", f"## {section}", "", "| name | kind | |", "|---|---|---|"]
        for one in sorted((one for one in names() if one.section == section), key=lambda one: by_kind(one.name)):
            link = f"[`{one.spelled}`](../{one.path.relative_to(ROOT).as_posix()})"
            lines.append(f"| {link} | {one.kind} | {one.sentence.replace('|', bar)} |")
    return "\n".join(lines) + "\n"
