"""Where ShellCheck's findings and fixes stand in the Dockerfile."""

from collections import Counter

import pytest

from dlint.engine.findings import Finding
from dlint.engine.packs.registry import Registry
from tests.engine.shellcheck.linting import needs_shellcheck, run, told

pytestmark = needs_shellcheck

TEXT = """\
FROM scratch
RUN cd /a; \\
    # a comment
\t  make "日本" \\

 && ec\\
ho $one 日本 $two
RUN <<EOF
\tls
cd /b
ls
EOF
RUN <<-EOF
\t\tls `ls`
\tEOF
ONBUILD RUN cd /c; make
RUN cat <<EOF | sh
$three `four`
EOF
RUN bash -eo pipefail <<'EOF' && cd /d; ls
cd /e
ls $five
EOF
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_places(registry: Registry, newline: str) -> None:
    found = told(run(registry, TEXT.replace("\n", newline), ignore=["SC2046", "SC2006", "SC2005"]))
    assert [
        "2:5 SC2164",
        "7:4 SC2086",
        "7:4 SC2154",
        "7:12 SC2086",
        "7:12 SC2154",
        "10:1 SC2164",
        "16:13 SC2164",
        "18:1 SC2154",
        "20:34 SC2164",
        "22:4 SC2086",
        "22:4 SC2154",
    ] == found


def test_ends_and_fixes(registry: Registry) -> None:
    text = "FROM scratch\nRUN echo `date \\\n  +%s`; cp $a \\\n  /b/$c\n"
    findings = {(finding.line, finding.code): finding for finding in run(registry, text).findings}
    assert (2, 10, 3, 7) == place(findings[2, "SC2006"])
    assert (3, 12, 3, 14) == place(findings[3, "SC2086"])
    fix = findings[3, "SC2086"].fix
    assert fix is not None and "suggestion" == fix.safety
    assert ['"', '"'] == [edit.text for edit in fix.edits]
    edited = text
    for edit in reversed(fix.edits):
        edited = edited[: edit.start] + edit.text + edited[edit.end :]
    assert 'cp "$a" \\' in edited
    backquotes = findings[2, "SC2006"].fix
    assert backquotes is not None and "unsafe" == backquotes.safety


def place(finding: Finding) -> tuple[int, int, int, int]:
    return finding.line, finding.column, finding.end_line, finding.end_column


def test_all_findings_of_a_run_are_told(registry: Registry) -> None:
    text = 'FROM scratch\nRUN cd /x; echo $y; echo $y; grep "`w`"\n'
    codes = Counter(finding.code for finding in run(registry, text).findings)
    assert {"SC2164": 1, "SC2154": 1, "SC2086": 2, "SC2006": 1} == codes


@pytest.mark.parametrize("text", ["RUN echo \x00$x\n", "RUN echo \udcff$x\n", "RUN ((((\n", "RUN {\n", "RUN echo '\n"])
def test_hostile_scripts(registry: Registry, text: str) -> None:
    report = run(registry, f"FROM scratch\n{text}RUN cd /x; ls\n")
    assert "3:5 SC2164" in told(report)
