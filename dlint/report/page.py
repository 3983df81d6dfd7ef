"""A rule's page for a reader: the Markdown of its docstring, with the examples introduced in words."""

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from re import Match

    from dlint.engine.rule import Rule

_fence = re.compile(r"^(?P<ticks>`{3,}|~{3,})(?P<language>[^\s`]*)[ \t]*(?P<rest>.*)$", re.MULTILINE)

_introductions = {"bad": "Flagged", "fixed": "Fixed", "good": "Accepted"}
"""What the second word of a fence says, in words."""


def markdown(page: str) -> str:
    """The page with a heading, its examples under a word each, and the options of an example spelled out.

    `bad` examples keep the line of carets and message: it shows where and what dlint reports.
    """
    title, _, rest = page.strip().partition("\n")
    return f"# {title.strip()}\n\n{_introduced(rest.strip())}\n"


def _introduced(text: str) -> str:
    opened = ""

    def replaced(match: "Match[str]") -> str:
        nonlocal opened
        ticks, language, rest = match["ticks"], match["language"], match["rest"].strip()
        if opened:
            if ticks.startswith(opened) and not language and not rest:
                opened = ""
            return match.group()
        opened = ticks
        word, _, details = rest.partition(" ")
        introduction = _introductions.get(word)
        if introduction is None:
            return match.group()
        details = details.strip()
        said = f"{introduction} ({_in_code(details)}):" if details else f"{introduction}:"
        return f"{said}\n\n{ticks}{language}"

    return _fence.sub(replaced, text)


def _in_code(text: str) -> str:
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def plain(text: str) -> str:
    """Markdown without its marks, for a place that shows text only: no fences, no code marks, no heading signs."""
    lines = []
    inside = ""
    for line in text.split("\n"):
        fence = _fence.match(line)
        if fence and (not inside or fence["ticks"].startswith(inside)):
            inside = "" if inside else fence["ticks"]
        elif inside:
            lines.append("    " + line if line else line)
        else:
            lines.append(re.sub(r"^#+ ", "", line).replace("`", ""))
    return "\n".join(lines).strip()


def facts(rule: "Rule") -> list[tuple[str, str]]:
    """What is known about a rule beside its page: pairs of a label and plain text."""
    found = [("code", rule.code), ("name", rule.name)]
    if rule.aliases:
        found.append(("also known as", ", ".join(rule.aliases)))
    found += [
        ("group", rule.group),
        ("severity", rule.severity),
        ("on by default", "yes" if rule.enabled else "no"),
        ("fix", rule.fix or "none"),
        ("looks at", ", ".join(rule.on)),
    ]
    for name, value in rule.options.items():
        found.append((f"option {name.replace('_', '-')}", f"default {_toml(value)}"))
    if rule.pack not in ("", "dlint"):
        found.append(("from", rule.pack))
    return found


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (tuple, list, set, frozenset)):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name} = {_toml(item)}" for name, item in value.items()) + "}"
    return f'"{value}"' if isinstance(value, str) else str(value)
