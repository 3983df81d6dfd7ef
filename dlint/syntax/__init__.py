"""Text to tree: knows no meaning, never raises on input."""
