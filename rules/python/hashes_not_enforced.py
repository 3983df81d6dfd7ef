r"""Some requirements have hashes, and others have none

As soon as one requirement has a hash, pip wants one for all of them, those given on the command line too, and stops:
"Hashes are required in --require-hashes mode". uv checks those that are there and lets the others pass.

```dockerfile bad
FROM python:3.13-slim
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
                                  ^^^^^^^^^^^^^^^^ pip stops here, as `flask` (line 2 of `requirements.txt`) has no hash and others have: add hashes for all
```

```text requirements.txt
click==8.3.0 --hash=sha256:1111111111111111111111111111111111111111111111111111111111111111
flask==3.1.0
```

```dockerfile bad
FROM python:3.13-slim
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt gunicorn==23.0.0
                                                   ^^^^^^^^^^^^^^^^ pip stops here, as `gunicorn` has no hash and others have: add hashes for all
```

```text requirements.txt
click==8.3.0 --hash=sha256:1111111111111111111111111111111111111111111111111111111111111111
```

```dockerfile good
FROM python:3.13-slim
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
RUN pip install --no-cache-dir gunicorn==23.0.0
```

```text requirements.txt
click==8.3.0 \
    --hash=sha256:1111111111111111111111111111111111111111111111111111111111111111 \
    --hash=sha256:2222222222222222222222222222222222222222222222222222222222222222
flask==3.1.0 ; python_version >= "3.9" \
    --hash=sha256:3333333333333333333333333333333333333333333333333333333333333333
```

```dockerfile good
FROM python:3.13-slim
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
```

```text requirements.txt
click==8.3.0
flask
```
"""

from dlint.api import Command, File, Problem, Problems, installs_of, rule


@rule("DK4318", on="RUN pip install", severity="error", stage="used")
def hashes_not_enforced(command: Command, file: File) -> Problems:
    if command.has("--dry-run"):
        return
    found = [one for one in installs_of(command, file) if one.requirement is not None]
    if not any(one.requirement is not None and one.requirement.hashes for one in found):
        return
    for one in found:
        requirement = one.requirement
        if requirement is None or requirement.hashes or requirement.marker:
            continue
        if requirement.url is not None and "#sha256=" in requirement.url:
            continue
        where = f" (line {requirement.line} of `{requirement.path}`)" if requirement.line else ""
        name = requirement.written or requirement.text
        yield Problem(one.word, f"pip stops here, as `{name}`{where} has no hash and others have: add hashes for all")
        return
