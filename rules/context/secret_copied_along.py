r"""A private key or a file with passwords is copied along with a folder

COPY takes all that is in a folder. A key or a `.env` in there is in the image, for everybody who can pull it, and a later
`rm` does not take it out of the layer. Leave it out in the ignore file, and give it to the container when it starts, or
to the build as a secret.

```dockerfile bad
FROM python:3.13-slim
COPY . /app
     ^ `.env` and `keys/app.pem`, a private key, come into the image: leave them out in `.dockerignore`
```

```text .dockerignore
.git
```

```text .env
PASSWORD=hunter2
```

```text keys/app.pem
-----BEGIN PRIVATE KEY-----
```

```dockerfile bad
FROM python:3.13-slim
COPY app.py config /config/
            ^^^^^^ `config/.env.production` comes into the image: leave it out in `.dockerignore`
```

```text app.py
print("hello")
```

```text config/.env.production
PASSWORD=hunter2
```

A stage whose files are not taken on keeps what is secret to itself, and what the ignore file leaves out is not copied.

```dockerfile good
FROM node:22 AS build
WORKDIR /srv
COPY . .
RUN npm ci && npm run build
FROM nginx:1.29
COPY --from=build /srv/dist /usr/share/nginx/html
COPY public /usr/share/nginx/html
```

```text .dockerignore
.git
```

```text .env
PASSWORD=hunter2
```

```text public/index.html
```

```dockerfile good
FROM python:3.13-slim
COPY . /app
COPY --exclude=.env config /config/
```

```text .dockerignore
**/.env*
!**/.env.example
**/*.pem
```

```text .env
PASSWORD=hunter2
```

```text .env.example
PASSWORD=
```

```text config/.env
PASSWORD=hunter2
```

```text app.pem
-----BEGIN PRIVATE KEY-----
```
"""

from dlint.api import Context, File, Problem, Problems, is_dotenv, rule, secrets_of, shipped_sources

MOST = 3


@rule("DK3110", on="file", severity="error")
def secret_copied_along(file: File, context: Context) -> Problems:
    told: set[str] = set()
    there: list[tuple[str, str]] | None = None
    for source in shipped_sources(file):
        if source.is_whole and context.ignore_path is None:
            continue  # that there is no ignore file is told
        if there is None:
            there = secrets(context)
        taken = source.taken_along(context, [path for path, _ in there])
        found = [(path, what) for path, what in there if path in taken and path not in told]
        told.update(taken)
        if found:
            verb, them = ("comes", "it") if len(found) == 1 else ("come", "them")
            names = enumerated(found)
            message = f"{names} {verb} into the image: leave {them} out in `{context.ignore_name}`"
            yield Problem(source.place, message)


def secrets(context: Context) -> list[tuple[str, str]]:
    """The files with secrets that are sent to the build: path, and what is secret."""
    names = [name for name in context.by_name() if is_dotenv(name)]
    settings = [(entry.path, "") for name in names for entry in context.by_name()[name] if entry.kind == "file"]
    return sorted([*settings, *secrets_of(context)])


def enumerated(found: list[tuple[str, str]]) -> str:
    """The first files in a sentence, each with what it is, and how many there are besides."""
    names = [f"`{path}`" + (f", {what}," if what else "") for path, what in found[:MOST]]
    text = " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
    return f"{text.rstrip(',')} and {len(found) - MOST} more" if len(found) > MOST else text
