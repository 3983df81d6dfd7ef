r"""A pattern does not mean what it says

Docker makes a regular expression of a pattern that has a wildcard, and lets some signs through that mean something
there: `|`, `{2}`, `^`, and a backslash in front of a letter or digit. Braces with alternatives, as a shell expands
them, are not known at all.

```dockerignore bad
*.{log,tmp}
^^^^^^^^^^^ `{log,tmp}` does not stand for alternatives: write a line for each
build|dist*
^^^^^^^^^^^ `|` separates alternatives in a pattern with a wildcard: write a line for each
web\dist
^^^^^^^^ `\d` stands for something else than `d`, and a backslash separates no folders: write `/`
v\1*
^^^^ `\1` is not `1`, and the build fails: leave the backslash away
*-^old
^^^^^^ `^` is the start of the path in a pattern with a wildcard, so this matches nothing: write `[\^]`
[[:digit:]]*.csv
^^^^^^^^^^^^^^^^ `[[:digit:]]` is known to regular expressions only: write `[0-9]`
?{2}
^^^^ `{2}` repeats what is in front of it in a pattern with a wildcard: write it out
[b-a]*
^^^^^^ the build fails as soon as a path is compared with `[b-a]*`: it is no pattern
```

Without a wildcard these signs stand for themselves, and so do they with a backslash in front.

```dockerignore good
a|b
**/a|b
{{cookiecutter.name}}
{{cookiecutter.name}}/*.pyc
^x
a\|b*
\*.txt
[^a]*
\!important
```
"""

from dlint.api import Dockerignore, IgnorePattern, Problem, Problems, re, rule

DOUBTFUL = re.compile(r"[\[\]\\{}|^]")
SPECIAL = re.compile(r"[*?\[\]\\{]")
ALTERNATIVES = re.compile(r"(?<!\\)\{[^{}/]*,[^{}/]*\}")
BACKSLASH = re.compile(r"\\([A-Za-z0-9])")
POSIX = re.compile(r"\[\[:(\w+):\]\]")
CLASSES = {"alpha": "[A-Za-z]", "digit": "[0-9]", "alnum": "[A-Za-z0-9]", "lower": "[a-z]", "upper": "[A-Z]"}
BROKEN_CLASS = re.compile(r"(?<!\\)\[[^\]]*[*?][^\]]*\]")
CLASS = re.compile(r"\[(?:\\.|[^\]])*\]|\\.")
OUTSIDE_OF_CLASSES = {
    r"\|": "`|` separates alternatives in a pattern with a wildcard: write a line for each",
    r"\^": "`^` is the start of the path in a pattern with a wildcard, so this matches nothing: write `[\\^]`",
    r"(?<![\\{])\{\d+(?:,\d*)?\}": "`%s` repeats what is in front of it in a pattern with a wildcard: write it out",
}
MOST_COMPILED = 20_000
TOO_MANY = f"there are more than {MOST_COMPILED:,} patterns like this: the others are not looked at"


@rule("DK3012", on=".dockerignore")
def dockerignore_misread_pattern(ignore: Dockerignore) -> Problems:
    both = zip(ignore.patterns, ignore.matcher.patterns, strict=True)
    doubtful = [
        (pattern, compiled) for pattern, compiled in both if not compiled.error and DOUBTFUL.search(pattern.pattern)
    ]
    for pattern, compiled in doubtful[:MOST_COMPILED]:
        message = misread(pattern, compiled.is_expression)
        fails = bool(compiled.check())
        if fails and "the build fails" not in message:
            message = f"the build fails as soon as a path is compared with `{pattern.text}`: it is no pattern"
        if message:
            yield Problem(pattern, message, severity="error" if fails else "warning")
    if len(doubtful) > MOST_COMPILED:
        ignore.passed.add(doubtful[MOST_COMPILED][0].start, TOO_MANY)


def misread(pattern: IgnorePattern, expression: bool) -> str:
    """What is read in another way than it is meant."""
    text = pattern.pattern
    if not SPECIAL.search(text):
        return ""
    match = ALTERNATIVES.search(text)
    if match and not re.fullmatch(r"\{\d*,\d*\}", match[0]):
        return f"`{match[0]}` does not stand for alternatives: write a line for each"
    return in_expression(text) if expression else ""


def in_expression(text: str) -> str:
    """The same in a pattern of which Docker makes a regular expression."""
    if match := BACKSLASH.search(text):
        return escaped(match[1], text)
    if match := POSIX.search(text):
        return f"`{match[0]}` is known to regular expressions only: write `{CLASSES.get(match[1], '[…]')}`"
    if match := BROKEN_CLASS.search(text):
        return f"a `*` or `?` in `{match[0]}` does not stand for itself: write a backslash in front of it"
    for expression, sentence in OUTSIDE_OF_CLASSES.items():
        if match := re.search(expression, CLASS.sub("", text)):
            return sentence.replace("%s", match[0])
    return ""


def escaped(sign: str, text: str) -> str:
    """What a backslash in front of a letter or a digit does."""
    if re.search(r"\w\\\w", text) and sign.isalpha():
        return f"`\\{sign}` stands for something else than `{sign}`, and a backslash separates no folders: write `/`"
    if sign.isdigit():
        return f"`\\{sign}` is not `{sign}`, and the build fails: leave the backslash away"
    return f"`\\{sign}` stands for something else than `{sign}`: leave the backslash away"
