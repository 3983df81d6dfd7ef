"""The shell reader: commands, words, places; any text; hostile sizes."""

import sys

import pytest
from hypothesis import given, settings, strategies as st

from dlint.syntax.shell import (
    Case,
    DoubleQuoted,
    For,
    Function,
    If,
    Parameter,
    Script,
    ShellNode,
    ShellWord,
    SimpleCommand,
    SingleQuoted,
    Subshell,
    Substitution,
    While,
    command_string,
    dialect_of,
    dialect_of_script,
    parse_shell,
    program_name,
)
from dlint.syntax.source import Logical


def read(text: str) -> Script:
    return parse_shell(Logical.plain(text, 0))


def words(text: str) -> list[str]:
    """All commands, each as its words without quotes, in order."""
    script = read(text)
    assert [] == script.faults
    return [" ".join(word.pattern() for word in command.words) for command in script.commands]


def first(text: str) -> SimpleCommand:
    script = read(text)
    assert [] == script.faults
    return script.commands[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("a", ["a"]),
        ("a && b || c; d & e\nf", ["a", "b", "c", "d", "e", "f"]),
        ("a | b |& c", ["a", "b", "c"]),
        ("! a", ["a"]),
        ("{ a; b; } && (c; d)", ["a", "b", "c", "d"]),
        ("if a; then b; elif c; then d; else e; fi", ["a", "b", "c", "d", "e"]),
        ("while a; do b; done; until c; do d; done", ["a", "b", "c", "d"]),
        ('for x in $(a) b; do c "$x"; done', ["a", "c ${x}"]),
        ("for x; do a; done; for x do b; done; for x in y z\ndo c; done", ["a", "b", "c"]),
        ("for ((i = 0; i < 3; i++)); do a; done", ["a"]),
        ("for x in y; { a; }", ["a"]),
        ("select x in y; do a; done", ["a"]),
        ("case $x in a|b) c;; (d) e;& *) f ;;& g) h; esac; i", ["c", "e", "f", "h", "i"]),
        ("case x in\n  a) b ;;\n  # nothing\n  *) ;;\nesac", ["b"]),
        ("case x in esac", []),
        ("f() { a; }; function g { b; }; function h() (c); f", ["a", "b", "c", "f"]),
        ("f ( )\n{ a; }", ["a"]),
        ("(( x + 1 )) && a", ["a"]),
        ("((a); (b))", ["a", "b"]),
        ("(( $(a) + `b` ))", ["a", "b"]),
        ("a $((1 + $(b)))", ["a $((1 + $(b)))", "b"]),
        ("a $((b); c)", ["a $((b); c)", "b", "c"]),
        ("[[ -f $(a) && x =~ ^(b c|d)$ ]] || e", ["a", "e"]),
        ("[[ ( a == b ) || ! c < d ]] && e", ["e"]),
        ("[ -f x ] && a", ["[ -f x ]", "a"]),
        ("a $(b `c \\`d\\``)", ["a $(b `c \\`d\\``)", "b `c \\`d\\``", "c `d`", "d"]),
        ('a "$(b "$(c)")" \'$(d)\'', ['a $(b "$(c)") $(d)', "b $(c)", "c"]),
        ("a < <(b) > >(c)", ["a", "b", "c"]),
        ("x=$(a) y=1 b z=$(c)", ["b z=$(c)", "a", "c"]),
        ("x=1", [""]),
        ("x=(a $(b) [3]=c) d", ["d", "b"]),
        ("declare -a x=(a b) && export y=z", ["declare -a", "export y=z"]),
        ("x[$(a)]=b", ["", "a"]),
        ("a # b; c\nd", ["a", "d"]),
        ("a#b ${x#c} $#", ["a#b ${x} ${#}"]),
        ("a \\\n  b\\\nc", ["a bc"]),
        ("time { a; } && time -p b", ["a", "time -p b"]),
        ("{ a; } | b; (c) > d", ["a", "b", "c"]),
        ("for x in a; do { b; } done", ["b"]),
        ("if (a) then (b) fi", ["a", "b"]),
        ("a {b,c} {1..3} *.d e?[f]", ["a {b,c} {1..3} *.d e?[f]"]),
        ("a @(b|c)d !(e)", ["a @(b|c)d !(e)"]),
        ("echo if then fi", ["echo if then fi"]),
        ('a ${x:-$(b)} "${y:-it\'s}" ${z%\'}\'} ${w/a/"}"}', ["a ${x} ${y} ${z} ${w}", "b"]),
        ("a $'b\\'c\\n\\x41\\u00e9' $\"d\"", ["a b'c\nAé d"]),
        ('a $ $% "$" b$', ["a $ $% $ b$"]),
        ("a 2>&1 >b <c 2>>d &>e <>f >|g <<<h {x}>i 3<&- j", ["a j"]),
        ("a\r\nb", ["a\r", "b"]),
        ("set -eux;\n\n a &&\n\n b ||\n c |\n d", ["set -eux", "a", "b", "c", "d"]),
    ],
)
def test_commands(text: str, expected: list[str]) -> None:
    assert expected == words(text)


UNREADABLE = (
    *("it's", 'a "b', "a `b", "a $(b", "a ${b", "a $'b", "(a", "{ a", "a)", "a; }", "x=(a", "f(", "[[ a"),
    *("if a; then b", "then a", "a; fi", "for x in a; b", "case x in a) b", "while a; do b", "function", "case", "for"),
    *("a && ", "| a", "a ;; b", "& a", ";", "a (b)", "a >", "a < ; b", "a && & b"),
    "iex ((new-object net.webclient).DownloadString('x'))",
)


@pytest.mark.parametrize("text", UNREADABLE)
def test_unreadable(text: str) -> None:
    script = read(text)
    assert not script.readable
    assert [] == script.commands
    assert 1 == len(script.faults)
    assert 0 <= script.faults[0].start <= len(text)


def test_heredocs() -> None:
    text = "cat <<A <<-'B' | c > d && e\n$(f) x\nA\n\ty $(g)\n\tB\nh"
    script = read(text)
    assert ["cat", "c", "e", "f", "h"] == [command.name for command in script.commands]
    first_body, second_body = script.commands[0].heredocs
    assert ("$(f) x\n", "A", True, False, True) == (
        first_body.body.text, first_body.delimiter, first_body.expand, first_body.strip_tabs, first_body.terminated,
    )  # fmt: skip
    assert ("y $(g)\n", "B", False, True, True) == (
        second_body.body.text, second_body.delimiter, second_body.expand, second_body.strip_tabs,
        second_body.terminated,
    )  # fmt: skip
    assert "$(f) x\n" == text[first_body.start : first_body.end]
    assert "f" == text[script.commands[3].start : script.commands[3].end]
    assert "y" == text[second_body.body.place(0)]


@pytest.mark.parametrize(
    ("text", "bodies", "names"),
    [
        ("a <<E\nb\n E\nE \nE\nc", ["b\n E\nE \n"], ["a", "c"]),
        ("a <<E\nb", ["b"], ["a"]),
        ("a <<E", [""], ["a"]),
        ("a <<E\nb\\\nE\nE\nc", ["b\\\nE\n"], ["a", "c"]),
        ("a <<'E'\nb\\\nE\nc", ["b\\\n"], ["a", "c"]),
        ("a $(b <<E\nc\nE\n) d\ne", ["c\n"], ["a", "b", "e"]),
        ("a <<E; b\n$(\nE\nc", ["$(\n"], ["a", "b", "c"]),
        ('a <<"E F"\nb\nE F\nc', ["b\n"], ["a", "c"]),
        ("a <<E\n`b` \\$(c) \\`d\\`\nE", ["`b` \\$(c) \\`d\\`\n"], ["a", "b"]),
        ("if a <<E; then b; fi\nx\nE\nc", ["x\n"], ["a", "b", "c"]),
    ],
)
def test_heredoc_bodies(text: str, bodies: list[str], names: list[str]) -> None:
    script = read(text)
    assert names == [command.name for command in script.commands]
    assert bodies == [heredoc.body.text for command in script.commands for heredoc in command.heredocs]


def test_surroundings() -> None:
    text = "a && b | c || d; e & ! f\n( g ); x=$(h); if i; then j; else k; fi; while l; do m; done; n() { o; }"
    found = {
        command.name: (command.operator_before, command.operator_after, command.in_pipeline, command.in_subshell,
                       command.conditional, command.negated)
        for command in read(text).commands
    }  # fmt: skip
    assert {
        "a": (None, "&&", False, False, False, False),
        "b": ("&&", "|", True, True, False, False),
        "c": ("|", "||", True, True, False, False),
        "d": ("||", ";", False, False, True, False),
        "e": (";", "&", False, True, False, False),
        "f": ("&", "\n", False, False, False, True),
        "g": (None, None, False, True, False, False),
        None: (";", ";", False, False, False, False),
        "h": (None, None, False, True, False, False),
        "i": (None, ";", False, False, False, False),
        "j": (None, ";", False, False, True, False),
        "k": (None, ";", False, False, True, False),
        "l": (None, ";", False, False, False, False),
        "m": (None, ";", False, False, True, False),
        "o": (None, ";", False, False, True, False),
    } == found


def test_in_what() -> None:
    script = read("for x in y; do a $(b); done; f() { c; }; (d); case x in y) e;; esac")
    names = {command.name: command for command in script.commands}
    assert [True, True, False, False, False] == [names[name].in_loop for name in "abcde"]
    assert [False, True, False, False, False] == [names[name].in_substitution for name in "abcde"]
    assert [False, False, True, False, False] == [names[name].in_function for name in "abcde"]
    assert {"f"} == script.functions


def test_tree() -> None:
    script = read("if a; then b; elif c; then d; fi; for x in y z; do e; done; while f; do g; done; "
                  "case w in v|u) h;; esac; (i); j() { k; } > l")  # fmt: skip
    assert script.body is not None
    nodes = [chain.pipelines[0].commands[0] for chain in script.body.items]
    assert [If, For, While, Case, Subshell, Function] == [type(node) for node in nodes]
    branch, loop, _, case, _, function = nodes
    assert isinstance(branch, If)
    assert (2, None) == (len(branch.branches), branch.otherwise)
    assert isinstance(loop, For)
    assert loop.words is not None
    assert ("x", ["y", "z"]) == (loop.name.value, [word.value for word in loop.words])
    assert isinstance(case, Case)
    assert ("w", [["v", "u"]]) == (case.subject.value, [[word.value for word in arm.patterns] for arm in case.arms])
    assert isinstance(function, Function)
    assert "j() { k; } > l" == function.text


@pytest.mark.parametrize(
    ("text", "value", "prefix", "pattern"),
    [
        ("abc", "abc", "abc", "abc"),
        ("'a b'\"c d\"\\ e", "a bc d e", "a bc d e", "a bc d e"),
        ("a$b", None, "a", "a${b}"),
        ('"a${b:-c}d"', None, "a", "a${b}d"),
        ("--x=`a`", None, "--x=", "--x=`a`"),
        ("$(a)b", None, "", "$(a)b"),
        ("''", "", "", ""),
        ("a\\\nb", "ab", "ab", "ab"),
        ('"a\\\nb\\"c\\$d\\e"', 'ab"c$d\\e', 'ab"c$d\\e', 'ab"c$d\\e'),
        ("$((1+1))", None, "", "$((1+1))"),
        ("a\\", "a\\", "a\\", "a\\"),
    ],
)
def test_words(text: str, value: str | None, prefix: str, pattern: str) -> None:
    word = first("x " + text).words[1]
    assert (text, value, prefix, pattern) == (word.text, word.value, word.prefix, word.pattern())


def test_word_questions() -> None:
    globs = first("x a*b '*' \\* \"?\" [ab] {a,b} {a} '{a,b}' a?").words[1:]
    assert [True, False, False, False, True, False, False, False, True] == [word.has_glob for word in globs]
    assert [False, False, False, False, False, True, False, False, False] == [word.has_braces for word in globs]
    plain = first("x a 'b' \"c\" d\\e $f").words[1:]
    assert [True, False, False, False, False] == [word.plain for word in plain]
    assert [False, True, True, False, False] == [word.quoted for word in plain]


def test_parts() -> None:
    word = first("x a'b'\"c$d\"").words[1]
    literal, single, double = word.parts
    assert "a" == literal.value
    assert isinstance(single, SingleQuoted)
    assert isinstance(double, DoubleQuoted)
    assert ["d"] == [variable.name for variable in word.variables]
    assert "$d" == word.variables[0].text
    assert word is double.parts[1].parent


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$a", ("a", "", "")),
        ("$1", ("1", "", "")),
        ("$@", ("@", "", "")),
        ("${a}", ("a", "", "")),
        ("${#a}", ("a", "", "#")),
        ("${#}", ("#", "", "")),
        ("${!a}", ("a", "", "!")),
        ("${a:-b}", ("a", ":-", "")),
        ("${a-b}", ("a", "-", "")),
        ("${a%%.*}", ("a", "%%", "")),
        ("${a##*/}", ("a", "##", "")),
        ("${a//b/c}", ("a", "//", "")),
        ("${a:1:2}", ("a", ":", "")),
        ("${a[@]}", ("a", "[", "")),
        ("${a^^}", ("a", "^^", "")),
        ("${a@Q}", ("a", "@", "")),
        ("${12}", ("12", "", "")),
        ("${a?b c}", ("a", "?", "")),
    ],
)
def test_parameters(text: str, expected: tuple[str, str, str]) -> None:
    word = first("x " + text).words[1]
    (part,) = word.parts
    assert isinstance(part, Parameter)
    assert expected == (part.name, part.operator, part.prefix)
    assert text == part.text


def test_redirections() -> None:
    text = "a 2>&1 >b <c 12>>d &>e <>f >|g <<<h {x}>i 3<&- >&j k"
    command = first(text)
    assert [
        ("2", ">&", "1"), (None, ">", "b"), (None, "<", "c"), ("12", ">>", "d"), (None, "&>", "e"), (None, "<>", "f"),
        (None, ">|", "g"), (None, "<<<", "h"), ("x", ">", "i"), ("3", "<&", "-"), (None, ">&", "j"),
    ] == [(node.descriptor, node.operator, node.target.value) for node in command.redirections]  # fmt: skip
    assert "12>>d" == text[command.redirections[3].start : command.redirections[3].end]


def test_assignments() -> None:
    command = first('a=b c="d e" f+=g h[1]=i j= k=(l m) n o=p')
    assert [
        ("a", "b", False), ("c", "d e", False), ("f", "g", True), ("h", "i", False), ("j", "", False),
        ("k", None, False),
    ] == [(node.name, node.value and node.value.value, node.append) for node in command.assignments]  # fmt: skip
    array = command.assignments[-1].array
    assert array is not None
    assert ["l", "m"] == [word.value for word in array]
    assert ["n", "o=p"] == [word.value for word in command.words]


def test_places_in_folded_text() -> None:
    source = "RUN a \\\n  # note\n  b='c \\\n d' && e"
    logical = Logical.of([("a ", 4), ("  b='c ", 17), (" d' && e", 26)])
    script = parse_shell(logical)
    command, last = script.commands
    assert ["a", "b='c  d'"] == [word.text for word in command.words]
    assert "b='c \\\n d'" == source[command.words[1].start : command.words[1].end]
    assert "e" == source[last.start : last.end]


def test_decoded() -> None:
    text = "x 'a '\"b\\\"$c\"\\ d$'\\x41'"
    word = first(text).words[1]
    assert word.decoded() is None
    logical = word.decoded(expansions=True)
    assert logical is not None
    assert 'a b"$c dA' == logical.text
    assert ["a", " ", "b", '"', "$", "c", " ", "d", "\\"] == [text[logical.place(index)] for index in range(9)]


@pytest.mark.parametrize(
    ("shell", "expected"),
    [
        (None, "sh"),
        (["/bin/sh", "-c"], "sh"),
        (["/bin/bash", "-o", "pipefail", "-c"], "bash"),
        (["/bin/ash", "-eo", "pipefail", "-c"], "sh"),
        (["conda", "run", "-n", "x", "/bin/bash", "-c"], "bash"),
        (["/usr/bin/env", "zsh", "-c"], "zsh"),
        (["powershell", "-Command"], "powershell"),
        (["C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\PowerShell.exe", "-c"], "powershell"),
        (["pwsh", "-c"], "powershell"),
        (["cmd", "/S", "/C"], "cmd"),
        (["/opt/shell.sh"], "sh"),
        (["python3", "-c"], "other"),
        ([], "other"),
        ("#!/bin/sh -e", "sh"),
        ("#!/usr/bin/env bash", "bash"),
        ("#!/usr/bin/env -S bash -e", "bash"),
        ("#!/usr/bin/python3", "other"),
        ("ksh93", "ksh"),
    ],
)
def test_dialects(shell: list[str] | str | None, expected: str) -> None:
    assert expected == dialect_of(shell)


def test_dialect_of_script() -> None:
    assert "bash" == dialect_of_script("#!/bin/bash\na")
    assert "other" == dialect_of_script("#!/usr/bin/perl")
    assert dialect_of_script("a\n#!/bin/sh") is None


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["-c", "a"], 1),
        (["-lc", "a", "b"], 1),
        (["-o", "pipefail", "-c", "a"], 3),
        (["-euxo", "pipefail", "-c", "a"], 3),
        (["-c", "-e", "a"], 2),
        (["--norc", "-c", "--", "a"], 3),
        (["-c"], None),
        (["a.sh", "-c", "b"], None),
        (["-e", "a"], None),
        ([None, "-c", "a"], None),
    ],
)
def test_command_string(values: list[str | None], expected: int | None) -> None:
    assert expected == command_string(values)


def test_program_name() -> None:
    assert ["a", "b", "c", "d", ""] == [program_name(text) for text in ("a", "/x/b", "C:\\x\\c.exe", "d.EXE", "/")]


# Any text

SHELLISH = st.text(alphabet="ab1 \t\n;&|<>()'\"\\$`{}[]!#=*@~-xé\U0001f600\r", max_size=60)
FRAGMENTS = st.lists(
    st.sampled_from(
        (
            *("if ", "; then ", "; fi", "else ", "for x in ", "; do ", "; done", "while ", "case x in ", "a) ", ";; "),
            *("esac", "[[ ", " ]]", "((", "))", "$((", "$(", ")", "`", '"', "'", "${x", "}", "<<E\n", "\nE\n", "> f"),
            *(
                "<(",
                "x=(",
                "f()",
                "function g ",
                "{ ",
                "; }",
                "a ",
                "b",
                "\n",
                "&&",
                "||",
                "|",
                "&",
                ";",
                "!",
                "#",
                "\\",
            ),
            *("\\\n", "@(", "=~ ", "$x", "time ", "2>&1"),
        )
    ),
    max_size=25,
).map("".join)


def check_places(script: Script, logical: Logical, length: int) -> None:
    previous = -1
    for command in script.commands:
        assert 0 <= command.start <= command.end <= length
        assert previous <= command.start
        previous = command.start
        nodes: list[ShellNode] = [*command.words, *command.redirections, *command.assignments]
        for node in nodes:
            assert 0 <= node.start <= node.end <= length
            assert node.logical.text[node.index : node.stop] == node.text
            assert node.parent is command
        order = [word.index for word in command.words]
        assert sorted(order) == order
        for word in command.words:
            check_word(word)
        top = list(command.ancestors())[-1] if command.parent is not None else command
        assert top is script.body
    for fault in script.faults:
        assert 0 <= fault.start <= length
    for comment in script.comments:
        assert 0 <= comment.start < comment.end <= length


def check_word(word: ShellWord) -> None:
    value = word.value
    decoded = word.decoded()
    assert (value is None) == (decoded is None)
    if decoded is not None:
        assert value == decoded.text
    assert word.pattern().startswith(word.prefix)
    at = word.index
    for part in word.parts:
        assert at <= part.index <= part.stop <= word.stop
        at = part.stop
    assert [] == [part for part in word.leaves() if not isinstance(part.value, (str, type(None)))]
    for part in word.substitutions:
        assert isinstance(part, Substitution)
        assert part.body.parent is part


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), SHELLISH, FRAGMENTS))
def test_any_text(text: str) -> None:
    logical = Logical.plain(text, 0)
    check_places(parse_shell(logical), logical, len(text))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(SHELLISH, FRAGMENTS), max_size=6))
def test_any_folded_text(texts: list[str]) -> None:
    pieces = []
    offset = 0
    for text in texts:
        pieces.append((text, offset))
        offset += len(text) + 3
    logical = Logical.of(pieces)
    check_places(parse_shell(logical), logical, max(offset, 1))


SIZE = 1_000_000
HOSTILE = {
    "one word": "a",
    "words": "a ",
    "blanks": " ",
    "lines": "\n",
    "continuations": "\\\n",
    "comments": "#\n",
    "one comment": "#",
    "commands": "a;",
    "pipe": "a|",
    "chain": "a && ",
    "subshells": "(",
    "arithmetic": "((",
    "no arithmetic": "((a) ",
    "no arithmetic, quotes": "((a) # '\n",
    "substitutions": "$(",
    "quoted substitutions": '"$(',
    "arithmetic expansions": "$((",
    "no arithmetic expansions": "$((a) ",
    "double quotes": '"',
    "single quotes": "'",
    "ansi quotes": "$'",
    "backquotes": "`",
    "backquoted": "`a`",
    "backslashes": "\\",
    "braces": "${",
    "nested braces": "${a:-",
    "quoted nested braces": '"${a:-',
    "lengths": "${#",
    "variables": "$a",
    "old arithmetic": "$[",
    "process substitutions": "<(",
    "patterns": "a@(",
    "groups": "{ ",
    "conditions": "if a; then ",
    "loops": "for a in b; do ",
    "cases": "case a in ",
    "closed": "a)",
    "functions": "f()",
    "function words": "function a ",
    "tests": "[[ ",
    "negations": "! ",
    "timed": "time ",
    "assignments": "a=b ",
    "subscripts": "a[",
    "arrays": "a=(",
    "redirections": ">a ",
    "descriptors": "1>",
    "heredoc markers": "<<a ",
    "heredocs": "cat <<a\nb\na\n",
    "broken heredocs": "cat <<E\n$(\nE\n",
    "heredocs with tabs": "cat <<-a\n\t\tb\na\n",
    "statements": "echo \"$a\" 'b' > c; ",
    "odd letters": "\u2028é\U0001f600",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_megabyte(name: str) -> None:
    unit = HOSTILE[name]
    text = unit * (SIZE // len(unit))
    script = read(text)
    assert script.readable or len(script.faults) == 1


@pytest.mark.parametrize(
    "text",
    [
        "[[ " + "a " * 400_000,
        "[[ a =~ " + "(a" * 300_000,
        "case a in " + "a) ;; " * 150_000,
        "cat <<E\n" + "$(" * 400_000 + "\nE\n",
        "cat <<E\n" + "`" * 800_000 + "\nE\n",
        "cat " + " ".join(f"<<a{number}" for number in range(100_000)) + "\n" + "x\n" * 100_000,
        "`" + "\\`" * 400_000,
        "a=( " + "b " * 400_000,
        "for a in " + "b " * 400_000 + "; do c; done",
    ],
    ids=["test", "regular expression", "arms", "heredoc $(", "heredoc `", "markers", "escaped `", "array", "words"],
)
def test_a_megabyte_inside(text: str) -> None:
    script = read(text)
    assert script.readable or len(script.faults) == 1


def test_large_but_ordinary() -> None:
    script = read("apt-get install -y " + "package " * 20_000 + "&& " + "echo x; " * 5_000)
    assert (True, 5_001) == (script.readable, len(script.commands))


def test_nesting() -> None:
    assert read("(" * 40 + "a" + ")" * 40).readable
    assert not read("(" * 100_000 + "a" + ")" * 100_000).readable
    assert not read("$(" * 100_000 + "a" + ")" * 100_000).readable


def test_called_from_deep_down() -> None:
    def deep(levels: int) -> Script:
        return deep(levels - 1) if levels else read('"$(' * 45 + "a" + ')"' * 45)

    frame = sys._getframe()
    depth = 0
    while frame.f_back is not None:
        frame = frame.f_back
        depth += 1
    script = deep(sys.getrecursionlimit() - depth - 100)
    assert (False, 1) == (script.readable, len(script.faults))
