r"""The official image of Python has no such tag

The parts of a tag stand in one order, `<version>-slim-<release>`, and not every version is built for every release.

```dockerfile bad
FROM python:3.12-alpine-slim
            ^^^^^^^^^^^^^^^^ there is no `python:3.12-alpine-slim`: the order is `<version>-slim-<release>` or `<version>-alpine<release>`
```

```dockerfile bad
FROM python:3.13-slim-buster
            ^^^^^^^^^^^^^^^^ there is no `python:3.13-slim-buster`: Python 3.13 was never built for buster
```

What is newer than the facts that dlint has may well exist.

```dockerfile good
FROM python:3.13-slim-trixie
FROM python:3.99-slim-buster
FROM python:3.14.0rc1-alpine3.22
```

```dockerfile good
FROM python:3.8-slim-buster
FROM python:3.13-slim-nextone
FROM mirror.example.org/python:whatever
FROM python:3.9-windowsservercore
```
"""

from dlint.api import Problem, Problems, Stage, facts, parse_python_tag, re, rule

SHAPE = "the order is `<version>-slim-<release>` or `<version>-alpine<release>`"
WRONG = re.compile(
    r"(?:slim|alpine|bookworm|bullseye|buster|trixie)-\d+\.\d+(?:\.\d+)?|.*alpine[\d.]*-slim|.*slim-alpine[\d.]*|.*-alpine-\d.*"
)
OLD_RELEASES = ("wheezy", "jessie", "stretch", "buster", "bullseye")


@rule("DK1007", on="stage", severity="error")
def nonexistent_python_tag(stage: Stage) -> Problems:
    reference = stage.reference
    if reference is None or reference.name != "python" or not reference.tag or reference.error or reference.digest:
        return
    place = stage.part("tag")
    tag = parse_python_tag(reference.tag)
    if tag is None:
        if WRONG.fullmatch(reference.tag):
            yield Problem(place, f"there is no `python:{reference.tag}`: {SHAPE}")
        return
    suites = facts.python_suites(tag.minor) if tag.minor and not tag.is_default else {}
    release = tag.suite if tag.suite_span else None
    if suites and release in OLD_RELEASES and tag.build not in suites:
        message = f"there is no `python:{reference.tag}`: Python {tag.minor} was never built for {release}"
        yield Problem(place, message)
