"""The files to lint: found on the disk, known by their names."""
