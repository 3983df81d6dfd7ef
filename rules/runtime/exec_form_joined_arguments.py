r"""Two arguments in one string of the exec form

Each string of the exec form is one argument, blanks and all. No shell splits it, so the program gets an option that is
called `--log-level debug`, or the system looks for a program of the name `python app.py`.

```dockerfile bad
FROM python:3.13-slim
CMD ["gunicorn", "--worker-class uvicorn.workers.UvicornWorker", "--log-level=debug", "app:app"]
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this is one argument with a blank in it: write `"--worker-class", "uvicorn.workers.UvicornWorker"`
```

```dockerfile fixed
FROM python:3.13-slim
CMD ["gunicorn", "--worker-class", "uvicorn.workers.UvicornWorker", "--log-level=debug", "app:app"]
```

```dockerfile bad
FROM python:3.13-slim
CMD ["python app.py"]
     ^^^^^^^^^^^^^^^ there is no program of this name, with a blank in it: write `"python", "app.py"`
FROM node:22
CMD ["npm", "run start"]
            ^^^^^^^^^^^ this is one argument with a blank in it: write `"run", "start"`
FROM eclipse-temurin:21
ENTRYPOINT ["java", "-Xms256m -Xmx1g", "-jar", "/app.jar"]
                    ^^^^^^^^^^^^^^^^^ this is one argument with a blank in it: write `"-Xms256m", "-Xmx1g"`
```

```dockerfile fixed
FROM python:3.13-slim
CMD ["python", "app.py"]
FROM node:22
CMD ["npm", "run", "start"]
FROM eclipse-temurin:21
ENTRYPOINT ["java", "-Xms256m", "-Xmx1g", "-jar", "/app.jar"]
```

A text that a shell or an interpreter reads, a value behind `=`, and a short option whose value may follow in the same
word are fine.

```dockerfile good
FROM python:3.13-slim
CMD ["sh", "-c", "exec gunicorn --log-level debug app:app"]
CMD ["python", "-c", "import app; app.run()"]
CMD ["nginx", "-g", "daemon off;"]
CMD ["nginx", "-g daemon off;"]
CMD ["gunicorn", "--access-logformat=%(h)s %(l)s", "app:app"]
CMD ["echo", "- not an option"]
```

```dockerfile good
FROM debian:12
ENTRYPOINT ["/bin/bash", "-c"]
CMD ["npm run start"]
```
"""

from dlint.api import File, Invocation, JsonString, Problem, Problems, re, replace, rule, runs_code, words_before

LONG = re.compile(r"--[A-Za-z][A-Za-z0-9-]*\s+\S")
COMMAND_LINE = re.compile(r"[\w./-]+ --?[a-z]")
PYTHON = re.compile(r"(?:-[um]\s+\S|[\w./-]+\.py\s+\S|manage\.py\s)")
JAVA = re.compile(r"-(?:jar\s+\S|X\S+\s+-|D[\w.]+=\S+\s+-[DX])")
NODE = re.compile(r"[\w./-]+\.[cm]?js\s+\S")
VERBS = {
    "npm": "run start test exec ci install i run-script", "yarn": "run start dev serve build workspace", "pnpm": "run start dev exec",
    "flask": "run db", "fastapi": "run dev", "streamlit": "run", "uv": "run", "poetry": "run", "pipenv": "run", "pdm": "run",
    "rails": "s server runner", "bundle": "exec", "go": "run", "cargo": "run", "dotnet": "run", "celery": "-A worker beat",
}  # fmt: skip
PROGRAMS = (
    "python", "python3", "python2", "node", "npm", "yarn", "pnpm", "npx", "java", "flask", "gunicorn", "uvicorn", "celery", "go",
    "ruby", "rails", "bundle", "php", "dotnet", "echo", "ls", "cat", "streamlit", "uv", "poetry", "pipenv", "fastapi", "exec",
    "nginx", "supervisord", "tail", "sleep", "bash", "sh", "/bin/bash", "/bin/sh", "service", "redis-server", "make", "cargo",
    "jupyter", "uwsgi", "waitress-serve", "hypercorn", "daphne", "granian", "serve", "nodemon", "pm2", "mono", "perl", "Rscript",
)  # fmt: skip


@rule("DK5102", on=("CMD", "ENTRYPOINT", "HEALTHCHECK", "RUN"), severity="error", fix="safe")
def exec_form_joined_arguments(node: Invocation, file: File) -> Problems:
    if node.json is None or not node.json.elements or node.onbuild:
        return
    elements = node.json.elements
    joined = [element for element in elements if " " in element.value.strip()]
    before = words_before(node, file) if joined else None
    if before is None:
        return
    values = before + [element.value for element in elements]
    if runs_code(values):
        return
    for element in joined:
        is_program = element is elements[0] and not before and is_a_program(element.value, node, file)
        if not is_program and not (LONG.match(element.value) or is_joined(element, values, len(before), elements)):
            continue
        words = split(element.value)
        better = ", ".join(quoted(word) for word in words) if words else ""
        edits = [replace(element, better)] if better else []
        if is_program:
            start = "there is no program of this name, with a blank in it"
        else:
            start = "this is one argument with a blank in it"
        yield Problem(element, f"{start}: write `{better}`" if better and "`" not in better else start, *edits)


def is_a_program(value: str, node: Invocation, file: File) -> bool:
    """Whether a string that names the program is a whole command line."""
    stage = file.stage_of(node)
    if stage is None or stage.family.name == "python-windows" or "\\" in value or ":" in value.split()[0]:
        return False
    if node.name == "CMD" and stage.root.family.entrypoint is None and stage.last("ENTRYPOINT") is None:
        # The ENTRYPOINT of an image that is not known may be a shell.
        if stage.root.config.environment is None:
            return False
    first = value.split()[0]
    return COMMAND_LINE.match(value) is not None or first in PROGRAMS or first.rpartition("/")[2] in PROGRAMS


def is_joined(element: JsonString, values: list[str], count: int, elements: list[JsonString]) -> bool:
    """Whether an argument is several ones, by what its program takes."""
    programs = [value.rpartition("/")[2] for value in values]
    index = count + next(at for at, other in enumerate(elements) if other is element)
    if not index:
        return False
    program = re.sub(r"[0-9.]+\Z", "", programs[0])
    if program == "python" and (index == 1 or values[index - 1] == "-u"):
        return bool(PYTHON.match(element.value))
    if program == "java":
        return "-jar" not in programs[1:index] and bool(JAVA.match(element.value))
    if program == "node" and index == 1:
        return bool(NODE.match(element.value))
    return index == 1 and element.value.split()[0] in VERBS.get(program, "").split()


def split(text: str) -> list[str]:
    """The words of a text as a shell would make them; none where that would need one."""
    if re.search(r"[$`;&|<>*?~#\\(){}!\n]", text):
        return []
    import shlex

    try:
        return shlex.split(text)
    except ValueError:
        return []


def quoted(word: str) -> str:
    """A word as a JSON string."""
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'
