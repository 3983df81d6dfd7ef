"""Running rules over a file: dispatch, options, severities, failures."""

from pathlib import Path

import pytest

from dlint.engine.checker import Report, check_source
from dlint.engine.config.config import (
    Config,
    Configurations,
    Layer,
)
from dlint.engine.packs.loading import load, load_pack
from dlint.engine.packs.registry import Registry
from dlint.syntax.source import Source

HEAD = '"""A title"""\nfrom dlint.api import *\n\n\n'


def registry_of(directory: Path, **rules: str) -> Registry:
    """Rules given as name = what follows the imports; `CODE` becomes a code of the rule's own."""
    for number, (name, text) in enumerate(rules.items()):
        path = directory / "group" / f"{name}.py"
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(HEAD + text.replace("CODE", f"AA{number + 1}"))
    registry = Registry()
    load_pack(registry, str(directory), "test", "test_pack", cache=False)
    assert [] == [str(error) for error in registry.errors]
    return registry


def run(registry: Registry, text: str, path: str = "Dockerfile", **values: object) -> Report:
    config = Config(registry, [Layer(dict(values), "test", "/")])
    return check_source(Source(text, path), "dockerignore" if path.endswith("ignore") else "dockerfile", config)


def told(report: Report) -> list[str]:
    return [f"{finding.line}:{finding.column} {finding.rule} {finding.message}" for finding in report.findings]


def collector(on: str, name: str = "a_rule", message: str = "str(type(node).__name__)") -> dict[str, str]:
    return {
        name: f'@rule("CODE", on={on!r})\ndef {name}(node: Node) -> Problems:\n    yield Problem(node, {message})\n'
    }


# Dispatch

TEXT = """\
# syntax=docker/dockerfile:1
# a comment
FROM debian:12 AS one
RUN apt-get update && sudo apt-get -y install curl \\
    # inside
    && pip3 install x
ONBUILD RUN uv pip install y
CMD ["apt-get", "install"]
FROM one
FORM x
"""


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("FROM", ["3:1 From", "9:1 From"]),
        ("RUN", ["4:1 Run", "7:9 Run"]),
        ("ONBUILD", ["7:1 Onbuild"]),
        ("RUN apt-get", ["4:5 Command", "4:28 Command"]),
        ("RUN apt-get install", ["4:28 Command"]),
        ("RUN pip", ["6:8 Command"]),
        ("RUN pip3 install", ["6:8 Command"]),
        ("RUN uv pip install", ["7:13 Command"]),
        ("RUN uv pip sync", []),
        ("RUN *", ["4:5 Command", "4:28 Command", "6:8 Command", "7:13 Command"]),
        ("CMD apt-get install", ["8:6 Command"]),
        ("#", ["2:1 Comment", "5:5 Comment"]),
        ("fault", ["10:1 SyntaxFault"]),
        (("FROM", "CMD"), ["3:1 From", "8:1 Cmd", "9:1 From"]),
        (
            ("RUN apt-get", "RUN *", "RUN apt-get update"),
            ["4:5 Command", "4:28 Command", "6:8 Command", "7:13 Command"],
        ),
    ],
)
def test_dispatch(tmp_path: Path, on: str, expected: list[str]) -> None:
    registry = registry_of(tmp_path, **collector(on))
    report = run(registry, TEXT)
    assert expected == [line.replace(" a-rule", "") for line in told(report)]


def test_a_rule_is_called_once_for_a_command(tmp_path: Path) -> None:
    on = ("RUN apt-get", "RUN *", "RUN apt-get update")
    registry = registry_of(tmp_path, **collector(on, message="str(next(count))"))  # type: ignore[arg-type]
    path = Path(registry.rules[0].path)
    path.write_text(
        path.read_text().replace("\n\n\n", "\nfrom itertools import count as numbers\ncount = numbers(1)\n", 1)
    )
    registry = Registry()
    load_pack(registry, str(tmp_path), "test", "test_pack", cache=False)
    assert ["1", "2"] == [finding.message for finding in run(registry, "FROM x\nRUN apt-get update && ls\n").findings]


def test_stages_and_files(tmp_path: Path) -> None:
    text = '@rule("CODE", on="stage")\ndef a_stage(it: Stage) -> Problems:\n    yield Problem(it.node, str(it.index))\n'
    file = '@rule("CODE", on="file")\ndef a_file(file: File) -> Problems:\n    yield Problem(Span(0, 0), file.path)\n'
    registry = registry_of(tmp_path, a_stage=text, a_file=file)
    assert ["1:1 a-file Dockerfile", "3:1 a-stage 0", "9:1 a-stage 1"] == told(run(registry, TEXT))


GUARDED = """\
ARG A
FROM python:3.13 AS unused
RUN one
FROM python:3.13 AS builder
RUN two
FROM python:3.13 AS dev
RUN three
FROM python:3.13
COPY --from=builder /a /b
COPY --from=dev /a /b
RUN four
"""


@pytest.mark.parametrize(
    ("guard", "expected"),
    [
        ("", ["3", "5", "7", "11"]),
        ("used", ["5", "7", "11"]),
        ("shipped", ["5", "11"]),
        ("final", ["11"]),
        ("production", ["11"]),
    ],
)
@pytest.mark.parametrize("on", ["RUN", "RUN *"])
def test_a_rule_says_in_which_stages_it_has_something_to_say(
    tmp_path: Path, on: str, guard: str, expected: list[str]
) -> None:
    text = f'@rule("CODE", on={on!r}, stage={guard!r})\ndef a_rule(node: Node) -> Problems:\n    yield Problem(node, "x")\n'
    report = run(registry_of(tmp_path, a_rule=text), GUARDED, select=["AA1"])
    assert expected == [line.partition(":")[0] for line in told(report)]


def test_a_final_stage_for_development_is_none_for_production(tmp_path: Path) -> None:
    text = (
        '@rule("CODE", on="stage", stage="{}")\ndef {}(stage: Stage) -> Problems:\n    yield Problem(stage.node, "x")\n'
    )
    registry = registry_of(tmp_path, one=text.format("final", "one"), two=text.format("production", "two"))
    assert ["1:1 one x"] == told(run(registry, "FROM a AS dev\n"))


def test_a_rule_takes_what_its_parameters_name(tmp_path: Path) -> None:
    text = (
        '@rule("CODE", on="RUN *")\ndef a_rule(command: Command, stage: Stage, file: File) -> Problems:\n'
        '    yield Problem(command, f"{stage.name} {file.path}")\n'
    )
    registry = registry_of(tmp_path, a_rule=text)
    assert ["2:5 a-rule one Dockerfile"] == told(run(registry, "FROM a AS one\nRUN b\n"))


@pytest.mark.parametrize("name", ["context", "project", "stage"])
def test_a_rule_is_silent_where_what_it_takes_is_not_known(tmp_path: Path, name: str) -> None:
    text = f'@rule("CODE", on="ARG")\ndef a_rule(node: Arg, {name}) -> Problems:\n    yield Problem(node, "x")\n'
    assert [] == told(run(registry_of(tmp_path, a_rule=text), "ARG A\nFROM a\n"))


def test_a_rule_takes_the_build_context(tmp_path: Path) -> None:
    text = (
        '@rule("CODE", on="RUN")\ndef a_rule(node: Run, context, project) -> Problems:\n'
        "    yield Problem(node, str(project.names))\n"
    )
    registry = registry_of(tmp_path / "rules", a_rule=text)
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "uv.lock").write_text("")
    config = Config(registry, [Layer({}, "test", "/")])
    report = check_source(
        Source("FROM a\nRUN b\n", "Dockerfile"), "dockerfile", config, directory=str(tmp_path / "app")
    )
    assert ["2:1 a-rule frozenset({'uv.lock'})"] == told(report)


@pytest.mark.parametrize(("text", "expected"), [("RUN UV sync", 1), ("# uv\nRUN x", 1), ("RUN pip", 0)])
def test_the_module_of_a_rule_does_not_run_for_a_file_without_its_words(
    tmp_path: Path, text: str, expected: int
) -> None:
    rule = (
        '@rule("CODE", on="RUN", mentions=("uv", "poetry"))\n'
        'def a_rule(node: Run) -> Problems:\n    yield Problem(node, "x")\n'
    )
    assert expected == len(told(run(registry_of(tmp_path, a_rule=rule), f"FROM a\n{text}\n")))


def test_ignore_files_have_rules_of_their_own(tmp_path: Path) -> None:
    text = (
        '@rule("CODE", on=".dockerignore")\ndef an_ignore(ignore: Dockerignore) -> Problems:\n'
        "    for pattern in ignore.patterns:\n        yield Problem(pattern, pattern.text)\n"
    )
    registry = registry_of(tmp_path, an_ignore=text, **collector("FROM"))
    assert ["2:1 an-ignore FROM x"] == told(run(registry, "# c\nFROM x\n", ".dockerignore"))
    assert ["1:1 a-rule From"] == told(run(registry, "FROM x\n"))


def test_findings_are_sorted_and_told_once(tmp_path: Path) -> None:
    text = '@rule("CODE", on="FROM")\ndef a_rule(node: From) -> Problems:\n' + '    yield Problem(node, "b")\n' * 2
    other = collector("RUN", "other")
    registry = registry_of(tmp_path, a_rule=text, **other, third=text.replace("a_rule", "third"))
    expected = ["1:1 a-rule b", "1:1 third b", "2:1 other Run", "3:1 a-rule b", "3:1 third b"]
    assert expected == told(run(registry, "FROM x\nRUN y\nFROM z\n"))


# Options and severities

OPTION = (
    '@rule("CODE", on="FROM", severity="info")\n'
    "def a_rule(node: From, *, allow: tuple[str, ...] = ('x',), most: int = 3) -> Problems:\n"
    '    yield Problem(node, f"{allow} {most}")\n'
    '    yield Problem(node, "grave", severity="error")\n'
)


def test_options(tmp_path: Path) -> None:
    registry = registry_of(tmp_path, a_rule=OPTION)
    assert "('x',) 3" in str(told(run(registry, "FROM x\n")))
    config = Configurations(registry, {"rules": {"AA1": {"allow": ["a", "b"]}}}).of("Dockerfile")
    assert "('a', 'b') 3" in str(told(check_source(Source("FROM x\n"), "dockerfile", config)))


def test_the_configured_severity_is_the_strongest(tmp_path: Path) -> None:
    registry = registry_of(tmp_path, a_rule=OPTION)
    severities = sorted(finding.severity for finding in run(registry, "FROM x\n").findings)
    assert ["error", "info"] == severities
    severities = [finding.severity for finding in run(registry, "FROM x\n", severity={"group": "style"}).findings]
    assert ["style", "style"] == severities


def test_per_path_ignores(tmp_path: Path) -> None:
    registry = registry_of(tmp_path, **collector("FROM"), **collector("FROM", "other"))
    values = {"per-path-ignores": {"old/**": ["AA1"]}}
    config = Config(registry, [Layer(values, "test", str(tmp_path))])
    report = check_source(Source("FROM x\n", str(tmp_path / "old" / "Dockerfile")), "dockerfile", config)
    assert ["other"] == [finding.rule for finding in report.findings]
    report = check_source(Source("FROM x\n", str(tmp_path / "new" / "Dockerfile")), "dockerfile", config)
    assert 2 == len(report.findings)


# Fixes


def test_a_fix_describes_itself(tmp_path: Path) -> None:
    text = (
        '@rule("CODE", on="FROM", fix="safe")\ndef a_rule(node: From) -> Problems:\n'
        '    yield Problem(node.keyword, "1", replace(node.keyword, "RUN"))\n'
        '    yield Problem(node.keyword, "2", insert_after(node.image, ":12"))\n'
        '    yield Problem(node.keyword, "3", delete(node.image), safety="unsafe")\n'
        '    yield Problem(node.keyword, "4", delete(node.image), delete(node.keyword), safety="suggestion")\n'
        '    yield Problem(node.keyword, "5", delete(node.image), title="leave it")\n'
        '    yield Problem(node.keyword, "6")\n'
    )
    findings = run(registry_of(tmp_path, a_rule=text), "FROM debian\n").findings
    found = [(one.fix.safety, one.fix.description) if one.fix else None for one in findings]
    assert [
        ("safe", "replace `FROM` by `RUN`"),
        ("safe", "insert `:12`"),
        ("unsafe", "delete `debian`"),
        ("suggestion", "delete 2 places"),
        ("safe", "leave it"),
        None,
    ] == found


# What goes wrong inside


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("raise ValueError('no good')", "ValueError: no good"),
        ("yield 1", "TypeError: a rule yields problems, not int"),
        ("return 5", "TypeError: 'int' object is not iterable"),
        ("yield Problem(Span(0, 999), 'x')", "ValueError: the place 0..999 is not in the file"),
        ("yield Problem(Span(5, 2), 'x')", "ValueError: the place 5..2"),
        ("yield Problem(node, 'x', Edit(0, 3, ''), Edit(2, 4, ''))", "ValueError: Edit(2, 4, '') overlaps"),
        ("yield Problem(node, 'x', Edit(0, 999, ''))", "ValueError: Edit(0, 999, '') overlaps"),
        ("a_rule(node); yield", "RecursionError"),
    ],
)
def test_a_rule_that_fails_is_told_and_the_others_go_on(tmp_path: Path, body: str, reason: str) -> None:
    if "a_rule(" in body:
        body = "list(a_rule(node)); yield"
    text = f'@rule("CODE", on="FROM")\ndef a_rule(node: From) -> Problems:\n    {body}\n'
    registry = registry_of(tmp_path, a_rule=text, **collector("RUN", "other"))
    report = run(registry, "FROM x\nFROM y\nRUN z\n")
    assert ["3:1 other Run"] == told(report)
    (notice,) = report.notices
    assert reason in str(notice)
    assert "Dockerfile: the rule `a-rule` failed with " in str(notice)
    assert "the authors of the pack `test`" in str(notice)
    assert 3 == notice.status


def test_a_rule_that_returns_nothing_found_nothing(tmp_path: Path) -> None:
    text = '@rule("CODE", on="FROM")\ndef a_rule(node: From) -> None:\n    pass\n'
    report = run(registry_of(tmp_path, a_rule=text), "FROM x\n")
    assert ([], []) == (report.findings, report.notices)


def test_our_own_failure_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dlint.model.file import File

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("inside")

    registry = registry_of(tmp_path, **collector("RUN ls"))
    monkeypatch.setattr(File, "commands", fail)
    (notice,) = run(registry, "FROM x\nRUN y\n").notices
    assert "dlint failed with RuntimeError: inside" in str(notice)
    assert "please report it: https://" in str(notice)


def test_what_rules_say_on_hostile_text_is_no_crash() -> None:
    config = Config(load())
    for text in ("", "\n", "\\", "FROM", "FROM \\\n", "RUN", "ONBUILD", "ONBUILD ONBUILD", "COPY a", "ADD", "ENV", "#",
                 "\ufeff", "FROM x\nRUN <<EOF", "CMD [", "HEALTHCHECK", "FROM $\nRUN $(\nARG", "\0", "\ud800",
                 "FROM a\nCOPY --from= \nUSER\nWORKDIR\nEXPOSE\nLABEL\nSHELL []\nVOLUME\nMAINTAINER"):  # fmt: skip
        for kind in ("dockerfile", "dockerignore"):
            report = check_source(Source(text), kind, config)
            assert [] == [str(notice) for notice in report.notices]
