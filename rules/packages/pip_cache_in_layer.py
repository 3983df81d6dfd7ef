r"""pip leaves its cache in the image

pip keeps what it downloaded for the next time, in `~/.cache/pip`. In an image there is no next time: the wheels lie in
the layer for nothing, often as large as what was installed.

```dockerfile bad
FROM python:3.13-slim
RUN pip install -r requirements.txt
    ^^^^^^^^^^^ pip leaves its cache in the image: add `--no-cache-dir`, or mount a cache
```

```dockerfile fixed
FROM python:3.13-slim
RUN pip install --no-cache-dir -r requirements.txt
```

The option has other spellings; any value of the variable switches the cache off. A cache mount keeps the downloads
between builds and out of the image, and what is removed in the same RUN never gets into the layer.

```dockerfile good
FROM python:3.13-slim
RUN pip --no-cache-dir install flask==3.1.0
RUN pip install --no-cache flask==3.1.0
RUN PIP_NO_CACHE_DIR=off pip install flask==3.1.0
RUN --mount=type=cache,target=/root/.cache pip install flask==3.1.0
RUN pip install flask==3.1.0 && rm -rf /root/.cache
RUN pip install flask==3.1.0 && pip cache purge
RUN pip install --no-cache-dir pip && python3 -m pip download flask
RUN pip install --no-index --find-links=/wheels flask==3.1.0
```

```dockerfile good
FROM python:3.13-slim
ENV PIP_NO_CACHE_DIR=1
RUN python -m pip install flask==3.1.0
```

```dockerfile good
FROM python:3.13-slim
ENV XDG_CACHE_HOME=/cache
RUN --mount=type=cache,target=/cache/pip pip install flask==3.1.0
COPY pip.conf /etc/
RUN pip install flask==3.1.0
```

The layers of a stage from which only files are copied are not in the image; with `strict` they are judged too.

```dockerfile good
FROM python:3.13 AS build
RUN pip install --target /packages flask==3.1.0
FROM python:3.13-slim
COPY --from=build /packages /packages
```

```dockerfile bad strict=true
FROM python:3.13 AS build
RUN pip install --target /packages flask==3.1.0
    ^^^^^^^^^^^ pip leaves its cache in the image: add `--no-cache-dir`, or mount a cache
FROM python:3.13-slim
COPY --from=build /packages /packages
```

```dockerfile fixed
FROM python:3.13 AS build
RUN pip install --no-cache-dir --target /packages flask==3.1.0
FROM python:3.13-slim
COPY --from=build /packages /packages
```

```dockerfile bad
FROM python:3.13-slim AS base
RUN python3 -m pip install --upgrade pip && /opt/venv/bin/pip3 install flask==3.1.0
               ^^^^^^^^^^^ pip leaves its cache in the image: add `--no-cache-dir`, or mount a cache
                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^ pip leaves its cache in the image: add `--no-cache-dir`, or mount a cache
FROM base
```

```dockerfile fixed
FROM python:3.13-slim AS base
RUN python3 -m pip install --no-cache-dir --upgrade pip && /opt/venv/bin/pip3 install --no-cache-dir flask==3.1.0
FROM base
```
"""

from dlint.api import Command, File, Problem, Problems, as_argument, insert_after, leaves_cache, rule


@rule("DL3042", on="RUN {pip} fills", severity="info", fix="safe")
def pip_cache_in_layer(command: Command, file: File, *, strict: bool = False) -> Problems:
    verb = command.subcommand
    if verb is not None and leaves_cache(command, file, everywhere=strict):
        yield Problem(
            (command.words[0], verb),
            "pip leaves its cache in the image: add `--no-cache-dir`, or mount a cache",
            insert_after(verb, as_argument(command, "--no-cache-dir")),
        )
