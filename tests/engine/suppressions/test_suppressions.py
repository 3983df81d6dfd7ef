"""Suppressions: what each form silences, and which are reported."""

from pathlib import Path
from typing import Any

import pytest

from dlint.api import lint
from dlint.engine.checker import check_source
from dlint.engine.config.config import Config, Layer
from dlint.engine.files.names import kind_by_name
from dlint.engine.fixer import fix_text
from dlint.engine.packs.loading import load_pack
from dlint.engine.packs.registry import Registry
from dlint.engine.suppressions.comments import BUILDKIT_CHECKS, read_pragma
from dlint.syntax.source import Source

RULE = '''"""A title"""
from dlint.api import Command, Dockerignore, From, Instruction, Problem, Problems, rule


@rule("{code}", on={on}, aliases={aliases})
def {name}(node: Instruction) -> Problems:
    yield Problem({place}, "found")
'''


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Registry:
    """Rules that report every RUN (AA1), every `curl` (AA2), every FROM (AA3), every MAINTAINER, each pattern."""
    directory = tmp_path_factory.mktemp("pack")
    rules = [
        ("a_run", "AA1", "'RUN'", (), "node.keyword"),
        ("a_curl", "AA2", "'RUN curl'", ("Other", "JSONArgsRecommended"), "node"),
        ("a_from", "AA3", "'FROM'", ("StageNameCasing", "ReservedStageName"), "node.keyword"),
        ("a_maintainer", "DL4000", "'MAINTAINER'", ("MaintainerDeprecated",), "node"),
        ("a_cmd", "AA4", "'CMD'", ("MultipleInstructionsDisallowed",), "node"),
        ("a_pattern", "AA5", "'.dockerignore'", (), "node.patterns[-1]"),
    ]
    for name, code, on, aliases, place in rules:
        path = directory / "group" / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(RULE.format(code=code, name=name, on=on, aliases=aliases, place=place))
    registry = Registry()
    load_pack(registry, str(directory), "test", "test_pack", cache=False)
    load_pack(registry, str(root / "rules"), "dlint", "dlint.rules", cache=False)
    registry.errors.clear()
    kept = [rule for rule in registry.rules if rule.group in ("group", "suppressions")]
    return Registry(kept)


def found(
    registry: Registry, text: str, path: str = "Dockerfile", values: dict[str, Any] | None = None, **more: Any
) -> list[str]:
    """Line and code of each finding, from the text alone."""
    values = {**(values or {}), **more}
    config = Config(registry, [Layer(values, "test", "/")])
    report = check_source(Source(text, path), kind_by_name(path), config)
    assert [] == [str(notice) for notice in report.notices]
    return [f"{finding.line} {finding.code}" for finding in report.findings]


# Our own form


def test_above_an_instruction(registry: Registry) -> None:
    assert [] == found(registry, "# dlint: ignore[AA3]\nFROM x\n# dlint: ignore[AA1,a-curl] why\nRUN curl x\n")


def test_the_other_instructions_are_not_silenced(registry: Registry) -> None:
    text = "# dlint: ignore[AA3]\nFROM x\n# dlint: ignore[AA1]\nRUN a\nRUN b\n"
    assert ["5 AA1"] == found(registry, text)


def test_blank_lines_and_comments_may_stand_between(registry: Registry) -> None:
    assert [] == found(
        registry, "# dlint: ignore[AA3]\n\n# why\n  # dlint:ignore[group]\n\nFROM x\n", ignore=["DK9001"]
    )


def test_above_a_continued_instruction_it_covers_all_lines(registry: Registry) -> None:
    run = "RUN a \\\n  && curl x \\\n  && curl y\nRUN curl z\n"
    text = f"# dlint: ignore-file[AA1, AA3]\nFROM x\n# dlint: ignore[AA2]\n{run}"
    assert ["7 AA2"] == found(registry, text)


def test_above_a_heredoc_it_covers_the_body(registry: Registry) -> None:
    text = "FROM x\n# dlint: ignore[AA2]\nRUN <<EOF\ncurl x\nEOF\n"
    assert ["1 AA3", "3 AA1"] == found(registry, text)


def test_inside_a_continued_instruction_it_covers_the_next_line(registry: Registry) -> None:
    text = "FROM x\nRUN curl a \\\n  # dlint: ignore[AA2] b\n  # more\n\n  && curl b \\\n  && curl c\n"
    assert ["1 AA3", "2 AA1", "2 AA2", "7 AA2"] == found(registry, text)


def test_inside_a_heredoc_it_covers_the_next_line(registry: Registry) -> None:
    text = "FROM x\nRUN <<EOF\ncurl a\n# dlint: ignore[AA2]\ncurl b\ncurl c\nEOF\n"
    assert ["1 AA3", "2 AA1", "3 AA2", "6 AA2"] == found(registry, text)


def test_a_comment_in_a_copied_file_means_nothing(registry: Registry) -> None:
    text = "FROM x\nCOPY <<EOF /x\n# dlint: ignore[AA1]\nEOF\nRUN a\n"
    assert ["1 AA3", "5 AA1"] == found(registry, text)


def test_onbuild(registry: Registry) -> None:
    assert ["1 AA3"] == found(registry, "FROM x\n# dlint: ignore[AA1, AA2]\nONBUILD RUN curl x\n")


def test_ignore_file_works_from_anywhere(registry: Registry) -> None:
    assert ["1 AA3"] == found(registry, "FROM x\nRUN a\nRUN b\n# dlint: ignore-file[a-run]\n")


@pytest.mark.parametrize("id", ["AA1", "aa1", "a-run", "A-Run", "group", "AA", "ALL"])
def test_all_ids_work(registry: Registry, id: str) -> None:
    assert "2 AA1" not in "\n".join(found(registry, f"FROM x\nRUN a\n# dlint: ignore-file[{id}]\n"))


def test_crlf_and_byte_order_mark(registry: Registry) -> None:
    assert [] == found(registry, "\ufeff# dlint: ignore[AA3]\r\nFROM x\r\n# dlint: ignore[AA1]\r\nRUN a\r\n")


def test_ignore_files(registry: Registry) -> None:
    assert ["3 AA5"] == found(registry, "# dlint: ignore[AA5]\na\nb\n", ".dockerignore", ignore=["DK9001"])
    assert [] == found(registry, "a\n# dlint: ignore[AA5] why\n\nb\n", ".dockerignore")
    assert [] == found(registry, "a\nb\n# dlint: ignore-file[AA5]\n", "x.dockerignore")
    assert ["2 AA5"] == found(registry, "a\n # dlint: ignore[AA5]\n", ".dockerignore")  # a pattern to Docker


# hadolint's forms


def test_hadolint_ignore(registry: Registry) -> None:
    text = "# hadolint ignore=AA3\nFROM x\n#hadolint   ignore = AA1 , Other # why\nRUN curl x\nRUN y\n"
    assert ["5 AA1"] == found(registry, text)


def test_hadolint_global_ignore(registry: Registry) -> None:
    assert ["1 AA3"] == found(registry, "FROM x\nRUN a\n# hadolint global ignore=AA1\n")


def test_hadolint_stage_ignore(registry: Registry) -> None:
    text = "ARG a\n# hadolint stage ignore=AA1,AA3\nFROM x\nRUN a\nFROM y\nRUN b\n# hadolint stage ignore=AA1\nRUN c\n"
    assert ["5 AA3", "6 AA1"] == found(registry, text)


@pytest.mark.parametrize(
    "text",
    [
        "# hadolint ignore=AA1 because",
        "# hadolint ignore=AA1,",
        "# hadolint ignore AA1",
        "# hadolint: ignore=AA1",
        "# hadolint ignore=AA1 AA2",
        "# hadolint ignore=",
    ],
)
def test_what_hadolint_does_not_read(registry: Registry, text: str) -> None:
    assert ["1 AA3", "2 DK9003", "3 AA1"] == found(registry, f"FROM x\n{text}\nRUN a\n")


def test_hadolint_shell_is_no_suppression(registry: Registry) -> None:
    assert ["1 AA3", "3 AA1"] == found(registry, "FROM x\n# hadolint shell=bash\nRUN a\n")


# BuildKit's forms


def test_check_directive(registry: Registry) -> None:
    assert ["3 AA1"] == found(registry, "# check=skip=StageNameCasing\nFROM x\nRUN a\n")
    assert ["3 AA1"] == found(registry, "# check=skip=all\nFROM x\nRUN a\n")
    assert ["2 AA3"] == found(registry, "# check=error=false\nFROM x\n")
    # names count in BuildKit's own case, and only names that BuildKit has
    assert ["1 DK9002", "2 AA3"] == found(registry, "# check=skip=stagenamecasing\nFROM x\n")
    assert ["1 DK9002", "2 AA3"] == found(registry, "# check=skip=AA3\nFROM x\n")


def test_check_directive_with_error(registry: Registry) -> None:
    config = Config(registry, [Layer({"severity": {"DL4000": "info"}}, "test", "/")])
    text = "# check=error=true\nFROM x\nRUN a\nMAINTAINER m\n"
    report = check_source(Source(text), "dockerfile", config)
    severities = {finding.code: finding.severity for finding in report.findings}
    assert {"AA3": "error", "AA1": "warning", "DL4000": "info"} == severities


def test_check_comment(registry: Registry) -> None:
    text = "FROM x\n# check=skip=MaintainerDeprecated // why\nMAINTAINER m\nMAINTAINER n\n"
    assert ["1 AA3", "4 DL4000"] == found(registry, text)


@pytest.mark.parametrize(
    "comments",
    [
        "# check=skip=MaintainerDeprecated\n#",  # an empty comment below cancels it
        "# check=skip=UndefinedVar\n# check=skip=MaintainerDeprecated",  # only the first counts
        " # check=skip=MaintainerDeprecated",  # it has to start in the first column
    ],
)
def test_check_comments_that_buildkit_does_not_read(registry: Registry, comments: str) -> None:
    codes = found(registry, f"FROM x\n{comments}\nMAINTAINER m\n")
    assert ["DK9003", "DL4000"] == [code.split()[1] for code in codes[1:]]


def test_checks_that_only_the_directive_skips(registry: Registry) -> None:
    assert ["2 DK9003", "3 AA3"] == found(registry, "ARG a\n# check=skip=ReservedStageName\nFROM x\n")
    assert [] == found(registry, "# check=skip=ReservedStageName\nFROM x\n")


def test_the_later_instruction_silences_the_earlier_one(registry: Registry) -> None:
    text = "FROM x\nCMD a\nRUN b\n# check=skip=MultipleInstructionsDisallowed\nCMD c\n"
    assert ["1 AA3", "3 AA1"] == found(registry, text)


def test_the_build_argument_replaces_the_directive(registry: Registry) -> None:
    text = "# check=skip=StageNameCasing\nFROM x\nMAINTAINER m\n"
    arguments = {"BUILDKIT_DOCKERFILE_CHECK": "skip=MaintainerDeprecated"}
    assert ["2 AA3"] == found(registry, text, values={"build-args": arguments})


def test_all_checks_of_buildkit_are_known(shared: Path) -> None:
    import json

    lines = (shared / "oracles" / "checks.jsonl").read_text(encoding="utf-8").splitlines()
    reported = {entry["rule"] for line in lines for entry in json.loads(line)["expect"]}
    assert set() == reported - set(BUILDKIT_CHECKS)
    assert 22 == len(BUILDKIT_CHECKS)


# What is reported about suppressions


def test_unused(registry: Registry) -> None:
    text = "FROM x\n# dlint: ignore[AA2]\nRUN a\n"
    assert ["1 AA3", "2 DK9001", "3 AA1"] == found(registry, text)


def test_unused_is_not_told_of_rules_that_did_not_run(registry: Registry) -> None:
    text = "# dlint: ignore[AA2]\nFROM x\n"
    assert ["2 AA3"] == found(registry, text, ignore=["AA2"])
    assert ["2 AA3"] == found(registry, text, values={"per-path-ignores": {"Dockerfile": ["AA2"]}})
    assert ["1 DK9001", "2 AA3"] == found(registry, text)


def test_unused_ids_of_other_linters(registry: Registry) -> None:
    # one of the ids is not ours to judge, or was of use
    assert ["2 AA3"] == found(registry, "# hadolint ignore=AA2,SC2086\nFROM x\n")
    assert [] == found(registry, "# hadolint ignore=AA2,AA3\nFROM x\n")
    assert ["1 DK9001", "2 AA3"] == found(registry, "# hadolint ignore=AA2,AA1\nFROM x\n")
    assert ["2 AA3"] == found(registry, "# check=skip=UndefinedVar\nFROM x\n")
    assert ["1 DK9001", "2 AA3"] == found(registry, "# check=skip=JSONArgsRecommended\nFROM x\n")


def test_the_rules_on_suppressions_can_be_suppressed(registry: Registry) -> None:
    text = "# dlint: ignore-file[DK9001]\n# dlint: ignore[AA2]\nFROM x\n"
    assert ["3 AA3"] == found(registry, text)
    assert ["1 AA3", "3 AA1"] == found(registry, "FROM x\n# dlint: ignore[AA2]\nRUN a\n", ignore=["unused-suppression"])


def test_unknown(registry: Registry) -> None:
    assert ["1 DK9002", "2 AA3"] == found(registry, "# dlint: ignore[AA9]\nFROM x\n")
    assert ["1 AA3", "2 DK9002", "3 AA1"] == found(registry, "FROM x\n# dlint: ignore[a-rnu]\nRUN x\n")


@pytest.mark.parametrize(
    "comment",
    [
        "# dlint: ignore",
        "# dlint: ignore[]",
        "# dlint: ignore[,]",
        "# dlint: disable[AA1]",
        "# dlint ignore[AA1]",
        "# dlint:",
    ],
)
def test_malformed(registry: Registry, comment: str) -> None:
    assert ["1 AA3", "2 DK9003", "3 AA1"] == found(registry, f"FROM x\n{comment}\nRUN a\n")


def test_a_comment_below_the_last_instruction(registry: Registry) -> None:
    assert ["1 AA3", "2 DK9003"] == found(registry, "FROM x\n# dlint: ignore[AA3]\n")


@pytest.mark.parametrize(
    "comment",
    ["# dlint is a linter", "# see the docs of dlint: ignore", "# hadolint is one too", "# check = list", "# checks"],
)
def test_prose_is_no_pragma(comment: str) -> None:
    assert read_pragma(comment, 0) is None


def test_without_a_directory_rules_that_need_one_are_not_judged() -> None:
    text = "# dlint: ignore[missing-dockerignore]\nFROM debian:12\n"
    assert [] == [finding.code for finding in lint(text, select=["DK3001", "DK9001"])]


# Their fixes


def fixed(registry: Registry, text: str) -> str:
    config = Config(registry, [Layer({"select": ["ALL"]}, "test", "/")])
    return fix_text(text, lambda text: check_source(Source(text), "dockerfile", config).findings).text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# dlint: ignore[AA1]\nFROM x\n", "FROM x\n"),
        ("# dlint: ignore[AA1, AA3]\nFROM x\n", "# dlint: ignore[AA3]\nFROM x\n"),
        ("# dlint: ignore[AA3, AA1] why\nFROM x\n", "# dlint: ignore[AA3] why\nFROM x\n"),
        ("# dlint: ignore[AA1,AA3,AA2]\nFROM x\n", "# dlint: ignore[AA3]\nFROM x\n"),
        ("# dlint: ignore[AA3, AA1, AA2]\r\nFROM x\r\n", "# dlint: ignore[AA3]\r\nFROM x\r\n"),
        ("FROM x\nRUN a \\\n # dlint: ignore[AA2]\n b\n", "FROM x\nRUN a \\\n b\n"),
        # the comment below would become a directive
        ("# dlint: ignore[AA1]\n# escape=`\nFROM x\n", "# dlint: ignore[AA1]\n# escape=`\nFROM x\n"),
        (
            "# check=skip=JSONArgsRecommended;error=true\nFROM x\n",
            "# check=skip=JSONArgsRecommended;error=true\nFROM x\n",
        ),
    ],
)
def test_fix(registry: Registry, before: str, after: str) -> None:
    assert after == fixed(registry, before)


def test_suppressions_can_be_switched_off(registry: Registry) -> None:
    text = "# dlint: ignore[AA3]\nFROM x\n# hadolint ignore=AA1\nRUN curl x\n"
    config = Config(registry, [Layer({"suppressions": False}, "test", "/")])
    report = check_source(Source(text, "Dockerfile"), "dockerfile", config)
    assert ["2 AA3", "4 AA1", "4 AA2"] == [f"{finding.line} {finding.code}" for finding in report.findings]
