r"""Nobody reads this ignore file

Docker reads one ignore file: `<name of the Dockerfile>.dockerignore` beside the Dockerfile, or else `.dockerignore` in
the root of the build context. One beside the Dockerfile, where the context is another folder, leaves nothing out.

```dockerignore bad docker/.dockerignore
.env
^^^^ nobody reads this file, for the context is `..`: move it there, or call it `<Dockerfile>.dockerignore`
.git
```

```yaml compose.yaml
services:
  web:
    build:
      context: .
      dockerfile: docker/Dockerfile
```

```dockerfile docker/Dockerfile
FROM python:3.13-slim
COPY . /app
```

```dockerignore bad docker/.dockerignore
.env
^^^^ nobody reads this file, for this folder is no build's context: move it to the root of one, `..`
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . /app
```

```dockerignore bad Dockerfile.prod.dockerignore
.env
^^^^ there is no `Dockerfile.prod` beside it, so nobody reads this file
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . /app
```

A folder may be the context of a Dockerfile that lies elsewhere.

```dockerignore good web/.dockerignore
node_modules
```

```yaml compose.yaml
services:
  web:
    build:
      context: web
      dockerfile: ../docker/web.Dockerfile
```

```dockerfile docker/web.Dockerfile
FROM node:22
COPY . /app
```

```dockerignore good web/.dockerignore
node_modules
```

```make Makefile
web:
        docker build -f Dockerfile web
```

```dockerfile Dockerfile
FROM node:22
COPY . /app
```

```dockerignore good docker/web.Dockerfile.dockerignore
node_modules
```

```dockerfile docker/web.Dockerfile
FROM node:22
COPY . /app
```
"""

from dlint.api import Dockerignore, Problem, Problems, rule, why_unused

MESSAGES = {
    "elsewhere": "nobody reads this file, for the context is `{}`: move it there, or call it `<Dockerfile>.dockerignore`",
    "no context": "nobody reads this file, for this folder is no build's context: move it to the root of one, `{}`",
    "no Dockerfile": "there is no `{}` beside it, so nobody reads this file",
}


@rule("DK3018", on=".dockerignore")
def dead_dockerignore(ignore: Dockerignore) -> Problems:
    found = why_unused(ignore)
    message = MESSAGES.get(found.why) if found is not None else None
    if found is not None and message is not None:
        yield Problem(ignore.first_line, message.format(found.other))
