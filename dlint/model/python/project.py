"""The Python project in a build context, read together with the Dockerfile. Nothing of it is imported or run.

    project = file.project                     # of the context's root; None where the context is not known
    project.inside("backend")                  # of a directory below
    project.managers                           # {"uv", "pip"}: by the files that are there
    project.lock, project.locks                # Lock: kind, requires_python, packages, package("torch").wheels
    project.pyproject                          # Pyproject: name, groups, backend, build_files, scm_version …
    project.requirements("requirements.txt")   # RequirementsFile: requirements, options, includes, encoding
    project.closure("requirements.txt")        # the same with what it names by `-r`
    project.pinned_python                      # ".python-version", "3.12"
    project.requires_python                    # ">=3.12"
    project.declared                           # {"flask": Requirement}: what the project says that it needs
    project.locked("torch")                    # LockedPackage, or None

A property that is None, or empty, means that there is no such thing, or that nobody knows: no rule may take it for
more. Everything is read when it is asked for, once, up to a limit; nothing raises. What of it is in the image is told
by `image_files(stage)`, what a stage installs by `dlint.model.python.installs`.
"""

import os

from dlint.model.disk import TooLarge, locate, read_bytes
from dlint.startup import regex as re
from dlint.startup.remember import once, once_for
from dlint.syntax.go_filepath import clean
from dlint.syntax.toml import (
    MAX_BYTES as MAX_TOML_BYTES,
    TomlError,
    TomlLimit,
    toml_text,
)

from .locks import (
    LOCK_FILES,
    MAX_BYTES as MAX_LOCK_BYTES,
    Lock,
    LockedPackage,
    read_lock,
)
from .pyproject import Pyproject, read_pyproject
from .requirements import Requirement, RequirementsFile, normalize
from .requirements_reader import requirements_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.context.context import Context
    from dlint.model.stage.build import Build

MAX_BYTES = 5_000_000
_VERSION = re.compile(r"(?:c?python[-@]?)?([0-9]+\.[0-9]+(?:\.[0-9]+)?)", re.IGNORECASE)
_SETUP_PYTHON = re.compile(r"^[ \t]*python_requires[ \t]*=[ \t]*([^\s#][^\n#]*)$", re.MULTILINE)
_MANAGER_OF = {
    "uv.lock": "uv", "poetry.lock": "poetry", "pdm.lock": "pdm", "Pipfile": "pipenv", "Pipfile.lock": "pipenv",
    "environment.yml": "conda", "environment.yaml": "conda", "conda-lock.yml": "conda", "pixi.toml": "pixi",
    "pixi.lock": "pixi", "setup.py": "pip", "setup.cfg": "pip", "requirements.txt": "pip", "uv.toml": "uv",
    "poetry.toml": "poetry",
}  # fmt: skip


class Project:
    """The Python project in a directory of a build context; `directory` is empty for the root, else `backend`."""

    def __init__(self, context: "Context", directory: str = "") -> None:
        self.context = context
        self.directory = directory
        self._inside: dict[str, Project] = {}

    def __repr__(self) -> str:
        return f"Project({self.context.root!r}, {self.directory!r})"

    def path(self, name: str) -> str:
        """The path of a file of the project in the context."""
        return clean(f"{self.directory}/{name}") if self.directory else clean(name)

    def inside(self, directory: str) -> "Project":
        """The project in a directory, given from the context's root; it may have no files."""
        name = clean("/" + directory)[1:]
        if name == self.directory:
            return self
        found = self._inside.get(name)
        if found is None:
            found = self._inside[name] = Project(self.context, name)
            found._inside = self._inside
            self._inside.setdefault(self.directory, self)
        return found

    # Files

    @once
    def names(self) -> frozenset[str]:
        """The names of the files and directories in the project's directory."""
        try:
            place = locate(self.context.root, self.directory)
            if place is not None and place.is_directory:
                return frozenset(os.listdir(os.path.join(self.context.root, place.path))[:100_000])
        except (OSError, ValueError):
            pass
        return frozenset()

    def has(self, name: str) -> bool:
        """Whether there is a file of that name (or path), ignored by Docker or not."""
        if "/" not in name:
            return name in self.names
        return bool(self.context.exists(self.path(name)))

    def read(self, name: str, limit: int = MAX_BYTES) -> bytes | None:
        """The content of a file of at most `limit` bytes, ignored by Docker or not; None where that can't be had."""
        try:
            place = locate(self.context.root, self.path(name))
            if place is None or not place.is_file:
                return None
            return read_bytes(os.path.join(self.context.root, place.path), limit)
        except TooLarge as error:
            self.context.pass_over(self.path(name), f"it is {error.strerror}")
            return None
        except (OSError, ValueError):
            return None

    def text(self, name: str, limit: int = MAX_BYTES) -> str | None:
        """The same as text."""
        data = self.read(name, limit)
        return None if data is None else data.decode("utf-8", "replace")

    @property
    def exists(self) -> bool:
        """Whether the directory holds a Python project that we know how to read."""
        return bool(self.managers)

    @property
    def managers(self) -> frozenset[str]:
        """Which tools manage the project, by its files: `uv`, `poetry`, `pdm`, `pipenv`, `pip`, `conda`, `pixi`."""
        found = {_MANAGER_OF[name] for name in self.names if name in _MANAGER_OF}
        if any(name.startswith("requirements") and name.endswith((".txt", ".in")) for name in self.names):
            found.add("pip")
        if "pyproject.toml" in self.names:
            pyproject = self.pyproject
            if pyproject is not None:
                found |= {
                    name
                    for name, used in (
                        ("uv", pyproject.uses_uv),
                        ("poetry", pyproject.uses_poetry),
                        ("pdm", pyproject.uses_pdm),
                    )
                    if used
                }
                if isinstance(pyproject.get("tool", "pixi"), dict):
                    found.add("pixi")
            found = found or {"pip"}
        return frozenset(found)

    # Manifests

    @once
    def pyproject(self) -> Pyproject | None:
        """The `pyproject.toml`, where there is one that can be read."""
        return self._toml("pyproject.toml")

    @once
    def pipfile(self) -> Pyproject | None:
        """The `Pipfile`, which is TOML too."""
        return self._toml("Pipfile")

    def _toml(self, name: str) -> Pyproject | None:
        data = self.read(name, MAX_TOML_BYTES) if name in self.names else None
        try:
            return None if data is None else read_pyproject(self.path(name), toml_text(data))
        except TomlError as error:
            if isinstance(error, TomlLimit):
                self.context.pass_over(self.path(name), str(error))
            return None

    @once
    def locks(self) -> list[Lock]:
        """The lock files that can be read, uv's first."""
        found = []
        for name in LOCK_FILES:
            data = self.read(name, MAX_LOCK_BYTES) if name in self.names else None
            if data is not None:
                found.append(read_lock(name, self.path(name), data))
        return found

    @property
    def lock(self) -> Lock | None:
        """The first of the lock files."""
        return self.locks[0] if self.locks else None

    def lock_of(self, name: str) -> Lock | None:
        """The lock file of that name, or None."""
        return next((lock for lock in self.locks if lock.kind == name), None)

    def locked(self, name: str) -> LockedPackage | None:
        """A package in one of the lock files."""
        for lock in self.locks:
            package = lock.package(name)
            if package is not None:
                return package
        return None

    def requirements(self, name: str) -> RequirementsFile | None:
        """A requirements file; None where it can't be read. What is too much is passed over, see `is_complete`."""
        return requirements_in(self.context).file(self.path(name))

    def closure(self, name: str) -> tuple[list[RequirementsFile], list[str]]:
        """A requirements file with those that it names by `-r`, and the paths that can't be read.

        `name` and all paths are relative to the context, whatever the project's directory.
        """
        return requirements_in(self.context).closure(name)

    @property
    def requirement_names(self) -> list[str]:
        """The requirements files of the project, relative to the context."""
        found = [self.path(name) for name in sorted(self.names) if re.match(r"requirements[^/]*\.(?:txt|in)\Z", name)]
        if "requirements" in self.names:
            directory = self.inside(self.path("requirements"))
            found += [directory.path(name) for name in sorted(directory.names) if name.endswith((".txt", ".in"))]
        return found

    @once
    def declared(self) -> dict[str, Requirement]:
        """What the project says that it needs at run time, by normalised name.

        From `pyproject.toml`, `Pipfile` and `requirements.txt`; where there is none of them, from all requirements
        files.
        """
        found: dict[str, Requirement] = {}
        if self.pyproject is not None:
            for requirement in self.pyproject.dependencies:
                found.setdefault(requirement.name, requirement)
        if self.pipfile is not None:
            for name in self.pipfile.section("packages"):
                found.setdefault(normalize(name), Requirement(name, name))
        names = [self.path("requirements.txt")] if "requirements.txt" in self.names else []
        for name in names or ([] if found else self.requirement_names):
            for file in self.closure(name)[0]:
                for requirement in file.requirements:
                    found.setdefault(requirement.name, requirement)
        found.pop("", None)
        return found

    # Python

    @property
    def pinned_python(self) -> tuple[str, str] | None:
        """The file that names a version of Python for this directory, and the version: `(".python-version", "3.12")`."""
        for name in (".python-version", "runtime.txt", ".tool-versions"):
            text = self.text(name, 10_000) if name in self.names else None
            for line in (text or "").splitlines():
                line = line.strip()
                if name == ".tool-versions":
                    if not line.startswith("python "):
                        continue
                    line = line.removeprefix("python ").strip()
                match = _VERSION.match(line)
                if match is not None:
                    return name, match[1]
                if line and not line.startswith("#"):
                    break
        return None

    @property
    def requires_python(self) -> str | None:
        """The versions of Python that the project says it runs on, or None."""
        if self.pyproject is not None and self.pyproject.requires_python:
            return self.pyproject.requires_python
        version = self.pipfile.text_at("requires", "python_version") if self.pipfile is not None else None
        if version:
            return f"=={version}.*"
        match = _SETUP_PYTHON.search(self.text("setup.cfg", MAX_TOML_BYTES) or "")
        return match[1].strip() if match is not None else None

    @property
    def package_directories(self) -> list[str]:
        """The paths, from the context's root, at which the importable packages of the project seem to lie."""
        pyproject = self.pyproject
        found = [self.path(name) for name in pyproject.packages] if pyproject is not None else []
        if found:
            return found
        name = normalize(pyproject.name or "").replace("-", "_") if pyproject is not None else ""
        for parent in ("src/", ""):
            if name and self.has(f"{parent}{name}"):
                found.append(self.path(f"{parent}{name}"))
            elif name and self.has(f"{parent}{name}.py"):
                found.append(self.path(f"{parent}{name}.py"))
        if not found and "src" in self.names:
            inner = self.inside(self.path("src"))
            found = [inner.path(other) for other in sorted(inner.names) if inner.has(f"{other}/__init__.py")]
        if not found:
            found = [self.path(other) for other in sorted(self.names) if self.has(f"{other}/__init__.py")]
            found = [
                path
                for path in found
                if path.rpartition("/")[2] not in ("tests", "test", "docs", "scripts", "examples")
            ]
        return found


@once_for
def project_of(build: "Build") -> Project | None:
    """The project in the root of the context of a build; None where the context is not known."""
    return None if build.context is None else Project(build.context)
