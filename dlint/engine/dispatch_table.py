"""Which rules want what: the dispatch table, made once for a set of rules."""

from .rule import INSTRUCTIONS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from dlint.model.shell.commands import Command

    from .rule import Rule


class Runner:
    """A rule with the options it runs with."""

    __slots__ = ("options", "rule", "wants_file")

    def __init__(self, rule: "Rule", options: "dict[str, Any]") -> None:
        self.rule = rule
        self.options = options
        self.wants_file = rule.wants_file


class Plan:
    """Runners by what they look at.

    `instructions` by the name of the instruction; `commands` by instruction, then by program (`*`: any; `pip` is
    pip3, too), each with the subcommands that have to follow (`install`, for `RUN apt-get install`); `others` by
    subject.
    """

    __slots__ = ("commands", "instructions", "names", "others", "runners")

    def __init__(self, rules: "Iterable[Rule]", options: "dict[str, dict[str, Any]]") -> None:
        self.instructions: dict[str, list[Runner]] = {}
        self.commands: dict[str, dict[str, list[tuple[tuple[str, ...], Runner]]]] = {}
        self.others: dict[str, list[Runner]] = {}
        self.runners: list[Runner] = []
        for rule in rules:
            runner = Runner(rule, options.get(rule.name, {}))
            self.runners.append(runner)
            for subject in rule.on:
                instruction, *words = subject.split()
                if words:
                    programs = self.commands.setdefault(instruction, {})
                    programs.setdefault(words[0], []).append((tuple(words[1:]), runner))
                elif instruction in INSTRUCTIONS:
                    self.instructions.setdefault(instruction, []).append(runner)
                else:
                    self.others.setdefault(instruction, []).append(runner)
        self.names = frozenset(runner.rule.name for runner in self.runners)


def follows(command: "Command", words: tuple[str, ...]) -> bool:
    """Whether the subcommands of a command begin with these words."""
    if not words:
        return True
    verbs = command.verbs
    return len(verbs) >= len(words) and all(verb.value == word for verb, word in zip(verbs, words, strict=False))
