"""Configuration: which file holds, what it may say, which rules run, and where each value comes from."""

import json
import pickle
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dlint.engine.config.config import (
    Config,
    ConfigError,
    Configurations,
    Layer,
)
from dlint.engine.config.files import nearest
from dlint.engine.config.keys import KEYS
from dlint.engine.config.layer import line_of
from dlint.engine.config.schema import config_schema, shipped_schema
from dlint.engine.packs.loading import load, load_pack
from dlint.engine.packs.registry import Registry

RULE = '''"""A title"""
from dlint.api import Problem, Problems, Run, rule


@rule("{code}", on="RUN", severity="{severity}", enabled={enabled}, aliases={aliases})
def {name}(node: Run{options}) -> Problems:
    yield Problem(node, "a run")
'''

OPTIONS = (
    ", *, allow: tuple[str, ...] = (), strict: bool = False, most_lines: int = 3, share: float = 0.5,"
    " kind: str = 'a', labels: dict[str, str] = {}"
)


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    """A pack: `big` (AA10, AA11, AA20), `small` (BB1), one rule off by default."""
    directory = tmp_path_factory.mktemp("pack")
    rules = [
        ("big", "first_rule", "AA10", True, ("Shared",), OPTIONS),
        ("big", "second_rule", "AA11", True, ("Shared", "CKV_2"), ""),
        ("big", "quiet_rule", "AA20", False, (), ""),
        ("small", "fourth_rule", "BB1", True, (), ""),
    ]
    for group, name, code, enabled, aliases, options in rules:
        path = directory / group / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        text = RULE.format(code=code, name=name, severity="warning", enabled=enabled, aliases=aliases, options=options)
        path.write_text(text)
    registry = Registry()
    load_pack(registry, str(directory), "test", "test_pack", cache=False)
    assert [] == [str(error) for error in registry.errors]
    return registry


def codes(registry: Registry, *layers: dict[str, Any]) -> list[str]:
    config = Config(registry, [Layer(values, "somewhere", "/") for values in layers])
    return sorted(rule.code for rule in config.rules)


# Which rules run


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        ([], "AA10 AA11 BB1"),
        ([{"select": ["ALL"]}], "AA10 AA11 AA20 BB1"),
        ([{"select": []}], ""),
        ([{"select": ["big"]}], "AA10 AA11 AA20"),
        ([{"select": ["AA1"]}], "AA10 AA11"),
        ([{"select": ["aa1"]}], "AA10 AA11"),
        ([{"select": ["Shared"]}], "AA10 AA11"),
        ([{"select": ["ckv_2"]}], "AA11"),
        ([{"extend-select": ["quiet-rule"]}], "AA10 AA11 AA20 BB1"),
        ([{"ignore": ["big"]}], "BB1"),
        ([{"ignore": ["ALL"]}], ""),
        # the more specific selector wins, in whatever order
        ([{"select": ["ALL"], "ignore": ["big"], "extend-select": ["AA11"]}], "AA11 BB1"),
        ([{"select": ["AA10"], "ignore": ["AA"]}], "AA10"),
        ([{"select": ["AA1"], "ignore": ["AA10"]}], "AA11"),
        ([{"select": ["AA1"], "ignore": ["big"]}], "AA10 AA11"),
        # of two equally specific ones, ignore wins
        ([{"select": ["AA10"], "ignore": ["first-rule"]}], ""),
        # a layer without select goes on from the one below, one with select starts anew
        ([{"ignore": ["AA10"]}, {"ignore": ["BB1"]}], "AA11"),
        ([{"select": ["AA10"]}, {"extend-select": ["AA20"]}], "AA10 AA20"),
        ([{"ignore": ["AA10"]}, {"extend-select": ["AA10"]}], "AA10 AA11 BB1"),
        ([{"select": ["big"], "ignore": ["AA10"]}, {"select": ["AA10"]}], "AA10"),
    ],
)
def test_selection(registry: Registry, layers: list[dict[str, Any]], expected: str) -> None:
    assert expected.split() == codes(registry, *layers)


def test_severity_by_rule_and_group(registry: Registry) -> None:
    config = Config(
        registry,
        [
            Layer({"severity": {"AA10": "error", "big": "info"}}, "a", "/"),
            Layer({"severity": {"ALL": "style", "BB1": "error"}}, "b", "/"),
        ],
    )
    expected = dict.fromkeys(["first-rule", "second-rule", "quiet-rule"], "style") | {"fourth-rule": "error"}
    assert expected == config.severities
    config = Config(registry, [Layer({"severity": {"AA10": "error", "big": "info"}}, "a", "/")])
    assert {"first-rule": "error", "second-rule": "info", "quiet-rule": "info"} == config.severities


# Files


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def of(registry: Registry, path: Path, overrides: dict[str, Any] | None = None) -> Config:
    return Configurations(registry, overrides).of(str(path))


def test_the_nearest_file_holds(registry: Registry, tmp_path: Path) -> None:
    write(tmp_path / "dlint.toml", 'ignore = ["AA10"]\n')
    write(tmp_path / "a" / ".dlint.toml", 'ignore = ["AA11"]\n')
    write(tmp_path / "a" / "b" / "pyproject.toml", "[tool.other]\nx = 'dlint'\n")
    (tmp_path / "a" / "b" / "c").mkdir()
    assert str(tmp_path / "a" / ".dlint.toml") == nearest(str(tmp_path / "a" / "b" / "c"))
    found = Configurations(registry)
    assert ["AA10", "BB1"] == [rule.code for rule in found.of(str(tmp_path / "a" / "b" / "Dockerfile")).rules]
    assert ["AA11", "BB1"] == [rule.code for rule in found.of(str(tmp_path / "Dockerfile")).rules]
    assert found.of(str(tmp_path / "a" / "Dockerfile")) is found.of(str(tmp_path / "a" / "b" / "c" / "Dockerfile"))


@pytest.mark.parametrize(
    "text",
    [
        '[tool.dlint]\nignore = ["AA10"]\n',
        '[ tool . "dlint" ]\nignore = ["AA10"]\n',
        '[tool]\ndlint = { ignore = ["AA10"] }\n',
        'tool.dlint.ignore = ["AA10"]\n',
        'tool = { dlint = { ignore = ["AA10"] } }\n',
        '\ufeff[tool.dlint]\nignore = ["AA10"]\n'.removeprefix("\ufeff"),
    ],
)
def test_pyproject_with_our_table(registry: Registry, tmp_path: Path, text: str) -> None:
    write(tmp_path / "pyproject.toml", text)
    assert ["AA11", "BB1"] == [rule.code for rule in of(registry, tmp_path / "Dockerfile").rules]


@pytest.mark.parametrize(
    "text", ["[project]\nname = 'dlint'\n", "[tool.other\nbroken dlint", "[tool.dlinter]\nx = 1\n"]
)
def test_pyproject_of_others(registry: Registry, tmp_path: Path, text: str) -> None:
    write(tmp_path / "pyproject.toml", text)
    assert () == of(registry, tmp_path / "Dockerfile").layers


def test_dlint_toml_goes_before_pyproject(registry: Registry, tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", "[tool.dlint]\nselect = []\n")
    write(tmp_path / "dlint.toml", 'select = ["AA10"]\n')
    assert ["AA10"] == [rule.code for rule in of(registry, tmp_path / "Dockerfile").rules]


def test_extend(registry: Registry, tmp_path: Path) -> None:
    write(
        tmp_path / "shared" / "base.toml",
        'ignore = ["AA10"]\nfail-level = "error"\nbuild-args = { A = "1", B = "2" }\n',
    )
    write(tmp_path / "middle.toml", 'extend = "shared/base.toml"\nignore = ["AA11"]\nbuild-args = { B = "3" }\n')
    write(tmp_path / "sub" / "dlint.toml", 'extend = "../middle.toml"\nfail-level = "never"\n')
    config = of(registry, tmp_path / "sub" / "Dockerfile")
    assert ["BB1"] == [rule.code for rule in config.rules]
    assert ("never", {"A": "1", "B": "3"}) == (config.fail_level, config.build_args)


def test_extend_a_pyproject(registry: Registry, tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[tool.dlint]\nignore = ["AA10"]\n')
    write(tmp_path / "sub" / "dlint.toml", 'extend = "../pyproject.toml"\n')
    assert ["AA11", "BB1"] == [rule.code for rule in of(registry, tmp_path / "sub" / "Dockerfile").rules]


def test_the_command_line_is_the_strongest(registry: Registry, tmp_path: Path) -> None:
    write(tmp_path / "dlint.toml", 'select = ["AA10"]\nfail-level = "error"\n[rules.first-rule]\nstrict = true\n')
    overrides = {"select": ["BB1", "AA10"], "fail-level": "style", "rules": {"AA10": {"most-lines": 7}}}
    config = of(registry, tmp_path / "Dockerfile", overrides)
    assert ["AA10", "BB1"] == [rule.code for rule in config.rules]
    assert "style" == config.fail_level
    assert {"first-rule": {"strict": True, "most_lines": 7}} == config.options


def test_one_file_for_all(registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "dlint.toml", 'select = ["AA10"]\n')
    other = write(tmp_path / "conf" / "x.toml", 'select = ["AA11"]\nexclude = ["old"]\n')
    monkeypatch.chdir(tmp_path)
    config = Configurations(registry, None, str(other)).of(str(tmp_path / "Dockerfile"))
    assert ["AA11"] == [rule.code for rule in config.rules]
    assert config.excludes("old/Dockerfile")  # patterns start from the working directory
    with pytest.raises(ConfigError, match=r"no\.toml: can't be read"):
        Configurations(registry, None, "no.toml")


def test_no_file_is_looked_for(registry: Registry, tmp_path: Path) -> None:
    write(tmp_path / "dlint.toml", "broken")
    assert () == Configurations(registry, discover=False).of(str(tmp_path / "Dockerfile")).layers


def test_options_by_any_id_and_spelling(registry: Registry, tmp_path: Path) -> None:
    text = """
[rules.AA10]
allow = ["curl"]
most-lines = 5
share = 1
[rules.first-rule]
labels = { a = "b" }
kind = "b"
"""
    write(tmp_path / "dlint.toml", text)
    expected = {"allow": ("curl",), "most_lines": 5, "share": 1.0, "labels": {"a": "b"}, "kind": "b"}
    assert {"first-rule": expected} == of(registry, tmp_path / "Dockerfile").options


def test_per_path_ignores(registry: Registry, tmp_path: Path) -> None:
    text = (
        '[per-path-ignores]\n"legacy/**" = ["big"]\n"*.test.Dockerfile" = ["AA10", "BB1"]\n"./Dockerfile" = ["AA11"]\n'
    )
    write(tmp_path / "dlint.toml", text)
    config = of(registry, tmp_path / "Dockerfile")
    big = {"first-rule", "second-rule", "quiet-rule"}
    assert big == config.ignored_for(str(tmp_path / "legacy" / "a" / "Dockerfile"))
    assert {"first-rule", "fourth-rule"} == config.ignored_for(str(tmp_path / "x" / "a.test.Dockerfile"))
    assert {"second-rule"} == config.ignored_for(str(tmp_path / "Dockerfile"))
    assert frozenset() == config.ignored_for(str(tmp_path / "x" / "Dockerfile"))
    assert frozenset() == config.ignored_for("/elsewhere/legacy/Dockerfile")


def test_exclude(registry: Registry, tmp_path: Path) -> None:
    write(tmp_path / "base.toml", 'exclude = ["old"]\nextend-exclude = ["third_party/"]\n')
    write(
        tmp_path / "dlint.toml", 'extend = "base.toml"\nextend-exclude = ["/docs/*.Dockerfile", "!third_party/ours"]\n'
    )
    config = of(registry, tmp_path / "Dockerfile")
    expected = {
        "old/Dockerfile": True,
        "a/old": True,
        "older/Dockerfile": False,
        "third_party/x/Dockerfile": True,
        "docs/a.Dockerfile": True,
        "docs/a/b.Dockerfile": False,
        "a/docs/a.Dockerfile": False,
    }
    assert expected == {path: config.excludes(str(tmp_path / path)) for path in expected}
    write(tmp_path / "dlint.toml", 'extend = "base.toml"\nexclude = ["new"]\n')
    config = of(registry, tmp_path / "Dockerfile")
    assert [False, True] == [config.excludes(str(tmp_path / path)) for path in ("old", "new")]


def test_settings(registry: Registry, tmp_path: Path) -> None:
    write(tmp_path / "dlint.toml", 'as-of = 2026-02-03\ntarget = "prod"\n[build-args]\nVERSION = "3.13"\n')
    settings = of(registry, tmp_path / "Dockerfile").settings
    assert ("2026-02-03", "prod", {"VERSION": "3.13"}) == (settings.as_of, settings.target, settings.build_args)


# Errors


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("slect = []", "dlint.toml:1: unknown key `slect`; did you mean `select`?"),
        ("\nextend_select = []", "dlint.toml:2: unknown key `extend_select`; did you mean `extend-select`?"),
        ("zzz = 1", "dlint.toml:1: unknown key `zzz`"),
        ('select = ["first-ruel"]', "unknown rule `first-ruel` in `select`; did you mean `first-rule`?"),
        ('\n\nignore = ["bigg"]', "dlint.toml:3: unknown rule `bigg` in `ignore`; did you mean `big`?"),
        ('select = "AA10"', "`select` has to be a list, not text"),
        ("select = [1]", "`select` has to be text, not a number"),
        ('severity = { AA10 = "fatal" }', "`severity.AA10` can't be `fatal`: it is one of error, warning, info, style"),
        ('[severity]\nAA99 = "error"', "dlint.toml:2: unknown rule `AA99` in `severity`"),
        (
            "[rules.first-rule]\nalow = []",
            "dlint.toml:2: the rule `first-rule` has no option `alow`; did you mean `allow`?",
        ),
        ("[rules.AA10]\nzzz = 1", "it has `allow`, `strict`, `most-lines`, `share`, `kind`, `labels`"),
        ("[rules.fourth-rule]\nx = 1", "the rule `fourth-rule` has no options"),
        ("[rules.first-ruel]\nx = 1", "dlint.toml:1: unknown rule `first-ruel`; did you mean `first-rule`?"),
        ("[rules.Shared]\nx = 1", "`Shared` means several rules: `first-rule`, `second-rule`"),
        ("[rules.AA10]\nallow = 'x'", "`rules.AA10.allow` has to be a list, not text"),
        ("[rules.AA10]\nallow = [1]", "`rules.AA10.allow` has to be text, not a number"),
        ("[rules.AA10]\nstrict = 1", "`rules.AA10.strict` has to be true or false, not a number"),
        ("[rules.AA10]\nmost-lines = true", "`rules.AA10.most-lines` has to be a whole number, not true or false"),
        ("[rules.AA10]\nlabels = { a = 1 }", "`rules.AA10.labels.a` has to be text, not a number"),
        ("rules = 1", "`rules` has to be a table, not a number"),
        ('fail-level = "eror"', "`fail-level` can't be `eror`: it is one of error, warning, info, style, never"),
        ('as-of = "yesterday"', "`as-of` has to be a day, written as 2026-01-31"),
        ("as-of = 2026-01-01T00:00:00", "`as-of` has to be a day"),
        ("build-args = { A = 3 }", "`build-args.A` has to be text, not a number"),
        ('[per-path-ignores]\n"x" = ["nix"]', "dlint.toml:2: unknown rule `nix` in `per-path-ignores`"),
        ('extend = "no.toml"', "dlint.toml:1: there is no file `no.toml` to extend"),
        ('extend = "dlint.toml"', "`extend` comes back to where it started"),
        ("a = [1,", "dlint.toml:1: this is no TOML: "),
        ("a = 1\nb = = 2\n", "dlint.toml:2: this is no TOML: invalid value"),
    ],
)
def test_errors(registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str) -> None:
    write(tmp_path / "dlint.toml", text)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError) as caught:
        of(registry, tmp_path / "Dockerfile")
    assert message in str(caught.value)
    assert "dlint.toml" == caught.value.path


@pytest.mark.parametrize("data", [b"\xff\xfea\x00", b"x = '\xe4'"])
def test_a_file_that_is_not_utf8(registry: Registry, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "dlint.toml").write_bytes(data)
    with pytest.raises(ConfigError, match="it is not UTF-8"):
        of(registry, tmp_path / "Dockerfile")


def test_deep_nesting_is_no_crash(registry: Registry, tmp_path: Path) -> None:
    write(tmp_path / "dlint.toml", "select = " + "[" * 100_000)
    with pytest.raises(ConfigError, match="nested more than 64 levels deep; simplify it"):
        of(registry, tmp_path / "Dockerfile")


def test_a_broken_pyproject_with_our_table(registry: Registry, tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", "[tool.dlint]\nselect = [\n")
    with pytest.raises(ConfigError, match=r"pyproject\.toml:\d: this is no TOML"):
        of(registry, tmp_path / "Dockerfile")


def test_the_error_of_a_directory_is_kept(registry: Registry, tmp_path: Path) -> None:
    write(tmp_path / "dlint.toml", "zzz = 1")
    found = Configurations(registry)
    for _ in range(2):
        with pytest.raises(ConfigError, match="zzz"):
            found.of(str(tmp_path / "Dockerfile"))


def test_errors_of_the_command_line(registry: Registry) -> None:
    with pytest.raises(ConfigError, match=r"^unknown rule `XX` in `select`$"):
        Configurations(registry, {"select": ["XX"]})


# What is in force


def test_explain(registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(
        tmp_path / "base.toml",
        'fail-level = "error"\nignore = ["AA11"]\n\n[rules.AA10]\nallow = ["x"]\nstrict = true\n',
    )
    text = 'extend = "base.toml"\nignore = ["BB1"]\n\n[rules.first-rule]\nmost-lines = 9\n\n[severity]\nAA10 = "info"\n'
    write(tmp_path / "dlint.toml", text)
    monkeypatch.chdir(tmp_path)
    found = of(registry, tmp_path / "Dockerfile", {"target": "prod"}).explain()
    assert [
        ("extend", "base.toml", "dlint.toml:1"),
        ("profile", "default", "default"),
        ("select", None, "default"),
        ("extend-select", (), "default"),
        ("ignore", ("AA11",), "base.toml:2"),
        ("ignore", ("BB1",), "dlint.toml:2"),
        ("severity.AA10", "info", "dlint.toml:8"),
        ("rules.first-rule.allow", ("x",), "base.toml:5"),
        ("rules.first-rule.strict", True, "base.toml:6"),
        ("rules.first-rule.most-lines", 9, "dlint.toml:5"),
        ("per-path-ignores", {}, "default"),
        ("exclude", (), "default"),
        ("extend-exclude", (), "default"),
        ("fail-level", "error", "base.toml:1"),
        ("format", "text", "default"),
        ("suppressions", True, "default"),
        ("shellcheck", True, "default"),
        ("build-args", {}, "default"),
        ("target", "prod", "command line"),
        ("context", None, "default"),
        ("as-of", None, "default"),
    ] == found


def test_explain_leaves_out_what_a_select_made_void(registry: Registry, tmp_path: Path) -> None:
    write(tmp_path / "dlint.toml", 'select = ["AA10"]\nignore = ["AA11"]\n')
    found = of(registry, tmp_path / "Dockerfile", {"select": ["BB1"]}).explain()
    assert [("select", ("BB1",), "command line"), ("ignore", (), "default")] == [
        entry for entry in found if entry[0] in ("select", "ignore")
    ]


@pytest.mark.parametrize(
    ("text", "keys", "expected"),
    [
        ("a = 1\nb = 2\n", ("b",), 2),
        ("[x]\na = 1\n[y]\na = 2\n", ("y", "a"), 4),
        ("x.y.a = 1\n", ("x", "y", "a"), 1),
        ("[x]\ny = { a = 1 }\n", ("x", "y", "a"), 2),
        ('[x."y z"]\n"a" = 1\n', ("x", "y z", "a"), 2),
        ("[[x]]\na = 1\n", ("x", "a"), 2),
        ("a = 1\n", ("b",), None),
        ("", ("b",), None),
    ],
)
def test_line_of(text: str, keys: tuple[str, ...], expected: int | None) -> None:
    assert expected == line_of(text, keys)


def test_configurations_can_be_pickled(tmp_path: Path) -> None:
    write(tmp_path / "dlint.toml", 'ignore = ["DL3006"]\n')
    found = Configurations(load(), {"fail-level": "info"})
    expected = found.of(str(tmp_path / "Dockerfile"))
    again = pickle.loads(pickle.dumps(found)).of(str(tmp_path / "Dockerfile"))
    assert [rule.code for rule in expected.rules] == [rule.code for rule in again.rules]
    assert "info" == again.fail_level


# The schema


def test_the_shipped_schema_is_in_step(root: Path, request: pytest.FixtureRequest) -> None:
    path = root / "dlint" / "schemas" / "config.json"
    if request.config.getoption("--update-goldens"):
        path.write_text(shipped_schema(), encoding="utf-8")
    assert path.exists() and shipped_schema() == path.read_text(encoding="utf-8"), (
        "the schema of the configuration has changed: run pytest --update-goldens tests/engine/config/test_config.py"
    )


def test_the_schema_is_a_schema(registry: Registry) -> None:
    jsonschema.Draft7Validator.check_schema(config_schema(registry.rules))
    assert set(KEYS) == set(config_schema([])["properties"])


@pytest.mark.parametrize(
    ("values", "valid"),
    [
        ({}, True),
        ({"select": ["ALL", "big", "AA1"], "fail-level": "never", "as-of": "2026-01-01"}, True),
        ({"rules": {"first-rule": {"allow": ["x"], "strict": True, "most-lines": 3, "labels": {"a": "b"}}}}, True),
        ({"rules": {"of-another-pack": {"x": 1}}}, True),
        ({"severity": {"AA10": "error"}, "per-path-ignores": {"x/**": ["AA10"]}, "build-args": {"A": "1"}}, True),
        ({"slect": []}, False),
        ({"select": "AA10"}, False),
        ({"severity": {"AA10": "fatal"}}, False),
        ({"rules": {"first-rule": {"alow": []}}}, False),
        ({"rules": {"first-rule": {"strict": "yes"}}}, False),
        ({"build-args": {"A": 1}}, False),
    ],
)
def test_the_schema_says_what_the_reader_says(registry: Registry, values: dict[str, Any], valid: bool) -> None:
    assert valid == jsonschema.Draft7Validator(config_schema(registry.rules)).is_valid(values)
    if "of-another-pack" in str(values):
        return
    try:
        Configurations(registry, json.loads(json.dumps(values)))
    except ConfigError:
        assert not valid
    else:
        assert valid
