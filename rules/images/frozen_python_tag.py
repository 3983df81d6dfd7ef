r"""A tag of the Python image is no longer rebuilt

The official image is built for two releases of Debian and of Alpine at a time. A tag that names an older one can still be
pulled, so nothing breaks; but it never gets another security fix, of Python or of the operating system.

```dockerfile bad as-of=2026-08-01
FROM python:3.12-slim-bullseye
            ^^^^^^^^^^^^^^^^^^ `3.12-slim-bullseye` is not rebuilt since 2025-08-08: use `3.12-slim-trixie`
```

```dockerfile fixed
FROM python:3.12-slim-trixie
```

All tags of a version end with it.

```dockerfile bad as-of=2026-08-01
FROM python:3.8-alpine
            ^^^^^^^^^^ `3.8-alpine` is not rebuilt since 2024-10-07: move to a supported version of Python
```

```dockerfile good as-of=2026-08-01
FROM python:3.12-slim
FROM python:3.13-alpine
```

```dockerfile good as-of=2026-08-01
FROM python:3.12-slim-bookworm
FROM registry.example.org/python:3.8-slim-buster
FROM python:3.99-slim-bookworm
```
"""

from dlint.api import Problem, Problems, Stage, facts, replace, rule


@rule("DK1003", on="stage", fix="unsafe")
def frozen_python_tag(stage: Stage) -> Problems:
    tag = stage.python_tag
    reference = stage.reference
    if tag is None or reference is None or reference.digest or tag.minor is None or tag.build is None or tag.is_default:
        return
    if stage.is_development:
        return
    suites = facts.python_suites(tag.minor)
    _, last = suites.get(tag.build, ("", None))
    if last is None or last > stage.file.settings.as_of:
        return
    place = stage.part("tag")
    current = current_suite(suites, tag.variant)
    edits = []
    advice = "move to a supported version of Python"
    if current and tag.suite_span is not None and tag.version is not None:
        begin, end = tag.suite_span
        newer = tag.tag[:begin] + current + tag.tag[end:]
        advice = f"use `{newer}`"
        if stage.node.image is not None and stage.text == stage.node.image.text:
            edits = [replace(place, newer)]
    yield Problem(place, f"`{tag.tag}` is not rebuilt since {last}: {advice}", *edits)


def current_suite(suites: dict[str, tuple[str, str | None]], variant: str) -> str | None:
    """The newest release that a version of Python is built for, in the same variant."""
    prefix = "slim-" if variant == "slim" else ""
    built = [
        (first, name.removeprefix("slim-"))
        for name, (first, last) in suites.items()
        if last is None
        and name.startswith("slim-") == bool(prefix)
        and name.startswith("alpine") == (variant == "alpine")
        and "windows" not in name
        and "nanoserver" not in name
    ]
    return max(built)[1] if built else None
