r"""An image comes from a registry that is not allowed

Many teams build on images from their own registry, or from few that they trust. Which these are is said in `allow`;
where it is empty, nothing is told.

```dockerfile bad allow=["docker.io", "*.example.org"]
FROM quay.io/centos/centos:stream9
     ^^^^^^^ images from `quay.io` are not allowed: take one from `docker.io` or `*.example.org`
COPY --from=ghcr.io/astral-sh/uv:0.9 /uv /bin/
            ^^^^^^^ images from `ghcr.io` are not allowed: take one from `docker.io` or `*.example.org`
RUN --mount=type=bind,from=localhost:5000/tools:1,target=/tools /tools/setup
                           ^^^^^^^^^^^^^^ images from `localhost:5000` are not allowed: take one from `docker.io` or `*.example.org`
```

An entry is a registry with its port, where it has one; `*` stands for anything at its beginning or end. Without a
registry an image is from `docker.io`. Stages, `scratch`, and images that are not known are fine.

```dockerfile good allow=["docker.io", "registry.example.org:5000", "*.gcr.io"]
ARG REGISTRY
FROM debian:12 AS build
FROM registry.example.org:5000/team/base:1 AS base
FROM $REGISTRY/team/base:1
COPY --from=build /app /app
COPY --from=0 /app /app
COPY --from=eu.gcr.io/team/tools:1 /bin/tool /bin/
FROM scratch
```

```dockerfile good
FROM quay.io/centos/centos:stream9
```
"""

from dlint.api import Copy, From, Instruction, Problem, Problems, Run, Span, Stage, mounts_of, parse_reference, rule

SYNONYMS = ("docker.io", "hub.docker.com", "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com")


@rule("DL3026", on=("FROM", "COPY", "RUN"), severity="error")
def untrusted_registry(node: Instruction, stage: Stage, *, allow: tuple[str, ...] = ()) -> Problems:
    if not allow:
        return
    for text, place in images(node, stage):
        reference = parse_reference(text)
        registry = reference.registry
        if reference.error or any(matches(registry, entry) for entry in allow):
            continue
        if reference.registry_span is not None and place.end - place.start == len(text):
            start, end = reference.registry_span
            place = Span(place.start + start, place.start + end)
        listed = " or ".join(f"`{entry}`" for entry in allow)
        yield Problem(place, f"images from `{registry}` are not allowed: take one from {listed}")


def images(node: Instruction, stage: Stage) -> list[tuple[str, Span]]:
    """The images that an instruction names, and where."""
    if isinstance(node, From):
        return [(stage.text, node.image)] if stage.reference is not None and stage.text and node.image else []
    found: list[tuple[str, Span]] = []
    if isinstance(node, Copy):
        flag = node.flag("from")
        if flag is not None and flag.value:
            found.append((flag.value, flag.value_span or flag))
    elif isinstance(node, Run):
        for mount in mounts_of(node):
            origin = mount.get("from")
            span = mount.flag.value_span
            if origin and span is not None:
                at = (mount.flag.value or "").find(f"from={origin}") + len("from=")
                plain = span.end - span.start == len(mount.flag.value or "")
                found.append((origin, Span(span.start + at, span.start + at + len(origin)) if plain else mount.flag))
    names = [other.name for other in stage.file.stages]
    return [
        (text, place)
        for text, place in found
        if "$" not in text and text.lower() not in names and not text.isdecimal() and text != "scratch"
    ]


def matches(registry: str, entry: str) -> bool:
    """Whether a registry is meant by an entry of `allow`."""
    if entry in SYNONYMS and registry in SYNONYMS:
        return True
    if entry.startswith("*"):
        return registry.endswith(entry[1:])
    if entry.endswith("*"):
        return registry.startswith(entry[:-1])
    return registry == entry
