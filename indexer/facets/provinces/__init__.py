"""Whose committee, or whose event, it is."""
