"""The reader of the command line."""

import pytest

from dlint.cli.errors import UsageError
from dlint.cli.options import Option, read

TABLE = (
    Option("-f", "--format", metavar="FORMAT", choices=("text", "json")),
    Option("-o", "--output", metavar="FILE"),
    Option("--select", metavar="RULES", many="comma"),
    Option("--build-arg", metavar="NAME=VALUE", many="repeat"),
    Option("-q", "--quiet"),
)


def test_nothing() -> None:
    options = read([], TABLE)
    found = {key: options[key] for key in ("format", "output", "select", "build_arg", "quiet")}
    assert {"format": None, "output": None, "select": [], "build_arg": [], "quiet": False} == found
    assert [] == options.operands


@pytest.mark.parametrize("arguments", [["--format", "json"], ["--format=json"], ["-f", "json"], ["-fjson"]])
def test_values(arguments: list[str]) -> None:
    assert "json" == read(arguments, TABLE)["format"]


def test_the_last_value_counts() -> None:
    assert "json" == read(["--format=text", "--format=json"], TABLE)["format"]


def test_lists() -> None:
    options = read(["--select", "A, B,,", "--select=C", "--build-arg", "a=1,2", "--build-arg=b="], TABLE)
    assert ["A", "B", "C"] == options["select"]
    assert ["a=1,2", "b="] == options["build_arg"]


def test_operands() -> None:
    assert ["a", "-", "b", "-q", "--x"] == read(["a", "-", "b", "--", "-q", "--x"], TABLE).operands
    options = read(["a", "-q", "b"], TABLE)
    assert (True, ["a", "b"]) == (options["quiet"], options.operands)
    assert "-" == read(["--output", "-"], TABLE)["output"]
    assert "" == read(["--output="], TABLE)["output"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--quite"], "unknown option `--quite`; did you mean `--quiet`?"),
        (["--form", "json"], "unknown option `--form`; did you mean `--format`?"),
        (["-x"], "unknown option `-x`"),
        (["--format"], "`--format` needs a value: `--format FORMAT`"),
        (["--quiet=1"], "`--quiet` takes no value, but `--quiet=1` gives one"),
        (["--format", "jsno"], "`--format jsno` is not known; did you mean `json`?"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        read(arguments, TABLE)
    assert str(caught.value).startswith(message)
