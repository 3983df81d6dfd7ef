"""How a selector means rules, and how specific it is."""

ALL = "ALL"
"""The selector of every rule."""

EXACT = 1000
"""The specificity of a selector that names a rule; less than this: a prefix (by its length) or a group."""
