r"""The Python of a base image has reached its end of life

A Python version gets security fixes for five years. After that nobody mends it, and its images are no longer built, so
that their operating system gets no fixes either.

```dockerfile bad as-of=2026-01-15
FROM python:3.8-alpine
            ^^^ Python 3.8 gets no security fixes since 2024-10-07: use 3.10 or later
```

```dockerfile fixed
FROM python:3.10-alpine
```

Half a year before the end it is time to plan; that is told as information.

```dockerfile bad as-of=2026-06-01
ARG PYTHON_VERSION=3.10
FROM python:${PYTHON_VERSION}-slim
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Python 3.10 gets no security fixes from 2026-10-31 on: plan for 3.11 or later
```

A stage for tests may well use an old one, and of other images the Python version is not known.

```dockerfile good as-of=2026-01-15
FROM python:3.8-slim AS test
RUN python -m unittest
FROM python:3.13-slim
```

```dockerfile good as-of=2026-01-15
FROM example/python:3.8
FROM pypy:3.8
FROM python:3.99
```
"""

from dlint.api import Problem, Problems, Stage, facts, replace, rule

WARN_DAYS = 180
LONG_AGO_DAYS = -365


@rule("DK1002", on="stage", fix="unsafe")
def eol_python(stage: Stage) -> Problems:
    tag = stage.python_tag
    if tag is None or tag.minor is None or tag.is_default or stage.is_development or tag.prerelease:
        return
    cycle = facts.eol("python", tag.minor)
    as_of = stage.file.settings.as_of
    days = cycle.days_left(as_of) if cycle is not None else None
    if cycle is None or cycle.supported_until is None or days is None or days > WARN_DAYS:
        return
    place = stage.part("tag")
    edits = []
    newer = [other.cycle for other in facts.supported("python", as_of) if (other.days_left(as_of) or 0) > max(days, 0)]
    oldest = min(newer, key=lambda version: [int(part) for part in version.split(".")]) if newer else None
    if tag.version_span is not None and stage.text == (stage.node.image.text if stage.node.image else None):
        place = stage.part_of_tag(tag.version_span)
        if oldest and stage.reference is not None and not stage.reference.digest:
            edits = [replace(place, oldest)]
    advice = f"use {oldest} or later" if oldest else "use a supported version"
    if days >= 0:
        message = (
            f"Python {tag.minor} gets no security fixes from {cycle.supported_until} on: plan for {oldest} or later"
        )
        yield Problem(place, message, severity="info")
    else:
        message = f"Python {tag.minor} gets no security fixes since {cycle.supported_until}: {advice}"
        yield Problem(place, message, *edits, severity="error" if days < LONG_AGO_DAYS else "warning")
