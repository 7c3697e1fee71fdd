"""A query tree over the fields: which documents match.

How well they match is another matter (``scores``), asked of far fewer documents. What the
question's parts come to is remembered, since the next question has most of them too.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import assert_never

import numpy as np

from indexer.engines.whoosh import sets, unions
from indexer.engines.whoosh.columns import Columns
from indexer.engines.whoosh.fields import Fields
from indexer.engines.whoosh.leaves import Leaves, Remembered
from indexer.engines.whoosh.masses import Weighed, able_to_carry, carried_by, weighed_sets
from indexer.engines.whoosh.memory import Memory
from indexer.engines.whoosh.postings import Postings, TermPostings
from indexer.engines.whoosh.sets import Docs, Floats, Mask, Matches, Packed
from indexer.engines.whoosh.unions import Extended
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
    inverse_frequency,
)

ROOM = 32 * 1024 * 1024
"""Bytes of what is remembered: the documents of the parts of questions."""

_ROUNDING = 1e-9


@dataclass(frozen=True)
class Source:
    """What an evaluator reads, shared by all searches over one opened index."""

    fields: Fields
    columns: Columns
    memory: Remembered = field(default_factory=lambda: Memory(ROOM))

    @property
    def documents(self) -> int:
        """How many documents there are, deleted ones included."""
        return self.fields.documents


class Evaluator:
    """Evaluates the nodes of one search, each once.

    Attributes:
        source: The index.
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
        self.source = source
        self._documents = source.documents
        self._nothing = sets.nothing(source.documents)
        self._done: dict[int, tuple[Query, Matches]] = {}
        self._leaves = Leaves(source.fields, source.memory)
        self._carried: dict[int, tuple[Docs, Floats]] = {}
        self._clock = clock
        self._deadline = None if seconds is None else clock() + seconds
        self.complete = True

    def matches(self, query: Query) -> Matches:
        """The documents a query tree matches."""
        if self._deadline is None and isinstance(query, Term):
            return self._leaves.term(query.field, query.term)
        done = self._done.get(id(query))
        if done is None:  # the node is kept as well, so that its id stays its own
            done = self._done[id(query)] = query, self._in_time(query)
        return done[1]

    def mass(self, query: Query) -> float:
        """The idf of what a query matches; 0 if it matches nothing."""
        return self._mass(self.matches(query))

    def _mass(self, found: Matches) -> float:
        return inverse_frequency(self._documents, found.size) if found.size else 0.0

    def _in_time(self, query: Query) -> Matches:
        if self._deadline is not None and self._clock() > self._deadline:
            self.complete = False
            return self._nothing
        if isinstance(query, Term | Phrase):
            return self.postings(query)
        if not _is_remembered(query):
            return self._evaluate(query)
        known = self.source.memory.get(query)
        if isinstance(known, Packed):
            return known.unpacked()
        found = self._evaluate(query)
        if self.complete and not isinstance(found, Extended | Postings):
            packed = Packed.of(found)
            self.source.memory.put(query, packed, packed.data.nbytes)
        return found

    def _evaluate(self, query: Query) -> Matches:  # noqa: C901, PLR0911 - a case for each node
        match query:
            case Term() | Phrase():
                return self.postings(query)
            case Range():
                return sets.listed(self.source.columns.within(query), self._documents)
            case Best(children):
                # The last is the one that allows for most: the others stand where it does.
                leaves = [self.postings(leaf) for leaf in reversed(children)]
                return unions.union(leaves, self._documents)
            case AnyOf(children, at_least):
                return self._any(children, at_least)
            case AllOf(children):
                return self._every(children)
            case Share():
                return self._share(query)
            case Constant(inner) | Raised(inner):
                return self.matches(inner)
            case Without(kept, dropped):
                # What is dropped first: without time for it, nothing must be kept.
                unwanted = self.matches(dropped)
                wanted = self.matches(kept) if self.complete else self._nothing
                return sets.difference(wanted, unwanted)
            case _:
                assert_never(query)

    def postings(self, leaf: Term | Phrase) -> Postings:
        """The documents of a term or a phrase, and how often it stands in each."""
        return self._leaves.postings(leaf)

    def term(self, name: str, term: str) -> TermPostings:
        """The documents of a term in a field."""
        return self._leaves.term(name, term)

    def _any(self, children: Sequence[Query], at_least: int) -> Matches:
        found = [self.matches(child) for child in reversed(children)]  # as above
        if at_least <= 1:
            alone = all(isinstance(child, Term) for child in children)  # then it may be ranked
            return (unions.overlapping if alone else unions.union)(found, self._documents)
        return self._reaching(found, at_least)

    def _every(self, children: Sequence[Query]) -> Matches:
        """All children, the rarest first: what it does not match need not be asked of others."""
        if not children:
            return sets.everything(self._documents)
        rarest, *others = sorted(children, key=self._at_most)
        found = self.matches(rarest)
        for child in others:
            found = self._also(found, child)
        return found

    def _also(self, found: Matches, query: Query) -> Matches:
        """Those of some documents that match a query too."""
        if not found.size:
            return found
        if found.is_dense:
            return sets.intersection([found, self.matches(query)])
        there = self._contains(query, found.docs)
        return sets.listed(found.docs.compress(there), self._documents)

    def _contains(self, query: Query, docs: Docs) -> Mask:
        """Whether each of some documents, ascending, matches a query.

        Of alternatives each is asked: their union would be made of all documents.
        """
        if isinstance(query, AnyOf) and query.at_least <= 1 and query.children:
            there = [self._contains(child, docs) for child in query.children]
            return functools.reduce(np.logical_or, there)
        return self.matches(query).contains(docs)

    def _at_most(self, query: Query) -> int:
        """How many documents a query can match, told without evaluating it."""
        match query:
            case Term():
                return self.term(query.field, query.term).size
            case Best(children) | AnyOf(children):
                return sum(map(self._at_most, children))
            case Phrase(name, slots) if slots:
                return min(sum(self.term(name, term).size for term in slot) for slot in slots)
            case _:
                return self._documents

    def carried(self, query: Share, docs: Docs) -> Floats:
        """The idf mass of the children of a query that each of some documents matches."""
        known, carried = self._carried.get(id(query), (None, None))
        if carried is not None and known is docs:
            return carried
        return carried_by(docs, self._children(query))

    def _children(self, query: Share) -> Weighed:
        found = [self.matches(child) for child in query.children]
        return weighed_sets(found, [self._mass(one) for one in found])

    def _share(self, query: Share) -> Matches:
        weighed = self._children(query)
        if not weighed or not self.complete:  # of less than the best has, less would be enough
            return self._nothing
        docs, carried = self._able(weighed, query.share)
        best, few = self._most(docs, carried, query.few)
        if few < query.share * best and query.scant < query.share:
            docs, carried = self._able(weighed, query.scant)
            best, few = self._most(docs, carried, query.few)
        enough = carried >= query.least(best, few)
        docs, carried = self._carried[id(query)] = docs.compress(enough), carried.compress(enough)
        return sets.listed(docs, self._documents)

    def _able(self, weighed: Weighed, share: float) -> tuple[Docs, Floats]:
        """The documents that may carry a share of what the best does, and what they carry."""
        # The best document carries no less than the best of those with the rarest child.
        rarest = weighed[0][1].docs
        best, _ = self._most(rarest, carried_by(rarest, weighed))
        able = able_to_carry(self._documents, weighed, share * best).docs
        return able, carried_by(able, weighed)

    def _most(self, docs: Docs, carried: Floats, few: int = 1) -> tuple[float, float]:
        """What the best of some documents carries, and the least of the few best.

        Deleted ones do not count.
        """
        live = self.source.fields.live
        there = carried if live is None else carried.compress(live.take(docs))
        best = float(there.max(initial=0.0)) - _ROUNDING
        least = np.partition(there, -few)[-few] - _ROUNDING if few <= len(there) else 0.0
        return best, float(least)

    def _reaching(self, found: Sequence[Matches], least: int) -> Matches:
        """The documents of at least so many sets."""
        weighed = weighed_sets(found, [1.0] * len(found))
        able = able_to_carry(self._documents, weighed, least)
        enough = carried_by(able.docs, weighed) >= least
        return sets.listed(able.docs.compress(enough), self._documents)


def _is_remembered(query: Query) -> bool:
    """Whether finding what a query matches takes longer than looking up what it matched.

    What is put together of terms alone is put together as fast again.
    """
    if isinstance(query, AnyOf):
        return not all(isinstance(child, Term) for child in query.children)
    return isinstance(query, Best)
