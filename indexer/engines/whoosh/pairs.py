"""How many documents have two terms side by side: a table instead of a field of pairs.

Bigram postings would be two thirds of an index. The places of the terms already tell
which of a few hundred documents have a pair; what they cannot tell cheaply is in how many
documents of all it stands, and that is one number a pair.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from indexer.engines.whoosh.container import Array, smallest
from indexer.engines.whoosh.sorting import Order, changes, order_of

_HALF = np.uint64(32)

_AT_ONCE = 2_000_000
"""Pairs merged at once, about."""


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


def count_pairs(
    terms: Array, docs: Array, positions: Array, order: Order | None = None
) -> PairCounts:
    """Counts the pairs of occurrences that come in the order of documents and positions.

    Args:
        terms: Their numbers.
        docs: Their documents.
        positions: Their places in these.
        order: Their order by terms, if it is known.
    """
    follows = np.zeros(len(terms), np.bool_)
    follows[1:] = (docs[1:] == docs[:-1]) & (positions[1:] == positions[:-1] + 1)
    # In order of the terms on the right; within a pair, documents stay in order.
    place = order_of(terms) if order is None else order
    place = place.compress(follows.take(place))
    left = terms.take(place - 1)
    by_left = order_of(left)
    place, left = place.take(by_left), left.take(by_left)
    right = terms.take(place)
    new = changes(left, right, docs.take(place))
    return _run_lengths(_keys(left.compress(new), right.compress(new)))


def _keys(left: Array, right: Array) -> Array:
    return left.astype(np.uint64) << _HALF | right


def _run_lengths(keys: Array) -> PairCounts:
    heads = changes(keys).nonzero()[0]
    counts = np.diff(np.append(heads, len(keys)))
    return PairCounts(keys.take(heads), counts.astype(np.uint32))


def merge_pairs(tables: Sequence[PairCounts], ranks: Array) -> PairCounts:
    """One table of several, renumbered; pairs that only one document has are left out.

    Args:
        tables: Of different documents.
        ranks: Old number of a term to new one.
    """
    parts = [_summed(part) for part in _stretches(tables)]
    keys = np.concatenate([np.zeros(0, np.uint64), *(part.keys for part in parts)])
    counts = np.concatenate([np.zeros(0, np.uint32), *(part.counts for part in parts)])
    left = ranks.take((keys >> _HALF).astype(np.intp))
    right = ranks.take((keys & np.uint64(0xFFFFFFFF)).astype(np.intp))
    order = order_of(left.astype(np.uint32), right.astype(np.uint32))
    counts = counts.astype(smallest(int(counts.max(initial=0))))
    return PairCounts(_keys(left, right.astype(np.uint64)).take(order), counts.take(order))


def _stretches(tables: Sequence[PairCounts]) -> Iterator[list[PairCounts]]:
    """The tables cut at the same keys, into stretches that are few pairs in all of them."""
    step = _AT_ONCE // max(1, len(tables)) + 1
    samples = np.concatenate([np.zeros(0, np.uint64), *(table.keys[::step] for table in tables)])
    bounds = np.sort(samples)[:: max(1, len(tables))]
    cuts = [[*table.keys.searchsorted(bounds).tolist(), len(table.keys)] for table in tables]
    for number in range(len(bounds)):
        yield [
            PairCounts(*(column[cut[number] : cut[number + 1]] for column in table))
            for table, cut in zip(tables, cuts, strict=True)
        ]


def _summed(tables: Sequence[PairCounts]) -> PairCounts:
    """One table of several; pairs that only one document has are left out."""
    keys = np.concatenate([table.keys for table in tables])
    order = keys.argsort(kind="stable")  # that merges what is in order already
    keys = keys.take(order)
    counts = np.concatenate([table.counts for table in tables]).take(order)
    heads = changes(keys).nonzero()[0]
    summed = np.add.reduceat(counts, heads)
    kept = summed > 1
    return PairCounts(keys.take(heads)[kept], summed[kept])
