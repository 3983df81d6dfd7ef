"""Which files of the build context are in an image at some instruction, and where: COPY, WORKDIR and mounts replayed.

    files = image_files(stage)
    files.find("/app/uv.lock", node)         # Found: state PRESENT, ABSENT or UNKNOWN; path "uv.lock" in the context

The ignore file is applied: what it leaves out is not in the image, and `excluded` names it. Whatever a program may
have written makes an answer UNKNOWN where it would be ABSENT.
"""

from bisect import bisect_left

from dlint.model.stage.working_directory import join, workdir_at
from dlint.startup import regex as re
from dlint.startup.remember import once_for
from dlint.syntax.go_filepath import clean, has_wildcard
from dlint.syntax.mounts import mounts_of
from dlint.syntax.nodes import (
    Copy,
    Instruction,
    Run,
    Transfer,
)
from dlint.syntax.remote import is_remote

from .file_in_image import ABSENT, PRESENT, UNKNOWN, FileInImage, Replay
from .run_effects import below, effect_on, general_effect

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.stage.build import Stage
    from dlint.syntax.mounts import Mount
    from dlint.syntax.nodes import Word

_MAX_DEPTH = 12
_MAX_ASKED = 300
"""So many paths of one stage are looked for on behalf of others."""

_ARCHIVE = re.compile(r"\.(?:tar|tgz|tbz2?|txz|tar\.[a-z0-9]+)\Z")

_FILE = re.compile(
    r"(?:^|/)[^/]+\.(?:toml|lock|txt|in|ya?ml|json|py|sh|md|rst|cfg|ini|whl|conf)\Z|(?:^|/)(?:uvx?|Pipfile|LICENSE|Makefile)\Z"
)
"""Sources whose name says that they are single files."""


class ImageFiles:
    """The files in the image of one stage."""

    __slots__ = ("_always", "_found", "_likely", "_looked", "_places", "_replays", "_targets", "stage")

    def __init__(self, stage: "Stage") -> None:
        self.stage = stage
        self._places = {id(node): index for index, node in enumerate(stage.instructions)}
        self._found: dict[tuple[str, int], FileInImage] = {}
        self._replays: dict[str, Replay] = {}
        self._targets: dict[int, tuple[str, str] | None] = {}
        self._looked = 0
        self._likely: list[int] = []
        self._always: dict[int, str] = {}

    # Files

    def find(self, path: str, before: Instruction | None = None, *, depth: int = 0) -> FileInImage:
        """What is at an absolute path when an instruction starts (its mounts taken in); None: at the end of the stage.

        A directory is present when something was copied into it.
        """
        path = clean(path)
        key = (path, id(before) if before is not None else 0)
        found = self._found.get(key)
        if found is None:
            # Stages that copy from each other in many ways could be asked without end.
            full = depth > 0 and len(self._found) > _MAX_ASKED
            found = FileInImage(UNKNOWN) if full else self._search(path, before, depth)
            if not full:
                self._found[key] = found
        return found

    def _search(self, path: str, before: Instruction | None, depth: int) -> FileInImage:
        instructions = self.stage.instructions
        end = len(instructions)
        mounted: FileInImage | None = None
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
            return FileInImage(UNKNOWN, found.path, found.instruction) if replay.removed else found
        doubt, removed = replay.doubt, replay.removed
        excluded = mounted or replay.excluded
        base = self.stage.base
        if base is not None and depth < _MAX_DEPTH:
            found = image_files(base).find(path, depth=depth + 1)
            if found.state == PRESENT and removed:
                return FileInImage(UNKNOWN, found.path, found.instruction)
            if found.state == PRESENT or excluded is None:
                return FileInImage(UNKNOWN) if found.state == ABSENT and doubt else found
            doubt |= found.state == UNKNOWN
        elif not self.stage.is_scratch and not self.stage.family.known:
            doubt = True
        state = UNKNOWN if doubt else ABSENT
        if excluded is not None:
            return FileInImage(state, None, excluded.instruction, excluded.excluded)
        return FileInImage(state)

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
                replay.run(self._always.get(id(node)) or effect_on(path, self.stage.file, node))
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
                effect = general_effect(self.stage.file, node)
                if effect is None or effect:
                    self._likely.append(index)
                if effect:
                    self._always[id(node)] = effect
            self._looked = index + 1
        return self._likely

    def _mounted(self, path: str, node: Run, depth: int) -> FileInImage | None:
        """What the mounts of a RUN say of a path."""
        for mount in reversed(mounts_of(node)):
            target = self._expanded(mount.target or "", node)
            if target is None:
                return FileInImage(UNKNOWN, None, node) if mount.kind == "bind" else None
            target = join(workdir_at(self.stage, node), target) if target else "/"
            if target is None:
                if mount.kind == "bind" and (mount.target or "").rpartition("/")[2] == path.rpartition("/")[2]:
                    return FileInImage(PRESENT, None, node)
                continue
            rest = below(path, target)
            if rest is None:
                continue
            if mount.kind == "bind":
                return self._from_mount(mount, rest, node, depth)
            if mount.kind == "secret":
                return FileInImage(PRESENT, None, node) if not rest else None
            return FileInImage(UNKNOWN, None, node)
        return None

    def _from_mount(self, mount: "Mount", rest: str, node: Run, depth: int) -> FileInImage:
        source = self._expanded(mount.source or "", node)
        if source is None:
            return FileInImage(UNKNOWN, None, node)
        wanted = clean(f"/{source}/{rest}" if rest else f"/{source}")
        origin = mount.get("from")
        if origin:
            return self._in_stage(origin, wanted, node, depth, numbers=False)
        return self._in_context(wanted[1:] or ".", node, literal=not rest and bool(source))

    def _in_stage(self, origin: str, path: str, node: Instruction, depth: int, *, numbers: bool = True) -> FileInImage:
        """What is at a path of another stage; UNKNOWN for another image."""
        for stage in self.stage.file.stages[: self.stage.index]:
            if stage.name == origin.lower() or (numbers and origin == str(stage.index)):
                if depth >= _MAX_DEPTH:
                    break
                found = image_files(stage).find(path, depth=depth + 1)
                return FileInImage(found.state, found.path, node, found.excluded)
        return FileInImage(UNKNOWN, None, node)

    def _in_context(self, path: str, node: Instruction, *, literal: bool) -> FileInImage:
        """What of the context is at a path. `literal`: the instruction names this very path, so it has to be there."""
        context = self.stage.file.context
        if context is None:
            return FileInImage(PRESENT if literal else UNKNOWN, path, node)
        sent = context.sends(path)
        if sent is None:
            return FileInImage(UNKNOWN, path, node)
        if sent:
            return FileInImage(PRESENT, path, node)
        if context.exists(path):
            return FileInImage(ABSENT, None, node, path)
        return FileInImage(PRESENT, path, node) if literal else FileInImage(ABSENT, None, node)

    def _expanded(self, text: str, node: Instruction) -> str | None:
        return self.stage.file.scope_at(node).expand(text) if "$" in text else text

    def _copied(self, path: str, node: Transfer, depth: int) -> FileInImage | None:
        """What a COPY or ADD says of a path: None where it has nothing to do with it."""
        file = self.stage.file
        if node.destination is None:
            return None
        place = self._destination(node, node.destination)
        name = path.rpartition("/")[2]
        if place is None:
            return FileInImage(UNKNOWN, None, node)
        text, target = place
        is_directory = text.endswith("/") or text in (".", "..") or len(node.sources) > 1
        rest = below(path, target)
        inside = below(target, path)
        if rest is None and inside is None:
            return None
        heredocs = {heredoc.word.start for heredoc in node.heredocs}
        origin = node.flag("from") if isinstance(node, Copy) else None
        parents = node.flag("parents") is not None
        excluded: FileInImage | None = None
        unknown: FileInImage | None = None
        for word in node.sources:
            if word.start in heredocs:
                heredoc = word.text.lstrip("<-0123456789").strip("\"'")
                if rest == "" or rest == heredoc or inside is not None:
                    return FileInImage(PRESENT, None, node)
                continue
            source = file.expand(word, node)
            if source is None:
                unknown = FileInImage(UNKNOWN, None, node)
                continue
            if rest is None:
                # A directory above the destination: it is made.
                return FileInImage(PRESENT, None, node)
            if node.name == "ADD" and (is_remote(source) or _ARCHIVE.search(source)):
                remote = source.rpartition("/")[2] if "://" in source else None
                if remote is None or rest in ("", remote):
                    unknown = FileInImage(UNKNOWN, None, node)
                continue
            for candidate, literal in _candidates(source, rest, name, is_directory, parents):
                if origin is not None:
                    found = self._in_stage(origin.value or "", clean("/" + candidate), node, depth)
                elif has_wildcard(candidate):
                    found = self._wildcard(candidate, rest, node)
                else:
                    found = self._in_context(clean("/" + candidate)[1:] or ".", node, literal=literal)
                if found.state == PRESENT and node.flag("exclude") is not None:
                    found = FileInImage(UNKNOWN, found.path, node)
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
            target = join(workdir_at(self.stage, node), text)
            self._targets[key] = None if text is None or target is None else (text, target)
        return self._targets[key]

    @staticmethod
    def _may_hold(source: str, rest: str) -> bool:
        """Whether a source from elsewhere could hold a path: a single program (`/uv`) does not hold other files."""
        return not rest or source.rstrip("/").rpartition("/")[2] not in ("uv", "uvx") or rest in ("uv", "uvx")

    def _wildcard(self, pattern: str, rest: str, node: Instruction) -> FileInImage:
        """Files that match a wildcard, for the path `rest` below the destination."""
        context = self.stage.file.context
        if context is None:
            return FileInImage(UNKNOWN, None, node)
        first, _, further = rest.partition("/")
        for path in context.present(pattern):
            kind = context.kind(path)
            if kind == "directory" and rest:
                # Of a directory that matches, the content is copied.
                found = self._in_context(f"{path}/{rest}", node, literal=False)
                if found.state != ABSENT or found.excluded:
                    return found
            elif kind == "file" and not further and path.rpartition("/")[2] == first:
                return self._in_context(path, node, literal=False)
        return FileInImage(ABSENT, None, node)


def _candidates(source: str, rest: str, name: str, is_directory: bool, parents: bool) -> list[tuple[str, bool]]:
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
        found.append((source, not is_directory or clean(source) == "."))
    return found


@once_for
def image_files(stage: "Stage") -> ImageFiles:
    """Which files of the build context are in the image of a stage, and where."""
    return ImageFiles(stage)
