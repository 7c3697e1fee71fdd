"""Documents that have everything just as it was typed, above those whose marks are forgiven.

BM25 pays for saying a word often: three times bàn may be worth more than Ban once. In a short
question each word is meant, so there agreement comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from indexer.queries import AllOf, Constant, Query
from indexer.understanding import simplifying, stating, weighing
from indexer.understanding.evidence import Slot, Wanted, may_lack_marks
from indexer.understanding.vocabulary import Vocabulary
from indexer.understanding.weighing import Weights


def raising(
    found: Iterable[tuple[Query, Sequence[Wanted]]], vocabulary: Vocabulary, weights: Weights
) -> Iterator[Query]:
    """What raises documents in which all of a question agrees, if any of it may not.

    Args:
        found: What a document must match, each with the parts of the question in it.
        vocabulary: The terms of the index.
        weights: What each thing is worth.
    """
    found = list(found)
    lacking = [any(any(map(may_lack_marks, one.typed)) for one in parts) for _, parts in found]
    if any(lacking):
        usual = _usual([one for _, parts in found for one in parts], vocabulary)
        agreeing = (
            _agreeing(parts[0], usual, vocabulary, weights) if lacks and len(parts) == 1 else query
            for (query, parts), lacks in zip(found, lacking, strict=True)
        )
        yield Constant(AllOf(tuple(agreeing)), weights.agreeing)


def _usual(wanted: Iterable[Wanted], vocabulary: Vocabulary) -> frozenset[str]:
    """What neighbours are with more marks, that hardly ever stand as they were typed: hội nghi."""
    row = [syllable for one in wanted for syllable in one.part.syllables]
    return frozenset(s for both in pairwise(row) for s in vocabulary.usual_pair(*both))


def _agreeing(
    wanted: Wanted, usual: frozenset[str], vocabulary: Vocabulary, weights: Weights
) -> Query:
    """Documents that have a part as it was typed, as far as any document has it so."""
    typed = tuple(_as_typed(slot, usual, vocabulary) for slot in wanted.typed)
    query = weighing.meant(replace(wanted, typed=typed), weights)
    stated = stating.instead(wanted.part, wanted.facts, vocabulary)
    return weighing.or_stated(simplifying.simplified(query, vocabulary.has), stated)


def _as_typed(slot: Slot, usual: frozenset[str], vocabulary: Vocabulary) -> Slot:
    exact = tuple(s for s in slot if s.agreement == "full" or s.term in usual)
    known = any(vocabulary.has(p + s.field, s.term) for s in exact for p in ("", "title_"))
    return exact if known else slot
