r"""A command has no use in a build

A service that RUN starts is gone when the RUN ends: the image keeps files, not processes. A program that waits for
somebody at a terminal waits for nobody, and there is no machine to shut down.

```dockerfile bad
FROM debian:12
RUN apt-get update && apt-get install -y nginx && service nginx start
                                                  ^^^^^^^^^^^^^^^^^^^ what `service` starts is gone when the `RUN` ends: start it in `CMD` or `ENTRYPOINT`
RUN vim /etc/nginx/nginx.conf
    ^^^ `vim` waits for somebody at a terminal: change the file with `sed`, or copy it
RUN shutdown -h now
    ^^^^^^^^ there is no machine to shut down in a build: leave `shutdown` out
```

A service that is needed by what follows in the same RUN is fine, and so is an editor that is told what to do.

```dockerfile good
FROM debian:12
RUN service postgresql start && su postgres -c "createdb app" && service postgresql stop
RUN vim +PlugInstall +qall
```

```dockerfile good
FROM debian:12
RUN apt-get update && apt-get install -y vim procps
RUN --mount=type=ssh ssh -T git@github.com || true
RUN server & sleep 5; kill $!
```

With `strict`, any use of `free`, `kill`, `mount`, `ps`, `service`, `shutdown`, `ssh`, `top` and `vim` is told, as
hadolint does. That is off because most of them are used for good reasons: to end what was started, to fetch over SSH.

```dockerfile bad strict=true
FROM debian:12
RUN server & sleep 5; kill $!
                      ^^^^ `kill` is seldom of use in a build: leave it out
```
"""

from dlint.api import Command, File, Problem, Problems, rule

SERVICES = ("service", "systemctl", "rc-service", "initctl")
STARTING = ("start", "restart", "reload", "force-reload")
EDITORS = ("vim", "vi", "nano", "emacs", "pico")
WATCHERS = ("top", "htop", "iotop", "atop")
SWITCHES = ("shutdown", "reboot", "poweroff", "halt")
IDLE = ("echo", "printf", "true", ":", "sleep", "exit", "wait", "ps", "cat", "status")
HADOLINT = ("free", "kill", "mount", "ps", "service", "shutdown", "ssh", "top", "vim")
PROGRAMS = (*SERVICES, *EDITORS, *WATCHERS, *SWITCHES, *HADOLINT)


@rule("DL3001", on=tuple(f"RUN {name}" for name in dict.fromkeys(PROGRAMS)), severity="info")
def command_without_use(command: Command, file: File, *, strict: bool = False) -> Problems:
    name = command.name or ""
    values = command.values[1:]
    if name in SERVICES and any(value in STARTING for value in values) and ends_run(command, file):
        message = f"what `{name}` starts is gone when the `RUN` ends: start it in `CMD` or `ENTRYPOINT`"
        yield Problem(command, message, severity="warning")
    elif name in EDITORS and values and not command.in_pipeline and not command.redirections and waits(values):
        message = f"`{name}` waits for somebody at a terminal: change the file with `sed`, or copy it"
        yield Problem(command.program, message, severity="warning")
    elif name in WATCHERS and not values:
        yield Problem(command.program, f"`{name}` never ends: leave it out", severity="warning")
    elif name in SWITCHES:
        yield Problem(
            command.program, f"there is no machine to shut down in a build: leave `{name}` out", severity="warning"
        )
    elif strict and name in HADOLINT:
        yield Problem(command.program, f"`{name}` is seldom of use in a build: leave it out")


def waits(values: list[str | None]) -> bool:
    """Whether an editor gets nothing but files."""
    return all(value is not None and value[:1] not in ("-", "+") for value in values)


def ends_run(command: Command, file: File) -> bool:
    """Whether nothing in the RUN has a use for what is started."""
    commands = file.commands(command.instruction)
    later = commands[commands.index(command) + 1 :]
    return not command.conditional and all(other.name in SERVICES or other.name in IDLE for other in later)
