r"""All requirements are upgraded to whatever is the newest

`pip install --upgrade -r requirements.txt` takes the newest version of everything that is not pinned, also where the
image has one that would do. The image is then another one each time it is built.

```dockerfile bad
FROM python:3.13-slim
COPY requirements.txt .
RUN pip install --no-cache-dir --upgrade -r requirements.txt
                               ^^^^^^^^^ `--upgrade` takes the newest version of what is not pinned, `fastapi` for one: leave it out, and pin versions
```

```text requirements.txt
fastapi
uvicorn==0.38.0
```

```dockerfile fixed
FROM python:3.13-slim
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
```

```dockerfile good
FROM python:3.13-slim
COPY requirements.txt .
RUN pip install --no-cache-dir --upgrade -r requirements.txt
```

```text requirements.txt
fastapi==0.121.0
uvicorn==0.38.0
```

```dockerfile good
FROM python:3.13-slim
COPY requirements.txt .
RUN pip install --no-cache-dir --upgrade pip && pip install -r requirements.txt
```

```text requirements.txt
fastapi
```
"""

from dlint.api import Command, File, Problem, Problems, remove_argument, requirement_files, rule


@rule(
    "DK4320", on="RUN pip install", stage="shipped", severity="info", fix="unsafe", aliases=("no-upgrade-in-production",),
)  # fmt: skip
def upgrade_in_production(command: Command, file: File) -> Problems:
    option = command.option("-U", "--upgrade")
    if option is None:
        return
    for _, read in requirement_files(command, file):
        for requirement in read.requirements:
            if requirement.is_pinned or requirement.url is not None or not requirement.name:
                continue
            alone = option.word.text in ("-U", "--upgrade")
            fault = f"`{option.name}` takes the newest version of what is not pinned, `{requirement.name}` for one"
            edits = remove_argument(command, option.word) if alone else ()
            yield Problem(option.word, f"{fault}: leave it out, and pin versions", *edits)
            return
