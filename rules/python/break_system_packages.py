r"""`--break-system-packages` is not needed here, or overwrites what the system uses

The images of Python belong to nobody else: pip installs there without that option. Where the Python is that of the
distribution, the option lets pip replace packages on which programs of the system rely; a virtual environment does not.

```dockerfile bad
FROM python:3.13-slim
RUN pip install --break-system-packages flask==3.1.0
                ^^^^^^^^^^^^^^^^^^^^^^^ `--break-system-packages` does nothing in an image of Python: leave it out
```

```dockerfile fixed
FROM python:3.13-slim
RUN pip install flask==3.1.0
```

```dockerfile bad
FROM debian:12
RUN apt-get update && apt-get install -y python3-pip
RUN pip install --break-system-packages flask==3.1.0
                ^^^^^^^^^^^^^^^^^^^^^^^ `--break-system-packages` lets pip overwrite what the system uses: make a virtual environment, `python3 -m venv`
```

```dockerfile good
FROM registry.example.org/team/base:3
RUN pip install --break-system-packages flask==3.1.0
```

```dockerfile good
FROM debian:12
RUN apt-get update && apt-get install -y python3-pip python3-venv
RUN python3 -m venv /opt/venv && /opt/venv/bin/pip install flask==3.1.0
```
"""

from dlint.api import Command, Problem, Problems, Stage, delete, removable, rule


@rule("DK4303", on=("RUN pip install", "RUN uv pip install"), severity="info", fix="safe", stage="used")
def break_system_packages(command: Command, stage: Stage) -> Problems:
    option = command.option("--break-system-packages")
    if option is None:
        return
    family = stage.family
    if family.externally_managed:
        fault = "lets pip overwrite what the system uses"
        message = f"`{option.name}` {fault}: make a virtual environment, `python3 -m venv`"
        yield Problem(option.word, message, severity="warning")
    elif family.is_python and family.externally_managed is False:
        if any(
            "python3-pip" in node.logical.text or "py3-pip" in node.logical.text for node in stage.chain_instructions
        ):
            # The pip may be that of the distribution.
            return
        span = removable(command, option.word)
        message = f"`{option.name}` does nothing in an image of Python: leave it out"
        yield Problem(option.word, message, *([delete(span)] if span is not None else []))
