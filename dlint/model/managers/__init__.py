"""Package managers: one table that says how each is called, what it keeps, and what it asks."""
