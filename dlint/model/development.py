"""Names of files, directories and stages that say that something is not for production."""

from dlint.startup import regex as re

DEVELOPMENT = re.compile(
    r"(?:^|[-_.])(?:dev|devel|develop|development|dev-envs|test|tests|testing|ci|lint|debug|docs|local|\.?devcontainer)(?:$|[-_.])",
    re.IGNORECASE,
)
"""Names of stages and files that are not for production."""

DEVELOPMENT_DIRECTORIES = frozenset((
    "dev", "devel", "develop", "development", "test", "tests", "testing", "ci", "lint", "debug", "docs", "local",
    "devcontainer", ".devcontainer",
))  # fmt: skip
"""Names of the directory of a Dockerfile that say the same; only whole names, since `test_shop` may be anything."""
