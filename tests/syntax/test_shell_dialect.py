"""The language of a script, by how its shell is called."""

import pytest

from dlint.syntax.shell_dialect import command_string, dialect_of, dialect_of_script, program_name


@pytest.mark.parametrize(
    ("shell", "expected"),
    [
        (None, "sh"),
        (["/bin/bash", "-c"], "bash"),
        (["conda", "run", "-n", "base", "/bin/bash", "-c"], "bash"),
        (["C:\\tools\\PowerShell.EXE", "-Command"], "powershell"),
        (["cmd", "/S", "/C"], "cmd"),
        (["/opt/entry.sh"], "sh"),
        (["/bin/fish", "-c"], "other"),
        ([], "other"),
        ("#!/usr/bin/env -S zsh -f", "zsh"),
        ("#!/usr/bin/python3", "other"),
        ("dash", "sh"),
    ],
)
def test_dialects(shell: str | list[str] | None, expected: str) -> None:
    assert expected == dialect_of(shell)


def test_first_lines() -> None:
    found = [dialect_of_script(text) for text in ("#!/bin/ksh\n#!/bin/sh\n", "#!/bin/bash", " #!/bin/sh\n", "")]
    assert ["ksh", "bash", None, None] == found


def test_names_of_programs() -> None:
    assert ["sh", "a.b", "cmd", ""] == [
        program_name(text) for text in ("/bin/sh", "x\\a.b", "CMD.exe".lower(), "/bin/")
    ]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["-c", "x"], 1),
        (["-ec", "x", "y"], 1),
        (["-e", "-c", "x"], 2),
        (["-o", "pipefail", "-c", "x"], 3),
        (["-euo", "pipefail", "-c", "x"], 3),
        (["-c", "--", "x"], 2),
        (["-c", "-e", "x"], 2),
        (["-c"], None),
        (["script", "-c", "x"], None),
        (["--rcfile", "-c", "x"], None),
        (["-c", None], None),
        ([None, "-c", "x"], None),
    ],
)
def test_which_argument_is_the_script(arguments: list[str | None], expected: int | None) -> None:
    assert expected == command_string(arguments)
