r"""conda leaves its downloads in the layer

conda keeps each package that it has downloaded, packed and unpacked, for the next environment. In an image there is none,
and the downloads stay in the layer: often more than the environment itself.

```dockerfile bad
FROM condaforge/miniforge3
RUN conda create -y -n app python=3.13 numpy=2.3
    ^^^^^^^^^^^^ conda leaves its downloads in the layer: end this `RUN` with `conda clean -afy`
```

```dockerfile fixed
FROM condaforge/miniforge3
RUN conda create -y -n app python=3.13 numpy=2.3 && conda clean -afy
```

```dockerfile bad
FROM mambaorg/micromamba:2.3
RUN micromamba install -y -n base numpy=2.3 && \
    ^^^^^^^^^^^^^^^^^^ micromamba leaves its downloads in the layer: end this `RUN` with `micromamba clean -afy`
    echo done
```

```dockerfile fixed
FROM mambaorg/micromamba:2.3
RUN micromamba install -y -n base numpy=2.3 && \
    echo done && \
    micromamba clean -afy
```

A mount keeps them out of the layer, and of a stage from which only the environment is copied nothing stays.

```dockerfile good
FROM condaforge/miniforge3
RUN --mount=type=cache,target=/opt/conda/pkgs conda install -y numpy=2.3
RUN conda install -y scipy=1.16 && conda clean --all --yes
RUN conda install -y pandas=2.3 && rm -rf /opt/conda/pkgs/*
```

```dockerfile good
FROM condaforge/miniforge3 AS build
RUN conda create -y -p /env python=3.13
FROM debian:13-slim
COPY --from=build /env /env
```
"""

from dlint.api import Command, File, Problem, Problems, Run, Stage, conda, mounts_of, rule, run_last


@rule("DK4701", on=("RUN conda", "RUN mamba", "RUN micromamba"), severity="info", fix="safe")
def conda_cache_in_layer(command: Command, file: File, stage: Stage) -> Problems:
    node = command.instruction
    if stage.role != "final" or not conda.is_install(command) or not isinstance(node, Run):
        return
    if any(mount.kind in ("cache", "tmpfs") and "pkgs" in (mount.target or "") for mount in mounts_of(node)):
        return
    others = file.commands(node)
    if others[-1] is not command and any(conda.is_install(other) for other in others if other.start > command.start):
        return
    if any(empties(other) for other in others if other.start > command.start) or "PKGS_DIRS" in node.logical.text:
        return
    text = f"{command.name} clean -afy"
    edits = run_last(command, file, text) if command.outer is None else ()
    message = f"{command.name} leaves its downloads in the layer: end this `RUN` with `{text}`"
    yield Problem((command.words[0], command.verbs[-1]), message, *edits)


def empties(command: Command) -> bool:
    """Whether a command takes the downloads away, or may."""
    if command.family in conda.FAMILIES:
        return command.verb == "clean"
    if command.family in ("rm", "find"):
        return "pkgs" in command.text or (
            "conda" in command.text and command.text.rstrip("/ ").endswith(("conda", "conda*"))
        )
    return "clean" in (command.name or "") or (command.name or "").endswith(".sh")
