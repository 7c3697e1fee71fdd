"""Sets of documents, and how they combine.

A set is a list of documents, a mask over all of them, or both: each is made of the other
when it is first asked for, so that whatever comes next finds the form that suits it. No set
is ever changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Docs = NDArray[np.intp]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

_DENSE = 3
"""Sets of more than one in so many documents are intersected as masks."""

_SPARSE = 16
"""Sets that together hold fewer than one in so many documents are merged as lists."""

_BISECTED = 16
"""Looking one document up in a list takes as long as marking so many of a list in a mask."""

_CLEARED = 25
"""As marking one of so many documents, making an empty mask."""

_RUNS = 4
"""A set of fewer than one in so many documents is put in order quicker than read off a mask."""


NO_DOCS: Docs = np.empty(0, np.intp)


class Matches:
    """Some documents.

    Attributes:
        documents: How many there are in all.
        size: How many are in the set.
    """

    __slots__ = ("_docs", "_mask", "documents", "size")

    def __init__(
        self, documents: int, size: int, docs: Docs | None = None, mask: Mask | None = None
    ) -> None:
        """Takes the set as a list or as a mask, or as both.

        Args:
            documents: How many documents there are in all.
            size: How many are in the set.
            docs: They, ascending.
            mask: Whether each document is.
        """
        self.documents = documents
        self.size = size
        self._docs = docs
        self._mask = mask

    @property
    def docs(self) -> Docs:
        """The documents, ascending."""
        if self._docs is None:
            self._docs = self._listed()
        return self._docs

    def _listed(self) -> Docs:
        return self.mask.nonzero()[0]

    @property
    def loose(self) -> Docs:
        """The documents, in any order."""
        return self.docs

    @property
    def mask(self) -> Mask:
        """Whether each document is in the set."""
        if self._mask is None:
            self._mask = self.new_mask()
        return self._mask

    def new_mask(self) -> Mask:
        """The same, to be written into."""
        if self._mask is not None:
            return self._mask.copy()
        mask = np.zeros(self.documents, np.bool_)
        mask[self.loose] = True
        return mask

    def contains(self, docs: Docs) -> Mask:
        """Whether each of some documents, ascending, is in the set."""
        if not self.size:
            return np.zeros(len(docs), np.bool_)
        if self._mask is None and self.is_bisected(len(docs)):
            return self.places(docs)[1]
        return self.mask.take(docs)

    def is_bisected(self, count: int) -> bool:
        """Whether so many documents are looked up quicker in the list than in a mask."""
        return count * _BISECTED < self.size + self.documents // _CLEARED

    def places(self, docs: Docs) -> tuple[Docs, Mask]:
        """Where each of some documents stands in the list, and whether it does."""
        return places_in(self.docs, docs)

    def within(self, docs: Docs) -> Docs:
        """Those of some documents that are in the set."""
        return docs.compress(self.contains(docs))


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
        return _merged(self.loose) if few else self.mask.nonzero()[0]

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
        return _merged(self.loose)

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


@dataclass(frozen=True, slots=True)
class Packed:
    """A set that is kept for later, in a quarter of a byte a document of the index or less.

    Attributes:
        documents: How many there are in all.
        size: How many are in the set.
        data: They, where they are few; else a bit for each document.
    """

    documents: int
    size: int
    data: NDArray[np.uint32] | NDArray[np.uint8]

    @classmethod
    def of(cls, found: Matches) -> Packed:
        """Packs a set."""
        few = found.size * _SPARSE < found.documents
        data = found.docs.astype(np.uint32) if few else np.packbits(found.mask)
        return cls(found.documents, found.size, data)

    def unpacked(self) -> Matches:
        """The set again."""
        if self.data.dtype == np.uint32:
            return Matches(self.documents, self.size, docs=self.data.astype(np.intp))
        mask = np.unpackbits(self.data.view(np.uint8), count=self.documents).view(np.bool_)
        return Matches(self.documents, self.size, mask=mask)


def places_in(found: Docs, docs: Docs) -> tuple[Docs, Mask]:
    """Where each of some documents stands in an ascending list, and whether it does."""
    places = found.searchsorted(docs)
    if not len(found):
        return places, np.zeros(len(docs), np.bool_)
    return places, found.take(places, mode="clip") == docs


def nothing(documents: int) -> Matches:
    """No document."""
    return listed(NO_DOCS, documents)


def everything(documents: int) -> Matches:
    """Every document."""
    return Matches(documents, documents, mask=np.ones(documents, np.bool_))


def listed(docs: Docs, documents: int) -> Matches:
    """A set of documents given in order."""
    return Matches(documents, len(docs), docs)


def masked(mask: Mask) -> Matches:
    """A set given as a mask."""
    return Matches(len(mask), int(np.count_nonzero(mask)), mask=mask)


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
        every = _merged(np.concatenate([one.docs for one in sets]))
        again = _repeated(every)
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
    few = sum([one.size for one in others]) * _BISECTED < largest.size
    return sets, _extended(largest, others) if few else None


def _are_sparse(sets: Sequence[Matches], documents: int) -> bool:
    return sum([one.size for one in sets]) * _SPARSE < documents


def _extended(large: Matches, others: Sequence[Matches]) -> Extended:
    if len(others) == 1:
        few = others[0].docs
        known = large.contains(few)
        return Extended(large, few.compress(~known), few.compress(known))
    few = _merged(np.concatenate([one.docs for one in others]))
    known = large.contains(few)
    known |= _repeated(few)
    return Extended(large, few.compress(~known), once(few.compress(known)))


def _merged(docs: Docs) -> Docs:
    """Several ascending lists, end to end, as one: a stable sort finds what is in order."""
    return np.sort(docs, kind="stable")


def _repeated(docs: Docs) -> Mask:
    """Which documents of an ascending list are the same as the one before."""
    found = np.zeros(len(docs), np.bool_)
    np.equal(docs[1:], docs[:-1], out=found[1:])
    return found


def distinct(docs: Docs) -> Docs:
    """The documents of several ascending lists, end to end, each once and in order."""
    return once(_merged(docs))


def once(docs: Docs) -> Docs:
    """The documents of an ascending list, each once."""
    return docs.compress(~_repeated(docs)) if len(docs) > 1 else docs


def intersection(sets: Sequence[Matches]) -> Matches:
    """The documents of every set.

    Args:
        sets: One or more; quickest if the smallest come first.
    """
    first, *others = sets
    if not others:
        return first
    if first.size * _DENSE > first.documents:
        return masked(np.logical_and.reduce([one.mask for one in sets]))
    docs = first.docs
    for other in others:
        docs = other.within(docs)
    return listed(docs, first.documents)


def difference(found: Matches, dropped: Matches) -> Matches:
    """The documents of one set that are not in another."""
    if not dropped.size:
        return found
    if found.size * _DENSE > found.documents:
        return masked(found.mask & ~dropped.mask)
    return listed(found.docs.compress(~dropped.contains(found.docs)), found.documents)


def kept(found: Matches, mask: Mask) -> Matches:
    """The documents of a set that a mask has too."""
    if found.size * _DENSE > found.documents:
        return masked(found.mask & mask)
    return listed(found.docs.compress(mask.take(found.docs)), found.documents)
