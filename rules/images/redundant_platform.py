r"""FROM asks for the platform that is the default anyway

```dockerfile bad
FROM --platform=$TARGETPLATFORM debian:12
     ^^^^^^^^^^^^^^^^^^^^^^^^^^ `$TARGETPLATFORM` is the default: leave `--platform` out
```

```dockerfile fixed
FROM debian:12
```

What builds for the machine that builds, or for a part of the target, says something.

```dockerfile good
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
```

```dockerfile good
FROM --platform=linux/$TARGETARCH debian:12
```
"""

from dlint.api import Edit, File, From, Problem, Problems, expand, rule

SAMPLE = "linux/amd64"


@rule("DL3065", on="FROM", fix="safe", severity="info", aliases=("RedundantTargetPlatform",))
def redundant_platform(node: From, file: File) -> Problems:
    flag = node.flag("platform")
    if flag is None or not flag.value:
        return
    expansion = expand(flag.value, {"TARGETPLATFORM": SAMPLE}, file.tree.escape)
    if expansion.matched == ["TARGETPLATFORM"] and not expansion.unmatched and expansion.text == SAMPLE:
        following = [span for span in (*node.flags, *node.arguments) if span.start > flag.start]
        end = min((span.start for span in following), default=flag.end)
        if "\n" in file.source.text[flag.end : end]:
            end = flag.end
        edit = Edit(flag.start, end, "")
        yield Problem(flag, f"`{flag.value}` is the default: leave `--platform` out", edit)
