r"""The build fails before it starts

The file can be read, and yet it can't be built: a name of an image that is none, a stage that is not there yet, a mount
with an option that it has not, a variable whose braces are not closed. BuildKit tells the first of them once it has got
there; here all are told at once, without building.

```dockerfile bad
FROM Debian:12 AS build
     ^^^^^^^^^ the build fails: `Debian:12` is no image: its name has capital letters
COPY --from=$TOOLS /bin/tool /bin/
            ^^^^^^ the build fails: `--from` can't have a variable: write `FROM $TOOLS AS <name>` and take it `--from=<name>`
COPY --from=later --chmod=u+rw /app /app
            ^^^^^ the build fails: the stage `later` comes later, on line 10: move it above this one
RUN --mount=type=cache,targte=/root/.cache true
                       ^^^^^^ the build fails: a mount has no `targte`, did you mean `target`?
COPY https://example.org/tool /bin/tool
     ^^^^^^^^^^^^^^^^^^^^^^^^ the build fails: `COPY` can't download: write `ADD https://example.org/tool …`
ENV GREETING="hello
             ^^^^^^ the build fails: a `"` is not closed
STOPSIGNAL SIGSTOPP
           ^^^^^^^^ the build fails: `SIGSTOPP` is no signal: write a name like `SIGTERM`, or its number

USER nobody
FROM --platform=linux_amd64 debian:12 AS later
                ^^^^^^^^^^^ the build fails: `linux_amd64` is no platform: write it like `linux/amd64`
FROM $IMAGE
     ^^^^^^ the build fails: no `ARG IMAGE` stands before the first `FROM`, so there is no base image
COPY --from=3 /app /app
            ^ the build fails: there is no stage 3: the last one is 2
```

```dockerfile fixed
FROM Debian:12 AS build
COPY --from=$TOOLS /bin/tool /bin/
COPY --from=later --chmod=u+rw /app /app
RUN --mount=type=cache,target=/root/.cache true
COPY https://example.org/tool /bin/tool
ENV GREETING="hello
STOPSIGNAL SIGSTOPP

USER nobody
FROM --platform=linux_amd64 debian:12 AS later
FROM $IMAGE
COPY --from=3 /app /app
```

What a build argument decides, and what the base image sets, is not known, so nothing is said about it.

```dockerfile good
ARG IMAGE
FROM $IMAGE AS build
ARG MODE
COPY --chmod=$MODE app /app
COPY --from=build app "/app"
```

```dockerfile good
ARG IMAGE
FROM $IMAGE AS build
ARG MODE
RUN --mount=type=$KIND,target=/x,size=1 true
ADD --checksum=$SUM https://example.org/tool /bin/tool
STOPSIGNAL ${SIGNAL:-TERM}
ENV BUILD=${BUILD_NUMBER:?has to be given}
```

What ONBUILD holds is judged where it is run.

```dockerfile bad
FROM debian:12 AS base
ONBUILD COPY app
             ^^^ the build fails: `COPY` has no destination, write `COPY app <destination>` (run by the `FROM` on line 4)
ONBUILD STOPSIGNAL NOW
                   ^^^ the build fails: `NOW` is no signal: write a name like `SIGTERM`, or its number (run by the `FROM` on line 4)
FROM base
```

With `buildkit`, an ARG without a value counts as empty where no build argument gives one, as it does in the build.

```dockerfile bad buildkit=true
ARG IMAGE
FROM $IMAGE
     ^^^^^^ the build fails: `$IMAGE` expands to nothing, so there is no base image
```
"""

from dlint.api import Problem, Problems, SyntaxFault, replace, rule

ELSEWHERE = ("syntax", "port", "own-stage", "before-from", "onbuild")


@rule("DK8014", on="fault", severity="error", fix="unsafe")
def build_failure(fault: SyntaxFault, *, buildkit: bool = False) -> Problems:
    if fault.kind in ELSEWHERE or (fault.helped and not buildkit):
        return
    edits = [replace(fault, fault.replacement)] if fault.replacement else []
    yield Problem(fault, f"the build fails: {fault.message}", *edits)
