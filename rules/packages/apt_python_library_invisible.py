r"""A Python library is installed where the image's Python does not look

The images `python:…` have their Python in `/usr/local`. What Debian packages as `python3-numpy`, or Alpine as `py3-numpy`,
is installed for the distribution's own Python, and `import numpy` does not find it.

```dockerfile bad
FROM python:3.13-slim
RUN apt-get update && apt-get install -y --no-install-recommends libpq5 python3-psycopg2
                                                                        ^^^^^^^^^^^^^^^^ the image's Python does not see `python3-psycopg2`: write `pip install psycopg2-binary`
FROM python:3.13-alpine
RUN apk add --no-cache py3-numpy py3-scipy
                       ^^^^^^^^^ the image's Python does not see `py3-numpy`: write `pip install numpy`
                                 ^^^^^^^^^ the image's Python does not see `py3-scipy`: write `pip install scipy`
```

With the distribution's Python, or with its folder on PYTHONPATH, the library is found.

```dockerfile good
FROM debian:13
RUN apt-get update && apt-get install -y python3-numpy
FROM python:3.13-slim
ENV PYTHONPATH=/usr/lib/python3/dist-packages
RUN apt-get update && apt-get install -y python3-numpy
```

```dockerfile good
FROM python:3.13-slim
RUN apt-get update && apt-get install -y python3-numpy
CMD ["/usr/bin/python3", "app.py"]
FROM python:3.13-slim
RUN apt-get update && apt-get install -y python3-tk libpython3-dev python3-sphinx
```
"""

from dlint.api import Command, File, Problem, Problems, Stage, distro_python, rule


@rule("DK4602", on=("RUN apt-get install", "RUN apt install", "RUN apk add"), severity="error")
def apt_python_library_invisible(command: Command, file: File, stage: Stage) -> Problems:
    if not distro_python.has_own_python(stage):
        return
    found = []
    for package in distro_python.system_packages(command, file):
        name = distro_python.library(package.name)
        if name is not None:
            found.append((package, name))
    if not found or distro_python.uses_distro_python(stage):
        return
    for package, name in found:
        advice = f"write `pip install {name}`" if name else "install it with pip"
        yield Problem(package.word, f"the image's Python does not see `{package.name}`: {advice}")
