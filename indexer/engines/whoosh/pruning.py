"""The best documents of a query, most of the others never scored.

A document that has only the common words of a question cannot be among the best if enough
others have a rare one: what a word adds is bounded by its idf.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh import sets
from indexer.engines.whoosh.evaluator import Evaluator
from indexer.engines.whoosh.ranking import TIED, best_first, threshold
from indexer.engines.whoosh.scores import Scores
from indexer.engines.whoosh.sets import Docs, Floats, Matches
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

_FEW = 2000
"""So few hits are scored all of them."""

_LIKELY = 0.6
"""The share of what it may come to that the best documents' score is hoped to reach."""


def best_of(
    evaluator: Evaluator, query: Query, hits: Matches, count: int, ties: NDArray[np.int64]
) -> tuple[Docs, Floats]:
    """The best of some documents, best first, with their scores.

    Args:
        evaluator: What evaluates the query.
        query: The query; it matches all of them.
        hits: The documents.
        count: How many are wanted.
        ties: Rank of every document of the index among those of equal score.
    """
    leading = _leading(evaluator, query, hits, count)
    docs, scores = leading or (hits.docs, Scores(evaluator, hits.docs).of(query, sure=True))
    places = best_first(docs, scores, count, ties)
    return docs.take(places), scores.take(places)


def _leading(
    evaluator: Evaluator, query: Query, hits: Matches, count: int
) -> tuple[Docs, Floats] | None:
    """Documents that hold the best, with their scores; None if these cannot be told apart."""
    if hits.size <= _FEW:
        return None
    lead, rest, most = _split(evaluator, _parts(query))
    if not rest:
        return None
    docs = sets.union([evaluator.matches(part) for part in lead], hits.documents).docs
    docs = hits.within(docs)
    if not count <= len(docs) < hits.size:
        return None
    scores = _sum(evaluator, lead, docs)
    least = threshold(scores, count) - TIED
    if least <= most + TIED:  # a document without any of the lead might be as good
        return None
    near = scores + most >= least
    docs, scores = docs.compress(near), scores.compress(near)
    return docs, scores + _sum(evaluator, rest, docs)


def _parts(query: Query) -> list[Query]:
    """Queries whose scores add up to that of a query wherever it matches."""
    match query:
        case AnyOf(children, at_least) if at_least <= 1:
            return [part for child in children for part in _parts(child)]
        case Raised(base, raising):
            return [*_parts(base), *raising]
    return [query]


def _split(evaluator: Evaluator, parts: Sequence[Query]) -> tuple[list[Query], list[Query], float]:
    """The parts that decide, the others, and the most that those may come to."""
    ceilings = [(_ceiling(evaluator, part), part) for part in parts]
    ceilings.sort(key=lambda pair: -pair[0])
    most, lead = 0.0, len(ceilings)
    while lead > 1 and most + ceilings[lead - 1][0] < _LIKELY * ceilings[0][0]:
        lead -= 1
        most += ceilings[lead][0]
    ordered = [part for _, part in ceilings]
    return ordered[:lead], ordered[lead:], most


def _ceiling(evaluator: Evaluator, query: Query) -> float:  # noqa: PLR0911 - a case for each node
    """A score that no document exceeds."""
    match query:
        case Term() | Phrase():
            return query.weight * evaluator.mass(query)
        case Best(leaves):
            return max(leaf.weight for leaf in leaves) * evaluator.mass(query)
        case AnyOf(children) | AllOf(children) | Share(children):
            return sum(_ceiling(evaluator, child) for child in children)
        case Raised(base, raising):
            return _ceiling(evaluator, base) + sum(_ceiling(evaluator, one) for one in raising)
        case Without(kept):
            return _ceiling(evaluator, kept)
        case Constant(_, score):
            return score
        case Range():
            return 0.0


def _sum(evaluator: Evaluator, parts: Sequence[Query], docs: Docs) -> Floats:
    scores = Scores(evaluator, docs)
    total = np.zeros(len(docs))
    for part in parts:
        total += scores.of(part)
    return total
