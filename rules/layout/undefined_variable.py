r"""A variable is used that nothing sets

BuildKit puts nothing in its place and goes on: a path lacks a part, an option has no value. A variable exists from the ARG
or ENV that declares it in this stage, in one it is based on, or in the base image.

```dockerfile bad
FROM debian:12
ENV APP_HOME=/srv/app
WORKDIR $APP_HMOE/data
        ^^^^^^^^^ nothing sets `APP_HMOE`, did you mean `APP_HOME`?
ENV LD_LIBRARY_PATH=/opt/lib:$LD_LIBRARY_PATH
                             ^^^^^^^^^^^^^^^^ nothing sets `LD_LIBRARY_PATH`, so it is empty here
COPY <<EOF /etc/app.conf
home = $HOME/app
       ^^^^^ nothing sets `HOME` before the container runs, so it is empty here: write the path
EOF
```

What is declared before the first FROM, and what BuildKit brings, is known in a stage once an ARG there says so.

```dockerfile bad
ARG RELEASE=1.2
FROM example/base
COPY app-$RELEASE-${TARGETARCH} /app
         ^^^^^^^^ `RELEASE` is declared before the first `FROM` only, so it is empty here: write `ARG RELEASE` in this stage
                  ^^^^^^^^^^^^^ `TARGETARCH` is known to a stage that asks for it only: write `ARG TARGETARCH` in this stage
```

```dockerfile fixed
ARG RELEASE=1.2
FROM example/base
ARG RELEASE
ARG TARGETARCH
COPY app-$RELEASE-${TARGETARCH} /app
```

What RUN, CMD and ENTRYPOINT run is for the shell. A base image of which nothing is known may set anything. A default
says that the variable need not be there.

```dockerfile good
ARG BASE_VERSION=1
FROM example/base:$BASE_VERSION
ARG NAME OTHER=$NAME
ENV PATH=$GOPATH/bin:$PATH VERSION=$BASE_VERSION
RUN echo $HOME
COPY $NAME $OTHER /
FROM debian:12
ADD https://example.org/tool-${VERSION:-1.0} /bin/tool
LABEL price='$5' cost=\$5
ONBUILD COPY $NAME /
```

With `buildkit`, a default does not excuse, as in `docker build --check`.

```dockerfile bad buildkit=true
FROM debian:12
ADD https://example.org/tool-${VERSION:-1.0} /bin/tool
                             ^^^^^^^^^^^^^^^ nothing sets `VERSION`, so it is empty here
```

A character that is no letter can be a variable too.

```dockerfile bad
FROM debian:12
LABEL price=$5
            ^^ `$5` is a variable, and nothing sets it: write `\$5`
```
"""

from dlint.api import (
    Arg,
    Edit,
    File,
    From,
    Instruction,
    Part,
    Problem,
    Problems,
    Scope,
    Stage,
    Variable,
    insert_before,
    nearest,
    parts_of,
    rule,
    variables,
)

PREDEFINED = (
    "TARGETPLATFORM", "TARGETOS", "TARGETARCH", "TARGETVARIANT", "TARGETSTAGE", "BUILDPLATFORM", "BUILDOS", "BUILDARCH",
    "BUILDVARIANT",
)  # fmt: skip
UNCHECKED = ("expose",)
MANY = 300
"""Among so many names nothing is looked for."""
EXCUSES = ("-", "+", "?")


@rule("DK8010", on="stage", fix="unsafe", aliases=("UndefinedVar",))
def undefined_variable(stage: Stage, *, buildkit: bool = False) -> Problems:
    file = stage.file
    global_names = declared_before_from(file)
    for node, scope in file.triggered(stage):
        yield from used_in(stage, node, scope, global_names, buildkit)
    for node in stage.instructions:
        if node.name != "ONBUILD":
            yield from used_in(stage, node, file.scope_at(node), global_names, buildkit)


def used_in(stage: Stage, node: Instruction, scope: Scope, global_names: set[str], buildkit: bool) -> Problems:
    """The variables of one instruction: one problem for each name and each text that is expanded."""
    file = stage.file
    for part in parts_of(file, node, scope):
        if "$" not in part.text or part.kind in UNCHECKED:
            continue
        uses = variables(part.text, file.tree.escape, heredoc_body=part.heredoc)
        for name in part.expansion.unmatched:
            of_name = [use for use in uses if use.name == name]
            excused = of_name and all((use.modifier or " ")[-1] in EXCUSES for use in of_name)
            if excused and not buildkit:
                continue
            place = part.place(of_name[0].start, of_name[0].end) if of_name else part.span
            if name in part.undefined or is_forgotten(stage, name, scope, global_names):
                message, edits = told(file, node, name, part, of_name, name in global_names)
                yield Problem(place, message, *edits, title=f"declare `{name}`" if edits else None)


def is_forgotten(stage: Stage, name: str, scope: Scope, global_names: set[str]) -> bool:
    """Whether a name that the base image might set, of which nothing is known, is meant to be an ARG all the same."""
    if scope.value(name).origin != "image":
        return False
    image = stage.root.node.image
    return name in PREDEFINED or (name in global_names and (image is None or name not in image.text))


def declared_before_from(file: File) -> set[str]:
    """The names that ARGs before the first FROM declare."""
    found: set[str] = set()
    for node in file.tree.instructions:
        if isinstance(node, From):
            break
        if isinstance(node, Arg):
            found.update(pair.key.text for pair in node.pairs)
    return found


def told(
    file: File, node: Instruction, name: str, part: Part, uses: list[Variable], known_elsewhere: bool
) -> tuple[str, list[Edit]]:
    """The message, and the ARG that would help where one would."""
    if name in PREDEFINED or known_elsewhere:
        message = f"`{name}` is known to a stage that asks for it only: write `ARG {name}` in this stage"
        if known_elsewhere:
            message = f"`{name}` is declared before the first `FROM` only, so it is empty here: write `ARG {name}` in this stage"
        keyword = "arg" if node.keyword.text.islower() else "ARG"
        in_place = node.onbuild is None and node.start == node.line_start
        return message, [insert_before(node, f"{keyword} {name}\n")] if in_place else []
    if name == "HOME":
        return f"nothing sets `{name}` before the container runs, so it is empty here: write the path", []
    if not (name[0].isalpha() or name[0] == "_"):
        written = part.text[uses[0].start : uses[0].end] if uses else f"${name}"
        return f"`{written}` is a variable, and nothing sets it: write `{file.tree.escape}{written}`", []
    names = part.scope.names() - {"PATH"} if len(name) > 3 else set()
    meant = nearest(name, tuple(sorted(names))) if len(names) < MANY else None
    return f"nothing sets `{name}`, {f'did you mean `{meant}`?' if meant else 'so it is empty here'}", []
