r"""`conda run` keeps the output back

`conda run` collects what the program prints and shows it when the program has ended, which a server never does. It also
stands between Docker and the program, and signals do not get through.

```dockerfile bad
FROM condaforge/miniforge3
ENTRYPOINT ["conda", "run", "-n", "app", "python", "server.py"]
            ^^^^^^^^^^^^^^ `conda run` shows no output until the program ends: add `--no-capture-output`, or put `/opt/conda/envs/app/bin` on `PATH`
```

```dockerfile fixed
FROM condaforge/miniforge3
ENTRYPOINT ["conda", "run", "--no-capture-output", "-n", "app", "python", "server.py"]
```

```dockerfile bad
FROM continuumio/miniconda3
CMD conda run --prefix /env gunicorn app:app
    ^^^^^^^^^ `conda run` shows no output until the program ends: add `--no-capture-output`, or put `/env/bin` on `PATH`
```

```dockerfile fixed
FROM continuumio/miniconda3
CMD conda run --no-capture-output --prefix /env gunicorn app:app
```

With the environment on PATH nothing stands in between; micromamba collects nothing; in a RUN it does no harm.

```dockerfile good
FROM condaforge/miniforge3
RUN conda run -n app pip install --no-deps .
ENV PATH=/opt/conda/envs/app/bin:$PATH
CMD ["python", "server.py"]
```

```dockerfile good
FROM condaforge/miniforge3
CMD ["conda", "run", "--live-stream", "-n", "app", "python", "server.py"]
FROM mambaorg/micromamba:2
CMD ["micromamba", "run", "-n", "app", "python", "server.py"]
```
"""

from dlint.api import Problem, Problems, Stage, entrypoint_commands, insert_after, rule


@rule("DK5105", on="stage", fix="safe")
def conda_run_buffering(stage: Stage) -> Problems:
    if not stage.is_final:
        return
    for command in entrypoint_commands(stage):
        verb = command.subcommand
        if (
            command.family != "conda"
            or verb is None
            or verb.value != "run"
            or command.instruction not in stage.instructions
        ):
            continue
        if command.has("--no-capture-output", "--live-stream", "-s") or (command.open_ended and not command.operands):
            continue
        if any(word.value in ("--no-capture-output", "--live-stream") for word in command.words):
            continue
        name = command.value_of("-n", "--name")
        prefix = command.value_of("-p", "--prefix") or (
            f"/opt/conda/envs/{name}" if name and name != "base" else "/opt/conda"
        )
        text = ', "--no-capture-output"' if command.exec_form else " --no-capture-output"
        advice = f"add `--no-capture-output`, or put `{prefix}/bin` on `PATH`"
        message = f"`conda run` shows no output until the program ends: {advice}"
        yield Problem((command.words[0], verb), message, insert_after(verb, text))
