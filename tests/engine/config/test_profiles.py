"""Profiles: what is in each, and where it stands among the layers of configuration."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dlint.engine.config import profiles
from dlint.engine.config.config import Config, command_line
from dlint.engine.config.keys import PROFILES, ConfigError
from dlint.engine.findings import SEVERITIES
from dlint.engine.library import installed_rules
from dlint.engine.suppressions.comments import BUILDKIT_CHECKS

REGISTRY = installed_rules()


def config(*layers: dict[str, object]) -> Config:
    return Config(REGISTRY, [command_line(layer, REGISTRY) for layer in layers])


def codes(*layers: dict[str, object]) -> set[str]:
    return {rule.code for rule in config(*layers).rules}


def test_names() -> None:
    assert PROFILES == tuple(profiles.DESCRIPTIONS)


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_names_what_there_is(name: str) -> None:
    values = profiles.profile(name, REGISTRY)
    assert values == {**values, **command_line(values, REGISTRY).values}
    assert len(set(values["select"])) == len(values["select"])


def test_rules_that_profiles_name_exist() -> None:
    named = [*profiles.PRODUCTION, *profiles.PRODUCTION_SEVERITIES, *profiles.TASTE]
    assert [] == [name for name in named if not REGISTRY.named(name)]


def test_default_is_no_profile_at_all() -> None:
    assert codes() == codes({"profile": "default"})


def test_production_and_strict_add_to_default() -> None:
    assert codes() < codes({"profile": "production"}) < codes({"profile": "strict"})


def test_all_of_hadolint() -> None:
    """All rules of hadolint are there, with its severities, and two of them are off."""
    listed = [code for codes in profiles.HADOLINT.values() for code in codes]
    assert sorted(listed) == sorted(set(listed))
    assert [] == [code for code in (*listed, *profiles.HADOLINT_OFF) if not REGISTRY.named(code)]
    assert 71 + 1 == len(listed) + len(profiles.HADOLINT_OFF)
    chosen = config({"profile": "hadolint"})
    assert set(listed) == {rule.code for rule in chosen.rules}
    assert set(profiles.HADOLINT) == set(SEVERITIES)
    known = {rule.code for rule in REGISTRY.rules if rule.code.startswith("DL")}
    assert known == {*listed, *profiles.HADOLINT_OFF}
    assert "info" == chosen.fail_level
    assert {"strict": True} == chosen.options["cd-without-effect"]


def test_buildkit_has_every_check_that_is_no_experiment() -> None:
    chosen = config({"profile": "buildkit"})
    found = {alias for rule in chosen.rules for alias in rule.aliases if alias in BUILDKIT_CHECKS}
    assert set(BUILDKIT_CHECKS) - {"InvalidDefinitionDescription"} == found
    assert all(chosen.severities[rule.name] == "warning" for rule in chosen.rules if "fault" not in rule.on)


def test_what_stands_beside_a_profile_changes_it() -> None:
    hadolint = codes({"profile": "hadolint"})
    assert hadolint - {"DL3008"} == codes({"profile": "hadolint", "ignore": ["DL3008"]})
    assert hadolint | {"DK1001"} == codes({"profile": "hadolint", "extend-select": ["DK1001"]})
    assert {"DL3006"} == codes({"profile": "hadolint", "select": ["DL3006"]})
    changed = config({"profile": "hadolint", "severity": {"DL3008": "info"}, "rules": {"DL3003": {"strict": False}}})
    assert "info" == changed.severities["unpinned-apt-package"]
    assert {"strict": False} == changed.options["cd-without-effect"]


def test_the_strongest_layer_names_the_profile() -> None:
    file: dict[str, object] = {"profile": "hadolint", "ignore": ["DL3008"], "fail-level": "never"}
    assert codes({"profile": "buildkit"}) == codes(file, {"profile": "buildkit"})
    both = config(file, {"profile": "buildkit"})
    assert {} == both.options.get("cd-without-effect", {})
    assert "never" == both.fail_level
    assert {"DL3006"} == codes(file, {"select": ["DL3006"]})


def test_a_profile_is_explained() -> None:
    origins = {origin for _, _, origin in config({"profile": "hadolint"}).explain()}
    assert {"profile hadolint", "command line", "default"} == origins


def test_an_unknown_profile() -> None:
    with pytest.raises(ConfigError, match="`profile` can't be `production2`: it is one of default, production,"):
        config({"profile": "production2"})


def test_rules_are_listed_as_a_profile_has_them(root: Path) -> None:
    command = [sys.executable, "-m", "dlint", "rules", "--profile", "hadolint", "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root)
    listed = {entry["code"]: entry for entry in json.loads(done.stdout)}
    assert codes({"profile": "hadolint"}) == set(listed)
    entry = listed["DL3004"]
    assert ("error", True, True) == (entry["severity"], entry["enabled"], entry["options"]["strict"])


def test_a_file_names_a_profile(tmp_path: Path) -> None:
    (tmp_path / "dlint.toml").write_text('profile = "hadolint"\n', encoding="utf-8")
    (tmp_path / "Dockerfile").write_text("FROM debian:12\nRUN cd /tmp && make\n", encoding="utf-8")
    command = [sys.executable, "-m", "dlint", "check", "--format", "json", "Dockerfile"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert (1, "DL3003") == (done.returncode, json.loads(done.stdout)["findings"][0]["code"])
