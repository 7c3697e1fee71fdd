"""The union of sets of documents, and which are in more than one of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexer.engines.whoosh.sets import (
    BISECTED,
    SPARSE,
    Docs,
    Mask,
    Matches,
    distinct,
    listed,
    masked,
    merged,
    nothing,
    once,
    places_in,
    repeated,
)

_RUNS = 4
"""A set of fewer than one in so many documents is put in order quicker than read off a mask."""


class Union(Matches):
    """The documents of any of several sets, and those of more than one."""

    __slots__ = ("_loose", "_shared")

    def __init__(
        self, documents: int, loose: Docs, shared: Sequence[Docs], mask: Mask | None = None
    ) -> None:
        """Takes lists end to end, and lists, in any order, of those in more than one set."""
        super().__init__(documents, len(loose), mask=mask)
        self._loose = loose
        self._shared = shared

    def _listed(self) -> Docs:
        few = self.size * _RUNS < self.documents
        return merged(self.loose) if few else self.mask.nonzero()[0]

    @property
    def loose(self) -> Docs:
        """The documents, in any order."""
        return self._loose

    @property
    def shared(self) -> Docs:
        """Those that are in more than one of the sets, ascending."""
        return distinct(np.concatenate(self._shared))


class Extended(Matches):
    """A large set and a few documents more: it need not be read to tell what is in both."""

    __slots__ = ("_few", "_large", "shared")

    def __init__(self, large: Matches, few: Docs, shared: Docs) -> None:
        """Takes a set, documents that are not in it, ascending, and those in several sets."""
        super().__init__(large.documents, large.size + len(few))
        self._large = large
        self._few = few
        self.shared = shared

    def _listed(self) -> Docs:
        return merged(self.loose)

    @property
    def loose(self) -> Docs:
        """The documents, in any order."""
        return np.concatenate([self._large.loose, self._few])

    def new_mask(self) -> Mask:
        """The same, to be written into."""
        mask = self._large.new_mask()
        mask[self._few] = True
        return mask

    def contains(self, docs: Docs) -> Mask:
        """Whether each of some documents, ascending, is in the set."""
        there = self._large.contains(docs)
        if len(self._few):
            places, also = places_in(docs, self._few)  # for there are many more of the others
            there[places.compress(also)] = True
        return there


def union(sets: Sequence[Matches], documents: int) -> Matches:
    """The documents of any set."""
    sets, apart = _by_size(sets, documents)
    if apart is not None:
        return apart
    if _are_sparse(sets, documents):
        return listed(distinct(np.concatenate([one.docs for one in sets])), documents)
    largest, *others = sets
    mask = largest.new_mask()
    for other in others:
        mask[other.loose] = True
    return masked(mask)


def overlapping(sets: Sequence[Matches], documents: int) -> Matches:
    """The same; which documents are in several of the sets can be asked as well."""
    sets, apart = _by_size(sets, documents)
    if apart is not None:
        return apart
    if _are_sparse(sets, documents):
        every = merged(np.concatenate([one.docs for one in sets]))
        again = repeated(every)
        return Union(documents, every.compress(~again), [every.compress(again)])
    largest, *others = sets
    mask = largest.new_mask()
    added = [largest.loose]
    shared: list[Docs] = []
    for other in others:
        known = mask.take(other.loose)
        shared.append(other.loose.compress(known))
        added.append(other.loose.compress(~known))
        mask[added[-1]] = True
    return Union(documents, np.concatenate(added), shared, mask)


def _by_size(sets: Sequence[Matches], documents: int) -> tuple[Sequence[Matches], Matches | None]:
    """Sets that are not empty, the largest first; and their union, if that is told at once."""
    sets = sorted([one for one in sets if one.size], key=lambda one: -one.size)
    if len(sets) <= 1:
        return sets, sets[0] if sets else nothing(documents)
    largest, *others = sets
    few = sum([one.size for one in others]) * BISECTED < largest.size
    return sets, _extended(largest, others) if few else None


def _are_sparse(sets: Sequence[Matches], documents: int) -> bool:
    return sum([one.size for one in sets]) * SPARSE < documents


def _extended(large: Matches, others: Sequence[Matches]) -> Extended:
    if len(others) == 1:
        few = others[0].docs
        known = large.contains(few)
        return Extended(large, few.compress(~known), few.compress(known))
    few = merged(np.concatenate([one.docs for one in others]))
    known = large.contains(few)
    known |= repeated(few)
    return Extended(large, few.compress(~known), once(few.compress(known)))
