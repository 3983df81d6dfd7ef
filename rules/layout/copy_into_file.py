r"""Several sources are copied to what may be a file

With several sources the destination has to be a folder, and a `/` at its end says so. Without it the classic builder
gives up. BuildKit goes on: where the folder is not there yet, one file after the other is written to that one name, and
the last one stays.

```dockerfile bad
FROM debian:12
COPY app.conf site.conf /etc/app
                        ^^^^^^^^ several files are copied to one name: write `/etc/app/`
ADD ["a.txt", "b.txt", "/data"]
                       ^^^^^^^ several files are copied to one name: write `/data/`
```

```dockerfile fixed
FROM debian:12
COPY app.conf site.conf /etc/app/
ADD ["a.txt", "b.txt", "/data/"]
```

A folder that is there, one source, and a destination that is not known are fine.

```dockerfile good
FROM debian:12
ARG DESTINATION
WORKDIR /app
COPY package.json package-lock.json ./
COPY a.txt b.txt .
COPY c.txt d.txt /app
```

```dockerfile good
FROM debian:12
ARG DESTINATION
WORKDIR /app
COPY e.txt f.txt /etc
COPY g.txt h.txt $DESTINATION
COPY *.json /configuration
RUN mkdir -p /srv/www
COPY i.txt j.txt /srv/www
```

With `strict`, each destination of COPY that does not end in `/` is told, as hadolint does.

```dockerfile bad strict=true
FROM debian:12
WORKDIR /app
COPY package.json package-lock.json .
                                    ^ several files are copied to one name: write `./`
```

```dockerfile fixed strict=true
FROM debian:12
WORKDIR /app
COPY package.json package-lock.json ./
```
"""

import posixpath

from dlint.api import Edit, Problem, Problems, Stage, Transfer, rule

DIRECTORIES = frozenset((
    "/", "/bin", "/boot", "/dev", "/etc", "/home", "/lib", "/media", "/mnt", "/opt", "/root", "/run", "/sbin", "/srv", "/tmp",
    "/usr", "/usr/bin", "/usr/lib", "/usr/local", "/usr/local/bin", "/usr/local/lib", "/usr/local/sbin",
    "/usr/local/share", "/usr/sbin", "/usr/share", "/usr/src", "/var", "/var/lib", "/var/log", "/var/tmp", "/etc/cron.d",
    "/etc/init.d", "/etc/profile.d", "/usr/local/etc", "/usr/local/include", "/etc/apt/sources.list.d",
    "/docker-entrypoint-initdb.d", "/usr/share/nginx/html", "/var/www/html", "/var/www", "/usr/include",
))  # fmt: skip


@rule("DL3021", on="stage", fix="safe", aliases=("DS-0011",))
def copy_into_file(stage: Stage, *, strict: bool = False) -> Problems:
    file = stage.file
    if not any(isinstance(node, Transfer) and is_suspect(node) for node in stage.instructions):
        return
    directories = set(DIRECTORIES)
    current: str | None = "/" if stage.is_scratch else stage.root.family.workdir
    for node in stage.chain_instructions:
        own = file.stage_of(node) is stage
        if node.name == "WORKDIR" and node.argument is not None:
            path = file.expand(node.argument, node)
            current = joined(current, path)
            directories.update(above(current))
        elif node.name == "RUN":
            for command in file.commands(node):
                if command.name in ("mkdir", "install", "git"):
                    for word in command.operands:
                        directories.update(above(joined(current, word.value)))
        elif isinstance(node, Transfer) and node.destination is not None:
            text = file.expand(node.destination, node)
            if text is None:
                continue
            path = joined(current, text)
            if text.endswith("/"):
                directories.update(above(path))
                continue
            if (
                not own
                or len(node.sources) < 2
                or (strict and node.name != "COPY")
                or not text
                or (not strict and almost_json(node))
            ):
                continue
            here = posixpath.basename(text) in (".", "..") or (current is None and not text.startswith("/"))
            if strict or not (here or path in directories or text[1:2] == ":"):
                target = node.destination
                end = target.end - (target.text[-1] in "\"'")
                written = target.text.strip("\"'")
                yield Problem(
                    target,
                    f"several files are copied to one name: write `{written}/`",
                    Edit(end, end, "/"),
                )


def is_suspect(node: Transfer) -> bool:
    """Whether there are several sources, and no `/` at the end as it is written."""
    return len(node.sources) > 1 and node.destination is not None and node.destination.text.rstrip("\"'")[-1:] != "/"


def almost_json(node: Transfer) -> bool:
    """Whether a list was meant: it is wrong in another way."""
    return node.json is None and node.sources[0].text.startswith("[")


def joined(current: str | None, path: str | None) -> str | None:
    """A path from the working directory on; None where it is not known."""
    if path is None or not path:
        return None
    if path.startswith("/"):
        return posixpath.normpath(path)
    return None if current is None else posixpath.normpath(posixpath.join(current, path))


def above(path: str | None) -> list[str]:
    """A directory and those it lies in."""
    found = []
    while path and path not in found:
        found.append(path)
        path = posixpath.dirname(path)
    return found
