r"""An archive is copied, and unpacked by a RUN

ADD unpacks a tar archive while it copies it. With COPY and `tar` the archive itself stays in the layer below, where
nothing can remove it any more.

```dockerfile bad
FROM debian:12
COPY jdk-21.tar.gz /tmp/
     ^^^^^^^^^^^^^ `jdk-21.tar.gz` is unpacked on line 3, and stays in the image: write `ADD`, which unpacks it
RUN tar -xzf /tmp/jdk-21.tar.gz -C /opt && rm /tmp/jdk-21.tar.gz
COPY layers/*.txz rootfs.tar /tmp/x.tgz
                  ^^^^^^^^^^ `x.tgz` is unpacked on line 5, and stays in the image: write `ADD`, which unpacks it
RUN cd /tmp && tar xf x.tgz
```

What ADD can't do is fine: other formats, parts of an archive, an archive that is checked first or comes from a stage.

```dockerfile good
FROM debian:12
COPY app.zip data.tar.gz tools.tar.xz site.tgz /tmp/
RUN unzip /tmp/app.zip
RUN tar -xzf /tmp/data.tar.gz --strip-components=1
```

```dockerfile good
FROM debian:12
RUN sha256sum -c /tmp/sums && tar -xf /tmp/tools.tar.xz
RUN tar -xzf /tmp/site.tgz site/index.html
COPY --from=build /out/app.tar /tmp/
RUN tar -xf /tmp/app.tar
```

In a stage from which only files are copied, nothing stays in the image; with `strict` that is told too, as hadolint does
for what stands in the last stage.

```dockerfile bad strict=true
FROM debian:12 AS unpacked
COPY app.tar /tmp/
     ^^^^^^^ `app.tar` is unpacked on line 3, and stays in the image: write `ADD`, which unpacks it
RUN tar --extract --file /tmp/app.tar --strip-components=1
FROM debian:12
COPY --from=unpacked /tmp/app /app
```
"""

from dlint.api import Build, Command, Copy, Problem, Problems, Run, Stage, Word, re, rule

ARCHIVE = re.compile(r"\.(?:tar|tar\.(?:gz|bz2|xz|zst)|tgz|tbz2?|tb2|txz|tzst)\Z")
EXTRACTING = re.compile(r"-?[A-Za-z]*x[A-Za-z]*\Z")
DECOMPRESSORS = ("gunzip", "bunzip2", "unxz", "zcat", "bzcat", "xzcat", "gzcat", "unzstd", "zstdcat")
CHECKERS = ("sha256sum", "sha512sum", "sha1sum", "md5sum", "shasum", "gpg", "gpgv", "cosign", "minisign")
MORE_THAN_ADD = re.compile(
    r"--(?:strip|exclude|transform|xform|to-stdout|to-command|one-top-level|wildcards|keep|skip|overwrite|no-same|files-from)"
)
VALUES = ("-C", "--directory", "-f", "--file", "-T", "-X", "-I", "--use-compress-program")


@rule("DL3010", on="stage", severity="info")
def archive_copied_and_unpacked(stage: Stage, *, strict: bool = False) -> Problems:
    file = stage.file
    if not strict and stage.role not in ("final", "development"):
        return
    copied: list[tuple[Word, str]] = []
    for node in stage.instructions:
        if isinstance(node, Copy) and node.destination is not None and not node.flag("from"):
            copied += archives(node, file)
        elif isinstance(node, Run) and copied:
            commands = file.commands(node)
            if not strict and any(command.name in CHECKERS for command in commands):
                copied = []
            for entry in list(copied):
                word, name = entry
                if any(unpacks(command, name, strict) for command in commands):
                    copied.remove(entry)
                    line = file.source.line(node.start)
                    yield Problem(
                        word,
                        f"`{name}` is unpacked on line {line}, and stays in the image: write `ADD`, which unpacks it",
                    )


def archives(node: Copy, file: Build) -> list[tuple[Word, str]]:
    """The archives that a COPY brings, each with its name in the image."""
    assert node.destination is not None
    destination = file.expand(node.destination, node)
    if destination is None:
        return []
    if ARCHIVE.search(destination):
        return [(node.sources[-1], base(destination))]
    sources = [(word, file.expand(word, node)) for word in node.sources]
    return [(word, base(source)) for word, source in sources if source is not None and ARCHIVE.search(source)]


def base(path: str) -> str:
    """The last part of a path."""
    return path.strip("\"'").rpartition("/")[2]


def unpacks(command: Command, name: str, strict: bool) -> bool:
    """Whether a command unpacks the archive of that name, and does nothing that ADD does not."""
    values = command.values[1:]
    named = [
        index
        for index, value in enumerate(values)
        if value is not None and base(value.partition("=")[2] or value) == name
    ]
    if not named:
        return False
    if command.name in DECOMPRESSORS:
        return True
    if command.name != "tar":
        return False
    first = values[0] or ""
    if not any(value in ("--extract", "--get") for value in values) and not any(
        EXTRACTING.match(value) for value in (first, *(value for value in values if value and value[0] == "-")) if value
    ):
        return False
    return strict or (None not in values and not selects(command, named[0]))


def selects(command: Command, place: int) -> bool:
    """Whether tar changes what is in the archive, or takes a part of it. `place` is the archive among the arguments."""
    values = [value or "" for value in command.values[1:]]
    if any(MORE_THAN_ADD.match(value) for value in values):
        return True
    members = [
        value
        for index, value in enumerate(values)
        if index not in (0, place)
        and value[:1] != "-"
        and values[index - 1] not in VALUES
        and not (values[index - 1][:1] == "-" and values[index - 1][-1] in "Cf")
    ]
    return bool(members)
