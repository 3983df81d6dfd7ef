r"""FROM and AS are not written in the same case

```dockerfile bad
FROM node:22 as build
             ^^ `as` and `FROM` differ in case: write `AS`
from nginx:1.29 AS serve
                ^^ `AS` and `from` differ in case: write `as`
```

```dockerfile fixed
FROM node:22 AS build
from nginx:1.29 as serve
```

```dockerfile good
FROM node:22 AS build
from nginx:1.29 as serve
```

```dockerfile good
FROM node:22 AS build
From alpine:3.22 as tools
```
"""

from dlint.api import From, Problem, Problems, replace, rule


@rule("DK8003", on="FROM", severity="style", fix="safe", aliases=("FromAsCasing",))
def mismatched_as_casing(node: From) -> Problems:
    keyword = node.keyword.text
    # A keyword in mixed case is another fault.
    if len(node.arguments) < 3 or keyword not in ("FROM", "from"):
        return
    word = node.arguments[1]
    wanted = "AS" if keyword == "FROM" else "as"
    if word.text != wanted and word.text.lower() == "as":
        message = f"`{word.text}` and `{keyword}` differ in case: write `{wanted}`"
        yield Problem(word, message, replace(word, wanted))
