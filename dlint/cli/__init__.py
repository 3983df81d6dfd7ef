"""Arguments to calls: one module per command."""
