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

from indexer.engines.whoosh.container import Array, Column, ContainerWriter, smallest
from indexer.engines.whoosh.sorting import Order, changes, order_of

_HALF = np.uint64(32)

_BITS = 8
"""So many bits a pair, or up to twice as many, of which each sets one: few others share it."""

_KEY_BITS = 64
_MIXER = 0x9E3779B97F4A7C15
"""Times this, the upper bits of a number depend on all of its bits (Knuth, TAOCP 6.4)."""

_AT_ONCE = 500_000
"""Pairs merged at once, about."""


class PairCounts(NamedTuple):
    """Pairs of terms with their document frequencies.

    Attributes:
        keys: Number of the left term << 32 | number of the right one, ascending.
        counts: Documents that have them side by side.
    """

    keys: Array
    counts: Array


class PairColumns(NamedTuple):
    """The same while they are still by the rows of a run, in memory or in its file."""

    keys: Column
    counts: Column


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


class _Seen:
    """The bits that some pairs set.

    Attributes:
        bits: Eight of them a byte.
    """

    def __init__(self, pairs: int) -> None:
        """Makes room for a number of pairs."""
        self._place_bits = ((pairs + 1) * _BITS).bit_length()
        self.bits = np.zeros((1 << self._place_bits) // 8, np.uint8)

    def add(self, keys: Array) -> None:
        """Sets a bit for each of some pairs."""
        mixed = keys * np.uint64(_MIXER) >> np.uint64(_KEY_BITS - self._place_bits)
        places = mixed.astype(np.intp)
        for bit in range(8):  # one value at a time: that a byte comes twice is no matter then
            self.bits[places[places & 7 == bit] >> 3] |= 1 << bit


_Table = tuple[PairColumns, Column]
"""The pairs of a run by its rows, and the number of each row's term."""


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


def write_pairs(
    container: ContainerWriter, name: str, tables: Sequence[_Table], ranks: Array
) -> None:
    """Writes one table of several; pairs that only one document has are just seen.

    Args:
        container: The segment's file.
        name: The field.
        tables: Of different documents.
        ranks: Number of a term to that of its final row.
    """
    seen = _Seen(_distinct(tables, ranks))
    counts = [np.zeros(0, np.uint8)]
    container.start(f"{name}/pairs", np.uint64)
    for keys, found in _merged(tables, ranks):
        several = found > 1
        seen.add(keys)
        container.append(keys.compress(several))
        counts.append(_small(found.compress(several)))
    container.write(f"{name}/pair_counts", np.concatenate(counts))
    container.write(f"{name}/pairs_seen", seen.bits)


def _distinct(tables: Sequence[_Table], ranks: Array) -> int:
    if len(tables) == 1:
        return len(tables[0][0].keys)
    return sum(len(keys) for keys, _ in _merged(tables, ranks))


def _small(counts: Array) -> Array:
    return counts.astype(smallest(int(counts.max(initial=0))))


def _merged(tables: Sequence[_Table], ranks: Array) -> Iterator[tuple[Array, Array]]:
    """The pairs of all tables in order, with their counts, a stretch at a time."""
    bounds = _bounds(tables, ranks)
    cuts = [_cuts(pairs, ranks[terms[:]], bounds) for pairs, terms in tables]
    for number in range(len(bounds)):
        keys, counts = [], []
        for (pairs, terms), cut in zip(tables, cuts, strict=True):
            part = slice(cut[number], cut[number + 1])
            if part.start < part.stop:
                keys.append(_renumbered(pairs.keys[part], ranks[terms[:]]))
                counts.append(pairs.counts[part])
        yield _summed(np.concatenate(keys), np.concatenate(counts))


def _bounds(tables: Sequence[_Table], ranks: Array) -> Array:
    """Pairs that cut the tables into stretches that are few pairs in all of them together."""
    step = _AT_ONCE // max(1, len(tables)) + 1
    samples = [_renumbered(pairs.keys[:][::step], ranks[terms[:]]) for pairs, terms in tables]
    joined = np.sort(np.concatenate([np.zeros(0, np.uint64), *samples]))
    return np.unique(joined[:: max(1, len(tables))])


def _cuts(pairs: PairColumns, ranks: Array, bounds: Array) -> list[int]:
    """Where the pairs of a table reach each of some renumbered pairs, and where they end.

    The few bounds are brought into the numbers of the table, not its many pairs into theirs.
    """
    left, right = _sides(bounds)
    rows = ranks.searchsorted(left)
    same = ranks.take(rows, mode="clip") == left if len(ranks) else np.zeros(len(rows), np.bool_)
    own = _keys(rows, np.where(same, ranks.searchsorted(right), 0).astype(np.uint64))
    return [*pairs.keys[:].searchsorted(own).tolist(), len(pairs.keys)]


def _renumbered(keys: Array, ranks: Array) -> Array:
    left, right = (ranks.take(side).astype(np.uint64) for side in _sides(keys))
    return _keys(left, right)


def _sides(keys: Array) -> tuple[Array, Array]:
    return (keys >> _HALF).astype(np.uint32), keys.astype(np.uint32)


def _summed(keys: Array, counts: Array) -> tuple[Array, Array]:
    """Each pair once, with all its documents."""
    order = keys.argsort(kind="stable")  # that merges what is in order already
    keys = keys.take(order)
    heads = changes(keys).nonzero()[0]
    return keys.take(heads), np.add.reduceat(counts.take(order), heads)
