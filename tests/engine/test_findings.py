"""What messages and fixes are made of."""

import pytest

from dlint.engine.edits import add_option, remove_argument, run_last
from dlint.engine.findings import Edit, listed
from dlint.engine.fixer import replaced
from dlint.model.file import File
from dlint.model.shell.commands import Command
from dlint.syntax.source import Source


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ""),
        ("a", "`a`"),
        ("a b", "`a` and `b`"),
        ("a b c", "`a`, `b` and `c`"),
        ("a b c d", "`a`, `b` and 2 more"),
        ("a b c d e", "`a`, `b` and 3 more"),
    ],
)
def test_words_in_a_sentence(words: str, expected: str) -> None:
    assert expected == listed(words.split())


def test_the_conjunction_and_how_many_are_named() -> None:
    assert "`a` or `b`" == listed("ab", "or")
    assert "`a`, `b`, `c` and `d`" == listed("abcd", most=4)


def first(text: str) -> tuple[File, Command]:
    file = File(Source(f"FROM a\n{text}\n"))
    return file, file.commands(file.tree.instructions[1])[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RUN uv pip install x", "RUN uv pip install --system x"),
        ("RUN FOO=1 sudo uv sync -v", "RUN FOO=1 sudo uv sync --system -v"),
        ('RUN ["uv", "sync", "-v"]', 'RUN ["uv", "sync", "--system", "-v"]'),
    ],
)
def test_an_argument_more(text: str, expected: str) -> None:
    file, command = first(text)
    assert f"FROM a\n{expected}\n" == replaced(file.source.text, [add_option(command, "--system")])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RUN pip install -U x", "RUN pip install x"),
        ("RUN pip install \\\n  -U \\\n  x", "RUN pip install \\\n  x"),
        ('RUN ["pip", "install", "-U", "x"]', 'RUN ["pip", "install", "x"]'),
    ],
)
def test_an_argument_less(text: str, expected: str) -> None:
    file, command = first(text)
    edits = remove_argument(command, command.options[0].word)
    assert f"FROM a\n{expected}\n" == replaced(file.source.text, edits)


def test_the_program_is_not_taken_out() -> None:
    _, command = first("RUN pip install x")
    assert () == remove_argument(command, command.program)


def test_a_command_that_runs_last() -> None:
    file, command = first("RUN a && b")
    edits = run_last(command, file, "c")
    assert "FROM a\nRUN a && b && c\n" == replaced(file.source.text, edits)
    file, command = first("RUN a && exec b")
    assert () == run_last(command, file, "c")
    assert Edit is type(edits[0])
