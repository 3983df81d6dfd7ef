r"""CMD names Python, and the ENTRYPOINT of the base image is Python already

The images of distroless and Chainguard start `python` with what CMD says as its arguments. A CMD that begins with
`python` becomes `python python app.py`, which looks for a file of the name `python`.

```dockerfile bad
FROM gcr.io/distroless/python3-debian13
CMD ["python3", "app.py"]
     ^^^^^^^^^ the base image runs `/usr/bin/python3` with these as arguments: leave `python3` out
```

```dockerfile fixed
FROM gcr.io/distroless/python3-debian13
CMD ["app.py"]
```

```dockerfile bad
FROM cgr.dev/chainguard/python:latest
CMD ["uvicorn", "app:app", "--host", "0.0.0.0"]
     ^^^^^^^^^ the base image runs `/usr/bin/python` with these as arguments: write `"-m", "uvicorn"`
```

```dockerfile fixed
FROM cgr.dev/chainguard/python:latest
CMD ["-m", "uvicorn", "app:app", "--host", "0.0.0.0"]
```

With an ENTRYPOINT of its own, and in images that start nothing by themselves, it is as it reads. A script of a virtual
environment is a Python file, and may be run by its path.

```dockerfile good
FROM gcr.io/distroless/python3-debian13
ENTRYPOINT ["/usr/bin/python3"]
CMD ["app.py"]
FROM cgr.dev/chainguard/python:latest
ENTRYPOINT []
CMD ["python", "app.py"]
```

```dockerfile good
FROM gcr.io/distroless/python3-debian13
CMD ["/app/.venv/bin/gunicorn", "app:app"]
FROM python:3.13-slim
CMD ["python", "app.py"]
```
"""

from dlint.api import Cmd, Edit, File, Problem, Problems, re, replace, rule

PYTHON = re.compile(r"(?:.*/)?(?:python|pypy)[0-9.]*\Z")
SERVERS = ("gunicorn", "uvicorn", "hypercorn", "flask", "fastapi", "celery", "streamlit", "granian", "daphne")


@rule("DK5103", on="CMD", severity="error", fix="safe")
def implicit_python_entrypoint(node: Cmd, file: File) -> Problems:
    stage = file.stage_of(node)
    if stage is None or node.json is None or not node.json.elements or stage.last("ENTRYPOINT") is not None:
        return
    entrypoint = stage.root.family.entrypoint
    if not entrypoint or not PYTHON.match(entrypoint[-1]):
        return
    elements = node.json.elements
    first = elements[0]
    start = f"the base image runs `{entrypoint[-1]}` with these as arguments: "
    if PYTHON.match(first.value):
        edits = [Edit(first.start, elements[1].start, "")] if len(elements) > 1 else []
        yield Problem(first, f"{start}leave `{first.value}` out", *edits)
    elif first.value in SERVERS:
        better = f'"-m", "{first.value}"'
        yield Problem(first, f"{start}write `{better}`", replace(first, better))
