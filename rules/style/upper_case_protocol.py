r"""The protocol of a port has capital letters

```dockerfile bad
FROM nginx:1.29
EXPOSE 80/TCP 53/Udp
       ^^^^^^ a protocol is written in lower case: `80/tcp`
              ^^^^^^ a protocol is written in lower case: `53/udp`
```

```dockerfile fixed
FROM nginx:1.29
EXPOSE 80/tcp 53/udp
```

```dockerfile good
FROM nginx:1.29
ARG PROTOCOL=tcp
```

```dockerfile good
FROM nginx:1.29
ARG PROTOCOL=tcp
EXPOSE 80/tcp 53/${PROTOCOL} 443
```
"""

from dlint.api import File, Instruction, Port, Problem, Problems, expanded_parts, replace, rule


@rule("DK8012", on="EXPOSE", severity="style", fix="safe", aliases=("ExposeProtoCasing",))
def upper_case_protocol(node: Instruction, file: File) -> Problems:
    if node.onbuild is not None:
        return
    for part in expanded_parts(file, node, file.scope_at(node)):
        if part.resolved.text is None:
            continue
        for word in part.expansion.words:
            port = Port(word)
            if port.protocol != port.protocol.lower():
                written = word[: -len(port.protocol)] + port.protocol.lower()
                edits = [replace(part.span, written)] if part.text == word else []
                yield Problem(part.span, f"a protocol is written in lower case: `{written}`", *edits)
