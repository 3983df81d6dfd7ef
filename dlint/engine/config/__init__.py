"""Configuration: files, keys, profiles, and what is in force for a file."""
