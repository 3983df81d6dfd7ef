"""Dockerfiles, and projects around them, for the tests of the model."""

from collections.abc import Callable
from pathlib import Path

from dlint.model.context.context import Context
from dlint.model.file import File
from dlint.model.python.project import Project
from dlint.model.shell.commands import Command
from dlint.syntax.source import Source

Tree = Callable[[dict[str, str]], Path]
"""What makes files below a directory, and gives the directory."""


def read(text: str, directory: Path | None = None) -> File:
    """The Dockerfile of that text, in a directory or in none; nothing is written."""
    path = "Dockerfile" if directory is None else str(directory / "Dockerfile")
    return File(Source(text, path), directory=None if directory is None else str(directory))


def commands(text: str, before: str = "FROM debian:12\nARG UNSET\n") -> tuple[File, list[Command]]:
    """The commands of a RUN."""
    file = File(Source(f"{before}RUN {text}\n"))
    return file, file.commands(file.tree.instructions[-1])


def project(directory: Path, **files: str) -> Project:
    """The project of a directory; in names of files `__` stands for `/`."""
    write(directory, files)
    return Project(Context(str(directory)))


def write(directory: Path, files: dict[str, str]) -> None:
    """Write files; in their names `__` stands for `/`."""
    for name, text in files.items():
        path = directory / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def dockerfile(directory: Path, text: str, files: dict[str, str] | None = None) -> File:
    """The Dockerfile of that text, written into a directory with files beside it."""
    write(directory, files or {})
    (directory / "Dockerfile").write_text(text, encoding="utf-8")
    return File(Source(text, str(directory / "Dockerfile")), directory=str(directory))
