"""Scopes of ARG and ENV."""

import pytest
from hypothesis import given, strategies as st

from dlint.model.stage.scope import (
    KNOWN,
    UNDEFINED,
    UNKNOWN,
    UNSET,
    History,
    Scope,
    scopes,
)
from dlint.syntax.dockerfile import parse
from dlint.syntax.nodes import From
from dlint.syntax.source import Source


def read(text: str, build_args: dict[str, str] | None = None, target: str | None = None) -> list[History]:
    """The histories of a file: the global one and those of the stages, tied by name."""
    tree = parse(Source(text), None)
    stages = [node for node in tree.instructions if isinstance(node, From)]
    names = [node.alias.text.lower() if node.alias else None for node in stages]

    def parent(index: int, scope: Scope) -> int | None:
        image = stages[index].image
        name = scope.expand(image.text) if image else None
        earlier = [place for place in range(index) if name and names[place] == name]
        return earlier[-1] if earlier else None

    global_part, found = scopes(tree, build_args or {}, parent, target)
    return [global_part, *found]


def last(text: str, build_args: dict[str, str] | None = None, target: str | None = None) -> Scope:
    return read(text, build_args, target)[-1].end


@pytest.mark.parametrize(
    ("text", "name", "state", "value", "overridable"),
    [
        ("FROM a\nENV a=1", "a", KNOWN, "1", False),
        ("FROM a\nENV a 1 2", "a", KNOWN, "1 2", False),
        ("FROM a\nENV a=1\nENV a=2", "a", KNOWN, "2", False),
        ("FROM a\nENV a=1\nENV a=2 b=$a", "b", KNOWN, "1", False),
        ("FROM a\nENV k=a\nENV $k=1", "a", KNOWN, "1", False),
        ("FROM a\nENV a='1 2' b=\"$a\"", "b", UNKNOWN, None, False),
        ("FROM a\nENV a='1 2'\nENV b=\"$a\"", "b", KNOWN, "1 2", False),
        ("FROM a\nARG a", "a", UNSET, None, True),
        ("FROM a\nARG a=1", "a", KNOWN, "1", True),
        ("FROM a\nARG a=1 b=$a", "b", KNOWN, "1", True),
        ("FROM a\nARG a=1\nENV b=$a", "b", KNOWN, "1", True),
        ("FROM a\nENV a=1\nARG a=2", "a", KNOWN, "2", True),
        ("FROM a\nARG a=2\nENV a=1", "a", KNOWN, "1", False),
        ("FROM a\nENV a=1\nARG a", "a", KNOWN, "1", True),
        ("ARG a=1\nFROM a", "a", UNKNOWN, None, False),
        ("ARG a=1\nFROM a\nARG a", "a", KNOWN, "1", True),
        ("ARG a=0\nFROM a\nARG a=1", "a", KNOWN, "1", True),
        ("FROM a", "TARGETARCH", UNKNOWN, None, False),
        ("FROM a\nARG TARGETARCH", "TARGETARCH", UNKNOWN, None, True),
        ("ARG TARGETARCH=x\nFROM a\nARG TARGETARCH", "TARGETARCH", KNOWN, "x", True),
        ("FROM a", "PATH", UNKNOWN, None, False),
        ("FROM scratch", "PATH", KNOWN, "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", False),
        ("FROM scratch", "a", UNDEFINED, None, False),
        (
            "FROM scratch\nENV PATH=/x:$PATH",
            "PATH",
            KNOWN,
            "/x:" + "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            False,
        ),
        ("FROM scratch AS b\nARG a=1\nFROM b", "a", KNOWN, "1", True),
        ("FROM scratch AS b\nENV a=1\nFROM b AS c\nFROM c\nENV d=$a", "d", KNOWN, "1", False),
        ("FROM scratch AS b\nENV a=1\nFROM scratch", "a", UNDEFINED, None, False),
        ("FROM scratch AS b\nONBUILD ENV a=1\nFROM b", "a", KNOWN, "1", False),
        ("FROM scratch AS b\nONBUILD ENV a=1\nFROM b AS c\nFROM c\nENV d=$a", "d", KNOWN, "1", False),
        ("FROM scratch AS b\nONBUILD ENV a=1", "a", UNDEFINED, None, False),
        ("FROM x\nARG k\nFROM scratch\nARG k\nENV $k=1", "a", UNKNOWN, None, False),
        ("FROM a\nENV HTTP_PROXY=$X", "HTTP_PROXY", UNKNOWN, None, False),
    ],
)
def test_values(text: str, name: str, state: str, value: str | None, overridable: bool) -> None:
    found = last(text).value(name)
    assert (state, value, overridable) == (found.state, found.text, found.overridable)


def test_build_arguments_beat_defaults_of_declared_arguments_only() -> None:
    scope = last("ARG b=0\nFROM scratch\nARG a=1\nARG b\nENV c=$a$b$d", {"a": "2", "b": "3", "d": "4"})
    assert ("2", "3", "23", None) == tuple(map(scope.get, "abcd"))
    assert [False, False, False] == [scope.overridable(name) for name in "abc"]


def test_the_target_stage() -> None:
    text = "FROM a\nARG TARGETSTAGE"
    assert "x" == last(text, target="x").get("TARGETSTAGE")
    assert None is last(text).get("TARGETSTAGE")


def test_where_a_value_comes_from() -> None:
    scope = last("FROM a\nENV a=1 b=2")
    pair = scope.value("b").pair
    assert pair is not None
    assert ("b", "env") == (pair.key.text, scope.value("b").origin)
    assert {"a", "b"} == scope.names()


def test_each_instruction_has_its_own_scope() -> None:
    text = "FROM scratch\nRUN 0\nENV a=1\nRUN 1\nARG a=2 b=$a\nRUN 2"
    tree = parse(Source(text))
    history = read(text)[1]
    assert [None, None, None, "1", "1", "2"] == [history.before(index).get("a") for index in range(6)]
    assert [None, None, None, "1", "1", "2"] == [history.at(node).get("a") for node in tree.instructions]
    assert "2" == history.end.get("b")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$known", "1"),
        ("$default", "2"),
        ("$unset", None),
        ("${unset:-3}", "3"),
        ("${unset-3}", "3"),
        ("${unset:+3}", ""),
        ("${unset:?x}", None),
        ("${unset#x}", None),
        ("$image", None),
        ("${image:-3}", None),
        ("${image:+3}", None),
        ("${known:-$image}", "1"),
        ("${known:+$image}", None),
        ("${unset:-$image}", None),
        ("${unset:-${default}}", "2"),
        ("${known#$image}", None),
        ('"${unset:-3}$image"', None),
        ("'$image'", "$image"),
        ("${", None),
        ("plain", "plain"),
    ],
)
def test_only_what_is_certain_is_expanded(text: str, expected: str | None) -> None:
    scope = last("FROM a\nENV known=1\nARG default=2\nARG unset")
    assert expected == scope.expand(text)


def test_what_a_build_argument_can_change() -> None:
    scope = last("FROM a\nENV known=1\nARG default=2\nARG unset")
    texts = ("$known", "x$default", "${unset:-1}")
    assert [False, True, True] == [scope.resolve(text).overridable for text in texts]


def test_an_error_of_the_file_only() -> None:
    scope = last("FROM scratch\nARG unset\nARG empty=")
    assert None is scope.expansion("${unset:?x}").error
    assert "empty: x" == scope.expansion("${empty:?x}").error
    assert "other: x" == scope.expansion("${other?x}").error


def test_the_escape_of_the_file() -> None:
    assert "\\x$b" == last("# escape=`\nFROM scratch\nENV a=\\x`$b").get("a")


def test_values_that_double_are_given_up() -> None:
    lines = "\n".join(f"ENV a{index + 1}=$a{index}$a{index}" for index in range(200))
    assert UNKNOWN == last(f"FROM scratch\nENV a0=xxxx\n{lines}").state("a200")


def test_long_chains_of_stages() -> None:
    stages = "\n".join(f"FROM s{index} AS s{index + 1}" for index in range(3000))
    tree_scope = last(f"FROM scratch AS s0\nENV a=1\n{stages}\nENV b=$a")
    assert ("1", None) == (tree_scope.get("b"), tree_scope.get("c"))


def test_many_instructions() -> None:
    lines = [f"ENV a{index % 50}=$a{(index + 1) % 50}{index}\nRUN x" for index in range(5000)]
    history = read("FROM scratch\n" + "\n".join(lines))[1]
    assert history.before(9000).get("a1") is not None


WORDS = st.text(st.sampled_from("ab$={}:-?+'\" \\#x"), max_size=12)
LINES = st.builds(lambda name, rest: f"{name} {rest}", st.sampled_from(["ENV", "ARG", "FROM", "RUN", "LABEL"]), WORDS)


@given(st.lists(LINES), WORDS)
def test_never_raises(lines: list[str], text: str) -> None:
    for history in read("\n".join(lines)):
        for scope in (history.before(0) if history._instructions else history.end, history.end):
            resolved = scope.resolve(text)
            assert resolved.text is None or resolved.text == resolved.expansion.text
            for name in ("a", "b", "PATH", "TARGETARCH"):
                value = scope.value(name)
                assert (value.text is not None) == (value.state == KNOWN)
