"""Requirements: single ones (`numpy[x]==1.26; python_version < "3.9"`) and the files that pip reads.

Sources: PEP 508, pip's documentation of the requirements file format.
"""

from dlint.startup import regex as re
from dlint.startup.remember import once
from dlint.syntax.go_filepath import clean

MAX_LINES = 100_000
"""Of one file; what stands behind is passed over, and the file is not complete."""

_MAX_REQUIREMENTS = 20_000
_MAX_NAMED = 1_000
"""Files that one names by `-r`, or by `-c`."""

_NAME = re.compile(r"([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[([^\]\n]*)\])?\s*")
_SEPARATORS = re.compile(r"[-_.]+")
_COMMENT = re.compile(r"(?:^|\s)#.*\Z")
_HASH = re.compile(r"--hash[= ]")
_OPTION = re.compile(r"(--?[A-Za-z][A-Za-z-]*)(?:\s*=\s*|\s+|\b)(.*)\Z")
_EGG = re.compile(r"[#&]egg=([A-Za-z0-9._-]+)")
_COMMIT = re.compile(r"@[0-9a-f]{40}(?=$|[#?&])")
_URL = re.compile(r"(?:git|hg|svn|bzr)\+[a-z+]*[:@]|[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_WHEEL = re.compile(r"([A-Za-z0-9._]+)-[0-9][^-/]*-.*\.whl\Z")


def normalize(name: str) -> str:
    """The name of a distribution as indexes compare it: `Ruamel.YAML` is `ruamel-yaml`."""
    return _SEPARATORS.sub("-", name).strip("-").lower()


class Requirement:
    """One requirement. `name` is normalised (empty where a URL or path does not tell it), `written` as in the text.

    `specifier` is `==1.26` or empty, `url` what follows `@` or stands alone (also a path), `marker` what follows `;`.
    `line` (from 1) and `path` say where it stands in a requirements file, else they are 0 and empty.
    """

    __slots__ = (
        "editable",
        "extras",
        "hashes",
        "line",
        "marker",
        "name",
        "path",
        "specifier",
        "text",
        "url",
        "written",
    )

    def __init__(self, text: str, written: str = "", path: str = "", line: int = 0) -> None:
        self.text = text
        self.written = written
        self.name = normalize(written)
        self.extras: tuple[str, ...] = ()
        self.specifier = ""
        self.url: str | None = None
        self.marker: str | None = None
        self.editable = False
        self.hashes = 0
        self.path = path
        self.line = line

    def __repr__(self) -> str:
        return f"Requirement({self.text!r})"

    @property
    def version(self) -> str | None:
        """The version where the requirement allows just one."""
        match = re.match(r"={2,3}\s*([^\s,;*]+)\Z", self.specifier)
        return match[1] if match is not None else None

    @property
    def is_pinned(self) -> bool:
        """Whether it stands for the same files every time: one version, a commit, a file with a hash."""
        if self.url is not None:
            return bool(_COMMIT.search(self.url)) or "#sha256=" in self.url or self.url.endswith(".whl")
        return self.version is not None

    @property
    def is_git(self) -> bool:
        """Whether git is needed to fetch it."""
        return self.url is not None and (
            self.url.startswith("git+") or bool(re.match(r"(?:ssh|git)://|git@", self.url))
        )

    @property
    def is_local(self) -> bool:
        """Whether it is a path on the disk."""
        return self.url is not None and (self.url.startswith("file:") or not _URL.match(self.url))


def parse_requirement(text: str, path: str = "", line: int = 0) -> Requirement | None:
    """Take a requirement apart; None for what is none."""
    text = text.strip()
    if not text or text[0] in "-#":
        return None
    body, hashes = _HASH.split(text, maxsplit=1)[0].strip(), len(_HASH.findall(text))
    body = re.split(r"\s--?[a-z]", body, maxsplit=1)[0].strip() if " -" in body else body
    match = _NAME.match(body)
    rest = body[match.end() :] if match is not None else body
    named = match is not None and rest[:1] == "@"
    looks_local = not named and (
        body.startswith((".", "/", "~")) or bool(_URL.match(body)) or body.endswith((".whl", ".tar.gz", ".zip"))
    )
    if match is None or looks_local or (rest[:1] not in ("", "=", "<", ">", "!", "~", ";", "@", "(", ",")):
        if not looks_local and "/" not in body:
            return None
        egg = _EGG.search(body)
        wheel = _WHEEL.match(body.rpartition("/")[2])
        found = Requirement(text, egg[1] if egg else wheel[1] if wheel else "", path, line)
        found.url, _, marker = body.partition(" ;") if " ;" in body else body.partition("; ")
        found.marker = marker.strip() or None
    else:
        found = Requirement(text, match[1], path, line)
        found.extras = tuple(extra.strip() for extra in (match[2] or "").split(",") if extra.strip())
        if rest[:1] == "@":
            url, _, marker = rest[1:].partition(" ;")
            found.url, found.marker = url.strip(), marker.strip() or None
        else:
            specifier, _, marker = rest.partition(";")
            found.specifier = specifier.strip().strip("()").strip()
            found.marker = marker.strip() or None
    found.hashes = hashes
    return found


class RequirementsLine:
    """An option of a requirements file: `--index-url https://…`. `name` is as written."""

    __slots__ = ("line", "name", "value")

    def __init__(self, name: str, value: str, line: int) -> None:
        self.name = name
        self.value = value
        self.line = line


class RequirementsFile:
    """What is in one requirements file. `path` is relative to the context.

    `includes` and `constraints` are the paths of `-r` and `-c`. `encoding` is `utf-8`, `utf-8-sig` or `utf-16`.
    `is_complete` is False where something was passed over since it was too much: then what is not here may be in the
    file all the same. `line_count` is the number of lines that were read.
    """

    def __init__(self, path: str, data: bytes, max_lines: int = MAX_LINES) -> None:
        self.path = path
        self.encoding = "utf-8"
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            self.encoding = "utf-16"
        elif data.startswith(b"\xef\xbb\xbf"):
            self.encoding = "utf-8-sig"
        self.text = data.decode(self.encoding, "replace")
        self.requirements: list[Requirement] = []
        self.options: list[RequirementsLine] = []
        self.includes: list[str] = []
        self.constraints: list[str] = []
        directory = path.rpartition("/")[0]
        lines = self.text.splitlines()
        self.is_complete = len(lines) <= max_lines
        self.line_count = min(len(lines), max_lines)
        del lines[max_lines:]
        for number, line in _logical_lines(lines, self.is_complete):
            self._read(line, number, directory)
            if len(self.requirements) > _MAX_REQUIREMENTS or len(self.includes) + len(self.constraints) > _MAX_NAMED:
                self.is_complete = False
                break

    @classmethod
    def passed_over(cls, path: str) -> "RequirementsFile":
        """What stands for a file that is there, and is not read."""
        file = cls(path, b"")
        file.is_complete = False
        return file

    @once
    def unpinned(self) -> list[Requirement]:
        """The requirements from an index, or from elsewhere on the web, that do not stand for the same every time."""
        return [one for one in self.requirements if not one.is_pinned and not one.is_local]

    def _read(self, line: str, number: int, directory: str) -> None:
        option = _OPTION.match(line) if line.startswith("-") else None
        if option is None:
            found = parse_requirement(line, self.path, number)
            if found is not None:
                self.requirements.append(found)
            return
        name, value = option[1], option[2].strip().strip("\"'")
        if name in ("-r", "--requirement"):
            self.includes.append(clean(f"{directory}/{value}".lstrip("/")))
        elif name in ("-c", "--constraint"):
            self.constraints.append(clean(f"{directory}/{value}".lstrip("/")))
        elif name in ("-e", "--editable"):
            found = parse_requirement(
                value if _URL.match(value) or value[:1] in "./~" else f"./{value}", self.path, number
            )
            if found is not None:
                found.editable = True
                found.text = line
                self.requirements.append(found)
        else:
            self.options.append(RequirementsLine(name, value, number))


def _logical_lines(lines: list[str], to_the_end: bool) -> list[tuple[int, str]]:
    """The logical lines with their numbers: continued ones joined, comments and blank ones removed.

    `to_the_end` tells that there are no more lines, so that the last is whole even where it goes on.
    """
    found: list[tuple[int, str]] = []
    joined: list[str] = []
    start = 1
    for number, line in enumerate(lines, 1):
        if not joined:
            start = number
        if line.endswith("\\") and not line.lstrip().startswith("#"):
            joined.append(line[:-1])
            continue
        joined.append(line)
        whole = _COMMENT.sub("", "".join(joined)).strip() if "#" in line or len(joined) > 1 else line.strip()
        joined.clear()
        if whole:
            found.append((start, whole))
    if joined and to_the_end:
        found.append((start, "".join(joined).strip()))
    return found
