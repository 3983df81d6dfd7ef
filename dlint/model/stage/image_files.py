"""Which files of the build context are in an image at some instruction, and where: COPY, WORKDIR and mounts replayed.

    files = file.image_files(stage)
    files.workdir(node)                      # "/app", or None where that is not known
    files.folder(command)                    # where a command of a RUN runs: WORKDIR, and `cd` before it
    files.find("/app/uv.lock", node)         # Found: state PRESENT, ABSENT or UNKNOWN; path "uv.lock" in the context

The ignore file is applied: what it leaves out is not in the image, and `excluded` names it. Whatever a program may
have written makes an answer UNKNOWN where it would be ABSENT.
"""

from bisect import bisect_left

from dlint.model.shell.programs import leaves_sources_alone
from dlint.startup import regex as re
from dlint.syntax.go_filepath import clean, has_wildcard
from dlint.syntax.nodes import (
    Copy,
    Instruction,
    Run,
    Transfer,
)

from .stages import mounts_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.shell.commands import Command
    from dlint.syntax.mounts import Mount
    from dlint.syntax.nodes import Word

    from .stages import Stage

PRESENT = "present"
ABSENT = "absent"
UNKNOWN = "unknown"

MAX_PATH = 4096
"""Linux knows no longer paths; one that would be is not known."""

_MAX_DEPTH = 12
_MAX_ASKED = 300
"""So many paths of one stage are looked for on behalf of others."""

_REMOTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|git@|[^/]*\.git(?:#|$)")
_ARCHIVE = re.compile(r"\.(?:tar|tgz|tbz2?|txz|tar\.[a-z0-9]+)\Z")

_FILE = re.compile(
    r"(?:^|/)[^/]+\.(?:toml|lock|txt|in|ya?ml|json|py|sh|md|rst|cfg|ini|whl|conf)\Z|(?:^|/)(?:uvx?|Pipfile|LICENSE|Makefile)\Z"
)
"""Sources whose name says that they are single files."""

_REMOVING = frozenset(("rm", "mv"))
_WRITING = frozenset((
    "echo", "printf", "cat", "touch", "tee", "sed", "cp", "mv", "ln", "install", "curl", "wget", "rmdir", "grep",
    "poetry",
))  # fmt: skip
"""Programs that write what they name."""

_POETRY_WRITES = ("new", "init", "add", "export", "lock", "version", "remove", "build")


class Found:
    """What is known of a path in an image.

    `path` is the file of the context that is there, None where it comes from elsewhere. `excluded` is a file of the
    context that would be there if the ignore file did not leave it out. `instruction` is what brought it (or would).
    """

    __slots__ = ("excluded", "instruction", "path", "state")

    def __init__(
        self, state: str, path: str | None = None, instruction: Instruction | None = None, excluded: str | None = None
    ) -> None:
        self.state = state
        self.path = path
        self.instruction = instruction
        self.excluded = excluded

    def __repr__(self) -> str:
        return f"Found({self.state} {self.path} excluded={self.excluded})"

    @property
    def present(self) -> bool:
        """Whether it is certainly there."""
        return self.state == PRESENT

    @property
    def absent(self) -> bool:
        """Whether it is certainly not there."""
        return self.state == ABSENT


class Replay:
    """What the instructions of a stage, up to the one at index `next`, do to one path.

    `present` is the last copy that brings it for certain. What follows that one: `removed` and `doubt` say that a RUN
    takes it away or may write it, `excluded` is the last copy that would bring it if the ignore file let it.
    """

    __slots__ = ("doubt", "excluded", "next", "present", "removed")

    def __init__(self) -> None:
        self.next = 0
        self.present: Found | None = None
        self.doubt = False
        self.removed = False
        self.excluded: Found | None = None

    def copy(self, found: Found) -> None:
        """A COPY or ADD."""
        if found.state == PRESENT:
            self.present = found
            self.doubt = self.removed = False
            self.excluded = None
            return
        if found.excluded:
            self.excluded = found
        self.doubt |= found.state == UNKNOWN

    def run(self, effect: str) -> None:
        """A RUN; `effect` is what it does to the path, see `_effect`."""
        self.doubt |= effect != ""
        self.removed |= effect == "removes"


class ImageFiles:
    """The files in the image of one stage."""

    __slots__ = (
        "_always",
        "_folders",
        "_found",
        "_likely",
        "_looked",
        "_places",
        "_replays",
        "_targets",
        "_workdirs",
        "stage",
    )

    def __init__(self, stage: "Stage") -> None:
        self.stage = stage
        self._workdirs: dict[int, str | None] | None = None
        self._places: dict[int, int] = {}
        self._folders: dict[int, dict[int, str | None]] = {}
        self._found: dict[tuple[str, int], Found] = {}
        self._replays: dict[str, Replay] = {}
        self._targets: dict[int, tuple[str, str] | None] = {}
        self._looked = 0
        self._likely: list[int] = []
        self._always: dict[int, str] = {}

    # Folders

    def workdir(self, node: Instruction | None = None) -> str | None:
        """The working directory at an instruction of the stage, None: at its end. Not known: None."""
        directories = self._computed()
        if node is None:
            return directories[0]
        while node.onbuild is not None:
            node = node.onbuild
        return directories.get(id(node))

    def _computed(self) -> dict[int, str | None]:
        if self._workdirs is None:
            stage = self.stage
            found: dict[int, str | None] = {}
            if stage.base is not None:
                current = stage.file.image_files(stage.base).workdir()
            else:
                family = stage.family
                current = "/" if stage.is_scratch else family.workdir
            for index, node in enumerate(stage.instructions):
                self._places[id(node)] = index
                found[id(node)] = current
                if node.name == "WORKDIR":
                    word = node.argument
                    text = stage.file.expand(word, node) if word is not None else None
                    current = _join(current, text)
            found[0] = current
            self._workdirs = found
        return self._workdirs

    def folder(self, command: "Command") -> str | None:
        """The folder in which a command of a RUN, CMD or ENTRYPOINT runs; None where that is not known."""
        node = command.instruction
        folders = self._folders.get(id(node))
        if folders is None:
            folders = self._folders[id(node)] = {}
            current = self.workdir(node)
            scope = self.stage.file.scope_at(node)
            commands = self.stage.file.commands(node)
            subshell: str | None = None
            inside = False
            for other in commands:
                if other.in_subshell and not inside:
                    subshell, inside = current, True
                elif not other.in_subshell and inside:
                    current, inside = subshell, False
                folders[id(other)] = current
                if other.name in ("cd", "pushd") and not other.in_pipeline:
                    operands = [word for word in other.arguments if not (word.value or "").startswith("-")]
                    text = operands[0].value or scope.expand(operands[0].text) if operands else None
                    current = None if text is None or text.startswith("~") else _join(current, text)
        if id(command) in folders:
            return folders[id(command)]
        return self.workdir(node)

    # Files

    def find(self, path: str, before: Instruction | None = None, *, depth: int = 0) -> Found:
        """What is at an absolute path when an instruction starts (its mounts taken in); None: at the end of the stage.

        A folder is present when something was copied into it.
        """
        self._computed()
        path = clean(path)
        key = (path, id(before) if before is not None else 0)
        found = self._found.get(key)
        if found is None:
            # Stages that copy from each other in many ways could be asked without end.
            full = depth > 0 and len(self._found) > _MAX_ASKED
            found = Found(UNKNOWN) if full else self._search(path, before, depth)
            if not full:
                self._found[key] = found
        return found

    def _search(self, path: str, before: Instruction | None, depth: int) -> Found:
        instructions = self.stage.instructions
        end = len(instructions)
        mounted: Found | None = None
        if before is not None:
            while before.onbuild is not None:
                before = before.onbuild
            if isinstance(before, Run):
                found = self._mounted(path, before, depth)
                if found is not None and found.state != ABSENT:
                    return found
                mounted = found if found is not None and found.excluded else None
            end = self._places.get(id(before), end)
        replay = self._replayed(path, end, depth)
        if replay.present is not None:
            found = replay.present
            return Found(UNKNOWN, found.path, found.instruction) if replay.removed else found
        doubt, removed = replay.doubt, replay.removed
        excluded = mounted or replay.excluded
        base = self.stage.base
        if base is not None and depth < _MAX_DEPTH:
            found = self.stage.file.image_files(base).find(path, depth=depth + 1)
            if found.state == PRESENT and removed:
                return Found(UNKNOWN, found.path, found.instruction)
            if found.state == PRESENT or excluded is None:
                return Found(UNKNOWN) if found.state == ABSENT and doubt else found
            doubt |= found.state == UNKNOWN
        elif not self.stage.is_scratch and not self.stage.family.known:
            doubt = True
        state = UNKNOWN if doubt else ABSENT
        if excluded is not None:
            return Found(state, None, excluded.instruction, excluded.excluded)
        return Found(state)

    def _replayed(self, path: str, end: int, depth: int) -> "Replay":
        """What the instructions before the one at index `end` do to a path.

        Asked for later and later instructions, as rules do, it goes on from where it was.
        """
        replay = self._replays.get(path)
        if replay is None or replay.next > end:
            replay = Replay()
            if depth <= 0 or len(self._replays) <= _MAX_ASKED:
                self._replays[path] = replay
        instructions = self.stage.instructions
        likely = self._relevant(end)
        for place in range(bisect_left(likely, replay.next), bisect_left(likely, end)):
            node = instructions[likely[place]]
            if isinstance(node, Transfer):
                found = self._copied(path, node, depth)
                if found is not None:
                    replay.copy(found)
            elif isinstance(node, Run):
                replay.run(self._always.get(id(node)) or self._effect(path, node))
        replay.next = max(replay.next, end)
        return replay

    def _relevant(self, end: int) -> list[int]:
        """The indexes, among those before `end`, of the instructions that may bring or change a file."""
        instructions = self.stage.instructions
        for index in range(self._looked, end):
            node = instructions[index]
            if isinstance(node, Transfer):
                self._likely.append(index)
            elif isinstance(node, Run):
                effect = self._general_effect(node)
                if effect is None or effect:
                    self._likely.append(index)
                if effect:
                    self._always[id(node)] = effect
            self._looked = index + 1
        return self._likely

    def _general_effect(self, node: Run) -> str | None:
        """What a RUN may do to a file, whatever that is called; None where it depends on the name. See `_effect`."""
        commands = self.stage.file.commands(node)
        programs = {command.family for command in commands}
        if not commands or not programs.isdisjoint(_REMOVING):
            return None
        writing = {program for program in programs if not leaves_sources_alone(program)}
        if not writing <= _WRITING:
            return "writes"
        return "" if not writing and not any(command.redirections for command in commands) else None

    def _mounted(self, path: str, node: Run, depth: int) -> Found | None:
        """What the mounts of a RUN say of a path."""
        for mount in reversed(mounts_of(node)):
            target = self._expanded(mount.target or "", node)
            if target is None:
                return Found(UNKNOWN, None, node) if mount.kind == "bind" else None
            target = _join(self.workdir(node), target) if target else "/"
            if target is None:
                if mount.kind == "bind" and (mount.target or "").rpartition("/")[2] == path.rpartition("/")[2]:
                    return Found(PRESENT, None, node)
                continue
            rest = _below(path, target)
            if rest is None:
                continue
            if mount.kind == "bind":
                return self._from_mount(mount, rest, node, depth)
            if mount.kind == "secret":
                return Found(PRESENT, None, node) if not rest else None
            return Found(UNKNOWN, None, node)
        return None

    def _from_mount(self, mount: "Mount", rest: str, node: Run, depth: int) -> Found:
        source = self._expanded(mount.source or "", node)
        if source is None:
            return Found(UNKNOWN, None, node)
        wanted = clean(f"/{source}/{rest}" if rest else f"/{source}")
        origin = mount.get("from")
        if origin:
            return self._in_stage(origin, wanted, node, depth, numbers=False)
        return self._in_context(wanted[1:] or ".", node, literal=not rest and bool(source))

    def _in_stage(self, origin: str, path: str, node: Instruction, depth: int, *, numbers: bool = True) -> Found:
        """What is at a path of another stage; UNKNOWN for another image."""
        for stage in self.stage.file.stages[: self.stage.index]:
            if stage.name == origin.lower() or (numbers and origin == str(stage.index)):
                if depth >= _MAX_DEPTH:
                    break
                found = self.stage.file.image_files(stage).find(path, depth=depth + 1)
                return Found(found.state, found.path, node, found.excluded)
        return Found(UNKNOWN, None, node)

    def _in_context(self, path: str, node: Instruction, *, literal: bool) -> Found:
        """What of the context is at a path. `literal`: the instruction names this very path, so it has to be there."""
        context = self.stage.file.context
        if context is None:
            return Found(PRESENT if literal else UNKNOWN, path, node)
        sent = context.sends(path)
        if sent is None:
            return Found(UNKNOWN, path, node)
        if sent:
            return Found(PRESENT, path, node)
        if context.exists(path):
            return Found(ABSENT, None, node, path)
        return Found(PRESENT, path, node) if literal else Found(ABSENT, None, node)

    def _expanded(self, text: str, node: Instruction) -> str | None:
        return self.stage.file.scope_at(node).expand(text) if "$" in text else text

    def _copied(self, path: str, node: Transfer, depth: int) -> Found | None:
        """What a COPY or ADD says of a path: None where it has nothing to do with it."""
        file = self.stage.file
        if node.destination is None:
            return None
        place = self._destination(node, node.destination)
        name = path.rpartition("/")[2]
        if place is None:
            return Found(UNKNOWN, None, node)
        text, target = place
        is_folder = text.endswith("/") or text in (".", "..") or len(node.sources) > 1
        rest = _below(path, target)
        inside = _below(target, path)
        if rest is None and inside is None:
            return None
        heredocs = {heredoc.word.start for heredoc in node.heredocs}
        origin = node.flag("from") if isinstance(node, Copy) else None
        parents = node.flag("parents") is not None
        excluded: Found | None = None
        unknown: Found | None = None
        for word in node.sources:
            if word.start in heredocs:
                heredoc = word.text.lstrip("<-0123456789").strip("\"'")
                if rest == "" or rest == heredoc or inside is not None:
                    return Found(PRESENT, None, node)
                continue
            source = file.expand(word, node)
            if source is None:
                unknown = Found(UNKNOWN, None, node)
                continue
            if rest is None:
                # A folder above the destination: it is made.
                return Found(PRESENT, None, node)
            if node.name == "ADD" and (_REMOTE.match(source) or _ARCHIVE.search(source)):
                remote = source.rpartition("/")[2] if "://" in source else None
                if remote is None or rest in ("", remote):
                    unknown = Found(UNKNOWN, None, node)
                continue
            for candidate, literal in _candidates(source, rest, name, is_folder, parents):
                if origin is not None:
                    found = self._in_stage(origin.value or "", clean("/" + candidate), node, depth)
                elif has_wildcard(candidate):
                    found = self._wildcard(candidate, rest, node)
                else:
                    found = self._in_context(clean("/" + candidate)[1:] or ".", node, literal=literal)
                if found.state == PRESENT and node.flag("exclude") is not None:
                    found = Found(UNKNOWN, found.path, node)
                if found.state == PRESENT:
                    return found
                if found.excluded:
                    excluded = excluded or found
                elif found.state == UNKNOWN and (
                    origin is None or file.context is None or self._may_hold(source, rest)
                ):
                    unknown = found
        return unknown if unknown is not None and excluded is None else excluded

    def _destination(self, node: Transfer, word: "Word") -> tuple[str, str] | None:
        """Where an instruction copies to: the text, and the path in the image; None where that is not known."""
        key = id(node)
        if key not in self._targets:
            text = self.stage.file.expand(word, node)
            target = _join(self.workdir(node), text)
            self._targets[key] = None if text is None or target is None else (text, target)
        return self._targets[key]

    @staticmethod
    def _may_hold(source: str, rest: str) -> bool:
        """Whether a source from elsewhere could hold a path: a single program (`/uv`) does not hold other files."""
        return not rest or source.rstrip("/").rpartition("/")[2] not in ("uv", "uvx") or rest in ("uv", "uvx")

    def _wildcard(self, pattern: str, rest: str, node: Instruction) -> Found:
        """Files that match a wildcard, for the path `rest` below the destination."""
        context = self.stage.file.context
        if context is None:
            return Found(UNKNOWN, None, node)
        first, _, further = rest.partition("/")
        for path in context.present(pattern):
            kind = context.kind(path)
            if kind == "folder" and rest:
                # Of a folder that matches, the content is copied.
                found = self._in_context(f"{path}/{rest}", node, literal=False)
                if found.state != ABSENT or found.excluded:
                    return found
            elif kind == "file" and not further and path.rpartition("/")[2] == first:
                return self._in_context(path, node, literal=False)
        return Found(ABSENT, None, node)

    def _effect(self, path: str, node: Run) -> str:
        """What a RUN may do to a path: `""` nothing, `"writes"` or `"removes"`."""
        name = path.rpartition("/")[2]
        commands = self.stage.file.commands(node)
        if not commands:
            return "writes" if node.json is None or node.json.elements else ""
        effect = ""
        for command in commands:
            program = command.family
            text = command.text
            mentioned = name in text or "*" in text
            if program in ("rm", "mv") and (
                mentioned or any(_below(path, folder) is not None for folder in _paths(text))
            ):
                return "removes"
            if any(redirection.operator.startswith((">", "&>")) for redirection in command.redirections):
                written = " ".join(r.target.text for r in command.redirections if r.target is not None)
                effect = effect or ("writes" if name in written else "")
            if leaves_sources_alone(program) or program == "rm":
                continue
            if program == "poetry":
                verb = command.subcommand.value if command.subcommand is not None else None
                effect = effect or (
                    "writes"
                    if verb in _POETRY_WRITES and name in ("pyproject.toml", "poetry.lock", "requirements.txt")
                    else ""
                )
                continue
            if program in _WRITING:
                effect = effect or (
                    "writes" if mentioned or (program == "cp" and command.has("-r", "-a", "-R")) else ""
                )
                continue
            effect = effect or "writes"
        return effect


def _candidates(source: str, rest: str, name: str, is_folder: bool, parents: bool) -> list[tuple[str, bool]]:
    """Where a path may come from: for each place in the source, whether the source names it literally.

    `rest` is the path below the destination, empty for the destination itself.
    """
    wildcard = has_wildcard(source)
    if parents:
        marker = source.partition("/./")
        kept = clean(marker[2] or source).lstrip("/")
        prefix = marker[0] + "/" if marker[1] else ""
        return [(prefix + rest, rest == kept)] if kept == "." or rest == kept or rest.startswith(kept + "/") else []
    if wildcard:
        return [(source, False)]
    found: list[tuple[str, bool]] = []
    if rest:
        if source.rstrip("/").rpartition("/")[2] == rest and rest == name:
            found.append((source, True))
        if not _FILE.search(source) or source.endswith("/"):
            found.append((f"{source}/{rest}", False))
    else:
        found.append((source, not is_folder or clean(source) == "."))
    return found


def _below(path: str, folder: str) -> str | None:
    """What is left of a path below a folder: empty for itself, None where it lies elsewhere."""
    if path == folder:
        return ""
    prefix = folder if folder.endswith("/") else folder + "/"
    return path[len(prefix) :] if path.startswith(prefix) else None


def _join(folder: str | None, path: str | None) -> str | None:
    if path is None:
        return None
    if not path.startswith("/"):
        if folder is None:
            return None
        path = f"{folder}/{path}"
    return clean(path) if len(path) <= MAX_PATH else None


def _paths(text: str) -> list[str]:
    """The absolute paths in a command."""
    return [clean(word) for word in text.split() if word.startswith("/") and len(word) > 1]


class StageCopy:
    """A source of a COPY that takes something from another stage: `source` there becomes `target` here.

    Both are absolute paths; of a folder, the content is copied.
    """

    __slots__ = ("node", "source", "target", "word")

    def __init__(self, node: Copy, word: "Word", source: str, target: str) -> None:
        self.node = node
        self.word = word
        self.source = source
        self.target = target

    def place_of(self, path: str) -> str | None:
        """Where a path of the other stage is found in this one; None where it is not copied."""
        rest = _below(path, self.source)
        if rest is None:
            return None
        return clean(f"{self.target}/{rest}") if rest else self.target


def copies_between(source: "Stage", user: "Stage") -> list[StageCopy]:
    """What a stage, or those it is based on, copies from another one; what is not known is left out."""
    found: list[StageCopy] = []
    for stage in reversed(user.chain):
        files = stage.file.image_files(stage)
        for node in stage.instructions:
            origin = node.flag("from") if isinstance(node, Copy) else None
            if not isinstance(node, Copy) or origin is None or node.destination is None:
                continue
            name = (origin.value or "").lower()
            if name not in (source.name, str(source.index)):
                continue
            target = _join(files.workdir(node), stage.file.expand(node.destination, node))
            for word in node.sources:
                path = stage.file.expand(word, node)
                if path is not None and target is not None and not has_wildcard(path):
                    found.append(StageCopy(node, word, clean("/" + path), target))
    return found
