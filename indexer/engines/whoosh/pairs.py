"""How many documents have two terms side by side: a table instead of a field of pairs.

Bigram postings would be two thirds of an index. The places of the terms already tell
which of a few hundred documents have a pair; what they cannot tell cheaply is in how many
documents of all it stands, and that is one number a pair.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from indexer.engines.whoosh.container import Array, smallest

_HALF = np.uint64(32)
_KEY = 64
"""Bits of a number that is sorted."""


class PairCounts(NamedTuple):
    """Pairs of terms with their document frequencies.

    Attributes:
        keys: Number of the left term << 32 | number of the right one, ascending.
        counts: Documents that have them side by side.
    """

    keys: Array
    counts: Array

    def documents(self, left: int, right: int) -> int:
        """The document frequency of a pair; 1 for one that was left out as a singleton."""
        key = np.uint64(left << 32 | right)
        place = int(self.keys.searchsorted(key))
        found = place < len(self.keys) and self.keys[place] == key
        return int(self.counts[place]) if found else 1


def count_pairs(terms: Array, docs: Array, positions: Array) -> PairCounts:
    """Counts the pairs of occurrences that come in the order of documents and positions."""
    beside = np.flatnonzero((docs[1:] == docs[:-1]) & (positions[1:] == positions[:-1] + 1))
    documents = docs[beside]
    bits = [int(column.max(initial=0)).bit_length() for column in (terms, documents)]
    if 2 * bits[0] + bits[1] <= _KEY:
        return _count_packed(terms, beside, documents, *bits)
    keys = terms[beside].astype(np.uint64) << _HALF | terms[beside + 1]
    order = np.argsort(keys, kind="stable")  # documents stay in order within a pair
    keys, documents = keys[order], documents[order]
    new = np.ones(len(keys), np.bool_)
    new[1:] = (keys[1:] != keys[:-1]) | (documents[1:] != documents[:-1])
    return _run_lengths(keys[new])


def _count_packed(
    terms: Array, beside: Array, documents: Array, term_bits: int, doc_bits: int
) -> PairCounts:
    """The same, sorting pair and document as one number, which is several times as fast."""
    packed = terms[beside].astype(np.uint64) << np.uint64(term_bits + doc_bits)
    packed |= terms[beside + 1].astype(np.uint64) << np.uint64(doc_bits)
    packed |= documents
    packed.sort()
    new = np.ones(len(packed), np.bool_)
    new[1:] = packed[1:] != packed[:-1]
    pairs = packed[new] >> np.uint64(doc_bits)
    right = pairs & np.uint64((1 << term_bits) - 1)
    return _run_lengths(pairs >> np.uint64(term_bits) << _HALF | right)


def _run_lengths(keys: Array) -> PairCounts:
    heads = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]) if len(keys) else [])
    counts = np.diff(np.append(heads, len(keys)))
    return PairCounts(keys[heads], counts.astype(np.uint32))


def merge_pairs(tables: Sequence[PairCounts], ranks: Array) -> PairCounts:
    """One table of several, renumbered; pairs that only one document has are left out.

    Args:
        tables: Of different documents.
        ranks: Old number of a term to new one.
    """
    keys = np.concatenate([np.zeros(0, np.uint64), *(table.keys for table in tables)])
    counts = np.concatenate([np.zeros(0, np.uint32), *(table.counts for table in tables)])
    if len(tables) <= 1:
        kept = counts > 1
        keys, counts = keys[kept], counts[kept]
    left = ranks[(keys >> _HALF).astype(np.int64)].astype(np.uint64)
    right = ranks[(keys & np.uint64(0xFFFFFFFF)).astype(np.int64)].astype(np.uint64)
    keys = left << _HALF | right
    order = np.argsort(keys)
    keys, counts = keys[order], counts[order]
    heads = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]) if len(keys) else [])
    summed = np.add.reduceat(counts, heads) if len(heads) else counts
    kept = summed > 1
    counts = summed[kept]
    return PairCounts(keys[heads][kept], counts.astype(smallest(int(counts.max(initial=0)))))
