r"""HEALTHCHECK uses a program that is not in the image

The probe fails every time, and after a few minutes the container counts as unhealthy although the server answers.
`curl` is in no slim image.

```dockerfile bad
FROM python:3.13-slim
HEALTHCHECK CMD curl --fail http://localhost:8000/ || exit 1
                ^^^^ `curl` is not in `python:3.13-slim`: install it, or ask with Python, `python -c "import urllib.request as r; r.urlopen('http://localhost:8000/')"`
```

```dockerfile bad
FROM alpine:3.22
HEALTHCHECK CMD ["curl", "-f", "http://localhost/"]
                 ^^^^^^ `curl` is not in `alpine:3.22`: install it, or use `wget -q --spider`
```

What is installed, or may be, is fine; so is an image that is not known.

```dockerfile good
FROM python:3.13-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl
HEALTHCHECK CMD curl --fail http://localhost:8000/
```

```dockerfile good
FROM alpine:3.22
HEALTHCHECK CMD wget -q --spider http://localhost/
```

```dockerfile good
FROM python:3.13-slim AS build
FROM python:3.13-slim
COPY --from=build /usr/local/bin /usr/local/bin
HEALTHCHECK CMD curl --fail http://localhost:8000/
```

```dockerfile good
FROM registry.example.org/team/base
HEALTHCHECK CMD curl --fail http://localhost:8000/
```
"""

from dlint.api import File, Healthcheck, Problem, Problems, has_tool, rule

TOOLS = ("curl", "wget", "nc", "bash", "pg_isready", "redis-cli", "mysqladmin", "git", "perl")


@rule("DK5003", on="HEALTHCHECK", severity="error")
def healthcheck_tool_missing(node: Healthcheck, file: File) -> Problems:
    stage = file.stage_of(node)
    if stage is None:
        return
    for command in file.commands(node):
        name = command.name
        if name not in TOOLS or command.words[0].value != name or has_tool(stage, name) is not False:
            continue
        image = f"`{stage.root.text}`"
        if stage.family.has("wget") and name == "curl":
            advice = "install it, or use `wget -q --spider`"
        elif stage.family.is_python and name in ("curl", "wget"):
            url = next(
                (word.value for word in command.arguments if word.value and "://" in word.value),
                "http://localhost:8000/",
            )
            advice = f"""install it, or ask with Python, `python -c "import urllib.request as r; r.urlopen('{url}')"`"""
        else:
            advice = "install it"
        yield Problem(command.words[0], f"`{name}` is not in {image}: {advice}")
        return
