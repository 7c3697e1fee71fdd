"""The best of many documents, without sorting them all."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.sets import Docs, Floats

_WIDTH = 64
"""Scores a group: its greatest stands for it while a threshold is looked for."""

_DIGITS = 9
"""Scores equal to so many digits are ties, whatever order they were added in."""

TIED = 10.0**-_DIGITS


def best_first(docs: Docs, scores: Floats, count: int, ties: NDArray[np.int64]) -> Docs:
    """Places, in ``docs``, of the documents with the greatest scores, best first.

    Args:
        docs: Document numbers.
        scores: The score of each.
        count: How many are wanted.
        ties: Rank of every document of the index among those of equal score.
    """
    near = (scores >= threshold(scores, count) - TIED).nonzero()[0]
    rounded = np.rint(scores.take(near) * -(10.0**_DIGITS))
    order = np.lexsort((ties.take(docs.take(near)), rounded))
    return near.take(order[:count])


def threshold(scores: Floats, count: int) -> float:
    """A score that at least ``count`` documents reach, and not many more."""
    groups = len(scores) // _WIDTH
    if not count:
        return np.inf
    if len(scores) < count:
        return -np.inf
    if groups > 2 * count:
        # The greatest of every 64th score each: one pass that runs as fast as memory.
        scores = scores[: groups * _WIDTH].reshape(_WIDTH, groups).max(axis=0)
    ordered, place = scores.copy(), len(scores) - count
    ordered.partition(place)
    return float(ordered[place])


def first_by_rank(docs: Docs, ranks: NDArray[np.int64], count: int) -> Docs:
    """The documents of the lowest rank, in its order.

    Args:
        docs: Document numbers.
        ranks: Rank of every document of the index; all differ.
        count: How many are wanted.
    """
    own = ranks[docs]
    if len(own) > 2 * count:
        lowest = np.argpartition(own, count)[:count]
        docs, own = docs[lowest], own[lowest]
    return docs[np.argsort(own)[:count]]


def ranks_of(order: NDArray[np.intp]) -> NDArray[np.int64]:
    """The rank of each document in an order of all of them."""
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    return ranks
