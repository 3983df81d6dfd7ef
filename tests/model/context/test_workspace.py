"""What contexts with the same root share."""

from dlint.model.context.context import Context
from dlint.model.context.workspace import Workspace
from tests.model.dockerfiles import Tree


def test_contexts_with_the_same_root_share_what_was_found(tree: Tree) -> None:
    root = tree({"Dockerfile": "", "x.Dockerfile": "", "y.Dockerfile": "", "y.Dockerfile.dockerignore": "a", "a": ""})
    workspace = Workspace()
    first, second, other = (
        Context(str(root), str(root / name), workspace=workspace)
        for name in ("Dockerfile", "x.Dockerfile", "y.Dockerfile")
    )
    assert first.contents is second.contents
    assert first.contents is not other.contents
    assert ["a"] == [entry.path for entry, _ in other.left_out()]
    for number in range(20):
        tree({f"{number}/": ""})
        assert [] == list(Context(str(root / str(number)), workspace=workspace).walk())
    assert first.contents is second.contents
