"""Neighbours of the question that are neighbours in the document raise its rank.

Only the best documents are looked at again: those that the terms alone put far down do
not come up by standing side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from indexer.engines.whoosh.evaluator import Evaluator
from indexer.engines.whoosh.phrases import counted, side_by_side
from indexer.engines.whoosh.postings import POSITION_BITS, Keys, TermPostings
from indexer.engines.whoosh.sets import Docs, Floats, Mask
from indexer.queries import Phrase, Query, Raised, Without, inverse_frequency

DEPTH = 400
"""How many of the best documents are looked at again."""


def split(query: Query) -> tuple[Query, tuple[Phrase, ...]]:
    """A query without the pairs that raise it, and those."""
    match query:
        case Without(kept, dropped):
            bare, pairs = split(kept)
            return Without(bare, dropped), pairs
        case Raised(base, raising):
            neighbours = tuple(p for p in raising if isinstance(p, Phrase) and _is_pair(p))
            if len(neighbours) == len(raising):
                return base, neighbours
            others = tuple(p for p in raising if not (isinstance(p, Phrase) and _is_pair(p)))
            return Raised(base, others), neighbours
    return query, ()


def _is_pair(phrase: Phrase) -> bool:
    slots = phrase.slots
    if phrase.led or phrase.unless:
        return False
    return len(slots) == 2 and len(slots[0]) == len(slots[1]) == 1  # noqa: PLR2004 - which is a pair


def pair_scores(evaluator: Evaluator, pairs: Sequence[Phrase], docs: Docs) -> Floats:
    """What the pairs add to the scores of some documents, ascending.

    BM25 as for a term, with the document frequency of the pair.
    """
    fields = evaluator.source.fields
    scores = np.zeros(len(docs))
    having = [(pair, _documents(evaluator, pair)) for pair in pairs]
    having = [(pair, documents) for pair, documents in having if documents]
    standing = _standing(evaluator, [pair for pair, _ in having], docs)
    for number, places, counts in standing:
        pair, documents = having[number]
        norms = fields[pair.field].norms(docs.take(places))
        if norms is not None:
            idf = inverse_frequency(fields.documents, documents)
            scores[places] += pair.weight * idf * counts / (counts + norms)
    return scores


def _documents(evaluator: Evaluator, pair: Phrase) -> int:
    (left,), (right,) = pair.slots
    return evaluator.source.fields[pair.field].pair_count(left, right)


def _standing(
    evaluator: Evaluator, pairs: Sequence[Phrase], docs: Docs
) -> Iterator[tuple[int, Docs, Floats]]:
    """Which pairs stand in any of some documents, in which of them, and how often.

    They are looked for in one pass over all: what stands somewhere is told from what else
    does by the pair, the document and the position, in this order.
    """
    sides = [_terms(evaluator, pair) for pair in pairs]
    places = _places(sides, docs)
    known = [n for n, (left, right) in enumerate(sides) if left in places and right in places]
    if not known:
        return
    bits = len(docs).bit_length()
    lefts = [places[sides[n][0]] + (n << bits + POSITION_BITS) for n in known]
    rights = [places[sides[n][1]] + (n << bits + POSITION_BITS) for n in known]
    found, counts = counted(side_by_side(np.concatenate(lefts), np.concatenate(rights)))
    numbers = found >> bits
    for n in dict.fromkeys(numbers.tolist()):
        own = slice(*numbers.searchsorted([n, n + 1]))
        yield n, found[own] - (n << bits), counts[own]


def _terms(evaluator: Evaluator, pair: Phrase) -> tuple[TermPostings, TermPostings]:
    (left,), (right,) = pair.slots
    return evaluator.term(pair.field, left), evaluator.term(pair.field, right)


def _places(
    sides: Iterable[tuple[TermPostings, TermPostings]], docs: Docs
) -> dict[TermPostings, Keys]:
    """Where each term stands in those of some documents that have it and a neighbour of it.

    A document is numbered by its place among them.
    """
    having: dict[TermPostings, Mask] = {}
    wanted: dict[TermPostings, Mask] = {}
    for left, right in sides:
        for term in (left, right):
            if term not in having:
                having[term] = term.contains(docs)
        both = having[left] & having[right]
        if np.count_nonzero(both):
            for term in (left, right):
                wanted[term] = wanted[term] | both if term in wanted else both
    found: dict[TermPostings, Keys] = {}
    for term, where in wanted.items():
        numbers = where.nonzero()[0]
        found[term] = term.occurrences_in(docs.take(numbers), numbers)
    return found
