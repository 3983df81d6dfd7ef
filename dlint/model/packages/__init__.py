"""Package managers: what a command installs, and what it leaves behind."""
