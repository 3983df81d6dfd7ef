r"""A file is copied or mounted that the ignore file leaves out

What the ignore file leaves out is not sent to the build, so COPY, ADD and bind mounts find nothing there, and the build
fails. Files that are made for any project leave out `bin`, `lib`, `build` or `requirements*.txt`.

```dockerfile bad
FROM debian:12
COPY build/app.tar /srv/
     ^^^^^^^^^^^^^ `build/app.tar` is left out by the pattern `build` of .dockerignore, so there is nothing to copy
COPY *.log /logs/
     ^^^^^ `*.log` is left out by the pattern `*.log` of .dockerignore, so there is nothing to copy
RUN --mount=type=bind,source=bin/setup.sh,target=/setup.sh sh /setup.sh
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `bin/setup.sh` is left out by the pattern `**/bin` of .dockerignore, so there is nothing to mount
```
```dockerignore .dockerignore
build
*.log
**/bin
```
```text server.log
```
```text bin/setup.sh
```

An exception brings files back, and a folder of which something is sent can be copied. What comes from elsewhere is not
asked about.

```dockerfile good
FROM debian:12
ADD build /srv/
COPY build/keep.txt src/*.py /srv/
COPY --from=tools build/app.tar /srv/
ADD https://example.org/build/app.tar /srv/
COPY <<EOF build
EOF
RUN --mount=type=bind,source=build,target=/build --mount=type=bind,from=tools,source=build/x,target=/x true
```
```dockerignore .dockerignore
build
!build/keep.txt
*.log
```
```text build/keep.txt
```
```text src/app.py
```

With `buildkit`, files with exceptions are left alone, as `docker build --check` does, and sources are compared with the
patterns by their text.

```dockerfile bad buildkit=true
FROM debian:12
COPY *.log /logs/
     ^^^^^ `*.log` is left out by the pattern `*` of .dockerignore, so there is nothing to copy
COPY . /logs/
     ^ `.` is left out by the pattern `*` of .dockerignore, so there is nothing to copy
```
```dockerignore .dockerignore
*
```
"""

from dlint.api import (
    Context,
    File,
    Problem,
    Problems,
    Run,
    Span,
    Transfer,
    clean_path,
    expanded_parts,
    has_wildcard,
    is_git,
    is_url,
    rule,
    sources_at,
)  # fmt: skip

EVERYTHING = ("*", "**", "**/*")


@rule("DK8011", on=("COPY", "ADD", "RUN"), severity="error", aliases=("CopyIgnoredFile",))
def dockerignore_excludes_copied(
    node: Transfer | Run, file: File, context: Context, *, buildkit: bool = False
) -> Problems:
    flag = node.flag("from")
    if node.onbuild is not None or (flag is not None and flag.value) or not node.arguments:
        return
    matcher = context.matcher
    if context.ignore_path is None or context.unknown or matcher.error or not matcher.patterns:
        return
    if isinstance(node, Run):
        found = [] if buildkit else mounted(node, file, context)
    else:
        found = copied(node, file, context, buildkit)
    for place, text, pattern in found:
        what = "mount" if isinstance(node, Run) else "copy"
        message = (
            f"`{text}` is left out by the pattern `{pattern}` of {context.ignore_name}, so there is nothing to {what}"
        )
        yield Problem(place, message)


def mounted(node: Run, file: File, context: Context) -> list[tuple[Span, str, str]]:
    """What a RUN mounts, where it exists and is left out: place, text, pattern."""
    stage = file.stage_of(node)
    found = []
    for source in sources_at(node, stage) if stage is not None else ():
        if source.path and context.exists(source.path) and context.sends(source.path) is False:
            pattern = context.matcher.deciding(source.path)
            if pattern is not None:
                found.append((source.place, source.text or "", pattern.text))
    return found


def copied(node: Transfer, file: File, context: Context, buildkit: bool) -> list[tuple[Span, str, str]]:
    """The sources of COPY and ADD that are left out, as BuildKit tells it or as it is: place, text, pattern."""
    found = []
    if buildkit and any(pattern.negated for pattern in context.matcher.patterns):
        return []
    for part in expanded_parts(file, node, file.scope_at(node)):
        text = part.result[0] if buildkit else part.resolved.text
        if part.kind != "source" or text is None or is_url(text) or is_git(text):
            continue
        pattern = by_text(context, text) if buildkit else by_files(context, text)
        if pattern is not None:
            found.append((part.span, text, pattern))
    return found


def by_text(context: Context, text: str) -> str | None:
    """The pattern that BuildKit finds: it compares the text of the source with the patterns."""
    path = clean_path(text)
    if path in (".", "/"):
        return next((pattern.text for pattern in context.matcher.patterns if pattern.text in EVERYTHING), None)
    pattern = context.matcher.deciding_directly(path)
    return pattern.text if pattern is not None and not pattern.negated else None


def by_files(context: Context, text: str) -> str | None:
    """The pattern for which nothing is left of a source; None where something is, or where there is nothing at all."""
    path = clean_path("/" + text)[1:]
    if has_wildcard(path):
        present = context.present(text)
        left_out = bool(present) and not context.expand_source(text) and not context.limited
        path = present[0] if left_out else path
    else:
        left_out = bool(path) and context.matcher.excluded(path) and not context.matcher.enters(path)
    pattern = context.matcher.deciding(path) if left_out else None
    return pattern.text if pattern is not None else None
