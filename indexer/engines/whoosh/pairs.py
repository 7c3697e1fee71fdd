"""How many documents have two terms side by side: a table instead of a field of pairs.

Bigram postings would be two thirds of an index. The places of the terms already tell
which of a few hundred documents have a pair; what they cannot tell cheaply is in how many
documents of all it stands, and that is one number a pair. Whether it stands anywhere is
told by a few bits a pair, before any place is read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from indexer.engines.whoosh.container import Array, smallest
from indexer.engines.whoosh.sorting import Order, changes, order_of

_HALF = np.uint64(32)

_BITS = 8
"""So many bits a pair, or up to twice as many, of which each sets one: few others share it."""

_KEY_BITS = 64
_MIXER = 0x9E3779B97F4A7C15
"""Times this, the upper bits of a number depend on all of its bits (Knuth, TAOCP 6.4)."""

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


class PairTable(NamedTuple):
    """The pairs of an index.

    Attributes:
        counts: Those of more than one document.
        seen: A power of two of bits; each pair that any document has set one of them.
    """

    counts: PairCounts
    seen: Array

    def documents(self, left: int, right: int) -> int:
        """The document frequency of a pair; of one that no document has 0, or rarely 1."""
        key = left << 32 | right
        bit = _place(key, len(self.seen) * 8)
        if not self.seen[bit >> 3] >> (bit & 7) & 1:
            return 0
        keys = self.counts.keys.data
        place = bisect_left(keys, key)
        found = place < len(keys) and keys[place] == key
        return int(self.counts.counts[place]) if found else 1


def _place(key: int, size: int) -> int:
    """Which of so many bits a pair sets."""
    mixed = key * _MIXER & (1 << _KEY_BITS) - 1
    return mixed >> _KEY_BITS - size.bit_length() + 1


def _seen(keys: Array) -> Array:
    """The bits that some pairs set."""
    bits = ((len(keys) + 1) * _BITS).bit_length()
    found = np.zeros(1 << bits, np.bool_)
    places = keys * np.uint64(_MIXER) >> np.uint64(_KEY_BITS - bits)
    found[places.astype(np.intp)] = True
    return np.packbits(found, bitorder="little")


ANY_PAIR: Array = np.full(1, 0xFF, np.uint8)
"""Of an index that does not keep which pairs were seen."""

_NO_PAIRS = PairCounts(np.zeros(0, np.uint64), np.zeros(0, np.uint32))


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


def merge_pairs(tables: Sequence[PairCounts], ranks: Array) -> PairTable:
    """One table of several, renumbered; pairs that only one document has are just seen.

    Args:
        tables: Of different documents.
        ranks: Old number of a term to new one.
    """
    several, once = [_NO_PAIRS], [_NO_PAIRS.keys]
    for stretch in _stretches(tables):
        keys, counts = _summed(stretch)
        many = counts > 1
        several.append(PairCounts(keys[many], counts[many]))
        once.append(keys[~many])
    keys = _renumbered(np.concatenate([part.keys for part in several]), ranks)
    counts = np.concatenate([part.counts for part in several])
    seen = _seen(np.concatenate([keys, _renumbered(np.concatenate(once), ranks)]))
    order = order_of(*_sides(keys))
    counts = counts.astype(smallest(int(counts.max(initial=0))))
    return PairTable(PairCounts(keys.take(order), counts.take(order)), seen)


def _renumbered(keys: Array, ranks: Array) -> Array:
    left, right = (ranks.take(side).astype(np.uint64) for side in _sides(keys))
    return _keys(left, right)


def _sides(keys: Array) -> tuple[Array, Array]:
    return (keys >> _HALF).astype(np.uint32), keys.astype(np.uint32)


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
    """One table of several."""
    keys = np.concatenate([table.keys for table in tables])
    order = keys.argsort(kind="stable")  # that merges what is in order already
    keys = keys.take(order)
    counts = np.concatenate([table.counts for table in tables]).take(order)
    heads = changes(keys).nonzero()[0]
    return PairCounts(keys.take(heads), np.add.reduceat(counts, heads))
