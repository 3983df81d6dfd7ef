"""The build context: which directory it is, what of it is sent, and what the instructions take from it."""
