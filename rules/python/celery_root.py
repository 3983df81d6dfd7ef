r"""A Celery worker runs as root

The worker runs whatever is in the messages that it unpacks; as root that is the whole container. Celery warns of it at
every start, and refuses with pickled messages.

```dockerfile bad
FROM python:3.13-slim
CMD ["celery", "-A", "shop", "worker"]
     ^^^^^^^^ the worker runs as root: set a `USER`
```

```dockerfile bad
FROM python:3.13-slim
ENV C_FORCE_ROOT=1
    ^^^^^^^^^^^^^^ `C_FORCE_ROOT` lets the worker run as root: set a `USER` instead
USER app
```

```dockerfile good
FROM python:3.13-slim
RUN useradd --create-home app
USER app
CMD ["celery", "-A", "shop", "worker"]
```

```dockerfile good
FROM python:3.13-slim
CMD ["celery", "-A", "shop", "worker", "--uid", "app"]
```

```dockerfile good
FROM registry.example.org/team/base:1
CMD ["celery", "-A", "shop", "worker"]
```
"""

from dlint.api import Env, Problem, Problems, Stage, entrypoint_commands, rule


@rule("DK4801", on="stage", stage="production")
def celery_root(stage: Stage) -> Problems:
    for node in stage.instructions:
        if isinstance(node, Env):
            for pair in node.pairs:
                value = pair.value.text.strip("\"'") if pair.value is not None else ""
                if pair.key.text == "C_FORCE_ROOT" and value.lower() not in ("", "0", "false"):
                    yield Problem(pair, "`C_FORCE_ROOT` lets the worker run as root: set a `USER` instead")
                    return
    last = stage.last("USER")
    user = (
        stage.file.expand(last.argument, last) if last is not None and last.argument is not None else stage.family.user
    )
    if user is None or user.partition(":")[0] not in ("root", "0"):
        return
    for command in entrypoint_commands(stage):
        program = command.launched
        values = [word.value for word in program.arguments]
        if program.family == "celery" and "worker" in values and not program.has("--uid", "-u"):
            if not any(wrapper in ("gosu", "su-exec", "su", "setpriv") for wrapper in command.wrappers):
                yield Problem(program.words[0], "the worker runs as root: set a `USER`")
                return
