r"""yum leaves its cache in the image

yum keeps the lists of all repositories in `/var/cache/yum`, often more than what was installed. What a RUN leaves
behind stays in its layer, whatever later ones delete.

```dockerfile bad
FROM centos:7
RUN yum install -y httpd
    ^^^^^^^^^^^ yum leaves its cache in the layer: end this `RUN` with `yum clean all`
```

```dockerfile fixed
FROM centos:7
RUN yum install -y httpd && yum clean all
```

Whatever takes the cache away is right, if it comes after the last installation and in the same RUN; so is a mount.

```dockerfile good
FROM centos:7
RUN yum install -y httpd \
    # as small as it gets
    && yum -y clean all
RUN yum clean all; yum install -y httpd; rm -rf /var/cache/yum
RUN --mount=type=cache,target=/var/cache/yum yum install -y httpd
FROM rockylinux:8
RUN yum install -y httpd && dnf clean all
RUN yum install -y httpd && rm -rf /var/cache/*
```

```dockerfile bad
FROM centos:7
RUN yum install -y epel-release && yum clean all && \
    yum install -y httpd && \
    ^^^^^^^^^^^ yum leaves its cache in the layer: end this `RUN` with `yum clean all`
    rm -rf /tmp/build
```

```dockerfile fixed
FROM centos:7
RUN yum install -y epel-release && yum clean all && \
    yum install -y httpd && \
    rm -rf /tmp/build && \
    yum clean all
```

The layers of a stage from which only files are copied are not in the image; with `strict` they are judged too.

```dockerfile good
FROM centos:7 AS build
RUN yum install -y gcc
FROM centos:7
COPY --from=build /app /app
```

```dockerfile bad strict=true
FROM centos:7 AS build
RUN yum install -y gcc
    ^^^^^^^^^^^ yum leaves its cache in the layer: end this `RUN` with `yum clean all`
FROM centos:7
COPY --from=build /app /app
```
"""

from dlint.api import Command, File, Problems, as_problems, cache_left, rule


@rule("DL3032", on="RUN {yum} fills", severity="info", fix="unsafe", aliases=("DS-0015",))
def yum_cache_in_layer(command: Command, file: File, *, strict: bool = False) -> Problems:
    return as_problems(cache_left(command, file, everywhere=strict))
