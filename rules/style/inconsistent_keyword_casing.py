r"""Instructions are written in upper and in lower case

Any case is understood. Upper case is usual, because it tells the instructions from what they hold; what counts is that
a file is written in one. The case that most instructions have is taken for the wanted one; upper case, where there are
as many of both.

```dockerfile bad
FROM debian:12
run apt-get update
^^^ `run` is not written like most instructions of the file: write `RUN`
COPY app /app
```

```dockerfile fixed
FROM debian:12
RUN apt-get update
COPY app /app
```

```dockerfile bad
From debian:12
^^^^ `From` is not written like most instructions of the file: write `from`
run apt-get update
copy app /app
```

```dockerfile fixed
from debian:12
run apt-get update
copy app /app
```

```dockerfile good
ARG VERSION=12
from debian:${VERSION}
run apt-get update
onbuild RUN apt-get clean
```

The ARGs before the first FROM are not looked at, and neither is what stands behind ONBUILD.

```dockerfile good
from debian:12
run true
cmd ["true"]
```
"""

from dlint.api import File, Problem, Problems, replace, rule


@rule("DK8004", on="file", severity="style", fix="safe", aliases=("ConsistentInstructionCasing",))
def inconsistent_keyword_casing(file: File) -> Problems:
    if not file.stages:
        return
    first = file.stages[0].node.start
    words = [node.keyword for node in file.tree.instructions if node.start >= first]
    lower = sum(word.text == word.text.lower() for word in words)
    upper = sum(word.text == word.text.upper() for word in words)
    for word in words:
        wanted = word.text.lower() if lower > upper else word.text.upper()
        if word.text != wanted:
            edits = [replace(word, wanted)] if word.end - word.start == len(word.text) else []
            message = f"`{word.text}` is not written like most instructions of the file: write `{wanted}`"
            yield Problem(word, message, *edits)
