"""The commands by their names. Each is the function of its name in the module of its name."""

COMMANDS = ("check", "config", "context", "explain", "hadolint", "rules")
"""A first argument that is one of these is a command, even where a file has that name: `./rules` is the file."""
