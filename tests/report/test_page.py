"""Rules' pages as people read them."""

from collections.abc import Iterator

from dlint.engine.findings import Problem
from dlint.engine.rule import Rule, rule
from dlint.report.page import (
    document,
    markdown,
    plain,
    toml,
)

PAGE = """`apt-get install` stops to ask a question

A build has no terminal.

```dockerfile bad
RUN apt-get install curl
    ^^^^^^^^^^^^^^^ add `-y`
```

Words.

```dockerfile fixed
RUN apt-get install -y curl
```

```dockerfile good allow = ["curl"]
RUN apt-get install curl
```

```toml
[rules]
```
"""

READABLE = """# `apt-get install` stops to ask a question

A build has no terminal.

Flagged:

```dockerfile
RUN apt-get install curl
    ^^^^^^^^^^^^^^^ add `-y`
```

Words.

Fixed:

```dockerfile
RUN apt-get install -y curl
```

Accepted (`allow = ["curl"]`):

```dockerfile
RUN apt-get install curl
```

```toml
[rules]
```
"""


def example() -> Rule:
    """A rule with everything a rule can have."""

    @rule("DL3014", on="RUN apt-get install", fix="unsafe", aliases=("DS-0021", "CKV_X"))
    def apt_get_without_yes(
        command: object, *, allow: tuple[str, ...] = ("a b",), deep_one: bool = True
    ) -> Iterator[Problem]:
        return iter(())

    found: Rule = apt_get_without_yes.__rule__  # type: ignore[attr-defined]
    found.loaded(found.check, PAGE)  # type: ignore[arg-type]
    found.group = "packages"
    return found


def test_markdown() -> None:
    assert READABLE == markdown(PAGE)


def test_fences_within_fences_are_left_alone() -> None:
    page = "Title\n\n````markdown\n```dockerfile bad\n```\n````\n\n```dockerfile bad\nx\n```"
    assert page.replace("Title", "# Title").replace("```dockerfile bad\nx", "Flagged:\n\n```dockerfile\nx") + "\n" == (
        markdown(page)
    )


def test_plain() -> None:
    expected = "A title\n\nFlagged:\n\n    RUN x\n\nSee code."
    assert expected == plain("# A `title`\n\nFlagged:\n\n```dockerfile\nRUN x\n```\n\nSee `code`.")


def test_document() -> None:
    found = document(example())
    for line in (
        "`DL3014` `apt-get-without-yes`: warning, group `packages`, on by default, with an unsafe fix.",
        "Also known as `DS-0021`, `CKV_X`.",
        '- `allow`, by default `["a b"]`',
        "- `deep-one`, by default `true`",
    ):
        assert line in found.splitlines()


def test_toml() -> None:
    assert '{a = ["x\\"y", 1], b = false}' == toml({"a": ('x"y', 1), "b": False})
