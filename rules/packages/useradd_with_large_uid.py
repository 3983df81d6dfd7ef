r"""A user with a large number blows up the image

`useradd` keeps a place in `/var/log/lastlog` and `/var/log/faillog` for every number up to that of the user. On a disk
the empty part takes no room; in a layer it does, and with a number of nine or ten digits that is tens or hundreds of
gigabytes: the build hangs or fills the disk.

```dockerfile bad
FROM debian:12
RUN useradd --uid 1000660000 app
    ^^^^^^^ a user with the number 1000660000 makes `/var/log/lastlog` huge: add `--no-log-init`
```

```dockerfile fixed
FROM debian:12
RUN useradd --no-log-init --uid 1000660000 app
```

```dockerfile good
FROM debian:12
RUN useradd --no-log-init -u 1000660000 app
RUN useradd -l -m -u1000660000 app
```

```dockerfile good
FROM debian:12
RUN useradd -u 1000 1000660000
ARG UID
RUN useradd -u $UID -m app
```

Variables are looked up.

```dockerfile bad
FROM debian:12
ARG UID=1234567
RUN groupadd -g 1234567 app && useradd -g app -mu $UID app
                               ^^^^^^^ a user with the number 1234567 makes `/var/log/lastlog` huge: add `--no-log-init`
```

```dockerfile fixed
FROM debian:12
ARG UID=1234567
RUN groupadd -g 1234567 app && useradd --no-log-init -g app -mu $UID app
```
"""

from dlint.api import Command, File, Problem, Problems, as_argument, fields_of, insert_after, rule

LARGEST = 99_999
"""The two files hold 324 bytes for each number: 32 MB up to here."""


@rule("DL3046", on="RUN useradd", fix="safe")
def useradd_with_large_uid(command: Command, file: File) -> Problems:
    option = command.option("-u", "--uid")
    if option is None or command.has("-l", "--no-log-init"):
        return
    fields = [option.value]
    if option.value_word is not None:
        fields = list(fields_of(option.value_word, command, file))
    value = fields[0] if len(fields) == 1 else None
    if value is not None and value.isdecimal() and int(value[:20]) > LARGEST:
        program = command.words[0]
        yield Problem(
            program,
            f"a user with the number {value} makes `/var/log/lastlog` huge: add `--no-log-init`",
            insert_after(program, as_argument(command, "--no-log-init")),
        )
