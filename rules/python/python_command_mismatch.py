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

from dlint.api import File, Invocation, Problem, Problems, Stage, Transfer, re, replace, rule

OLD = (
    "debian:7", "debian:8", "debian:9", "debian:10", "wheezy", "jessie", "stretch", "buster", "ubuntu:12", "ubuntu:14",
    "ubuntu:16", "ubuntu:18",
)  # fmt: skip
OTHERS = re.compile(
    r"python-is-python3|pyenv|\buv\b|conda|venv|virtualenv|deadsnakes|\bln\b|update-alternatives|alias|python2|python-|Python-|python$"
)


@rule("DK4012", on=("RUN", "CMD", "ENTRYPOINT"), mentions="python", severity="error", fix="safe")
def python_command_mismatch(node: Invocation, file: File, stage: Stage) -> Problems:
    image = stage.root.text or ""
    if stage.family.name not in ("debian", "ubuntu") or stage.text is None or ":" not in image:
        return
    if any(old in image for old in OLD):
        return
    programs = [command.original[0] for command in file.commands(node) if command.original]
    word = next((program for program in programs if program.value == "python"), None)
    if word is not None and has_python3_alone(node, file, stage):
        text = file.source.text[word.start : word.end].replace("python", "python3", 1)
        yield Problem(word, "there is no `python` in this image: write `python3`", replace(word, text))


def has_python3_alone(node: Invocation, file: File, stage: Stage) -> bool:
    """Whether `python3` is installed before an instruction, and nothing may have brought `python`."""
    installs = False
    for other in stage.chain_instructions:
        if isinstance(other, Transfer) and other.flag("from"):
            return False
        if other.name == "ENV" and "PATH" in other.logical.text:
            return False
        if other.name == "RUN" and other.start <= node.start:
            commands = file.commands(other)
            if OTHERS.search(other.logical.text.replace("python-pip", "")) or not commands:
                return False
            words = [word for command in commands if command.family in ("apt-get", "apt") for word in command.operands]
            installs = installs or any((word.value or "").partition("-")[0] == "python3" for word in words)
    return installs
