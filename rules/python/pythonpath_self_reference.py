r"""PYTHONPATH refers to itself and is not set before

`PYTHONPATH=/app:$PYTHONPATH` becomes `/app:` where nothing set it. The empty part stands for the current directory: what
lies in the folder in which Python is started can be imported, and comes before the library.

```dockerfile bad
FROM python:3.13-slim
ENV PYTHONPATH=/app/src:$PYTHONPATH
                        ^^^^^^^^^^^ nothing sets `PYTHONPATH` before, and the empty part is the current directory: leave it out
```

```dockerfile fixed
FROM python:3.13-slim
ENV PYTHONPATH=/app/src
```

```dockerfile bad
FROM python:3.13-slim
ENV PYTHONPATH "${PYTHONPATH}:/app"
                ^^^^^^^^^^^^^ nothing sets `PYTHONPATH` before, and the empty part is the current directory: leave it out
```

```dockerfile fixed
FROM python:3.13-slim
ENV PYTHONPATH "/app"
```

Where it is set before, or by an image that is not known, it is right. So is the form that expands to nothing.

```dockerfile good
FROM python:3.13-slim
ENV PYTHONPATH=/app
ENV PYTHONPATH=/app/src:$PYTHONPATH
```

```dockerfile good
FROM registry.example.org/team/python
ENV PYTHONPATH=/app:$PYTHONPATH
FROM python:3.13-slim
ENV PYTHONPATH=/app${PYTHONPATH:+:$PYTHONPATH}
```
"""

from dlint.api import Edit, Env, File, Problem, Problems, Span, re, rule

OWN = re.compile(r":?\$(?:PYTHONPATH\b|\{PYTHONPATH\}):?")
KNOWN = ("python", "python-slim", "python-alpine", "python-any", "debian", "ubuntu", "alpine", "uv", "cuda")


@rule("DK4512", on="ENV", severity="info", fix="safe")
def pythonpath_self_reference(node: Env, file: File) -> Problems:
    stage = file.stage_of(node)
    if stage is None or stage.family.name not in KNOWN:
        return
    for pair in node.pairs:
        value = pair.value
        if pair.key.text != "PYTHONPATH" or value is None or "${PYTHONPATH:" in value.text or "'" in value.text:
            continue
        match = OWN.search(value.text)
        before = file.scope_at(node).value("PYTHONPATH")
        if match is None or before.origin in ("env", "arg"):
            continue
        text = match[0]
        both = text.startswith(":") and text.endswith(":")
        start = match.start() + text.startswith(":")
        stop = match.end() - text.endswith(":")
        place = Span(*value.logical.span(value.index + start, value.index + stop))
        cut = Span(*value.logical.span(value.index + match.start(), value.index + match.end() - both))
        message = "nothing sets `PYTHONPATH` before, and the empty part is the current directory: leave it out"
        edits = [Edit(cut.start, cut.end, "")] if text.strip(":") != value.text.strip("\"'") else []
        yield Problem(place, message, *edits)
