r"""A Dockerfile has a name that tools do not look for

`docker build` takes `Dockerfile`; editors and scanners know `Dockerfile.<purpose>` and `<purpose>.Dockerfile` as well. A
matter of taste: this rule is off unless it is asked for.

```dockerfile bad docker_build
FROM debian:12
^^^^ `docker_build` is no name that tools look for: call it `Dockerfile` or `Dockerfile.<purpose>`
```

```dockerfile good Dockerfile.web
FROM debian:12
```

```dockerfile good web.Dockerfile
FROM debian:12
```

```dockerfile good
FROM debian:12
```
"""

from dlint.api import File, Problem, Problems, re, rule

NAME = re.compile(r"(?:[Dd]ockerfile|Containerfile)(?:[.-][\w.-]+)?|[\w.-]+\.(?:[Dd]ockerfile|[Cc]ontainerfile)")


@rule("DK7001", on="file", severity="style", enabled=False)
def nonstandard_dockerfile_name(file: File) -> Problems:
    name = file.path.replace("\\", "/").rpartition("/")[2]
    if file.directory is None or not file.tree.instructions or NAME.fullmatch(name):
        return
    message = f"`{name}` is no name that tools look for: call it `Dockerfile` or `Dockerfile.<purpose>`"
    yield Problem(file.tree.instructions[0].keyword, message)
