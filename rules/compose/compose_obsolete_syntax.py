r"""`version:` means nothing any more

Compose has read files of all versions in one way since 2020, and warns of the line.

```yaml bad
version: "3.8"
^^^^^^^^^^^^^^ `version` has no effect any more, and Compose warns of it: take it out

services:
  web:
    image: nginx:1.29
```

```yaml fixed
services:
  web:
    image: nginx:1.29
```

```yaml good
services:
  web:
    image: nginx:1.29
    labels:
      version: "3"
```

`docker stack deploy` reads it.

```yaml good
version: "3.8"
services:
  web:
    image: registry.example.org/web:1
    deploy:
      placement: {constraints: [node.role == manager]}
```
"""

from dlint.api import ComposeFile, Problem, Problems, Span, YamlScalar, delete, rule


@rule("DK3097", on="compose", severity="info", fix="safe")
def compose_obsolete_syntax(compose: ComposeFile) -> Problems:
    root = compose.root
    if root is None or compose.is_for_swarm or (root.get("services") is None and root.get("include") is None):
        return
    for key, value in root.pairs:
        if isinstance(key, YamlScalar) and key.text == "version" and isinstance(value, YamlScalar):
            lines = compose.tree.lines_of(key, value)
            text = compose.source.text
            end = lines.end
            if not text[: lines.start].strip():
                while text[end : end + 1] in ("\n", "\r"):
                    end += 1
            alone = not root.flow and not text[lines.start : key.start].strip("\ufeff")
            edits = (delete(Span(key.start if text[lines.start : key.start] else lines.start, end)),) if alone else ()
            message = "`version` has no effect any more, and Compose warns of it: take it out"
            yield Problem((key, value), message, *edits)
