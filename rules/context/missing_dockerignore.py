r"""The whole folder is copied, and there is no .dockerignore

Without a `.dockerignore` a `COPY . .` takes everything that lies there: the history in `.git`, the passwords in `.env`,
the virtual environment of the host. All of it is in the image, and every change to any of it makes the build start over.

```dockerfile bad Dockerfile
FROM python:3.13-slim
COPY . /app
     ^ everything in the folder is copied, `.env` too: add a `.dockerignore`
```

```text .env
PASSWORD=hunter2
```

```text app.py
print("hello")
```

```dockerfile bad Dockerfile
FROM python:3.13-slim
COPY . /app
     ^ everything in the folder is copied: add a `.dockerignore`
```

```text requirements.txt
flask==3.1.0
```

```dockerfile bad Dockerfile
FROM node:22
COPY . /srv
     ^ everything in the folder is copied, `keys/server.pem`, `.git` too: add a `.dockerignore`
```

```text keys/server.pem
-----BEGIN PRIVATE KEY-----
```

```text .git/HEAD
ref: refs/heads/main
```

Where only named files are copied, nothing can slip in.

```dockerfile good Dockerfile
FROM python:3.13-slim
COPY app.py requirements.txt /app/
COPY --from=python:3.12 . /old
```

```text app.py
print("hello")
```

```text requirements.txt
flask==3.1.0
```

```dockerfile good Dockerfile
FROM python:3.13-slim
COPY . /app
```

```text Dockerfile.dockerignore
**
!app.py
```

```text app.py
print("hello")
```
"""

from dlint.api import Context, File, Problem, Problems, broad_copies, rule, secrets_of

TELLING = (".env", ".venv", "venv", ".git", "node_modules", "id_rsa", ".aws", ".ssh")
GRAVE = (".env", ".venv", "venv", "id_rsa", ".aws", ".ssh")


@rule("DK3001", on="file")
def missing_dockerignore(file: File, context: Context) -> Problems:
    if context.ignore_path is not None:
        return
    for node, word in broad_copies(file):
        stage = file.stage_of(node)
        if stage is None or not stage.is_used:
            continue
        secret = [path for path, _ in secrets_of(context)]
        there = [name for name in TELLING if context.exists(name)]
        there = [*dict.fromkeys([*secret[:2], *there, *secret[2:]])]
        grave = any(name in GRAVE or name in secret for name in there) and stage.role == "final"
        too = f", {', '.join(f'`{name}`' for name in there[:3])} too" if there else ""
        message = f"everything in the folder is copied{too}: add a `.dockerignore`"
        yield Problem(word or node.keyword, message, severity="error" if grave else "warning")
        return
