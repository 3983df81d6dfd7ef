r"""ENV uses a variable that it sets itself

All values of an ENV are expanded before any of them is set. So a variable has the value from before the instruction,
or none, in the values beside it.

```dockerfile bad
FROM debian:12
ENV APP_HOME=/opt/app PATH=$APP_HOME/bin:$PATH
                           ^^^^^^^^^ `APP_HOME` is not set yet: write a second `ENV`
ENV VERSION=1
ENV VERSION=2 \
    ARCHIVE="app-${VERSION}.tar.gz"
                 ^^^^^^^^^^ `VERSION` has its old value here: write a second `ENV`
ENV LD_LIBRARY_PATH=/opt/a/lib LD_LIBRARY_PATH=/opt/b/lib:$LD_LIBRARY_PATH
                                                          ^^^^^^^^^^^^^^^^ `LD_LIBRARY_PATH` is not set yet: write a second `ENV`
```

To use the variable in its own value, a variable that is set before, and quotes that keep `$` are fine.

```dockerfile good
FROM debian:12
ENV PATH=/opt/bin:$PATH HOME=/home/app
ENV APP_HOME=/opt/app
ENV APP_HOME=/opt/app CONFIG=$APP_HOME/etc
```

```dockerfile good
FROM debian:12
ENV PATH=/opt/bin:$PATH HOME=/home/app
ENV APP_HOME=/opt/app
ENV APP_HOME=/opt/app CONFIG=$APP_HOME/etc
ENV A=1 B=\$A C='$A'
ENV TAG=${TAG} ARCHIVE=app-$TAG.tar.gz
ENV GREETING Hello A=1 $A
ENV X=$Y Y=1
```

With `strict`, what stands before is told too, as hadolint does.

```dockerfile bad strict=true
FROM debian:12
ENV X=$Y Y=1
      ^^ `Y` is not set yet: write a second `ENV`
```
"""

from dlint.api import Env, File, Pair, Problem, Problems, Span, rule, variables


@rule("DL3044", on="ENV")
def env_uses_itself(node: Env, file: File, *, strict: bool = False) -> Problems:
    if len(node.pairs) < 2:
        return
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for index, pair in enumerate(node.pairs):
        first.setdefault(pair.key.text, index)
        last[pair.key.text] = index
    scope = file.scope_at(node)
    for index, pair in enumerate(node.pairs):
        word = pair.value
        if word is None or "$" not in word.text:
            continue
        for variable in variables(word.text, file.tree.escape):
            name = variable.name
            later = strict and name != pair.key.text and last.get(name, -1) > index
            if first.get(name, index) >= index and not later:
                continue
            own = node.pairs[first[name]]
            before = scope.value(name)
            if is_same(own, name) or (before.state == "known" and before.text == value_of(own, file, node)):
                continue
            start, end = word.logical.span(word.index + variable.start, word.index + variable.end)
            what = "is not set yet" if before.state in ("undefined", "unset") else "has its old value here"
            yield Problem(Span(start, end), f"`{name}` {what}: write a second `ENV`")


def is_same(pair: Pair, name: str) -> bool:
    """Whether a pair is `name=$name`, which takes over what an ARG says."""
    return pair.value is not None and pair.value.text.strip('"') in (f"${name}", f"${{{name}}}")


def value_of(pair: Pair, file: File, node: Env) -> str | None:
    """What a pair sets, where that is known."""
    return file.expand(pair.value, node) if pair.value is not None else ""
