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

SPARSE = 16
"""Sets that together hold fewer than one in so many documents are merged as lists."""

BISECTED = 16
"""Looking one document up in a list takes as long as marking so many of a list in a mask."""

_CLEARED = 25
"""As marking one of so many documents, making an empty mask."""


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

    @property
    def is_dense(self) -> bool:
        """Whether it is so large that it is put together with others quicker as a mask."""
        return self.size * _DENSE > self.documents

    def is_bisected(self, count: int) -> bool:
        """Whether so many documents are looked up quicker in the list than in a mask."""
        return count * BISECTED < self.size + self.documents // _CLEARED

    def places(self, docs: Docs) -> tuple[Docs, Mask]:
        """Where each of some documents stands in the list, and whether it does."""
        return places_in(self.docs, docs)

    def within(self, docs: Docs) -> Docs:
        """Those of some documents that are in the set."""
        return docs.compress(self.contains(docs))


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
        few = found.size * SPARSE < found.documents
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


def merged(docs: Docs) -> Docs:
    """Several ascending lists, end to end, as one: a stable sort finds what is in order."""
    return np.sort(docs, kind="stable")


def repeated(docs: Docs) -> Mask:
    """Which documents of an ascending list are the same as the one before."""
    found = np.zeros(len(docs), np.bool_)
    np.equal(docs[1:], docs[:-1], out=found[1:])
    return found


def distinct(docs: Docs) -> Docs:
    """The documents of several ascending lists, end to end, each once and in order."""
    return once(merged(docs))


def once(docs: Docs) -> Docs:
    """The documents of an ascending list, each once."""
    return docs.compress(~repeated(docs)) if len(docs) > 1 else docs


def intersection(sets: Sequence[Matches]) -> Matches:
    """The documents of every set.

    Args:
        sets: One or more; quickest if the smallest come first.
    """
    first, *others = sets
    if not others:
        return first
    if first.is_dense:
        return masked(np.logical_and.reduce([one.mask for one in sets]))
    docs = first.docs
    for other in others:
        if not len(docs):
            break
        docs = other.within(docs)
    return listed(docs, first.documents)


def difference(found: Matches, dropped: Matches) -> Matches:
    """The documents of one set that are not in another."""
    if not dropped.size:
        return found
    if found.is_dense:
        return masked(found.mask & ~dropped.mask)
    return listed(found.docs.compress(~dropped.contains(found.docs)), found.documents)


def kept(found: Matches, mask: Mask) -> Matches:
    """The documents of a set that a mask has too."""
    if found.is_dense:
        return masked(found.mask & mask)
    return listed(found.docs.compress(mask.take(found.docs)), found.documents)
