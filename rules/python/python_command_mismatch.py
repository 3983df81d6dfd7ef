r"""`python` is called where there is only `python3`

Debian and Ubuntu have no program `python` unless one asks for it: the line ends with "not found".

```dockerfile bad
FROM debian:12
RUN apt-get update && apt-get install -y python3
CMD ["python", "app.py"]
     ^^^^^^^^ there is no `python` in this image: write `python3`
```

```dockerfile fixed
FROM debian:12
RUN apt-get update && apt-get install -y python3
CMD ["python3", "app.py"]
```

The official images of Python have both, and they are the same.

```dockerfile good
FROM python:3.13-slim
CMD ["python", "app.py"]
```

```dockerfile good
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y python3 python-is-python3
CMD ["python", "app.py"]
```

```dockerfile good
FROM debian:12
RUN apt-get update && apt-get install -y python3-venv && python3 -m venv /venv
ENV PATH=/venv/bin:$PATH
CMD ["python", "app.py"]
```

```dockerfile good
FROM debian:12
COPY --from=build /usr/local /usr/local
CMD ["python", "app.py"]
```
"""

from dlint.api import File, Invocation, Problem, Problems, Transfer, re, replace, rule

OLD = (
    "debian:7",
    "debian:8",
    "debian:9",
    "debian:10",
    "wheezy",
    "jessie",
    "stretch",
    "buster",
    "ubuntu:12",
    "ubuntu:14",
    "ubuntu:16",
    "ubuntu:18",
)
OTHERS = re.compile(
    r"python-is-python3|pyenv|\buv\b|conda|venv|virtualenv|deadsnakes|\bln\b|update-alternatives|alias|python2|python-|Python-|python$"
)


@rule("DK4012", on=("RUN", "CMD", "ENTRYPOINT"), severity="error", fix="safe")
def python_command_mismatch(node: Invocation, file: File) -> Problems:
    stage = file.stage_of(node)
    if stage is None or stage.family.name not in ("debian", "ubuntu"):
        return
    if stage.text is None or any(old in (stage.root.text or "") for old in OLD) or ":" not in (stage.root.text or ""):
        return
    found = [command for command in file.commands(node) if command.original and command.original[0].value == "python"]
    if not found:
        return
    installs = False
    for other in stage.chain_instructions:
        if (isinstance(other, Transfer) and other.flag("from")) or (
            other.name == "ENV" and "PATH" in other.logical.text
        ):
            return
        if other.name == "RUN" and other.start <= node.start:
            if OTHERS.search(other.logical.text.replace("python-pip", "")) or not file.commands(other):
                return
            installs = installs or any(
                word.value == "python3" or (word.value or "").startswith("python3-")
                for command in file.commands(other)
                if command.family in ("apt-get", "apt")
                for word in command.operands
            )
    word = found[0].original[0]
    if installs:
        text = file.source.text[word.start : word.end].replace("python", "python3", 1)
        yield Problem(word, "there is no `python` in this image: write `python3`", replace(word, text))
