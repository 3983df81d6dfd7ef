r"""A secret is in ENV or ARG

What ENV and ARG set can be read by everybody who has the image: `docker history` and `docker inspect` show it. That
holds for a password given with `--build-arg` too. A build that needs a secret mounts it, and nothing stays behind:
`RUN --mount=type=secret,id=token …`. A container that needs one gets it when it starts.

```dockerfile bad
FROM python:3.13-slim
ENV DB_PASSWORD=hunter2
    ^^^^^^^^^^^ `DB_PASSWORD` can be read from the image: mount it with `RUN --mount=type=secret`, or set it when the container starts
ARG GITHUB_TOKEN
    ^^^^^^^^^^^^ `GITHUB_TOKEN` can be read from the image: mount it with `RUN --mount=type=secret`, or set it when the container starts
ENV DATABASE_URL=postgres://app:hunter2@db/app
    ^^^^^^^^^^^^ the value of `DATABASE_URL` is a secret and can be read from the image: mount it with `RUN --mount=type=secret`, or set it when the container starts
```

A name that only sounds like a secret is none, and neither is an empty value, a path, a switch, or a placeholder.

```dockerfile good
FROM python:3.13-slim
ENV GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305
ENV OPENAI_API_KEY="" DB_PASSWORD_FILE=/run/secrets/db PUBLIC_KEY=abc
ENV USE_AUTH=true TOKEN_VERSION=2 TOKENIZERS_PARALLELISM=false SSH_KEY=/keys/id_ed25519
ENV KEYCLOAK_URL=https://login.example.org GOPRIVATE=example.org/team
ENV DATABASE_URL=postgres://db/app REDIS_URL=redis://:@cache:6379 CELERY_BROKER_URL=amqp://guest:guest@mq
ARG SORT_KEY=name
RUN SECRET_KEY=not-used python manage.py collectstatic
```

Names that are none in your project are listed in `allow`.

```dockerfile good allow=["SIGNING_TOKEN"]
FROM python:3.13-slim
ENV SIGNING_TOKEN=none-of-your-business
```

An ARG of a stage from which only files are copied is not in the final image, and neither is one before the first FROM.

```dockerfile good
ARG NPM_TOKEN
FROM node:22 AS build
ARG NPM_TOKEN
RUN npm ci
FROM node:22-slim
COPY --from=build /app /app
```

With `buildkit`, names are judged by a short list and values are not looked at, as `docker build --check` does.

```dockerfile bad buildkit=true
FROM python:3.13-slim
ENV GPG_KEY="" DB_PASSWORD_FILE=/run/secrets/db SSHKEY=abc
    ^^^^^^^ `GPG_KEY` can be read from the image: mount it with `RUN --mount=type=secret`, or set it when the container starts
```

With `strict`, every name with a word like `token` or `username` in it is told, whatever its value, as hadolint does.

```dockerfile bad strict=true
FROM python:3.13-slim
ARG DB_PASSWORD_FILE=/run/secrets/db
    ^^^^^^^^^^^^^^^^ `DB_PASSWORD_FILE` can be read from the image: mount it with `RUN --mount=type=secret`, or set it when the container starts
```
"""

from dlint.api import File, KeyValue, Problem, Problems, is_placeholder, is_secret_name, is_secret_value, re, rule

HADOLINT_SECRET = re.compile(r"api_key|client_key|password|private|secret|token|username", re.IGNORECASE)
BUILDKIT_SECRET = re.compile(
    r"(?:_|^)(?:apikey|auth|credential|credentials|key|password|pword|passwd|secret|token)(?:_|$)", re.IGNORECASE
)
BUILDKIT_HARMLESS = re.compile(r"(?:_|^)(?:public|file|version)(?:_|$)", re.IGNORECASE)
REMEDY = "can be read from the image: mount it with `RUN --mount=type=secret`, or set it when the container starts"


@rule("DL3064", on=("ENV", "ARG"), aliases=("SecretsUsedInArgOrEnv",))
def secret_in_env_or_arg(
    node: KeyValue, file: File, *, allow: tuple[str, ...] = (), buildkit: bool = False, strict: bool = False
) -> Problems:
    if strict:
        for pair in node.pairs:
            if HADOLINT_SECRET.search(pair.key.text) and pair.key.text not in allow:
                yield Problem(pair.key, f"`{pair.key.text}` {REMEDY}")
        return
    stage = file.stage_of(node)
    if stage is None:
        return
    if buildkit:
        yield from to_the_letter(node, file, allow)
    elif stage.is_used and not (stage.role == "builder" and node.name == "ARG"):
        yield from by_value(node, allow)


def to_the_letter(node: KeyValue, file: File, allow: tuple[str, ...]) -> Problems:
    """What `docker build --check` says."""
    for pair in node.pairs:
        name = pair.key.text
        if node.name == "ENV":
            name = file.expand(pair.key, node) or name
        if name not in allow and BUILDKIT_SECRET.search(name) and not BUILDKIT_HARMLESS.search(name):
            yield Problem(pair.key, f"`{name}` {REMEDY}")


def by_value(node: KeyValue, allow: tuple[str, ...]) -> Problems:
    """What looks like a secret by its name and its value."""
    for pair in node.pairs:
        name = pair.key.text
        value = pair.value.text.strip("\"'") if pair.value is not None else None
        if name in allow:
            continue
        if value and is_secret_value(value):
            message = f"the value of `{name}` is a secret and {REMEDY}"
            yield Problem(pair.key, message, severity="error")
        elif is_secret_name(name):
            if value is None and node.name == "ARG":
                yield Problem(pair.key, f"`{name}` {REMEDY}")
            elif value is not None and not is_placeholder(value):
                yield Problem(pair.key, f"`{name}` {REMEDY}", severity="error")
