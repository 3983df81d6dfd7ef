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

from dlint.api import Build, Command, Problem, Problems, facts, first_before, installs_of, is_pip_install, replace, rule

DEPRECATED = {"install": "pip install .", "develop": "pip install -e ."}
KNOWN = (
    "install",
    "develop",
    "bdist_wheel",
    "sdist",
    "build",
    "build_ext",
    "bdist_egg",
    "egg_info",
    "test",
    "bdist",
    "build_py",
)


@rule("DK4316", on="RUN python", severity="error", fix="unsafe")
def setup_py_without_setuptools(command: Command, file: Build) -> Problems:
    stage = file.stage_of(command.instruction)
    words = command.arguments
    if (
        stage is None
        or stage.role == "unused"
        or len(words) < 2
        or (words[0].value or "").rpartition("/")[2] != "setup.py"
    ):
        return
    verb = words[1].value or ""
    if verb not in KNOWN:
        return
    version = stage.family.python_version if stage.family.tag is not None else None
    lacking = version is not None and facts.python_has_setuptools(version) is False and not may_have(command, file)
    advice = DEPRECATED.get(verb)
    # Options have no counterpart; and another folder would have to be named.
    simple = (
        len(words) == 2
        and words[0].value == "setup.py"
        and not command.exec_form
        and command.words[0].value in ("python", "python3")
    )
    edits = [replace(command, advice)] if advice is not None and simple else []
    if lacking:
        message = "this image has no setuptools, which `setup.py` needs: "
        message += (
            f"write `{advice}`" if advice is not None else "install it before, `pip install setuptools==<version>`"
        )
        yield Problem(command, message, *edits)
    elif advice is not None:
        yield Problem(command, f"`setup.py {verb}` is deprecated: write `{advice}`", *edits, severity="warning")


def may_have(command: Command, file: Build) -> bool:
    """Whether setuptools is installed before, or may be."""
    if first_before(command, file, may_bring_setuptools) is not None:
        return True
    return "python3-setuptools" in command.instruction.logical.text


def may_bring_setuptools(command: Command, file: Build) -> bool:
    """Whether a command installs setuptools, or may."""
    if command.name is None or command.name in (".", "source") or command.name.endswith(".sh"):
        return True
    if command.family in ("venv", "virtualenv", "conda", "mamba", "uv", "poetry", "get-pip.py"):
        return True
    if not is_pip_install(command):
        return False
    if command.open_ended or command.has("-r", "--requirement", "--requirements", "-e", "--editable"):
        return True
    # Some packages bring it.
    names = {found.name for found in installs_of(command, file)}
    if names & {"setuptools", "wheel", "cython", "numpy", "torch", "pip-tools", "pipenv", "poetry", "build"}:
        return True
    return not names <= {"pip"} and "setuptools" in command.text
