r"""/bin/sh is replaced by a link

Each program of the image that runs `/bin/sh` gets another shell then, package scripts included, and the next update of
the package that brings `/bin/sh` may undo it. SHELL changes the shell of the RUNs alone.

```dockerfile bad
FROM debian:12
RUN rm /bin/sh && ln -s /bin/bash /bin/sh
                  ^^^^^^^^^^^^^^^^^^^^^^^ every program gets another `/bin/sh`: write `SHELL ["/bin/bash", "-c"]`
```

A link to `/bin/sh`, and SHELL itself, are fine.

```dockerfile good
FROM debian:12
SHELL ["/bin/bash", "-c"]
```

```dockerfile good
FROM debian:12
SHELL ["/bin/bash", "-c"]
RUN ln -s /bin/sh /usr/local/bin/shell
```
"""

from dlint.api import Command, Problem, Problems, rule


@rule("DL4005", on="RUN ln")
def shell_replaced_by_link(command: Command) -> Problems:
    places = [word.value for word in command.operands]
    if len(places) > 1 and places[-1] == "/bin/sh" and not command.has("-t", "--target-directory"):
        shell = places[0] if places[0] and places[0].startswith("/") else f"/bin/{places[0] or 'bash'}"
        message = f'every program gets another `/bin/sh`: write `SHELL ["{shell}", "-c"]`'
        yield Problem(command, message)
