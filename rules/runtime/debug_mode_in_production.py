r"""A debug mode is switched on in the image

The debug mode of a framework shows source and settings to whoever causes an error, and that of Flask runs code for them.
An image is made for production; development sets the variable when it starts the container.

```dockerfile bad
FROM python:3.13-slim
ENV FLASK_DEBUG=1 APP=x
    ^^^^^^^^^^^^^ `FLASK_DEBUG` is for development: set it when the container is started there
CMD ["gunicorn", "app:app"]
```

```dockerfile bad
FROM python:3.13-slim
ENV DJANGO_SETTINGS_MODULE=shop.settings.local
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `shop.settings.local` is for development: name the settings for production
```

```dockerfile bad
FROM python:3.13-slim
ENV FLASK_ENV development
    ^^^^^^^^^^^^^^^^^^^^^ `FLASK_ENV` was removed in Flask 2.3, and `development` is not for an image: leave it out
```

For one command, switched off, or in a stage for development it is fine.

```dockerfile good
FROM python:3.13-slim AS base
FROM base AS dev
ENV DEBUG=1
FROM base
ENV DEBUG=false FLASK_DEBUG=0 DJANGO_SETTINGS_MODULE=shop.settings.production
RUN DEBUG=1 python manage.py collectstatic
```

A value that a build argument decides is not known.

```dockerfile good
FROM python:3.13-slim
ARG DEBUG=false
ENV DEBUG=$DEBUG FLASK_DEBUG=""
```
"""

from dlint.api import Env, File, Problem, Problems, rule

SWITCHES = (
    "FLASK_DEBUG",
    "DEBUG",
    "DJANGO_DEBUG",
    "PYTHONDEVMODE",
    "PYTHONASYNCIODEBUG",
    "QUART_DEBUG",
    "SANIC_DEBUG",
    "APP_DEBUG",
)
ON = ("1", "true", "yes", "on", "t", "y")
DEVELOPMENT = ("dev", "local", "development", "test", "testing", "debug")


@rule("DK5005", on="ENV")
def debug_mode_in_production(node: Env, file: File) -> Problems:
    stage = file.stage_of(node)
    if stage is None or stage.role != "final":
        return
    for pair in node.pairs:
        name = pair.key.text
        value = file.scope_at(node).expand(pair.value.text) if pair.value is not None else None
        if value is None or (pair.value is not None and "$" in pair.value.text):
            continue
        if name in SWITCHES and value.lower() in ON:
            yield Problem(pair, f"`{name}` is for development: set it when the container is started there")
        elif name == "FLASK_ENV" and value.lower() in DEVELOPMENT:
            message = f"`FLASK_ENV` was removed in Flask 2.3, and `{value}` is not for an image: leave it out"
            yield Problem(pair, message)
        elif name == "DJANGO_SETTINGS_MODULE" and value.rpartition(".")[2].lower() in DEVELOPMENT:
            yield Problem(pair, f"`{value}` is for development: name the settings for production")
