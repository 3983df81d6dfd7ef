"""Trees of files to be sent."""

from pathlib import Path

import pytest

from tests.model.dockerfiles import Tree


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """Make files (a name that ends in `/`: directories) below a directory, and give the directory."""

    def make(files: dict[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if name.endswith("/"):
                path.mkdir(exist_ok=True)
            else:
                path.write_text(text, encoding="utf-8", newline="")
        return tmp_path

    return make
