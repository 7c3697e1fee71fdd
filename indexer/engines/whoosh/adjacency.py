"""Neighbours of the question that are neighbours in the document raise its rank.

Only the best documents are looked at again: those that the terms alone put far down do
not come up by standing side by side.
"""

from __future__ import annotations

import numpy as np

from indexer.engines.whoosh.evaluator import Evaluator
from indexer.engines.whoosh.phrases import counted, side_by_side
from indexer.engines.whoosh.postings import Keys
from indexer.engines.whoosh.scoring import inverse_frequency
from indexer.engines.whoosh.sets import Docs, Floats
from indexer.queries import Phrase, Query, Raised, Without

DEPTH = 400
"""How many of the best documents are looked at again."""


def split(query: Query) -> tuple[Query, tuple[Phrase, ...]]:
    """A query without the pairs that raise it, and those."""
    match query:
        case Without(kept, dropped):
            bare, pairs = split(kept)
            return Without(bare, dropped), pairs
        case Raised(base, raising):
            pairs = tuple(part for part in raising if _is_pair(part))  # type: ignore[misc]
            others = tuple(part for part in raising if not _is_pair(part))
            return (Raised(base, others) if others else base), pairs
    return query, ()


def _is_pair(query: Query) -> bool:
    return isinstance(query, Phrase) and [len(slot) for slot in query.slots] == [1, 1]


def pair_scores(evaluator: Evaluator, pairs: tuple[Phrase, ...], docs: Docs) -> Floats:
    """What the pairs add to the scores of some documents, ascending.

    BM25 as for a term, with the document frequency of the pair.
    """
    fields = evaluator.source.fields
    scores = np.zeros(len(docs))
    places: dict[tuple[str, str], Keys] = {}
    for pair in pairs:
        (left,), (right,) = pair.slots
        for term in (left, right):  # a term has neighbours on both sides
            if (pair.field, term) not in places:
                postings = evaluator.term(pair.field, term)
                places[pair.field, term] = postings.occurrences_in(docs)
        found = side_by_side(places[pair.field, left], places[pair.field, right])
        field = fields[pair.field]
        if len(found) and field.norms is not None:
            own, counts = counted(found)
            idf = inverse_frequency(fields.documents, field.pair_count(left, right))
            saturated = counts / (counts + field.norms[own])
            scores[docs.searchsorted(own)] += pair.weight * idf * saturated
    return scores
