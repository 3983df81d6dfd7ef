"""Which rules want what: the dispatch table, made once for a set of rules."""

from dlint.model.stage.build import Build

from .rule import INSTRUCTIONS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from dlint.model.linted_file import LintedFile
    from dlint.model.shell.commands import Command
    from dlint.model.stage.build import Stage

    from .rule import Rule


class ConfiguredRule:
    """A rule with the options it runs with."""

    __slots__ = ("options", "rule")

    def __init__(self, rule: "Rule", options: "dict[str, Any]") -> None:
        self.rule = rule
        self.options = options

    def arguments(self, subject: object, file: "LintedFile") -> "tuple[object, ...] | None":
        """What the rule is called with; None where it has nothing to say of the subject. Raises `NotRead`."""
        rule = self.rule
        stage: Stage | None = None
        if rule.stage or "stage" in rule.takes:
            assert isinstance(file, Build)
            stage = file.stage_around(subject)
            if stage is None or (rule.stage and not getattr(stage, f"is_{rule.stage}")):
                return None
        found = [subject]
        for name in rule.takes:
            taken = file if name == "file" else stage if name == "stage" else _surroundings(file, name)
            if taken is None:
                return None
            found.append(taken)
        return tuple(found)


def _surroundings(file: "LintedFile", name: str) -> object:
    """The build context of a file, or the Python project in it; None where it is not known."""
    if name == "context":
        return getattr(file, "context", None)
    from dlint.model.python.project import project_of

    return project_of(file) if isinstance(file, Build) else None


class DispatchTable:
    """The rules, configured, by what they look at.

    `instructions` by the name of the instruction; `others` by subject.
    """

    __slots__ = ("_calls", "_programs", "instructions", "names", "others", "rules")

    def __init__(self, rules: "Iterable[Rule]", options: "dict[str, dict[str, Any]]") -> None:
        self.instructions: dict[str, list[ConfiguredRule]] = {}
        self._calls: dict[str, list[tuple[str, ConfiguredRule]]] = {}
        self._programs: dict[str, dict[str, list[tuple[tuple[str, ...], ConfiguredRule]]]] = {}
        self.others: dict[str, list[ConfiguredRule]] = {}
        self.rules: list[ConfiguredRule] = []
        for rule in rules:
            configured = ConfiguredRule(rule, options.get(rule.name, {}))
            self.rules.append(configured)
            for subject in rule.on:
                instruction, _, call = subject.partition(" ")
                if call:
                    self._calls.setdefault(instruction, []).append((subject, configured))
                elif instruction in INSTRUCTIONS:
                    self.instructions.setdefault(instruction, []).append(configured)
                else:
                    self.others.setdefault(instruction, []).append(configured)
        self.names = frozenset(configured.rule.name for configured in self.rules)

    def programs(self, instruction: str) -> "dict[str, list[tuple[tuple[str, ...], ConfiguredRule]]] | None":
        """The rules for the commands in an instruction; None where there are none.

        By program (`*`: any; `pip` is pip3, too), each with the subcommands that have to follow (`install`, for
        `RUN apt-get install`). The package managers are looked up when the first such instruction is met.
        """
        calls = self._calls.pop(instruction, None)
        if calls is not None:
            from dlint.model.managers.table import spelled

            programs = self._programs[instruction] = {}
            for subject, configured in calls:
                for call in spelled(subject):
                    _, program, *verbs = call.split()
                    programs.setdefault(program, []).append((tuple(verbs), configured))
        return self._programs.get(instruction)


def follows(command: "Command", words: tuple[str, ...]) -> bool:
    """Whether the subcommands of a command begin with these words."""
    if not words:
        return True
    verbs = command.verbs
    return len(verbs) >= len(words) and all(verb.value == word for verb, word in zip(verbs, words, strict=False))
