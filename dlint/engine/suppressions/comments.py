"""Comments that suppress findings, as they are written: ours, hadolint's, BuildKit's and ShellCheck's.

* `# dlint: ignore[DL3008, unpinned-apt-package] why` and `# dlint: ignore-file[DL3008]`;
* `# hadolint ignore=DL3008,DL3009`, also `global ignore=`, `stage ignore=` and `shell=`;
* `# check=skip=JSONArgsRecommended`, as a directive also with `;error=true` and `;experimental=`;
* `# shellcheck disable=SC2086,SC2046`, where ShellCheck itself does not see it: in heredocs it does.
"""

from dlint.startup import regex as re
from dlint.syntax.nodes import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.engine.rule import Rule

BUILDKIT_CHECKS = (
    "ConsistentInstructionCasing", "CopyIgnoredFile", "DuplicateStageName", "ExposeInvalidFormat",
    "ExposeProtoCasing", "FromAsCasing", "FromPlatformFlagConstDisallowed", "InvalidBaseImagePlatform",
    "InvalidDefaultArgInFrom", "InvalidDefinitionDescription", "JSONArgsRecommended", "LegacyKeyValueFormat",
    "MaintainerDeprecated", "MultipleInstructionsDisallowed", "NoEmptyContinuation", "RedundantTargetPlatform",
    "ReservedStageName", "SecretsUsedInArgOrEnv", "StageNameCasing", "UndefinedArgInFrom", "UndefinedVar",
    "WorkdirRelativePath",
)  # fmt: skip
"""All checks of `docker build --check` (moby/buildkit 73ed6825)."""

EXPERIMENTAL = ("InvalidDefinitionDescription",)
"""Those that run only where `experimental=` says so, and that `skip=all` does not silence."""

MADE_ON_THE_FILE = frozenset((
    "NoEmptyContinuation", "ReservedStageName", "DuplicateStageName", "ConsistentInstructionCasing",
    "InvalidDefaultArgInFrom", "InvalidBaseImagePlatform",
))  # fmt: skip
"""Those that no comment above an instruction silences, only the directive."""


class SuppressedId(Span):
    """One id in the list of a pragma, with its place.

    `index` is where in the list it stands, `rules` are those that bear it; `used` is set once it did something.
    """

    __slots__ = ("index", "rules", "text", "used")

    def __init__(self, start: int, text: str, index: int) -> None:
        super().__init__(start, start + len(text))
        self.text = text
        self.index = index
        self.rules: tuple[Rule, ...] = ()
        self.used = False


class Pragma(Span):
    """A comment that means to suppress. The span is the comment.

    `form` is `dlint`, `hadolint`, `buildkit` or `shellcheck`, `reach` says how far it goes: `file`, `stage`,
    `instruction`, or `none` (`# hadolint shell=`). `ids` are what it names, `fault` why it can't be read (then there
    are no ids). `error` is set by BuildKit's `error=true`, `experimental` are the checks that it switches on.
    """

    __slots__ = ("error", "experimental", "fault", "form", "ids", "reach")

    def __init__(self, start: int, end: int, form: str, reach: str = "instruction") -> None:
        super().__init__(start, end)
        self.form = form
        self.reach = reach
        self.ids: list[SuppressedId] = []
        self.experimental: list[SuppressedId] = []
        self.fault: str | None = None
        self.error = False


_first_word = re.compile(r"#[ \t]*(dlint|hadolint|check|shellcheck)\b", re.IGNORECASE)
_ours = re.compile(r"#[ \t]*dlint[ \t]*:[ \t]*(?:ignore(?P<file>-file)?[ \t]*\[(?P<ids>[^\]]*)\])?")
_like_ours = re.compile(r"#[ \t]*dlint\b[ \t:=]*(?:ignore|disable|skip|noqa|nolint|suppress)\b", re.IGNORECASE)
_hadolint = re.compile(
    r"#[ \t]*hadolint[ \t]+(?:(?P<reach>global|stage)[ \t]+)?(?P<what>ignore|shell)[ \t]*=[ \t]*"
    r"(?P<ids>[A-Za-z0-9_./-]+(?:[ \t]*,[ \t]*[A-Za-z0-9_./-]+)*)[ \t]*(?:#.*)?\Z"
)
_like_hadolint = re.compile(
    r"#[ \t]*hadolint\b[ \t:]*(?:(?:global|stage)\b[ \t:]*)?(?:ignore|disable|shell)\b", re.IGNORECASE
)
_hadolint_list = re.compile(r"=[ \t]*(?:[A-Z]+[0-9]+[ \t]*,[ \t]*)*[A-Z]+[0-9]+")
_check = re.compile(r"#[ \t]*check[ \t]*=[ \t]*(?P<value>[^ \t]+)", re.IGNORECASE)
_check_option = re.compile(r"(?P<name>skip|error|experimental)=(?P<value>[^;]*)")
_disable = re.compile(r"#[ \t]*shellcheck[ \t](?:[^#]*[ \t])?disable=(?P<ids>all|SC[0-9]{4}(?:,SC[0-9]{4})*)(?![^ \t])")
_id = re.compile(r"[^\s,]+")


def read_pragma(text: str, start: int) -> Pragma | None:
    """The pragma that a comment is, or None. `text` is the comment from its `#`, `start` its offset in the file."""
    match = _first_word.match(text)
    if match is None:
        return None
    word = match[1].lower()
    if word == "dlint":
        return _read_ours(text, start)
    if word == "shellcheck":
        return _read_shellcheck(text, start)
    return _read_hadolint(text, start) if word == "hadolint" else _read_check(text, start)


def _read_ours(text: str, start: int) -> Pragma | None:
    """`# dlint: ignore[ids] reason` or `# dlint: ignore-file[ids] reason`."""
    match = _ours.match(text)
    if match is None and not _like_ours.match(text):
        return None
    pragma = Pragma(start, start + len(text), "dlint")
    if match is None or match["ids"] is None:
        pragma.fault = "dlint does not read this: write `# dlint: ignore[CODE]` or `# dlint: ignore-file[CODE]`"
        return pragma
    if match["file"]:
        pragma.reach = "file"
    pragma.ids = _ids(match["ids"], start + match.start("ids"))
    if not pragma.ids:
        pragma.fault = "no rule is named between the brackets: write its code or name"
    return pragma


def _read_hadolint(text: str, start: int) -> Pragma | None:
    """hadolint's pragma. Text after the list makes it void there, and so it does here, but not without a word."""
    match = _hadolint.match(text)
    if match is None and not _like_hadolint.match(text):
        return None
    pragma = Pragma(start, start + len(text), "hadolint")
    if match is None:
        known = _hadolint_list.search(text)
        pragma.fault = (
            "hadolint's pragma ends with its codes: put a `#` before the reason"
            if known and text[known.end() :].strip()[:1] not in ("", ",")
            else "hadolint does not read this: write `# hadolint ignore=CODE,CODE`"
        )
        return pragma
    if match["what"] == "shell":
        pragma.reach = "none"
        return pragma
    pragma.reach = {"global": "file", "stage": "stage"}.get(match["reach"], "instruction")
    pragma.ids = _ids(match["ids"], start + match.start("ids"))
    return pragma


def _read_check(text: str, start: int) -> Pragma | None:
    """`# check=skip=A,B;error=true;experimental=C`; what follows after a blank means nothing to BuildKit."""
    match = _check.match(text)
    if match is None:
        return None
    pragma = Pragma(start, start + len(text), "buildkit")
    found = False
    offset = match.start("value")
    for part in match["value"].split(";"):
        option = _check_option.fullmatch(part)
        if option is not None:
            found = True
            if option["name"] == "skip":
                pragma.ids = _ids(option["value"], start + offset + option.start("value"))
            elif option["name"] == "experimental":
                pragma.experimental = _ids(option["value"], start + offset + option.start("value"))
            elif option["name"] == "error":
                pragma.error = option["value"] in ("1", "t", "T", "true", "TRUE", "True")
        offset += len(part) + 1
    return pragma if found else None


def _read_shellcheck(text: str, start: int) -> Pragma | None:
    """`# shellcheck disable=SC2086,SC2046`, among other directives, or `disable=all`."""
    match = _disable.match(text)
    if match is None:
        return None
    pragma = Pragma(start, start + len(text), "shellcheck")
    pragma.ids = _ids(match["ids"], start + match.start("ids"))
    return pragma


def _ids(text: str, start: int) -> list[SuppressedId]:
    return [SuppressedId(start + match.start(), match[0], index) for index, match in enumerate(_id.finditer(text))]
