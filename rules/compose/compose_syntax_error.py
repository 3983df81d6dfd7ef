r"""Compose can't read the file

It is no YAML, a key is there twice, or what should be a mapping is something else.

```yaml bad
services:
  web:
    image: nginx:1.29
   ports: ["80:80"]
   ^^^^^^^^^^^^^^^^ this is no YAML, or the line above is not: Compose can't read the file
```

```yaml bad
services:
  web:
    image: nginx:1.29
    environment:
      MODE: fast
    environment:
    ^^^^^^^^^^^ `environment` is there already, on line 4
      LEVEL: debug
```

An anchor that is merged may have the same keys.

```yaml good
x-common: &common
  restart: always
services:
  web:
    <<: *common
    image: nginx:1.29
    restart: "no"
```

A template is not yet a compose file.

```yaml good
services:
{% for name in names %}
  {{ name }}:
    image: {{ image }}
{% endfor %}
```
"""

from dlint.api import ComposeFile, Problem, Problems, rule


@rule("DK3090", on="compose", severity="error")
def compose_syntax_error(compose: ComposeFile) -> Problems:
    for fault in compose.tree.faults:
        yield Problem(fault, fault.message)
