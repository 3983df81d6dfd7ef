"""Which directory the build context is, where nobody says so."""

from pathlib import Path

import pytest

from dlint.model.context.likely_root import likely_context
from tests.model.dockerfiles import Tree


@pytest.mark.parametrize(
    ("files", "sources", "expected"),
    [
        # Without a repository, and at its root, there is no choice.
        ((), ["none"], "sub/deep"),
        (("sub/deep/.git/",), ["none"], "sub/deep"),
        # The sources exist here, or only above, or at both places.
        ((".git/", "sub/deep/a"), ["a"], "sub/deep"),
        ((".git/", "a"), ["a"], "."),
        ((".git/", "a"), ["/a", "./a"], "."),
        ((".git/", "a", "sub/deep/a"), ["a"], "sub/deep"),
        ((".git/", "sub/a"), ["a"], "sub"),
        ((".git/", "a", "sub/a"), ["a"], None),
        ((".git/", "a", "b", "sub/deep/a"), ["a", "b"], None),
        ((".git/", "sub/deep/a", "b"), ["a", "b"], "sub/deep"),
        ((".git/", "a"), ["a", "b"], None),
        ((".git/",), ["a"], None),
        ((".git/", "src/x.py"), ["src/*.py"], "."),
        # `.` is everywhere.
        ((".git/",), ["."], None),
        ((".git/",), [], None),
        ((".git/", "sub/deep/pyproject.toml"), ["."], "sub/deep"),
        ((".git/", "sub/deep/pyproject.toml", "a"), [".", "a"], "."),
    ],
)
def test_likely_context(tree: Tree, files: tuple[str, ...], sources: list[str], expected: str | None) -> None:
    root = tree({**dict.fromkeys(files, ""), "sub/deep/Dockerfile": ""})
    context = likely_context(str(root / "sub" / "deep" / "Dockerfile"), sources)
    found = Path(context.root).relative_to(root.resolve()).as_posix() if context else None
    assert expected == found


@pytest.mark.parametrize(
    ("files", "sources", "expected"),
    [
        # Compose and bake files count before all sources, in the directory and above.
        ({"compose.yaml": "services: {a: {build: {context: ., dockerfile: sub/deep/Dockerfile}}}"}, ["x"], "."),
        ({"sub/compose.yml": "services: {a: {build: deep}}", "sub/x": ""}, ["x"], "sub/deep"),
        ({"sub/deep/compose.yml": "services: {a: {build: {context: .., dockerfile: deep/Dockerfile}}}"}, [], "sub"),
        ({"docker-bake.json": '{"target": {"a": {"context": "sub", "dockerfile": "deep/Dockerfile"}}}'}, [], "sub"),
        # Another Dockerfile, a context that does not exist, a file that can't be read: nothing is said.
        ({"compose.yaml": "services: {a: {build: .}}"}, ["Dockerfile"], "sub/deep"),
        ({"compose.yaml": "services: {a: {build: {context: none, dockerfile: ../sub/deep/Dockerfile}}}"}, [], None),
        ({"compose.yaml": "services: {build: ["}, ["Dockerfile"], "sub/deep"),
        # Two contexts: the one in which all sources exist, or none.
        (
            {
                "compose.yaml": "services: {a: {build: {context: ., dockerfile: sub/deep/Dockerfile}}}",
                "sub/compose.yaml": "services: {a: {build: deep}}",
                "x": "",
            },
            ["x"],
            ".",
        ),
        (
            {
                "compose.yaml": "services: {a: {build: {context: ., dockerfile: sub/deep/Dockerfile}}}",
                "sub/compose.yaml": "services: {a: {build: deep}}",
            },
            ["."],
            None,
        ),
        # The same twice.
        (
            {
                "compose.yaml": "services: {a: {build: sub/deep}, b: {build: ./sub/deep/}}",
                "sub/compose.yaml": "services: {a: {build: deep}}",
            },
            [],
            "sub/deep",
        ),
    ],
)
@pytest.mark.parametrize("repository", [True, False])
def test_described_context(
    tree: Tree, files: dict[str, str], sources: list[str], expected: str | None, repository: bool
) -> None:
    root = tree({**files, "sub/deep/Dockerfile": "", **({".git/": ""} if repository else {})})
    context = likely_context(str(root / "sub" / "deep" / "Dockerfile"), sources)
    found = Path(context.root).relative_to(root.resolve()).as_posix() if context else None
    # Without a repository there is no better guess than the own directory.
    silent = expected is None and not repository and sources != ["."]
    assert ("sub/deep" if silent else expected) == found
    if context is not None and "sub/compose.yml" in files:
        assert context.is_certain
        assert str(root.resolve() / "sub" / "compose.yml") == context.basis


def test_above_without_a_repository(tree: Tree) -> None:
    """A few directories above are looked at, where all sources exist there and none here."""
    root = tree({"a/b/c/d/Dockerfile": "", "a/x": "", "y": ""})
    dockerfile = str(root / "a" / "b" / "c" / "d" / "Dockerfile")
    context = likely_context(dockerfile, ["x"])
    assert context is not None
    assert "sources" == context.basis
    assert root.resolve() / "a" == Path(context.root)
    context = likely_context(dockerfile, ["y"])
    assert context is not None
    assert "own" == context.basis


def test_a_project_whose_source_is_missing(tree: Tree) -> None:
    root = tree({".git/": "", "app/Dockerfile": "", "app/pyproject.toml": ""})
    context = likely_context(str(root / "app" / "Dockerfile"), ["missing"])
    assert context is not None
    assert root.resolve() / "app" == Path(context.root)
