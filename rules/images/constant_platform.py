r"""FROM fixes the platform

With a platform written down, the image is for that platform whatever the build is asked for: `--platform linux/arm64`
still gives an amd64 image, which the machine it was built for has to emulate, if it can.

```dockerfile bad
FROM --platform=linux/amd64 node:22
     ^^^^^^^^^^^^^^^^^^^^^^ the platform is `linux/amd64` whatever the build asks for: leave it to `docker build --platform`
```

A variable follows the build. A stage whose name tells system or architecture is meant to be for that one.

```dockerfile good
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
```

```dockerfile good
FROM --platform=linux/arm64 debian:12 AS tools-arm64
FROM --platform=${TARGETOS}/amd64 debian:12
```

With `strict`, every platform but `BUILDPLATFORM` and `TARGETPLATFORM` is told, as hadolint does.

```dockerfile bad strict=true
FROM --platform=linux/arm64 debian:12 AS tools-arm64
     ^^^^^^^^^^^^^^^^^^^^^^ the platform is `linux/arm64` whatever the build asks for: leave it to `docker build --platform`
FROM --platform=${TARGETOS}/amd64 debian:12
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the platform is `${TARGETOS}/amd64` whatever the build asks for: leave it to `docker build --platform`
```
"""

from dlint.api import File, From, Problem, Problems, parse_platform, rule


@rule("DL3029", on="FROM", aliases=("FromPlatformFlagConstDisallowed",))
def constant_platform(node: From, file: File, *, strict: bool = False) -> Problems:
    flag = node.flag("platform")
    if flag is None or not flag.value:
        return
    if strict:
        silent = "BUILDPLATFORM" in flag.value or "TARGETPLATFORM" in flag.value
    else:
        silent = "$" in flag.value or follows_name(flag.value, node.alias.text.lower() if node.alias else "")
    if not silent:
        yield Problem(
            flag, f"the platform is `{flag.value}` whatever the build asks for: leave it to `docker build --platform`"
        )


def follows_name(text: str, name: str) -> bool:
    """Whether the name of the stage tells the platform, or it is none."""
    platform = parse_platform(text)
    if platform.error:
        return True
    architecture = platform.architecture or "amd64"
    return platform.system in name or architecture in name
