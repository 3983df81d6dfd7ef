"""Which of ShellCheck's codes are reported, and with what severity: what a configuration makes of them."""

from .codes import level_of
from .dropped import DROPPED, QUIET
from .ids import LOUD, is_code, is_prefix, specificity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any


class Choice:
    """What a configuration says of ShellCheck's codes.

    `layers` are the values of its layers, from the weakest, without those of profiles that leave ShellCheck as it is by
    default: they do not name its codes. `ignored` are selectors that leave codes out in addition.

    `weakest` is the weakest level that ShellCheck has to be asked for, or None where there is nothing to ask.
    """

    __slots__ = ("_layers", "_runs", "ignored", "weakest")

    def __init__(self, layers: "Sequence[Mapping[str, Any]]", ignored: "tuple[str, ...]" = ()) -> None:
        self._layers = layers
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
                codes.update(f"{selector.upper():*<6}" for selector in values.get(key) or () if is_prefix(selector))
        if any(self.runs(code, level) for code in codes for level in ("info", "style")):
            return "style"
        return "warning" if any(self.runs(code, "warning") for code in codes) else None
