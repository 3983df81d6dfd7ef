r"""The ignore file lets `__pypackages__` through

PDM can install packages into a folder `__pypackages__` of the project. What is in there was made for the machine it
lies on, and is large.

```dockerignore bad
.git
^^^^ `COPY .` takes `__pypackages__` along: add `**/__pypackages__`
```

```dockerignore fixed
.git
**/__pypackages__
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . /app
```

```text __pypackages__/3.13/lib/x.py
```

```dockerignore bad
.git
^^^^ `COPY .` would take `__pypackages__` along: add `**/__pypackages__`
```

```dockerignore fixed
.git
**/__pypackages__
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . /app
```

```toml pdm.toml
[python]
use_venv = false
```

```text pyproject.toml
[project]
name = "x"
```

Others have no such folder.

```dockerignore good
.git
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . /app
```

```text pdm.lock
```

```dockerignore good
__pypackages__/
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . /app
```

```text __pypackages__/3.13/lib/x.py
```
"""

from dlint.api import Context, Dockerignore, Problem, Problems, add_pattern, re, rule

WITHOUT_VENV = re.compile(r"^\s*(?:python\.)?use_venv\s*=\s*false", re.MULTILINE)


@rule("DK3021", on=".dockerignore", severity="info", fix="safe")
def dockerignore_missing_pypackages(ignore: Dockerignore, context: Context) -> Problems:
    if ignore.is_allow_list or ignore.matcher.excluded("__pypackages__/x") or not ignore.broad_copies():
        return
    there = context.exists("__pypackages__")
    if there or uses_no_venv(context):
        message = f"`COPY .` {'takes' if there else 'would take'} `__pypackages__` along: add `**/__pypackages__`"
        yield Problem(ignore.first_line, message, add_pattern(ignore, "**/__pypackages__"))


def uses_no_venv(context: Context) -> bool:
    """Whether the configuration of PDM says so."""
    for name in ("pdm.toml", ".pdm.toml", "pyproject.toml"):
        source = context.read(name)
        text = source.text if source is not None else ""
        if (name != "pyproject.toml" or "tool.pdm" in text) and WITHOUT_VENV.search(text):
            return True
    return False
