"""Occurrences in the order of the text become postings in the order of the terms.

Sorting the terms' numbers inverts an index: numpy does that faster than any loop over
terms. What does not fit into memory is written out as sorted runs, to be merged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.columns import Numbering
from indexer.engines.whoosh.container import Array
from indexer.engines.whoosh.pairs import PairColumns, count_pairs
from indexer.engines.whoosh.runs import Run
from indexer.engines.whoosh.sorting import changes, order_of

BYTES_AN_OCCURRENCE = 48
"""What an occurrence takes in memory from its arrival until its run is sorted."""

_NEW = -1


@dataclass
class FieldInverter:
    """Collects one field's occurrences.

    Attributes:
        positional: Whether places are kept.
        numbering: The field's terms by number.
    """

    positional: bool
    numbering: Numbering[bytes] = field(default_factory=Numbering)
    _terms: list[Array] = field(default_factory=list)
    _docs: list[Array] = field(default_factory=list)
    _positions: list[Array] = field(default_factory=list)
    size: int = 0

    def add(self, terms: Array, docs: Array, positions: Array) -> None:
        """Adds occurrences, in the order of documents and positions.

        Args:
            terms: Their numbers.
            docs: Their documents' numbers.
            positions: Their places.
        """
        self._terms.append(terms.astype(np.uint32))
        self._docs.append(docs.astype(np.uint32))
        if self.positional:
            self._positions.append(positions.astype(np.uint32))
        self.size += len(terms)

    def run(self) -> Run:
        """The run of what was added since the last one."""
        terms, docs = _joined(self._terms), _joined(self._docs)
        positions = _joined(self._positions) if self.positional else None
        self._terms, self._docs, self._positions, self.size = [], [], [], 0
        rows, numbers = self._in_order(terms)
        return replace(invert(rows, docs, positions), terms=numbers)

    def _in_order(self, terms: Array) -> tuple[Array, Array]:
        """For each occurrence the place of its term in byte order, and the term of each place."""
        used = np.zeros(len(self.numbering), np.bool_)
        used[terms] = True
        names = self.numbering.terms
        numbers = np.array(sorted(used.nonzero()[0].tolist(), key=names.__getitem__), np.uint32)
        places = np.zeros(len(used), np.uint32)
        places[numbers] = np.arange(len(numbers))
        return places.take(terms), numbers


class Renumbering:
    """The term numbers of batches to those of a field."""

    def __init__(self, inverter: FieldInverter) -> None:
        self._numbering = inverter.numbering
        self._vocabulary: Sequence[str] = ()
        self._numbers: NDArray[np.int64] = np.zeros(0, np.int64)

    def of(self, vocabulary: Sequence[str], terms: Array) -> Array:
        """The number of each of some terms.

        Args:
            vocabulary: The terms of a batch; it may have grown since it was seen.
            terms: Places in it. Only these get numbers.
        """
        if vocabulary is not self._vocabulary:
            self._vocabulary, self._numbers = vocabulary, np.zeros(0, np.int64)
        more = np.full(len(vocabulary) - len(self._numbers), _NEW)
        self._numbers = np.concatenate([self._numbers, more])
        asked = np.zeros(len(vocabulary), np.bool_)
        asked[terms] = True
        new = (asked & (self._numbers == _NEW)).nonzero()[0]
        named = _encoded(list(map(vocabulary.__getitem__, new.tolist())))
        self._numbers[new] = self._numbering.numbers(named)
        return self._numbers.take(terms)


def _encoded(terms: Sequence[str]) -> list[bytes]:
    """The terms as bytes; all at once, where none of them holds what keeps them apart."""
    if not terms:
        return []
    together = "\n".join(terms).encode().split(b"\n")
    return together if len(together) == len(terms) else [term.encode() for term in terms]


def invert(terms: Array, docs: Array, positions: Array | None) -> Run:
    """Postings of occurrences that come in the order of documents and positions, by number."""
    order = order_of(terms)
    pairs = None
    if positions is not None:
        pairs = PairColumns(*count_pairs(terms, docs, positions, order))
    sorted_terms, sorted_docs = terms.take(order), docs.take(order)
    heads = changes(sorted_terms, sorted_docs).nonzero()[0]
    row_terms = sorted_terms.take(heads)
    row_heads = changes(row_terms).nonzero()[0]
    starts = np.append(row_heads, len(heads))
    ends = np.append(heads, len(order))
    return Run(
        terms=row_terms.take(row_heads),
        starts=starts,
        docs=sorted_docs.take(heads),
        frequencies=np.diff(ends).astype(np.uint32),
        positions=None if positions is None else positions.take(order),
        position_starts=None if positions is None else ends.take(starts),
        pairs=pairs,
    )


def _joined(parts: list[Array]) -> Array:
    return np.concatenate(parts) if parts else np.zeros(0, np.uint32)
