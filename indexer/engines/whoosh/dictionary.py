"""The terms of one field in byte order, as two arrays: never a Python list of all of them.

A million terms cost their letters and four bytes each, and those stay in the mapped file.
The first eight bytes of each are kept beside them as one number: most syllables are no
longer, so that they are found by comparing numbers.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.container import Array, smallest

_REMEMBERED = 50_000
MISSING = -1

_MANY = 4
"""So many terms are looked up together quicker than one by one."""

_KEY_BYTES = 8
"""So many bytes of a term are its key."""


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

    def term(self, row: int) -> bytes:
        """The term of a row, of which the row will be asked for next."""
        term = self[row]
        self._remember(term, row)
        return term

    def row(self, term: bytes) -> int:
        """The row of a term, or ``MISSING``."""
        known = self._rows.get(term)
        if known is None:
            known = self._find(term)
            self._remember(term, known)
        return known

    def _remember(self, term: bytes, row: int) -> None:
        if len(self._rows) >= _REMEMBERED:
            self._rows = {}  # replaced, not cleared: other threads may be reading it
        self._rows[term] = row

    def _find(self, term: bytes) -> int:
        key, keys = _key_of(term), self._keys
        first = bisect_left(keys, key)
        if first == len(keys) or keys[first] != key:
            return MISSING
        if self[first] == term:
            return first
        row = bisect_left(self, term, first, bisect_right(keys, key, first))
        return row if row < len(keys) and self[row] == term else MISSING

    def rows(self, terms: Sequence[bytes]) -> list[int]:
        """The rows of several terms, looked up together; most of them may be missing."""
        if len(terms) < _MANY:
            return [self.row(term) for term in terms]
        wanted = _keys_of(np.array(terms, f"S{_KEY_BYTES}"))
        keys = np.asarray(self._keys)
        rows = keys.searchsorted(wanted)
        may_be = keys.take(rows, mode="clip") == wanted if len(keys) else np.zeros(0)
        found = [MISSING] * len(terms)
        for i in may_be.nonzero()[0].tolist():
            found[i] = self.row(terms[i])
        return found

    def lower_bound(self, term: bytes) -> int:
        """The first row whose term is not less."""
        key = _key_of(term)
        first = bisect_left(self._keys, key)
        return bisect_left(self, term, first, bisect_right(self._keys, key, first))

    @cached_property
    def _keys(self) -> memoryview:
        """The first bytes of each term, zeros where it has no more, as a number."""
        ends = np.asarray(self._ends, np.int64)
        starts = np.concatenate([np.zeros(1, np.int64), ends])[:-1]
        letters = np.append(np.asarray(self._letters), np.zeros(_KEY_BYTES, np.uint8))
        begun = np.zeros((len(ends), _KEY_BYTES), np.uint8)
        for place in range(_KEY_BYTES):
            begun[:, place] = letters.take(starts + place) * (starts + place < ends)
        return _keys_of(begun.reshape(-1)).data

    def beginning_with(self, prefix: bytes) -> range:
        """The rows of the terms that begin with a prefix."""
        stop = prefix.rstrip(b"\xff")
        after = stop[:-1] + bytes([stop[-1] + 1]) if stop else b""
        return range(self.lower_bound(prefix), self.lower_bound(after) if after else len(self))

    def __iter__(self) -> Iterator[bytes]:
        return (self[row] for row in range(len(self)))


def _key_of(term: bytes) -> int:
    return int.from_bytes(term[:_KEY_BYTES].ljust(_KEY_BYTES, b"\0"), "big")


def _keys_of(begun: Array) -> NDArray[np.uint64]:
    """The numbers that the first bytes of terms are; they are in order as the terms are."""
    return begun.view(">u8").astype(np.uint64)


def encode_terms(terms: Sequence[bytes]) -> tuple[Array, Array]:
    """The arrays of a ``Dictionary``, from terms in order."""
    lengths = np.fromiter(map(len, terms), np.int64, len(terms))
    ends = np.cumsum(lengths)
    letters = np.frombuffer(b"".join(terms), np.uint8)
    return letters, ends.astype(smallest(int(ends[-1]) if len(ends) else 0))
