r"""CMD or ENTRYPOINT is in shell form

In shell form the program is started by `/bin/sh -c`, and the shell is what gets the signals. `docker stop` asks the
shell to end, the program never hears of it, and after ten seconds it is killed: requests are cut off, shutdown code
does not run. What looks like JSON and is none (single quotes, a trailing comma) is shell form too.

```dockerfile bad
FROM python:3.13-slim
CMD python app.py --port 8000
    ^^^^^^^^^^^^^^^^^^^^^^^^^ the shell form keeps signals from the program: write `CMD ["python", "app.py", "--port", "8000"]`
```

```dockerfile fixed
FROM python:3.13-slim
CMD ["python", "app.py", "--port", "8000"]
```

```dockerfile bad
FROM python:3.13-slim
ENTRYPOINT gunicorn --bind 0.0.0.0:$PORT app:app
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the shell form keeps signals from the program: write `ENTRYPOINT ["program", "argument"]`, or put `exec` in front
```

```dockerfile fixed
FROM python:3.13-slim
ENTRYPOINT exec gunicorn --bind 0.0.0.0:$PORT app:app
```

The shell gives way to the program where `exec` starts it. Where SHELL is set, the shell is wanted.

```dockerfile good
FROM python:3.13-slim
ENTRYPOINT ["python"]
CMD exec gunicorn --bind 0.0.0.0:$PORT app:app
```

```dockerfile good
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
CMD .\run.ps1
```

A list that is not quite JSON is text for the shell, which then looks for a program called `[python,`.

```dockerfile bad
FROM python:3.13-slim
CMD ['python', 'app.py']
    ^^^^^^^^^^^^^^^^^^^^ this is not JSON, so the shell runs a program `[python,`: write `CMD ["python", "app.py"]`
```

```dockerfile fixed
FROM python:3.13-slim
CMD ["python", "app.py"]
```

HEALTHCHECK starts a short-lived program, which needs no signals. With `healthcheck` it is told as well, and with
`strict` nothing is excused, as hadolint does.

```dockerfile bad healthcheck=true
FROM python:3.13-slim
HEALTHCHECK CMD python check.py
                ^^^^^^^^^^^^^^^ the shell form keeps signals from the program: write `HEALTHCHECK CMD ["python", "check.py"]`
```

```dockerfile bad strict=true
FROM python:3.13-slim
CMD exec gunicorn app:app
    ^^^^^^^^^^^^^^^^^^^^^ the shell form keeps signals from the program: write `CMD ["gunicorn", "app:app"]`
```

With `buildkit`, every CMD and ENTRYPOINT that is not JSON is told, an empty one too, where no SHELL is set, as
`docker build --check` does.

```dockerfile bad buildkit=true
FROM python:3.13-slim
CMD exec gunicorn app:app
    ^^^^^^^^^^^^^^^^^^^^^ this is not the exec form: write `CMD ["program", "argument"]`
ENTRYPOINT
^^^^^^^^^^ this is not the exec form: write `ENTRYPOINT ["program", "argument"]`
HEALTHCHECK CMD python check.py
```
"""

from dlint.api import Command, File, Healthcheck, Invocation, Problem, Problems, Word, insert_before, re, replace, rule

ALMOST_JSON = re.compile(r"\[\s*(['\"\u201c\u201d\u2018\u2019]).*\]\s*(?:#.*)?$", re.DOTALL)
WORD = re.compile(r"""['"\u201c\u201d\u2018\u2019]([^'"\u201c\u201d\u2018\u2019]*)['"\u201c\u201d\u2018\u2019]""")
BUILTINS = (
    ".", ":", "[", "alias", "bg", "break", "cd", "command", "eval", "exec", "exit", "export", "read", "return", "set",
    "shift", "source", "trap", "type", "ulimit", "umask", "unset", "wait", "nohup",
)  # fmt: skip


@rule("DL3025", on=("CMD", "ENTRYPOINT", "HEALTHCHECK"), fix="safe", aliases=("JSONArgsRecommended",))
def shell_form_cmd(
    node: Invocation, file: File, *, healthcheck: bool = False, strict: bool = False, buildkit: bool = False
) -> Problems:
    if buildkit:
        yield from to_the_letter(node, file)
        return
    if node.json is not None or not node.arguments:
        return
    if isinstance(node, Healthcheck) and not (healthcheck or strict):
        return
    text = node.arguments[0]
    name = "HEALTHCHECK CMD" if isinstance(node, Healthcheck) else node.name
    listed = ALMOST_JSON.match(text.text)
    if listed:
        yield from almost_json(name, text)
        return
    if (file.shell_words(node) is not None or file.tree.escape == "`") and not strict:
        return
    commands = file.commands(node)
    if commands and "exec" in commands[0].wrappers and not strict:
        return
    message = "the shell form keeps signals from the program: write "
    plain = exec_form(commands, text)
    if plain:
        yield Problem(text, f"{message}`{name} {plain}`", replace(text, plain))
    elif len(commands) == 1 and can_exec(commands[0], text):
        edit = insert_before(text, "exec ")
        message += f'`{name} ["program", "argument"]`, or put `exec` in front'
        yield Problem(text, message, edit, safety="unsafe", title="start the program with `exec`")
    else:
        yield Problem(text, f'{message}`{name} ["program", "argument"]`, or start the program with `exec`')


def to_the_letter(node: Invocation, file: File) -> Problems:
    """What `docker build --check` says."""
    stage = file.stage_of(node)
    if isinstance(node, Healthcheck) or node.json is not None or file.shell_words(node) is not None:
        return
    if stage is None or not stage.config.shell:
        place = node.arguments[0] if node.arguments else node.keyword
        yield Problem(place, f'this is not the exec form: write `{node.name} ["program", "argument"]`')


def almost_json(name: str, text: Word) -> Problems:
    """A list in the wrong quotes, or with something behind it."""
    words = WORD.findall(text.text)
    if any("\\" in word for word in words):
        words = []
    plain = quoted(words) if words else '["program", "argument"]'
    edits = [replace(text, plain)] if words and "#" not in text.text else []
    first = text.text.split()[0].replace("'", "").replace('"', "")
    message = f"this is not JSON, so the shell runs a program `{first}`: write `{name} {plain}`"
    yield Problem(text, message, *edits, severity="error", safety="unsafe")


def exec_form(commands: list[Command], text: Word) -> str | None:
    """The command as JSON, where it is one program with literal words and nothing that a shell would do."""
    if len(commands) != 1:
        return None
    command = commands[0]
    simple = command.simple
    if simple is None or simple.redirections or simple.assignments or simple.negated or command.in_subshell:
        return None
    values = [word.value for word in simple.words]
    if (simple.start, simple.end) != (text.start, text.end) or ("exec" in command.wrappers and values[:1] != ["exec"]):
        return None
    if values[0] == "exec":
        values = values[1:]
    # A tilde or a pattern is for the shell, and so is a builtin.
    written = " ".join(word.text for word in simple.words)
    if not values or None in values or values[0] in BUILTINS or re.search(r"[~*?\[{]", written):
        return None
    return quoted([value for value in values if value is not None])


def can_exec(command: Command, text: Word) -> bool:
    """Whether `exec` may stand in front of the whole text: one simple command, with nothing before it."""
    simple = command.simple
    if simple is None or simple.assignments or simple.negated or command.wrappers or command.in_subshell:
        return False
    return (simple.start, simple.end) == (text.start, text.end) and command.name not in BUILTINS and bool(command.name)


def quoted(words: list[str]) -> str:
    """A JSON array of strings."""
    escaped = [
        word.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") for word in words
    ]
    return "[" + ", ".join(f'"{word}"' for word in escaped) + "]"
