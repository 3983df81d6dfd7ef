r"""Packages come from Anaconda's own channel

The images `continuumio/…` install from `defaults`, which is Anaconda's. Its terms ask organisations of more than 200 people
to pay. conda-forge is free, and Miniforge is the same conda with it as the only channel.

```dockerfile bad
FROM continuumio/miniconda3:25.3.1-1
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ packages come from Anaconda's `defaults`, which is not free for larger organisations: use `condaforge/miniforge3`
RUN conda install -y numpy=2.3 && conda clean -afy
```

With conda-forge as the channel that is asked, it is a matter of what the channel has.

```dockerfile good
FROM condaforge/miniforge3
RUN conda install -y numpy=2.3
FROM continuumio/miniconda3
RUN conda install -y -c conda-forge --override-channels numpy=2.3
```

```dockerfile good
FROM continuumio/miniconda3
RUN conda config --add channels conda-forge && conda install -y numpy=2.3
FROM continuumio/miniconda3
RUN pip install numpy==2.3.0
```
"""

from dlint.api import Problem, Problems, Stage, conda, rule

ELSEWHERE = (
    "conda-forge",
    "nodefaults",
    "override-channels",
    "condarc",
    "CONDA_CHANNELS",
    "default_channels",
    "mirror",
    "artifactory",
)


@rule("DK4705", on="stage", severity="info")
def conda_defaults_channel(stage: Stage) -> Problems:
    reference = stage.reference
    if reference is None or not reference.name.startswith("continuumio/"):
        return
    commands = [command for command in conda.installs(stage) if command.family in ("conda", "mamba")]
    plain = [
        command
        for command in commands
        if command.option("-c", "--channel", "-f", "--file") is None and command.operands
    ]
    if not plain:
        return
    if any(word in node.logical.text for node in stage.chain_instructions for word in ELSEWHERE):
        return
    message = "packages come from Anaconda's `defaults`, which is not free for larger organisations: use `condaforge/miniforge3`"
    yield Problem(stage.node.image or stage.node, message)
