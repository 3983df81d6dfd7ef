"""A rule's page for a reader: the Markdown of its docstring, with the examples introduced in words."""

from dlint.startup import regex as re

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


def document(rule: "Rule") -> str:
    """All there is to know about a rule, as Markdown: its page, and what its declaration says."""
    title, _, body = markdown(rule.page).partition("\n")
    facts = [rule.severity, f"group `{rule.group}`", "on by default" if rule.enabled else "off by default"]
    if rule.fix:
        facts.append("with a suggestion for editors" if rule.fix == "suggestion" else f"with {_article(rule.fix)} fix")
    lines = [title, "", f"`{rule.code}` `{rule.name}`: {', '.join(facts)}."]
    if rule.aliases:
        lines += ["", f"Also known as {', '.join(f'`{alias}`' for alias in rule.aliases)}."]
    lines += ["", body.strip()]
    if rule.options:
        lines += ["", "Options:", ""]
        lines += [f"- `{name.replace('_', '-')}`, by default `{toml(value)}`" for name, value in rule.options.items()]
    return "\n".join(lines) + "\n"


def _article(word: str) -> str:
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"


def _key(name: str) -> str:
    """A key as TOML has it: what a bare key can't hold stands in quotes."""
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else toml(name)


def toml(value: object) -> str:
    """A value as it is written in a configuration file."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (tuple, list, set, frozenset)):
        return "[" + ", ".join(toml(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(name)} = {toml(item)}" for name, item in value.items()) + "}"
    if isinstance(value, str):
        import json

        return json.dumps(value, ensure_ascii=False)
    return str(value)
