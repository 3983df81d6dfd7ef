"""The Python project in a build context, and what the Dockerfile does with it."""
