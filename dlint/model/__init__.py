"""What the tree means; lazy, computed once per file."""
