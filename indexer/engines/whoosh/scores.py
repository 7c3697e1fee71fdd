"""How well documents match a query: BM25, of no more documents than are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import assert_never

import numpy as np

from indexer.engines.whoosh.evaluator import Evaluator
from indexer.engines.whoosh.postings import Postings
from indexer.engines.whoosh.sets import Docs, Floats, places_in
from indexer.queries import (
    AllOf,
    AnyOf,
    Best,
    Constant,
    Phrase,
    Query,
    Raised,
    Range,
    Share,
    Term,
    Without,
)

_RARE = 8
"""A query that matches fewer than one in so many documents is scored where it does."""

_MANY = 4000
"""If they are at least so many."""


class Scores:
    """Scores some documents by one query after the other."""

    def __init__(self, evaluator: Evaluator, docs: Docs) -> None:
        """Takes the documents, ascending, and what knows which of them match."""
        self._evaluator = evaluator
        self._docs = docs
        self._norms: dict[str, Floats | None] = {}

    def of(self, query: Query, *, sure: bool = False) -> Floats:  # noqa: C901, PLR0911 - a case for each node
        """The score of each document; 0 where the query does not match it.

        Args:
            query: The query.
            sure: Whether it is known to match all of them.
        """
        match query:
            case Term() | Phrase():
                return self._weighted(query, (query,))
            case Best(leaves):
                return self._weighted(query, leaves)
            case Range():
                return np.zeros(len(self._docs))
            case AnyOf(children, at_least) if at_least <= 1:
                return self._sum(children)
            case _ if not sure:
                # Its parts may match where the whole does not.
                there = self._evaluator.matches(query).contains(self._docs)
                return self.of(query, sure=True) * there
            case AnyOf(children) | Share(children):
                return self._sum(children)
            case AllOf(children):
                return self._sum(children, sure=True)
            case Constant(_, score):
                return np.full(len(self._docs), score)
            case Without(kept):
                return self.of(kept, sure=True)
            case Raised(base, raising):
                return self.of(base, sure=True) + self._sum(raising)
            case _:
                assert_never(query)

    def _sum(self, queries: Iterable[Query], *, sure: bool = False) -> Floats:
        total = np.zeros(len(self._docs))
        for query in queries:
            found = self._evaluator.matches(query)
            if len(self._docs) > max(_MANY, found.size * _RARE):
                places, there = places_in(self._docs, found.docs)
                own = Scores(self._evaluator, found.docs.compress(there))
                total[places.compress(there)] += own.of(query, sure=True)
            else:
                total += self.of(query, sure=sure)
        return total

    def _weighted(self, query: Query, leaves: Sequence[Term | Phrase]) -> Floats:
        """The best of the leaves, times the idf of the documents with any of them."""
        found = [(self._evaluator.postings(leaf), leaf) for leaf in leaves]
        strengths = [self._strength(postings, leaf) for postings, leaf in found if postings.size]
        if not strengths:
            return np.zeros(len(self._docs))
        best = strengths[0]
        for other in strengths[1:]:
            np.maximum(best, other, out=best)
        best *= self._evaluator.mass(query)
        return best

    def _strength(self, postings: Postings, leaf: Term | Phrase) -> Floats:
        """BM25 without the idf."""
        strength = postings.frequencies_in(self._docs)
        norms = self._norms_of(leaf.field)
        if norms is not None:
            strength /= strength + norms
        else:  # a value either stands or does not
            np.minimum(strength, 1.0, out=strength)
        if leaf.weight != 1.0:
            strength *= leaf.weight
        return strength

    def _norms_of(self, name: str) -> Floats | None:
        if name not in self._norms:
            norms = self._evaluator.source.fields[name].norms
            self._norms[name] = None if norms is None else norms.take(self._docs)
        return self._norms[name]
