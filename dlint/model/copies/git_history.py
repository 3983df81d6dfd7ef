"""Whether a build needs the history of the project: for its version, or because it asks git."""

from dlint.startup import regex as re
from dlint.syntax.nodes import Run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.context.context import Context
    from dlint.model.stage.build import Build

_versions = re.compile(
    r"setuptools[-_]scm|hatch-vcs|versioningit|versioneer|poetry-dynamic-versioning|\bpbr\b|setuptools-git|dunamai|pdm.*scm"
    r"|GitPython|incremental|flit-scm|uv-dynamic-versioning",
    re.IGNORECASE,
)
_git = re.compile(r"\bgit\b")
_MANIFESTS = ("pyproject.toml", "setup.py", "setup.cfg", "requirements.txt")


def uses_history(file: "Build", context: "Context") -> bool:
    """Whether a RUN speaks of git, or a manifest in the root of the context names what reads the version from it."""
    if any(isinstance(node, Run) and _git.search(node.logical.text) for node in file.tree.instructions):
        return True
    manifests = (context.read(name) for name in _MANIFESTS)
    return any(manifest is not None and _versions.search(manifest.text) for manifest in manifests)
