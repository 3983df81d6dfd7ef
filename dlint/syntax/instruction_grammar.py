"""What an instruction must look like: argument counts, flags, names, values that are judged without building.

BuildKit does this when it turns the parsed lines into typed instructions, and ends at the first error; here every
instruction is judged. The contents of ONBUILD are judged by BuildKit only when they are triggered, so not here.
"""

from dlint.startup import regex as re

from .characters import WHITE
from .durations import duration_error
from .instructions import CLASSES
from .nodes import (
    Arg,
    Dockerfile,
    Env,
    Flag,
    From,
    Healthcheck,
    Instruction,
    KeyValue,
    Label,
    Onbuild,
    Run,
    Shell,
    Span,
    SyntaxFault,
    Transfer,
)

STRING, BOOLEAN, REPEATED = "string", "boolean", "repeated"

FLAGS: dict[str, dict[str, str]] = {
    "FROM": {"platform": STRING},
    "RUN": {"mount": REPEATED, "network": STRING, "security": STRING, "device": REPEATED},
    "COPY": {
        "from": STRING, "chown": STRING, "chmod": STRING, "link": BOOLEAN, "parents": BOOLEAN, "exclude": REPEATED,
    },
    "ADD": {
        "chown": STRING, "chmod": STRING, "link": BOOLEAN, "keep-git-dir": BOOLEAN, "checksum": STRING,
        "unpack": BOOLEAN, "exclude": REPEATED,
    },
    "HEALTHCHECK": {
        "interval": STRING, "timeout": STRING, "start-period": STRING, "start-interval": STRING, "retries": STRING,
    },
}  # fmt: skip
"""The flags of each instruction; those not named take none."""

UNCHECKED_FLAGS = ("ARG", "STOPSIGNAL")
"""Their flags are dropped unread."""

NETWORKS = ("default", "none", "host")
SECURITIES = ("sandbox", "insecure")
DURATIONS = ("interval", "timeout", "start-period", "start-interval")

_STAGE_NAME = re.compile(r"[a-z][a-z0-9\-_.]*\Z")


def check_forms(tree: Dockerfile) -> None:
    """Add what is wrong with the instructions of a file to its faults."""
    failed = {id(fault.instruction) for fault in tree.faults if fault.instruction is not None}
    in_stage = False
    for node in tree.instructions:
        if id(node) not in failed:
            check = _Check(node, tree.faults)
            check.check()
        if node.name == "FROM":
            in_stage = True
        elif not in_stage and node.name in CLASSES and node.name != "ARG":
            tree.faults.append(
                SyntaxFault(
                    node.keyword.start,
                    node.keyword.end,
                    f"`{node.name}` stands before the first `FROM`",
                    "no build stage in current context",
                    2,
                    node,
                    kind="before-from",
                )
            )
    if not in_stage and tree.is_whole and tree.instructions and all(node.name == "ARG" for node in tree.instructions):
        last = tree.instructions[-1]
        tree.faults.append(
            SyntaxFault(
                last.start, last.end, "the file has no `FROM`", "dockerfile contains no stages to build", 4, last
            )
        )


def check_instruction(node: Instruction, faults: list[SyntaxFault]) -> None:
    """Add what is wrong with one instruction, the trigger of an ONBUILD too."""
    _Check(node, faults).check()


class _Check:
    """The checks of one instruction. BuildKit reports the first; so do we, but for flags, which are independent."""

    def __init__(self, node: Instruction, faults: list[SyntaxFault]) -> None:
        self.node = node
        self.faults = faults

    def fault(
        self,
        message: str,
        reference: str,
        place: Span | None = None,
        replacement: str | None = None,
        kind: str = "syntax",
    ) -> None:
        node = self.node
        if place is None:
            place = node.keyword if not node.arguments else Span(node.arguments[0].start, node.arguments[-1].end)
        self.faults.append(
            SyntaxFault(
                place.start,
                place.end,
                message,
                f"dockerfile parse error on line {{line}}: {reference}",
                2,
                node,
                replacement,
                kind=kind,
            )
        )

    def check(self) -> None:
        node = self.node
        name = node.name
        if name not in CLASSES:
            self.unknown_instruction()
        elif isinstance(node, From):
            self.stage_name(node) and self.flags()
        elif isinstance(node, Run):
            self.flags() and self.run_flags(node)
        elif isinstance(node, Transfer):
            self.transfer_count(node) and self.flags() and self.transfer_destination(node)
        elif isinstance(node, Arg):
            self.at_least_one() and self.key_names(node)
        elif isinstance(node, (Env, Label)):
            self.flags() and self.at_least_one() and self.key_names(node)
        elif isinstance(node, Healthcheck):
            self.healthcheck(node)
        elif isinstance(node, Shell):
            self.flags() and self.shell(node)
        elif isinstance(node, Onbuild):
            self.onbuild(node)
        elif name in ("WORKDIR", "USER", "MAINTAINER", "STOPSIGNAL"):
            if not node.arguments:
                self.fault(f"`{name}` has no argument", f"{name} requires exactly one argument")
            elif name != "STOPSIGNAL":
                self.flags()
        elif name in ("VOLUME", "EXPOSE"):
            self.at_least_one() and self.flags() and self.volume_blank()
        else:
            self.flags()

    # Keywords and counts

    def unknown_instruction(self) -> None:
        node = self.node
        written = node.keyword.text
        meant = nearest(node.name, tuple(CLASSES))
        message = f"`{written}` is no instruction"
        reference = f"unknown instruction: {written}"
        if not written:
            message = "there is no instruction on this line"
        if meant:
            spelling = meant if written.upper() == written else meant.lower()
            message += f", did you mean `{spelling}`?"
            reference += f" (did you mean {spelling}?)"
        self.fault(message, reference, node.keyword, meant and spelling)

    def at_least_one(self) -> bool:
        if self.node.arguments:
            return True
        self.fault(f"`{self.node.name}` has no argument", f"{self.node.name} requires at least one argument")
        return False

    def stage_name(self, node: From) -> bool:
        words = node.arguments
        if len(words) == 3 and words[1].text.lower() == "as":
            name = words[2].text.lower()
            if _STAGE_NAME.match(name):
                return True
            self.fault(
                f"`{words[2].text}` can't be the name of a stage, which starts with a letter and goes on with letters, "
                "digits, `-`, `_` and `.`",
                f"invalid name for build stage: {go_quote(words[2].text)}, name can't start with a number or contain symbols",
                words[2],
            )
            return False
        if len(words) == 1:
            return True
        message = "`FROM` has no image"
        if words:
            message = "`FROM` takes an image, or an image, `AS` and a name"
            if any(word.text.startswith("#") for word in words):
                message += "; a comment needs a line of its own"
        self.fault(message, "FROM requires either one or three arguments", words[1] if len(words) > 1 else None)
        return False

    def transfer_count(self, node: Transfer) -> bool:
        if len(node.arguments) > 1:
            return True
        if node.arguments:
            message = f"`{node.name}` has no destination, write `{node.name} {node.arguments[0].text} <destination>`"
        else:
            message = f"`{node.name}` has neither source nor destination"
        self.fault(
            message,
            f"{node.name} requires at least two arguments, but only one was provided. "
            "Destination could not be determined",
        )
        return False

    def transfer_destination(self, node: Transfer) -> bool:
        for heredoc in node.heredocs:
            if heredoc.word is node.destination:
                self.fault(
                    f"the destination of `{node.name}` can't be a heredoc",
                    f"{node.name} cannot accept a heredoc as a destination",
                    heredoc.word,
                )
                return False
        return True

    def key_names(self, node: KeyValue) -> bool:
        for pair in node.pairs:
            if not pair.key.value:
                self.fault("a name is missing before `=`", f"{node.name} names can not be blank", pair)
                return False
        return True

    def volume_blank(self) -> bool:
        for word in self.node.arguments:
            if self.node.name == "VOLUME" and not word.value.strip(WHITE):
                self.fault("a volume has no path", "VOLUME specified can not be an empty string", word)
                return False
        return True

    def shell(self, node: Shell) -> bool:
        if not node.arguments:
            self.at_least_one()
        elif node.json is None:
            self.fault(
                '`SHELL` takes the exec form only, `SHELL ["/bin/bash", "-c"]`',
                "SHELL requires the arguments to be in JSON form",
            )
        return True

    def onbuild(self, node: Onbuild) -> bool:
        trigger = node.trigger
        if trigger is None:
            self.fault("`ONBUILD` has no instruction", "ONBUILD requires at least one argument")
        elif trigger.name == "ONBUILD":
            self.fault(
                "`ONBUILD` can't be nested",
                "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed",
                trigger.keyword,
                kind="onbuild",
            )
        elif trigger.name in ("FROM", "MAINTAINER"):
            self.fault(
                f"`ONBUILD` can't hold `{trigger.name}`",
                f"{trigger.name} isn't allowed as an ONBUILD trigger",
                trigger.keyword,
                kind="onbuild",
            )
        else:
            return self.flags()
        return False

    def healthcheck(self, node: Healthcheck) -> None:
        kind = node.kind
        if kind is None:
            self.fault("`HEALTHCHECK` has neither `CMD` nor `NONE`", "HEALTHCHECK requires at least one argument")
            return
        name = kind.text.upper()
        if name == "NONE":
            if node.arguments:
                self.fault("`HEALTHCHECK NONE` takes no arguments", "HEALTHCHECK NONE takes no arguments")
            return
        if not self.flags():
            return
        if name != "CMD":
            message = f"`{kind.text}` is neither `CMD` nor `NONE`, write `HEALTHCHECK CMD …`"
            if kind.text.startswith("--"):
                message = "options of `HEALTHCHECK` stand before `CMD`"
            self.fault(message, f"Unknown type {go_quote(name)} in HEALTHCHECK (try CMD)", kind)
            return
        if not node.arguments:
            self.fault("`HEALTHCHECK CMD` has no command", "Missing command after HEALTHCHECK CMD", kind)
            return
        for flag in node.flags:
            if flag.name in DURATIONS:
                error = duration_error(flag.value or "")
                if error:
                    reference = error[1].replace("{name}", go_quote(flag.name))
                    self.fault(f"`--{flag.name}` {error[0]}", reference, flag)
            elif flag.name == "retries":
                self.retries(flag)

    def retries(self, flag: Flag) -> None:
        value = flag.value or ""
        if not value:
            return
        if not re.fullmatch(r"[+-]?[0-9]+", value):
            reference = f"strconv.ParseInt: parsing {go_quote(value)}: invalid syntax"
            self.fault(f"`--retries` takes a whole number, not `{value}`", reference, flag)
        elif len(value) > 11 or not -(2**31) <= int(value) < 2**31:
            reference = f"strconv.ParseInt: parsing {go_quote(value)}: value out of range"
            self.fault("`--retries` is out of range", reference, flag)
        elif int(value) < 0:
            self.fault("`--retries` can't be negative", f"--retries cannot be negative ({int(value)})", flag)

    # Flags

    def flags(self) -> bool:
        """Unknown, repeated and malformed flags; True where there are none."""
        node = self.node
        known = FLAGS.get(node.name, {})
        used: set[str] = set()
        good = True
        for flag in node.flags:
            kind = known.get(flag.name)
            if kind is None:
                self.unknown_flag(flag, known)
            elif flag.name in used and kind != REPEATED:
                self.fault(f"`--{flag.name}` is given twice", f"duplicate flag specified: --{flag.name}", flag)
            elif (flag.value is None and kind != BOOLEAN) or (flag.value == "" and kind == BOOLEAN):
                self.fault(
                    f"`--{flag.name}` has no value, write `--{flag.name}=<value>`",
                    f"missing a value on flag: --{flag.name}",
                    flag,
                )
            elif kind == BOOLEAN and flag.value is not None and flag.value.lower() not in ("true", "false"):
                self.fault(
                    f"`--{flag.name}` is `true` or `false`, not `{flag.value}`",
                    f"expecting boolean value for flag --{flag.name}, not: {flag.value}",
                    flag,
                )
            else:
                used.add(flag.name)
                continue
            good = False
        return good

    def unknown_flag(self, flag: Flag, known: dict[str, str]) -> None:
        name = self.node.name
        message = f"`{name}` has no option `--{flag.name}`"
        reference = f"unknown flag: --{flag.name}"
        close = nearest(flag.name, tuple(known), fold=False)
        if close:
            reference += f" (did you mean {close}?)"
        meant = flag.name.lower() if flag.name.lower() in known else nearest(flag.name, tuple(known))
        if meant:
            message += f", did you mean `--{meant}`?"
        elif not known:
            message = f"`{name}` takes no options, but `--{flag.name}` is written like one"
        self.fault(message, reference, flag.name_span, meant and f"--{meant}")

    def run_flags(self, node: Run) -> bool:
        for flag in node.flags:
            value = flag.value or ""
            if flag.name == "mount":
                from .mounts import read_mount

                fault = read_mount(flag).fault
                if fault is not None:
                    self.fault(fault[0], fault[1], flag)
            elif flag.name == "network" and value not in NETWORKS:
                self.choice(flag, NETWORKS, f"invalid network mode {go_quote(value)}")
            elif flag.name == "security" and value not in SECURITIES:
                self.choice(flag, SECURITIES, f"security {go_quote(value)} is not valid")
        return True

    def choice(self, flag: Flag, choices: tuple[str, ...], reference: str) -> None:
        listed = ", ".join(f"`{choice}`" for choice in choices[:-1]) + f" or `{choices[-1]}`"
        self.fault(f"`--{flag.name}` is {listed}, not `{flag.value}`", reference, flag)


def go_quote(text: str) -> str:
    """Text in quotes as Go's `%q` writes it, for BuildKit's own messages."""
    escapes = {'"': '\\"', "\\": "\\\\"} | dict(zip("\n\t\r\a\b\f\v", ("\\" + c for c in "ntrabfv"), strict=True))
    return '"' + "".join(escapes.get(c, c if c.isprintable() else f"\\x{ord(c):02x}") for c in text) + '"'


def nearest(word: str, choices: tuple[str, ...], *, fold: bool = True) -> str | None:
    """The choice that is at most two edits away from `word` (unless told, without regard to case), or None."""
    if len(word) > 40:
        return None
    key = (word, choices, fold)
    if key not in _nearest:
        if len(_nearest) >= REMEMBERED:
            _nearest.clear()
        _nearest[key] = _find_nearest(word, choices, fold)
    return _nearest[key]


REMEMBERED = 100
_nearest: dict[tuple[str, tuple[str, ...], bool], str | None] = {}


def _find_nearest(word: str, choices: tuple[str, ...], fold: bool) -> str | None:
    best, least = None, 3
    word = word.lower() if fold else word
    letters = frozenset(word)
    for choice in choices:
        other = choice.lower() if fold else choice
        # An edit takes one letter away and brings another one, at most.
        if abs(len(word) - len(other)) >= least or len(letters.symmetric_difference(other)) > 4:
            continue
        distance = _distance(word, other, least)
        if distance < least:
            best, least = choice, distance
    return best


def _distance(one: str, other: str, limit: int) -> int:
    """The edit distance (Levenshtein) of two words, or `limit` where it is not below."""
    if abs(len(one) - len(other)) >= limit:
        return limit
    row = list(range(len(other) + 1))
    for index, left in enumerate(one, 1):
        previous, row[0] = row[0], index
        for column, right in enumerate(other, 1):
            previous, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, previous + (left != right))
    return min(row[-1], limit)
