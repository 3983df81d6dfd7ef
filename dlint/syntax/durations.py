"""Durations as Go writes them (`1m30s`), which HEALTHCHECK takes."""

from dlint.startup import regex as re

_UNITS = {
    "ns": 1,
    "us": 1_000,
    "µs": 1_000,
    "μs": 1_000,
    "ms": 1_000_000,
    "s": 10**9,
    "m": 60 * 10**9,
    "h": 3600 * 10**9,
}
_PART = re.compile(r"(\d*)(?:\.(\d*))?([^\d.]*)")


def duration_error(text: str) -> tuple[str, str] | None:
    """What is wrong with a duration, in our words and BuildKit's, or None. `{name}` stands for the option.

    An empty one and zero are fine; less than a millisecond is not.
    """
    if not text:
        return None
    body = text[1:] if text[0] in "+-" else text
    if body == "0":
        return None
    invalid = (f"is no duration like `30s` or `1m30s`, but `{text}`", f'time: invalid duration "{text}"')
    if not body:
        return invalid
    total = 0
    index = 0
    while index < len(body):
        match = _PART.match(body, index)
        if match is None or not (match[1] or match[2]):
            return invalid
        unit = match[3]
        if not unit:
            return f"has no unit, write `{text}s`", f'time: missing unit in duration "{text}"'
        if unit not in _UNITS:
            return (
                f"has the unit `{unit}`, but there are only `ms`, `s`, `m` and `h`",
                f'time: unknown unit "{unit}" in duration "{text}"',
            )
        fraction = match[2] or ""
        total += int(match[1][:30] or 0) * _UNITS[unit] + int(fraction[:18] or 0) * _UNITS[unit] // 10 ** len(
            fraction[:18]
        )
        index = match.end()
    if total == 0:
        return None
    if text[0] == "-" or total < 1_000_000:
        return "is less than a millisecond", "Interval {name} cannot be less than 1ms"
    if total >= 2**63:
        return invalid
    return None
