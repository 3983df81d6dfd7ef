"""Which command of a stage is the first of a kind, or the last before another one, without looking at all of them each time.

A rule that asks for every `pip install` what has run before would look at each command once for each other one. So what
was seen is kept: each command of a stage is asked once for each question.

    first_before(command, file, makes_environment)      # the first command that ran before, or None
    last_before(command, file, installs_poetry)
    first_in(stage, is_test)                             # the first of the whole stage and those it is based on
"""

from bisect import bisect_left

from dlint.startup.remember import NotRead, once_for

from .history import layers_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from dlint.model.shell.commands import Command
    from dlint.syntax.nodes import Run

    from .build import Build, Stage

    Question = Callable[[Command, Build], object]


class Search:
    """The commands of a stage's chain that answer one question with yes, as far as anybody wanted to know."""

    __slots__ = ("_found", "_next", "_question", "_runs", "_stage", "_starts")

    def __init__(self, stage: "Stage", question: "Question") -> None:
        self._stage = stage
        self._question = question
        self._runs: list[Run] = layers_of(stage)
        self._next = 0
        self._found: list[Command] = []
        self._starts: list[int] = []

    def first(self, end: int) -> "Command | None":
        """The first one that starts before an offset."""
        while not self._found and self._more(end):
            pass
        return self._found[0] if self._found and self._starts[0] < end else None

    def last(self, end: int) -> "Command | None":
        """The last one that starts before an offset."""
        while self._more(end):
            pass
        index = bisect_left(self._starts, end)
        return self._found[index - 1] if index else None

    def _more(self, end: int) -> bool:
        """Look at one more RUN; False where none is left that starts before an offset. Raises `NotRead`."""
        if self._next >= len(self._runs) or self._runs[self._next].start >= end:
            return False
        file = self._stage.file
        for command in file.commands(self._runs[self._next]):
            if self._question(command, file):
                self._found.append(command)
                self._starts.append(command.start)
        self._next += 1
        return True


@once_for
def _searches(stage: "Stage") -> "dict[Question, Search]":
    return {}


def _search(stage: "Stage", question: "Question") -> Search:
    searches = _searches(stage)
    found = searches.get(question)
    if found is None:
        found = searches[question] = Search(stage, question)
    return found


def first_before(command: "Command", file: "Build", question: "Question") -> "Command | None":
    """The first command before another one, in its stage and those that it is based on, for which `question` is true.

    `question` is called with a command and the file; it must be a function of a module, since it is remembered.
    """
    stage = file.stage_of(command.instruction)
    return _search(stage, question).first(command.start) if stage is not None else None


def last_before(command: "Command", file: "Build", question: "Question") -> "Command | None":
    """The same, but the last one."""
    stage = file.stage_of(command.instruction)
    return _search(stage, question).last(command.start) if stage is not None else None


def first_in(stage: "Stage", question: "Question") -> "Command | None":
    """The first command of a stage and those that it is based on for which `question` is true. Raises `NotRead`."""
    if not stage.is_whole:
        raise NotRead
    return _search(stage, question).first(len(stage.file.source.text) + 1)


def last_in(stage: "Stage", question: "Question") -> "Command | None":
    """The same, but the last one."""
    if not stage.is_whole:
        raise NotRead
    return _search(stage, question).last(len(stage.file.source.text) + 1)
