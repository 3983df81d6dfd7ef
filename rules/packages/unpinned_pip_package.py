r"""A package is installed by pip without a version

The next build installs the newest version there is by then, and with it the changes that nobody tested. PyPI keeps every
version, so a pin costs nothing; a file of requirements, or a lock, pins what the packages need in turn as well.

```dockerfile bad
FROM python:3.13-slim
RUN pip install --no-cache-dir gunicorn flask==3.1.0 psycopg[binary]
                               ^^^^^^^^ `gunicorn` and `psycopg` are not pinned: write `gunicorn==<version>`
RUN pipx install black && uv pip install --system -r requirements.txt ruff
                 ^^^^^ `black` is not pinned: write `black==<version>`
                                                                      ^^^^ `ruff` is not pinned: write `ruff==<version>`
```

A range is a version too. Constraints pin what is not said here, and so does a folder of wheels without an index. A
project, a wheel, an archive have the version that they have. Repositories have a rule of their own,
`git-dependency-unpinned`.

```dockerfile good
FROM python:3.13-slim
ARG FLASK=3.1.0
RUN pip install -r requirements.txt && pip install . .[test] -e ./lib /wheels/*.whl dist/
RUN pip install "flask==$FLASK" 'gunicorn>=23,<24' --timeout 5 -i https://example.org/simple $MORE
RUN pip install --constraint constraints.txt flask && pip install --no-index --find-links=/wheels flask
RUN pip install git+https://github.com/owner/app@v1.0 "app @ git+ssh://git@github.com/owner/app.git@d34db33"
RUN pip install https://example.org/app-1.0.tar.gz
```

With `strict`, a repository needs a reference behind `@` here too, as with hadolint.

```dockerfile bad strict=true
FROM python:3.13-slim
RUN pip install git+ssh://git@github.com/owner/app.git
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the newest commit is installed: write `git+ssh://git@github.com/owner/app.git@<commit>`
```

What the shell takes for a redirection is no version.

```dockerfile bad
FROM python:3.13-slim
RUN pip install --no-cache-dir flask>=3.1
                               ^^^^^^^^^^ the shell takes `>` for a redirection: write `'flask>=3.1'`
```

```dockerfile fixed
FROM python:3.13-slim
RUN pip install --no-cache-dir 'flask>=3.1'
```

pip and what builds packages may be new: `allow` are the names that need no version.

```dockerfile good
FROM python:3.13-slim
RUN pip install --upgrade pip setuptools wheel
ENV PIP_CONSTRAINT=/constraints.txt
RUN pip install flask
```

```dockerfile bad allow=[]
FROM python:3.13-slim
RUN pip install --upgrade pip
                          ^^^ `pip` is not pinned: write `pip==<version>`
```
"""

from dlint.api import Command, File, Package, Problem, Problems, Span, named, replace, rule, unpinned

VARIABLES = ("PIP_CONSTRAINT", "PIP_NO_INDEX", "UV_CONSTRAINT", "UV_NO_INDEX", "UV_EXCLUDE_NEWER")
OPTIONS = ("-c", "--constraint", "--constraints", "--no-index", "--require-hashes", "--exclude-newer")


@rule("DL3013", on=("RUN {pip} installs", "RUN {pipx} installs", "RUN {uv} installs"), fix="unsafe")
def unpinned_pip_package(
    command: Command, file: File, *, allow: tuple[str, ...] = ("pip", "setuptools", "wheel"), strict: bool = False
) -> Problems:
    scope = file.scope_at(command.instruction)
    if command.has(*OPTIONS) or any(scope.get(name) or name in command.environment for name in VARIABLES):
        return
    found = [package for package in unpinned(command, file, allow) if strict or package.kind != "vcs"]
    for package in found[:]:
        end = redirected(command, package)
        if end is not None:
            found.remove(package)
            place = Span(package.word.start, end)
            text = file.source.text[place.start : end]
            message = f"the shell takes `>` for a redirection: write `'{text}'`"
            yield Problem(place, message, replace(place, f"'{text}'"))
    if not found:
        return
    if found[0].kind == "vcs":
        yield Problem(found[0].word, f"the newest commit is installed: write `{found[0].name}@<commit>`")
    else:
        yield Problem(found[0].word, f"{named(found)} not pinned: write `{found[0].name}==<version>`")


def redirected(command: Command, package: Package) -> int | None:
    """Where a requirement like `flask>=3,<4` ends that is not quoted, or None."""
    end = package.word.end
    for redirection in command.redirections:
        if redirection.start == end and redirection.operator in (">", "<"):
            end = redirection.end
    first = next((redirection for redirection in command.redirections if redirection.start == package.word.end), None)
    return end if first is not None and first.text.startswith(">=") and "'" not in first.text else None
