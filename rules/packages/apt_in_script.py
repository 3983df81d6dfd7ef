r"""`apt` is used in a script

`apt` is for people at a terminal: it warns itself that its command line may change. `apt-get` and `apt-cache` are for
scripts, and stay as they are.

```dockerfile bad
FROM debian:12
RUN apt update && apt -y install curl
    ^^^ `apt` is for terminals: write `apt-get`
                  ^^^ `apt` is for terminals: write `apt-get`
RUN apt show curl && apt list --installed
    ^^^ `apt` is for terminals: write `apt-cache`
                     ^^^ `apt` is for terminals: write `dpkg -l`, `apt-cache` or `apt-get`
```

```dockerfile fixed
FROM debian:12
RUN apt-get update && apt-get -y install curl
RUN apt-cache show curl && apt list --installed
```

The word has other uses.

```dockerfile good
FROM debian:12
RUN rm -rf /var/lib/apt/lists/* && apt-mark hold curl && apt-get install -y apt && echo apt install
```

```dockerfile bad
FROM debian:12
ONBUILD RUN ["/usr/bin/apt", "full-upgrade"]
             ^^^^^^^^^^^^^^ `apt` is for terminals: write `apt-get dist-upgrade`
RUN sudo apt upgrade -y
         ^^^ `apt` is for terminals: write `apt-get upgrade --with-new-pkgs`
```

```dockerfile fixed
FROM debian:12
ONBUILD RUN ["/usr/bin/apt-get", "dist-upgrade"]
RUN sudo apt-get upgrade --with-new-pkgs -y
```

```dockerfile good
FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends apt-utils
```
"""

from dlint.api import Command, Problem, Problems, as_argument, insert_after, replace, rule

GET = (
    "install", "remove", "purge", "update", "autoremove", "auto-remove", "autopurge", "clean", "autoclean",
    "auto-clean", "source", "build-dep", "download", "reinstall",
)  # fmt: skip
CACHE = ("show", "policy", "depends", "rdepends", "pkgnames", "showsrc", "madison", "search")


@rule("DL3027", on="RUN apt", severity="info", fix="safe", aliases=("CKV_DOCKER_9",))
def apt_in_script(command: Command) -> Problems:
    program, verb = command.words[0], command.subcommand
    action = verb.value if verb is not None else None
    edits = []
    instead = "dpkg -l`, `apt-cache` or `apt-get"
    if action in GET or action in ("full-upgrade", "upgrade"):
        instead = "apt-get"
    elif action in CACHE:
        instead = "apt-cache"
    if verb is not None and instead in ("apt-get", "apt-cache"):
        at = program.text.rindex("apt")
        edits = [replace(program.span(at, at + 3), instead)]
        if action == "full-upgrade":
            instead = "apt-get dist-upgrade"
            edits += [replace(verb.span(verb.text.index("full"), verb.text.index("full") + 4), "dist")]
        elif action == "upgrade":
            instead = "apt-get upgrade --with-new-pkgs"
            edits += [insert_after(verb, as_argument(command, "--with-new-pkgs"))]
    yield Problem(program, f"`apt` is for terminals: write `{instead}`", *edits)
