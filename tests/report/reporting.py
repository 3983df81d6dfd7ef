"""Files and findings for the tests of the reports, made by hand."""

from dlint.engine.checker import Report
from dlint.engine.findings import Edit, Finding, Fix
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
    """The results of a run in the folder /work."""
    return Results(reports, (), "/work")


SAMPLE = """\
FROM python:latest
RUN apt-get update && apt-get install curl
RUN\tapt-get update \\
\t# 日本語
\t&& apt-get install -y curl \\
    && rm -rf /tmp/x
MAINTAINER me
CMD python app.py
"""


def sample() -> Results:
    """Findings of every severity, with and without fixes, on one line and on several; one file can't be read."""
    one = report(SAMPLE, "images/web/Dockerfile")
    add(
        one,
        "python:latest",
        "`python:latest` changes under your feet: name a version, such as `python:3.13-slim`",
        code="DL3007",
        rule="latest-base-image",
    )
    install = SAMPLE.index(" curl")
    add(
        one,
        "apt-get install",
        "`apt-get install` will wait for an answer: add `-y`",
        code="DL3014",
        rule="apt-get-without-yes",
        fix=Fix("safe", "insert `-y`", [Edit(install, install, " -y")]),
    )
    add(
        one,
        (SAMPLE.index("apt-get update \\"), SAMPLE.index("\nMAINTAINER")),
        "the package lists stay in the layer",
        code="DL3009",
        rule="apt-lists-in-layer",
        severity="info",
    )
    maintainer = SAMPLE.index("MAINTAINER")
    add(
        one,
        "MAINTAINER",
        "`MAINTAINER` is deprecated: write `LABEL maintainer=…`",
        code="DL4000",
        rule="maintainer",
        severity="error",
        fix=Fix("unsafe", "delete the line", [Edit(maintainer, maintainer + len("MAINTAINER me\n"), "")]),
    )
    command = SAMPLE.index("python app.py")
    add(
        one,
        "python app.py",
        'the shell gets the signals: write `CMD ["python", "app.py"]`',
        code="DL3025",
        rule="shell-form-cmd",
        severity="style",
        fix=Fix("suggestion", "write the exec form", [Edit(command, command + 13, '["python", "app.py"]')]),
    )
    two = report("FROM scratch\n", "Dockerfile")
    three = Report("locked/Dockerfile", "dockerfile", error="can't be read: Permission denied")
    return results(one, two, three)
