"""Findings to bytes: one function per format."""
