"""Stored text and a question become excerpts with marks, and the reasons of a hit."""
