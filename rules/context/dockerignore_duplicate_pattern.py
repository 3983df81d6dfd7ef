r"""A pattern adds nothing to another one

What one line leaves out already need not be left out again. It does no harm, but who changes one of the lines will find
that nothing happens.

```dockerignore bad
**/__pycache__
*.pyc
^^^^^ `*.pyc` adds nothing to `**/*.py[co]` in line 3
**/*.py[co]
node_modules/cache
^^^^^^^^^^^^^^^^^^ `node_modules/cache` adds nothing to `**/node_modules` in line 5
**/node_modules
__pycache__/
^^^^^^^^^^^^ `__pycache__/` adds nothing to `**/__pycache__` in line 1
./dist
dist/
^^^^^ `dist/` is the same as `./dist` in line 7
```

```dockerignore fixed
**/__pycache__
**/*.py[co]
**/node_modules
./dist
```

Where an exception stands between the two, both may be needed.

```dockerignore good
docs
!docs/README.md
*.md
docs/internal
```

A name may be told although a wildcard has it.

```dockerignore good
*.json
cookies.json
.env
.env.*
.git
.gitignore
*.log
logs
**/logs/*.txt
```
"""

from dlint.api import Dockerignore, IgnorePattern, Problem, Problems, delete_line, redundant_patterns, rule

MOST = 100


@rule("DK3014", on=".dockerignore", severity="info", fix="safe")
def dockerignore_duplicate_pattern(ignore: Dockerignore) -> Problems:
    last_exception = max((pattern.start for pattern in ignore.patterns if pattern.negated), default=-1)
    for count, (narrow, wide) in enumerate(redundant_patterns(ignore.matcher)):
        first, second = narrow.written, wide.written
        if first is None or second is None:
            continue
        if count >= MOST:
            ignore.passed.add(first.start, f"more than {MOST} patterns add nothing: from here on they are left out")
            return
        too_early = ignore.is_allow_list and second is ignore.patterns[0] and last_exception > first.start
        if not too_early and not named_on_purpose(first, second):
            same = "is the same as" if narrow.text == wide.text else "adds nothing to"
            yield Problem(first, f"`{first.text}` {same} {ignore.mention(second)}", delete_line(first))


def named_on_purpose(narrow: IgnorePattern, wide: IgnorePattern) -> bool:
    """Whether one is the name of a file and the other a wildcard: who changes the wildcard wants it to stay out."""
    literal = not any(sign in narrow.pattern for sign in "*?[")
    return literal and narrow.pattern not in wide.pattern and "*" in wide.pattern.rpartition("/")[2]
