"""The best documents of a query, most of the others never scored.

A document that has only one of the words of a question gets no more than that word's idf.
Those that have several are few, and the best of them get more than most words can give
alone: then whoever has nothing but such a word need not be looked at.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh import sets, unions
from indexer.engines.whoosh.evaluator import Evaluator
from indexer.engines.whoosh.ranking import TIED, best_first, threshold
from indexer.engines.whoosh.scores import Scores
from indexer.engines.whoosh.sets import Docs, Floats, Matches, places_in
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

_RARE = 256
"""What a part matches is scored with what several match, if it is not more than that."""


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
    parts = _parts(query)
    if hits.size <= _FEW or len(parts) == 1:
        docs, scores = hits.docs, Scores(evaluator, hits.docs).of(query, sure=True)
    else:
        docs, scores = _leading(evaluator, query, parts, hits, count)
    places = best_first(docs, scores, count, ties)
    return docs.take(places), scores.take(places)


def _leading(
    evaluator: Evaluator, query: Query, parts: Sequence[Query], hits: Matches, count: int
) -> tuple[Docs, Floats]:
    """Documents that hold the best, with their scores."""
    all_hit = hits.size == evaluator.matches(query).size and isinstance(query, AnyOf)
    matching = [(part, evaluator.matches(part)) for part in parts]
    shared = _shared(evaluator, query, parts)
    rare = [own.docs for _, own in matching if own.size <= _RARE]
    if rare:
        shared = sets.distinct(np.concatenate([shared, *rare]))
    if not all_hit:
        shared = hits.within(shared)
    found = [(shared, Scores(evaluator, shared).of(query, sure=True))]
    least = threshold(found[0][1], count)
    rated = [(_ceiling(evaluator, part), part, own) for part, own in matching if own.size > _RARE]
    for ceiling, part, own in sorted(rated, key=lambda one: -one[0]):
        if ceiling < least - 2 * TIED:
            break  # nor does any of the parts to come give so much alone
        docs = own.docs if all_hit else hits.within(own.docs)
        found.append((docs, Scores(evaluator, docs).of(part, sure=True)))
        least = max(least, threshold(found[-1][1], count))
    return _merged(found, least - TIED)


def _shared(evaluator: Evaluator, query: Query, parts: Sequence[Query]) -> Docs:
    """The documents that more than one part of a query matches, if not some more."""
    found = evaluator.matches(query)
    whole = isinstance(query, AnyOf) and query.children == tuple(parts)
    if not (whole and isinstance(found, unions.Union | unions.Extended)):
        found = unions.overlapping([evaluator.matches(part) for part in parts], found.documents)
    return found.shared if isinstance(found, unions.Union | unions.Extended) else found.docs[:0]


def _merged(found: Sequence[tuple[Docs, Floats]], least: float) -> tuple[Docs, Floats]:
    """Of several lists, the documents that score enough.

    The first list has all those that are in more than one list, with their whole scores.
    """
    if len(found) == 1:
        return found[0]
    enough = [scores >= least for _, scores in found]
    near = [(d.compress(e), s.compress(e)) for (d, s), e in zip(found, enough, strict=True)]
    shared = near[0][0]
    for i, (docs, scores) in enumerate(near[1:], 1):
        alone = ~places_in(shared, docs)[1]
        near[i] = docs.compress(alone), scores.compress(alone)
    return np.concatenate([docs for docs, _ in near]), np.concatenate([s for _, s in near])


def _parts(query: Query) -> list[Query]:
    """Queries whose scores add up to that of a query wherever it matches."""
    if isinstance(query, Raised):
        return [*_parts(query.base), *query.raising]
    return _alternatives(query)


def _alternatives(query: Query) -> list[Query]:
    """Queries any of which a document has to match, whose scores add up.

    One that is raised stays whole: what raises it counts for no document of another.
    """
    if isinstance(query, AnyOf) and query.at_least <= 1:
        return [part for child in query.children for part in _alternatives(child)]
    return [query]


def _ceiling(evaluator: Evaluator, query: Query) -> float:  # noqa: C901, PLR0911 - a case for each node
    """A score that no document exceeds."""
    match query:
        case Term() | Phrase():
            return _strongest(evaluator, query) * evaluator.mass(query)
        case Best(leaves):
            strongest = (_strongest(evaluator, leaf) for leaf in leaves)
            return max(strongest, default=0.0) * evaluator.mass(query)
        case Share(children, _, coverage):
            mass = sum(evaluator.mass(child) for child in children)
            return coverage * mass + sum(_ceiling(evaluator, child) for child in children)
        case AnyOf(children) | AllOf(children):
            return sum(_ceiling(evaluator, child) for child in children)
        case Raised(base, raising):
            return _ceiling(evaluator, base) + sum(_ceiling(evaluator, one) for one in raising)
        case Without(kept):
            return _ceiling(evaluator, kept)
        case Constant(_, score):
            return score
        case Range():
            return 0.0


def _strongest(evaluator: Evaluator, leaf: Term | Phrase) -> float:
    """What its highest frequency would come to in the shortest document."""
    most = evaluator.postings(leaf).most
    shortest = evaluator.source.fields[leaf.field].least_norm
    return leaf.weight * most / (most + shortest) if most else 0.0
