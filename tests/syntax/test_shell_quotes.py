"""Quotes that are not those of ordinary words, against what bash makes of them."""

import shutil
import subprocess

import pytest
from hypothesis import given, settings, strategies as st

from dlint.syntax.shell_quotes import decode_ansi, remove_quotes

BASH = shutil.which("bash")


def decoded(text: str) -> str:
    return "".join(piece for piece, _, _ in decode_ansi(text, 0, len(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        (r"a\tb\n", "a\tb\n"),
        (r"\x41\x4Z", "A\x04Z"),
        (r"\101\60", "A0"),
        (r"\u20ac\U1F433", "€🐳"),
        (r"\cA\c1\e", "\x01\x11\x1b"),
        (r"\q\'\"", "\\q'\""),
        ("\\", "\\"),
        (r"\UFFFFFFFF", "�"),
    ],
)
def test_ansi(text: str, expected: str) -> None:
    assert expected == decoded(text)


@given(st.text())
def test_pieces_are_side_by_side(text: str) -> None:
    index = 0
    for _, start, end in decode_ansi(text, 0, len(text)):
        assert index == start < end
        index = end
    assert index == len(text)


@pytest.mark.skipif(BASH is None, reason="needs bash")
@settings(max_examples=30)
@given(st.lists(st.sampled_from(["a", r"\n", r"\x41", r"\\", r"\101", r"\q", r"\'", r"\u00e9", '"', " "])).map("".join))
def test_ansi_as_bash_reads_it(text: str) -> None:
    assert BASH is not None
    found = subprocess.run(
        [BASH, "-c", f"printf %s $'{text}'"], capture_output=True, env={"LC_ALL": "C.UTF-8"}, check=True
    ).stdout
    assert found.decode() == decoded(text)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("EOF", "EOF"), ("'EOF'", "EOF"), ('"E O"F', "E OF"), (r"\EOF", "EOF"), (r'"a\"b\c"', 'a"b\\c'), ("'a\\'", "a\\")],
)
def test_delimiters(word: str, expected: str) -> None:
    assert expected == remove_quotes(word)
