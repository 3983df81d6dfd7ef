"""The shell reader against tree-sitter-bash: the names of all commands of all RUNs of the corpus, in their order.

At least 99.5 % of the RUNs must give the same list (measured: 29,958 of 29,972, 99.95 %). What is left falls into
four classes, and each difference is looked at: one that is in none of them is a failure.

* `not shell` (4): the text is no shell script, as bash says too, and we have no commands (PowerShell, a stray `done`,
  `& &&`); tree-sitter recovers from errors and finds some.
* `parse error` (3): tree-sitter can't read what bash reads, and loses commands: `((a) || b)` (behind `((` it knows
  arithmetic only), comments in backquotes (`` `# why` ``) between arguments.
* `split word` (5): tree-sitter ends a word behind a variable without braces (`/$A-$B/install`), or takes what follows
  in an assignment for a command, so that its name is a fragment.
* `backquotes` (2): tree-sitter leaves out commands in backquotes, in `${…}` or where several follow each other.
"""

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from dlint.model.shell.commands import script_of
from dlint.syntax.dockerfile import parse
from dlint.syntax.shell import Script
from dlint.syntax.source import Source

tree_sitter = pytest.importorskip("tree_sitter", reason="needs the packages tree-sitter and tree-sitter-bash")
tree_sitter_bash = pytest.importorskip("tree_sitter_bash", reason="needs the package tree-sitter-bash")

LEAST = 0.995


def scripts(corpus: Path) -> Iterator[Script]:
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            for instruction in parse(Source(json.loads(line)["dockerfile"])).instructions:
                if instruction.name == "RUN":
                    script = script_of(instruction)
                    if script is not None:
                        yield script


def our_names(script: Script) -> list[str]:
    """The first words as written, in the order in which they stand (an assignment may hold commands before them)."""
    names = [command.words[0] for command in script.commands if command.words]
    return [word.text for word in sorted(names, key=lambda word: word.start)]


def their_names(text: str) -> tuple[list[str], bool]:
    """The same from tree-sitter, and whether its tree has an error. `[`, `export` and `unset` are commands here."""
    data = text.encode("utf-8", "surrogatepass")
    tree = PARSER.parse(data)
    names = []
    stack = [tree.root_node]
    while stack:
        node = stack.pop()
        stack.extend(node.children)
        name = None
        if node.type == "command":
            name = node.child_by_field_name("name")
        elif node.type in ("declaration_command", "unset_command") or (
            node.type == "test_command" and data[node.start_byte : node.start_byte + 2] != b"[["
        ):
            name = node.children[0]
        if name is not None and data[name.start_byte : name.start_byte + 2] not in (b"((", b"[["):
            names.append((name.start_byte, data[name.start_byte : name.end_byte].decode("utf-8", "replace")))
    return [name for _, name in sorted(names)], tree.root_node.has_error


def why(script: Script, ours: list[str], theirs: list[str], error: bool) -> str | None:
    """The class of a difference, or None."""
    if not script.readable:
        return "not shell"
    if error:
        return "parse error"
    extra = list((Counter(theirs) - Counter(ours)).elements())
    missing = list((Counter(ours) - Counter(theirs)).elements())
    text = script.logical.text
    # A fragment stands behind a dollar, or is cut off at one.
    fragments = all("$" + name in text or "/" + name in text or name.endswith("$") for name in extra)
    if extra and fragments:
        return "split word"
    if not extra and missing and "`" in text:
        return "backquotes"
    return None


PARSER = tree_sitter.Parser(tree_sitter.Language(tree_sitter_bash.language()))


def test_names_of_commands(shared: Path) -> None:
    total = 0
    classes: Counter[str] = Counter()
    unexplained = []
    for script in scripts(shared / "corpus" / "shipwright.jsonl.gz"):
        total += 1
        ours = our_names(script)
        theirs, error = their_names(script.logical.text)
        if ours != theirs:
            reason = why(script, ours, theirs, error)
            if reason is None:
                unexplained.append((script.logical.text, theirs, ours))
            else:
                classes[reason] += 1
    different = classes.total() + len(unexplained)
    print(f"{total - different} of {total} the same; {dict(classes)}")
    assert [] == unexplained
    assert total > 25_000
    assert 1 - different / total >= LEAST
