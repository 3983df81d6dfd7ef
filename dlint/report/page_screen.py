"""A rule's page on a terminal."""

from rich.console import Console, RenderableType
from rich.markdown import Markdown
from rich.padding import Padding
from rich.syntax import Syntax
from rich.text import Text
from rich.theme import Theme

from dlint.startup import regex as re

from .escape import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

THEME = Theme({"markdown.code": "cyan", "markdown.h2": "bold", "markdown.link_url": "blue underline"})

_block = re.compile(r"^(`{3,})([^\s`]*)[^\n]*\n(.*?)^\1`*[ \t]*$", re.MULTILINE | re.DOTALL)
_carets = re.compile(r"^ *\^+.*$", re.MULTILINE)


def draw(page: str, console: Console) -> None:
    """Print a Markdown document that starts with a heading, its code coloured, what dlint says of it set off."""
    console.push_theme(THEME)
    for part in _parts(page):
        console.print(part, width=min(console.width, 100))
    console.pop_theme()


def _parts(page: str) -> "Iterator[RenderableType]":
    title, _, body = page.partition("\n")
    heading = Text(visible(title.removeprefix("# ")), "bold")
    heading.highlight_regex(r"`[^`]+`", "cyan")
    yield heading
    position = 0
    for block in _block.finditer(body):
        yield Markdown(body[position : block.start()].strip() + "\n")
        yield Padding(_code(block[3], block[2]), (0, 0, 1, 4))
        position = block.end()
    if body[position:].strip():
        yield Markdown(body[position:].strip())


def _code(code: str, language: str) -> Text:
    # Highlighted without the lines of carets, which are no code; they are put back where they were.
    lines = code.rstrip("\n").split("\n")
    carets = {number: line for number, line in enumerate(lines) if language == "dockerfile" and _carets.match(line)}
    rest = "\n".join(line for number, line in enumerate(lines) if number not in carets)
    syntax = Syntax(rest, language or "text", theme="ansi_dark", background_color="default")
    coloured = iter(syntax.highlight(rest).split("\n", allow_blank=True))
    shown = []
    for number in range(len(lines)):
        line = Text(carets[number], "yellow") if number in carets else next(coloured, Text(""))
        shown.append(line)
    return Text("\n").join(shown)
