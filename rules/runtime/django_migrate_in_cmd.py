r"""The database is migrated when the container starts

Two containers that start at the same time migrate at the same time, and each restart waits for the database first. Run
migrations once per release: as a job, an init container, or `docker compose run`.

```dockerfile bad
FROM python:3.13-slim
CMD python manage.py migrate && exec gunicorn --bind 0.0.0.0:8000 shop.wsgi
           ^^^^^^^^^^^^^^^^^ every container migrates the database when it starts: do that once per release
```

```dockerfile bad
FROM python:3.13-slim
CMD ["sh", "-c", "alembic upgrade head && exec uvicorn app:app --host 0.0.0.0"]
                  ^^^^^^^^^^^^^^^^^^^^ every container migrates the database when it starts: do that once per release
```

```dockerfile good
FROM python:3.13-slim
RUN python manage.py migrate --check || true
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "shop.wsgi"]
```

```dockerfile good
FROM python:3.13-slim AS migrate
CMD ["python", "manage.py", "migrate"]
```

```dockerfile good
FROM python:3.13-slim AS dev
CMD python manage.py migrate && python manage.py runserver 0.0.0.0:8000
```
"""

from dlint.api import Command, Problem, Problems, Span, Stage, entrypoint_commands, rule, server_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


@rule("DK5012", on="stage", severity="info")
def django_migrate_in_cmd(stage: Stage) -> Problems:
    if not stage.is_final or stage.is_development:
        return
    commands = entrypoint_commands(stage)
    if not any(server_of(command) for command in commands):
        return
    for command in commands:
        place = migration(command)
        if place is not None and not command.conditional:
            message = "every container migrates the database when it starts: do that once per release"
            yield Problem(place, message)
            return


def migration(command: Command) -> "Sequence[Span] | None":
    """The words of a command that migrate a database, or None."""
    words = command.launched.words
    values = [(word.value or "").rpartition("/")[2] for word in words]
    if "migrate" in values and ("manage.py" in values or values[0] == "django-admin"):
        index = values.index("migrate")
        first = words[max(index - 1, 0)]
        return first, words[index]
    for pair in (("alembic", "upgrade"), ("db", "upgrade"), ("aerich", "upgrade")):
        if pair[0] in values and pair[1] in values:
            return words
    return None
