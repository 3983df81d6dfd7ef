r"""A base image is not made for the platform that is asked for

Docker pulls it all the same, with a warning that is easily missed; what it holds does not run where it should, or runs
emulated and slow.

```dockerfile bad
FROM --platform=linux/amd64 arm64v8/debian:12 AS tools-amd64
                            ^^^^^^^^^^^^^^^^^ `arm64v8/debian:12` is made for linux/arm64, and the stage for linux/amd64
COPY --from=i386/busybox:1.37 /bin/busybox /bin/
            ^^^^^^^^^^^^^^^^^ `i386/busybox:1.37` is made for linux/386, and the stage for linux/amd64
```

Which platforms an image has is known for the official images of one architecture only. The platform of a stage is known
where it is written, not where the build decides.

```dockerfile good
FROM arm64v8/debian:12
FROM --platform=linux/arm64 arm64v8/debian:12
```

```dockerfile good
FROM --platform=$BUILDPLATFORM i386/debian:12
FROM --platform=linux/amd64 debian:12
```
"""

from dlint.api import (
    Build,
    Copy,
    From,
    ImageReference,
    Platform,
    Problem,
    Problems,
    Run,
    Span,
    Stage,
    config_of,
    mounts_of,
    parse_platform,
    parse_reference,
    rule,
)


@rule("DK8008", on="stage", aliases=("InvalidBaseImagePlatform",))
def mismatched_base_platform(stage: Stage) -> Problems:
    file = stage.file
    own = platform_of(file, stage)
    if own is None:
        return
    if stage.base is None and stage.reference is not None and stage.node.image is not None:
        yield from compared(file, stage.reference, own, stage.node.image)
    # A file is taken from an image of the stage's own platform.
    for node in stage.instructions:
        if isinstance(node, Copy):
            flag = node.flag("from")
            if flag is not None and flag.value:
                yield from compared(file, parse_reference(flag.value), own, flag.value_span or flag)
        elif isinstance(node, Run):
            for mount in mounts_of(node):
                origin = mount.get("from")
                if origin:
                    yield from compared(file, parse_reference(origin), own, mount)


def compared(file: Build, reference: ImageReference, own: Platform, place: Span) -> Problems:
    made = config_of(reference, file.settings.images).platform
    if (
        made is None
        or (made.system, made.architecture) == (own.system, own.architecture)
        or is_stage(file, reference.text)
    ):
        return
    yield Problem(place, f"`{reference.text}` is made for {made.text}, and the stage for {own.text}")


def platform_of(file: Build, stage: Stage) -> Platform | None:
    """The platform of a stage, or None where the build decides; that of a stage which another is based on counts there."""
    text = file.settings.platform
    node: From = stage.root.node
    flag = node.flag("platform")
    if flag is not None and flag.value:
        text = file.scope_at(node).expand(flag.value)
    platform = parse_platform(text) if text else None
    return platform if platform is not None and not platform.error and platform.architecture else None


def is_stage(file: Build, name: str) -> bool:
    return any(stage.name == name.lower() for stage in file.stages)
