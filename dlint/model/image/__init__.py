"""Base images: references, platforms, tags, families, and dated facts about them."""
