"""How much shell text of a file is looked at, and how it is said that something is not.

Of 5,000 Dockerfiles the longest has 450 commands. `dlint.syntax.limits` bounds what is taken apart at all.
"""

from dlint.syntax.nodes import Dockerfile, Instruction, Onbuild

MAX_SHELL = 250_000
"""Characters of shell text in one file. A script that goes beyond is not read, so the rules are silent about it."""

MAX_COMMANDS = 4000
"""The same for commands, by a rough count."""

FEW = 2000
"""Characters of a file in which there can't be too much."""

SCRIPTS = "there is too much shell code in this file: this script is not linted, and later ones may not be either"
STAGES = "too much is inherited from other stages: from here on, the base image of such stages is unknown"


class PassedOver:
    """Something in a file that was not looked at: `start` is the offset at which it begins, `text` says what it is."""

    __slots__ = ("start", "text")

    def __init__(self, start: int, text: str) -> None:
        self.start = start
        self.text = text

    def __repr__(self) -> str:
        return f"PassedOver({self.start}, {self.text!r})"


class Passed:
    """What was passed over in one file: of each kind the first."""

    __slots__ = ("_found",)

    def __init__(self) -> None:
        self._found: dict[str, PassedOver] = {}

    def add(self, start: int, text: str) -> None:
        """Note that something is not looked at. `text` is one sentence; the same sentence is said once."""
        found = self._found.get(text)
        if found is None or start < found.start:
            self._found[text] = PassedOver(start, text)

    @property
    def all(self) -> list[PassedOver]:
        """All of them, in the order of the file."""
        return sorted(self._found.values(), key=lambda one: one.start)


def unread_scripts(tree: Dockerfile) -> dict[int, Instruction]:
    """The instructions whose shell text is not read, by id, in order."""
    found: dict[int, Instruction] = {}
    if tree.end <= FEW:
        return found
    characters = commands = 0
    for node in tree.instructions:
        inner = node.trigger if isinstance(node, Onbuild) and node.trigger is not None else node
        if inner.name not in ("RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK") or inner.json is not None:
            continue
        size, count = node.line_end - node.line_start, _commands(node)
        if characters + size <= MAX_SHELL and commands + count <= MAX_COMMANDS:
            characters += size
            commands += count
        else:
            found[id(node)] = node
    return found


def _commands(node: Instruction) -> int:
    """About how many commands there are in an instruction."""
    texts = [node.logical.text, *(heredoc.content for heredoc in node.heredocs)]
    return 1 + sum(text.count(sign) for text in texts for sign in (";", "&&", "|", "\n", "$(", "`"))
