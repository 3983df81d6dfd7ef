"""Putting arguments and commands into a RUN."""

import pytest

from dlint.engine.findings import insert_after
from dlint.engine.fixer import replaced
from dlint.model.file import File
from dlint.model.stage.command_edits import as_argument, at_the_end
from dlint.syntax.source import Source
from tests.model.dockerfiles import commands


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("RUN a && b", "RUN a && b && c"),
        ("RUN a; b ; # why", "RUN a; b && c ; # why"),
        ("RUN a \\\n && b \\\n", "RUN a \\\n && b \\\n && c \\\n"),
        ("RUN a && \\\n\tb\\\n  x", "RUN a && \\\n\tb\\\n  x && \\\n\tc"),
        ("RUN a \\\n    # why\n    && b", "RUN a \\\n    # why\n    && b \\\n    && c"),
        ("RUN if a; then b; fi", "RUN if a; then b; fi && c"),
        ("RUN sudo a && sudo b", "RUN sudo a && sudo b && sudo c"),
        ("RUN a &", None),
        ("RUN a; exit 0", None),
        ("RUN a <<E\nb\nE", None),
        ("RUN <<E\na\nE", None),
        ('RUN ["a"]', None),
    ],
)
def test_a_command_at_the_end(run: str, expected: str | None) -> None:
    file = File(Source(f"FROM x\n{run}\n"))
    place = at_the_end(file.commands(file.tree.instructions[1])[0], file, "c")
    if expected is None:
        assert place is None
    else:
        assert place is not None
        assert f"FROM x\n{expected}\n" == replaced(file.source.text, [insert_after(*place)])


def test_the_escape_character_of_the_file() -> None:
    file = File(Source("# escape=`\nFROM x\nRUN a `\n  && b\n"))
    place = at_the_end(file.commands(file.tree.instructions[1])[0], file, "c")
    assert place is not None
    assert " `\n  && c" == place[1]


def test_an_argument() -> None:
    assert " -y" == as_argument(commands("a b")[1][0], "-y")
    assert ', "-y"' == as_argument(commands('["a", "b"]')[1][0], "-y")
