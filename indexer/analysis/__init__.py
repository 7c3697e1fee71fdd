"""The shared door: how text becomes terms, the same at index time and at query time."""
