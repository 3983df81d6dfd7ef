"""Errors that end a build, found without building: in FROM, in how stages hang together, in values of instructions.

BuildKit meets them one after the other and ends at the first; here all are found. What rests on a variable that is not
known is no error. The faults of the parser and of the forms of instructions are in `Dockerfile.faults`.
"""

from dlint.model.image.platforms import parse_platform
from dlint.model.image.reference import parse_reference
from dlint.startup import regex as re
from dlint.syntax.expansion import expand, variables
from dlint.syntax.go_filepath import clean
from dlint.syntax.instruction_grammar import check_instruction, go_quote, nearest
from dlint.syntax.mounts import read_mount
from dlint.syntax.nodes import (
    Copy,
    Flag,
    Instruction,
    KeyValue,
    Run,
    Span,
    SyntaxFault,
    Transfer,
    Word,
)
from dlint.syntax.words import Variable

from .expanded_parts import ExpandedPart, expanded_parts
from .mounts import MountFault, check_mount
from .ports import Port
from .signals import is_signal
from .transfers import transfer_faults

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from dlint.model.stage.build import Build, Stage
    from dlint.model.stage.scope import Scope

_TEMPLATE = re.compile(r"%%|\{\{|\$\{[a-z]+\.")
_TEMPLATE_NAME = re.compile(
    r"%%|\{\{|<[^>]*>|@[A-Za-z_]+@|%[A-Za-z_]+%|#[A-Za-z_]+#|__[A-Z]+__|(?<!\$)\{[A-Z_]+\}|\A[A-Z]+(?:_[A-Z]+)+\Z"
)
"""What another program replaces before BuildKit sees the file."""
_NUMBER = re.compile(r"[+-]?[0-9]+\Z")
_CHECK_OPTION = re.compile(r"(skip|experimental|error)=(.*)\Z", re.DOTALL)
_BOOLEANS = ("1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False")
NO_VARIABLE = (
    "variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a "
    "workaround"
)


def build_errors(file: "Build") -> list[SyntaxFault]:
    """What ends the build of a file behind the parser, in the order of BuildKit's phases."""
    build = _Build(file)
    build.check_directive()
    build.check_target()
    build.check_froms()
    for stage in file.stages:
        build.check_origins(stage)
    for stage in file.stages:
        build.check_stage(stage)
    return sorted(build.faults, key=lambda fault: fault.phase)


class _Build:
    """The faults so far. Instructions that are not understood are left alone."""

    def __init__(self, file: "Build") -> None:
        self.file = file
        self.faults: list[SyntaxFault] = []
        self.refused = {id(fault.instruction) for fault in file.tree.faults if fault.instruction is not None}
        self.names = {stage.name: stage for stage in file.stages if stage.name}
        self.from_node: Instruction | None = None
        """The FROM that runs triggers, while they are looked at."""

    def fault(
        self, kind: str, phase: int, place: Span, message: str, reference: str, node: Instruction, helped: bool = False,
        replacement: str | None = None,
    ) -> None:  # fmt: skip
        if self.from_node is not None:
            node = self.from_node
            line = self.file.source.line(node.start)
            message += f" (run by the `FROM` on line {line})"
        self.faults.append(
            SyntaxFault(place.start, place.end, message, reference, phase, node, replacement, kind=kind, helped=helped)
        )

    # The directive

    def check_directive(self) -> None:
        directive = self.file.tree.directive("check")
        if directive is None or "BUILDKIT_DOCKERFILE_CHECK" in self.file.settings.build_args:
            return
        for part in directive.value.split(" ")[0].split(";"):
            match = _CHECK_OPTION.match(part)
            if match is None:
                name = part.partition("=")[0]
                message = f"`check` has no option `{name}`, it has `skip`, `experimental` and `error`"
                reason = f"invalid check option {go_quote(name)}"
            elif match[1] == "error" and match[2] not in _BOOLEANS:
                message = f"`error` is `true` or `false`, not `{match[2]}`"
                reason = (
                    f'failed to parse check option "{part}": strconv.ParseBool: parsing "{match[2]}": invalid syntax'
                )
            else:
                continue
            reference = f"failed to parse check options: {reason}"
            span = directive.value_span
            self.faults.append(SyntaxFault(span.start, span.end, message, reference, 0, kind="directive"))
            return

    # What the command line has to say

    def check_target(self) -> None:
        target, stages = self.file.settings.target, self.file.stages
        if target and stages and target.lower() not in self.names:
            reference = f"target stage {go_quote(target)} could not be found"
            meant = nearest(target, tuple(self.names))
            if meant:
                reference += f" (did you mean {meant}?)"
            node = stages[-1].node
            self.fault(
                "target", 4, node.keyword, f"there is no stage `{target}`, which is to be built", reference, node, True
            )

    def check_epoch(self, node: KeyValue) -> None:
        """SOURCE_DATE_EPOCH is a time in seconds, or a build context that only the command line can name."""
        for pair in node.pairs:
            if pair.key.text != "SOURCE_DATE_EPOCH":
                continue
            text = self.file.scope_after_globals.get("SOURCE_DATE_EPOCH")
            if text and not _NUMBER.match(text):
                error = parse_reference(text).error
                reference = f"invalid context name {text}: {error}" if error else f"invalid SOURCE_DATE_EPOCH: {text}"
                message = f"`{text}` is neither a time in seconds nor a build context"
                self.fault("value", 4, pair.value or pair, message, reference, node, True)

    # FROM

    def check_froms(self) -> None:
        file = self.file
        first = file.stages[0].node.start if file.stages else len(file.source.text)
        for node in file.tree.instructions:
            if node.start < first and node.name == "ARG" and id(node) not in self.refused:
                self.expansions(node, expanded_parts(file, node, file.scope_at(node)), 4)
                if isinstance(node, KeyValue):
                    self.check_epoch(node)
        for stage in file.stages:
            if id(stage.node) not in self.refused and stage.node.image is not None:
                self.from_instruction(stage)

    def from_instruction(self, stage: "Stage") -> None:
        node = stage.node
        assert node.image is not None
        parts = expanded_parts(self.file, node, self.file.scope_at(node))
        for part in parts:
            if part.kind == "platform":
                self.platform(part, node)
        image = parts[0]
        if self.expansions(node, [image], 4):
            return
        text, helped = image.result
        helped = helped or image.resolved.overridable
        if text is None or any(text == earlier.name for earlier in self.file.stages[: stage.index]):
            return
        if not text:
            message = f"`{node.image.text}` expands to nothing, so there is no base image"
            if image.undefined:
                message = f"no `ARG {image.undefined[0]}` stands before the first `FROM`, so there is no base image"
            self.fault(
                "image", 4, node.image, message, f"base name ({node.image.text}) should not be blank", node, helped
            )
        elif text != "scratch":
            self.reference(text, node.image, node, helped or _TEMPLATE_NAME.search(text) is not None, image.undefined)

    def platform(self, part: ExpandedPart, node: Instruction) -> None:
        error = part.error
        if error is not None:
            reference = (
                f"failed to process arguments for platform : failed to process {go_quote(part.text)}: {error[0]}"
            )
            self.fault("expansion", 4, part.span, expansion_message(part, error[0]), reference, node, error[1])
            return
        text, helped = part.result
        helped = helped or part.resolved.overridable
        if text is None or not part.text:
            return
        if not text:
            reference = f"empty platform value from expression {part.text}"
            self.fault(
                "platform",
                4,
                part.span,
                f"`{part.text}` expands to nothing: there is no platform",
                reference,
                node,
                helped,
            )
            return
        reason = parse_platform(text).error
        if reason is not None:
            message = f"`{text}` is no platform: write it like `linux/amd64`"
            self.fault("platform", 4, part.span, message, f"failed to parse platform {text}: {reason}", node, helped)

    def reference(
        self, text: str, place: Span, node: Instruction, helped: bool = False, undefined: "Sequence[str]" = ()
    ) -> None:
        """The name of an image."""
        error = parse_reference(text).error
        if error is None:
            return
        replacement = None
        written = place.text if isinstance(place, Word) else None
        if undefined:
            message = f"no `ARG {undefined[0]}` stands before the first `FROM`, so the image is `{text}`"
        elif text.lower() in self.names and node.name == "FROM":
            message = f"`FROM` knows the stage as `{text.lower()}`, and `{text}` is no image"
            replacement = text.lower() if written == text else None
        elif "must be lowercase" in error:
            message = f"`{text}` is no image: its name has capital letters"
        elif "://" in text:
            message = f"`{text}` is no image: leave `{text.partition('://')[0]}://` out"
        elif text.endswith((":", "@")):
            message = f"`{text}` is no image: there is nothing behind the `{text[-1]}`"
        elif "@" in text:
            message = f"`{text}` is no image: a digest is `sha256:` and 64 digits 0-9 and a-f"
        elif "64-byte" in error:
            message = f"`{text}` is no image: write `<name>@sha256:{text}`"
        else:
            message = f"`{text}` is no name of an image"
        self.fault(
            "image", 6, place, message, f'failed to parse stage name "{text}": {error}', node, helped, replacement
        )

    # What files are taken from

    def check_origins(self, stage: "Stage") -> None:
        for node in stage.instructions:
            if id(node) in self.refused:
                continue
            if isinstance(node, Copy):
                flag = node.flag("from")
                if flag is not None and flag.value:
                    self.copy_origin(stage, node, flag, flag.value)
            elif isinstance(node, Run):
                for flag in node.flags_named("mount"):
                    mount = read_mount(flag)
                    origin = mount.get("from")
                    if origin:
                        self.mount_origin(stage, node, flag, origin, mount.target or "/")

    def copy_origin(self, stage: "Stage", node: Instruction, flag: Flag, text: str) -> None:
        place = flag.value_span or flag
        plain = expand(text, {}, self.file.tree.escape)
        if plain.error or plain.text != text:
            message = f"`--from` can't have a variable: write `FROM {text} AS <name>` and take it `--from=<name>`"
            if not variables(text, self.file.tree.escape):
                message = f"`--from` is taken as it is, and `{text}` has a quote or an escape in it"
            self.fault("stage", 5, place, message, NO_VARIABLE, node)
        elif _NUMBER.match(text):
            index = int(text[:18])
            if not 0 <= index < len(self.file.stages):
                count = len(self.file.stages)
                message = f"there is no stage {text}: the last one is {count - 1}"
                self.fault("stage", 5, place, message, f"invalid stage index {index}", node)
            else:
                self.origin(stage, self.file.stages[index], place, node)
        elif text.lower() in self.names:
            self.origin(stage, self.names[text.lower()], place, node)
        elif text != "scratch":
            self.reference(text, place, node)

    def mount_origin(self, stage: "Stage", node: Instruction, flag: Flag, text: str, target: str) -> None:
        place = flag.value_span or flag
        if text.lower() in self.names:
            self.origin(stage, self.names[text.lower()], place, node, target)
        elif "$" not in text and text != "scratch":
            self.reference(text, place, node)

    def origin(
        self, stage: "Stage", source: "Stage", place: Span, node: Instruction, target: str | None = None
    ) -> None:
        """A stage from which files are copied, or mounted at a target."""
        if source is stage:
            own = stage.name or f"stage-{stage.index}"
            message = "a stage can't take files from itself"
            if target is None:
                message += ": leave `--from` out to take them from the build context"
            self.fault("own-stage", 5, place, message, f"circular dependency detected on stage: {own}", node)
        elif source.index > stage.index:
            names = [one.name or f"stage-{one.index}" for one in (source, stage)]
            reference = f'cannot copy from stage "{names[0]}", it needs to be defined before current stage "{names[1]}"'
            if target is not None:
                reference = f'cannot mount from stage "{names[0]}" to "{target}", '
                reference += "stage needs to be defined before current command"
            line = self.file.source.line(source.node.start)
            message = f"the stage `{names[0]}` comes later, on line {line}: move it above this one"
            self.fault("stage", 5, place, message, reference, node)

    # The instructions

    def check_stage(self, stage: "Stage") -> None:
        file = self.file
        if id(stage.node) in self.refused:
            return
        for trigger, scope in file.triggered(stage):
            self.trigger(stage, trigger, scope)
        for node in stage.instructions:
            if id(node) not in self.refused and node.name != "ONBUILD":
                self.instruction(stage, node, file.scope_at(node))

    def trigger(self, stage: "Stage", node: Instruction, scope: "Scope") -> None:
        """An instruction that an ONBUILD runs in this stage: its form is judged only now."""
        if id(node) in self.refused or id(node.onbuild) in self.refused:
            return
        self.from_node = stage.node
        found: list[SyntaxFault] = []
        check_instruction(node, found)
        for fault in found:
            reference = fault.reference.partition("{line}: ")[2] or fault.reference
            self.fault("trigger", 7, fault, fault.message, reference, node, False, fault.replacement)
        if not found:
            self.instruction(stage, node, scope)
        self.from_node = None

    def instruction(self, stage: "Stage", node: Instruction, scope: "Scope") -> None:
        parts = expanded_parts(self.file, node, scope)
        if self.expansions(node, parts, 7):
            return
        if isinstance(node, Transfer):
            for message, reference, place in transfer_faults(node, parts):
                self.fault("source", 7, place, message, reference, node)
        elif isinstance(node, Run):
            self.run(stage, node, scope)
        elif node.name == "EXPOSE":
            self.ports(node, parts)
        elif node.name == "STOPSIGNAL":
            for part in parts:
                self.signal(node, part)
        elif node.name == "VOLUME":
            for part in parts:
                if part.resolved.text == "":
                    message = f"`{part.text}` expands to nothing: the volume has no path"
                    self.fault("value", 7, part.span, message, "VOLUME specified can not be an empty string", node)

    def expansions(self, node: Instruction, parts: list[ExpandedPart], phase: int) -> bool:
        """What BuildKit can't expand; True where there is something."""
        found = False
        broken_key = False
        for part in parts:
            error = None if broken_key and part.kind == "value" else part.error
            broken_key = error is not None and part.kind == "key"
            if error is not None:
                reference = f"failed to process {go_quote(part.text)}: {error[0]}"
                helped = error[1] or _TEMPLATE.search(part.text) is not None
                self.fault("expansion", phase, part.span, expansion_message(part, error[0]), reference, node, helped)
                found = True
        return found

    def run(self, stage: "Stage", node: Instruction, scope: "Scope") -> None:
        for flag in node.flags:
            if flag.name == "mount":
                try:
                    check_mount(self.file, flag, scope, lambda: _mount_directory(self.file, stage, node))
                except MountFault as fault:
                    self.fault("mount", 7, fault.span, fault.message, fault.reference, node, False, fault.replacement)
            elif flag.name == "device" and self.file.tree.directive("syntax") is None:
                message = (
                    "`--device` is for the `labs` channel: write `# syntax=docker/dockerfile:labs` on the first line"
                )
                reference = "device feature is only supported in Dockerfile frontend 1.14.0-labs or later"
                self.fault("device", 7, flag, message, reference, node)

    def ports(self, node: Instruction, parts: list[ExpandedPart]) -> None:
        for part in parts:
            if part.resolved.text is None:
                continue
            for word in part.expansion.words:
                error = Port(word).error
                if error is not None:
                    comment = word.startswith("#")
                    place = Span(part.span.start, parts[-1].span.end) if comment else part.span
                    self.fault("port", 7, place, error[0], error[1], node)
                    if comment:
                        return
                    break

    def signal(self, node: Instruction, part: ExpandedPart) -> None:
        text = part.resolved.text
        if text is not None and not is_signal(text):
            message = f"`{text}` is no signal: write a name like `SIGTERM`, or its number"
            self.fault("value", 7, part.span, message, f"invalid signal: {text}", node)


def _mount_directory(file: "Build", stage: "Stage", node: Instruction) -> str | None:
    """The directory in which relative paths of an instruction lie; None where it is not known.

    An image of which nothing is known is taken to have none, as nearly all do.
    """
    current: str | None = stage.root.family.workdir or "/"
    for other in stage.chain_instructions:
        if other.start >= node.start or other.name != "WORKDIR":
            continue
        text = file.expand(other.arguments[0], other) if other.arguments else None
        if text is None or "\\" in text or text[1:2] == ":":
            current = None
        elif text.startswith("/"):
            current = clean(text)
        elif current is not None:
            current = clean(f"{current}/{text}")
    return current


def expansion_message(part: ExpandedPart, error: str) -> str:
    """BuildKit's reason in our words."""
    for quote, name in (("'", "single"), ('"', "double")):
        if f"{name}-quote" in error:
            hint = ": only the value is quoted" if part.kind == "key" else ""
            return f"a `{quote}` is not closed{hint}"
    if "bad substitution" in error:
        return "a variable has no name: write `${name}`, or escape the `$`"
    if "unsupported modifier" in error:
        modifier = error.partition("(")[2].partition(")")[0]
        known = "`:-`, `:+`, `:?`, `#`, `%` and `/`"
        return (
            f"`{modifier}` in a variable is nothing that BuildKit knows, which is {known}"
            if modifier != "�"
            else "a `}` is missing"
        )
    if "missing '" in error:
        return f"a `{error.partition('missing ')[2][1]}` is missing"
    name = error.partition(":")[0]
    asked: list[Variable] = variables(part.text)
    if any(variable.name == name for variable in asked):
        return f"`{name}` has to be set: {error.partition(': ')[2]}"
    return error
