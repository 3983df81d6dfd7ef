r"""A dependency from git moves

`git+https://…` without a commit installs what is on a branch that day, and a tag can be moved too. Two builds of the
same Dockerfile then differ, and what was reviewed is not what is installed.

```dockerfile bad
FROM python:3.13
RUN pip install --no-cache-dir git+https://github.com/acme/lib.git
                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this installs what is on the branch at the time: add `@<commit>`
RUN pip install "acme @ git+https://github.com/acme/lib@main"
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this installs what is on `main` at the time: write `@<commit>`
```

```dockerfile bad
FROM python:3.13
COPY requirements.txt .
RUN pip install -r requirements.txt
                   ^^^^^^^^^^^^^^^^ line 2 of `requirements.txt` installs what is on the branch at the time: add `@<commit>`
```

```text requirements.txt
flask==3.1.0
git+https://github.com/acme/lib.git
```

A commit stays what it is; a variable may hold one.

```dockerfile good
FROM python:3.13
ARG COMMIT
RUN pip install git+https://github.com/acme/lib.git@0123456789abcdef0123456789abcdef01234567
RUN pip install "git+https://github.com/acme/lib.git@${COMMIT}#egg=lib"
```

```dockerfile good
FROM python:3.13 AS test
RUN pip install git+https://github.com/acme/lib.git
FROM python:3.13
RUN git clone https://github.com/acme/lib.git
```
"""

from dlint.api import Command, File, Problem, Problems, installs_of, re, rule

COMMIT = re.compile(r"[0-9a-f]{7,40}\Z")
RELEASE = re.compile(
    r"(?:[a-z0-9_]+[-_/])?(?:v|release[-_/])?[0-9]+(?:\.[0-9]+)*(?:[-._+]?(?:a|b|c|rc|post|dev|alpha|beta|final)[-._]?[0-9]*)*\Z",
    re.IGNORECASE,
)


@rule(
    "DK4310", on=("RUN pip install", "RUN uv pip install", "RUN pipx install", "RUN uv tool install"), stage="shipped"
)
def git_dependency_unpinned(command: Command, file: File) -> Problems:
    seen: set[str] = set()
    for found in installs_of(command, file):
        requirement = found.requirement
        if requirement is None or requirement.url is None or not requirement.is_git or found.path in seen:
            continue
        reference = reference_of(requirement.url)
        if reference is not None and (COMMIT.match(reference) or re.search(r"[$*{]", reference)):
            continue
        where = "this"
        if found.path:
            seen.add(found.path)
            line, path = requirement.line, found.path
            where = f"line {line} of `{path}`" if line else f"`{requirement.name}` in `{path}`"
        if reference is None:
            yield Problem(found.word, f"{where} installs what is on the branch at the time: add `@<commit>`")
        elif RELEASE.match(reference):
            message = f"{where} installs what the tag `{reference}` stands for at the time: write `@<commit>`"
            yield Problem(found.word, message, severity="info")
        else:
            yield Problem(found.word, f"{where} installs what is on `{reference}` at the time: write `@<commit>`")


def reference_of(url: str) -> str | None:
    """The branch, tag or commit in an address of git; None where there is none."""
    address = url.partition("#")[0]
    path = address.partition("://")[2].partition("/")[2] or address.rpartition(":")[2]
    return path.rpartition("@")[2] if "@" in path else None
