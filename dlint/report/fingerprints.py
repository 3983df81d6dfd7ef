"""Fingerprints of findings: the same finding has the same one after lines have been written above it."""

from .results import shown_path, source_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.engine.checker import Report
    from dlint.engine.findings import Finding
    from dlint.syntax.source import Source


def fingerprints(report: "Report", path: str | None = None) -> list[str]:
    """One for each finding of a file, in order: 32 hexadecimal digits, each different from the others.

    It is made of the code, the path and the text of the lines, not their numbers; not of the message, which may hold a
    date or a count. Of findings that have all of this in common each counts by itself. `path` stands for the file's own
    one where that is not what reports show.
    """
    from hashlib import sha256

    if not report.findings:
        return []
    source = source_of(report)
    occurrences: dict[str, int] = {}
    found = []
    for finding in report.findings:
        lines = lines_of(source, finding) if source else finding.message
        key = "\0".join((finding.code, path or shown_path(finding.path), " ".join(lines.split())))
        occurrence = occurrences[key] = occurrences.get(key, 0) + 1
        found.append(sha256(f"{key}\0{occurrence}".encode("utf-8", "surrogatepass")).hexdigest()[:32])
    return found


def lines_of(source: "Source", finding: "Finding") -> str:
    """The whole lines that a finding touches."""
    starts = source.line_starts
    end = starts[finding.end_line] if finding.end_line < len(starts) else len(source.text)
    return source.text[source.offset(finding.line) : end]
