"""The examples in pages: how they are read, and that a page that promises too much is caught."""

from pathlib import Path

import pytest

from dlint.engine.packs import entry_points
from dlint.engine.packs.loading import load
from dlint.testing import (
    Example,
    PageError,
    cases,
    check_message,
    examples,
)

GOOD = '''r"""A title

```dockerfile bad
FROM debian
     ^^^^^^ name a version, `debian:12`
RUN true
```

```dockerfile fixed
FROM debian:12
RUN true
```

```dockerfile good
FROM debian:12
```
"""

from dlint.api import From, Problem, Problems, insert_after, rule


@rule("AA1", on="FROM", fix="safe")
def untagged(node: From) -> Problems:
    if node.image is not None and ":" not in node.image.text:
        yield Problem(node.image, "name a version, `debian:12`", insert_after(node.image, ":12"))
'''


def failures(directory: Path, text: str) -> str:
    """What the cases of a pack with this one rule complain about."""
    path = directory / "group" / "untagged.py"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    found = []
    for case in cases(str(directory)):
        try:
            case.check()
        except AssertionError as error:
            found.append(f"{case}: {error}")
    return "\n".join(found)


def test_a_good_page(tmp_path: Path) -> None:
    assert "" == failures(tmp_path, GOOD)


def test_the_pack_of_the_fixtures(root: Path) -> None:
    found = cases(str(root / "fixtures" / "packs" / "dlint-pack-example" / "dlint_pack_example"))
    assert 4 == len(found)
    for case in found:
        case.check()


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("     ^^^^^^ name", "    ^^^^^^ name", "-1:5-11 name a version"),
        ("     ^^^^^^ name", "     ^^^^^ name", "+1:6-12 name a version"),
        ("^^^^^^ name a", "^^^^^^ Name a", "-1:6-12 Name a version"),
        ("     ^^^^^^ name a version, `debian:12`\n", "", "nothing is flagged in the bad example on line 3"),
        (
            "RUN true\n```\n\n```dockerfile fixed",
            "RUN true\n```\n\n```dockerfile good",
            "show it in a fixed block",
        ),
        ("FROM debian:12\nRUN true", "FROM debian:13\nRUN true", "the fixed Dockerfile:\n"),
        ("```dockerfile good\nFROM debian:12", "```dockerfile good\nFROM debian", "+1:6-12 name a version"),
        (', fix="safe"', "", "the page has a fixed block: declare `fix=…`"),
        (', fix="safe"', "", "the rule does not declare one: write `fix=…`"),
        ("A title", "A title.", "the title ends with a full stop"),
        ('r"""A title', 'r"""', "the page has no title"),
        ("```dockerfile good\n", "```dockerfile\n", "the page has no good example"),
        ("(node: From)", "(node: From, *, allow: tuple[str, ...] = ())", "the page does not name the option `allow`"),
        ("a version, `debian:12`", "a version, `debian:12`.", "a full stop at the end"),
        ("name a version", "Name a version", "a capital letter at the start"),
        ("`debian:12`", "`debian:12", "a backtick without another"),
        ("insert_after(node.image, ':12')", "insert_after(node.image, '-12')", "the fixes do not come to an end"),
        ("insert_after(node.image, ':12')", "insert_after(node, ':12 x')", "the fixed text does not build"),
        ("        yield", "        node.image.text = 'x'\n        yield", "the rule changes the tree"),
        ("        yield", "        raise ValueError('no')\n        yield", "the rule fails"),
        ("```dockerfile good\n", "```dockerfile good most=3\n", "`most` is neither an option of the rule nor a key"),
        ("```dockerfile good\n", "```dockerfile good ../x\n", "would lie outside of the example"),
        ("```dockerfile good\n", "```dockerfile good x= =\n", "is no TOML"),
        ("from dlint.api", "from dlint.apii", "No module named 'dlint.apii'"),
    ],
)
def test_a_bad_page(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    text = GOOD.replace('":12"', "':12'")
    assert old in text
    if new.startswith("Name a") or new.endswith(("`.", "`debian:12")):
        text = text.replace(old, new)
    else:
        text = text.replace(old, new, 1)
    assert complaint in failures(tmp_path, text)


def test_a_name_that_tells_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "group" / "use_tags.py"
    path.parent.mkdir()
    path.write_text(GOOD.replace("def untagged", "def use_tags"))
    with pytest.raises(PageError, match="a rule is called by the fault"):
        cases(str(tmp_path))[0].check()


def test_a_copy_that_is_installed_is_in_nobodys_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is tested is what lies in the directory, not what `pip install .` made of it before the last change."""
    site = tmp_path / "site"
    (site / "pack" / "group").mkdir(parents=True)
    (site / "pack" / "__init__.py").touch()
    (site / "pack" / "group" / "untagged.py").write_text(GOOD.replace("name a version", "this is old"))
    (site / "pack-1.dist-info").mkdir()
    (site / "pack-1.dist-info" / "entry_points.txt").write_text("[dlint.rules]\nexample = pack\n")
    (site / "pack-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: pack\nVersion: 1\n")
    monkeypatch.setattr(entry_points, "site_directories", lambda: [str(site)])
    assert ["AA1"] == [rule.code for rule in load().rules if rule.pack == "example"]
    assert "" == failures(tmp_path / "source", GOOD)


def test_packs_that_have_the_same_codes_are_tested_side_by_side(tmp_path: Path) -> None:
    assert "" == failures(tmp_path / "one", GOOD)
    assert "" == failures(tmp_path / "two", GOOD.replace("name a version", "which version?"))
    both = [*cases(str(tmp_path / "one")), *cases(str(tmp_path / "two"))]
    for case in reversed(both):
        case.check()
    assert 6 == len(both)


# Reading pages


def shape(found: list[Example]) -> list[tuple[str, list[str], list[str], list[str]]]:
    return [
        (
            example.word,
            [block.name for block in example.linted],
            [block.name for block in example.others],
            [block.name for block in example.fixed],
        )
        for example in found
    ]


def test_files_of_an_example() -> None:
    page = """Title

```sh
not a word: prose
```

```dockerfile bad
FROM x
```

```dockerfile fixed
FROM y
```

```text a/b.txt mode=0o755
x
```

```text .git/
```

```dockerignore good
a
```

```dockerfile good one/Dockerfile
FROM x
```

```dockerfile good two/Dockerfile
FROM y
```

Another one.

```dockerfile good three/Dockerfile
FROM y
```
"""
    found = examples(page)
    assert [
        ("bad", ["Dockerfile"], ["a/b.txt", ".git/"], ["Dockerfile"]),
        ("good", [".dockerignore"], [], []),
        ("good", ["one/Dockerfile", "two/Dockerfile"], [], []),
        ("good", ["three/Dockerfile"], [], []),
    ] == shape(found)
    assert {"mode": 0o755} == found[0].others[0].options
    assert ["x\n", ""] == [block.text for block in found[0].others]


def test_carets() -> None:
    page = "Title\n\n```dockerfile bad\nFROM x\n     ^ one\n^^^^ two\nRUN y\n\n  ^^ three\n```\n"
    (example,) = examples(page)
    assert "FROM x\nRUN y\n\n" == example.linted[0].text
    assert ["1:6-7 one", "1:1-5 two", "3:3-5 three"] == [str(flag) for flag in example.linted[0].expected]


def test_options_on_a_fence() -> None:
    (example,) = examples('T\n\n```dockerfile bad Dockerfile allow=["a b"], most = 3, as-of=2026-01-01\nFROM x\n```\n')
    assert ["a b"] == example.options["allow"]
    assert ("Dockerfile", 3) == (example.linted[0].name, example.options["most"])
    (example,) = examples('T\n\n```dockerfile good allow = ["x"]\nFROM x\n```\n')
    assert ("Dockerfile", {"allow": ["x"]}) == (example.linted[0].name, example.options)


def test_longer_fences_hold_shorter_ones() -> None:
    (example,) = examples("T\n\n````dockerfile good\nFROM x\nRUN <<E\n```\nE\n````\n")
    assert "FROM x\nRUN <<E\n```\nE\n" == example.linted[0].text


def test_a_file_before_any_example() -> None:
    with pytest.raises(PageError, match="there is no example before this block"):
        examples("T\n\n```text x.txt\n```\n")


def test_line_ends_of_a_file() -> None:
    (example,) = examples('T\n\n```dockerfile good\nFROM x\n```\n\n```sh x.sh newline="\\r\\n"\na\n```\n')
    assert "a\r\n" == example.others[0].text


@pytest.mark.parametrize(
    "message", ["`x` is wrong", "RUN is wrong", "BuildKit fails", "Python 3.8 is old", "3 of them"]
)
def test_messages_that_do(message: str) -> None:
    check_message(message)
