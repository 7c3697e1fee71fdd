"""The terms of one field in byte order, as two arrays: never a Python list of all of them.

A million terms cost their letters and four bytes each, and those stay in the mapped file;
only one in 16 is kept as an object, to begin a search among.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np

from indexer.engines.whoosh.container import Array, smallest

_REMEMBERED = 50_000
MISSING = -1

_EVERY = 16
"""One term in so many is kept at hand."""


class Dictionary:
    """Rows of sorted terms; the row is the number of a term in this segment."""

    def __init__(self, letters: Array, ends: Array) -> None:
        """Wraps arrays as ``encode_terms`` makes them.

        Args:
            letters: The UTF-8 of all terms, one after the other.
            ends: Where each term ends in it.
        """
        self._letters = letters.data
        self._ends = ends.data
        self._rows: dict[bytes, int] = {}

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, row: int) -> bytes:
        start = self._ends[row - 1] if row else 0
        return bytes(self._letters[start : self._ends[row]])

    def row(self, term: bytes) -> int:
        """The row of a term, or ``MISSING``."""
        known = self._rows.get(term)
        if known is None:
            if len(self._rows) >= _REMEMBERED:
                self._rows = {}  # replaced, not cleared: other threads may be reading it
            row = self.lower_bound(term)
            found = row < len(self) and self[row] == term
            known = self._rows[term] = row if found else MISSING
        return known

    def lower_bound(self, term: bytes) -> int:
        """The first row whose term is not less."""
        mark = bisect_left(self._marks, term) * _EVERY
        return bisect_left(self, term, max(0, mark - _EVERY), min(mark, len(self)))

    @cached_property
    def _marks(self) -> list[bytes]:
        return [self[row] for row in range(0, len(self), _EVERY)]

    def beginning_with(self, prefix: bytes) -> range:
        """The rows of the terms that begin with a prefix."""
        stop = prefix.rstrip(b"\xff")
        after = stop[:-1] + bytes([stop[-1] + 1]) if stop else b""
        return range(self.lower_bound(prefix), self.lower_bound(after) if after else len(self))

    def __iter__(self) -> Iterator[bytes]:
        return (self[row] for row in range(len(self)))


def encode_terms(terms: Sequence[bytes]) -> tuple[Array, Array]:
    """The arrays of a ``Dictionary``, from terms in order."""
    lengths = np.fromiter(map(len, terms), np.int64, len(terms))
    ends = np.cumsum(lengths)
    letters = np.frombuffer(b"".join(terms), np.uint8)
    return letters, ends.astype(smallest(int(ends[-1]) if len(ends) else 0))
