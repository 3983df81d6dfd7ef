r"""What is meant as a comment is part of a pattern

In a `.dockerignore` a comment starts with `#` in the first column, and nowhere else. With blanks in front of it, or
behind a pattern, it is part of a pattern: the comment leaves nothing out, and neither does the pattern before it.

```dockerignore bad
.git
  # editors
  ^^^^^^^^^ a comment starts in the first column, and so this is a pattern: take the blanks away
.idea
secrets/  # never in the image
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `# never in the image` is part of the pattern here: put the comment on a line of its own
```

```dockerignore fixed
.git
# editors
.idea
# never in the image
secrets/
```

```dockerignore bad
// local files
^^^^^^^^^^^^^^ `//` starts no comment here, and so this is a pattern: write `#`
*.local
```

```dockerignore fixed
# local files
*.local
```

A name may hold the sign, or start with it.

```dockerignore good
# editors
\#*\#
.#*
*.c#
docs/#1
```
"""

from dlint.api import Dockerignore, Edit, Problem, Problems, re, replace, rule

TRAILING = re.compile(r"^(.*?\S)[ \t]+(#.*)$", re.DOTALL)
OTHER = re.compile(r"^(//|;|--|\\#)[ \t]+\S")


@rule("DK3010", on=".dockerignore", fix="safe")
def dockerignore_comment_column(ignore: Dockerignore) -> Problems:
    newline = "\r\n" if "\r\n" in ignore.source.text else "\n"
    for pattern in ignore.patterns:
        text = pattern.text
        if "#" not in text and text[:1] not in "/;-":
            continue
        if text.startswith("#"):
            begin = pattern.line_start + ignore.source.text.startswith("\ufeff", pattern.line_start)
            yield Problem(
                pattern,
                "a comment starts in the first column, and so this is a pattern: take the blanks away",
                Edit(begin, pattern.start, ""),
            )
        elif match := OTHER.match(text):
            yield Problem(
                pattern,
                f"`{match[1]}` starts no comment here, and so this is a pattern: write `#`",
                Edit(pattern.start, pattern.start + len(match[1]), "#"),
            )
        elif match := TRAILING.match(text):
            yield Problem(
                pattern,
                f"`{match[2]}` is part of the pattern here: put the comment on a line of its own",
                replace(pattern, f"{match[2]}{newline}{match[1]}"),
            )
