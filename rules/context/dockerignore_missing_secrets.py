r"""The ignore file lets private keys and credentials through

Keys, tokens and passwords that lie among the source come into the image with `COPY . .`, where everybody who can pull
it can read them. Leave them out, and mount what a build needs: `RUN --mount=type=secret`.

```dockerignore bad
.git
^^^^ `COPY .` takes `deploy/server.pem`, a private key, along: add `**/*.pem`
^^^^ `COPY .` takes `id_rsa`, a private key, along: add `**/id_rsa`
node_modules
```

```dockerignore fixed
.git
node_modules
**/*.pem
**/id_rsa
```

```dockerfile Dockerfile
FROM node:22
COPY . /srv
```

```text deploy/server.pem
-----BEGIN RSA PRIVATE KEY-----
MIIE
-----END RSA PRIVATE KEY-----
```

```text id_rsa
-----BEGIN OPENSSH PRIVATE KEY-----
```

Certificates are public, keys for tests are no secrets, and a token from the environment is not in the file.

```dockerignore good
.git
```

```dockerfile Dockerfile
FROM node:22
COPY . /srv
```

```text certs/ca.pem
-----BEGIN CERTIFICATE-----
MIIE
-----END CERTIFICATE-----
```

```text test/fixtures/server.key
-----BEGIN PRIVATE KEY-----
```

```text .npmrc
//registry.npmjs.org/:_authToken=${NPM_TOKEN}
```

```dockerignore good
.git
**/*.pem
```

```dockerfile Dockerfile
FROM node:22
COPY . /srv
```

```text deploy/server.pem
-----BEGIN PRIVATE KEY-----
```

Of projects in Python `python-context-leak` tells.

```dockerignore good
.git
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . /srv
```

```text id_rsa
```
"""

from dlint.api import Context, Dockerignore, Problem, Problems, add_pattern, one_of_each, rule, secrets_of

MOST = 5


@rule("DK3022", on=".dockerignore", severity="error", fix="safe")
def dockerignore_missing_secrets(ignore: Dockerignore, context: Context) -> Problems:
    if ignore.is_python or not ignore.broad_copies():
        return
    for path, what, pattern in one_of_each(secrets_of(context))[:MOST]:
        message = f"`COPY .` takes `{path}`, {what}, along: add `{pattern}`"
        yield Problem(ignore.first_line, message, add_pattern(ignore, pattern))
