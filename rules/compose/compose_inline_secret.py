r"""A secret is written in the compose file

The file lies in the repository, so the secret is known to everybody who has it, for ever. A variable takes it from the
environment or from `.env`, which git ignores; `secrets` puts it into a file in the container.

```yaml bad
services:
  web:
    build: .
    environment:
      DATABASE_URL: postgres://app:hunter2@db/app
      ^^^^^^^^^^^^ `DATABASE_URL` holds a secret: take it from a variable, as in `${DATABASE_URL:?}`, or from `secrets`
  db:
    image: postgres:17
    environment:
      - POSTGRES_PASSWORD=hunter2
        ^^^^^^^^^^^^^^^^^ `POSTGRES_PASSWORD` holds a secret: take it from a variable, as in `${POSTGRES_PASSWORD:?}`, or from `secrets`
```

```yaml good
services:
  web:
    build: .
    environment:
      DATABASE_URL: postgres://app:${DB_PASSWORD:?}@db/app
      SECRET_KEY: ${SECRET_KEY:-only-for-development}
      API_TOKEN:
      TOKEN_LIFETIME: 3600
  db:
    image: postgres:17
    environment:
      POSTGRES_PASSWORD_FILE: /run/secrets/password
    secrets: [password]
secrets:
  password:
    environment: DB_PASSWORD
```

A password that everybody knows, or that is the name of its user, is for a data base of one's own machine: it is only a
hint, as are all in a file for development.

```yaml bad
services:
  db:
    image: postgres:17
    environment:
      POSTGRES_USER: shop
      POSTGRES_PASSWORD: shop
      ^^^^^^^^^^^^^^^^^ `POSTGRES_PASSWORD` holds a secret: take it from a variable, as in `${POSTGRES_PASSWORD:?}`, or from `secrets`
```

Names that are none in your project are listed in `allow`.

```yaml good allow=["SIGNING_TOKEN"]
services:
  web:
    build: .
    environment:
      SIGNING_TOKEN: none-of-your-business
```
"""

from dlint.api import (
    WELL_KNOWN_PASSWORDS,
    ComposeService,
    Problem,
    Problems,
    is_placeholder,
    is_secret_name,
    is_secret_value,
    password_in,
    rule,
)


@rule("DK3098", on="service")
def compose_inline_secret(service: ComposeService, *, allow: tuple[str, ...] = ()) -> Problems:
    for setting in service.environment:
        value = setting.value
        if not value or "${" in value or value.startswith("$") or setting.name in allow:
            continue
        password = password_in(value)
        if password is None and not is_secret_value(value):
            if not is_secret_name(setting.name) or is_placeholder(value):
                continue
        secret = value if password is None else password
        names = [other.value for other in service.environment if not is_secret_name(other.name)]
        weak = secret.lower() in (*WELL_KNOWN_PASSWORDS, service.name) or secret in names or is_placeholder(secret)
        if password is not None:
            weak = weak or f"//{password}:{password}@" in value
        severity = "info" if weak or service.file.is_development else None
        message = f"`{setting.name}` holds a secret: take it from a variable, as in `${{{setting.name}:?}}`, or from `secrets`"
        yield Problem(setting, message, severity=severity)
