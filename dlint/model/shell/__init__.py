"""The commands that a script runs: wrappers taken off, options and operands told apart, pipes."""
