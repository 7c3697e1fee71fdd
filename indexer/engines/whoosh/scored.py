"""Scored sets of documents, and how they combine.

A set is ``Sparse`` (a list of documents) while it is small and ``Dense`` (an entry for
every document) once it is not; both are exact, in double precision, and nothing here
writes into a set it was given.
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
"""A set of more than one in so many documents is kept dense."""

_SPARSE = 16
"""Sets that together hold fewer than one in so many documents are merged as lists."""

_FEW = 2000
"""So few documents are looked up by bisection, however short the list."""


@dataclass(frozen=True, slots=True)
class Sparse:
    """Some documents, ascending, and the score of each."""

    docs: Docs
    scores: Floats

    @property
    def size(self) -> int:
        """How many documents."""
        return len(self.docs)

    @property
    def bytes(self) -> int:
        """What it takes in memory."""
        return 16 * len(self.docs)


@dataclass(frozen=True, slots=True)
class Dense:
    """For every document whether it is in the set, and its score; 0 if it is not.

    Attributes:
        mask: Which documents are.
        scores: Their scores.
        size: How many they are.
    """

    mask: Mask
    scores: Floats
    size: int

    @property
    def bytes(self) -> int:
        """What it takes in memory."""
        return 9 * len(self.mask)


Scored = Sparse | Dense

NOTHING = Sparse(np.empty(0, np.intp), np.empty(0, np.float64))


def packed(docs: Docs, scores: Floats, documents: int) -> Scored:
    """A set of documents in the form that suits its size."""
    if len(docs) * _DENSE <= documents:
        return Sparse(docs, scores)
    mask = np.zeros(documents, np.bool_)
    mask[docs] = True
    dense = np.zeros(documents)
    dense[docs] = scores
    return Dense(mask, dense, len(docs))


def everything(documents: int) -> Scored:
    """Every document, with a score of 0."""
    return Dense(np.ones(documents, np.bool_), np.zeros(documents), documents)


def listed(found: Scored) -> tuple[Docs, Floats]:
    """The documents of a set, ascending, with their scores."""
    if isinstance(found, Sparse):
        return found.docs, found.scores
    docs = np.flatnonzero(found.mask)
    return docs, found.scores[docs]


def docs_of(found: Scored) -> Docs:
    """The documents of a set."""
    return found.docs if isinstance(found, Sparse) else np.flatnonzero(found.mask)


def mask_of(found: Scored, documents: int) -> Mask:
    """Whether each document is in a set."""
    if isinstance(found, Dense):
        return found.mask
    mask = np.zeros(documents, np.bool_)
    mask[found.docs] = True
    return mask


def add(sets: Sequence[Scored], documents: int) -> Scored:
    """The documents of any set; scores add up."""
    return _merged(sets, documents, np.add)


def best(sets: Sequence[Scored], documents: int) -> Scored:
    """The documents of any set, each with its greatest score."""
    return _merged(sets, documents, np.maximum)


def _merged(sets: Sequence[Scored], documents: int, combine: np.ufunc) -> Scored:
    sets = [one for one in sets if one.size]
    if len(sets) <= 1:
        return sets[0] if sets else NOTHING
    if sum(one.size for one in sets) * _SPARSE < documents:
        return _merged_lists(sets, combine)
    mask, scores = np.zeros(documents, np.bool_), np.zeros(documents)
    for one in sets:
        if isinstance(one, Sparse):
            combine.at(scores, one.docs, one.scores)
            mask[one.docs] = True
        else:
            combine(scores, one.scores, out=scores)
            np.logical_or(mask, one.mask, out=mask)
    return Dense(mask, scores, int(np.count_nonzero(mask)))


def _merged_lists(sets: Sequence[Scored], combine: np.ufunc) -> Sparse:
    lists = [listed(one) for one in sets]
    docs = np.concatenate([docs for docs, _ in lists])
    scores = np.concatenate([scores for _, scores in lists])
    order = np.argsort(docs, kind="stable")
    docs = docs[order]
    heads = np.flatnonzero(np.diff(docs, prepend=-1))
    return Sparse(docs[heads], combine.reduceat(scores[order], heads))


def intersect(sets: Sequence[Scored], documents: int) -> Scored:
    """The documents of every set; scores add up."""
    first, *others = sorted(sets, key=lambda one: one.size)
    if first.size * _DENSE > documents:
        docs = np.flatnonzero(np.logical_and.reduce([mask_of(one, documents) for one in sets]))
        scores = np.sum([look_up(one, docs, documents)[1] for one in sets], axis=0)
        return packed(docs, scores, documents)
    docs, scores = listed(first)
    for other in others:
        if not len(docs):
            break
        there, more = look_up(other, docs, documents)
        docs, scores = docs[there], scores[there] + more[there]
    return Sparse(docs, scores)


def look_up(found: Scored, docs: Docs, documents: int) -> tuple[Mask, Floats]:
    """Whether each of some documents is in a set, and its score; 0 if it is not."""
    if isinstance(found, Dense):
        return found.mask[docs], found.scores[docs]
    if not found.size:
        return np.zeros(len(docs), np.bool_), np.zeros(len(docs))
    if len(docs) < _FEW + found.size // 4:
        places = np.minimum(found.docs.searchsorted(docs), found.size - 1)
        there = found.docs[places] == docs
        return there, np.where(there, found.scores[places], 0.0)
    spread = np.zeros(documents)
    spread[found.docs] = found.scores
    return mask_of(found, documents)[docs], spread[docs]


def keep(found: Scored, mask: Mask, documents: int) -> Scored:
    """The documents of a set that a mask has too."""
    if isinstance(found, Dense):
        both = found.mask & mask
        size = int(np.count_nonzero(both))
        if size * _DENSE > documents:
            return Dense(both, np.where(both, found.scores, 0.0), size)
        docs = np.flatnonzero(both)
        return Sparse(docs, found.scores[docs])
    kept = mask[found.docs]
    return Sparse(found.docs[kept], found.scores[kept])


def within(found: Scored, others: Scored, documents: int) -> Scored:
    """The documents of one set that are in another too, with their own scores."""
    if isinstance(found, Dense):
        return keep(found, mask_of(others, documents), documents)
    there, _ = look_up(others, found.docs, documents)
    return Sparse(found.docs[there], found.scores[there])


def without(found: Scored, dropped: Scored, documents: int) -> Scored:
    """The documents of one set that are not in another."""
    if not dropped.size:
        return found
    return keep(found, ~mask_of(dropped, documents), documents)


def raise_by(found: Scored, raising: Sequence[Scored], documents: int) -> Scored:
    """The documents of a set; those of the others score more."""
    raising = [one for one in raising if one.size]
    if not raising:
        return found
    if isinstance(found, Dense):
        more = add(raising, documents)
        docs, scores = listed(more)
        raised = found.scores.copy()
        np.add.at(raised, docs, scores * found.mask[docs])
        return Dense(found.mask, raised, found.size)
    scores = found.scores.copy()
    for one in raising:
        scores += look_up(one, found.docs, documents)[1]
    return Sparse(found.docs, scores)
