"""The command line: arguments to calls, one module for each command."""
