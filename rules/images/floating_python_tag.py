r"""The tag of the Python image names no version

`python:slim` and `python:3` are whatever Python is newest. On the day the next one comes out, the build gets it, and with
it packages that have no wheels for it yet.

```dockerfile bad
FROM python:slim
            ^^^^ `python:slim` is whatever Python is newest: name the version, `python:3.14-slim`
```

```dockerfile bad
FROM python:3-alpine
            ^^^^^^^^ `python:3-alpine` is whatever Python is newest: name the version, `python:3.14-alpine`
```

A version of two numbers is the right measure: it still gets fixes. A digest says exactly which image it is.

```dockerfile good
FROM python:3.13-slim
FROM python:slim@sha256:4bcff63911fcb4448bd4fdacec207030997caf25e9bea4045fa6c8c44de311d1
```

```dockerfile good
FROM python:3 AS test
FROM python:latest
FROM python:2
```
"""

from dlint.api import Problem, Problems, Stage, facts, rule


@rule("DK1006", on="stage")
def floating_python_tag(stage: Stage) -> Problems:
    tag = stage.python_tag
    reference = stage.reference
    # No tag and `latest` are told by rules of their own.
    if tag is None or reference is None or reference.digest or reference.tag in (None, "latest"):
        return
    if not tag.is_default or tag.variant == "windows" or stage.is_development or tag.version == "2":
        return
    newest = facts.python_default()[0]
    rest = tag.tag.removeprefix(tag.version or "").lstrip("-")
    better = f"{newest}-{rest}" if rest else newest
    message = f"`python:{tag.tag}` is whatever Python is newest: name the version, `python:{better}`"
    yield Problem(stage.part("tag"), message, severity="info" if tag.version else "warning")
