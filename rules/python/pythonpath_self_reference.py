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

from dlint.api import Env, File, Problem, Problems, Stage, delete, re, rule

OWN = re.compile(r":?\$(?:PYTHONPATH\b|\{PYTHONPATH\}):?")
KNOWN = ("python", "python-slim", "python-alpine", "python-any", "debian", "ubuntu", "alpine", "uv", "cuda")


@rule("DK4512", on="ENV", mentions="PYTHONPATH", severity="info", fix="safe")
def pythonpath_self_reference(node: Env, file: File, stage: Stage) -> Problems:
    if stage.family.name not in KNOWN or file.scope_at(node).sets("PYTHONPATH"):
        return
    for pair in node.pairs:
        value = pair.value
        if pair.key.text != "PYTHONPATH" or value is None or "${PYTHONPATH:" in value.text or "'" in value.text:
            continue
        match = OWN.search(value.text)
        if match is None:
            continue
        text = match[0]
        before, behind = text.startswith(":"), text.endswith(":")
        place = value.part(match.start() + before, match.end() - behind)
        cut = value.part(match.start(), match.end() - (before and behind))
        message = "nothing sets `PYTHONPATH` before, and the empty part is the current directory: leave it out"
        edits = [delete(cut)] if text.strip(":") != value.text.strip("\"'") else []
        yield Problem(place, message, *edits)
