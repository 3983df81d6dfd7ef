r"""conda installs whatever version is newest

Without a version each build gets the packages of its day, and an image that was built last month can't be built again.

```dockerfile bad
FROM condaforge/miniforge3
RUN conda install -y numpy pandas=2.3 && conda clean -afy
                     ^^^^^ `numpy` is not pinned: write `numpy=<version>`
```

```dockerfile bad
FROM condaforge/miniforge3
COPY environment.yml .
RUN conda env create -f environment.yml && conda clean -afy
                        ^^^^^^^^^^^^^^^ `environment.yml` pins no version of `python` and `numpy`: pin them, or install from a file of `conda-lock`
```

```yaml environment.yml
name: app
dependencies:
  - python
  - numpy
  - scipy=1.16
```

```dockerfile good
FROM condaforge/miniforge3
COPY conda-lock.yml environment.yml ./
RUN conda install -y "numpy>=2,<3" python=3.13 && conda clean -afy
RUN conda env create -f environment.yml && conda clean -afy
```

```yaml environment.yml
name: app
dependencies:
  - python=3.13
  - pip
  - pip:
    - flask
```

The tools themselves, and what is named in `allow`, need no version.

```dockerfile good allow = ["scipy"]
FROM condaforge/miniforge3
RUN conda install -y scipy
```

```dockerfile good
FROM condaforge/miniforge3
RUN conda update -y conda && conda install -y --file requirements.txt
```
"""

from dlint.api import Command, File, Problem, Problems, conda, context_path, listed, project_of, rule

MANAGERS = ("conda", "mamba", "pip", "setuptools", "wheel", "conda-lock", "anaconda", "conda-build")


@rule("DK4704", on=("RUN conda", "RUN mamba", "RUN micromamba"), severity="info")
def conda_unpinned(command: Command, file: File, *, allow: tuple[str, ...] = MANAGERS) -> Problems:
    if not conda.is_install(command) or (command.path[1:2] in (("update",), ("upgrade",))):
        return
    found = [(word, name) for word, name, pinned in conda.packages(command) if not pinned and name not in allow]
    if len(found) == 1:
        yield Problem(found[0][0], f"`{found[0][1]}` is not pinned: write `{found[0][1]}=<version>`")
    elif found:
        names = shown([name for _, name in found])
        yield Problem(found[0][0], f"{names} are not pinned: write `{found[0][1]}=<version>`")
    option = command.option("-f", "--file")
    project = project_of(file)
    if option is None or option.value is None or project is None or not option.value.endswith((".yml", ".yaml")):
        return
    # Where the working directory is not known, the file of that name in the root of the context is meant.
    name = option.value.rpartition("/")[2]
    path = context_path(command, file, option.value) or (name if project.has(name) else None)
    if path is None or any(project.has(name) for name in ("conda-lock.yml", "conda-lock.yaml", "pixi.lock")):
        return
    text = project.inside("").text(path, 200_000)
    open_ones = [name for _, name, pinned in conda.requirements(text or "") if not pinned and name not in allow]
    if open_ones:
        them = "it" if len(open_ones) == 1 else "them"
        message = f"`{path}` pins no version of {shown(open_ones)}: pin {them}, or install from a file of `conda-lock`"
        yield Problem(option.value_span or option, message)


def shown(names: list[str]) -> str:
    """Packages in a sentence: `a`; `a` and `b`; `a` and 3 others."""
    if len(names) > 2:
        return f"`{names[0]}` and {len(names) - 1} others"
    return listed(names)
