"""Neighbours of the question that are neighbours in the document raise its rank.

Only the best documents are looked at again: those that the terms alone put far down do
not come up by standing side by side.
"""

from __future__ import annotations

import numpy as np

from indexer.engines.whoosh.evaluator import Evaluator
from indexer.engines.whoosh.phrases import counted, side_by_side
from indexer.engines.whoosh.postings import TermPostings
from indexer.engines.whoosh.scoring import inverse_frequency
from indexer.engines.whoosh.sets import Docs, Floats, Mask
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
    having: dict[TermPostings, Mask] = {}
    for pair in pairs:
        (left,), (right,) = pair.slots
        terms = evaluator.term(pair.field, left), evaluator.term(pair.field, right)
        for term in terms:  # which may have been a neighbour on the other side before
            if term not in having:
                having[term] = term.contains(docs)
        both = docs.compress(having[terms[0]] & having[terms[1]])
        field = fields[pair.field]
        if not len(both) or field.norms is None:
            continue
        own, counts = counted(side_by_side(*(t.occurrences_in(both, sure=True) for t in terms)))
        if len(own):
            idf = inverse_frequency(fields.documents, field.pair_count(left, right))
            saturated = counts / (counts + field.norms[own])
            scores[docs.searchsorted(own)] += pair.weight * idf * saturated
    return scores
