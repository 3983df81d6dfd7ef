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
    Problem,
    Problems,
    Scope,
    Span,
    Stage,
    Variable,
    expanded_parts,
    insert_before,
    nearest,
    rule,
    variables,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

PREDEFINED = (
    "TARGETPLATFORM", "TARGETOS", "TARGETARCH", "TARGETVARIANT", "TARGETSTAGE", "BUILDPLATFORM", "BUILDOS", "BUILDARCH",
    "BUILDVARIANT",
)  # fmt: skip
UNCHECKED = ("expose",)
MANY = 300
"""Among so many names no similar one is looked for."""
EXCUSES = ("-", "+", "?")


@rule("DK8010", on="file", fix="unsafe", aliases=("UndefinedVar",))
def undefined_variable(file: File, *, buildkit: bool = False) -> Problems:
    outside = declared_before_from(file)
    for stage in file.stages:
        own: list[str] = []
        for node, scope in (*file.triggered(stage), *((node, file.scope_at(node)) for node in stage.instructions)):
            if node.name == "ONBUILD":
                continue
            for name, place, written in undefined_in(stage, node, scope, outside, buildkit):
                if name in PREDEFINED or name in outside:
                    message = f"`{name}` is known to a stage that asks for it only: write `ARG {name}` in this stage"
                    if name in outside:
                        message = f"`{name}` is declared before the first `FROM` only, so it is empty here: write `ARG {name}` in this stage"
                    yield Problem(place, message, *declared(node, name), title=f"declare `{name}`")
                else:
                    own = own or sorted(file.scope_after(stage).names() - {"PATH"})
                    yield Problem(place, told(name, written, own, file.tree.escape))


def undefined_in(
    stage: Stage, node: Instruction, scope: Scope, outside: set[str], buildkit: bool
) -> "Iterator[tuple[str, Span, str]]":
    """The undefined variables of an instruction, with place and spelling: once for each text that is expanded."""
    for part in expanded_parts(stage.file, node, scope):
        if "$" not in part.text or part.kind in UNCHECKED or not part.expansion.unmatched:
            continue
        uses: dict[str, list[Variable]] = {}
        for use in variables(part.text, stage.file.tree.escape, heredoc_body=part.heredoc):
            uses.setdefault(use.name, []).append(use)
        undefined = set(part.undefined)
        for name in part.expansion.unmatched:
            of_name = uses.get(name, [])
            excused = of_name and all((use.modifier or " ")[-1] in EXCUSES for use in of_name)
            if (excused and not buildkit) or not (name in undefined or is_forgotten(stage, name, scope, outside)):
                continue
            if of_name:
                first = of_name[0]
                yield name, part.place(first.start, first.end), part.text[first.start : first.end]
            else:
                yield name, part.span, f"${name}"


def is_forgotten(stage: Stage, name: str, scope: Scope, outside: set[str]) -> bool:
    """Whether a name that the base image might set, of which nothing is known, is meant to be an ARG all the same."""
    if scope.value(name).origin != "image":
        return False
    image = stage.root.node.image
    return name in PREDEFINED or (name in outside and (image is None or name not in image.text))


def declared_before_from(file: File) -> set[str]:
    """The names that ARGs before the first FROM declare."""
    found: set[str] = set()
    for node in file.tree.instructions:
        if isinstance(node, From):
            break
        if isinstance(node, Arg):
            found.update(pair.key.text for pair in node.pairs)
    return found


def declared(node: Instruction, name: str) -> list[Edit]:
    """The ARG in front of an instruction; none where that is inside another one, or indented."""
    if node.onbuild is not None or node.start != node.line_start:
        return []
    return [insert_before(node, f"{'arg' if node.keyword.text.islower() else 'ARG'} {name}\n")]


def told(name: str, written: str, names: list[str], escape: str) -> str:
    """What to say of a variable that no ARG would help; `names` are those that the stage knows."""
    if name == "HOME":
        return f"nothing sets `{name}` before the container runs, so it is empty here: write the path"
    # `${%x}` asks for the variable without a name.
    if not (name[:1].isalpha() or name[:1] == "_"):
        return f"`{written}` is a variable, and nothing sets it: write `{escape}{written}`"
    meant = None
    if len(name) > 3 and len(names) < MANY:
        meant = nearest(name, tuple(other for other in names if other != name))
    return f"nothing sets `{name}`, {f'did you mean `{meant}`?' if meant else 'so it is empty here'}"
