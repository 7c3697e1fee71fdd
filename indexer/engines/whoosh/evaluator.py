"""A query tree over the fields: which documents match, and how well.

Whoosh's own matchers give the same answer one document at a time in Python; whole columns
answer before a reader's finger has left the key. What the question's parts come to is
remembered, since the next question has most of them too.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import assert_never

import numpy as np

from indexer.engines.whoosh import scored
from indexer.engines.whoosh.columns import Columns
from indexer.engines.whoosh.fields import Fields, Floats, Keys, Postings
from indexer.engines.whoosh.memory import Memory
from indexer.engines.whoosh.phrases import find_phrase
from indexer.engines.whoosh.scored import NOTHING, Scored
from indexer.engines.whoosh.scoring import inverse_frequency
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

ROOM = 96 * 1024 * 1024
"""Bytes of what is remembered: scores of the parts of questions, and places of terms."""

_ROUNDING = 1e-9


@dataclass(frozen=True)
class Source:
    """What an evaluator reads, shared by all searches over one opened index."""

    fields: Fields
    columns: Columns
    scores: Memory[Scored] = field(default_factory=lambda: Memory(ROOM * 2 // 3))
    places: Memory[Keys] = field(default_factory=lambda: Memory(ROOM // 3))

    @property
    def documents(self) -> int:
        """How many documents there are, deleted ones included."""
        return self.fields.documents


class Evaluator:
    """Evaluates the nodes of one search; equal nodes are evaluated once.

    Attributes:
        complete: Whether there was time for everything.
    """

    def __init__(
        self,
        source: Source,
        seconds: float | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Starts the clock.

        Args:
            source: The index.
            seconds: After so long, what has not been evaluated matches nothing.
            clock: Tells the seconds.
        """
        self._source = source
        self._documents = source.documents
        self._done: dict[Query, Scored] = {}
        self._clock = clock
        self._deadline = None if seconds is None else clock() + seconds
        self.complete = True

    def evaluate(self, query: Query) -> Scored:
        """The matching documents of a query tree with their scores."""
        done = self._done.get(query)
        if done is None:
            done = self._done[query] = self._in_time(query)
        return done

    def mass(self, query: Query) -> float:
        """The idf of what a query matches; 0 if it matches nothing."""
        return self._mass(self.evaluate(query))

    def _mass(self, found: Scored) -> float:
        return inverse_frequency(self._documents, found.size) if found.size else 0.0

    def _in_time(self, query: Query) -> Scored:
        if self._deadline is not None and self._clock() > self._deadline:
            self.complete = False
            return NOTHING
        if not isinstance(query, Term | Best | Phrase | AnyOf):
            return self._evaluate(query)
        known = self._source.scores.get(query)
        if known is None:
            known = self._evaluate(query)
            if self.complete:
                self._source.scores.put(query, known, known.bytes)
        return known

    def _evaluate(self, query: Query) -> Scored:  # noqa: C901, PLR0911 - a case for each node
        match query:
            case Term() | Phrase():
                return self._weighted([query])
            case Range():
                return self._range(query)
            case Best(children):
                return self._weighted(children)
            case AnyOf(children, at_least):
                return self._any(children, at_least)
            case AllOf(children):
                return self._every(children)
            case Share():
                return self._share(query)
            case Constant(inner, score):
                docs = scored.docs_of(self.evaluate(inner))
                return scored.packed(docs, np.full(len(docs), score), self._documents)
            case Without(kept, dropped):
                # What is dropped first: without time for it, nothing must be kept.
                unwanted = self.evaluate(dropped)
                wanted = self.evaluate(kept) if self.complete else NOTHING
                return scored.without(wanted, unwanted, self._documents)
            case Raised(base, raising):
                return scored.raise_by(self.evaluate(base), self._all(raising), self._documents)
            case _:
                assert_never(query)

    def _all(self, queries: Sequence[Query]) -> list[Scored]:
        return [self.evaluate(query) for query in queries]

    def _any(self, children: Sequence[Query], at_least: int) -> Scored:
        found = self._all(children)
        together = scored.add(found, self._documents)
        if at_least <= 1:
            return together
        matched = self._carried(found, [1.0] * len(found), together)
        return self._reaching(together, matched, at_least)

    def _reaching(self, found: Scored, carried: Floats, least: float) -> Scored:
        """The documents that carry enough; ``carried`` has an entry for each of ``found``."""
        enough = np.zeros(self._documents, np.bool_)
        enough[scored.docs_of(found)] = carried >= least
        return scored.keep(found, enough, self._documents)

    def _weighted(self, leaves: Sequence[Term | Phrase]) -> Scored:
        """The best of the leaves, times the idf of the documents with any of them."""
        found = scored.best([self._leaf(leaf) for leaf in leaves], self._documents)
        idf = inverse_frequency(self._documents, found.size)
        if isinstance(found, scored.Sparse):
            return scored.packed(found.docs, found.scores * idf, self._documents)
        return scored.Dense(found.mask, found.scores * idf, found.size)

    def _leaf(self, leaf: Term | Phrase) -> Scored:
        """BM25 without the idf."""
        part = self._source.fields[leaf.field]
        found = part.postings(leaf.term) if isinstance(leaf, Term) else self._phrase(leaf)
        norms = part.norms
        if norms is None:  # a value either stands or does not
            scores = np.full(len(found.docs), leaf.weight)
        else:
            scores = found.frequencies / (found.frequencies + norms[found.docs]) * leaf.weight
        return scored.Sparse(found.docs, scores)

    def _phrase(self, phrase: Phrase) -> Postings:
        return find_phrase([self.places(phrase.field, slot) for slot in phrase.slots])

    def places(self, name: str, terms: tuple[str, ...]) -> Keys:
        """Every place of any of some terms in a field, ascending."""
        key = (name, terms)
        known = self._source.places.get(key)
        if known is None:
            part = self._source.fields[name]
            known = np.concatenate([np.empty(0, np.int64), *map(part.occurrences, terms)])
            if len(terms) > 1:
                known.sort()
            self._source.places.put(key, known, known.nbytes)
        return known

    def _range(self, query: Range) -> Scored:
        docs = self._source.columns.within(query)
        return scored.packed(docs, np.zeros(len(docs)), self._documents)

    def _every(self, children: Sequence[Query]) -> Scored:
        """All children, the rarest first: if it matches nothing, the others need not be read."""
        if not children:
            return scored.everything(self._documents)
        found = []
        for child in sorted(children, key=self._at_most):
            one = self.evaluate(child)
            if not one.size:
                return NOTHING
            found.append(one)
        return scored.intersect(found, self._documents)

    def _at_most(self, query: Query) -> int:
        """How many documents a query can match, told without evaluating it."""
        match query:
            case Term(name, term):
                return self._source.fields[name].count(term)
            case Best(children) | AnyOf(children):
                return sum(map(self._at_most, children))
            case Phrase(name, slots) if slots:
                counts = self._source.fields[name].count
                return min(sum(map(counts, slot)) for slot in slots)
            case _:
                return self._documents

    def _share(self, query: Share) -> Scored:
        children = [child for child in self._all(query.children) if child.size]
        if not self.complete:  # of less than the whole mass, less would be enough
            return NOTHING
        masses = [self._mass(child) for child in children]
        together = scored.add(children, self._documents)
        if min(masses, default=0.0) >= query.share * sum(masses) - _ROUNDING:
            return together
        carried = self._carried(children, masses, together)
        live = self._source.fields.live
        there = carried if live is None else carried[live[scored.docs_of(together)]]
        least = query.share * float(there.max(initial=0.0)) - _ROUNDING
        return self._reaching(together, carried, least)

    def _carried(
        self, children: Sequence[Scored], masses: Sequence[float], together: Scored
    ) -> Floats:
        """The idf mass that each document of ``together`` carries."""
        if isinstance(together, scored.Sparse):
            there = (scored.look_up(c, together.docs, self._documents)[0] for c in children)
            shares = [mass * m for mass, m in zip(masses, there, strict=True)]
            summed: Floats = np.sum(shares, axis=0, dtype=np.float64)
            return summed
        carried = np.zeros(self._documents)
        for child, mass in zip(children, masses, strict=True):
            if isinstance(child, scored.Sparse):
                np.add.at(carried, child.docs, mass)
            else:
                carried += mass * child.mask
        found: Floats = carried[together.mask]
        return found
