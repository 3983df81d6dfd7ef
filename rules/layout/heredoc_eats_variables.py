r"""Variables of a script in a heredoc are replaced when the image is built

`COPY <<EOF` is expanded by BuildKit: `$NAME` and `"$@"` are replaced by what is declared in the Dockerfile, and by nothing
where nothing is. Quotes around the word after `<<` keep the text as it is.

```dockerfile bad
FROM debian:13
COPY --chmod=755 <<EOF /entrypoint.sh
                 ^^^^^ `$name` and `$@` are replaced when the image is built, by nothing: write `<<'EOF'`
#!/bin/sh
name=$(hostname)
echo "on $name"
exec "$@"
EOF
```

```dockerfile fixed
FROM debian:13
COPY --chmod=755 <<'EOF' /entrypoint.sh
#!/bin/sh
name=$(hostname)
echo "on $name"
exec "$@"
EOF
```

Variables of the Dockerfile are meant to be replaced; others have a backslash then.

```dockerfile good
FROM debian:13
ARG VERSION=1
COPY <<EOF /etc/app.conf
version = $VERSION
EOF
```

```dockerfile good
FROM debian:13
ARG VERSION=1
COPY --chmod=755 <<EOF /entrypoint.sh
#!/bin/sh
echo "version $VERSION"
exec "\$@"
EOF
COPY <<'EOF' /run.sh
exec "$@"
EOF
RUN <<EOF
name=$(hostname)
echo $name
EOF
```

```dockerfile bad
FROM debian:13
ARG VERSION=1
COPY --chmod=755 <<EOF /entrypoint.sh
                 ^^^^^ `$@` is replaced when the image is built, by nothing: write `\$@`
#!/bin/sh
echo "version $VERSION"
exec "$@"
EOF
```
"""

from dlint.api import File, Heredoc, Problem, Problems, Transfer, re, replace, rule, variables

SCRIPT = re.compile(r"#!|(?:.*\n)?\s*(?:set -[eux]|exec )")


@rule("DK4511", on=("COPY", "ADD"), fix="safe")
def heredoc_eats_variables(node: Transfer, file: File) -> Problems:
    target = node.destination.value if node.destination is not None else ""
    for heredoc in node.heredocs:
        if not heredoc.expand or "$" not in heredoc.content:
            continue
        if not (SCRIPT.match(heredoc.content) or target.endswith((".sh", ".bash"))):
            continue
        eaten, meant = used(heredoc, node, file)
        if eaten:
            yield told(heredoc, eaten, meant)


def used(heredoc: Heredoc, node: Transfer, file: File) -> tuple[list[str], bool]:
    """The variables that nothing sets, and whether there are others."""
    scope = file.scope_at(node)
    eaten: list[str] = []
    meant = False
    for variable in variables(heredoc.content, file.tree.escape, heredoc_body=True):
        name = variable.name
        own = re.search(
            rf"(?:^|[\s;(]){re.escape(name)}=|\bfor {re.escape(name)} in|\bread\b.* {re.escape(name)}\b",
            heredoc.content,
        )
        state = scope.state(name)
        if (
            not (name[:1].isalpha() or name[:1] == "_")
            or state == "undefined"
            or (own and state in ("unknown", "unset"))
        ):
            if name not in eaten:
                eaten.append(name)
        else:
            meant = True
    return eaten, meant


def told(heredoc: Heredoc, eaten: list[str], meant: bool) -> Problem:
    """The problem of one heredoc, at the word that starts it."""
    shown = [f"`${name}`" for name in eaten]
    text = shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
    message = f"{text} {'is' if len(shown) == 1 else 'are'} replaced when the image is built, by nothing: write "
    word = heredoc.word
    if meant:
        return Problem(word, f"{message}`\\${eaten[0]}`")
    start = word.text[: len(word.text) - len(heredoc.delimiter)]
    if start + heredoc.delimiter != word.text:
        return Problem(word, f"{message}quotes around the word after `<<`")
    better = f"{start}'{heredoc.delimiter}'"
    return Problem(word, f"{message}`{better}`", replace(word, better))
