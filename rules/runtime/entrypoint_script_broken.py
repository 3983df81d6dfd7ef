r"""The start script can't be run

The kernel starts a script only when it may be executed and begins with `#!` and the path of a program that exists. Lines
that end as on Windows make that path one that does not exist. The build does not notice; the container ends at once with
"permission denied", "exec format error", or "no such file or directory" for a file that is there.

```dockerfile bad
FROM python:3.13-slim
COPY entrypoint.sh /
ENTRYPOINT ["/entrypoint.sh"]
            ^^^^^^^^^^^^^^^^ `entrypoint.sh` is not executable, so the start ends with "permission denied": write `COPY --chmod=755`, or run `chmod +x` on it
```

```sh entrypoint.sh
#!/bin/sh
exec "$@"
```

```dockerfile bad
FROM python:3.13-slim
COPY --chmod=755 start.sh /usr/local/bin/
CMD ["start.sh", "--port", "8000"]
     ^^^^^^^^^^ `start.sh` does not begin with `#!`, so the start ends with "exec format error": begin it with `#!/bin/sh`
```

```sh start.sh
exec uvicorn app:app "$@"
```

```dockerfile bad
FROM python:3.13-alpine
WORKDIR /app
COPY . .
ENTRYPOINT ["./run.sh"]
            ^^^^^^^^^^ `run.sh` asks for `/bin/bash`, which is not in `python:3.13-alpine`: install it, or begin the script with `#!/bin/sh`
```

```sh run.sh mode = 0o755
#!/bin/bash
exec python app.py
```

```dockerfile bad
FROM python:3.13-slim
COPY run.sh /
CMD ["bash", "/run.sh"]
             ^^^^^^^^^ the lines of `run.sh` end as on Windows (CRLF), which the shell takes for part of its commands: save it with LF
```

```sh run.sh newline = "\r\n"
#!/bin/bash
exec python app.py
```

A shell that is given the script needs neither the permission nor the first line. `chmod` helps wherever it stands, and a
`#!` is not needed where a shell starts the script.

```dockerfile good
FROM python:3.13-slim
COPY run.sh /
CMD ["sh", "/run.sh"]
```

```sh run.sh
exec python app.py
```

```dockerfile good
FROM python:3.13-alpine
RUN apk add --no-cache bash
COPY bin/ /opt/bin/
RUN chmod -R +x /opt/bin
ENTRYPOINT ["/opt/bin/run"]
```

```sh bin/run
#!/usr/bin/env bash
exec python app.py
```

```dockerfile good
FROM python:3.13-slim
COPY run.sh /
RUN sed -i 's/\r$//' /run.sh && chmod +x /run.sh
CMD /run.sh
```

```sh run.sh newline = "\r\n"
exec python app.py
```

Arguments that are not quoted are split once more.

```dockerfile bad
FROM python:3.13-slim
COPY run.sh /
ENTRYPOINT ["/run.sh"]
            ^^^^^^^^^ line 2 of `run.sh` splits arguments at their blanks: write `exec "$@"`
CMD ["python", "app.py"]
```

```sh run.sh mode = 0o755
#!/bin/sh
exec $@
```
"""

import os

from dlint.api import EntrypointScript, Problem, Problems, Stage, entrypoint_scripts, has_tool, probe_scripts, re, rule

DENIED = 'so the start ends with "permission denied"'


@rule("DK5109", on="stage", severity="error")
def entrypoint_script_broken(stage: Stage) -> Problems:
    if not stage.is_final:
        return
    for script in entrypoint_scripts(stage) + probe_scripts(stage):
        if script.instruction not in stage.instructions:
            continue
        fault = fault_of(script)
        if fault:
            yield Problem(script.place, fault)
            continue
        for command in script.commands:
            words = [word.text for word in command.original]
            if (
                words in (["exec", "$@"], ["exec", "$*"], ["$@"])
                and script.place.value == script.command.words[0].value
            ):
                message = f'line {script.line(command)} of `{script.name}` splits arguments at their blanks: write `exec "$@"`'
                yield Problem(script.place, message, severity="info")
                break


def fault_of(script: EntrypointScript) -> str | None:
    """Why a script can't be run, or None."""
    name = f"`{script.name}`"
    direct = script.through is None
    first = script.text.partition("\n")[0]
    mended = is_mended(script)
    if direct and first.startswith("\ufeff"):
        return f"{name} begins with a byte order mark, so the kernel does not see its `#!`: save it without"
    if first.endswith("\r") and (script.is_shell or (direct and script.shebang)) and not mended:
        lines = f"the lines of {name} end as on Windows (CRLF), "
        if direct and script.shebang:
            return f"{lines}so the kernel looks for a program `{script.shebang[-1]}\\r`: save it with LF"
        return f"{lines}which the shell takes for part of its commands: save it with LF"
    if not direct:
        return None
    if not script.shebang:
        # A shell, and most programs that start others, take such a script for one of theirs.
        if (
            script.command.exec_form
            and not script.command.wrappers
            and script.text.strip()
            and not first.startswith("MZ")
        ):
            return f'{name} does not begin with `#!`, so the start ends with "exec format error": begin it with `#!/bin/sh`'
    elif asks_for_bash(script) and has_tool(script.stage, "bash") is False:
        advice = "install it, or begin the script with `#!/bin/sh`"
        return f"{name} asks for `{' '.join(script.shebang)}`, which is not in `{script.stage.root.text}`: {advice}"
    if is_executable(script) is False:
        return f"{name} is not executable, {DENIED}: write `COPY --chmod=755`, or run `chmod +x` on it"
    return None


def asks_for_bash(script: EntrypointScript) -> bool:
    """Whether the first line names bash, by its usual path or by way of `env`."""
    words = script.shebang
    return words[:1] in (["/bin/bash"], ["/usr/bin/bash"]) or words[:2] in (
        ["/usr/bin/env", "bash"],
        ["/bin/env", "bash"],
    )


def is_executable(script: EntrypointScript) -> bool | None:
    """Whether the script may be executed in the image; None where that is not known."""
    flag = script.chmod()
    if flag is not None:
        value = flag.value or ""
        if re.fullmatch(r"[0-7]{3,4}", value):
            return bool(int(value, 8) & 0o111)
        return None
    copied = script.copied
    context = script.stage.file.context
    if os.name == "nt" or copied is None or context is None or copied.flag("from") is not None:
        return None
    mode = context.mode(script.name)
    if mode is None or mode & 0o111:
        return None if mode is None else True
    return None if mentions(script, "chmod", "install ", "setfacl", "cp ") else False


def mentions(script: EntrypointScript, *programs: str) -> bool:
    """Whether a RUN may change the mode of the script: it names it, a pattern, or a whole directory."""
    base = script.path.rpartition("/")[2]
    for stage in script.stage.file.stages:
        for node in stage.instructions:
            if node.name != "RUN":
                continue
            text = node.logical.text + "".join(heredoc.content for heredoc in node.heredocs)
            if any(program in text for program in programs) and (
                base in text or re.search(r"[*$]|-\w*R|find|xargs", text)
            ):
                return True
    return False


def is_mended(script: EntrypointScript) -> bool:
    """Whether a RUN takes the CR out of the lines."""
    text = " ".join(
        node.logical.text for stage in script.stage.file.stages for node in stage.instructions if node.name == "RUN"
    )
    return "dos2unix" in text or "\\r" in text or "fromdos" in text or "tr -d" in text or "\\015" in text
