"""ShellCheck's codes as if they were rules: selected, ignored, suppressed, given a severity and explained like those.

There are some 400, and new ones with each version, so there is no list: every `SC` with four digits is a rule, of the
group `shellcheck`, and `SC2` or `SC20` are the beginnings of codes.

Errors and warnings are on by default, but for missing quotes around `$(…)`. What ShellCheck calls info or style is off:
of three findings in RUN two are the missing quotes of `apk add $PACKAGES`, which are missing on purpose, and next to
none changes what is in the image.
`extend-select = ["SC"]` switches all of it on, `extend-select = ["SC2086"]` one code, and so does a severity of
warning or error that is configured for it.
"""

from dlint.engine.packs.registry import ALL, EXACT
from dlint.engine.rule import Rule

from .dropped import DROPPED, QUIET

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from dlint.engine.config.config import Config

GROUP = "shellcheck"
WIKI = "https://www.shellcheck.net/wiki/"

LOUD = ("error", "warning")
"""The levels of ShellCheck that are on by default."""


class ShellCheckCode(Rule):
    """A code of ShellCheck, or the beginning of codes, or the group of them all, as a rule; it runs nothing.

    `wider` are the names of what it is part of: `sc2086` of `sc208`, `sc20`, `sc2`, `sc`, and `shellcheck`.
    """

    __slots__ = ("wider",)

    def __init__(self, selector: str, level: str | None = None) -> None:
        code = GROUP if selector.lower() == GROUP else selector.upper()
        level = level or level_of(code)
        super().__init__(
            selector.lower(),
            code=code,
            on=(),
            aliases=(),
            severity=level or "warning",
            fix=None,
            enabled=code not in QUIET and (level is None or level in LOUD),
            options={},
            wants_file=False,
        )
        self.group = self.pack = GROUP
        self.wider = (*(self.name[:length] for length in range(len(code) - 1, 1, -1)), GROUP)

    @property
    def page(self) -> str:
        """What it is about, made from our table of codes."""
        from .pages import page

        return page(self.code)


def is_selector(text: str) -> bool:
    """Whether a text names one or more of ShellCheck's codes."""
    return text.lower() == GROUP or _is_prefix(text)


def is_code(text: str) -> bool:
    """Whether a text is one of ShellCheck's codes."""
    return len(text) == 6 and _is_prefix(text)


def _is_prefix(text: str) -> bool:
    digits = text[2:]
    return text[:2].upper() == "SC" and len(digits) <= 4 and (not digits or (digits.isascii() and digits.isdecimal()))


def specificity(selector: str, code: str) -> int | None:
    """How specific a selector is, if it means a code; else None. The scale is that of `Registry.select`."""
    upper = selector.upper()
    if upper == ALL:
        return 0
    if upper == GROUP.upper():
        return 1
    if not code.startswith(upper) or not _is_prefix(selector):
        return None
    return EXACT if upper == code else len(upper)


def level_of(code: str) -> str | None:
    """ShellCheck's own level, where we know it."""
    from .titles import TITLES

    found = TITLES.get(code)
    return found[0] if found else None


class Choice:
    """What a configuration says of ShellCheck's codes. `ignored` are selectors that leave codes out in addition.

    `weakest` is the weakest level that ShellCheck has to be asked for, or None where there is nothing to ask.
    """

    __slots__ = ("_layers", "_runs", "ignored", "weakest")

    def __init__(self, config: "Config", ignored: "tuple[str, ...]" = ()) -> None:
        # The profiles in which ShellCheck is as it is by default do not name its codes.
        self._layers: list[dict[str, Any]] = [
            layer.values for layer in config.layers if layer.origin not in ("profile default", "profile production")
        ]
        self._runs: dict[tuple[str, str], bool] = {}
        self.ignored = ignored
        self.weakest = self._weakest()

    def runs(self, code: str, level: str) -> bool:
        """Whether a code is reported where ShellCheck gives it a level."""
        key = (code, level)
        if key not in self._runs:
            self._runs[key] = self._decide(code, level)
        return self._runs[key]

    def _decide(self, code: str, level: str) -> bool:
        if code in DROPPED or any(specificity(selector, code) is not None for selector in self.ignored):
            return False
        runs = (level in LOUD and code not in QUIET) or self._configured(code, 1) in LOUD
        for values in self._layers:
            if values.get("select") is not None:
                runs = False
            # The most specific selector decides; of two, `ignore`.
            found = max(
                (
                    (rank, key == "ignore")
                    for key in ("select", "extend-select", "ignore")
                    for selector in values.get(key) or ()
                    if (rank := specificity(selector, code)) is not None
                ),
                default=None,
            )
            if found is not None:
                runs = not found[1]
        return runs

    def severity(self, code: str, level: str) -> str:
        """The configured severity, or that of ShellCheck."""
        return self._configured(code, 0) or level

    def _configured(self, code: str, least: int) -> str | None:
        """The severity that a selector of that specificity, or a more specific one, gives to a code."""
        for values in reversed(self._layers):
            levels: dict[str, str] = values.get("severity", {})
            found = [(rank, selector) for selector in levels if (rank := specificity(selector, code)) is not None]
            if found and max(found)[0] >= least:
                return levels[max(found)[1]]
        return None

    def judges(self, selector: str) -> bool:
        """Whether what a selector means was looked for, so that its absence is known."""
        if not is_code(selector):
            return False
        code = selector.upper()
        return self.runs(code, level_of(code) or "style")

    def _weakest(self) -> str | None:
        codes = {"SC1***", "SC2***", "SC3***"}
        for values in self._layers:
            for key in ("select", "extend-select", "severity"):
                # A beginning of codes stands for one of those that it means.
                codes.update(f"{selector.upper():*<6}" for selector in values.get(key) or () if _is_prefix(selector))
        if any(self.runs(code, level) for code in codes for level in ("info", "style")):
            return "style"
        return "warning" if any(self.runs(code, "warning") for code in codes) else None
