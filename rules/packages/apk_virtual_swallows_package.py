r"""`apk add --virtual` takes a package for the name of the group

The word behind `--virtual` is the name under which the others are removed again. Where that name was left out, the first
package takes its place and is not installed.

```dockerfile bad
FROM alpine:3.22
RUN apk add --no-cache --virtual gcc libffi-dev musl-dev
                                 ^^^ `gcc` is the name of the group here and is not installed: write `--virtual .build-deps gcc`
```

```dockerfile fixed
FROM alpine:3.22
RUN apk add --no-cache --virtual .build-deps gcc libffi-dev musl-dev
```

Names that no package has are fine, with or without a dot. So is a package that is named once more.

```dockerfile good
FROM alpine:3.22
RUN apk add --no-cache --virtual .build-deps gcc musl-dev
```

```dockerfile good
FROM alpine:3.22
RUN apk add --virtual build-dependencies gcc musl-dev
RUN apk add -t gcc gcc musl-dev
```
"""

from dlint.api import Command, Problem, Problems, insert_before, re, rule

PACKAGES = re.compile(
    r"(?:gcc|g\+\+|make|cmake|git|curl|wget|bash|build-base|alpine-sdk|linux-headers|cargo|rust|go|nodejs|npm|yarn|openssl|tzdata|libffi"
    r"|libpq|postgresql|mariadb|libxml2|libxslt|jpeg|zlib|musl|python[23]?|py3-\w+|autoconf|automake|libtool|tar|unzip|gfortran|freetype"
    r"|mysql-client|ca-certificates|[a-z0-9+-]+-dev)\Z"
)
GROUPS = re.compile(
    r"(?:build|dev|deps|build-?deps?|builddep|runtime|tmp|temp|virtual)(?:-\w+)*\Z|my-|app-|for-|build-|pip-|py-|python-dev\Z"
)


@rule("DK4723", on="RUN apk add", fix="safe")
def apk_virtual_swallows_package(command: Command) -> Problems:
    option = command.option("-t", "--virtual")
    if option is None or option.value is None or option.value_word is None or not command.operands:
        return
    name = option.value
    if not PACKAGES.match(name) or (GROUPS.match(name) and not name.endswith("headers") and name != "build-base"):
        return
    if any(word.value == name for word in command.operands):
        return
    message = (
        f"`{name}` is the name of the group here and is not installed: write `{option.word.text} .build-deps {name}`"
    )
    yield Problem(option.value_word, message, insert_before(option.value_word, ".build-deps "))
