"""Neighbours of the question that are neighbours in the document raise its rank.

Only the best documents are looked at again: those that the terms alone put far down do
not come up by standing side by side.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from indexer.engines.whoosh.evaluator import Evaluator
from indexer.engines.whoosh.phrases import counted, side_by_side
from indexer.engines.whoosh.postings import Keys, TermPostings
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
    places = _places([_terms(evaluator, pair) for pair in pairs], docs)
    for pair in pairs:
        left, right = _terms(evaluator, pair)
        field = fields[pair.field]
        if left not in places or right not in places or field.norms is None:
            continue
        own, counts = counted(side_by_side(places[left], places[right]))
        if len(own):
            (first,), (second,) = pair.slots
            idf = inverse_frequency(fields.documents, field.pair_count(first, second))
            saturated = counts / (counts + field.norms[own])
            scores[docs.searchsorted(own)] += pair.weight * idf * saturated
    return scores


def _terms(evaluator: Evaluator, pair: Phrase) -> tuple[TermPostings, TermPostings]:
    (left,), (right,) = pair.slots
    return evaluator.term(pair.field, left), evaluator.term(pair.field, right)


def _places(
    pairs: Iterable[tuple[TermPostings, TermPostings]], docs: Docs
) -> dict[TermPostings, Keys]:
    """Where each term stands in those of some documents that have it and a neighbour of it."""
    having: dict[TermPostings, Mask] = {}
    wanted: dict[TermPostings, Mask] = {}
    for pair in pairs:
        for term in pair:
            if term not in having:
                having[term] = term.contains(docs)
                wanted[term] = np.zeros(len(docs), np.bool_)
        both = having[pair[0]] & having[pair[1]]
        for term in pair:
            wanted[term] |= both
    return {
        term: term.occurrences_in(docs.compress(where), sure=True)
        for term, where in wanted.items()
        if where.any()
    }
