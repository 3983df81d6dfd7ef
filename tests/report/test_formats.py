"""Each format read back: by a parser, by its specification as a schema, and with hostile text in it."""

import json
import os
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from markdown_it import MarkdownIt

from dlint.cli.main import main
from dlint.engine.checker import Report
from dlint.engine.findings import Edit, Fix
from dlint.report import hadolint as hadolint_report
from dlint.report.checkstyle import checkstyle
from dlint.report.codacy import codacy
from dlint.report.codeclimate import codeclimate, gitlab
from dlint.report.fingerprints import fingerprints
from dlint.report.formats import FORMATS, written
from dlint.report.github import github
from dlint.report.gnu import gnu
from dlint.report.junit import junit
from dlint.report.markdown import markdown
from dlint.report.rdjson import rdjson
from dlint.report.results import Results
from dlint.report.sonarqube import sonarqube
from dlint.report.tool import hadolint
from tests.hostile.test_hostile_output import HOSTILE, harmless, hostile
from tests.report.reporting import SAMPLE, add, report, results, sample

AS_HADOLINT = hadolint()
MARKUP = [
    '</error>&<x a="b">]]>',
    "%0A::error::x",
    "a:b,c=d",
    "| x | `y` |",
    "<script>alert(1)</script>",
    "@me #1 [x](y)",
]
"""What ends something in one of the formats."""


def check(schema: dict[str, object], value: object) -> None:
    jsonschema.Draft7Validator(schema).validate(value)


def objects(**properties: object) -> dict[str, object]:
    """The schema of an object with exactly these properties; those whose names end in `_` may be left out."""
    names = {name.rstrip("_"): value for name, value in properties.items()}
    required = [name for name in properties if not name.endswith("_")]
    return {"type": "object", "properties": names, "required": required, "additionalProperties": False}


TEXT: dict[str, object] = {"type": "string", "minLength": 1}
LINE: dict[str, object] = {"type": "integer", "minimum": 1}


def array(items: dict[str, object]) -> dict[str, object]:
    return {"type": "array", "items": items}


def one_of(*values: str) -> dict[str, object]:
    return {"enum": list(values)}


# gnu


def test_gnu() -> None:
    lines = gnu(sample()).splitlines()
    # GNU coding standards, Formatting Error Messages: program:sourcefile:lineno:column: message
    pattern = re.compile(r"dlint:(?P<file>[^:]+):(?:(?P<line>\d+):(?P<column>\d+):)? (?P<message>.+)")
    matches = [pattern.fullmatch(line) for line in lines]
    assert all(matches)
    assert ["1", "2", "3", "7", "8", None] == [match["line"] for match in matches if match]
    assert "dlint:images/web/Dockerfile:2:23: DL3014 warning: `apt-get install` will wait" in lines[1]
    assert "hadolint:images/web/Dockerfile:2: DL3014 warning:" in gnu(sample(), AS_HADOLINT)


# checkstyle


def test_checkstyle() -> None:
    root = ElementTree.fromstring(checkstyle(sample()).encode())
    assert ("checkstyle", {"version": "4.3"}) == (root.tag, root.attrib)
    assert ["images/web/Dockerfile", "Dockerfile", "locked/Dockerfile"] == [file.get("name") for file in root]
    errors = root[0].findall("error")
    assert [("1", "13", "warning", "DL3007"), ("2", "23", "warning", "DL3014")] == [
        (error.get("line"), error.get("column"), error.get("severity"), error.get("source")) for error in errors[:2]
    ]
    # checkstyle-1.0.xsd of the Checkstyle plugin of Jenkins: these severities, and no others
    assert {"warning", "info", "error"} == {error.get("severity") for error in root.iter("error")}
    assert 0 == len(root[1]) and "can't be read: Permission denied" == root[2][0].get("message")
    theirs = ElementTree.fromstring(checkstyle(sample(), AS_HADOLINT).encode())
    assert "style" in {error.get("severity") for error in theirs.iter("error")}


# codeclimate and gitlab

ISSUE = objects(
    type=one_of("issue"),
    check_name=TEXT,
    description=TEXT,
    categories={
        "type": "array",
        "minItems": 1,
        "items": one_of(
            "Bug Risk", "Clarity", "Compatibility", "Complexity", "Duplication", "Performance", "Security", "Style"
        ),
    },
    location=objects(path=TEXT, lines=objects(begin=LINE, end=LINE)),
    severity=one_of("info", "minor", "major", "critical", "blocker"),
    fingerprint={"type": "string", "pattern": "^[0-9a-f]{32}$"},
)
"""codeclimate/platform, spec/analyzers/SPEC.md, Issues; what GitLab needs of it is in it."""


def test_codeclimate() -> None:
    output = codeclimate(sample())
    assert output.endswith("\0")
    issues = [json.loads(issue) for issue in output.split("\0")[:-1]]
    for issue in issues:
        check(ISSUE, issue)
    assert ["major", "major", "info", "blocker", "minor", "blocker"] == [issue["severity"] for issue in issues]
    assert {"begin": 3, "end": 6} == issues[2]["location"]["lines"]
    assert {"Bug Risk"} == {name for text in codeclimate(sample(), AS_HADOLINT).split("\0")[:-1]
                            for name in json.loads(text)["categories"]}  # fmt: skip


def test_gitlab() -> None:
    issues = json.loads(gitlab(sample()))
    check(array(ISSUE), issues)
    assert len(issues) == len({issue["fingerprint"] for issue in issues})


def one_finding(before: str, text: str = "RUN make\nRUN make\n", path: str = "Dockerfile") -> Report:
    source = before + text
    found = report(source, path)
    for start in range(len(before), len(source), len("RUN make\n")):
        add(found, (start, start + 3), f"on line {source[:start].count(chr(10)) + 1}")
    return found


def test_fingerprints_survive_moved_lines() -> None:
    before = fingerprints(one_finding("FROM x\n"))
    assert 2 == len(set(before))
    assert before == fingerprints(one_finding("# new\n\nFROM x\n"))
    assert before == fingerprints(one_finding("FROM x\n", "RUN make\n  RUN   make\n"[:9] + "RUN make\n"))
    assert before != fingerprints(one_finding("FROM x\n", path="other/Dockerfile"))
    assert set(before).isdisjoint(fingerprints(one_finding("FROM x\n", "RUN mage\nRUN mage\n")))
    assert before[0] in gitlab(results(one_finding("FROM x\n")))


# codacy


def test_codacy() -> None:
    lines = [json.loads(line) for line in codacy(sample()).splitlines()]
    for line in lines[:-1]:
        check(objects(filename=TEXT, message=TEXT, patternId=TEXT, line=LINE), line)
    check(objects(filename=TEXT, message=TEXT), lines[-1])  # a file that could not be read
    assert [1, 2, 3, 7, 8] == [line["line"] for line in lines[:-1]]


# sonarqube

RANGE = objects(startLine=LINE, endLine=LINE, startColumn_={"type": "integer", "minimum": 0}, endColumn_=LINE)
SONAR = objects(
    issues=array(
        objects(
            engineId=TEXT,
            ruleId=TEXT,
            severity=one_of("BLOCKER", "CRITICAL", "MAJOR", "MINOR", "INFO"),
            type=one_of("BUG", "VULNERABILITY", "CODE_SMELL"),
            primaryLocation=objects(message=TEXT, filePath=TEXT, textRange_=RANGE),
        )
    )
)
"""SonarQube, Generic formatted issue reports, the format without rules."""


def sonar_issues(found: Results) -> list[dict[str, object]]:
    """The issues, checked as SonarQube's scanner does: a range is inside of its lines, and not empty."""
    document = json.loads(sonarqube(found))
    check(SONAR, document)
    texts = {report.path: report.source.text for report in found.reports if report.source is not None}
    for issue in document["issues"]:
        place = issue["primaryLocation"].get("textRange")
        text = texts.get(issue["primaryLocation"]["filePath"])
        if place is None or text is None:
            continue
        lines = [line.removesuffix("\r").encode("utf-16-le", "surrogatepass") for line in text.split("\n")]
        if "startColumn" in place:
            assert (place["startLine"], place["startColumn"]) < (place["endLine"], place["endColumn"])
            assert place["startColumn"] <= len(lines[place["startLine"] - 1]) // 2
            assert place["endColumn"] <= len(lines[place["endLine"] - 1]) // 2
        else:
            assert place["startLine"] <= place["endLine"] <= len(lines)
    issues: list[dict[str, object]] = document["issues"]
    return issues


def test_sonarqube() -> None:
    issues = sonar_issues(sample())
    assert ["MAJOR", "MAJOR", "MINOR", "CRITICAL", "INFO", "BLOCKER"] == [issue["severity"] for issue in issues]
    assert {"dlint"} == {issue["engineId"] for issue in issues}
    assert '"engineId":"Hadolint"' in sonarqube(sample(), AS_HADOLINT)


@pytest.mark.parametrize("text", ["", "\n", "a", "a\n", "a\r\nb\r\n", "🐳x\n\ny", "\n\n\n", "日\u2028本\n"])
def test_sonarqube_ranges(text: str) -> None:
    found = report(text)
    for start in range(len(text) + 1):
        for end in range(start, len(text) + 1):
            add(found, (start, end))
    sonar_issues(results(found))


# junit


def test_junit() -> None:
    root = ElementTree.fromstring(junit(sample()).encode())
    assert "testsuites" == root.tag
    assert ("7", "5", "1") == (root.get("tests"), root.get("failures"), root.get("errors"))
    for suite in root:
        assert "testsuite" == suite.tag
        cases = suite.findall("testcase")
        assert suite.get("tests") == str(len(cases)) and len(cases) == len(suite)
        assert suite.get("failures") == str(len(suite.findall("testcase/failure")))
        assert suite.get("errors") == str(len(suite.findall("testcase/error")))
        for case in cases:  # junit-10.xsd: name and classname are required
            assert case.get("name") and case.get("classname") and case.get("time")
    failure = root[0][1].find("failure")
    assert failure is not None and "warning" == failure.get("type")
    assert "Line: 2\nColumn: 23\n" in str(failure.text)
    assert root[1][0].find("failure") is None
    assert junit(sample()) == junit(sample())
    assert "hadolint.rule.DL3014" in junit(sample(), AS_HADOLINT)


# github


def commands(output: str) -> list[tuple[str, dict[str, str], str]]:
    """Workflow commands as the runner reads them (actions/runner, ActionCommand.TryParseV2)."""
    found = []
    for line in output.splitlines():
        match = re.fullmatch(r"::(error|warning|notice) ([^:]*(?:=[^:]*)*)::(.*)", line)
        assert match, line
        properties = {}
        for pair in match[2].split(","):
            name, _, value = pair.partition("=")
            assert name in ("file", "line", "endLine", "col", "endColumn", "title")
            properties[name] = unescaped(value, property=True)
        found.append((match[1], properties, unescaped(match[3])))
    return found


def unescaped(text: str, *, property: bool = False) -> str:
    escapes = {"%0D": "\r", "%0A": "\n", **({"%3A": ":", "%2C": ","} if property else {}), "%25": "%"}
    for escape, character in escapes.items():
        text = text.replace(escape, character)
    return text


def test_github() -> None:
    found = commands(github(sample()))
    assert ["warning", "warning", "notice", "error", "notice", "error"] == [level for level, _, _ in found]
    expected = {"file": "images/web/Dockerfile", "line": "2", "endLine": "2", "col": "23", "endColumn": "38"}
    assert {**expected, "title": "DL3014 apt-get-without-yes"} == found[1][1]
    assert "col" not in found[2][1] and ("3", "6") == (found[2][1]["line"], found[2][1]["endLine"])
    assert {"file": "locked/Dockerfile", "title": "dlint"} == found[-1][1]


def test_github_paths_start_at_the_root_of_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", "/")
    assert "file=work/images/web/Dockerfile," in github(sample())
    monkeypatch.setenv("GITHUB_WORKSPACE", "/elsewhere")
    assert "file=images/web/Dockerfile," in github(sample())


@pytest.mark.parametrize("bad", MARKUP)
def test_github_escapes(bad: str) -> None:
    found = report(f"FROM {bad}\n", f"a{bad}b")
    add(found, "FROM", f"it is {bad}")
    ((level, properties, message),) = commands(github(results(found)))
    assert ("warning", f"a{bad}b", f"it is {bad}") == (level, properties["file"], message)


# rdjson

POSITION = objects(line=LINE, column_=LINE)
SPAN = objects(start=POSITION, end=POSITION)
REVIEWDOG = objects(
    source=objects(name=TEXT, url=TEXT),
    diagnostics=array(
        objects(
            message=TEXT,
            location=objects(path=TEXT, range_=SPAN),
            severity=one_of("ERROR", "WARNING", "INFO"),
            code_=objects(value=TEXT, url_=TEXT),
            suggestions_=array(objects(range=SPAN, text={"type": "string"})),
        )
    ),
)
"""reviewdog, proto/rdf/reviewdog.proto, as JSON."""


def test_rdjson() -> None:
    document = json.loads(rdjson(sample()))
    check(REVIEWDOG, document)
    diagnostics = document["diagnostics"]
    assert ["WARNING", "WARNING", "INFO", "ERROR", "INFO", "ERROR"] == [entry["severity"] for entry in diagnostics]
    insertion = {"line": 2, "column": 38}
    assert [{"range": {"start": insertion, "end": insertion}, "text": " -y"}] == diagnostics[1]["suggestions"]
    assert "suggestions" not in diagnostics[4]  # one for editors only


def test_rdjson_counts_bytes() -> None:
    text = "FROM 日本🐳 x\n"
    found = report(text)
    fix = Fix("safe", "x", [Edit(9, 10, "y"), Edit(5, 6, "z")])
    add(found, "x", fix=fix)
    (entry,) = json.loads(rdjson(results(found)))["diagnostics"]
    data = text.encode()
    start, end = (entry["location"]["range"][name]["column"] - 1 for name in ("start", "end"))
    assert b"x" == data[start:end]
    (suggestion,) = entry["suggestions"]
    start, end = (suggestion["range"][name]["column"] - 1 for name in ("start", "end"))
    assert "FROM z本🐳 y\n" == (data[:start] + suggestion["text"].encode() + data[end:]).decode()


# markdown


def rows(output: str) -> list[list[str]]:
    """The cells of all tables as GitHub shows them, as HTML."""
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(output)
    return [
        re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    ]


def test_markdown() -> None:
    output = markdown(sample())
    cells = [row for row in rows(output) if row]
    assert [4] * 5 == [len(row) for row in cells]
    assert (
        "2:23" == cells[1][0]
        and "DL3014" in cells[1][2]
        and 'href="https://dlint-docker.readthedocs.io/' in cells[1][2]
    )
    assert "<code>apt-get install</code> will wait for an answer: add <code>-y</code>" == cells[1][3]
    assert "Found 5 problems in 1 of 3 files" in output and "Permission denied" in output


@pytest.mark.parametrize("bad", [*MARKUP, *HOSTILE, "`", "``", "a`b", "\\", "*x*", "http://x.example"])
def test_markdown_escapes(bad: str) -> None:
    found = report("FROM x\n", f"a{bad}b")
    add(found, "FROM", f"it is `{bad}` and {bad} here")
    output = markdown(results(found))
    harmless(output)
    ((_, _, _, message),) = (row for row in rows(output) if row)
    assert message.startswith("it is ") and message.endswith(" here")
    assert set() == set(re.findall(r"<(?!/?code>)", message))
    assert not re.search(r"@me", re.sub(r"<code>.*?</code>", "", message))


# hadolint's own


def test_hadolint_tty_and_json() -> None:
    lines = hadolint_report.tty(sample(), AS_HADOLINT).splitlines()
    # the problem matcher of hadolint/hadolint-action
    pattern = re.compile(r"(.+)\s?:(\d+)\s+(DL\d+|SC\d+)\s+(error|warning|info|style):\s+(.+)")
    codes = [match[3] for line in lines if (match := pattern.fullmatch(line))]
    assert ["DL3007", "DL3014", "DL4000"] == codes and 5 == len(lines)
    entry = objects(
        code=TEXT, column=LINE, file=TEXT, level=one_of("error", "warning", "info", "style"), line=LINE, message=TEXT
    )
    check(array(entry), json.loads(hadolint_report.json(sample(), AS_HADOLINT)))


def test_file_path_in_report() -> None:
    tool = hadolint("other/name")
    for writer in (checkstyle, codeclimate, gitlab, sonarqube, junit):
        output = writer(sample(), tool)
        assert "other/name" in output and "images/web" not in output


# All of them

WRITERS: list[Callable[[Results], str]] = [
    gnu, checkstyle, codeclimate, gitlab, codacy, sonarqube, junit, github, rdjson, markdown,
    *(
        lambda found, writer=writer: writer(found, AS_HADOLINT)
        for writer in (gnu, checkstyle, codeclimate, gitlab, codacy, sonarqube, junit, hadolint_report.tty)
    ),
]  # fmt: skip


@pytest.mark.parametrize("bad", [*HOSTILE, *MARKUP])
@pytest.mark.parametrize("number", range(len(WRITERS)))
def test_hostile_text_breaks_nothing(number: int, bad: str) -> None:
    found = hostile(bad)
    output = WRITERS[number](found)
    harmless(output.replace("\0", ""))
    output.encode("utf-8")
    if output.startswith("<?xml"):
        root = ElementTree.fromstring(output.encode())
        assert 2 == len(list(root.iter("error"))) + len(list(root.iter("failure")))
    elif output.startswith("{") and "\0" in output:
        assert 2 == len([json.loads(part) for part in output.split("\0")[:-1]])
    elif output.startswith(("{\n", '{"issues', "[")):
        json.loads(output)
    elif not output.startswith("#"):
        assert 2 == len(output.splitlines())


@pytest.mark.parametrize("name", FORMATS)
def test_no_findings(name: str) -> None:
    output = written(results(report("FROM scratch\n")), name)
    assert "DL" not in output
    assert written(Results([]), name) is not None


@pytest.mark.parametrize("name", FORMATS)
def test_what_another_process_linted(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports without their text give the same: it is read again."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "images" / "web").mkdir(parents=True)
    (tmp_path / "images" / "web" / "Dockerfile").write_text(SAMPLE, encoding="utf-8")
    (tmp_path / "Dockerfile").write_text("FROM scratch\n")
    expected, found = sample(), sample()
    for one in found.reports:
        one.source = None
    assert written(expected, name) == written(found, name)


# On the command line


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Dockerfile").write_text("FROM debian:12\nMAINTAINER me\n")
    return tmp_path


SELECT = ["--select", "DL4000", "Dockerfile"]


def test_several_reports(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [
        "--format",
        "json",
        "--output",
        "a.json",
        "-f",
        "sarif",
        "-o",
        "b.sarif",
        "-f",
        "gnu",
        "-f",
        "junit:c.xml",
    ]
    assert 1 == main([*arguments, *SELECT])
    assert 1 == json.loads((here / "a.json").read_text())["version"]
    assert "2.1.0" == json.loads((here / "b.sarif").read_text())["version"]
    assert "testsuites" == ElementTree.parse(here / "c.xml").getroot().tag
    assert capsys.readouterr().out.startswith("dlint:Dockerfile:2:1: DL4000 ")


@pytest.mark.parametrize(
    ("arguments", "files", "start"),
    [
        ([], [], "Dockerfile:2:1: "),
        (["-f", "gnu"], [], "dlint:Dockerfile"),
        (["-fgitlab"], [], "["),
        (["-o", "a"], ["a"], ""),
        (["-o", "-"], [], "Dockerfile:2:1: "),
        (["-f", "json:-"], [], "{"),
        (["-f", "json:a", "-f", "text"], ["a"], "Dockerfile:2:1: "),
        (["-f", "text:a", "-f", "text:b"], ["a", "b"], ""),
        (["-f", "text", "-f", "json:a"], ["a"], "Dockerfile:2:1: "),
        (["-f", "text", "-f", "json:a", "-o", "b"], ["a", "b"], ""),
    ],
)
def test_where_reports_go(
    here: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], files: list[str], start: str
) -> None:
    assert 1 == main([*arguments, *SELECT])
    output = capsys.readouterr().out
    assert output.startswith(start) and bool(output) == bool(start)
    assert files == sorted(entry for entry in os.listdir(here) if entry != "Dockerfile")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-f", "xml"], "`--format xml` is not known"),
        (["-f", "jsom:a"], "`--format jsom` is not known; did you mean `json`?"),
        (["-f", "json", "-f", "sarif"], "two reports can't both go to standard output"),
        (["-f", "json:a", "-f", "sarif:./a"], "two reports can't both go to ./a"),
        (["-f", "json", "-o", "a", "-o", "b"], "`--output b` has no format"),
        (["-o", "a", "-o", "b"], "`--output b` has no format"),
        (["-f", "json:"], "names no file"),
        (["-f", "json:none/a"], "there is no folder none"),
        (["-f", "json", "--statistics"], "`--statistics` goes with `--format text` only"),
    ],
)
def test_what_can_not_be(here: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    assert 2 == main([*arguments, *SELECT])
    assert said in capsys.readouterr().err
    assert ["Dockerfile"] == os.listdir(here)
