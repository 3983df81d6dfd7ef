"""ShellCheck's codes as if they were rules: selected, ignored, suppressed, given a severity and explained like those.

There are some 400, and new ones with each version, so there is no list: every `SC` with four digits is a rule, of the
group `shellcheck`, and `SC2` or `SC20` are the beginnings of codes.

Errors and warnings are on by default, but for missing quotes around `$(…)`. What ShellCheck calls info or style is off:
of three findings in RUN two are the missing quotes of `apk add $PACKAGES`, which are missing on purpose, and next to
none changes what is in the image.
`extend-select = ["SC"]` switches all of it on, `extend-select = ["SC2086"]` one code, and so does a severity of
warning or error that is configured for it.
"""

from dlint.engine.rule import Rule

from .dropped import QUIET
from .ids import GROUP, LOUD


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
        )
        self.group = self.pack = GROUP
        self.wider = (*(self.name[:length] for length in range(len(code) - 1, 1, -1)), GROUP)

    @property
    def page(self) -> str:
        """What it is about, made from our table of codes."""
        from .pages import page

        return page(self.code)


def level_of(code: str) -> str | None:
    """ShellCheck's own level, where we know it."""
    from .titles import TITLES

    found = TITLES.get(code)
    return found[0] if found else None
