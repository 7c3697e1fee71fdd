"""The documents of one term or phrase, how often it stands in each, and where."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.container import Array
from indexer.engines.whoosh.merging import ranges
from indexer.engines.whoosh.sets import Docs, Matches
from indexer.engines.whoosh.terms import InvertedField

Keys = NDArray[np.int64]
"""Places as document << 32 | position."""

POSITION_BITS = 32


class Postings(Matches):
    """A set of documents with a frequency each."""

    __slots__ = ("_frequencies",)

    def __init__(
        self, documents: int, size: int, docs: Docs | None = None, frequencies: Array | None = None
    ) -> None:
        """Takes documents, ascending, and how often what was looked for stands in each."""
        super().__init__(documents, size, docs)
        self._frequencies = frequencies

    @property
    def frequencies(self) -> Array:
        """How often it stands in each document of the list."""
        if self._frequencies is None:
            self._frequencies = self._counted()
        return self._frequencies

    def _counted(self) -> Array:
        return np.ones(self.size, np.uint8)

    @property
    def most(self) -> float:
        """How often it stands at most in a document."""
        return float(self.frequencies.max()) if self.size else 0.0

    def frequencies_in(self, docs: Docs, *, sure: bool = False) -> Array | None:
        """How often it stands in each of some documents; 0 where it does not.

        None if it stands nowhere, as most spellings of a word do not.

        Args:
            docs: The documents.
            sure: Whether it is known to stand in all of them.
        """
        if docs is self.docs:
            return self.frequencies
        if self.is_bisected(len(docs)):
            if sure:
                return self.frequencies.take(self.docs.searchsorted(docs))
            places, there = self.places(docs)
            if not np.count_nonzero(there):
                return None
            return self.frequencies.take(places, mode="clip") * there
        spread = np.zeros(self.documents, self.frequencies.dtype)
        spread[self.docs] = self.frequencies
        there = spread.take(docs)
        return there if np.count_nonzero(there) else None


class TermPostings(Postings):
    """The documents of a term, read from the files as far as they are asked for."""

    __slots__ = ("_rows",)

    def __init__(self, documents: int, rows: Sequence[tuple[int, InvertedField, int]]) -> None:
        """Finds the postings.

        Args:
            documents: How many documents there are in all.
            rows: For each segment that has the term, its first document's number, its
                field, and the term's row there.
        """
        super().__init__(documents, sum([field.count(row) for _, field, row in rows]))
        self._rows = rows

    def _listed(self) -> Docs:
        docs = []
        for first, field, row in self._rows:
            own = field.docs(row)
            docs.append(own + first if first else own)
        return docs[0] if len(docs) == 1 else np.concatenate([*docs, np.empty(0, np.intp)])

    def _counted(self) -> Array:
        return _joined([field.frequencies(row) for _, field, row in self._rows])

    def occurrences_in(self, docs: Docs, numbers: Docs | None = None) -> Keys:
        """Every place of the term in some documents that have it, ascending.

        Args:
            docs: The documents.
            numbers: How they are numbered in the places; by themselves if not given.
        """
        places = self.docs.searchsorted(docs)
        counts = self.frequencies.take(places).astype(np.intp)
        positions = _joined([field.positions(row) for _, field, row in self._rows])
        keys = ((docs if numbers is None else numbers) << POSITION_BITS).repeat(counts)
        first = _before(self.frequencies, places)
        keys |= positions.take(first if len(keys) == len(docs) else ranges(first, counts))
        return keys


def _before(frequencies: Array, places: Docs) -> Docs:
    """How many occurrences come before each of some postings, ascending."""
    if not len(places) or not places[-1]:
        return np.zeros(len(places), np.intp)
    from_last = np.zeros(len(places), np.intp)
    from_last[1:] = places[:-1]
    between = np.add.reduceat(frequencies[: places[-1]], from_last, dtype=np.uint32)
    if not places[0]:
        between[0] = 0  # which sums up the first posting, where there is nothing to sum up
    return between.astype(np.intp).cumsum()


def _joined(parts: Sequence[Array]) -> Array:
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else np.empty(0, np.uint8)
