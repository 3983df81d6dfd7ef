"""dlint: a linter for Dockerfiles and .dockerignore files."""

__version__ = "0.1.0"

DOCUMENTATION_URL = "https://dlint.readthedocs.io"
"""Where the documentation is published; the page of a rule is `rules/<name>/` below it."""

ISSUES_URL = f"{DOCUMENTATION_URL}/reporting-a-bug/"
"""What to tell a user whose dlint broke."""
