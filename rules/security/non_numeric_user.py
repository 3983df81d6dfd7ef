r"""USER is a name and no number

Kubernetes with `runAsNonRoot: true` refuses an image whose user is a name: it can't tell a name from root before the
container runs. A number can be told, and needs no entry in `/etc/passwd`.

Names are fine everywhere else, and easier to read, so this is off.

```dockerfile bad
FROM debian:12
RUN useradd --uid 10001 app
USER app
     ^^^ `app` is a name: write the number of the user
```

A number, and what is not known, are fine. `root` is told by other rules.

```dockerfile good
FROM debian:12 AS build
USER build
FROM debian:12
ARG UID
USER $UID
USER 10001:app
```

With `strict`, each USER of each stage is judged, and root too, as hadolint does.

```dockerfile bad strict=true
FROM debian:12
USER root
     ^^^^ `root` is a name: write the number of the user
USER 10001
```
"""

from dlint.api import Problem, Problems, Stage, rule, user_of


@rule("DL3066", on="stage", severity="info", enabled=False)
def non_numeric_user(stage: Stage, *, strict: bool = False) -> Problems:
    if strict:
        nodes = stage.named("USER")
    else:
        last = stage.last("USER")
        nodes = [last] if last is not None and stage.is_final else []
    for node in nodes:
        name = user_of(stage, node)
        if node.argument is not None and name and not name.isdecimal() and (strict or name != "root"):
            yield Problem(node.argument, f"`{name}` is a name: write the number of the user")
