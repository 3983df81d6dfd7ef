"""Which paths the patterns of a `.dockerignore` or a `.gitignore` match."""
