"""Which files are in an image, and where they come from."""

from pathlib import Path

import pytest

from dlint.model.copies.image_files import image_files
from tests.model.dockerfiles import dockerfile


def test_copies(tmp_path: Path) -> None:
    file = dockerfile(
        tmp_path,
        "FROM python:3.13-slim AS build\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN uv sync\n"
        "COPY . .\nRUN uv sync\nFROM python:3.13-slim\nCOPY --from=build /app /srv\nRUN true\n",
        {"pyproject.toml": "", "uv.lock": "", "src__a.py": "", "secret.txt": "", ".dockerignore": "secret.txt"},
    )
    build, final = file.stages
    first, second = (node for node in build.instructions if node.name == "RUN")
    files = image_files(build)
    states = [
        [files.find(f"/app/{name}", node).state for name in ("uv.lock", "src/a.py", "secret.txt")]
        for node in (first, second)
    ]
    assert states == [["present", "absent", "absent"], ["present", "present", "absent"]]
    assert files.find("/app/secret.txt", second).excluded == "secret.txt"
    assert files.find("/app/src", second).path == "src"
    found = image_files(final).find("/srv/src/a.py")
    assert (found.state, found.path) == ("present", "src/a.py")


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("RUN apt-get update", "absent"),
        ("RUN git clone https://example.org/x .", "unknown"),
        ("RUN ./configure.sh", "unknown"),
        ("RUN touch a.py", "unknown"),
        ("RUN touch other.py", "absent"),
        ("RUN echo 1 > a.py", "unknown"),
        ("COPY $SOURCE .", "unknown"),
        ("COPY --from=registry.example.org/x / /", "unknown"),
        ("COPY --from=ghcr.io/astral-sh/uv /uv /bin/", "absent"),
        ("ADD https://example.org/x.tar.gz /app/", "absent"),
        ("ADD x.tar.gz /app/", "unknown"),
        ("COPY a.py /app", "present"),
        ("COPY a.py b.py /app/", "present"),
        ("COPY *.py /app/", "present"),
        ("COPY a.py /srv/", "absent"),
        ("COPY --parents ./a.py /app/", "present"),
        ("COPY <<X /app/a.py\nX", "present"),
        ("RUN --mount=type=bind,target=. true", "absent"),
    ],
)
def test_find(tmp_path: Path, line: str, state: str) -> None:
    text = f"FROM python:3.13-slim\nARG SOURCE\nWORKDIR /app\n{line}\n"
    file = dockerfile(tmp_path, text, {"a.py": "", "b.py": "", "x.tar.gz": ""})
    assert image_files(file.stages[0]).find("/app/a.py").state == state


def test_mounts(tmp_path: Path) -> None:
    mounts = "--mount=type=bind,source=src/a.py,target=b.py --mount=type=bind,target=/all"
    text = f"FROM python:3.13-slim\nWORKDIR /app\nRUN {mounts} true\n"
    file = dockerfile(tmp_path, text, {"src__a.py": ""})
    files = image_files(file.stages[0])
    node = file.stages[0].instructions[-1]
    assert [files.find(path, node).path for path in ("/app/b.py", "/all/src/a.py", "/all/gone")] == [
        "src/a.py",
        "src/a.py",
        None,
    ]


def test_unknown_base(tmp_path: Path) -> None:
    file = dockerfile(tmp_path, "FROM registry.example.org/base\nWORKDIR /app\nCOPY a.py .\n", {"a.py": ""})
    files = image_files(file.stages[0])
    assert [files.find(f"/app/{name}").state for name in ("a.py", "b.py")] == ["present", "unknown"]


def test_stages_that_copy_in_many_ways(tmp_path: Path) -> None:
    stages = ["FROM scratch AS s0\n"]
    for number in range(1, 30):
        copies = "".join(f"COPY --from=s{number - 1} /a{index} /\n" for index in range(30))
        stages.append(f"FROM scratch AS s{number}\n{copies}")
    file = dockerfile(tmp_path, "".join(stages))
    assert not image_files(file.stages[-1]).find("/a1/a2/x").present
