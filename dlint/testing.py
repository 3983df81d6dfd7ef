r"""The examples in a rule's page, as tests: for our own rules and for those of other packs.

A page is the docstring of a rule's file, in Markdown. Its fenced blocks are examples where a word after the language
says so; other blocks are prose. A test module of a pack is this:

    import pytest
    from dlint.testing import cases

    @pytest.mark.parametrize("case", cases("path/to/the/pack"), ids=str)
    def test_rule(case):
        case.check()

The fence
    ```` ```LANGUAGE WORD NAME OPTIONS ````

* LANGUAGE is `dockerfile`, `dockerignore` or `yaml` for what is linted; other files may have any.
* WORD: `bad` is flagged exactly where the carets stand, `good` is not flagged, `fixed` is what the fix makes of the
  `bad` block before it, with nothing left to fix. Without a word the block is a file beside the example before it; it
  has to have a name then.
* NAME is the file's path; `Dockerfile`, `.dockerignore` or `compose.yaml` where it is left out. While the rule
  runs, the files lie in a directory of their own. A name that ends in `/` makes an empty directory, an empty block an empty
  file.
* OPTIONS are TOML, several with commas: options of the rule (`allow = ["curl"]`), the keys `as-of`, `build-args` and
  `target` of the configuration, and for a file beside the example `mode = 0o755` and `newline = "\r\n"`.

One example is a `bad` or `good` block with the blocks up to the next of these. Two blocks of the same word that both
have a name, with nothing in between, are one example, whose files are both linted.

The carets
    Under a flagged line of a `bad` block stands a line of blanks and carets, then one blank and the message:

    RUN apt-get update && apt-get install curl
                          ^^^^^^^^^^^^^^^ `apt-get install` will wait for an answer: add `-y`

Of a stretch of several lines the carets show the part on the first line; of an empty one, one caret shows the place.
A line may have several lines of carets. The finding has to be the same to the column and the word. Lines of carets are
taken out before the block is linted.

Examples are judged as of 2026-07-01 unless they say otherwise, so that a page does not fail one day. Only the rule
itself runs, but for the rules on suppressions, which need the others.
"""

import difflib
import os
import re
import tempfile

from dlint.engine.checker import Checker, Report
from dlint.engine.config.config import Config, Layer
from dlint.engine.config.keys import KEYS, Wrong, read_table
from dlint.engine.files.names import COMPOSE, DOCKERIGNORE, kind_by_name
from dlint.engine.fixer import fix_text
from dlint.engine.notices import PackError, RuleCrash
from dlint.engine.packs.loading import load, load_pack
from dlint.engine.packs.registry import Registry
from dlint.syntax.compose import parse_compose
from dlint.syntax.dockerfile import parse
from dlint.syntax.dockerignore import parse_ignore
from dlint.syntax.nodes import Span
from dlint.syntax.source import Source
from dlint.syntax.toml import TomlError, parse_toml

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from dlint.engine.findings import Finding
    from dlint.engine.rule import Rule
    from dlint.syntax.compose import ComposeTree
    from dlint.syntax.dockerignore import IgnoreFile
    from dlint.syntax.nodes import Dockerfile

AS_OF = "2026-07-01"
"""The day at which examples are judged."""

BAD_BEGINNINGS = ("avoid-", "use-", "prefer-", "no-", "do-not-", "dont-", "uses-", "check-", "disallow-", "require-")
"""A rule's name is the fault, so that `allow <name>` makes sense; these begin with what to do."""

PROPER_NOUNS = (
    "Alpine", "Compose", "Debian", "Django", "Docker", "Fedora", "Flask", "Git", "Kubernetes", "Linux", "Node",
    "Poetry", "Python", "Ubuntu", "Windows",
)  # fmt: skip
"""Names that keep their capital letter at the start of a message."""

_fence = re.compile(r"^(?P<indent> {0,3})(?P<ticks>`{3,})(?P<language>[\w.+-]*)[ \t]*(?P<rest>[^`\n]*)$")
_carets = re.compile(r"^([ \t]*)(\^+)(?: (.*))?$")
_word = re.compile(r"(bad|good|fixed)(?:[ \t]+|$)")
_name = re.compile(r"([^\s=]+)(?:[ \t]+(?!=)|$)")


class Expected:
    """A flagged place: line, column and end column (from 1, the end exclusive) on that line, and the message."""

    __slots__ = ("column", "end_column", "line", "message")

    def __init__(self, line: int, column: int, end_column: int, message: str) -> None:
        self.line = line
        self.column = column
        self.end_column = end_column
        self.message = message

    def __str__(self) -> str:
        return f"{self.line}:{self.column}-{self.end_column} {self.message}"


class Block:
    """A fenced block: `name` of the file, `text` without carets, what the carets say, and the options."""

    __slots__ = ("expected", "line", "linted", "name", "named", "options", "text", "word")

    def __init__(self, word: str, name: str, named: bool, options: "dict[str, Any]", line: int) -> None:
        self.word = word
        self.name = name
        self.named = named
        self.options = options
        self.line = line
        self.linted = False
        self.text = ""
        self.expected: list[Expected] = []


class Example:
    """A `bad` or `good` block with the files beside it. `line` is where it starts in the page (from 1).

    `linted` are the blocks that the rule is run on, `others` the files beside them, `fixed` what the fixes make.
    """

    __slots__ = ("fixed", "linted", "others")

    def __init__(self, first: Block) -> None:
        self.linted = [first]
        self.others: list[Block] = []
        self.fixed: list[Block] = []

    @property
    def word(self) -> str:
        """`bad` or `good`."""
        return self.linted[0].word

    @property
    def line(self) -> int:
        """Where the example starts in the page."""
        return self.linted[0].line

    @property
    def options(self) -> "dict[str, Any]":
        """The options of all its linted blocks."""
        return {name: value for block in self.linted for name, value in block.options.items()}


class PageError(AssertionError):
    """The examples of a page can't be read."""


def examples(page: str) -> list[Example]:
    """The examples of a page. Raises `PageError`."""
    found: list[Example] = []
    previous: Block | None = None
    for block, adjacent in _blocks(page):
        if block.word in ("bad", "good"):
            joined = (
                previous is not None and adjacent and previous.word == block.word and previous.named and block.named
                and all(block.name != other.name for other in found[-1].linted)
            )  # fmt: skip
            if joined:
                found[-1].linted.append(block)
            else:
                found.append(Example(block))
        elif not found:
            raise PageError(f"line {block.line} of the page: there is no example before this block")
        elif block.word == "fixed":
            found[-1].fixed.append(block)
        else:
            found[-1].others.append(block)
        previous = block
    return found


def _blocks(page: str) -> "Iterator[tuple[Block, bool]]":
    """The fenced blocks that have a word or a name, and whether only blank lines are between one and that before."""
    lines = page.split("\n")
    number = 0
    adjacent = False
    while number < len(lines):
        match = _fence.match(lines[number])
        number += 1
        if match is None:
            adjacent = adjacent and not lines[number - 1].strip()
            continue
        start = number
        while number < len(lines) and lines[number].strip() != match["ticks"]:
            number += 1
        block = _block(match["language"], match["rest"].strip(), start)
        if block is None:
            adjacent = False
        else:
            _fill(block, lines[start:number])
            yield block, adjacent
            adjacent = True
        number += 1


def _block(language: str, rest: str, line: int) -> Block | None:
    """The block that a fence opens, or None for one that is prose."""
    match = _word.match(rest)
    word = match[1] if match else ""
    rest = rest[match.end() :] if match else rest
    match = _name.match(rest)
    name = match[1] if match else ""
    rest = rest[match.end() :] if match else rest
    if not word and not name:
        return None
    options: dict[str, Any] = {}
    if rest.strip():
        try:
            options = parse_toml(f"options = {{ {rest} }}")["options"]
        except TomlError as error:
            raise PageError(f"line {line} of the page: `{rest}` is no TOML: {error}") from None
    named = bool(name)
    if not name:
        name = {"dockerignore": ".dockerignore", "yaml": "compose.yaml"}.get(language, "Dockerfile")
    if name.startswith("/") or ".." in name.split("/"):
        raise PageError(f"line {line} of the page: the file `{name}` would lie outside of the example")
    block = Block(word, name, named, options, line)
    block.linted = bool(word)
    return block


def _fill(block: Block, lines: list[str]) -> None:
    """Take the text in, and the carets out."""
    kept: list[str] = []
    for line in lines:
        match = _carets.match(line) if block.word == "bad" and kept else None
        if match is None:
            kept.append(line)
        else:
            column = len(match[1]) + 1
            block.expected.append(Expected(len(kept), column, column + len(match[2]), match[3] or ""))
    block.text = "".join(line + "\n" for line in kept)
    newline = block.options.get("newline")
    if newline is not None:
        block.text = block.text.replace("\n", newline)


def cases(directory: str) -> "list[Case]":
    """A case for the page of each rule of the pack in `directory`, and one for each of its examples.

    The pack need not be installed; a copy of it that is, and other packs, are in nobody's way. A rule that can't be loaded
    is a case that fails.
    """
    registry = load()
    inside = os.path.join(os.path.realpath(directory), "")
    if not any(_is_inside(rule.path, inside) for rule in registry.rules):
        registry = load(path=[])  # our own rules alone: an installed copy of the pack has the same codes
        load_pack(registry, directory, os.path.basename(inside[:-1]), "dlint_tested_pack", cache=False)
    broken = [error for error in registry.errors if error.path and _is_inside(error.path, inside)]
    found = [Case(registry, error) for error in broken]
    for rule in registry.rules:
        if _is_inside(rule.path, inside):
            found.append(Case(registry, rule))
            try:
                found += [Case(registry, rule, example) for example in examples(rule.page)]
            except PageError:
                pass  # the case of the page tells
    return found


def _is_inside(path: str, directory: str) -> bool:
    return os.path.realpath(path).startswith(directory)


class Case:
    """One thing to test: an example, a page as a whole (`example` is None), or that a rule can be loaded."""

    __slots__ = ("example", "registry", "subject")

    def __init__(self, registry: Registry, subject: "Rule | PackError", example: Example | None = None) -> None:
        self.registry = registry
        self.subject = subject
        self.example = example

    def __str__(self) -> str:
        if isinstance(self.subject, PackError):
            return f"{os.path.basename(self.subject.path or '')}:load"
        what = "page" if self.example is None else f"{self.example.word}-{self.example.line}"
        return f"{self.subject.group}/{self.subject.name}:{what}"

    def check(self) -> None:
        """Raises `AssertionError` where the page promises what the rule does not hold."""
        if isinstance(self.subject, PackError):
            raise PageError(str(self.subject))
        if self.example is None:
            check_page(self.subject)
            return
        with tempfile.TemporaryDirectory() as directory:
            _write(directory, [*self.example.others, *self.example.linted])
            run = _Run(self.registry, self.subject, self.example, directory)
            for block in self.example.linted:
                run.check(block)


def check_page(rule: "Rule") -> None:
    """What holds for every page: its title, the rule's name, its options, and whether it has a fix."""

    def demand(condition: bool, text: str) -> None:
        if not condition:
            raise PageError(f"{rule.path}: {text}")

    page = rule.page
    demand(
        bool(rule.title) and not rule.title.startswith("```"),
        "the page has no title: the first line of the docstring says what is wrong",
    )
    demand(not rule.title.endswith("."), "the title ends with a full stop")
    # `no-cache` is the name of an option.
    commands = rule.name.startswith(BAD_BEGINNINGS) and not rule.name.startswith("no-cache-")
    demand(not commands, "a rule is called by the fault, not by what to do about it")
    for option in rule.options:
        spelled = option.replace("_", "-")
        demand(spelled in page or option in page, f"the page does not name the option `{spelled}`")
    found = examples(page)
    demand(any(example.word == "bad" for example in found), "the page has no bad example")
    demand(any(example.word == "good" for example in found), "the page has no good example")
    for example in found:
        if example.word == "bad":
            flagged = any(block.expected for block in example.linted)
            demand(flagged, f"nothing is flagged in the bad example on line {example.line} of the page")
    fixed = any(example.fixed for example in found)
    demand(not fixed or rule.fix is not None, "the page has a fixed block: declare `fix=…`")
    demand(fixed or rule.fix is None, f"`fix={rule.fix!r}` is declared: show it in a fixed block")


def check_message(message: str) -> None:
    """The style of a message: lower case, one line, no full stop, no blanks around, backticks in pairs."""

    def demand(condition: bool, text: str) -> None:
        if not condition:
            raise AssertionError(f"{text} in the message {message!r}")

    demand(bool(message.strip()) and message == message.strip(), "blanks around")
    demand("\n" not in message, "several lines")
    demand(not message.endswith("."), "a full stop at the end")
    demand(message.count("`") % 2 == 0, "a backtick without another")
    first = re.match(r"[A-Za-z]+", message)
    # An instruction or a proper noun may begin a message: RUN, BuildKit, Python.
    capital = first is not None and first[0].istitle() and first[0] not in PROPER_NOUNS
    demand(not capital, "a capital letter at the start")


def _write(directory: str, blocks: "Iterable[Block]") -> None:
    """Write the files of an example."""
    for block in blocks:
        path = os.path.join(directory, *block.name.split("/"))
        if block.name.endswith("/"):
            os.makedirs(path, exist_ok=True)
            continue
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="") as stream:
            stream.write(block.text)
        if "mode" in block.options:
            os.chmod(path, block.options["mode"])


def _equal(expected: "list[str]", found: "list[str]", what: str) -> None:
    """Like `assert expected == found`, with the difference in the message."""
    if expected != found:
        difference = difflib.unified_diff(expected, found, "expected", "found", lineterm="", n=max(len(expected), 3))
        raise AssertionError(f"{what}:\n" + "\n".join(difference))


class _Run:
    """One example in its directory."""

    def __init__(self, registry: Registry, rule: "Rule", example: Example, directory: str) -> None:
        self.rule = rule
        self.example = example
        self.directory = directory
        self.config = _config(registry, rule, example.options)

    def lint(self, text: str, block: Block) -> "list[Finding]":
        """The findings of the rule itself in a text that stands for a block, and that the tree is as it was before."""
        path = os.path.join(self.directory, *block.name.split("/"))
        with open(path, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
        source = Source(text, path)
        report = Report(path, kind_by_name(path), source=source)
        checker = Checker(source, self.config.dispatch_table_for(path), self.config, report, os.path.dirname(path))
        checker.check()
        crashes = [n for n in report.notices if not isinstance(n, RuleCrash) or n.rule in (None, self.rule.name)]
        _equal([], [str(notice) for notice in crashes], "the rule fails")
        assert checker.file is not None
        if _dump(_parse(text, block)) != _dump(checker.file.tree):
            raise AssertionError("the rule changes the tree")
        return [finding for finding in report.findings if finding.code == self.rule.code]

    def check(self, block: Block) -> None:
        """Places and messages, then the fixes."""
        findings = self.lint(block.text, block)
        found = [str(_flag(finding, block.text)) for finding in findings]
        _equal(sorted(str(flag) for flag in block.expected), sorted(found), f"what is flagged in {block.name}")
        for finding in findings:
            check_message(finding.message)
        if block.word == "bad":
            self.check_fix(block, findings)

    def check_fix(self, block: Block, findings: "list[Finding]") -> None:
        """The fixed text, that it still parses, and that fixing it again changes nothing."""
        rule = self.rule
        promised = next((fixed for fixed in self.example.fixed if fixed.name == block.name), None)
        if rule.fix is None:
            if any(finding.fix for finding in findings):
                raise AssertionError("there is a fix, but the rule does not declare one: write `fix=…`")
            return
        safety = "suggestion" if rule.fix == "suggestion" else "unsafe"
        fixed = fix_text(block.text, lambda text: self.lint(text, block), safety=safety)
        if not fixed.stable:
            raise AssertionError(f"the fixes do not come to an end:\n{fixed.text}")
        if len(_parse(fixed.text, block).faults) > len(_parse(block.text, block).faults):
            raise AssertionError(f"the fixed text does not build:\n{fixed.text}")
        again = fix_text(fixed.text, lambda text: self.lint(text, block), safety=safety)
        _equal(fixed.text.split("\n"), again.text.split("\n"), "fixing twice is not the same as fixing once")
        if promised is not None:
            _equal(promised.text.split("\n"), fixed.text.split("\n"), f"the fixed {block.name}")


def _flag(finding: "Finding", text: str) -> Expected:
    """A finding as carets would show it."""
    end = finding.end_column
    if finding.end_line != finding.line:
        end = len(Source(text).line_text(finding.line)) + 1
    return Expected(finding.line, finding.column, max(end, finding.column + 1), finding.message)


def _parse(text: str, block: Block) -> "Dockerfile | IgnoreFile | ComposeTree":
    source = Source(text, block.name)
    if kind_by_name(block.name) == COMPOSE:
        return parse_compose(source)
    return parse_ignore(source) if kind_by_name(block.name) == DOCKERIGNORE else parse(source)


_BACK = ("parent", "inside", "onbuild", "instruction", "source", "logical")
"""What leads from a node to the nodes around it, or is the same for many nodes."""


def _dump(node: object) -> object:
    """All that a node holds, as plain data."""
    if isinstance(node, Span):
        slots = [slot for kind in type(node).__mro__ for slot in getattr(kind, "__slots__", ())]
        held = [(slot, _dump(getattr(node, slot, None))) for slot in slots if slot not in _BACK]
        return (type(node).__name__, held)
    return [_dump(item) for item in node] if isinstance(node, (list, tuple)) else node


def _config(registry: Registry, rule: "Rule", given: "dict[str, Any]") -> Config:
    """The configuration of an example: this rule only, with its options."""
    values: dict[str, Any] = {"as-of": AS_OF}
    options = {}
    for name, value in given.items():
        if name.replace("-", "_") in rule.options:
            options[name] = value
        elif name in KEYS:
            values[name] = value
        elif name not in ("mode", "newline"):
            raise PageError(f"`{name}` is neither an option of the rule nor a key of the configuration")
    values["rules"] = {rule.name: options}
    values["select"] = ["ALL"] if "suppression" in rule.on else [rule.name]
    try:
        return Config(registry, [Layer(read_table(values, registry), "example", os.getcwd())])
    except Wrong as wrong:
        raise PageError(str(wrong)) from None
