"""Scopes of ARG and ENV: which variables an instruction sees, and how sure their values are.

A stage keeps one list per name of what was assigned when; a scope is a place in that history. So a scope costs
nothing, a look-up is a bisection, and no dictionary is ever copied.
"""

from bisect import bisect_left

from dlint.model.values import (
    FROM_ANY_NAME,
    FROM_IMAGE,
    KNOWN,
    PATH_OF_IMAGE,
    PREDEFINED,
    UNDEFINED,
    UNKNOWN,
    UNSET,
    VALUE_DEFAULT_PATH,
    VALUE_PREDEFINED,
    VALUE_UNDEFINED,
    Value,
    predefined,
)
from dlint.syntax.expansion import (
    CERTAIN,
    OPTIONAL,
    UNCERTAIN,
    Lexer,
)
from dlint.syntax.expansion_nodes import Expansion
from dlint.syntax.nodes import (
    Arg,
    Env,
    From,
    Instruction,
    Onbuild,
    Pair,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from dlint.model.image.configs import Environment
    from dlint.syntax.nodes import Dockerfile

__all__ = [
    "KNOWN",
    "UNDEFINED",
    "UNKNOWN",
    "UNSET",
    "History",
    "Resolved",
    "Scope",
    "Value",
    "global_history",
    "scopes",
]

# Linux refuses an environment string of more than 128 KiB; nested variables could grow without end.
_LONGEST = 128 * 1024


class Resolved:
    """A text with its variables replaced.

    `text` is None where it can't be known. `overridable` is True where a build argument could change it. `expansion`
    is the raw result of BuildKit's expander, with unknown variables empty; its `error` says why the build fails.
    """

    __slots__ = ("expansion", "overridable", "text")

    def __init__(self, text: str | None, overridable: bool, expansion: Expansion) -> None:
        self.text = text
        self.overridable = overridable
        self.expansion = expansion


class Scope:
    """The variables that one instruction sees."""

    __slots__ = ("_limit", "history")

    def __init__(self, history: "History", limit: int | None) -> None:
        self.history = history
        self._limit = limit

    def value(self, name: str) -> Value:
        """All that is known of a variable; never None."""
        return self.history.value(name, self._limit)

    def sets(self, *names: str) -> bool:
        """Whether the Dockerfile itself gives one of these variables a value, by ENV or ARG."""
        return any(self.value(name).origin in ("env", "arg") for name in names)

    def get(self, name: str) -> str | None:
        """The value of a variable where it is known (the default of an ARG counts), or None."""
        return self.history.value(name, self._limit).text

    def state(self, name: str) -> str:
        """KNOWN, UNSET, UNKNOWN or UNDEFINED."""
        return self.history.value(name, self._limit).state

    def overridable(self, name: str) -> bool:
        """Whether a build argument could change the value."""
        return self.history.value(name, self._limit).overridable

    def expand(self, text: str, *, heredoc_body: bool = False) -> str | None:
        """`text` as BuildKit expands it, or None where that fails or rests on a variable that is not known.

        A variable that is declared and unset is known only where the text provides for that: `${name:-default}`.
        """
        return self.resolve(text, heredoc_body=heredoc_body).text

    def expansion(self, text: str, *, heredoc_body: bool = False) -> Expansion:
        """The raw result of BuildKit's expander; what is not known counts as not set."""
        return self.resolve(text, heredoc_body=heredoc_body).expansion

    def resolve(self, text: str, *, heredoc_body: bool = False) -> Resolved:
        """`text` expanded, with what is known about it."""
        key = (text, self._limit, heredoc_body)
        found = self.history.resolved.get(key)
        if found is None:
            found = self.history.resolved[key] = self._resolve(text, heredoc_body)
        return found

    def _resolve(self, text: str, heredoc_body: bool) -> Resolved:
        overridable = False

        def trust(name: str) -> int:
            nonlocal overridable
            value = self.value(name)
            overridable |= value.overridable
            if value.state == UNKNOWN:
                return UNCERTAIN
            return OPTIONAL if value.state == UNSET else CERTAIN

        escape = "\\" if heredoc_body else self.history.escape
        expansion = Lexer(text, self, escape, quotes=not heredoc_body, trust=trust).run()
        known = expansion.error is None and expansion.certain
        return Resolved(expansion.text if known else None, overridable, expansion)

    def later(self, count: int) -> "Scope":
        """The scope after `count` more assignments: what the second name of an ARG sees."""
        return self if self._limit is None else Scope(self.history, self._limit + count)

    def names(self) -> set[str]:
        """All names that the file declares or sets up to here, those of the parent stages included."""
        return self.history.names(self._limit)


class History:
    """What is assigned to variables in one stage, or before the first FROM, in order.

    It is computed when first asked for. `parent` is the scope at the end of the stage that this one is FROM, or None
    for an image. `environment` is the whole environment of that image, or None where it is not known. `triggers` are
    what the ONBUILDs of the parent run at the start of the stage.
    """

    __slots__ = (
        "_any_name",
        "_assigned",
        "_build_args",
        "_environment",
        "_found",
        "_global_scope",
        "_instructions",
        "_parent",
        "_starts",
        "_trigger_starts",
        "_triggers",
        "escape",
        "resolved",
    )

    def __init__(
        self,
        instructions: "Sequence[Instruction]",
        build_args: "Mapping[str, str]",
        escape: str = "\\",
        *,
        parent: Scope | None = None,
        global_scope: Scope | None = None,
        environment: "Mapping[str, Value] | Environment | None" = None,
        triggers: "Sequence[Instruction]" = (),
    ) -> None:
        self._instructions = instructions
        self._triggers = triggers
        self._build_args = build_args
        self.escape = escape
        self._parent = parent
        self._global_scope = global_scope
        self._environment = environment
        # For each name the serial numbers of its assignments and the values.
        self._assigned: dict[str, tuple[list[int], list[Value]]] = {}
        # For each instruction the serial number at which it starts; None until computed.
        self._starts: list[int] | None = None
        self._trigger_starts: list[int] = []
        # The serial number of the first ENV whose name is not known: from there on any name may be set.
        self._any_name: int | None = None
        # Names that are not assigned here, and what the parents say of them.
        self._found: dict[str, Value] = {}
        # What was expanded: the text, up to which serial number, and whether it is the body of a heredoc.
        self.resolved: dict[tuple[str, int | None, bool], Resolved] = {}

    def before(self, index: int) -> Scope:
        """The scope that the instruction at `index` of the stage sees."""
        return Scope(self, self._computed()[index])

    def at(self, instruction: Instruction) -> Scope:
        """The scope that an instruction of the stage sees; the trigger of an ONBUILD sees what the ONBUILD sees."""
        place = (instruction.onbuild or instruction).start
        starts = self._computed()
        index = bisect_left(self._instructions, place, key=lambda node: node.start)
        return Scope(self, starts[index]) if index < len(starts) else self.end

    def triggered(self) -> "list[tuple[Instruction, Scope]]":
        """The instructions that ONBUILDs of the parent run at the start, with the scopes that they see."""
        self._computed()
        pairs = zip(self._triggers, self._trigger_starts, strict=True)
        return [(trigger, Scope(self, start)) for trigger, start in pairs]

    @property
    def end(self) -> Scope:
        """The scope behind the last instruction."""
        return Scope(self, None)

    def value(self, name: str, limit: int | None) -> Value:
        """What `name` stands for after all assignments with a serial number below `limit` (None: all)."""
        if self._starts is None:
            self._computed()
        assigned = self._assigned.get(name)
        if assigned is not None:
            serials, values = assigned
            last = len(serials) if limit is None else bisect_left(serials, limit)
            if last:
                return values[last - 1]
        if self._any_name is not None and (limit is None or self._any_name < limit):
            return FROM_ANY_NAME
        return self._inherited(name)

    def names(self, limit: int | None) -> set[str]:
        """All names assigned below `limit`, here and in the parent stages."""
        self._computed()
        found = {name for name, (serials, _) in self._assigned.items() if limit is None or serials[0] < limit}
        history = self._parent.history if self._parent is not None else None
        while history is not None:
            found.update(history._assigned)
            history = history._parent.history if history._parent is not None else None
        return found

    def _inherited(self, name: str) -> Value:
        """What the parents, and the image below them, say of a name; remembered in all of them."""
        passed: list[History] = []
        history: History | None = self
        while True:
            assert history is not None
            value = history._found.get(name)
            if value is not None:
                break
            passed.append(history)
            parent = history._parent
            if parent is None:
                value = history._image_value(name)
                break
            history = parent.history
            history._computed()
            assigned = history._assigned.get(name)
            if assigned is not None:
                value = assigned[1][-1]
                break
            if history._any_name is not None:
                value = FROM_ANY_NAME
                break
        for history in passed:
            history._found[name] = value
        return value

    def _image_value(self, name: str) -> Value:
        environment = self._environment
        if environment is None:
            return PATH_OF_IMAGE if name == "PATH" else FROM_IMAGE
        return environment.get(name) or (VALUE_DEFAULT_PATH if name == "PATH" else VALUE_UNDEFINED)

    def _computed(self) -> list[int]:
        """Compute what is not yet, the farthest ancestor first, so that no chain of stages is too long."""
        if self._starts is None:
            waiting: list[History] = []
            history: History | None = self
            while history is not None and history._starts is None:
                waiting.append(history)
                history = history._parent.history if history._parent is not None else None
            for history in reversed(waiting):
                history._compute()
        assert self._starts is not None
        return self._starts

    def _compute(self) -> None:
        self._starts = starts = []
        serial = 0
        for trigger in self._triggers:
            self._trigger_starts.append(serial)
            serial = self._run(trigger, serial)
        for instruction in self._instructions:
            starts.append(serial)
            serial = self._run(instruction, serial)

    def _run(self, instruction: Instruction, serial: int) -> int:
        """Assign what an instruction assigns; the serial number after it."""
        if isinstance(instruction, Env):
            seen = Scope(self, serial)
            values = [(_key(seen, pair), _assign(seen, pair)) for pair in instruction.pairs]
            for name, value in values:
                serial = self._add(name, value, serial)
        elif isinstance(instruction, Arg):
            for pair in instruction.pairs:
                name = pair.key.text
                serial = self._add(name, self._argument(name, pair, Scope(self, serial)), serial)
        return serial

    def _add(self, name: str | None, value: Value, serial: int) -> int:
        if name is not None:
            serials, values = self._assigned.setdefault(name, ([], []))
            serials.append(serial)
            values.append(value)
        elif self._any_name is None:
            self._any_name = serial
        return serial + 1

    def _argument(self, name: str, pair: Pair, seen: Scope) -> Value:
        """ARG: the build argument, else its default, else the global value, else what it was, else unset."""
        given = self._build_args.get(name)
        if given is not None:
            return Value(KNOWN, given, "arg", pair)
        if pair.value is not None:
            value = _assign(seen, pair)
            return Value(value.state, value.text, "arg", pair, True)
        if self._global_scope is not None:
            value = self._global_scope.value(name)
            if value.state not in (UNSET, UNDEFINED):
                return Value(value.state, value.text, "arg", pair, True)
        before = seen.value(name)
        if before.state in (UNSET, UNDEFINED) or before is FROM_IMAGE:
            return Value(UNSET, None, "arg", pair, True)
        return Value(before.state, before.text, before.origin, before.pair, True)


def _key(scope: Scope, pair: Pair) -> str | None:
    """The name that ENV sets, itself expanded; None where that is not known."""
    text = pair.key.text
    return text if text.isidentifier() else scope.expand(text)


def _assign(scope: Scope, pair: Pair) -> Value:
    origin = "env"
    if pair.value is None:
        return Value(KNOWN, "", origin, pair)
    resolved = scope.resolve(pair.value.text)
    text = resolved.text
    if text is None or len(text) > _LONGEST:
        return Value(UNKNOWN, None, origin, pair, resolved.overridable)
    return Value(KNOWN, text, origin, pair, resolved.overridable)


def global_history(
    instructions: "Sequence[Instruction]",
    build_args: "Mapping[str, str]",
    escape: str = "\\",
    target: str | None = None,
    platform: str | None = None,
) -> History:
    """The history of the global scope: the predefined arguments and the ARGs before the first FROM.

    `instructions` are those before the first FROM; `target` is the stage that is built, None where that is not said.
    `platform` is that of the machine and of the build, where it is known.
    """
    environment: dict[str, Value] = {"PATH": VALUE_UNDEFINED}
    known = {} if platform is None else predefined(platform, target)
    for name in PREDEFINED:
        given = build_args.get(name, known.get(name))
        environment[name] = VALUE_PREDEFINED if given is None else Value(KNOWN, given, "predefined")
    if target is not None and "TARGETSTAGE" not in build_args:
        environment["TARGETSTAGE"] = Value(KNOWN, target, "predefined")
    return History(instructions, build_args, escape, environment=environment)


EMPTY_ENVIRONMENT: "Mapping[str, Value]" = {}
"""The environment of `scratch`."""


def scopes(
    tree: "Dockerfile",
    build_args: "Mapping[str, str]",
    parents: "Callable[[int, Scope], int | None]",
    target: str | None = None,
    platform: str | None = None,
    environments: "Callable[[int], Environment | None] | None" = None,
) -> "tuple[History, list[History]]":
    """The histories of the global scope and of each stage of a file.

    `parents` is asked, with a stage's index and the global scope, for the index of the stage it is FROM, or None.
    `environments` then is asked for the environment of the stage's image, where that is known. The instructions of a
    stage include its FROM.
    """
    parts: list[list[Instruction]] = [[]]
    for instruction in tree.instructions:
        if isinstance(instruction, From):
            parts.append([])
        parts[-1].append(instruction)
    global_part = global_history(parts[0], build_args, tree.escape, target, platform)
    found: list[History] = []
    for index, part in enumerate(parts[1:]):
        parent = parents(index, global_part.end)
        first = part[0]
        triggers = [] if parent is None else [node.trigger for node in parts[parent + 1] if isinstance(node, Onbuild)]
        scratch = isinstance(first, From) and first.image is not None and first.image.text == "scratch"
        environment: Mapping[str, Value] | Environment | None = EMPTY_ENVIRONMENT if scratch else None
        if parent is None and not scratch and environments is not None:
            environment = environments(index)
        found.append(
            History(
                part,
                build_args,
                tree.escape,
                parent=None if parent is None else found[parent].end,
                global_scope=global_part.end,
                environment=environment,
                triggers=[trigger for trigger in triggers if trigger is not None],
            )
        )
    return global_part, found
