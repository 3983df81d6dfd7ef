"""How long and how branched the rules are: code lines and cyclomatic complexity.

    python bench/rule_size.py [--rules-only] [--worst COUNT] [--check]

Prints median, 90th percentile and largest of the code lines per rule, and the average complexity of their functions, beside
what is aimed at. `--worst` lists the largest, `--check` exits with 1 when an aim is missed, `--rules-only` leaves out what lies
outside of the rule's file.

Code lines
    The lines of a rule's file that hold code: all its functions and constants, decorators too; no docstrings (nor strings
    that stand alone, as below a constant), comments, blank lines, or imports.

Complexity
    McCabe's, per function: 1, and 1 more for each decision point: `if` and `elif`, `for`, `while`, `except`, `assert not`,
    each operand of `and` and `or` after the first, `… if … else …`, each `for` and each `if` of a comprehension, each `case`
    of `match` but for a bare name or `_`, and its guard. A function inside of another, or a lambda, counts as a part of that
    one. The aim is for the average over all functions; the sum over the functions of a rule is its complexity, printed too.

What one rule alone uses of the API counts for that rule: a function or a constant that one rule imports, and that no other
module of dlint does, with what only they use in their own module. Classes and modules do not count: they are what a
rule is handed. What serves several rules counts for none.
"""

import argparse
import ast
import functools
import io
import math
import pathlib
import statistics
import sys
import tokenize
from collections.abc import Iterator

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.api_reference import Name, names, names_bound, parsed, source_of  # noqa: E402

MEDIAN_LINES = 18
NINETIETH_LINES = 45
MOST_LINES = 90
AVERAGE_COMPLEXITY = 7.0

LAYOUT = {
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING, tokenize.ENDMARKER,
}  # fmt: skip

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Size:
    """What a rule comes to: `lines`, and `complexities` of its functions; those of its `helpers` elsewhere included."""

    def __init__(self, path: pathlib.Path, helpers: list[Name]) -> None:
        self.path = path
        self.helpers = [helper.name for helper in helpers]
        tree = parsed(path)
        elsewhere = [(helper.path, node) for helper in helpers for node in alone(helper)]
        self.lines = len(code_lines(path)) + sum(
            len(code_lines(source) & set(range(first_line(node), (node.end_lineno or 0) + 1)))
            for source, node in elsewhere
        )
        self.complexities = [
            found for node in (*tree.body, *(node for _, node in elsewhere)) for found in complexities(node)
        ]


@functools.cache
def code_lines(path: pathlib.Path) -> frozenset[int]:
    """The numbers of the lines that hold code."""
    text = path.read_text(encoding="utf-8")
    lines = {
        line
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.type not in LAYOUT
        for line in range(token.start[0], token.end[0] + 1)
    }
    for node in ast.walk(parsed(path)):
        stands_alone = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if isinstance(node, ast.Import | ast.ImportFrom) or stands_alone:
            assert isinstance(node, ast.stmt)
            lines -= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return frozenset(lines)


def first_line(node: ast.stmt) -> int:
    """Where a statement starts, with its decorators."""
    decorators = node.decorator_list if isinstance(node, ast.ClassDef | Function) else []
    return min([node.lineno, *(one.lineno for one in decorators)])


def complexities(node: ast.stmt) -> list[int]:
    """The complexity of a function, or those of the methods of a class; none for other statements."""
    if isinstance(node, ast.ClassDef):
        return [found for method in node.body for found in complexities(method)]
    return [1 + sum(map(decisions, ast.walk(node)))] if isinstance(node, Function) else []


def decisions(node: ast.AST) -> int:
    """How many decision points a node is."""
    match node:
        case ast.If() | ast.For() | ast.AsyncFor() | ast.While() | ast.ExceptHandler() | ast.IfExp():
            return 1
        case ast.Assert(test=ast.UnaryOp(op=ast.Not())):
            return 1
        case ast.BoolOp(values=values):
            return len(values) - 1
        case ast.comprehension(ifs=conditions):
            return 1 + len(conditions)
        case ast.match_case(pattern=pattern, guard=guard):
            return int(not isinstance(pattern, ast.MatchAs) or pattern.pattern is not None) + int(guard is not None)
        case _:
            return 0


def references(node: ast.AST) -> set[str]:
    """The names that a statement uses, those in quoted types too."""
    used: set[str] = set()
    for one in ast.walk(node):
        if isinstance(one, ast.Name):
            used.add(one.id)
        quoted = getattr(one, "returns", None) or getattr(one, "annotation", None)
        if isinstance(quoted, ast.Constant) and isinstance(quoted.value, str):
            used |= references(ast.parse(quoted.value))
    return used


def alone(helper: Name) -> list[ast.stmt]:
    """The definition of a helper, with what only it uses in its module."""
    body = parsed(helper.path).body
    assert isinstance(helper.definition, ast.stmt)
    own: list[ast.stmt] = [helper.definition]
    grown = True
    while grown:
        grown = False
        for node in body:
            bound = names_bound(node)
            if node in own or not bound or any((helper.path, name) in imported() for name in bound):
                continue
            users = [other for other in body if other is not node and references(other) & set(bound)]
            if users and all(user in own for user in users):
                own.append(node)
                grown = True
    return own


@functools.cache
def imported() -> frozenset[tuple[pathlib.Path, str]]:
    """What modules of dlint import of one another: the path of the one that defines it, and the name there."""
    return frozenset(
        (source, alias.name)
        for path in (ROOT / "dlint").rglob("*.py")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom)
        for source in [source_of(".".join(absolute(node, path)))]
        for alias in node.names
    )


def absolute(node: ast.ImportFrom, path: pathlib.Path) -> Iterator[str]:
    """The parts of the absolute name of a module that is imported from."""
    package = path.relative_to(ROOT).parent.parts
    yield from package[: len(package) - node.level + 1] if node.level else ()
    yield from (node.module or "").split(".") if node.module else ()


def used_elsewhere(name: Name) -> bool:
    """Whether dlint itself uses a name of the API, in another module or in its own."""
    others = [
        node for node in parsed(name.path).body if node is not name.definition and not isinstance(node, ast.Import)
    ]
    return (name.path, name.attribute) in imported() or any(name.attribute in references(node) for node in others)


def users() -> dict[str, list[pathlib.Path]]:
    """The name of each helper in the API -> the rules that import it."""
    found: dict[str, list[pathlib.Path]] = {name.name: [] for name in names()}
    for path in rule_files():
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ImportFrom) and node.module == "dlint.api":
                for alias in node.names:
                    found[alias.name].append(path)
    return found


def rule_files() -> list[pathlib.Path]:
    return sorted(path for path in (ROOT / "rules").rglob("*.py") if path.name != "__init__.py")


def sizes(rules_only: bool = False) -> list[Size]:
    """The sizes of all rules, the largest first."""
    helpers: dict[pathlib.Path, list[Name]] = {path: [] for path in rule_files()}
    used_by = users()
    for name in names() if not rules_only else ():
        counts = name.kind in ("function", "constant") and len(used_by[name.name]) == 1
        if counts and not used_elsewhere(name):
            helpers[used_by[name.name][0]].append(name)
    found = [Size(path, helpers[path]) for path in helpers]
    return sorted(found, key=lambda size: (-size.lines, size.path))


def main() -> int:
    parser = argparse.ArgumentParser(description="How long and how branched the rules are.")
    parser.add_argument("--worst", type=int, default=0, metavar="COUNT", help="list the largest rules")
    parser.add_argument("--check", action="store_true", help="exit with 1 when an aim is missed")
    parser.add_argument("--rules-only", action="store_true", help="leave out what lies outside of the rule's file")
    arguments = parser.parse_args()
    found = sizes(arguments.rules_only)
    lines = sorted(size.lines for size in found)
    complexities = [one for size in found for one in size.complexities]
    figures = (
        ("code lines, median", statistics.median(lines), MEDIAN_LINES),
        ("code lines, 90th percentile", lines[math.ceil(0.9 * len(lines)) - 1], NINETIETH_LINES),
        ("code lines, largest", lines[-1], MOST_LINES),
        ("complexity per function, average", statistics.mean(complexities), AVERAGE_COMPLEXITY),
    )
    print(f"{len(found)} rules\n\n| | found | aim: at most |\n|---|---|---|")
    for what, value, aim in figures:
        print(f"| {what} | {value:.4g} | {aim:g} |")
    print(f"| complexity per rule, average | {sum(complexities) / len(found):.4g} | |")
    if arguments.worst:
        print("\n| rule | code lines | complexity | of the API, for this rule alone |\n|---|---|---|---|")
    for size in found[: arguments.worst]:
        path = size.path.relative_to(ROOT / "rules").as_posix()
        print(f"| {path} | {size.lines} | {sum(size.complexities)} | {', '.join(size.helpers)} |")
    return int(arguments.check and any(value > aim for _, value, aim in figures))


if __name__ == "__main__":
    sys.exit(main())
