"""The line that closes a report for a person, and the counts by rule."""

from dlint.engine.findings import SEVERITIES

from .results import Results, counted, shown_path

PLURALS = {"error": "errors", "warning": "warnings", "info": "info", "style": "style"}


def summary(results: Results) -> str:
    """How many problems in how many files, by severity, how many have a fix, and what could not be read."""
    files = len(results.reports)
    unreadable = sum(report.error is not None for report in results.reports)
    flagged = len({shown_path(report.path) for report in results.reports if report.findings})
    if results.findings:
        counts = ", ".join(
            f"{results.counts[severity]} {severity if results.counts[severity] == 1 else PLURALS[severity]}"
            for severity in SEVERITIES
            if results.counts[severity]
        )
        where = counted(files, "file") if flagged == files else f"{flagged} of {counted(files, 'file')}"
        line = f"Found {counted(len(results.findings), 'problem')} in {where}: {counts}"
        if results.fixable:
            line += f"; {results.fixable} with a fix"
    else:
        line = f"No problems in {counted(files - unreadable, 'file')}"
    if unreadable:
        line += f"; {counted(unreadable, 'file')} could not be read"
    return line + "."


def statistics(results: Results) -> str:
    """One line for each rule that found something: how often, code, name and how many of them have a fix."""
    from .results import fix_of

    rows: dict[tuple[str, str], list[int]] = {}
    for finding in results.findings:
        row = rows.setdefault((finding.code, finding.rule), [0, 0])
        row[0] += 1
        row[1] += fix_of(finding) is not None
    if not rows:
        return ""
    most = len(str(max(count for count, _ in rows.values())))
    widest = max(len(code) for code, _ in rows)
    lines = []
    for (code, name), (count, fixable) in sorted(rows.items(), key=lambda item: (-item[1][0], item[0])):
        fixes = f" ({fixable} with a fix)" if fixable else ""
        lines.append(f"{count:>{most}}  {code:<{widest}}  {name}{fixes}\n")
    return "".join(lines)
