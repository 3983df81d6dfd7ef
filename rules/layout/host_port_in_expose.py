r"""EXPOSE names an address or a port of the host

EXPOSE says on which ports the program in the container listens. Where these are reached from outside is decided by who
starts it, with `--publish`. BuildKit passes over the rest, and says that a later version will not.

```dockerfile bad
FROM nginx:1.29
EXPOSE 8080:80 127.0.0.1:443:443/tcp
       ^^^^^^^ `EXPOSE` takes ports of the container only: write `80`
               ^^^^^^^^^^^^^^^^^^^^^ `EXPOSE` takes ports of the container only: write `443/tcp`
```

```dockerfile fixed
FROM nginx:1.29
EXPOSE 80 443/tcp
```

```dockerfile good
FROM nginx:1.29
ENV PORT=8080
```

```dockerfile good
FROM nginx:1.29
ENV PORT=8080
EXPOSE 80 443/tcp 8000-8010 ${PORT} :81
```
"""

from dlint.api import File, Instruction, Port, Problem, Problems, expanded_parts, replace, rule


@rule("DK8013", on="EXPOSE", fix="safe", aliases=("ExposeInvalidFormat",))
def host_port_in_expose(node: Instruction, file: File) -> Problems:
    if node.onbuild is not None:
        return
    for part in expanded_parts(file, node, file.scope_at(node)):
        if part.resolved.text is None:
            continue
        for word in part.expansion.words:
            port = Port(word)
            if port.maps:
                inside = word.rpartition(":")[2]
                edits = [replace(part.span, inside)] if part.text == word and inside else []
                yield Problem(part.span, f"`EXPOSE` takes ports of the container only: write `{inside}`", *edits)
