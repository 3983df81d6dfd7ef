r"""ADD copies plain files

ADD unpacks archives and downloads; for plain files it does what COPY does, and a reader has to find out that nothing
more was meant. A `.zip` or a wheel is not unpacked, so ADD buys nothing there either.

```dockerfile bad
FROM python:3.13-slim
ADD requirements.txt /app/
^^^ `ADD` only copies here: write `COPY`
ADD --chown=app . /app
^^^ `ADD` only copies here: write `COPY`
```

```dockerfile fixed
FROM python:3.13-slim
COPY requirements.txt /app/
COPY --chown=app . /app
```

What ADD is for: archives to unpack, addresses to download from, Git repositories, and options that COPY has not.

```dockerfile good
FROM python:3.13-slim
ADD rootfs.tar.xz /
ADD "layers/app.tgz" /opt/
ADD https://example.org/tool /usr/local/bin/
ADD git@github.com:owner/repository.git#v1 /src
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.org/a /a
ADD --unpack=true bundle /opt/
```

A source that is not known may be any of these.

```dockerfile good
FROM debian:12
ARG SOURCE
ARG ARCHIVE=jdk.tar.gz
ADD $SOURCE /opt/
ADD $ARCHIVE /opt/
ADD *.tar* /opt/
ADD dist/* /opt/
```

```dockerfile bad
FROM debian:12
ARG CONFIGURATION=app.conf
ADD ${CONFIGURATION} /etc/app/
^^^ `ADD` only copies here: write `COPY`
add <<EOF /etc/motd
^^^ `ADD` only copies here: write `COPY`
Welcome
EOF
ADD app.zip dist/*.whl /opt/
^^^ `ADD` only copies here: write `COPY`
```

```dockerfile fixed
FROM debian:12
ARG CONFIGURATION=app.conf
COPY ${CONFIGURATION} /etc/app/
copy <<EOF /etc/motd
Welcome
EOF
COPY app.zip dist/*.whl /opt/
```
"""

from dlint.api import Add, File, Problem, Problems, re, replace, rule

ARCHIVE = re.compile(r"\.(tar|tar\.\w+|tgz|tbz2?|txz|tzst|tlz|taz|Z|bz2|gz|lz|lzma|tZ|tb2|tlz|tpz|xz|zst)$")
REMOTE = re.compile(r"^(?:[a-z][a-z0-9+.-]*://|git@|[^/]+@[^/]+:)|\.git(?:#|$)", re.IGNORECASE)
OPTIONS = ("checksum", "unpack", "keep-git-dir")


@rule("DL3020", on="ADD", fix="safe")
def add_for_local_files(node: Add, file: File) -> Problems:
    if node.destination is None or any(node.flag(option) for option in OPTIONS):
        return
    heredocs = [heredoc.word for heredoc in node.heredocs]
    for word in node.sources:
        if word in heredocs:
            continue
        source = file.expand(word, node)
        if source is None or not plain(source):
            return
    yield Problem(
        node.keyword,
        "`ADD` only copies here: write `COPY`",
        replace(node.keyword, "copy" if node.keyword.text.islower() else "COPY"),
    )


def plain(source: str) -> bool:
    """Whether ADD does no more than COPY with a source: no archive, nothing remote, no pattern that may match one."""
    if ARCHIVE.search(source) or REMOTE.search(source):
        return False
    last = source.rstrip("/").rpartition("/")[2]
    if any(character in last for character in "*?["):
        # `*.whl` can't match an archive, `dist/*` can.
        suffix = re.split(r"[*?\]]", last)[-1]
        return bool(re.fullmatch(r"\.\w+", suffix)) and not ARCHIVE.search(suffix)
    return True
