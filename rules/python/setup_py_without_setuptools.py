r"""`setup.py` is run by hand

Since 3.12 the images of Python have no setuptools, so `python setup.py install` stops with `ModuleNotFoundError`. Where
they have it, it is the way that setuptools has given up: it knows nothing of `pyproject.toml`, wheels, or what a later
`pip uninstall` needs. `pip install .` builds in an environment with all that it takes.

```dockerfile bad
FROM python:3.13-slim
COPY . .
RUN python setup.py install
    ^^^^^^^^^^^^^^^^^^^^^^^ this image has no setuptools, which `setup.py` needs: write `pip install .`
```

```dockerfile fixed
FROM python:3.13-slim
COPY . .
RUN pip install .
```

```dockerfile bad
FROM python:3.11-slim
COPY . .
RUN cd lib && python3 setup.py develop --no-deps
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `setup.py develop` is deprecated: write `pip install -e .`
```

```dockerfile good
FROM python:3.13-slim
COPY . .
RUN pip install setuptools==80.9.0 && python setup.py build_ext --inplace
```

```dockerfile good
FROM python:3.11-slim
COPY . .
RUN python setup.py build_ext --inplace && python manage.py install && pip install .
```

```dockerfile good
FROM python:3.13-slim
COPY requirements.txt .
RUN pip install -r requirements.txt && python setup.py bdist_wheel
```
"""

from dlint.api import (
    Build,
    Command,
    Edit,
    Problem,
    Problems,
    Stage,
    facts,
    first_before,
    installs_of,
    is_pip_install,
    replace,
    rule,
)

DEPRECATED = {"install": "pip install .", "develop": "pip install -e ."}
KNOWN = (
    "install", "develop", "bdist_wheel", "sdist", "build", "build_ext", "bdist_egg", "egg_info", "test", "bdist", "build_py",
)  # fmt: skip
BRINGING = frozenset(("setuptools", "wheel", "cython", "numpy", "torch", "pip-tools", "pipenv", "poetry", "build"))
"""Packages that bring setuptools."""
FROM_FILES = ("-r", "--requirement", "--requirements", "-e", "--editable")


@rule("DK4316", on="RUN python", stage="used", mentions="setup.py", severity="error", fix="unsafe")
def setup_py_without_setuptools(command: Command, file: Build, stage: Stage) -> Problems:
    words = [word.value or "" for word in command.arguments]
    if len(words) < 2 or words[0].rpartition("/")[2] != "setup.py" or words[1] not in KNOWN:
        return
    verb = words[1]
    version = stage.family.python_version if stage.family.tag is not None else None
    advice = DEPRECATED.get(verb)
    edits = replacement(command, advice) if advice is not None else []
    if version is not None and facts.python_has_setuptools(version) is False and not may_have(command, file):
        instead = f"write `{advice}`" if advice else "install it before, `pip install setuptools==<version>`"
        yield Problem(command, f"this image has no setuptools, which `setup.py` needs: {instead}", *edits)
    elif advice is not None:
        yield Problem(command, f"`setup.py {verb}` is deprecated: write `{advice}`", *edits, severity="warning")


def replacement(command: Command, advice: str) -> list[Edit]:
    """Write the newer command; options have no counterpart in it, and another directory would have to be named."""
    words = command.arguments
    is_plain = len(words) == 2 and words[0].value == "setup.py" and command.words[0].value in ("python", "python3")
    return [replace(command, advice)] if is_plain and not command.exec_form else []


def may_have(command: Command, file: Build) -> bool:
    """Whether setuptools is installed before, or may be."""
    if first_before(command, file, may_bring_setuptools) is not None:
        return True
    return "python3-setuptools" in command.instruction.logical.text


def may_bring_setuptools(command: Command, file: Build) -> bool:
    """Whether a command installs setuptools, or may."""
    if command.is_opaque or command.name in (".", "source"):
        return True
    if command.family in ("venv", "virtualenv", "conda", "mamba", "uv", "poetry", "get-pip.py"):
        return True
    if not is_pip_install(command):
        return False
    if command.open_ended or command.has(*FROM_FILES):
        return True
    names = {found.name for found in installs_of(command, file)}
    return bool(names & BRINGING) or (not names <= {"pip"} and "setuptools" in command.text)
