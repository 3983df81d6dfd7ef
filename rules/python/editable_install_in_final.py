r"""The project is installed as a link to its source

`pip install -e .` is for working on the source: the package is a link, so the source must stay where it is, in an image
that also holds the files for building it. In an image nobody edits; a plain installation copies what is needed.

```dockerfile bad
FROM python:3.13-slim
WORKDIR /app
COPY . .
RUN pip install --no-cache-dir -e .
                               ^^ `-e` links to the source, which is for development: leave it out
CMD ["shop"]
```

```dockerfile fixed
FROM python:3.13-slim
WORKDIR /app
COPY . .
RUN pip install --no-cache-dir .
CMD ["shop"]
```

```dockerfile good
FROM python:3.13-slim AS dev
COPY . .
RUN pip install -e .[dev]
FROM python:3.13-slim
COPY . .
RUN pip install . && pip install -e git+https://github.com/acme/lib.git#egg=lib
```

A folder with other projects is often linked on purpose.

```dockerfile good
FROM python:3.13-slim
COPY libs libs
RUN pip install -e libs/common -e ./libs/web
```
"""

from dlint.api import Command, Edit, Problem, Problems, Stage, rule


@rule("DK4314", on=("RUN pip install", "RUN uv pip install"), severity="info", fix="unsafe")
def editable_install_in_final(command: Command, stage: Stage) -> Problems:
    if stage.role != "final":
        return
    for option in command.options:
        if option.name not in ("-e", "--editable") or (option.value or "").partition("[")[0] not in (".", "./"):
            continue
        edits = []
        if option.value_word is not None and option.word.text == option.name:
            edits = [Edit(option.word.start, option.value_word.start, "")]
        yield Problem(
            option.word, f"`{option.name}` links to the source, which is for development: leave it out", *edits
        )
