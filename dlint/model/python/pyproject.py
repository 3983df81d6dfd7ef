"""What `pyproject.toml` says: `[project]`, `[build-system]`, `[dependency-groups]`, `[tool.uv]`, `[tool.poetry]` …

Sources: PEP 517, 518, 621, 639, 735; the documentation of uv, Poetry, PDM, hatch, setuptools and setuptools-scm.
"""

from dlint.syntax.go_filepath import clean
from dlint.syntax.toml import TomlError, TomlLimit, parse_toml

from .requirements import Requirement, normalize, parse_requirement

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MAX_GROUPED = 100_000
"""So many entries of dependency groups are looked at, those of a group again wherever it is included."""

BACKENDS = {
    "hatchling": "hatchling", "setuptools": "setuptools", "poetry": "poetry-core",
    "poetry_dynamic_versioning": "poetry-core",
    "uv_build": "uv_build", "flit_core": "flit_core", "flit": "flit_core", "pdm": "pdm-backend", "maturin": "maturin",
    "scikit_build_core": "scikit-build-core", "mesonpy": "meson-python", "pbr": "pbr", "whey": "whey",
    "flit_scm": "flit_scm",
}  # fmt: skip
"""The build backends by the first part of `build-backend`."""

SCM = {
    "setuptools-scm": "setuptools-scm", "hatch-vcs": "hatch-vcs", "versioningit": "versioningit", "pbr": "pbr",
    "poetry-dynamic-versioning": "poetry-dynamic-versioning", "uv-dynamic-versioning": "uv-dynamic-versioning",
    "flit-scm": "flit-scm", "setuptools-git-versioning": "setuptools-git-versioning",
    "vcs-versioning": "setuptools-scm", "versioneer": "versioneer",
}  # fmt: skip
"""What takes the version from git, by the name in `build-system.requires`."""


class BuildFile:
    """A file that the build backend reads: its path beside `pyproject.toml`, and the key that names it."""

    __slots__ = ("key", "path")

    def __init__(self, path: str, key: str) -> None:
        self.path = path
        self.key = key

    def __repr__(self) -> str:
        return f"BuildFile({self.path!r}, {self.key!r})"


class Pyproject:
    """A `pyproject.toml`. Every question has an answer, however odd the file; `table` is all of it."""

    __slots__ = ("path", "table", "text")

    def __init__(self, path: str, text: str, table: "dict[str, Any]") -> None:
        self.path = path
        self.text = text
        self.table = table

    def get(self, *keys: str) -> "Any":
        """The value at `get("tool", "uv", "package")`, or None."""
        value: Any = self.table
        for key in keys:
            if not isinstance(value, dict):
                return None
            value = value.get(key)
        return value

    def strings(self, *keys: str) -> list[str]:
        """The strings of a list."""
        value = self.get(*keys)
        return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []

    def section(self, *keys: str) -> "dict[str, Any]":
        """A table; empty where there is none."""
        value = self.get(*keys)
        return value if isinstance(value, dict) else {}

    def text_at(self, *keys: str) -> str | None:
        """A string, or None."""
        value = self.get(*keys)
        return value if isinstance(value, str) else None

    # The project

    @property
    def name(self) -> str | None:
        """The name of the distribution."""
        return self.text_at("project", "name") or self.text_at("tool", "poetry", "name")

    @property
    def requires_python(self) -> str | None:
        """`requires-python`, or what Poetry's dependencies say about `python`."""
        found = self.text_at("project", "requires-python")
        if found is None:
            found = self.text_at("tool", "poetry", "dependencies", "python")
        return found

    @property
    def dependencies(self) -> list[Requirement]:
        """What the project needs at run time, optional dependencies left out."""
        found = _requirements(self.strings("project", "dependencies"))
        return found + _of_poetry(self.section("tool", "poetry", "dependencies"))

    @property
    def optional(self) -> dict[str, list[Requirement]]:
        """The extras."""
        extras = self.section("project", "optional-dependencies")
        return {name: _requirements(self.strings("project", "optional-dependencies", name)) for name in extras}

    @property
    def groups(self) -> dict[str, list[Requirement]]:
        """All groups that are not for users of the project, of any manager, those that they include taken in."""
        found = self._groups()
        legacy = self.strings("tool", "uv", "dev-dependencies")
        if legacy:
            found.setdefault("dev", []).extend(_requirements(legacy))
        for name in self.section("tool", "pdm", "dev-dependencies"):
            found.setdefault(normalize(name), []).extend(
                _requirements(self.strings("tool", "pdm", "dev-dependencies", name))
            )
        for name, requirements in self.poetry_groups.items():
            found.setdefault(normalize(name), []).extend(requirements)
        return found

    def _groups(self) -> dict[str, list[Requirement]]:
        """The table `dependency-groups` with what each group includes, by normalised name."""
        table: dict[str, list[object]] = {}
        for name, value in self.section("dependency-groups").items():
            table.setdefault(normalize(name), []).extend(value if isinstance(value, list) else [])
        budget = MAX_GROUPED
        found: dict[str, list[Requirement]] = {}
        for name in table:
            found[name] = []
            seen = {name}
            waiting = table[name][::-1]
            while waiting and budget > 0:
                budget -= 1
                item = waiting.pop()
                if isinstance(item, str):
                    found[name] += _requirements([item])
                elif isinstance(item, dict) and isinstance(item.get("include-group"), str):
                    other = normalize(item["include-group"])
                    if other in table and other not in seen:
                        seen.add(other)
                        waiting += table[other][::-1]
        return found

    @property
    def uv_default_groups(self) -> list[str]:
        """The groups that hold something and that `uv sync` installs where nobody says otherwise."""
        groups = self.groups
        value = self.get("tool", "uv", "default-groups")
        if value == "all":
            return [name for name, requirements in groups.items() if requirements]
        names = self.strings("tool", "uv", "default-groups") if isinstance(value, list) else ["dev"]
        return [normalize(name) for name in names if groups.get(normalize(name))]

    @property
    def poetry_groups(self) -> dict[str, list[Requirement]]:
        """The groups of Poetry beside `main`, the optional ones too."""
        found: dict[str, list[Requirement]] = {}
        legacy = self.section("tool", "poetry", "dev-dependencies")
        if legacy:
            found["dev"] = _of_poetry(legacy)
        for name in self.section("tool", "poetry", "group"):
            found.setdefault(name, []).extend(_of_poetry(self.section("tool", "poetry", "group", name, "dependencies")))
        return found

    @property
    def poetry_default_groups(self) -> list[str]:
        """The groups that hold something and that `poetry install` installs where nobody says otherwise."""
        found = {
            name: None
            for name, requirements in self.poetry_groups.items()
            if requirements and self.get("tool", "poetry", "group", name, "optional") is not True
        }
        # Poetry 2.2 reads them too; they are optional only where its own table says so.
        groups = self._groups() if self.uses_poetry else {}
        for name in self.section("dependency-groups"):
            optional = self.get("tool", "poetry", "group", name, "optional") is True
            if not optional and groups.get(normalize(name)):
                found[name] = None
        return list(found)

    # Managers

    @property
    def uses_poetry(self) -> bool:
        """Whether the file is one of Poetry."""
        return bool(self.section("tool", "poetry"))

    @property
    def uses_uv(self) -> bool:
        """Whether the file has settings of uv."""
        return isinstance(self.get("tool", "uv"), dict)

    @property
    def uses_pdm(self) -> bool:
        """Whether the file has settings of PDM."""
        return isinstance(self.get("tool", "pdm"), dict)

    @property
    def is_package(self) -> bool:
        """Whether uv (or PDM) builds and installs the project itself, not only what it needs."""
        package = self.get("tool", "uv", "package")
        if isinstance(package, bool):
            return package
        distribution = self.get("tool", "pdm", "distribution")
        if isinstance(distribution, bool):
            return distribution
        return "build-system" in self.table

    @property
    def is_poetry_package(self) -> bool:
        """Whether `poetry install` installs the project itself."""
        return self.get("tool", "poetry", "package-mode") is not False

    @property
    def workspace_members(self) -> list[str]:
        """The wildcards of a workspace of uv."""
        return self.strings("tool", "uv", "workspace", "members")

    @property
    def path_dependencies(self) -> list[str]:
        """The paths, beside this file, of dependencies that lie in the repository."""
        found: list[str] = []
        for tables in (self.section("tool", "uv", "sources"), self.section("tool", "poetry", "dependencies")):
            for value in tables.values():
                items = value if isinstance(value, list) else [value]
                paths = [item.get("path") for item in items if isinstance(item, dict)]
                found += [clean(path) for path in paths if isinstance(path, str)]
        return found

    # Building

    @property
    def backend(self) -> str | None:
        """What builds the project: `hatchling`, `setuptools`, `poetry-core` …; None where that is not known.

        A file without `[build-system]` is built by setuptools.
        """
        if "build-system" not in self.table:
            return "setuptools"
        name = self.text_at("build-system", "build-backend")
        if name is None:
            return "setuptools"
        return BACKENDS.get(name.partition(".")[0].partition(":")[0].replace("-", "_"))

    @property
    def build_requires(self) -> list[Requirement]:
        """What has to be installed to build the project."""
        return _requirements(self.strings("build-system", "requires"))

    @property
    def is_dynamic_version(self) -> bool:
        """Whether the version is computed when the project is built."""
        return "version" in self.strings("project", "dynamic") or self.text_at("project", "version") is None

    @property
    def scm_version(self) -> str | None:
        """The tool that takes the version from git when the project is built, or None."""
        if not self.is_dynamic_version and "project" in self.table:
            return None
        if self.get("tool", "pdm", "version", "source") == "scm":
            return "pdm-backend"
        if self.get("tool", "poetry-dynamic-versioning", "enable") is True:
            return "poetry-dynamic-versioning"
        names = [requirement.name for requirement in self.build_requires]
        tool = next((SCM[name] for name in names if name in SCM), None)
        if tool == "poetry-dynamic-versioning":
            return None
        if tool in ("hatch-vcs", "uv-dynamic-versioning") and self.get("tool", "hatch", "version", "source") not in (
            "vcs", "uv-dynamic-versioning",
        ):  # fmt: skip
            return None
        if tool == "setuptools-scm" and self.get("tool", "setuptools_scm") is None:
            # Since version 8 it acts only where it is asked for: by its table, or by the extra `simple`.
            simple = any(r.name == "setuptools-scm" and "simple" in r.extras for r in self.build_requires)
            if not simple or "version" not in self.strings("project", "dynamic"):
                return None
        return tool

    @property
    def has_fallback_version(self) -> bool:
        """Whether there is a version for where git tells none."""
        places = (
            ("tool", "setuptools_scm", "fallback_version"), ("tool", "setuptools-git-versioning", "starting_version"),
            ("tool", "hatch", "version", "fallback-version"),
            ("tool", "hatch", "version", "raw-options", "fallback_version"),
            ("tool", "versioningit", "default-version"), ("tool", "pdm", "version", "fallback_version"),
            ("tool", "uv-dynamic-versioning", "fallback-version"),
            ("tool", "poetry-dynamic-versioning", "fallback-version"),
        )  # fmt: skip
        return any(self.text_at(*place) is not None for place in places)

    @property
    def build_files(self) -> list[BuildFile]:
        """The single files beside this one that the backend reads when it builds the project."""
        found: list[BuildFile] = []

        def add(value: object, key: str) -> None:
            if isinstance(value, str) and value and "*" not in value and not value.startswith("/"):
                found.append(BuildFile(clean(value), key))

        readme = self.get("project", "readme")
        add(readme.get("file") if isinstance(readme, dict) else readme, "project.readme")
        if readme is None:
            poetry = self.get("tool", "poetry", "readme")
            for item in poetry if isinstance(poetry, list) else [poetry]:
                add(item, "tool.poetry.readme")
        license_ = self.get("project", "license")
        if isinstance(license_, dict):
            add(license_.get("file"), "project.license")
        for item in self.strings("project", "license-files"):
            add(item, "project.license-files")
        if self.is_dynamic_version:
            add(self.get("tool", "hatch", "version", "path"), "tool.hatch.version.path")
        for name in self.section("tool", "setuptools", "dynamic"):
            value = self.get("tool", "setuptools", "dynamic", name, "file")
            for item in value if isinstance(value, list) else [value]:
                add(item, f"tool.setuptools.dynamic.{name}")
        for item in self.strings("tool", "hatch", "metadata", "hooks", "requirements_txt", "files"):
            add(item, "tool.hatch.metadata.hooks.requirements_txt.files")
        return found

    @property
    def packages(self) -> list[str]:
        """The paths of the importable packages beside this file, where it names them one by one."""
        found: list[str] = []
        entries = self.get("tool", "poetry", "packages")
        for entry in entries if isinstance(entries, list) else []:
            include, base = (entry.get("include"), entry.get("from")) if isinstance(entry, dict) else (None, None)
            if isinstance(include, str):
                found.append(f"{base}/{include}" if isinstance(base, str) else include)
        found += self.strings("tool", "hatch", "build", "targets", "wheel", "packages")
        module = self.get("tool", "uv", "build-backend", "module-name")
        if isinstance(module, str):
            root = self.text_at("tool", "uv", "build-backend", "module-root")
            found.append(f"{'src' if root is None else root}/{module.replace('.', '/')}".lstrip("/"))
        return [] if any("*" in path for path in found) else [clean(path) for path in found]

    @property
    def scripts(self) -> dict[str, str]:
        """The commands that the project installs, by name: `module:function`."""
        tables = (self.section("project", "scripts"), self.section("tool", "poetry", "scripts"))
        return {name: value for table in tables for name, value in table.items() if isinstance(value, str)}


def groups_named(groups: list[str]) -> str:
    """Groups as the subject of a sentence, three at most: the group `dev` is; the groups `dev` and `docs` are."""
    names = " and ".join(f"`{name}`" for name in groups[:3])
    return f"the group {names} is" if len(groups) == 1 else f"the groups {names} are"


def read_pyproject(path: str, text: str) -> Pyproject | None:
    """A `pyproject.toml`; None where it is no TOML. Raises `TomlLimit` where it is beyond what is read."""
    try:
        return Pyproject(path, text, parse_toml(text))
    except TomlLimit:
        raise
    except TomlError:
        return None


def _requirements(texts: list[str]) -> list[Requirement]:
    return [found for found in map(parse_requirement, texts) if found is not None]


def _of_poetry(table: "dict[str, Any]") -> list[Requirement]:
    """The dependencies of Poetry, `name = "^1.2"` or `name = {git = "…"}`, those that are optional left out."""
    found: list[Requirement] = []
    for name, value in table.items():
        entry = value[0] if isinstance(value, list) and value else value
        if name == "python" or (isinstance(entry, dict) and entry.get("optional") is True):
            continue
        requirement = Requirement(name, name)
        if isinstance(entry, str):
            requirement.specifier = entry
        elif isinstance(entry, dict):
            version, git, path = entry.get("version"), entry.get("git"), entry.get("path")
            requirement.specifier = version if isinstance(version, str) else ""
            if isinstance(git, str):
                commit = entry.get("rev")
                requirement.url = f"git+{git}" + (f"@{commit}" if isinstance(commit, str) else "")
            elif isinstance(path, str):
                requirement.url = path
            extras = entry.get("extras")
            requirement.extras = tuple(str(extra) for extra in extras) if isinstance(extras, list) else ()
            marker = entry.get("markers") or entry.get("platform")
            requirement.marker = marker if isinstance(marker, str) else None
        found.append(requirement)
    return found
