"""A query tree over postings: which documents match, and how well.

Each node becomes two arrays as long as the index: a mask and BM25 scores. Whoosh's own
matchers give the same answer one document at a time in Python; arrays answer before a
reader's finger has left the key.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, assert_never

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.postings import (
    Docs,
    Floats,
    Postings,
    PostingsReader,
    document_of,
    inverse_frequency,
)
from indexer.queries import AllOf, AnyOf, Best, Phrase, Query, Raised, Range, Share, Term, Without

Mask = NDArray[np.bool_]

_ROUNDING = 1e-9


class Scored(NamedTuple):
    """For every document, whether it matches and its score (0 where it does not)."""

    mask: Mask
    scores: Floats


class Evaluator:
    """Evaluates the nodes of one search; equal nodes are evaluated once."""

    def __init__(self, postings: PostingsReader) -> None:
        self._postings = postings
        self._documents = postings.documents
        self._done: dict[Query, Scored] = {}

    def evaluate(self, query: Query) -> Scored:
        """The matching documents of a query tree with their scores."""
        done = self._done.get(query)
        if done is None:
            done = self._done[query] = self._evaluate(query)
        return done

    def mass(self, query: Query) -> float:
        """The idf of what a query matches; 0 if it matches nothing."""
        having = int(self.evaluate(query).mask.sum())
        return inverse_frequency(self._documents, having) if having else 0.0

    def _evaluate(self, query: Query) -> Scored:  # noqa: C901, PLR0911 - a case for each node
        match query:
            case Term() | Phrase():
                return self._weighted([query])
            case Range():
                return self._range(query)
            case Best(children):
                return self._weighted(children)
            case AnyOf(children):
                return self._any([self.evaluate(child) for child in children])
            case AllOf(children):
                return self._all([self.evaluate(child) for child in children])
            case Share():
                return self._share(query)
            case Without(kept, dropped):
                scored = self.evaluate(kept)
                return _within(scored.scores, scored.mask & ~self.evaluate(dropped).mask)
            case Raised(base, raising):
                scored = self.evaluate(base)
                raised = self._any([self.evaluate(child) for child in raising])
                return _within(scored.scores + raised.scores, scored.mask)
            case _:
                assert_never(query)

    def _weighted(self, leaves: Iterable[Term | Phrase]) -> Scored:
        """The best of the leaves, times the idf of the documents with any of them."""
        scored = self._nothing()
        for leaf in leaves:
            docs, frequencies = self._found(leaf)
            saturated = frequencies / (frequencies + self._postings.norms(leaf.field)[docs])
            scored.mask[docs] = True
            scored.scores[docs] = np.maximum(scored.scores[docs], leaf.weight * saturated)
        idf = inverse_frequency(self._documents, int(scored.mask.sum()))
        return Scored(scored.mask, scored.scores * idf)

    def _range(self, query: Range) -> Scored:
        scored = self._nothing()
        for value in self._postings.terms(query.field):
            if query.holds(value):
                scored.mask[self._postings.postings(query.field, value).docs] = True
        return scored

    def _found(self, leaf: Term | Phrase) -> Postings:
        if isinstance(leaf, Term):
            return self._postings.postings(leaf.field, leaf.term)
        return self._phrase(leaf)

    def _phrase(self, phrase: Phrase) -> Postings:
        starts: Docs | None = None
        for offset, terms in enumerate(phrase.slots):
            here = self._occurrences(phrase.field, terms) - offset
            starts = here if starts is None else np.intersect1d(starts, here, assume_unique=True)
        keys = self._none if starts is None else starts
        docs, counts = np.unique(document_of(keys), return_counts=True)
        return Postings(docs, counts.astype(np.float64))

    def _occurrences(self, field: str, terms: tuple[str, ...]) -> Docs:
        if len(terms) == 1:
            return self._postings.positions(field, terms[0])
        return np.unique(
            np.concatenate([self._none, *(self._postings.positions(field, t) for t in terms)])
        )

    def _any(self, children: list[Scored]) -> Scored:
        mask, scores = self._nothing()
        for child in children:
            mask |= child.mask
            scores += child.scores
        return Scored(mask, scores)

    def _all(self, children: list[Scored]) -> Scored:
        mask = np.ones(self._documents, np.bool_)
        for child in children:
            mask &= child.mask
        return _within(self._any(children).scores, mask)

    def _share(self, query: Share) -> Scored:
        carried = np.zeros(self._documents, np.float64)
        for child in query.children:
            carried += self.mass(child) * self.evaluate(child).mask
        whole = sum(self.mass(child) for child in query.children)
        mask = (carried > 0) & (carried >= query.share * whole - _ROUNDING)
        return _within(self._any([self.evaluate(c) for c in query.children]).scores, mask)

    def _nothing(self) -> Scored:
        return Scored(np.zeros(self._documents, np.bool_), np.zeros(self._documents, np.float64))

    @property
    def _none(self) -> Docs:
        return np.empty(0, np.int64)


def _within(scores: Floats, mask: Mask) -> Scored:
    return Scored(mask, np.where(mask, scores, 0.0))
