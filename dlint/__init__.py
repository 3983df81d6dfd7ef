"""dlint: a linter for Dockerfiles and .dockerignore files."""

__version__ = "0.1.0"

DOCUMENTATION_URL = "https://dlint-docker.readthedocs.io/en/stable"
"""Where the documentation is published; the page of a rule is `rules/<name>/` below it."""
