"""A plan is answered: hits, their order, the counts of every facet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import repeat
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from indexer.documents import Scalar
from indexer.engine import Answer, Found, Plan
from indexer.engines.whoosh import sets
from indexer.engines.whoosh.adjacency import DEPTH, pair_scores, split
from indexer.engines.whoosh.evaluator import Evaluator, Source
from indexer.engines.whoosh.fields import Ids
from indexer.engines.whoosh.pruning import best_of
from indexer.engines.whoosh.ranking import best_first, first_by_rank
from indexer.engines.whoosh.scores import Scores
from indexer.engines.whoosh.sets import Docs, Floats, Mask, Matches
from indexer.queries import AllOf, Query, Raised, Without

Counts = dict[str, dict[Scalar | None, int]]

_MOST = 2
"""Where more than one in so many documents is a hit, the others are counted instead."""


class Search:
    """One plan on its way to an answer."""

    def __init__(self, source: Source, plan: Plan, ranks: NDArray[np.int64]) -> None:
        """Evaluates the plan.

        Args:
            source: The index.
            plan: What is asked.
            ranks: The place of each document in the order asked for, or among those of
                equal score.
        """
        self._source = source
        self._plan = plan
        self._ranks = ranks
        self._evaluator = Evaluator(source, plan.seconds)
        self._query, self._pairs = split(plan.query)
        self._matching = self._evaluator.matches(self._query)
        self._filters = self._chosen()
        self._needs_all = _needs_all(self._query, set(map(id, plan.groups)))
        wanted = self._with_all(self._matching) if plan.require_all else self._matching
        self._base = self._live(wanted)

    def answer(self, ids: Ids) -> Answer:
        """The answer; ``ids`` gives the documents their names."""
        hits = self._filtered(self._base, lifted=None)
        docs, scores = self._ranked(hits)
        docs, scores = docs[self._plan.offset :], scores[self._plan.offset :]
        return Answer(
            total=hits.size,
            all=hits.size if self._plan.require_all else self._with_all(hits).size,
            unfiltered=self._base.size,
            found=tuple(map(Found, ids.of(docs), scores.tolist(), self._having(docs))),
            counts=self._counts(hits),
            masses=_Masses(self._evaluator, self._plan.groups),
            complete=self._evaluator.complete,
        )

    @cached_property
    def _groups(self) -> list[Matches]:
        return [self._evaluator.matches(group) for group in self._plan.groups]

    def _having(self, docs: Docs) -> Iterable[tuple[bool, ...]]:
        """Of each document, which groups it has."""
        if self._needs_all or self._plan.require_all:
            return repeat((True,) * len(self._plan.groups))
        return map(tuple, _in_any_order(docs, self._has).tolist())

    def _has(self, docs: Docs) -> Mask:
        """A row of each document, which groups it has."""
        has = np.empty((len(docs), len(self._groups)), np.bool_)
        for number, group in enumerate(self._groups):
            has[:, number] = group.contains(docs)
        return has

    def _with_all(self, matching: Matches) -> Matches:
        """Those of some matching documents that match every group."""
        if self._needs_all:
            return matching
        return sets.intersection(sorted([matching, *self._groups], key=lambda one: one.size))

    def _chosen(self) -> Mapping[str, Mask]:
        plan = self._plan
        if not plan.filters:
            return {}
        columns = self._source.columns.facets(today=plan.units == "today", certain=plan.certain)
        return {name: columns[name].chosen(keys) for name, keys in plan.filters.items()}

    def _live(self, found: Matches) -> Matches:
        live = self._source.fields.live
        return found if live is None else sets.kept(found, live)

    def _filtered(self, found: Matches, lifted: str | None) -> Matches:
        masks = [mask for name, mask in self._filters.items() if name != lifted]
        if not masks:
            return found
        return sets.kept(found, masks[0] if len(masks) == 1 else np.logical_and.reduce(masks))

    def _ranked(self, hits: Matches) -> tuple[Docs, Floats]:
        """The hits up to the end of the asked page, in order, with their scores."""
        plan = self._plan
        count = plan.offset + plan.limit
        if plan.sort != "relevance":
            first = first_by_rank(hits.docs, self._ranks, count)
            return first, _in_any_order(first, self._scores)
        if not self._pairs:
            return best_of(self._evaluator, self._query, hits, count, self._ranks)
        if hits.size <= DEPTH:
            docs = hits.docs
            scores = self._scores(docs) + self._pair_scores(docs)
            order = best_first(docs, scores, count, self._ranks)
            return docs.take(order), scores.take(order)
        most = max(count, DEPTH)
        docs, scores = best_of(self._evaluator, self._query, hits, most, self._ranks)
        return self._raised(docs, scores, count)

    def _raised(self, docs: Docs, scores: Floats, count: int) -> tuple[Docs, Floats]:
        """The first with the best raised by the pairs they have; the others stay below."""
        best = docs[:DEPTH]
        raised = scores[:DEPTH] + _in_any_order(best, self._pair_scores)
        order = best_first(best, raised, count, self._ranks)
        docs = np.concatenate([best.take(order), docs[DEPTH:]])
        return docs[:count], np.concatenate([raised.take(order), scores[DEPTH:]])[:count]

    def _scores(self, docs: Docs) -> Floats:
        return Scores(self._evaluator, docs).of(self._query, sure=True)

    def _pair_scores(self, docs: Docs) -> Floats:
        return pair_scores(self._evaluator, self._pairs, docs)

    def _counts(self, hits: Matches) -> Counts:
        """Counts of every facet, each with its own filter lifted."""
        names = self._plan.facets
        counts = self._counted(hits, tuple(name for name in names if name not in self._filters))
        for name in names:
            if name in self._filters:
                counts |= self._counted(self._filtered(self._base, lifted=name), (name,))
        return {name: counts[name] for name in names}

    def _counted(self, found: Matches, names: tuple[str, ...]) -> Counts:
        plan = self._plan
        today, certain = plan.units == "today", plan.certain
        group = self._source.columns.group(names, today=today, certain=certain)
        if found.size * _MOST > self._source.documents:
            return group.counts_but((~found.mask).nonzero()[0])
        return group.counts(found.loose)


_Told = TypeVar("_Told", Floats, Mask)


def _in_any_order(docs: Docs, tell: Callable[[Docs], _Told]) -> _Told:
    """What is told of documents that are in another order than it wants them: ascending."""
    order = docs.argsort()
    return tell(docs.take(order)).take(order.argsort(), axis=0)


class _Masses(Sequence[float]):
    """How much matching each group tells: only who marks snippets wants to know."""

    def __init__(self, evaluator: Evaluator, groups: Sequence[Query]) -> None:
        self._evaluator = evaluator
        self._groups = groups

    def __len__(self) -> int:
        return len(self._groups)

    def __getitem__(self, number: Any) -> Any:
        return self._evaluator.mass(self._groups[number])


def _needs_all(query: Query, groups: set[int]) -> bool:
    """Whether it is plain from a query that its documents match every group, given by ids."""
    match query:
        case Without(kept, _):
            return _needs_all(kept, groups)
        case Raised(base, _):
            return _needs_all(base, groups)
        case AllOf(children):
            return groups.issubset(map(id, children))
    return groups.issubset((id(query),))
