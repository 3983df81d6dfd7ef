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

from dlint.api import Context, File, Problem, Problems, context_sources, is_dotenv, rule, secrets_of

MOST = 3


@rule("DK3110", on="file", severity="error")
def secret_copied_along(file: File) -> Problems:
    context = file.context
    if context is None:
        return
    told: set[str] = set()
    there: list[tuple[str, str]] | None = None
    for source in context_sources(file):
        if source.is_mount or source.path is None or not source.reaches_image:
            continue
        if source.is_whole and context.ignore_path is None:
            continue  # that there is no ignore file is told
        if there is None:
            there = secrets(context)
        takes = source.taker(context) if there else None
        found = [path for path in there if takes and path[0] not in told and path[0] != source.path and takes(path[0])]
        told.update(path for path, _ in found)
        if found:
            names = [f"`{path}`" + (f", {what}," if what else "") for path, what in found[:MOST]]
            several = len(found) > 1
            more = f" and {len(found) - MOST} more" if len(found) > MOST else ""
            listed = " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
            ignore_file = (context.ignore_path or ".dockerignore").replace("\\", "/").rpartition("/")[2]
            yield Problem(
                source.place,
                f"{listed.rstrip(',') if more else listed}{more} {'come' if several else 'comes'} into the image:"
                f" leave {'them' if several else 'it'} out in `{ignore_file}`",
            )


def secrets(context: Context) -> list[tuple[str, str]]:
    """The files with secrets that are sent to the build: path, and what is secret."""
    settings = [
        (entry.path, "")
        for name, entries in context.by_name().items()
        if is_dotenv(name)
        for entry in entries
        if entry.kind == "file"
    ]
    return sorted([*settings, *secrets_of(context)])
