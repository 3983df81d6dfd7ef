"""Loading rules from packs and finding them."""

import pickle
import site
import subprocess
import sys
import sysconfig
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from dlint.engine.config.config import Config
from dlint.engine.notices import PackError
from dlint.engine.packs import rule_files
from dlint.engine.packs.entry_points import (
    EntryPoint,
    directory_of,
    entry_points,
    own_rules,
    site_directories,
)
from dlint.engine.packs.loading import load, load_pack
from dlint.engine.packs.registry import Registry
from dlint.startup import cache_file

RULE = '''"""A title"""
from dlint.api import Problem, Problems, Run, rule


@rule("{code}", on="RUN", aliases={aliases})
def {name}(node: Run) -> Problems:
    yield Problem(node, "a run")
'''


def write_rule(directory: Path, name: str, code: str, *, group: str = "things", aliases: tuple[str, ...] = ()) -> Path:
    path = directory / group / f"{name}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(RULE.format(code=code, name=name, aliases=aliases))
    return path


def pack(directory: Path, name: str = "mine", *, cache: bool = False) -> Registry:
    registry = Registry()
    load_pack(registry, str(directory), name, f"{name}_module", cache=cache)
    return registry


def install(site: Path, distribution: str, entry: str, directory: Path | None = None) -> None:
    """What an installer leaves behind: metadata, and a link to the package."""
    metadata = site / f"{distribution}-0.1.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "entry_points.txt").write_text(f"[console_scripts]\nx = y:z\n\n[dlint.rules]\n{entry}\n")
    if directory is not None:
        (site / directory.name).symlink_to(directory, target_is_directory=True)


# Our own rules


def test_own_rules_load_without_an_error() -> None:
    registry = load()
    assert [] == [str(error) for error in registry.errors]
    assert {"dlint"} == {rule.pack for rule in registry.rules if rule.path.startswith(str(own_rules()))}


def test_every_rule_knows_its_place() -> None:
    for rule in load().rules:
        path = Path(rule.path)
        assert (rule.group, rule.name) == (path.parent.name, path.stem.replace("_", "-"))


# Packs of others


def test_a_pack_is_found_by_its_entry_point(tmp_path: Path, root: Path) -> None:
    example = root / "fixtures" / "packs" / "dlint-pack-example" / "dlint_pack_example"
    install(tmp_path, "dlint_pack_example", "example = dlint_pack_example", example)
    registry = load(path=[str(tmp_path)], cache=False)
    assert [] == [str(error) for error in registry.errors]
    rule = registry.get("EX1001")
    assert rule is not None
    assert ("missing-vendor-label", "labels", "example") == (rule.name, rule.group, rule.pack)
    assert registry.get("DL3006") is not None


def test_a_pack_in_the_working_directory_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_rule(tmp_path / "evil", "evil_rule", "EV1")
    install(tmp_path, "evil", "evil = evil")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert load(cache=False).get("EV1") is None


def test_a_pack_that_is_not_installed_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in a directory of PYTHONPATH may be what is linted."""
    write_rule(tmp_path / "evil", "evil_rule", "EV1")
    install(tmp_path, "evil", "evil = evil")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert load(cache=False).get("EV1") is None


def test_a_pack_counts_from_where_the_interpreter_has_its_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever that is: in a virtual environment below the working directory, and in the working directory itself."""
    write_rule(tmp_path / "good", "good_rule", "GO1")
    install(tmp_path, "good", "good = good")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(site, "getsitepackages", lambda: [str(tmp_path)])
    assert [str(tmp_path)] == site_directories()
    assert load(cache=False).get("GO1") is not None


def test_the_packages_of_the_user_count_where_they_are_enabled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(site, "USER_SITE", str(tmp_path))
    monkeypatch.setattr(site, "ENABLE_USER_SITE", False)
    assert str(tmp_path) not in site_directories()
    monkeypatch.setattr(site, "ENABLE_USER_SITE", True)
    assert str(tmp_path) in site_directories()


def test_packages_are_where_the_interpreter_says() -> None:
    assert sysconfig.get_path("purelib") in site_directories()


def test_a_package_of_the_same_name_elsewhere_does_not_stand_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_rule(tmp_path / "here" / "pack_x", "evil_rule", "EV1")
    install(tmp_path / "site", "pack_x", "x = pack_x")
    monkeypatch.syspath_prepend(str(tmp_path / "here"))
    registry = load(path=[str(tmp_path / "site")], cache=False)
    assert registry.get("EV1") is None
    assert ["the pack `x` is not whole: there is no package `pack_x`, which its entry point names"] == [
        str(error) for error in registry.errors
    ]


def test_a_pack_that_is_developed_is_found_by_its_pth_file(tmp_path: Path) -> None:
    write_rule(tmp_path / "checkout" / "pack_x", "one_rule", "XX1")
    install(tmp_path / "site", "pack_x", "x = pack_x")
    (tmp_path / "site" / "x.pth").write_text(f"# a comment\nimport os\n{tmp_path / 'checkout'}\n")
    assert load(path=[str(tmp_path / "site")], cache=False).get("XX1") is None, "whose file is that?"
    (tmp_path / "site" / "pack_x-0.1.dist-info" / "RECORD").write_text("x.pth,,\npack_x-0.1.dist-info/RECORD,,\n")
    assert load(path=[str(tmp_path / "site")], cache=False).get("XX1") is not None


@pytest.mark.parametrize("value", ["pack_x", "pack_x.inner"])
def test_a_pack_that_is_developed_is_found_by_its_finder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    place = tmp_path / "checkout" / Path(*value.split("."))
    write_rule(place, "one_rule", "XX1")

    class Finder:
        @staticmethod
        def find_spec(name: str, path: object = None, target: object = None) -> ModuleSpec | None:
            spec = ModuleSpec(name, None, is_package=True)
            spec.submodule_search_locations = [str(tmp_path / "checkout" / "pack_x")]
            return spec if name == "pack_x" else None

    Finder.__module__ = "__editable___pack_x_finder"
    install(tmp_path / "site", "pack_x", f"x = {value}")
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Finder])
    assert load(path=[str(tmp_path / "site")], cache=False).get("XX1") is None, "whose finder is that?"
    (tmp_path / "site" / "pack_x-0.1.dist-info" / "RECORD").write_text("__editable___pack_x_finder.py,,\n")
    assert load(path=[str(tmp_path / "site")], cache=False).get("XX1") is not None


def test_a_broken_pack_is_told_and_the_others_are_there(tmp_path: Path) -> None:
    broken = write_rule(tmp_path / "broken_pack", "broken_rule", "BR1")
    broken.write_text('"""Title"""\n\nimport nothing_of_that_name\n')
    write_rule(tmp_path / "broken_pack", "whole_rule", "BR2")
    install(tmp_path, "broken", "broken = broken_pack")
    install(tmp_path, "missing", "missing = no_such_package")
    registry = load(path=[str(tmp_path)], cache=False)
    assert registry.get("BR2") is not None
    assert registry.get("DL3006") is not None
    assert [
        f"{broken}:3: the pack `broken` is not whole: ModuleNotFoundError: No module named 'nothing_of_that_name'",
        "the pack `missing` is not whole: there is no package `no_such_package`, which its entry point names",
    ] == [str(error) for error in registry.errors]
    assert {2} == {error.status for error in registry.errors}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("def broken(:\n", "SyntaxError: invalid syntax"),
        ("1 / 0\n", "ZeroDivisionError: division by zero"),
        ("raise SystemExit(3)\n", "SystemExit: 3"),
        ("x = 1\n", "there is no function `thing` with the decorator `@rule(…)` in it"),
        (RULE.format(code="XX1", name="other", aliases=()), "rename the function `other` to `thing`"),
        (RULE.format(code="x1", name="thing", aliases=()), "`x1` is no code"),
        (RULE.format(code="XX1", name="thing", aliases=()).replace('"RUN"', '"RNU"'), "`on='RNU'` is nothing"),
        (RULE.format(code="XX1", name="thing", aliases=()).replace('"RUN"', '"COPY x"'), "COPY runs no commands"),
        (
            RULE.format(code="XX1", name="thing", aliases=()).replace('"RUN"', '"RUN", stage="last"'),
            "`stage='last'` is none of used, shipped, final, production",
        ),
        (
            RULE.format(code="XX1", name="thing", aliases=()).replace("node: Run", "node: Run, it"),
            "a rule can't take `it`: there are file, stage, context, project",
        ),
        (RULE.format(code="XX1", name="thing", aliases=()).replace("on=", "severity='bad', on="), "severity `bad`"),
        (RULE.format(code="XX1", name="thing", aliases=()).replace("on=", "fix='yes', on="), "`fix='yes'`"),
        (RULE.format(code="XX1", name="thing", aliases=()).replace("Run)", "Run, *, x: object = None)"), "NoneType"),
    ],
)
def test_what_is_no_rule_is_told(tmp_path: Path, text: str, reason: str) -> None:
    path = write_rule(tmp_path, "thing", "XX1")
    path.write_text(text)
    registry = pack(tmp_path)
    assert [] == registry.rules
    assert len(registry.errors) == 1
    assert reason in str(registry.errors[0])
    assert str(path) == registry.errors[0].path


def test_a_code_belongs_to_the_first_who_has_it(tmp_path: Path) -> None:
    write_rule(tmp_path, "one", "XX1")
    write_rule(tmp_path, "two", "XX1")
    registry = pack(tmp_path)
    assert ["one"] == [rule.name for rule in registry.rules]
    assert "can't be called `XX1`" in str(registry.errors[0])


def test_names_with_underscores_and_dots_are_passed_over(tmp_path: Path) -> None:
    write_rule(tmp_path, "one", "XX1")
    write_rule(tmp_path, "_helper", "XX2")
    write_rule(tmp_path, "two", "XX3", group="_private")
    write_rule(tmp_path, "three", "XX4", group=".hidden")
    (tmp_path / "things" / "README.md").write_text("no rule")
    assert ["one"] == [rule.name for rule in pack(tmp_path).rules]


def test_a_flat_pack_is_a_group_of_its_own_name(tmp_path: Path) -> None:
    write_rule(tmp_path, "one", "XX1", group=".")
    assert ["mine"] == [rule.group for rule in pack(tmp_path).rules]


def test_local_rules_come_only_from_the_directories_given(tmp_path: Path) -> None:
    write_rule(tmp_path, "one", "XX1", group=".")
    registry = load([str(tmp_path)])
    rule = registry.get("one")
    assert rule is not None
    assert ("local", "local") == (rule.pack, rule.group)
    assert not (tmp_path / "__pycache__").exists()
    assert load().get("one") is None
    assert "there is no such folder" in str(load([str(tmp_path / "x")]).errors[0])


def test_the_metadata_is_read_as_importlib_reads_it() -> None:
    from importlib.metadata import entry_points as reference

    expected = {(entry.name, entry.value) for entry in reference(group="dlint.rules")}
    assert expected == {(entry.name, entry.value) for entry in entry_points(sys.path)}


def test_a_package_is_found_without_importing_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "outer_pack" / "inner").mkdir(parents=True)
    (tmp_path / "outer_pack" / "__init__.py").write_text("raise SystemExit('imported')")
    entry = EntryPoint("x", "outer_pack.inner", str(tmp_path))
    assert str(tmp_path / "outer_pack" / "inner") == directory_of(entry)
    assert directory_of(EntryPoint("x", "no-identifier", str(tmp_path))) is None


# The cache


@pytest.fixture
def writes_bytecode(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python as it is where nobody has asked it to leave no files behind."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)


@pytest.mark.usefixtures("writes_bytecode")
def test_the_cache_gives_the_same_rules(tmp_path: Path) -> None:
    write_rule(tmp_path, "one", "XX1", aliases=("Alias",))
    first = pack(tmp_path, cache=True)
    path = cache_file.place(str(tmp_path), "rules")
    assert path is not None
    assert Path(path).exists()
    second = pack(tmp_path, cache=True)
    assert [rule.ids for rule in first.rules] == [rule.ids for rule in second.rules]
    assert [rule.page for rule in first.rules] == [rule.page for rule in second.rules]


@pytest.mark.usefixtures("writes_bytecode")
def test_the_cache_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_rule(tmp_path, "one", "XX1")
    pack(tmp_path, cache=True)

    def never(file: rule_files.RuleFile) -> None:
        raise AssertionError(f"{file.path} is compiled again")

    monkeypatch.setattr(rule_files.RuleFile, "_compile", never)
    assert ["one"] == [rule.name for rule in pack(tmp_path, cache=True).rules]


@pytest.mark.usefixtures("writes_bytecode")
def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    write_rule(tmp_path, "one", "XX1")
    pack(tmp_path, cache=True)
    write_rule(tmp_path, "one", "XX22")
    write_rule(tmp_path, "two", "XX3")
    assert ["XX22", "XX3"] == [rule.code for rule in pack(tmp_path, cache=True).rules]


@pytest.mark.parametrize("data", [b"", b"nonsense", b"\xe9\x01\x00\x00\x00", b"(\x00\x00\x00\x00", b"N"])
@pytest.mark.usefixtures("writes_bytecode")
def test_a_broken_cache_does_not_matter(tmp_path: Path, data: bytes) -> None:
    write_rule(tmp_path, "one", "XX1")
    pack(tmp_path, cache=True)
    path = cache_file.place(str(tmp_path), "rules")
    assert path is not None
    Path(path).write_bytes(data)
    assert ["one"] == [rule.name for rule in pack(tmp_path, cache=True).rules]


@pytest.mark.usefixtures("writes_bytecode")
def test_a_cache_that_cant_be_written_does_not_matter(tmp_path: Path) -> None:
    write_rule(tmp_path, "one", "XX1")
    (tmp_path / "__pycache__").write_text("a file where the folder would be")
    assert ["one"] == [rule.name for rule in pack(tmp_path, cache=True).rules]


def test_no_cache_where_python_writes_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_rule(tmp_path, "one", "XX1")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    pack(tmp_path, cache=True)
    assert not (tmp_path / "__pycache__").exists()


def test_pages_survive_optimised_python(root: Path) -> None:
    code = "from dlint.engine.packs.loading import load; print(all(rule.page for rule in load().rules))"
    found = subprocess.run([sys.executable, "-OO", "-c", code], capture_output=True, text=True, cwd=root, check=False)
    assert "True\n" == found.stdout


# Finding


def test_rules_are_found_by_all_their_names(tmp_path: Path) -> None:
    write_rule(tmp_path, "first_thing", "XX301", aliases=("CKV_1", "Shared"))
    write_rule(tmp_path, "second_thing", "XX302", group="trifles", aliases=("Shared",))
    write_rule(tmp_path, "third_thing", "XXY41", group="trifles")
    registry = pack(tmp_path)

    def names(selector: str) -> list[str]:
        return [rule.name for rule in registry.select(selector)[0]]

    assert ["first-thing"] == names("XX301") == names("xx301") == names("first-thing") == names("ckv_1")
    assert ["first-thing", "second-thing"] == names("Shared") == names("XX") == names("XX3") == names("xx30")
    assert ["second-thing", "third-thing"] == names("trifles")
    assert 3 == len(names("ALL"))
    assert [] == names("X") == names("XX9") == names("thing") == names("")
    assert registry.select("ALL")[1] < registry.select("trifles")[1] < registry.select("XX")[1]
    assert registry.select("XX")[1] < registry.select("XX3")[1] < registry.select("XX301")[1]


def test_suggestions() -> None:
    registry = load()
    assert "untagged-base-image" == registry.suggestion("untaged-base-image")
    assert "untagged-base-image" == registry.suggestion("untagged_base_image")
    assert "DL3006" == registry.suggestion("DL30066")
    assert registry.suggestion("something entirely different") is None


def test_a_registry_can_be_pickled(tmp_path: Path) -> None:
    write_rule(tmp_path, "one", "XX1")
    registry = load([str(tmp_path)])
    again = pickle.loads(pickle.dumps(registry))
    assert [rule.ids for rule in registry.rules] == [rule.ids for rule in again.rules]


def test_an_error_is_equal_to_itself() -> None:
    assert PackError("a", "b", "c", 1) == PackError("a", "b", "c", 1)
    assert PackError("a", "b") != PackError("a", "c")
    assert 1 == len({PackError("a", "b"), PackError("a", "b")})


def test_rules_off_by_default_do_not_run() -> None:
    registry = load()
    assert {rule.name for rule in registry.rules if rule.enabled} == {rule.name for rule in Config(registry).rules}
