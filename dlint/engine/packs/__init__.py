"""Packs of rules: which are installed, and the rules in them."""
