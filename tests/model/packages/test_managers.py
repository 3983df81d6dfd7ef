"""Adding a package manager is adding a row: its command line is read, and the rules speak of it."""

import re

import pytest

from dlint.engine.config.config import Config
from dlint.engine.config.layer import Layer
from dlint.engine.library import check
from dlint.engine.packs.loading import load, load_pack
from dlint.engine.packs.registry import Registry
from dlint.engine.shellcheck.plain_scripts import is_plain
from dlint.model.file import File
from dlint.model.managers.manager import Cache, Manager
from dlint.model.managers.table import MANAGERS, WHAT, calls, manager_of, spelled
from dlint.model.packages.caches import empties
from dlint.model.packages.installed import packages_of
from dlint.model.packages.notations import NOTATIONS, notation_of
from dlint.model.shell.commands import Command
from dlint.model.shell.programs import leaves_sources_alone, program_of
from dlint.model.stage.tools import has_tool
from dlint.syntax.source import Source

BREW = Manager(
    "brewster",
    programs="brewster brewster-ng",
    options="-k --kettle",
    subcommands={"pour": "--cup"},
    nested="barrel",
    system="any",
    updates="taste",
    fills="pour, barrel roll",
    asks="pour, barrel roll",
    installs={"pour": "{name}%{version}", "barrel roll": "group"},
    yes="--cheers --silent-toast",
    yes_variables="BREWSTER_CHEERS",
    yes_setting="always-cheer",
    configuration="brewster.conf",
    cache=Cache("/var/cache/brewster ~/.brewster", "brewster rinse", "BREWSTER_HOME", clean="{program} rinse --all"),
    lists=Cache("/var/lib/brewster/menu", "brewster burn", clean="rm -rf /var/lib/brewster/menu/*"),
    no_cache="--no-dregs",
    no_cache_variables="BREWSTER_NO_DREGS",
    no_cache_settings="drink-at-once",
)


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load()


@pytest.fixture(autouse=True)
def brewster(monkeypatch: pytest.MonkeyPatch) -> None:
    """One row is all that is added."""
    for program in BREW.programs.split():
        monkeypatch.setitem(MANAGERS, program, BREW)


def commands(text: str, before: str = "FROM debian:12\n") -> tuple[File, list[Command]]:
    file = File(Source(f"{before}RUN {text}\n"))
    return file, file.commands(file.tree.instructions[-1])


def told(registry: Registry, text: str, *, select: str) -> list[str]:
    """What a rule says of a RUN."""
    config = Config(registry, [Layer({"select": [select], "shellcheck": False}, "test", "/")])
    return [finding.message for finding in check(f"FROM debian:12\n{text}\n", config=config).findings]


def test_its_command_line_is_read() -> None:
    _, (command,) = commands("sudo brewster -k big pour --cup large --hot stout ale")
    assert ("brewster", "pour") == command.path
    assert "big" == command.value_of("-k", "--kettle")
    assert "large" == command.value_of("--cup")
    assert ["stout", "ale"] == [word.value for word in command.operands]
    _, (nested,) = commands("brewster-ng barrel roll -k small porter")
    assert ("brewster-ng", "barrel", "roll") == nested.path


def test_what_it_installs() -> None:
    file, (command,) = commands("brewster pour stout%1.2 ale ./own https://a.example/x")
    found = [(package.name, package.version, package.kind) for package in packages_of(command, file)]
    named = [("stout", "1.2", "name"), ("ale", None, "name")]
    assert [*named, ("./own", None, "path"), ("https://a.example/x", None, "url")] == found
    file, (command,) = commands("brewster barrel roll porter")
    assert ["group"] == [package.kind for package in packages_of(command, file)]


@pytest.mark.parametrize(
    ("text", "cache", "lists"),
    [
        ("brewster rinse", True, False),
        ("rm -rf /var/cache/brewster/*", True, False),
        ("rm -rf ~/.brewster", True, False),
        ("rm -rf /opt/keg", True, False),
        ("brewster burn", False, True),
        ("rm -rf /var/lib/brewster", False, True),
        ("brewster pour", False, False),
    ],
)
def test_what_empties_its_cache_and_its_lists(text: str, cache: bool, lists: bool) -> None:
    file, (command,) = commands(text, "FROM debian:12\nENV BREWSTER_HOME=/opt/keg\n")
    assert BREW.cache is not None and BREW.lists is not None
    assert (cache, lists) == (empties(command, file, BREW.cache), empties(command, file, BREW.lists))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RUN brewster pour stout", ["`brewster pour` will wait for an answer: add `--cheers`"]),
        ("RUN brewster-ng barrel roll x", ["`brewster-ng barrel roll` will wait for an answer: add `--cheers`"]),
        ("RUN brewster taste", []),
        ("RUN brewster pour --cheers stout", []),
        ("RUN brewster --silent-toast pour stout", []),
        ("RUN yes | brewster pour stout", []),
        ("RUN BREWSTER_CHEERS=1 brewster pour stout", []),
        ("ENV BREWSTER_CHEERS=1\nRUN brewster pour stout", []),
        ("RUN echo always-cheer >> /etc/brewster.conf\nRUN brewster pour stout", []),
        ("COPY brewster.conf /etc/\nRUN brewster pour stout", []),
    ],
)
def test_the_rule_on_questions(registry: Registry, text: str, expected: list[str]) -> None:
    assert expected == told(registry, text, select="install-without-yes")


CACHED = "{} leaves its cache in the layer: end this `RUN` with `{} rinse --all`"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RUN brewster pour stout", ["brewster"]),
        ("RUN brewster pour stout && brewster-ng pour ale", ["brewster-ng"]),
        ("RUN brewster rinse && brewster pour stout", ["brewster"]),
        ("RUN brewster pour stout && brewster rinse", []),
        ("RUN brewster pour stout && rm -rf /var/cache/*", []),
        ("RUN --mount=type=cache,target=/var/cache/brewster brewster pour stout", []),
        ("RUN brewster pour --no-dregs stout", []),
        ("ENV BREWSTER_NO_DREGS=1\nRUN brewster pour stout", []),
        ("RUN echo drink-at-once > /etc/brewster.conf\nRUN brewster pour stout", []),
        ("RUN brewster taste", []),
    ],
)
def test_the_rule_on_caches(registry: Registry, text: str, expected: list[str]) -> None:
    assert [CACHED.format(name, name) for name in expected] == told(registry, text, select="package-cache-in-layer")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RUN brewster taste && brewster pour stout", ["end this `RUN` with"]),
        ("RUN brewster taste\nRUN brewster pour stout", ["install everything in one `RUN`, and end it with"]),
        ("RUN brewster taste && brewster burn", []),
        ("RUN brewster taste && rm -rf /var/lib/brewster/menu", []),
        ("RUN --mount=type=cache,target=/var/lib/brewster brewster taste", []),
        ("RUN brewster pour stout", []),
    ],
)
def test_the_rule_on_lists(registry: Registry, text: str, expected: list[str]) -> None:
    found = told(registry, text, select="package-lists-in-layer")
    start = "the package lists stay in the layer: "
    assert [f"{start}{advice} `rm -rf /var/lib/brewster/menu/*`" for advice in expected] == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RUN brewster pour stout ale%3", ["`stout` is not pinned: write `stout%<version>`"]),
        ("RUN brewster pour stout%1 ./own", []),
        ("RUN brewster barrel roll porter", []),
        ("ARG V\nRUN brewster pour stout%$V", []),
    ],
)
def test_the_rule_on_versions(registry: Registry, text: str, expected: list[str]) -> None:
    assert expected == told(registry, text, select="unpinned-package")


def test_other_parts_know_it() -> None:
    assert leaves_sources_alone("brewster") and not leaves_sources_alone("brew-nothing")
    assert is_plain("brewster pour stout")
    file = File(Source("FROM alpine:3.22\nRUN brewster pour $(cat list)\n"))
    assert has_tool(file.stages[0], "git") is None


# Rows


def test_a_row_takes_from_the_one_it_is_like() -> None:
    child = Manager("brewlet", like=BREW, asks="", yes="-y")
    assert ("brewster", "", "-y", "pour, barrel roll") == (child.group, child.asks, child.yes, child.fills)
    assert child.cache is BREW.cache and child.installs is BREW.installs and "brewlet" == child.programs


def test_a_row_with_an_unknown_word_is_refused() -> None:
    with pytest.raises(TypeError, match="has no yess"):
        Manager("x", yess="-y")


def test_subjects_of_rules() -> None:
    assert ["RUN curl"] == spelled("RUN curl")
    assert ["RUN apt-get install", "RUN apt install", "RUN aptitude install"] == spelled("RUN {apt} install")
    assert "RUN microdnf install" in spelled("RUN {dnf} fills")
    assert "RUN microdnf install" not in spelled("RUN {dnf} asks")
    assert [] == spelled("RUN {nothing} asks")
    assert "RUN brewster pour" in spelled("RUN {*} asks") and "RUN dnf install" not in spelled("RUN {*} asks")


def test_a_rule_is_refused_whose_package_manager_does_not_exist(tmp_path_factory: pytest.TempPathFactory) -> None:
    directory = tmp_path_factory.mktemp("pack")
    (directory / "made_up.py").write_text(
        "from dlint.api import rule\n\n@rule('XX1', on='RUN {brewsta} asks')\ndef made_up(command):\n    yield\n"
    )
    registry = Registry()
    load_pack(registry, str(directory), "own", "own", cache=False)
    (error,) = registry.errors
    assert error.text.endswith("`on='RUN {brewsta} asks'`: there is no such package manager")


@pytest.mark.parametrize("program", sorted(MANAGERS))
def test_rows_are_whole(program: str) -> None:
    manager = MANAGERS[program]
    assert program in manager.programs.split()
    assert manager.yes or not manager.asks
    assert set(manager.own_rules.split()) <= set(WHAT)
    for notation in manager.installs.values():
        assert notation in NOTATIONS or "{name}" in notation
        assert notation_of(notation).read("git")[0] == "git"
    for cache in (manager.cache, manager.lists):
        assert cache is None or all(path for path in cache.directories)
    if manager.subcommands is None:
        assert not program_of(program).has_verbs


def test_what_a_row_leaves_to_rules_of_its_own_they_speak_of(registry: Registry) -> None:
    spoken = set()
    for rule in registry.rules:
        for subject in rule.on:
            match = re.fullmatch(r"RUN \{(\w+)\} (\w+)", subject)
            if match is not None and match[2] in WHAT:
                spoken.add((match[1], match[2]))
    left = {(manager.group, what) for manager in MANAGERS.values() for what in manager.own_rules.split()}
    assert left == spoken


def test_calls_of_a_manager_and_those_like_it() -> None:
    assert ["apt-get update", "apt update", "aptitude update"] == calls("apt", "updates")
    assert manager_of("curl") is None and manager_of(None) is None
