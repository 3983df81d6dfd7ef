"""The hook, installed and run by the real pre-commit in a repository of someone else's."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from dlint.engine.files import names as names_module


def hook(root: Path) -> dict[str, Any]:
    (found,) = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert "dlint" == found["id"]
    return dict(found)


def names() -> list[str]:
    """File names that are Dockerfiles, look like it, or are something else."""
    endings = {*names_module._TEMPLATES, *names_module._OTHERS, *names_module._CODE, "dev", "alpine"}
    found = ["Dockerfile", "dockerfile", "DOCKERFILE", "Containerfile", "containerfile", "MyDockerfile", "README.md"]
    found += [".dockerignore", "api.dockerignore", "Dockerfile.dockerignore", "x.j2.dockerignore", "dockerignore"]
    found += ["api.dockerfile", "api.Dockerfile", "api.DOCKERFILE", ".dockerfile", "a.b.dockerfile", "dockerfile.dev"]
    found += ["Dockerfile~", "Dockerfile.dev~", "#Dockerfile#", ".#Dockerfile", "#a.dockerfile", "Containerfile-dev"]
    found += ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml", "compose.override.yaml"]
    found += ["docker-compose.prod.yml", "docker-compose-dev.yml", "compose.j2.yaml", "Compose.yaml", "my-compose.yml"]
    found += ["compose", "compose.yaml.j2", "compose.json", "composer.yaml", "compose.YAML", "docker-composes.yml"]
    for ending in sorted(endings):
        found += [f"compose.{ending}", f"compose.{ending}.yaml", f"docker-compose.{ending}.yml"]
        found += [f"Dockerfile.{ending}", f"Dockerfile.{ending.upper()}", f"Containerfile.{ending}"]
        found += [f"Dockerfile.{ending}.alpine", f"api.{ending}.dockerfile", f"Dockerfile-{ending}"]
    return found


def test_files_are_chosen_as_in_a_search(root: Path) -> None:
    found = hook(root)
    for name in names():
        for path in (name, f"a.j2.d/{name}"):
            chosen = bool(re.search(found["files"], path) and not re.search(found["exclude"], path))
            assert (names_module.kind_in_search(name) is not None) == chosen, path


def git(*arguments: str, cwd: Path) -> None:
    identity = ("-c", "user.name=test", "-c", "user.email=test@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=cwd, check=True, capture_output=True)


def test_hook_runs(root: Path, tmp_path: Path) -> None:
    pytest.importorskip("pre_commit", reason="needs the package pre-commit")
    if not shutil.which("git"):
        pytest.skip("needs git")
    # pre-commit installs from a commit of a repository: what lies here is put into one.
    ours = tmp_path / "dlint"
    skipped = shutil.ignore_patterns(".git", ".*_cache", "__pycache__", "build", "dist", "*.egg-info", ".venv", "venv")
    ours.mkdir()
    for name in ("dlint", "rules"):
        shutil.copytree(root / name, ours / name, ignore=skipped)
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(root / name, ours)
    git("init", "--quiet", cwd=ours)
    git("add", "--all", cwd=ours)
    git("commit", "--quiet", "--no-verify", "--message=now", cwd=ours)

    theirs = tmp_path / "project"
    (theirs / "images").mkdir(parents=True)
    (theirs / "images" / "api.dockerfile").write_text("FROM python:latest\nMAINTAINER me\n", encoding="utf-8")
    (theirs / "Dockerfile.j2").write_text("{% this is a template %}\n", encoding="utf-8")
    (theirs / "README.md").write_text("FROM nothing\n", encoding="utf-8")
    git("init", "--quiet", cwd=theirs)
    git("add", "--all", cwd=theirs)

    environment = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHON"))}
    run = subprocess.run(
        [sys.executable, "-m", "pre_commit", "try-repo", str(ours), "dlint", "--all-files", "--color=never"],
        cwd=theirs,
        env={**environment, "PRE_COMMIT_HOME": str(tmp_path / "home"), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
    )
    shown = run.stdout + run.stderr
    if "No matching distribution found" in shown or "NewConnectionError" in shown:
        pytest.skip("needs a package index to install from")
    assert 1 == run.returncode, shown
    assert re.search(r"^dlint\.+Failed$", shown, re.MULTILINE), shown
    assert "exit code: 1" in shown
    assert re.search(r"^images/api\.dockerfile:2:1: ", shown, re.MULTILINE), shown
    assert "Dockerfile.j2" not in shown
