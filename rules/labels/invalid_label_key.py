r"""The key of a label breaks the rules for keys

Docker asks for keys of lower-case letters, digits, `.`, `-` and `_`, that start with a letter and end with a letter or
digit, and keeps `com.docker.`, `io.docker.` and `org.dockerproject.` for itself. Nothing breaks where one does not
follow, but tools that filter by keys are easily misled by `Version` beside `version`.

```dockerfile bad
FROM debian:12
LABEL Version=1 org.example..name=app \
      ^^^^^^^ `Version` breaks the rules for keys: write `version`
                ^^^^^^^^^^^^^^^^^ `org.example..name` breaks the rules for keys: no two `.` or `-` may stand together
      com.docker.app=app
      ^^^^^^^^^^^^^^ `com.docker.app` breaks the rules for keys: `com.docker.` is kept for Docker
LABEL "build date"="2026-01-31"
      ^^^^^^^^^^^^ `build date` breaks the rules for keys: write `build-date`
```

```dockerfile good
FROM debian:12
LABEL version=1 org.example.app-name=app "org.example.build_date"=2026-01-31
```

Keys that programs ask for in this very spelling are fine: `podman container runlabel` runs what the labels `RUN`,
`INSTALL` and `UNINSTALL` say. Others are listed in `allow`.

```dockerfile good allow=["Vendor"]
FROM debian:12
LABEL RUN="podman run IMAGE" Vendor=Example
LABEL com.docker.compose.project=app com.docker.desktop.extension.api.version=0.3.4
```

With `strict`, nothing but `allow` is excused, as hadolint does.

```dockerfile bad strict=true
FROM debian:12
LABEL RUN="podman run IMAGE"
      ^^^ `RUN` breaks the rules for keys: write `run`
```
"""

from dlint.api import File, Label, Problem, Problems, labels_of, re, rule

KEY = re.compile(r"[a-z](?:[a-z0-9._/-]*[a-z0-9])?\Z")
RESERVED = ("com.docker.", "io.docker.", "org.dockerproject.")
USED = ("RUN", "INSTALL", "UNINSTALL", "STOP", "UPDATE", "DEBUG", "HELP", "USAGE")
DOCKERS = ("com.docker.compose.", "com.docker.desktop.", "com.docker.extension.", "com.docker.dtr.", "com.docker.ucp.")


@rule("DL3048", on="LABEL", severity="style")
def invalid_label_key(node: Label, file: File, *, allow: tuple[str, ...] = (), strict: bool = False) -> Problems:
    for label in labels_of(node, file):
        key = label.key
        if not key or key in allow or (not strict and (key in USED or key.startswith(DOCKERS))):
            continue
        advice = fault(key)
        if advice:
            yield Problem(label.key_word, f"`{key}` breaks the rules for keys: {advice}")


def fault(key: str) -> str | None:
    """What to do about a key, or None."""
    for prefix in RESERVED:
        if key.startswith(prefix):
            return f"`{prefix}` is kept for Docker"
    if ".." in key or "--" in key:
        return "no two `.` or `-` may stand together"
    if KEY.match(key):
        return None
    better = re.sub(r"[^a-z0-9._/-]+", "-", key.lower()).strip("-._/0123456789")
    return f"write `{better}`" if KEY.match(better) else "write lower-case letters, digits, `.` and `-`"
