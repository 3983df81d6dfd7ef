"""Files and findings for the tests of the reports: a sample from a run, and others made by hand."""

from dlint.api import check
from dlint.engine.checker import Report
from dlint.engine.findings import Finding, Fix
from dlint.report.results import Results
from dlint.syntax.source import Source


def report(text: str, path: str = "Dockerfile", kind: str = "dockerfile") -> Report:
    """A report on a file that was read, without findings."""
    return Report(path, kind, source=Source(text, path))


def add(
    to: Report,
    stretch: str | tuple[int, int],
    message: str = "something is wrong",
    *,
    code: str = "DL3000",
    rule: str = "something-wrong",
    severity: str = "warning",
    fix: Fix | None = None,
    url: str | None = "https://example.org/rules/something-wrong/",
) -> Finding:
    """Add a finding on a stretch, given by its text or by its offsets."""
    assert to.source is not None
    if isinstance(stretch, str):
        start = to.source.text.index(stretch)
        stretch = (start, start + len(stretch))
    finding = Finding(
        path=to.path,
        source=to.source,
        start=stretch[0],
        end=stretch[1],
        code=code,
        rule=rule,
        aliases=("CKV_DOCKER_1",),
        group="packages",
        severity=severity,
        message=message,
        url=url,
        fix=fix,
    )
    to.findings.append(finding)
    return finding


def results(*reports: Report) -> Results:
    """The results of a run in the directory /work."""
    return Results(reports, (), "/work")


SAMPLE = """\
FROM python:latest
RUN apt-get update && apt-get install curl
ENV\tOPTIONS --title=日本語 \\
\t# 日本語
\t--quiet \\
    --all
MAINTAINER me
# dlint: ignore[shell-form-cdm]
CMD python app.py
"""

SEVERITIES = {"legacy-key-value": "info", "deprecated-maintainer": "error", "unknown-suppression": "style"}


def sample() -> Results:
    """What a run finds in SAMPLE: every severity, with and without fixes, one line and several.

    A second file has no findings, a third can't be read.
    """
    selected = ["latest-base-image", "apt-get-without-yes", *SEVERITIES]
    one = check(SAMPLE, path="images/web/Dockerfile", config={"select": selected, "severity": SEVERITIES})
    two = check("FROM scratch\n", path="Dockerfile", config={"select": selected})
    three = Report("locked/Dockerfile", "dockerfile", error="can't be read: Permission denied")
    return results(one, two, three)
