r"""The distribution is upgraded in the build

`zypper dist-upgrade` moves everything to what the repositories hold, whole releases further if they say so: what is
built is no longer the image that FROM names.

```dockerfile bad
FROM opensuse/leap:15.6
RUN zypper --non-interactive dup
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `zypper dup` leaves the release of the base image: name a newer image in `FROM`
```

```dockerfile good
FROM opensuse/leap:15.6
RUN zypper --non-interactive patch && zypper --non-interactive update
```

Tumbleweed has no releases; there, it is the way to update.

```dockerfile good
FROM opensuse/tumbleweed
RUN zypper --non-interactive dist-upgrade
```
"""

from dlint.api import Command, File, Problem, Problems, rule


@rule("DL3035", on=("RUN zypper dist-upgrade", "RUN zypper dup"))
def zypper_dist_upgrade(command: Command, file: File) -> Problems:
    stage = file.stage_of(command.instruction)
    verb = command.subcommand
    if verb is None or (stage is not None and "tumbleweed" in (stage.root.text or "")):
        return
    message = f"`zypper {verb.text}` leaves the release of the base image: name a newer image in `FROM`"
    yield Problem((command.words[0], verb), message)
