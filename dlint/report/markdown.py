"""The report as Markdown, for a comment on a pull request or the summary of a workflow."""

from dlint.startup import regex as re

from .escape import visible
from .results import Results, shown_path
from .summary import summary

SIGNS = {"error": "❌ error", "warning": "⚠️ warning", "info": "info", "style": "style"}

_reference = re.compile(r"[@#][\w/-]+")
"""GitHub makes a mention of a person, or a link to an issue, of these, but not in code."""

_special = re.compile(r"[\\*_{}\[\]<>#+!|~@&$]|:(?=//)")


def markdown(results: Results) -> str:
    """The summary, and a table of the findings for each file that has any."""
    lines = ["### dlint", "", _words(summary(results))]
    for report in results.reports:
        if report.error is not None:
            lines += ["", f"**{_code(shown_path(report.path))}** {_words(report.error)}"]
        elif report.findings:
            lines += ["", f"**{_code(shown_path(report.path))}**", "", "| Line | Severity | Rule | |", "|-:|-|-|-|"]
            for finding in report.findings:
                rule = _code(finding.code)
                if finding.url:
                    rule = f"[{rule}]({finding.url})"
                place, sign = f"{finding.line}:{finding.column}", SIGNS[finding.severity]
                lines.append(f"| {place} | {sign} | {rule} {_words(finding.rule)} | {message(finding.message)} |")
    return "\n".join(lines) + "\n"


def message(text: str) -> str:
    """A message: what stands in backticks is code, all else plain words, whatever is in it."""
    parts = visible(text).split("`")
    if len(parts) % 2 == 0:  # a backtick without its partner
        parts[-2:] = [parts[-2] + "'" + parts[-1]]
    return "".join(_code(part) if index % 2 else _words(part) for index, part in enumerate(parts))


def _code(text: str) -> str:
    """Text as code in a cell of a table: a `|` in it would end the cell even there."""
    text = visible(text).replace("`", "'").replace("|", "\\|")
    return f"`{text or ' '}`"


def _words(text: str) -> str:
    """Text with nothing in it that Markdown, HTML or a mention would make more of."""
    text = visible(text).replace("`", "'")
    parts, position = [], 0
    for match in _reference.finditer(text):
        parts += [_plain(text[position : match.start()]), _code(match[0])]
        position = match.end()
    return "".join((*parts, _plain(text[position:])))


def _plain(text: str) -> str:
    return _special.sub(lambda match: f"&#{ord(match[0])};", text)
