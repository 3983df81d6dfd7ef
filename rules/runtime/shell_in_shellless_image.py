r"""A shell is needed in an image that has none

`scratch`, distroless and hardened images have no `/bin/sh`. RUN fails in them, and what is in shell form ends with "no
such file or directory" when the container starts. Only the exec form works; what has to be run is run in another stage.

```dockerfile bad
FROM golang:1.25 AS build
RUN go build -o /server
FROM scratch
COPY --from=build /server /server
CMD /server --port 8000
    ^^^^^^^^^^^^^^^^^^^ there is no shell in `scratch` that could run this: write `CMD ["/server", "--port", "8000"]`
```

```dockerfile bad
FROM gcr.io/distroless/python3-debian13:nonroot
RUN pip install flask
    ^^^^^^^^^^^^^^^^^ there is no shell in `gcr.io/distroless/python3-debian13:nonroot` that could run this: run it in another stage and copy the result
HEALTHCHECK CMD curl -f http://localhost/ || exit 1
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ there is no shell in `gcr.io/distroless/python3-debian13:nonroot` that could run this: write the exec form, `["program", "argument"]`
ENTRYPOINT ["/bin/sh", "-c", "exec python3 app.py"]
            ^^^^^^^^^ there is no shell in `gcr.io/distroless/python3-debian13:nonroot`: start the program itself
```

An image that gets a shell, the exec form, the `debug` variants, and images that are not known are fine.

```dockerfile good
FROM busybox:1.37 AS busybox
FROM scratch
COPY --from=busybox /bin /bin
RUN adduser -D app
CMD app
FROM scratch
ADD rootfs.tar.xz /
CMD /bin/bash
```

```dockerfile good
FROM gcr.io/distroless/static-debian12:debug
RUN ["/busybox/sh", "-c", "true"]
CMD ["/server"]
FROM registry.example.org/team/base
RUN make
FROM cgr.dev/chainguard/python:latest-dev
RUN pip install flask
```
"""

from dlint.api import File, Healthcheck, Invocation, Problem, Problems, Stage, Transfer, rule

SHELLS = ("/bin/sh", "sh", "/bin/bash", "bash", "/bin/ash", "ash")
WHERE_PROGRAMS_ARE = ("", "/bin", "/usr", "/usr/bin", "/usr/local/bin", "/sbin", "/usr/local")


@rule("DK5104", on=("RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"), severity="error")
def shell_in_shellless_image(node: Invocation, file: File) -> Problems:
    stage = file.stage_of(node)
    if stage is None or not node.arguments or node.onbuild:
        return
    if isinstance(node, Healthcheck) and (node.kind is None or node.kind.text.upper() != "CMD"):
        return
    if file.shell_words(node) is not None or not lacks_shell(stage, node):
        return
    image = f"there is no shell in `{stage.root.text}`"
    if node.json is not None:
        first = node.json.elements[0] if node.json.elements else None
        if first is not None and first.value in SHELLS:
            yield Problem(first, f"{image}: start the program itself")
        return
    if node.name == "RUN":
        yield Problem(node.arguments[0], f"{image} that could run this: run it in another stage and copy the result")
        return
    commands = file.commands(node)
    values = [word.value for word in commands[0].words] if len(commands) == 1 else [None]
    advice = 'write the exec form, `["program", "argument"]`'
    if None not in values and commands[0].simple is not None and not commands[0].simple.redirections:
        words = ", ".join(f'"{value}"' for value in values)
        advice = f"write `{node.name} [{words}]`"
        if isinstance(node, Healthcheck) or "`" in words:
            advice = f"write `[{words}]`"
    yield Problem(node.arguments[0], f"{image} that could run this: {advice}")


def lacks_shell(stage: Stage, node: Invocation) -> bool:
    """Whether there certainly is no shell in the image when an instruction runs."""
    root = stage.root
    if not root.is_scratch:
        if root.family.shell is not False or "debug" in (root.text or "") or root.family.distribution == "windows":
            return False
        if root.family.name == "uv-binary":
            return False
    for before in stage.chain_instructions:
        if before is node:
            break
        if isinstance(before, Transfer) and may_bring_shell(before, scratch=root.is_scratch):
            return False
        if before.name == "RUN" and before.json is not None:
            # Whatever program runs there may make one.
            return False
        if before.name == "ONBUILD":
            return False
    return True


def may_bring_shell(node: Transfer, *, scratch: bool) -> bool:
    """Whether a copy may bring a shell: a file system, an archive, a directory of programs."""
    target = (node.destination.value if node.destination is not None else "").rstrip("/")
    sources = [word.value.rstrip("/") for word in node.sources]
    if "$" in target or any("$" in source for source in sources) or node.heredocs:
        return True
    if any(source.rpartition("/")[2] in ("sh", "bash", "busybox", "ash", "dash") for source in sources):
        return True
    if node.name == "ADD" and any(".t" in source or "://" in source for source in sources):
        return True
    if target in ("", ".") or "bin" in target.split("/"):
        # A single file is no shell, unless it is called so.
        return any(may_be_directory(source) for source in sources) or len(sources) > 3
    return target in WHERE_PROGRAMS_ARE or (scratch and target in ("/rootfs", "/etc"))


def may_be_directory(source: str) -> bool:
    """Whether a source may be a directory with programs, going by its name."""
    last = source.rpartition("/")[2]
    return last in (
        "",
        ".",
        "..",
        "bin",
        "sbin",
        "usr",
        "root",
        "rootfs",
        "out",
        "dist",
        "target",
        "install",
        "output",
    ) or ("*" in last or "root" in last or "fs" in last)
