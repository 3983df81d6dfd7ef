r"""`--no-deps` leaves out what is needed

`--no-deps` installs exactly what is listed. That is right for a list with everything in it, as `pip freeze` or
`pip-compile` write it, and fails at the first import for one that only names what the project itself uses.

```dockerfile bad
FROM python:3.13-slim
COPY requirements.txt .
RUN pip install --no-cache-dir --no-deps -r requirements.txt
                               ^^^^^^^^^ `flask` needs `werkzeug`, which is not in `requirements.txt`: leave `--no-deps` out, or list all that is needed
```

```text requirements.txt
flask==3.1.0
```

```dockerfile good
FROM python:3.13-slim
COPY requirements.txt .
RUN pip install --no-cache-dir --no-deps -r requirements.txt
RUN pip install --no-cache-dir --no-deps .
```

```text requirements.txt
blinker==1.9.0
click==8.3.0
flask==3.1.0
itsdangerous==2.2.0
jinja2==3.1.6
markupsafe==3.0.3
werkzeug==3.1.3
```

```dockerfile good
FROM python:3.13-slim
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
```

```text requirements.txt
flask==3.1.0
```
"""

from dlint.api import Command, File, Problem, Problems, Stage, installed_in, requirement_files, rule

NEEDS = {
    "flask": "werkzeug", "fastapi": "starlette", "django": "asgiref", "requests": "urllib3", "uvicorn": "h11",
    "celery": "kombu", "pandas": "numpy", "scipy": "numpy", "sqlalchemy": "typing-extensions", "pydantic": "pydantic-core",
    "jinja2": "markupsafe", "httpx": "httpcore", "boto3": "botocore", "aiohttp": "yarl", "scikit-learn": "scipy",
    "transformers": "tokenizers", "matplotlib": "numpy", "starlette": "anyio", "streamlit": "pandas",
}  # fmt: skip
"""One package that each of these has needed in all of its versions of the last years."""


@rule("DK4319", on=("RUN pip install", "RUN uv pip install"), stage="used", severity="info")
def pip_no_deps_with_partial_lock(command: Command, file: File, stage: Stage) -> Problems:
    option = command.option("--no-deps")
    files = [read for _, read in requirement_files(command, file)] if option is not None else []
    if option is None or not all(read.is_complete for read in files):
        return
    listed = {requirement.name: read.path for read in files for requirement in read.requirements}
    for name, needed in NEEDS.items():
        if name not in listed or needed in listed or any(found.name == needed for found in installed_in(stage)):
            continue
        fault = f"`{name}` needs `{needed}`, which is not in `{listed[name]}`"
        yield Problem(option.word, f"{fault}: leave `--no-deps` out, or list all that is needed")
        return
