r"""A package is not in this release of Debian

`apt-get install` ends with "has no installation candidate". Tags such as `python:3.12-slim` name no release of Debian and
move to the next one, which is how builds break that nobody has touched.

```dockerfile bad
FROM python:3.12-slim-trixie
RUN apt-get update && apt-get install -y libgl1-mesa-glx software-properties-common
                                         ^^^^^^^^^^^^^^^ `libgl1-mesa-glx` is not in Debian trixie: use `libgl1`
                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^ `software-properties-common` is not in Debian trixie: leave it out
```

```dockerfile fixed
FROM python:3.12-slim-trixie
RUN apt-get update && apt-get install -y libgl1
```

```dockerfile bad
FROM python:3.12-slim
RUN apt-get update \
 && apt-get install -y netcat
                       ^^^^^^ `netcat` is not in Debian trixie, which `python:3.12-slim` is built on today: use `netcat-openbsd`
```

```dockerfile fixed
FROM python:3.12-slim
RUN apt-get update \
 && apt-get install -y netcat-openbsd
```

An older release has it; another source of packages may; and who writes `||` expects the failure.

```dockerfile good
FROM python:3.12-slim-bookworm
RUN apt-get update && apt-get install -y libgl1-mesa-glx
FROM python:3.12-slim-trixie
RUN echo 'deb http://deb.debian.org/debian bookworm main' > /etc/apt/sources.list.d/bookworm.list
RUN apt-get update && apt-get install -y libgl1-mesa-glx
```

```dockerfile good
FROM debian:13
RUN apt-get install -y netcat || apt-get install -y netcat-openbsd
FROM ubuntu:24.04
RUN apt-get install -y libgl1-mesa-glx
```
"""

from dlint.api import Command, Edit, File, Package, Problem, Problems, Stage, distro_python, facts, re, replace, rule

SUITES = ("wheezy", "jessie", "stretch", "buster", "bullseye", "bookworm", "trixie", "forky")
OTHER_SOURCES = re.compile(
    r"sources\.list|\.sources\b|add-apt-repository|apt-add-repository|snapshot\.debian|extrepo|archive\.debian"
)
NAME = re.compile(r"[a-z0-9][a-z0-9.+-]*\Z")


@rule("DK4603", on=("RUN apt-get install", "RUN apt install"), severity="error", fix="unsafe")
def apt_package_removed(command: Command, file: File, stage: Stage) -> Problems:
    if stage.family.distribution != "debian":
        return
    suite, implied = suite_of(stage)
    if suite not in SUITES or command.has("-t", "--ignore-missing"):
        return
    if command.operator_after == "||" or command.conditional:
        return
    removed = facts.removed_packages(unconfirmed=True)
    packages = distro_python.system_packages(command, file)
    gone = [package for package in packages if package.name in removed and "/" not in package.word.text]
    if not gone or has_other_sources(stage):
        return
    for package in gone:
        fact = removed[package.name]
        if fact.is_command or SUITES.index(fact.gone_in) > SUITES.index(suite) or package.version is not None:
            continue
        use = fact.use if NAME.match(fact.use) and fact.use != "drop" else None
        today = f", which `{stage.root.text}` is built on today" if implied else ""
        needless = fact.use.startswith(("drop", "nothing"))
        advice = f"use `{use}`" if use else "leave it out" if needless else f"use {fact.use}"
        message = f"`{package.name}` is not in Debian {suite}{today}: {advice}"
        severity = "warning" if implied or not fact.confirmed else None
        edits = edits_for(package, command, use, needless and len(packages) > 1)
        yield Problem(package.word, message, *edits, severity=severity, safety="safe" if use else "unsafe")


def suite_of(stage: Stage) -> tuple[str | None, bool]:
    """The release of Debian, and whether it is the one that the tag stands for today."""
    family = stage.family
    return family.release, family.tag is not None and family.tag.suite_span is None


def has_other_sources(stage: Stage) -> bool:
    """Whether packages may come from elsewhere."""
    for node in stage.chain_instructions:
        if node.name in ("RUN", "COPY", "ADD"):
            text = node.logical.text + "".join(heredoc.content for heredoc in node.heredocs)
            if OTHER_SOURCES.search(text) or re.search(r"[\w.-]+\.list\b|/etc/apt|\bdpkg -i|\.sh\b|\.deb\b", text):
                return True
    return False


def edits_for(package: Package, command: Command, use: str | None, drop: bool) -> list[Edit]:
    """The new name, or the word taken out."""
    if not package.word.plain or package.word.text != package.name:
        return []
    if use:
        return [replace(package.word, use)]
    span = distro_python.without(package, command) if drop else None
    return [Edit(span.start, span.end, "")] if span is not None else []
