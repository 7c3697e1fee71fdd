"""How well documents match a query: BM25, of no more documents than are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import assert_never

import numpy as np

from indexer.engines.whoosh.container import Array
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
                return self._leaf(query, self._evaluator.postings(query), sure=sure)
            case Best(leaves):
                return self._best(query, leaves, sure=sure)
            case Range():
                return np.zeros(len(self._docs))
            case AnyOf(children, at_least) if at_least <= 1:
                return self._sum(children)
            case _ if not sure:
                # Its parts may match where the whole does not.
                there = self._evaluator.matches(query).contains(self._docs)
                scores = np.zeros(len(self._docs))
                own = Scores(self._evaluator, self._docs.compress(there))
                scores[there] = own.of(query, sure=True)
                return scores
            case Share(children, _, coverage):
                return self._sum(children) + coverage * self._evaluator.carried(query, self._docs)
            case AnyOf(children):
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
            if len(self._docs) > _MANY and self._add_rare(total, query):
                continue
            total += self.of(query, sure=sure)
        return total

    def _add_rare(self, total: Floats, query: Query) -> bool:
        """Adds the score of a query where it matches, if that is in few places."""
        found = self._evaluator.matches(query)
        if found.size * _RARE >= len(self._docs):
            return False
        places, there = places_in(self._docs, found.docs)
        own = Scores(self._evaluator, found.docs.compress(there))
        total[places.compress(there)] += own.of(query, sure=True)
        return True

    def _best(self, query: Best, leaves: Sequence[Term | Phrase], *, sure: bool) -> Floats:
        """The best of the leaves, times the idf of the documents with any of them."""
        found = [(leaf, self._evaluator.postings(leaf)) for leaf in leaves]
        found = [(leaf, postings) for leaf, postings in found if postings.size]
        if len(found) == 1:
            return self._leaf(*found[0], sure=sure)
        best: Floats | None = None
        for leaf, postings in found:
            frequencies = postings.frequencies_in(self._docs)
            if frequencies is not None:
                strength = self._saturated(leaf, frequencies, leaf.weight)
                best = strength if best is None else np.maximum(best, strength, out=best)
        if best is None:
            return np.zeros(len(self._docs))
        best *= self._evaluator.mass(query)
        return best

    def _leaf(self, leaf: Term | Phrase, postings: Postings, *, sure: bool) -> Floats:
        """BM25 of a term or a phrase."""
        there = postings.frequencies_in(self._docs, sure=sure) if postings.size else None
        if there is None:
            return np.zeros(len(self._docs))
        return self._saturated(leaf, there, leaf.weight * self._evaluator.mass(leaf))

    def _saturated(self, leaf: Term | Phrase, frequencies: Array, factor: float) -> Floats:
        norms = self._norms_of(leaf.field)
        strength = frequencies.astype(np.float64)
        if norms is None:  # a value either stands or does not
            np.minimum(strength, 1.0, out=strength)
        else:
            strength /= strength + norms
        strength *= factor
        return strength

    def _norms_of(self, name: str) -> Floats | None:
        if name not in self._norms:
            self._norms[name] = self._evaluator.source.fields[name].norms(self._docs)
        return self._norms[name]
