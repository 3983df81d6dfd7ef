r"""`.env` is copied into the image

A `.env` file holds the passwords of the machine it lies on. In an image everybody who can pull it can read them, and
deleting the file in a later layer does not take it away. Give the values when the container starts (`docker run
--env-file`, `env_file:` of Compose), or mount them as secrets.

```dockerfile bad
FROM python:3.13-slim
COPY .env app.py /app/
     ^^^^ `.env` and what is secret in it become part of the image: give it when the container starts, `--env-file .env`
```

```dockerfile bad
FROM node:22-slim
ADD ./config/.env.production /app/.env
    ^^^^^^^^^^^^^^^^^^^^^^^^ `.env.production` and what is secret in it become part of the image: give it when the container starts, `--env-file .env.production`
```

Examples and templates hold no secrets, and a stage from which only files are copied is not in the image.

```dockerfile good
FROM node:22 AS build
COPY .env.production .
FROM python:3.13-slim
COPY .env.example .env.sample .env.template .env.dist /app/
COPY --from=build /app/.env /app/
COPY .envrc .environment env /app/
```

A heredoc makes a file of its own.

```dockerfile good
FROM python:3.13-slim
COPY <<.env /app/
PORT=8000
.env
```
"""

from dlint.api import File, Problem, Problems, Stage, Transfer, re, rule

EXAMPLE = re.compile(r"example|sample|template|dist$|default|test|schema|ci$|docs?$", re.IGNORECASE)


@rule("DK2002", on=("COPY", "ADD"), severity="error")
def dotenv_in_image(node: Transfer, file: File, stage: Stage) -> Problems:
    if stage.role != "final" or node.flag("from"):
        return
    heredocs = [heredoc.word for heredoc in node.heredocs]
    for word in node.sources:
        source = file.expand(word, node)
        if source is None or word in heredocs:
            continue
        name = source.rstrip("/").rpartition("/")[2]
        if (name == ".env" or name.startswith(".env.")) and not EXAMPLE.search(name):
            yield Problem(
                word,
                f"`{name}` and what is secret in it become part of the image: "
                f"give it when the container starts, `--env-file {name}`",
            )
