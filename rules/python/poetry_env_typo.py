r"""The name of a variable is misspelt

Python and the tools around it read many variables, and say nothing about those that they do not know: a misspelt one
simply does nothing.

```dockerfile bad
FROM python:3.13-slim
ENV POETRY_VIRTUALENV_CREATE=false PYTHONUNBUFFERD=1
    ^^^^^^^^^^^^^^^^^^^^^^^^ nothing reads `POETRY_VIRTUALENV_CREATE`: write `POETRY_VIRTUALENVS_CREATE`
                                   ^^^^^^^^^^^^^^^ nothing reads `PYTHONUNBUFFERD`: write `PYTHONUNBUFFERED`
ENV UV_COMPILE_BYTE=1
    ^^^^^^^^^^^^^^^ nothing reads `UV_COMPILE_BYTE`: write `UV_COMPILE_BYTECODE`
```

```dockerfile fixed
FROM python:3.13-slim
ENV POETRY_VIRTUALENVS_CREATE=false PYTHONUNBUFFERED=1
ENV UV_COMPILE_BYTECODE=1
```

What the file itself uses has a meaning there, and others may be of the application.

```dockerfile good
FROM python:3.13-slim
ENV PIP_VERSION=25.3 UV_PYTHON_DIR=/opt/python PYTHON_PATH=/usr/bin/python3
RUN pip install pip==$PIP_VERSION && ln -s ${PYTHON_PATH} /python
```

```dockerfile good
FROM python:3.13-slim
ENV POETRY_VERSION=2.1.3 PIP_NO_CACHE_DIR=1 UV_COMPILE_BYTECODE=1 PYTHONPATH=/app PYTHONHASHSEED=random
```
"""

from dlint.api import Env, File, Problem, Problems, facts, re, replace, rule

PREFIX = re.compile(r"(?:POETRY|UV|PIP)_|PYTHON")


@rule("DK4207", on="ENV", fix="unsafe")
def poetry_env_typo(node: Env, file: File) -> Problems:
    for pair in node.pairs:
        name = pair.key.text
        if not PREFIX.match(name) or len(name) < 10 or name in facts.environment_variables() or is_used(name, file):
            continue
        found = nearest(name, facts.environment_variables())
        if found is not None:
            yield Problem(pair.key, f"nothing reads `{name}`: write `{found}`", replace(pair.key, found))


def is_used(name: str, file: File) -> bool:
    """Whether the file itself makes something of a variable."""
    return re.search(rf"\$\{{?{re.escape(name)}\b", file.source.text) is not None


def nearest(name: str, known: tuple[str, ...]) -> str | None:
    """The one known name that differs by a slip of the pen; None where there is none, or the name is a word of its own."""
    longer = [other for other in known if other.startswith(name)] if len(name) > 12 else []
    shortest = min(longer, key=len, default="")
    if shortest and all(other.startswith(shortest) for other in longer):
        return shortest
    wanted = name.replace("_", "")
    alike = [other for other in known if abs(len(other) - len(name)) <= 2 and other[:2] == name[:2]]
    found = [other for other in alike if is_close(wanted, other.replace("_", ""))]
    return found[0] if len(found) == 1 else None


def is_close(one: str, other: str) -> bool:
    """Whether one text becomes the other by one change, or two in a long one."""
    allowed = 2 if min(len(one), len(other)) > 14 else 1
    row = list(range(len(other) + 1))
    for index, letter in enumerate(one, 1):
        previous, row[0] = row[0], index
        for place, wanted in enumerate(other, 1):
            previous, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, previous + (letter != wanted))
        if min(row) > allowed:
            return False
    return row[-1] <= allowed
