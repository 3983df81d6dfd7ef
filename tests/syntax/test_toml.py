"""TOML from strangers: what is ordinary is read as `tomllib` reads it, what is beyond the bounds is one kind of error."""

import ast
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from dlint.engine.config import files, layer as layer_module
from dlint.engine.config.config import ConfigError, Configurations
from dlint.engine.packs.loading import load
from dlint.engine.packs.registry import Registry
from dlint.model.context.context import Context
from dlint.model.python.locks import read_lock
from dlint.model.python.project import Project
from dlint.model.python.pyproject import read_pyproject
from dlint.syntax import toml
from dlint.syntax.toml import (
    TomlError,
    TomlLimit,
    parse_toml,
    toml_text,
)

DOTS = "a." * 40

ORDINARY = {
    "a string of dots": f'x = "{DOTS}"',
    "a literal of dots": f"x = '{DOTS}'",
    "several lines of dots": f'x = """\n{DOTS}\n"{DOTS}" \\" {DOTS}\n"""\ny = \'\'\'\n\'{DOTS}\'\n\'\'\'',
    "quotes at the end of several lines": f"x = \"\"\"{DOTS}\"\"\"\"\"\ny = '''{DOTS}'''''\nz = 1",
    "a comment of dots": f"# {DOTS}\nx = 1 # {DOTS}",
    "a quote in a comment": f'# don\'t {DOTS}\nx = 1 # """\ny = 2',
    "brackets in strings": f"x = \"{'[' * 100}\"\ny = '{'{' * 100}'\n# {'[' * 100}",
    "a hash in a string": 'x = "#"\ny = "\\"#"\nz = 1',
    "quoted parts": 'a."b.c".\'d.e\'."" = 1\n[x."y.z"]\n[[q."r.s"]]',
    "the longest key": ".".join("a" * toml.MAX_PARTS) + " = 1",
    "the longest header": "[" + " . ".join("a" * toml.MAX_PARTS) + "]",
    "the deepest array": "x = " + "[" * toml.MAX_DEPTH + "]" * toml.MAX_DEPTH,
    "the longest number": "x = " + "1" * toml.MAX_WORD,
    "many versions": "x = [\n" + '    "package.name==1.2.3.4",\n' * 20_000 + "]",
    "many short keys": "".join(f"a.k{number} = 1.5\n" for number in range(20_000)),
    "a long string": f'x = "{"1" * 500_000}"',
    "line ends of Windows": 'x = """\r\na.b\r\n"""\r\ny = 1\r\n',
    "nothing": "",
}


@pytest.mark.parametrize("name", ORDINARY)
def test_what_is_ordinary_is_read(name: str) -> None:
    assert tomllib.loads(ORDINARY[name]) == parse_toml(ORDINARY[name])


def test_the_files_of_this_repository_are_read(root: Path) -> None:
    paths = [path for path in root.rglob("*.toml") if ".venv" not in path.parts]
    assert paths
    for path in paths:
        assert tomllib.loads(path.read_text(encoding="utf-8")) == parse_toml(toml_text(path.read_bytes()))


LONG = ".".join("a" * 33)
BEYOND = {
    "a dotted key": (f"\n{LONG} = 1", "more than 32 parts", 2),
    "60 kB of dots": ("a." * 30_000 + "a = 1", "more than 32 parts", 1),
    "lines of 1,000 parts": ("".join(f"k{n}.{'a.' * 998}a = 1\n" for n in range(490)), "more than 32 parts", 1),
    "a header": (f"[{LONG}]", "more than 32 parts", 1),
    "a header of an array": (f"[[ {LONG} ]]", "more than 32 parts", 1),
    "an inline table": (f"x = [\n{{ {LONG} = 1 }}]", "more than 32 parts", 2),
    "quoted parts": ('\'a"\'."\\"".' * 20 + "a = 1", "more than 32 parts", 1),
    "blanks between parts": (" \t.\t ".join("a" * 33) + " = 1", "more than 32 parts", 1),
    "behind a string of lines": ('x = """\n\n\n"""\n' + LONG + " = 1", "more than 32 parts", 5),
    "dots in all": ("".join(f"a.k{n} = 1.5\n" for n in range(60_000)), "more than 100,000 dots", None),
    "arrays": ("x = " + "[" * 100_000, "nested more than 64 levels deep", 1),
    "inline tables": ("x = " + "{a=" * 100, "nested more than 64 levels deep", 1),
    "digits": ("\nx = " + "1" * 5_000, "longer than 1,000 characters", 2),
    "digits apart": ("x = 1" + "_1" * 5_000, "longer than 1,000 characters", 1),
    "digits of base 16": ("x = 0x" + "f" * 5_000, "longer than 1,000 characters", 1),
    "size": ("#" * (toml.MAX_BYTES + 1), "larger than 1,000,000 bytes", None),
}


@pytest.mark.parametrize("name", BEYOND)
def test_what_is_beyond_the_bounds_is_not_parsed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text, message, line = BEYOND[name]
    monkeypatch.setattr(tomllib, "loads", lambda text: pytest.fail("it is parsed"))
    with pytest.raises(TomlLimit, match=message) as caught:
        parse_toml(text)
    assert line == caught.value.line


@pytest.mark.parametrize(
    ("data", "line"),
    [(b"x = [", 1), (b"\nx = ", 2), (b"a = 1\nb = '\xe4'", 2), (b"x = 2026-99-99", 1), (b"x = 1\ny =\nz = 2", 2)],
)
def test_what_is_no_toml(data: bytes, line: int) -> None:
    with pytest.raises(TomlError) as caught:
        parse_toml(toml_text(data))
    assert not isinstance(caught.value, TomlLimit)
    assert line == caught.value.line


def test_a_long_key_does_not_make_a_long_message() -> None:
    key = "k" * 900_000
    with pytest.raises(TomlError) as caught:
        parse_toml(f'["{key}"]\n["{key}"]')
    assert len(str(caught.value)) <= toml.MAX_MESSAGE + 1


def test_a_byte_order_mark_is_passed_over() -> None:
    assert {"x": 1} == parse_toml(toml_text(b"\xef\xbb\xbfx = 1"))


_PIECES = st.sampled_from((
    '"', '"""', "'", "'''", "\\", "#", "\n", ".", "a", "a.b", " = ", "1", "[", "]", "{", "}", ", ", "x = ", '\\"', "é",
    "\r\n", "1.5",
))  # fmt: skip


@given(st.lists(_PIECES, max_size=60).map("".join))
def test_any_text_is_read_as_tomllib_reads_it(text: str) -> None:
    try:
        expected = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        with pytest.raises(TomlError):
            parse_toml(text)
    else:
        assert expected == parse_toml(text)


@given(st.lists(_PIECES, max_size=60).map("".join))
def test_no_text_hides_a_key(text: str) -> None:
    """Whatever stands before a long key, either `tomllib` does not come as far, or the key is seen."""
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    with pytest.raises(TomlLimit):
        parse_toml(f"{text}\n{LONG} = 1")


@pytest.mark.parametrize(
    "unit", ['"""x\n', '"""\\"""', '"', '"\\', "'''x\n", "'", '"a\n', "#", "a . ", '".', "a ", "a" * 999 + " ", "[", "[[a.", " "]
)  # fmt: skip
def test_the_look_at_a_text_is_quick(unit: str) -> None:
    """It takes milliseconds; what grows with the square of a megabyte would take hours."""
    code = (
        "import sys\nfrom dlint.syntax.toml import TomlError, parse_toml\n"
        "try:\n    parse_toml(sys.argv[1] * (990_000 // len(sys.argv[1])))\nexcept TomlError:\n    pass\n"
    )
    subprocess.run([sys.executable, "-c", code, unit], check=True, timeout=60)


def test_no_other_module_reads_toml(root: Path) -> None:
    found = [
        path.relative_to(root).as_posix()
        for path in sorted((root / "dlint").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import) and any(alias.name == "tomllib" for alias in node.names)
    ]
    assert ["dlint/syntax/toml.py"] == found


# The configuration


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load()


def error_of(registry: Registry, directory: Path) -> str:
    with pytest.raises(ConfigError) as caught:
        Configurations(registry).of(str(directory / "Dockerfile"))
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a." * 30_000 + "a = 1", "dlint.toml:1: can't be read: a key has more than 32 parts; simplify it"),
        ("x = " + "1" * 5_000, "dlint.toml:1: can't be read: a key or number is longer than"),
        ("# " * 600_000, "dlint.toml: can't be read: it is larger than 1,000,000 bytes; simplify it"),
    ],
)
def test_a_configuration_beyond_the_bounds(registry: Registry, tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "dlint.toml").write_text(text)
    assert message in error_of(registry, tmp_path)


@pytest.mark.parametrize("rest", ["a." * 30_000 + "a = 1", "# " * 600_000])
def test_a_pyproject_with_our_table_beyond_the_bounds(registry: Registry, tmp_path: Path, rest: str) -> None:
    (tmp_path / "pyproject.toml").write_text(f"[tool.dlint]\n{rest}")
    found = error_of(registry, tmp_path)
    assert "pyproject.toml" in found
    assert "; move `tool.dlint` to a `dlint.toml`" in found


@pytest.mark.parametrize("rest", ["a." * 30_000 + "a = 1", "# " * 600_000])
def test_a_pyproject_of_others_beyond_the_bounds(registry: Registry, tmp_path: Path, rest: str) -> None:
    (tmp_path / "pyproject.toml").write_text(f"[tool]\nx = 'dlint'\n{rest}")
    assert Configurations(registry).of(str(tmp_path / "Dockerfile")).layers == ()


def test_a_large_pyproject_is_read_up_to_the_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "pyproject.toml"
    with path.open("wb") as stream:
        stream.truncate(10_000_000_000)
    sizes = []
    real = os.read

    def read(descriptor: int, size: int) -> bytes:
        sizes.append(size)
        return real(descriptor, size)

    monkeypatch.setattr(os, "read", read)
    assert files.nearest(str(tmp_path)) != str(path)
    assert [toml.MAX_BYTES + 1] == sizes


def test_a_pyproject_is_looked_at_once(registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.other]\nname = 'dlint'\n")
    seen: list[str] = []
    real = files._mentions_dlint

    def mentions(path: str) -> bool:
        seen.append(path)
        return real(path)

    monkeypatch.setattr(files, "_mentions_dlint", mentions)
    configurations = Configurations(registry)
    for name in "abc":
        (tmp_path / name).mkdir()
        configurations.of(str(tmp_path / name / "Dockerfile"))
    assert 1 == seen.count(str(tmp_path / "pyproject.toml"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
@pytest.mark.parametrize("name", ["dlint.toml", "pyproject.toml", "hadolint.yaml"])
def test_a_pipe_is_not_waited_for(tmp_path: Path, root: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    (tmp_path / "Dockerfile").write_text("FROM scratch\n")
    for options in ((), ("--config", name)):
        found = subprocess.run(
            [sys.executable, "-m", "dlint", *options, "Dockerfile"],
            cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(root)}, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert bool(options) == (f"{name}: can't be read: it is a pipe, not a file" in found.stderr + found.stdout)


def test_no_configuration_can_be_said_by_the_null_device(registry: Registry) -> None:
    assert Configurations(registry, file=os.devnull).of("Dockerfile").fail_level == "warning"


def test_files_that_extend_one_another_without_end(registry: Registry, tmp_path: Path) -> None:
    for number in range(files.MAX_EXTENDED + 1):
        (tmp_path / f"{number}.toml").write_text(f"extend = '{number + 1}.toml'\n")
    (tmp_path / "dlint.toml").write_text("extend = '2.toml'\n")
    (tmp_path / f"{files.MAX_EXTENDED}.toml").write_text("")
    assert Configurations(registry).of(str(tmp_path / "Dockerfile"))
    (tmp_path / "dlint.toml").write_text("extend = '0.toml'\n")
    assert "more than 20 files `extend` one another: merge some of them" in error_of(registry, tmp_path)


def test_a_hadolint_configuration_beyond_the_bounds(registry: Registry, tmp_path: Path) -> None:
    (tmp_path / ".hadolint.yaml").write_text("# " * 600_000)
    assert ".hadolint.yaml: can't be read: it is larger than 1,000,000 bytes" in error_of(registry, tmp_path)


def test_lines_of_many_keys_are_read_once(registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dlint.toml").write_text('ignore = ["DL3006"]\n[severity]\nDL3008 = "info"\n')
    (layer,) = Configurations(registry).of(str(tmp_path / "Dockerfile")).layers
    assert [1, 3, None] == [layer.line("ignore"), layer.line("severity", "DL3008"), layer.line("select")]
    monkeypatch.setattr(layer_module, "key_lines", lambda text: pytest.fail("the text is read again"))
    assert 3 == layer.line("severity", "DL3008")


@pytest.mark.parametrize("unit", ["[ ", "[", '"', "a.", "a ", " ", '[a "'])
def test_lines_of_hostile_texts(unit: str) -> None:
    code = (
        "import sys\nfrom dlint.engine.config.layer import line_of\n"
        "line_of('[' + sys.argv[1] * (500_000 // len(sys.argv[1])), ('a',))"
    )
    subprocess.run([sys.executable, "-c", code, unit], check=True, timeout=60)


def test_selectors_count_once(registry: Registry, tmp_path: Path) -> None:
    (tmp_path / "dlint.toml").write_text('ignore = ["DL3006", "DL3008", "DL3006"]\n')
    (layer,) = Configurations(registry).of(str(tmp_path / "Dockerfile")).layers
    assert ("DL3006", "DL3008") == layer.values["ignore"]


# The project


@pytest.mark.parametrize(
    "data", [b"a." * 30_000 + b"a = 1", b"x = '\xe4'", b"x = " + b"1" * 5_000, b"#" * 1_000_001, b"["]
)
def test_a_project_beyond_the_bounds_is_unknown(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "pyproject.toml").write_bytes(data)
    assert Project(Context(str(tmp_path))).pyproject is None


def test_a_project_with_a_long_line(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\ndescription = '" + "a" * 30_000 + "'\n")
    found = Project(Context(str(tmp_path))).pyproject
    assert found is not None
    assert "x" == found.name


def test_groups_that_include_each_other_often() -> None:
    code = (
        "from dlint.model.python.pyproject import read_pyproject\n"
        "text = '[dependency-groups]\\n' + ''.join(\n"
        "    f'g{n} = [' + '{include-group = \"g%d\"},' % ((n + 1) % 20) * 100 + '\"flask\"]\\n' for n in range(20)\n)\n"
        "found = read_pyproject('pyproject.toml', text)\n"
        "assert 20 == len(found.groups['g0'])\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_groups_include_deeply() -> None:
    text = "[dependency-groups]\n" + "".join(f'g{n} = ["p{n}", {{include-group = "G{n + 1}"}}]\n' for n in range(20))
    found = read_pyproject("pyproject.toml", text)
    assert found is not None
    assert [f"p{n}" for n in range(20)] == [one.name for one in found.groups["g0"]]


def test_a_lock_file_with_a_long_line() -> None:
    code = (
        "from dlint.model.python.locks import read_lock\n"
        'text = \'[[package]]\\nname = "a"\\nsource = { editable = "." }\\ndependencies = [\\n\'\n'
        "text += '{ name = \"b\" ' + 'extra = [' * 100_000 + '\\n]\\n'\n"
        "assert ['a'] == [one.name for one in read_lock('uv.lock', 'uv.lock', text.encode()).selected()]\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_extras_in_a_lock_file() -> None:
    lock = read_lock(
        "uv.lock",
        "uv.lock",
        b'[[package]]\nname = "a"\nsource = { editable = "." }\ndependencies = [\n'
        b'    { name = "b", marker = "x", extra = ["one", "two"] },\n]\n\n'
        b'[[package]]\nname = "b"\n\n[package.optional-dependencies]\none = [\n    { name = "c" },\n]\n\n'
        b'[[package]]\nname = "c"\n',
    )
    assert ["a", "b", "c"] == [one.name for one in lock.selected()]
    found = lock.package("C")
    assert found is not None
    assert "c" == found.name
