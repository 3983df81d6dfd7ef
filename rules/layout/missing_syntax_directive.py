r"""The version of the Dockerfile's syntax is left to the builder

Mounts, here-documents and flags like `--parents` are understood by newer builders only. With `# syntax=` in the first
line each builder fetches one that does, the same everywhere.

```dockerfile bad
FROM python:3.13-slim
RUN --mount=type=cache,target=/root/.cache/pip pip install flask==3.1.0
    ^^^^^^^ `--mount` needs a builder that is new enough: start the file with `# syntax=docker/dockerfile:1`
```

```dockerfile fixed
# syntax=docker/dockerfile:1
FROM python:3.13-slim
RUN --mount=type=cache,target=/root/.cache/pip pip install flask==3.1.0
```

```dockerfile bad
FROM python:3.13-slim
COPY <<EOF /app/config.ini
     ^^^^^ a here-document needs a builder that is new enough: start the file with `# syntax=docker/dockerfile:1`
[app]
EOF
```

```dockerfile fixed
# syntax=docker/dockerfile:1
FROM python:3.13-slim
COPY <<EOF /app/config.ini
[app]
EOF
```

```dockerfile good
# syntax=docker/dockerfile:1
FROM python:3.13-slim
RUN --mount=type=cache,target=/root/.cache/pip pip install flask==3.1.0
```

```dockerfile good
FROM python:3.13-slim
COPY --from=build --chown=app:app /app /app
RUN --network=none pip check
```
"""

from dlint.api import Edit, File, Onbuild, Problem, Problems, rule

FLAGS = {
    "RUN": ("mount", "security"),
    "COPY": ("exclude", "parents", "link"),
    "ADD": ("exclude", "checksum", "link", "keep-git-dir"),
}
"""What came after the first version of the syntax."""


@rule("DK4404", on="file", severity="info", fix="safe", enabled=False)
def missing_syntax_directive(file: File) -> Problems:
    if file.tree.directive("syntax") is not None:
        return
    advice = "needs a builder that is new enough: start the file with `# syntax=docker/dockerfile:1`"
    edit = Edit(0, 0, "# syntax=docker/dockerfile:1\n")
    for instruction in file.tree.instructions:
        node = (
            instruction.trigger if isinstance(instruction, Onbuild) and instruction.trigger is not None else instruction
        )
        for flag in node.flags:
            if flag.name in FLAGS.get(node.name, ()):
                yield Problem(flag.name_span, f"`--{flag.name}` {advice}", edit, title="name the syntax")
                return
        if node.heredocs:
            yield Problem(node.heredocs[0].word, f"a here-document {advice}", edit, title="name the syntax")
            return
