r"""ADD downloads something that may change

What lies behind an address today may be something else tomorrow, by accident or not. With its checksum, or the commit of a
repository, the build gets what was tested, or stops.

```dockerfile bad
FROM debian:12
ADD https://example.org/tool-1.2.tar.gz /opt/
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ what is downloaded is not checked: add `--checksum=sha256:…`
```

```dockerfile good
FROM debian:12
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.org/tool.tar.gz /opt/
ADD https://github.com/owner/repository.git#0c0ffee0c0ffee0c0ffee0c0ffee0c0ffee0c0ff /src
```

```dockerfile good
FROM debian:12
ADD app.tar.gz /opt/
ADD https://api.github.com/repos/owner/repository/git/refs/heads/main /tmp/version.json
```
"""

from dlint.api import Add, File, Problem, Problems, re, rule

COMMIT = re.compile(r"#[0-9a-f]{40}(?:$|:)|[?&](?:checksum|commit)=")


@rule("DK6005", on="ADD", severity="info")
def add_remote_without_checksum(node: Add, file: File) -> Problems:
    if node.flag("checksum"):
        return
    for word in node.sources:
        source = file.expand(word, node)
        # The state of a branch is asked for to start the build anew when it changes.
        if source is None or "api.github.com/repos" in source:
            continue
        if not source.startswith(("https://", "http://", "git@", "ssh://")) or COMMIT.search(source):
            continue
        if re.search(r"\.git(?:#|\?|$)", source) or source.startswith(("git@", "ssh://")):
            yield Problem(word, "what is fetched may change: name the commit, `#<40 hexadecimal digits>`")
        else:
            yield Problem(word, "what is downloaded is not checked: add `--checksum=sha256:…`")
