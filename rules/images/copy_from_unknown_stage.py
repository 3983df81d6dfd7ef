r"""Files are copied from a stage that is not there

`--from` takes the name of an earlier stage. Any other name is an image, which is pulled; without a tag that is whatever
was pushed last, and where the name of a stage was meant, it is somebody else's.

```dockerfile bad
FROM golang:1.25 AS builder
RUN go build -o /app
FROM debian:12
COPY --from=build /app /app
            ^^^^^ there is no stage `build`, so an image of that name is pulled: write `builder`
COPY --from=composer /usr/bin/composer /usr/bin/
            ^^^^^^^^ `composer` is no stage, and an image without a tag: write `composer:<version>`
RUN --mount=from=ghcr.io/astral-sh/uv,target=/uv /uv/uv sync
                 ^^^^^^^^^^^^^^^^^^^^ `ghcr.io/astral-sh/uv` is no stage, and an image without a tag: write `ghcr.io/astral-sh/uv:<version>`
```

Stages, their numbers, images with a tag or a digest, and the names in `contexts` (given with `--build-context`) are
fine. A number that no stage has ends the build and is told elsewhere.

```dockerfile good contexts=["shared"]
FROM golang:1.25 AS build
FROM debian:12 AS final
COPY --from=build /app /app
COPY --from=Build /app /app
COPY --from=0 /app /app
COPY --from=nginx:1.29 /etc/nginx /etc/nginx
COPY --from=localhost:5000/tools@sha256:4bcff63911fcb4448bd4fdacec207030997caf25e9bea4045fa6c8c44de311d1 /bin /bin
COPY --from=shared /config /config
RUN --mount=type=cache,from=build,target=/cache true
ONBUILD COPY --from=customization / /rootfs
```

With `strict`, variables, numbers that no stage has, and stages that come later are told too, as hadolint does.

```dockerfile bad strict=true
FROM golang:1.25 AS build
FROM debian:12
COPY --from=$TOOLS /bin/tool /bin/
            ^^^^^^ there is no stage `$TOOLS`: write the name of an earlier one
COPY --from=7 /bin/tool /bin/
            ^ there is no stage `7`: write the name of an earlier one
COPY --from=later /bin/tool /bin/
            ^^^^^ there is no stage `later`: write the name of an earlier one
FROM debian:12 AS later
```

```dockerfile good
FROM debian:12 AS build
FROM debian:12
COPY --from=BUILD /a /b
COPY --from=0 /a /c
```
"""

from dlint.api import Copy, File, Flag, Problem, Problems, Run, Span, Stage, mounts_of, parse_reference, rule


@rule("DL3022", on=("COPY", "RUN"))
def copy_from_unknown_stage(
    node: Copy | Run, file: File, *, contexts: tuple[str, ...] = (), strict: bool = False
) -> Problems:
    stage = file.stage_of(node)
    # What ONBUILD copies from is a stage of the file that is built on this image.
    if stage is None or not node.flags or node.onbuild:
        return
    for text, place in origins(node):
        if text in contexts or is_stage(text, stage, strict):
            continue
        if "$" in text or text.isdecimal() or is_stage(text, stage, False):
            # Either ends the build, and `build-failure` tells.
            if strict and ":" not in text:
                yield Problem(place, f"there is no stage `{text}`: write the name of an earlier one")
            continue
        reference = parse_reference(text)
        if text == "scratch" or reference.error or reference.tag or reference.digest:
            continue
        from difflib import get_close_matches

        names = [earlier.name for earlier in file.stages[: stage.index] if earlier.name]
        close = get_close_matches(text.lower(), names, 1, 0.75) if "/" not in text else []
        if close:
            message = f"there is no stage `{text}`, so an image of that name is pulled: write `{close[0]}`"
            yield Problem(place, message)
        else:
            yield Problem(
                place,
                f"`{text}` is no stage, and an image without a tag: write `{text}:<version>`",
                severity="info",
            )


def origins(node: Copy | Run) -> list[tuple[str, Span]]:
    """What the files are taken from, and where that is written."""
    if isinstance(node, Copy):
        flag = node.flag("from")
        return [(flag.value, flag.value_span or flag)] if flag is not None and flag.value else []
    found: list[tuple[str, Span]] = []
    for mount in mounts_of(node):
        text = mount.get("from")
        if text:
            found.append((text, in_flag(mount.flag, text)))
    return found


def in_flag(flag: Flag, text: str) -> Span:
    """Where `from=text` is written in a mount; the whole flag where that is not plain."""
    span = flag.value_span
    at = (flag.value or "").find(f"from={text}")
    if span is None or at < 0 or span.end - span.start != len(flag.value or ""):
        return flag
    start = span.start + at + len("from=")
    return Span(start, start + len(text))


def is_stage(text: str, stage: Stage, earlier: bool) -> bool:
    """Whether a name or number is a stage of the file, or one that stands before this one ends."""
    stages = stage.file.stages[: stage.index + 1] if earlier else stage.file.stages
    if text.isascii() and text.isdecimal():
        return int(text[:9]) < len(stages)
    return any(other.name == text.lower() for other in stages)
