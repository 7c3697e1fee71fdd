"""Neighbours of the question that are neighbours in the document raise its rank.

Only the best documents are looked at again: those that the terms alone put far down do
not come up by standing side by side.
"""

from __future__ import annotations

import numpy as np

from indexer.engines.whoosh.evaluator import Evaluator
from indexer.engines.whoosh.fields import Fields
from indexer.engines.whoosh.phrases import find_phrase, in_documents
from indexer.engines.whoosh.scored import Docs, Floats
from indexer.engines.whoosh.scoring import inverse_frequency
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


def pair_scores(
    fields: Fields, evaluator: Evaluator, pairs: tuple[Phrase, ...], docs: Docs
) -> Floats:
    """What the pairs add to the scores of some documents, ascending.

    BM25 as for a term, with the document frequency of the pair.
    """
    scores = np.zeros(len(docs))
    for pair in pairs:
        (left,), (right,) = pair.slots
        field = fields[pair.field]
        places = [
            in_documents(evaluator.places(pair.field, (term,)), docs) for term in (left, right)
        ]
        found = find_phrase(places)
        if len(found.docs) and field.norms is not None:
            idf = inverse_frequency(fields.documents, field.pair_count(left, right))
            saturated = found.frequencies / (found.frequencies + field.norms[found.docs])
            scores[docs.searchsorted(found.docs)] += pair.weight * idf * saturated
    return scores
