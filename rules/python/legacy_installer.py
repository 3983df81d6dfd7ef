r"""Something is installed in a way that is given up

`easy_install` went with setuptools 52, `python-pip` with Python 2. `get-pip.py` replaces the pip that the images of
Python have by whatever is the newest that day, and `virtualenv` is `python -m venv` since Python 3.3.

```dockerfile bad
FROM python:3.13-slim
RUN curl https://bootstrap.pypa.io/get-pip.py | python
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the image has pip: leave `get-pip.py` out
RUN easy_install flask
    ^^^^^^^^^^^^ `easy_install` is given up: write `pip install`
RUN pip install --no-cache-dir virtualenv
                               ^^^^^^^^^^ Python has `python -m venv`: leave `virtualenv` out
```

```dockerfile bad
FROM debian:12
RUN apt-get update && apt-get install -y python-pip
                                         ^^^^^^^^^^ `python-pip` is for Python 2: write `python3-pip`
```

```dockerfile good
FROM debian:12
RUN apt-get update && apt-get install -y python3-pip virtualenv
RUN curl https://bootstrap.pypa.io/get-pip.py | python3
```

```dockerfile good
FROM python:3.13-slim
RUN pip install flask==3.1.0 && python -m venv /opt/venv
RUN pip install virtualenv==20.30.0 && virtualenv --system-site-packages /opt/other
```
"""

from dlint.api import Build, Command, Problem, Problems, Stage, first_in, packages_of, re, rule

GET_PIP = re.compile(r"https?://bootstrap\.pypa\.io/(?:[\w./]+/)?get-pip\.py\Z")


@rule(
    "DK4317",
    on=("RUN easy_install", "RUN curl", "RUN wget", "RUN apt-get install", "RUN apt install", "RUN pip install"),
    stage="used",
)
def legacy_installer(command: Command, file: Build, stage: Stage) -> Problems:
    family = stage.family
    if command.family == "easy_install":
        pip = any(word.value == "pip" for word in command.operands)
        advice = "install `python3-pip` of the distribution" if pip else "write `pip install`"
        yield Problem(command.words[0], f"`easy_install` is given up: {advice}")
    elif command.family in ("curl", "wget"):
        for word in command.arguments:
            has_pip = family.pip and family.tag is not None and family.python_version not in ("2.7", "3.6")
            if has_pip and GET_PIP.match(word.value or ""):
                yield Problem(word, "the image has pip: leave `get-pip.py` out")
    elif command.family in ("apt-get", "apt"):
        if family.release in ("bullseye", "bookworm", "trixie", "forky", "20.04", "22.04", "24.04", "26.04"):
            for word in command.operands:
                if word.value == "python-pip":
                    yield Problem(word, "`python-pip` is for Python 2: write `python3-pip`")
    elif family.tag is not None and (family.python_version or "2").startswith("3"):
        for package in packages_of(command, file):
            if package.name == "virtualenv" and first_in(stage, uses_virtualenv) is None:
                yield Problem(package.word, "Python has `python -m venv`: leave `virtualenv` out", severity="info")


def uses_virtualenv(command: Command, file: Build) -> bool:
    """Whether a command uses what only virtualenv can do."""
    return command.family == "virtualenv" and bool(command.options)
