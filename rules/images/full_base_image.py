r"""The image is built on the full Python image

`python:3.13` holds compilers, headers and version control for whatever one might want to build: about a gigabyte, and
several hundred packages in which holes are found. `python:3.13-slim` holds Python and what it needs to run. What is
missing can be installed, or built in a stage of its own on the full image.

```dockerfile bad
FROM python:3.13
            ^^^^ `python:3.13` carries compilers and headers: use `python:3.13-slim`, and install what is missing
COPY app.py .
CMD ["python", "app.py"]
```

```dockerfile fixed
FROM python:3.13-slim
COPY app.py .
CMD ["python", "app.py"]
```

```dockerfile bad
FROM docker.io/library/python:3.12-bookworm
                              ^^^^^^^^^^^^^ `python:3.12-bookworm` carries compilers and headers: use `python:3.12-slim-bookworm`, and install what is missing
```

```dockerfile fixed
FROM docker.io/library/python:3.12-slim-bookworm
```

A stage that builds, or is for development, is what the full image is for. So is one that uses what only it holds.

```dockerfile good
FROM python:3.13 AS build
RUN pip wheel --wheel-dir /wheels psycopg2
FROM python:3.13-slim
COPY --from=build /wheels /wheels
```

```dockerfile good
FROM python:3.13
RUN git clone --depth 1 https://example.org/tool && make -C tool install
```

```dockerfile good
FROM python:3.13
RUN apt-get update && apt-get install -y libpq-dev && pip install --no-cache-dir psycopg2==2.9.10
```

```dockerfile good
FROM python:3.13
RUN pip install --no-cache-dir git+https://example.org/tool@v1
```

```dockerfile good Dockerfile
FROM python:3.13
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
```

```text requirements.txt
flask==3.1.0
psycopg2==2.9.10
```
"""

from dlint.api import Problem, Problems, Stage, facts, project_of, re, replace, rule

TOOLS = (
    "gcc", "g++", "cc", "c++", "make", "autoconf", "automake", "libtool", "pkg-config", "git", "hg", "svn", "bzr", "curl", "wget",
    "ssh", "scp", "patch", "file", "mysql_config", "pg_config", "convert", "dpkg-dev", "unzip", "cargo", "cmake", "ninja",
)  # fmt: skip
COMPILERS = re.compile(r"\b(?:build-essential|gcc|g\+\+|clang|make|cmake|[\w+.-]+-dev|rustc|cargo)\b")
FROM_SOURCE = re.compile(r"\b(?:git|hg|svn|bzr)\+|\.git\b|--no-binary")


@rule("DK1001", on="stage", severity="info", fix="unsafe")
def full_base_image(stage: Stage) -> Problems:
    root = stage.root
    tag = root.python_tag
    if tag is None or tag.variant != "full" or tag.version is None or not stage.is_final or stage.is_development:
        return
    if tag.prerelease or needs_full(stage):
        return
    slim = tag.version + "-slim" + (f"-{tag.suite}" if tag.suite_span else "")
    place = root.part("tag")
    edits = []
    literal = root.node.image is not None and root.text == root.node.image.text
    if literal and root.reference is not None and not root.reference.digest:
        edits = [replace(place, slim)]
    message = f"`python:{tag.tag}` carries compilers and headers: use `python:{slim}`, and install what is missing"
    yield Problem(place, message, *edits)


def needs_full(stage: Stage) -> bool:
    """Whether something that is run needs what only the full image has, or may."""
    file = stage.file
    for node in stage.chain_instructions:
        if node.name not in ("RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"):
            continue
        if node.name == "RUN" and file.script(node) is None and node.json is None:
            return True
        for command in file.commands(node):
            if command.name in TOOLS or COMPILERS.search(command.text) or FROM_SOURCE.search(command.text):
                return True
            if command.family == "pip" and any(builds(word.value or "") for word in command.operands):
                return True
    project = project_of(file)
    if project is None:
        return False
    files = [requirements for name in project.requirement_names for requirements in project.closure(name)[0]]
    items = [item for requirements in files for item in requirements.requirements]
    if not all(requirements.is_complete for requirements in files):
        return True
    return any(builds(item.text) for item in (*items, *project.declared.values()))


def builds(requirement: str) -> bool:
    """Whether a requirement is known to be compiled when it is installed."""
    name = re.split(r"[\s\[<>=!~;@]", requirement.strip(), maxsplit=1)[0].lower().replace("_", "-")
    libraries = facts.system_libs().get(name)
    return bool(FROM_SOURCE.search(requirement)) or (libraries is not None and not libraries.wheels)
