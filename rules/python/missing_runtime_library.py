r"""A package needs a library that the image does not have

Some packages are only half of what they need: the other half is a shared library or a program of the system, which pip
does not install. The image builds, and `import` fails, or the first call that needs it.

```dockerfile bad
FROM python:3.13-slim-trixie
RUN pip install --no-cache-dir opencv-python==4.12.0.88
                               ^^^^^^^^^^^^^^^^^^^^^^^^ `opencv-python` needs `libgl1` and `libglib2.0-0t64`, which are not in the image: install them with apt, or use opencv-python-headless
```

```dockerfile bad
FROM python:3.13-slim-trixie AS build
RUN apt-get update && apt-get install -y gcc libpq-dev
COPY requirements.txt .
RUN pip wheel -w /wheels -r requirements.txt && pip install -r requirements.txt
FROM python:3.13-slim-trixie
COPY --from=build /wheels /wheels
COPY requirements.txt .
RUN pip install --find-links /wheels -r requirements.txt
                                        ^^^^^^^^^^^^^^^^ `psycopg2` needs `libpq5`, which is not in the image: install it with apt, or use psycopg2-binary or psycopg[binary]
```

```text requirements.txt
psycopg2==2.9.11
```

```dockerfile good
FROM python:3.13-slim-trixie
RUN apt-get update && apt-get install -y --no-install-recommends libgl1 libglib2.0-0
RUN pip install opencv-python==4.12.0.88 opencv-python-headless==4.12.0.88 psycopg2-binary==2.9.11
```

The full image has more, and of one that is not known nobody can tell.

```dockerfile good
FROM registry.example.org/team/base:3
RUN pip install opencv-python==4.12.0.88
```

```dockerfile good
FROM python:3.13-slim-trixie
COPY --from=build /usr/lib/x86_64-linux-gnu /usr/lib/x86_64-linux-gnu
RUN pip install opencv-python==4.12.0.88
```

A package that brings the library as one of its own needs is as good.

```dockerfile good
FROM python:3.13-slim-trixie
RUN apt-get update && apt-get install -y ffmpeg default-mysql-client
RUN pip install opencv-python==4.12.0.88 mysqlclient==2.2.7
```
"""

from dlint.api import Copy, Installed, Problem, Problems, Stage, facts, installed_in, manager_of, rule, run_commands

BRINGERS = {
    "libgl1": ("libgl1-mesa-glx", "libgl1-mesa-dri", "libgl1-mesa-dev", "libopencv-dev", "ffmpeg", "libsm6", "mesa-utils", "libgtk"),
    "libglib2.0-0": ("libglib2.0-dev", "ffmpeg", "libsm6", "libgtk", "libopencv", "libpango", "gstreamer", "libgl1-mesa-glx"),
    "libpq5": ("libpq-dev", "postgresql", "postgresql-client", "postgresql-server-dev-all"),
    "libmariadb3": ("libmariadb-dev", "default-libmysqlclient-dev", "mysql-client", "mariadb-client", "default-mysql-client",
                    "libmysqlclient-dev", "libmariadb-dev-compat"),
    "libpango-1.0-0": ("libpangocairo-1.0-0", "libpango1.0-dev", "pango", "libpangoft2-1.0-0", "weasyprint"),
    "libpangoft2-1.0-0": ("libpango", "pango", "weasyprint"),
    "libharfbuzz-subset0": ("libpango", "libharfbuzz", "weasyprint"),
    "libcairo2": ("libcairo2-dev", "libpango", "libgtk"),
    "libmagic1": ("file", "libmagic-dev"),
    "libgomp1": ("gcc", "build-essential", "g++"),
    "git": ("git-core", "git-lfs", "git-all"),
    "libldap2": ("libldap2-dev", "libldap-dev", "libldap-2.4-2", "libldap-2.5-0", "ldap-utils"),
    "libsasl2-2": ("libsasl2-dev", "libldap"),
    "ffmpeg": ("libav-tools", "libavcodec-extra"),
    "graphviz": ("libgraphviz-dev",),
    "poppler-utils": ("poppler",),
    "libgssapi-krb5-2": ("libkrb5-dev", "krb5-user", "libpq"),
    "libkrb5-3": ("libkrb5-dev", "krb5-user"),
    "libzbar0": ("libzbar-dev", "zbar-tools"),
    "libportaudio2": ("portaudio19-dev", "libportaudio"),
    "libgdal36": ("libgdal-dev", "gdal-bin"),
}  # fmt: skip
"""Packages of Debian that bring another one, by the beginnings of their names."""

OPTIONAL = ("graphviz", "gitpython", "selenium", "pyodbc", "playwright", "pdfkit", "cairosvg")
"""Much that depends on these does without the other half."""


@rule("DK4313", on="stage", stage="production")
def missing_runtime_library(stage: Stage) -> Problems:
    if stage.role != "final":
        return
    family = stage.family
    if family.name not in ("python-slim", "debian", "ubuntu", "uv") or family.distribution not in ("debian", "ubuntu"):
        return
    if family.has("bash") is not True and family.name != "uv":
        return
    libraries = facts.system_libs()
    present = packages(stage)
    if present is None or copies_libraries(stage):
        return
    seen: set[str] = set()
    for found in installed_in(stage):
        entry = libraries.get(found.name)
        if entry is None or found.name in seen or not entry.run or found.name in OPTIONAL or is_conditional(found):
            continue
        seen.add(found.name)
        if not entry.wheels and not entry_compiled(present, found):
            # It can't even be installed, which is told elsewhere.
            continue
        missing = [
            names.split("|")[0] for names in entry.run if not any(is_there(name, present) for name in names.split("|"))
        ]
        if missing and stage.file.stage_of(found.command.instruction) is stage:
            names = " and ".join(f"`{name}`" for name in missing)
            verb, them = ("are", "them") if len(missing) > 1 else ("is", "it")
            advice = f", or use {entry.alternative.partition(' (')[0]}" if entry.alternative else ""
            fault = f"`{found.name}` needs {names}, which {verb} not in the image"
            yield Problem(found.word, f"{fault}: install {them} with apt{advice}")


def is_conditional(found: Installed) -> bool:
    """Whether a package is for some platforms only, or brings the library in another form."""
    requirement = found.requirement
    return requirement is not None and (bool(requirement.marker) or bool({"binary", "c"} & set(requirement.extras)))


def entry_compiled(present: set[str], found: Installed) -> bool:
    """Whether a package that has to be compiled may have been."""
    names = ("gcc", "build-essential", "g++", "clang")
    return found.command.has("--find-links", "-f", "--no-index") or any(
        name.startswith(names) or name.endswith("-dev") for name in present
    )


def is_there(name: str, present: set[str]) -> bool:
    """Whether a package of the system is installed, by itself or by another one."""
    names = {name, name.removesuffix("t64"), *BRINGERS.get(name, ()), *BRINGERS.get(name.removesuffix("t64"), ())}
    return any(other == one or other.startswith(f"{one}-") or (one in BRINGERS.get(name, ()) and other.startswith(one))
               for other in present for one in names)  # fmt: skip


def packages(stage: Stage) -> set[str] | None:
    """The packages of the system that a stage installs; None where that is not known."""
    found: set[str] = set()
    for command in run_commands(stage):
        if command.name is None or command.name.endswith((".sh", "make")) or "xargs" in command.wrappers:
            return None
        if command.family == "playwright" and command.has("--with-deps"):
            return None
        manager = manager_of(command.family)
        if manager is not None and manager.system == "debian":
            for word in command.operands:
                if word.value is None:
                    return None
                found.add(word.value.partition("=")[0].partition("/")[0].partition(":")[0])
        elif manager is not None and manager.system == "any":
            return None
    return found


def copies_libraries(stage: Stage) -> bool:
    """Whether a library may come from another stage."""
    for node in stage.chain_instructions:
        if isinstance(node, Copy) and node.flag("from") is not None:
            text = node.logical.text
            if ".so" in text or any(part in text for part in ("/usr/lib", "/lib/", "/usr/bin", " /usr/local ", " / ")):
                return True
    return False
