"""Python versions and what specifiers like `>=3.11,<4` or `^3.11` say about them.

Only `X.Y` matters here: an image is named by it. Source: PEP 440, Poetry's documentation of its constraints.
"""

from dlint.startup import regex as re

_CLAUSE = re.compile(r"\s*(===|==|!=|~=|>=|<=|>|<|\^|~|)\s*v?([0-9]+(?:\.[0-9]+)*)(\.\*)?[a-z0-9.+-]*\s*\Z")
_NUMBERS = re.compile(r"[0-9]{1,6}")


def satisfies(specifier: str, version: str) -> bool | None:
    """Whether some patch release of `version` (`3.13`), or that release itself (`3.13.2`), fulfils a specifier.

    None where either can't be read.
    """
    given = _numbers(version)
    if given is None or len(given) < 2 or len(specifier) > 500:
        return None
    unknown = False
    for alternative in specifier.replace("||", "|").split("|"):
        result = _all_of(alternative, given)
        if result:
            return True
        unknown |= result is None
    return None if unknown else False


def _all_of(specifier: str, given: list[int]) -> bool | None:
    clauses = [clause for clause in re.split(r",|\s+(?=[<>=!~^])", specifier) if clause.strip()]
    for clause in clauses:
        if clause.strip() == "*":
            continue
        match = _CLAUSE.match(clause)
        wanted = _numbers(match[2]) if match is not None else None
        if match is None or wanted is None:
            return None
        if not _one(match[1] or "==", wanted, bool(match[3]), given):
            return False
    return True


def _one(operator: str, wanted: list[int], star: bool, given: list[int]) -> bool:
    """One clause. A release `X.Y` stands for all its patches: it is enough that one of them fits."""
    size = len(given)
    short = wanted[:size]
    if operator in ("==", "==="):
        if star or size < len(wanted):
            return given[: len(wanted)] == short
        return given == wanted + [0] * (size - len(wanted)) or (len(wanted) < 3 and given[: len(wanted)] == wanted)
    if operator == "!=":
        return size < len(wanted) or given[: len(wanted)] != wanted
    if operator == ">=":
        return given >= short
    if operator == "<=":
        return given <= wanted + [0] * (size - len(wanted)) if size >= len(wanted) else given <= short
    if operator == ">":
        return given > short if size >= len(wanted) else given >= short
    if operator == "<":
        return given < wanted if size >= len(wanted) else given <= short and (given < short or any(wanted[size:]))
    if operator == "~=":
        return given >= short and given[: len(wanted) - 1] == wanted[:-1][:size]
    if operator == "~":
        return given >= short and given[: min(2, len(wanted))] == wanted[:2]
    # `^`: up to the next change of the first number that is not zero.
    fixed = next((index + 1 for index, number in enumerate(wanted) if number), len(wanted))
    return given >= short and given[:fixed] == wanted[:fixed][:size]


def _numbers(version: str) -> list[int] | None:
    parts = version.strip().removeprefix("v").split(".")
    found: list[int] = []
    for part in parts[:6]:
        match = _NUMBERS.match(part)
        if match is None:
            break
        found.append(int(match[0]))
        if match.end() != len(part):
            break
    return found or None
