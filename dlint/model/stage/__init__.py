"""Build stages: variables, files, users, tools and the entrypoint of each. Nothing here looks at the disk."""
