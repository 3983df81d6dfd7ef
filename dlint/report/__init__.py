"""Reports: one function for each format, from what was found to text."""
