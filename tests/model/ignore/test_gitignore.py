"""What git ignores: as git itself sees it, and in time that goes with what there is to read."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dlint.engine.files.discovery import discover
from dlint.engine.notices import IgnoreLimit, Notice
from dlint.model.ignore import gitignore
from dlint.model.ignore.gitignore import Gitignores
from dlint.model.ignore.gitignore_patterns import Patterns
from tests.conftest import ROOT

needs_git = pytest.mark.skipif(
    sys.platform == "win32" or not shutil.which("git"), reason="needs git, and names that Windows does not allow"
)


def verdict(text: str, path: str, directory: bool = False) -> bool | None:
    patterns = Patterns.read(text.encode())
    return patterns.verdict(patterns.after(patterns.start, path.encode()), directory)


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("a", "a", True),
        ("a", "b/a", True),
        ("a", "ab", None),
        ("/a", "b/a", None),
        ("b/a", "b/a", True),
        ("b/a", "c/b/a", None),
        ("**/b/a", "c/b/a", True),
        ("**/b/a", "cb/a", None),
        ("b/**", "b", None),
        ("b/**", "b/c/a", True),
        ("b/**/a", "b/a", True),
        ("b/**/a", "b/c/d/a", True),
        ("b/*/a", "b/c/d/a", None),
        ("b/?", "b/é", None),
        ("b/??", "b/é", True),
        ("*.o\n!x.o", "b/x.o", False),
        ("!x.o\n*.o", "b/x.o", True),
        ("a/", "a", None),
        ("A", "a", None),
        ("a  ", "a", True),
        ("a\\ ", "a ", True),
        ("a\t", "a", None),
        ("\\#a", "#a", True),
        ("#a", "#a", None),
        ("\\!a", "!a", True),
        ("a\r\n", "a", True),
        ("\ufeffa", "a", True),
        ("[[:alpha:]]", "x", True),
        ("[[:alpha:]]", "1", None),
        ("[[:none:]]", "n", None),
        ("[!a]", "b", True),
        ("[^a]", "a", None),
        ("[]a]", "]", True),
        ("[a", "[a", None),
        ("a\\", "a\\", None),
        ("x/[!a]y", "x//y", None),
        ("[a-c-e]", "d", None),
        # git compares what stands before the first wildcard by itself
        ("a**/b", "ax/y/b", True),
        ("?**/b", "ax/y/b", None),
    ],
)
def test_one_pattern(text: str, path: str, expected: bool | None) -> None:
    assert expected == verdict(text, path)


def test_a_slash_at_the_end_is_for_directories() -> None:
    assert verdict("a/", "b/a", directory=True) is True
    assert verdict("a\n!a/", "a", directory=True) is False
    assert verdict("a\n!a/", "a") is True


NAMES = ["a", "b", "ab", "aab", "a b", "a]", "a-b", "é", "B", ".a", "a\\b", "c", "!a", "#a", "a "]
DIRECTORIES = ["a", "a/b", "a/b/a", "ab", "b/a b"]
PIECES = [
    *["a", "b", "c", "*", "**", "?", "/", "/", "**/", "/**", "/**/", "***", "a*", "*a", ".", "B", "é", "-", "!", "#"],
    *["[ab]", "[!a]", "[^b]", "[a-c]", "[[:alpha:]]", "[[:upper:]]", "[]a]", "[a", "[[:x:]]", "[b-a]", "[a-]", "[\\]]"],
    *["[[:space:]b]", "[!-/]", "[[:a]", "[[:]", "[--/]", "[\\a-\\c]", "[a-c-e]", "[é]", "[!/]", "[a/b]", "]", " "],
    *["\\", "\\*", "\\a", "\\/"],
]


def pattern(chance: random.Random, exceptions: float) -> str:
    text = "".join(chance.choices(PIECES, k=chance.randint(1, 7)))
    return "!" + text if chance.random() < exceptions else text


def plant(root: Path, chance: random.Random, lines: int, nested: float) -> list[tuple[str, bool]]:
    """Make a small tree with .gitignore files; return its paths, and which of them are directories."""
    paths = []
    for directory in DIRECTORIES:
        (root / directory).mkdir(parents=True, exist_ok=True)
        paths.append((directory, True))
    for directory in ["", *DIRECTORIES]:
        for name in chance.sample(NAMES, 4):
            path = f"{directory}/{name}".lstrip("/")
            if not (root / path).is_dir():
                (root / path).touch()
                paths.append((path, False))
        if not directory or chance.random() < nested:
            text = "\n".join(pattern(chance, 0.3 * (lines > 1)) for _ in range(chance.randint(1, lines)))
            (root / directory / ".gitignore").write_text(text, encoding="utf-8")
    return paths


@needs_git
@pytest.mark.parametrize(("seed", "lines", "nested"), [(1, 1, 0.0), (2, 6, 0.0), (3, 3, 0.3)])
def test_as_git_ignores(tmp_path: Path, seed: int, lines: int, nested: float) -> None:
    """More than 2,000 generated patterns, against some 25 paths each."""
    chance = random.Random(seed)
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    asked = []
    for number in range(400 // (1 + (nested > 0))):
        (tmp_path / str(number)).mkdir()
        asked += [(str(number), *path) for path in plant(tmp_path / str(number), chance, lines, nested)]
    paths = "\0".join(f"{top}/{path}" for top, path, _ in asked)
    command = ["git", "-c", f"core.excludesFile={os.devnull}", "check-ignore", "--no-index", "-z", "--stdin"]
    run = subprocess.run(command, cwd=tmp_path, input=paths.encode(), capture_output=True, check=True)
    ignored = set(run.stdout.decode().split("\0"))
    for top, path, directory in asked:
        found = Gitignores().ignores(f"{tmp_path.as_posix()}/{top}", path, directory)
        assert (f"{top}/{path}" in ignored) == found, (path, (tmp_path / top / ".gitignore").read_text())


def _means_something_else(text: str) -> bool:
    """Whether pathspec is known to take a pattern for something else than git does.

    `**` that is not a whole segment; `a/**/`, which to git is for directories only; a negated bracket, which to git
    never takes a slash.
    """
    return any("**" in part and part != "**" for part in text.split("/")) or text.endswith("/**/") or "[!" in text


def test_as_pathspec_ignores() -> None:
    """The library that others use for such patterns is a second opinion."""
    from pathspec import GitIgnoreSpec

    chance = random.Random(4)
    pieces = ["a", "b", "*", "?", "/", "**/", "/**", "/**/", "[ab]", "a*", "*a", ".", "[!a]"]
    count = 0
    for _ in range(3000):
        text = "".join(chance.choices(pieces, k=chance.randint(1, 5)))
        if _means_something_else(text):
            continue
        spec = GitIgnoreSpec.from_lines([text])
        for path in ("a", "b", "a/b", "ab", "b/a/a", "a/b/ab/a", ".a", "a.b/b", "ba/ab/b"):
            # To pathspec what lies in an ignored directory matches, too.
            parts = path.split("/")
            above = ["/".join(parts[:number]) for number in range(1, len(parts))]
            found = any(verdict(text, directory, directory=True) for directory in above) or bool(verdict(text, path))
            assert spec.match_file(path) == found, (text, path)
            count += 1
    assert count > 10_000


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
def test_a_link_is_no_gitignore(tmp_path: Path) -> None:
    (tmp_path / "patterns").write_text("Dockerfile\n")
    (tmp_path / ".gitignore").symlink_to("patterns")
    (tmp_path / "Dockerfile").touch()
    assert 1 == len(discover([str(tmp_path)]))


# Time: a search that has to end while somebody waits

DEEP = """
import os, sys
from dlint.engine.files.discovery import discover
lines, depth, nested = sys.argv[1], int(sys.argv[2]), sys.argv[3] == "nested"
os.mkdir(".git")
text = eval(lines)
open(".gitignore", "w").write(text)
path = ""
for number in range(depth):
    path += "a" * (1 + 9 * (depth < 100)) + "/"
    os.mkdir(path)
    if nested:
        open(path + ".gitignore", "w").write(f"x{number}\\n*a*a*b{number}\\n")
open(path + "Dockerfile", "w").close()
notices = []
print(len(discover(["."], notices=notices)), len(notices))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not allow such paths")
@pytest.mark.parametrize(
    ("lines", "depth", "nested", "expected"),
    [
        ("'**/*a*a*/**/*a*a*/**/*a*a*b'", 40, "", "1 0"),
        ("'**/*a*a*/**/*a*a*/**/*a*a*b'", 900, "", "1 0"),
        ("'**\\n' * 10_000 + '!**'", 900, "", "1 0"),
        ("'*a*a*b\\n' * 10_000", 900, "", "1 0"),
        ("'\\n'.join(f'*a*a*b{n}' for n in range(10_000))", 900, "", "1 0"),
        ("'\\n'.join(f'**/a/**/*a*/**/a{n}' for n in range(10_000))", 900, "", "1 0"),
        ("'\\n'.join(f'[a-c]*[!b-x]*[c{n}]' for n in range(10_000))", 900, "", "1 0"),
        ("'[' * 900_000", 900, "", "1 0"),
        ("'*' * 900_000 + 'b'", 900, "", "1 0"),
        ("'a/' * 400_000 + 'b'", 900, "", "1 0"),
        ("''", 900, "nested", "1 0"),
    ],
)
def test_no_pattern_runs_away(tmp_path: Path, lines: str, depth: int, nested: str, expected: str) -> None:
    command = [sys.executable, "-c", DEEP, lines, str(depth), nested]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60, check=True)
    assert expected == run.stdout.strip()


def test_few_are_asked_where_many_hold() -> None:
    """Files that hold in a directory are joined, so that what a search takes goes with its size."""
    ignores = Gitignores().at("/none")
    for number in range(900):
        ignores = ignores.with_patterns(Patterns.read(f"x{number}\n!y{number}\n*.{number}".encode()))
        below = ignores.enter("d")
        assert below is not None
        ignores = below
    assert len(ignores._levels) < 20
    assert [True, False, True, False] == [ignores.ignored(name, False) for name in ("x0", "y0", "a.899", "y899")]
    ignores = ignores.with_patterns(Patterns.read(b"!x7"))
    assert [False, True] == [ignores.ignored(name, False) for name in ("x7", "x8")]


def test_a_file_with_the_same_content_is_read_into_patterns_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(50):
        (tmp_path / f"{number}").mkdir()
        (tmp_path / f"{number}" / ".gitignore").write_text("a\nb\n")
    read: list[bytes] = []
    original: Callable[[bytes], Patterns] = Patterns.read

    def counted(data: bytes) -> Patterns:
        read.append(data)
        return original(data)

    monkeypatch.setattr(Patterns, "read", counted)
    discover([str(tmp_path)])
    assert [b"a\nb\n"] == read


@pytest.mark.parametrize(("name", "limit"), [("MAX_BYTES", 10), ("MAX_TOTAL_BYTES", 10), ("MAX_WORK", 3)])
def test_what_is_too_much_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, limit: int) -> None:
    (tmp_path / ".gitignore").write_text("# no more\nDockerfile\n")
    (tmp_path / "Dockerfile").touch()
    notices: list[Notice] = []
    assert [] == discover([str(tmp_path)], notices=notices) == notices
    monkeypatch.setattr(gitignore, name, limit)
    assert 1 == len(discover([str(tmp_path)], notices=notices))
    assert [IgnoreLimit(str(tmp_path))] == notices
    # Whoever would say that a file is missing does not know.
    assert Gitignores().ignores(str(tmp_path), "anything", False)
