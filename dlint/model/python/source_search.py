"""The Python files of a project, searched as text: what they load, show or download. Nothing of them is run."""

from dlint.startup import regex as re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from dlint.model.context.context import Context

MAX_FILES = 300
MAX_BYTES = 300_000
_ASIDE = re.compile(
    r"(?:^|/)(?:tests?|docs?|examples?|notebooks?|scripts|benchmarks?|node_modules|\.[^/]+)/"
    r"|(?:^|/)test_[^/]*\Z|setup\.py\Z"
)


def sources(context: "Context | None") -> "Iterator[tuple[str, str]]":
    """The path and the text of the files with Python code that are sent to the build, tests and examples left out."""
    if context is None:
        return
    count = 0
    for entry in context.walk():
        path = entry.path
        if not path.endswith(".py") or _ASIDE.search(path):
            continue
        count += 1
        if count > MAX_FILES:
            return
        source = context.read(path, MAX_BYTES)
        if source is not None:
            yield path, source.text


def first_match(context: "Context | None", pattern: "re.Pattern[str]") -> "tuple[str, re.Match[str]] | None":
    """The first place in the code that matches, and the file it is in."""
    for path, text in sources(context):
        match = pattern.search(text)
        if match is not None:
            return path, match
    return None
