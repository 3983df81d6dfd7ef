r"""bash is used in an image that has none

Alpine has only the small shell of BusyBox, and hardened images have none at all. The build, or the start, ends with "not
found".

```dockerfile bad
FROM python:3.13-alpine
RUN ["bash", "-c", "echo hello"]
     ^^^^^^ `bash` is not in `python:3.13-alpine`: install it, or use `sh`
```

```dockerfile bad
FROM alpine:3.22
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
       ^^^^^^^^^^^ `bash` is not in `alpine:3.22`: install it, or use `sh`
CMD ["server"]
```

```dockerfile good
FROM alpine:3.22
RUN apk add --no-cache bash
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN ["bash", "-c", "echo hello"]
```

```dockerfile good
FROM python:3.13-slim
CMD ["bash", "/start.sh"]
```

```dockerfile good
FROM registry.example.org/team/alpine-with-more
CMD ["bash"]
```
"""

from dlint.api import File, Invocation, Problem, Problems, Span, has_tool, rule

WHERE = ("/bin/bash", "/usr/bin/bash", "bash")


@rule("DK5004", on=("RUN", "SHELL", "CMD", "ENTRYPOINT", "HEALTHCHECK"), severity="error")
def bash_not_in_image(node: Invocation, file: File) -> Problems:
    stage = file.stage_of(node)
    if stage is None:
        return
    found: list[Span] = []
    script = file.script(node)
    if node.json is not None:
        found = [word for word in node.json.elements[:1] if word.value in WHERE]
    elif script is not None:
        found = [command.words[0] for command in script.commands if command.words and command.words[0].value in WHERE]
    if found and has_tool(stage, "bash") is False:
        yield Problem(found[0], f"`bash` is not in `{stage.root.text}`: install it, or use `sh`")
