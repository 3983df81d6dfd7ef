r"""The operating system of a base image has reached its end of life

A release gets security fixes for some years. After that, what is found in its libraries stays open, and sooner or later
its package servers are switched off, so that the image can't even be built any more.

```dockerfile bad as-of=2026-06-01
FROM debian:buster-slim
            ^^^^^^ Debian buster gets no security fixes since 2022-09-10: use trixie
```

```dockerfile bad as-of=2026-06-01
FROM alpine:3.16
            ^^^^ Alpine 3.16 gets no security fixes since 2024-05-23: use 3.23
```

```dockerfile bad as-of=2026-06-01
FROM node:18-bullseye AS build
             ^^^^^^^^ Debian bullseye gets only the fixes of Debian LTS since 2024-08-14: use trixie
```

```dockerfile bad as-of=2026-06-01
FROM debian:10
            ^^ Debian 10 gets no security fixes since 2022-09-10: use 13
```

A digest does not help: it is the same old image. A stage for tests may well use one, and releases that are not known are
passed over.

```dockerfile good as-of=2026-06-01
FROM debian:trixie
FROM alpine:3.23
FROM ubuntu:24.04
```

```dockerfile good as-of=2026-06-01
FROM debian:buster AS test
FROM example.org/team/debian:9
FROM alpine:edge
FROM debian:unstable
```
"""

from dlint.api import Problem, Problems, Stage, facts, re, rule

NAMES = {"debian": "Debian", "alpine": "Alpine", "ubuntu": "Ubuntu"}


@rule("DK1004", on="stage")
def eol_os_release(stage: Stage) -> Problems:
    family = stage.family
    reference = stage.reference
    if reference is None or stage.is_development or family.distribution not in NAMES or not family.release:
        return
    release = family.release.removeprefix("alpine")
    cycle = facts.eol(family.distribution, release)
    if cycle is None:
        return
    codename = (cycle.codename or "").partition(" ")[0].lower()
    names = "|".join(re.escape(name) for name in (release, cycle.cycle, codename) if name)
    # Where the tag does not name the release, the language's own end of life is what matters.
    match = re.search(rf"(?:^|[-.]|alpine)({names})(?![\w.])", reference.tag or "")
    as_of = stage.file.settings.as_of
    if match is None or not cycle.ended(as_of) or is_frozen(stage):
        return
    written = match[1]
    place = stage.part_of_tag(match.span(1))
    newer = [other for other in facts.supported(family.distribution, as_of) if other.released <= as_of]
    latest = max(newer, key=lambda other: other.released) if newer else None
    advice = f": use {latest.cycle}" if latest else ""
    if latest and latest.codename and not written[0].isdigit():
        advice = f": use {latest.codename.partition(' ')[0].lower()}"
    since = "" if cycle.days_left(as_of) is None else f" since {cycle.supported_until}"
    name = NAMES[family.distribution]
    # Debian LTS comes by itself; Ubuntu's extended support has to be subscribed to.
    if family.distribution == "debian" and cycle.extended(as_of):
        message = f"{name} {written} gets only the fixes of Debian LTS{since}{advice}"
        yield Problem(place, message, severity="info")
    else:
        yield Problem(place, f"{name} {written} gets no security fixes{since}{advice}")


def is_frozen(stage: Stage) -> bool:
    """Whether the tag is one of the Python image that is no longer built, which a rule of its own tells."""
    tag = stage.python_tag
    suites = facts.python_suites(tag.minor) if tag is not None and tag.minor is not None else {}
    return tag is not None and suites.get(tag.build or "", ("", None))[1] is not None
