r"""A Python image leaves the release of Debian open

`python:3.12-slim` is built on the newest Debian. On 2025-08-08 that became another one over night: packages had other
names or were gone, and images that install with `apt-get` did not build any more. With the release in the tag one moves
when one wants to.

```dockerfile bad as-of=2026-08-01
FROM python:3.13-slim
            ^^^^^^^^^ `3.13-slim` moves to the next Debian by itself, and packages are installed from it: write `3.13-slim-trixie`
RUN apt-get update && apt-get install -y libpq5
```

```dockerfile fixed
FROM python:3.13-slim-trixie
RUN apt-get update && apt-get install -y libpq5
```

Where nothing is installed from Debian, that is worth knowing, and no more.

```dockerfile bad as-of=2026-08-01
FROM python:3.13
            ^^^^ `3.13` moves to the next Debian by itself: write `3.13-trixie`
```

```dockerfile fixed
FROM python:3.13-trixie
```

```dockerfile good as-of=2026-08-01
FROM python:3.13-slim-trixie
FROM python:3.13-alpine
FROM python:3.13-slim@sha256:4bcff63911fcb4448bd4fdacec207030997caf25e9bea4045fa6c8c44de311d1
```

```dockerfile good as-of=2026-08-01
FROM python:slim
FROM python:3.8-slim
FROM python:3.13-slim AS test
```
"""

from dlint.api import Problem, Problems, Stage, facts, replace, rule


@rule("DK1008", on="stage", severity="info", fix="safe")
def unpinned_debian_suite(stage: Stage) -> Problems:
    tag = stage.python_tag
    reference = stage.reference
    if tag is None or reference is None or reference.digest or tag.variant not in ("full", "slim") or tag.suite_span:
        return
    if tag.is_default or tag.prerelease or tag.suite is None or tag.minor is None or stage.is_development:
        return
    # A tag that is no longer built does not move.
    if facts.python_suites(tag.minor).get(tag.build or "", ("", ""))[1] is not None:
        return
    place = stage.part("tag")
    better = f"{tag.tag}-{tag.suite}"
    literal = stage.node.image is not None and stage.text == stage.node.image.text
    installs = any(
        command.subcommand is not None and command.subcommand.value == "install"
        for command in stage.file.commands_in(stage, "apt-get", "apt")
    )
    reason = "moves to the next Debian by itself" + (", and packages are installed from it" if installs else "")
    yield Problem(
        place,
        f"`{tag.tag}` {reason}: write `{better}`",
        *([replace(place, better)] if literal else []),
        severity="warning" if installs else "info",
    )
