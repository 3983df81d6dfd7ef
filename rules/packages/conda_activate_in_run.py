r"""`conda activate` in a RUN

`conda activate` is a function that the start-up files of an interactive shell define. A RUN has another shell, which ends
with "Your shell has not been properly configured", and what is active is so until the end of the RUN only.

```dockerfile bad
FROM condaforge/miniforge3
RUN conda create -y -n app python=3.13
RUN conda activate app && pip install flask==3.1.0
    ^^^^^^^^^^^^^^^^^^ `conda activate` does not work in the shell of a `RUN`: write `ENV PATH="/opt/conda/envs/app/bin:$PATH"` above, or `conda run -n app …`
```

```dockerfile bad
FROM condaforge/miniforge3
RUN conda create -y -n app python=3.13
RUN . /opt/conda/etc/profile.d/conda.sh && conda activate app
                                           ^^^^^^^^^^^^^^^^^^ the environment is active until the end of this `RUN` only: write `ENV PATH="/opt/conda/envs/app/bin:$PATH"`
```

```dockerfile bad
FROM condaforge/miniforge3
RUN conda create -y -n app python=3.13
RUN echo "conda activate app" >> ~/.bashrc
CMD ["python", "app.py"]
     ^^^^^^^^ no shell reads `.bashrc` here, so this is not the program of the environment `app`: write `ENV PATH="/opt/conda/envs/app/bin:$PATH"`
```

With the environment on PATH nothing has to be activated. A login shell knows the function.

```dockerfile good
FROM condaforge/miniforge3
RUN conda create -y -n app python=3.13
ENV PATH="/opt/conda/envs/app/bin:$PATH"
CMD ["python", "app.py"]
```

```dockerfile good
FROM condaforge/miniforge3
SHELL ["/bin/bash", "--login", "-c"]
RUN conda activate base && pip install flask==3.1.0
FROM condaforge/miniforge3
RUN . /opt/conda/etc/profile.d/conda.sh && conda activate base && pip install flask==3.1.0
RUN eval "$(conda shell.bash hook)" && conda activate base && pip install flask==3.1.0
RUN echo "conda activate app" >> ~/.bashrc
CMD ["/bin/bash"]
```
"""

from dlint.api import Build, Command, Problem, Problems, Stage, conda, entrypoint_commands, path_entries, re, rule

WRITTEN = re.compile(r"(?:conda|source|\.) activate ([\w.-]+)")
LOGIN = re.compile(r"-\w*[li]\w*\Z|--login\Z|--interactive\Z")


@rule("DK4702", on="stage", severity="error")
def conda_activate_in_run(stage: Stage) -> Problems:
    file = stage.file
    for node in stage.named("RUN"):
        if "activate" in node.logical.text:
            for command in file.commands(node):
                if command.family in conda.FAMILIES and command.verb == "activate":
                    yield from activation(command, stage, file)
    if stage.is_final:
        yield from unread_start_up_file(stage)


def activation(command: Command, stage: Stage, file: Build) -> Problems:
    """The problem of one `conda activate`, where it is one."""
    commands = file.commands(command.instruction)
    before = [other for other in commands if other.start < command.start]
    after = [other for other in commands if other.start > command.start]
    shell = file.shell_words(command.instruction) or []
    if any(LOGIN.match(word) for word in shell) or ("bash" in command.wrappers and is_login(command)):
        hooked = True
    else:
        hooked = any(reads_hook(other) for other in before)
    if command.conditional or command.operator_after == "||":
        return
    # In an image that is not known, the shell of its RUNs may know the function.
    if not hooked and stage.family.name != "conda" and not conda.installs(stage):
        return
    name = command.operands[0].value if command.operands else None
    line = f'ENV PATH="{directory_of(name)}/bin:$PATH"' if name else "ENV PATH=…"
    if not hooked:
        run = f"`conda run -n {name} …`" if name else "`conda run …`"
        message = f"`conda activate` does not work in the shell of a `RUN`: write `{line}` above, or {run}"
        yield Problem(command, message)
    elif not after and not command.in_subshell and not is_on_path(stage, name):
        yield Problem(
            command, f"the environment is active until the end of this `RUN` only: write `{line}`", severity="warning"
        )


def is_login(command: Command) -> bool:
    """Whether the shell that reads the command is a login shell."""
    words = [word.value or "" for word in command.instruction.json.elements] if command.instruction.json else []
    outer = command.outer
    words += [word.value or "" for word in outer.words] if outer is not None else []
    return any(LOGIN.match(word) for word in words)


def reads_hook(command: Command) -> bool:
    """Whether a command defines the function `conda`."""
    return command.name in (".", "source", "eval") or "hook" in command.text or "conda init" in command.text


def directory_of(name: str | None) -> str:
    """The directory of an environment in the usual installation."""
    if name is None or name in ("base", "root"):
        return "/opt/conda"
    return name if name.startswith("/") else f"/opt/conda/envs/{name}"


def is_on_path(stage: Stage, name: str | None) -> bool:
    """Whether PATH names the environment, or may."""
    entries = path_entries(stage)
    wanted = (name or "").rpartition("/")[2]
    return entries is None or any(f"/{wanted}/" in f"{entry}/" for entry in entries)


def unread_start_up_file(stage: Stage) -> Problems:
    """A start-up file activates an environment, and what is started does not read it."""
    names = []
    for node in stage.chain_instructions:
        if node.name == "RUN" and "activate" in node.logical.text and re.search(r"bashrc|\.profile", node.logical.text):
            match = WRITTEN.search(node.logical.text)
            if match is not None:
                names.append(match[1])
    commands = entrypoint_commands(stage)
    if not names or is_on_path(stage, names[-1]) or not commands or not commands[-1].exec_form:
        return
    command = commands[-1]
    program = command.program.value or ""
    if not re.match(r"(?:python|pip)[0-9.]*\Z|(?:gunicorn|uvicorn|flask|celery|streamlit|jupyter|fastapi)\Z", program):
        return
    # A script that is started first may activate it.
    if command.wrappers or len(commands) > 1 or names[-1] in ("base", "root"):
        return
    if stage.file.stage_of(command.instruction) is stage:
        line = f'ENV PATH="{directory_of(names[-1])}/bin:$PATH"'
        message = f"no shell reads `.bashrc` here, so this is not the program of the environment `{names[-1]}`: write `{line}`"
        yield Problem(command.program, message, severity="warning")
