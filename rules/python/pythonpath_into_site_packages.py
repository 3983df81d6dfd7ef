r"""PYTHONPATH names the folder of installed packages

That folder is named after the version of Python. With the next version PYTHONPATH leads to packages of the old one, or to
nothing. The image's Python looks into its own folder anyway; for another one put its virtual environment on PATH.

```dockerfile bad
FROM python:3.13-slim
ENV PYTHONPATH=/usr/local/lib/python3.13/site-packages:/app
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Python looks into its own folder by itself, and this one ends with 3.13: leave it out
ENV PYTHONPATH="/opt/venv/lib/python3.13/site-packages"
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this path ends with Python 3.13: write `ENV PATH="/opt/venv/bin:$PATH"`
```

Folders that do not depend on the version, and packages that other systems keep in such folders, are fine.

```dockerfile good
FROM python:3.13-slim
ENV PYTHONPATH=/app/src
FROM python:3.13-slim
ENV PYTHONPATH=/usr/lib/python3/dist-packages
```

```dockerfile good
FROM python:3.13-alpine
ENV PYTHONPATH=/usr/lib/python3.12/site-packages
FROM osrf/ros:humble-desktop
ENV PYTHONPATH=/opt/ros/humble/lib/python3.10/site-packages
```
"""

from dlint.api import Env, Problem, Problems, Stage, distro_python, re, rule

DIRECTORY = re.compile(
    r"(?P<root>(?:/[\w.-]+)+)/lib/python(?P<version>[23]\.[0-9]+)/(?:site|dist)-packages(?=/?(?:[:\"']|\Z))"
)
VENV = re.compile(r"/(?:\.?v?env|venvs?|virtualenvs?|\.local)(?:/|\Z)")


@rule("DK4513", on="ENV", mentions="PYTHONPATH")
def pythonpath_into_site_packages(node: Env, stage: Stage) -> Problems:
    for pair in node.pairs:
        value = pair.value
        if pair.key.text != "PYTHONPATH" or value is None or "-packages" not in value.text:
            continue
        for match in DIRECTORY.finditer(value.text):
            root, version = match["root"], match["version"]
            if root == "/usr/local" and distro_python.has_own_python(stage) and "/site-packages" in match[0]:
                message = f"Python looks into its own folder by itself, and this one ends with {version}: leave it out"
            elif VENV.search(root):
                message = f'this path ends with Python {version}: write `ENV PATH="{root}/bin:$PATH"`'
            else:
                continue
            yield Problem(value.part(*match.span()), message)
