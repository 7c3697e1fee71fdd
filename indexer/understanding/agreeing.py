"""Documents that have everything just as it was typed, above those whose marks are forgiven.

BM25 pays for saying a word often: three times bàn may be worth more than Ban once. In a short
question each word is meant, so there agreement comes first: once for all of it, where its words
agree and, of alternatives, one does. Did each alternative count, a document would be above others
for having more of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from indexer.queries import AllOf, AnyOf, Query
from indexer.questions import Part
from indexer.understanding.evidence import Slot, Wanted, may_lack_marks
from indexer.understanding.making import meant
from indexer.understanding.vocabulary import Vocabulary
from indexer.understanding.weighing import Weights

Found = tuple[Query, Query | None]
"""Documents that match, and those of them in which that agrees; None if it does in all."""


class Group(NamedTuple):
    """What a branch asks for in one place.

    Attributes:
        query: What a document must match.
        wanted: The word or phrase, if it is one.
        typed: Of parentheses, the documents in which they agree; None if all that match do.
    """

    query: Query
    wanted: Wanted | None = None
    typed: Query | None = None

    @property
    def may_disagree(self) -> bool:
        """Whether a document that matches may have it with other marks than typed."""
        if self.wanted is None:
            return self.typed is not None
        return any(map(may_lack_marks, self.wanted.typed))


def as_typed(groups: Sequence[Group], vocabulary: Vocabulary, weights: Weights) -> AllOf | None:
    """Documents in which all of a branch agrees; None if all that match do.

    Args:
        groups: What the branch asks for.
        vocabulary: The terms of the index.
        weights: What each thing is worth.
    """
    if not any(one.may_disagree for one in groups):
        return None
    usual = _usual([one.wanted for one in groups if one.wanted], vocabulary)
    typed = (
        _agreeing(one.wanted, usual, vocabulary, weights)
        if one.wanted and one.may_disagree
        else one.typed or one.query
        for one in groups
    )
    return AllOf(tuple(typed))


def either(branches: Sequence[Found]) -> Found:
    """Documents that have one of some alternatives."""
    query = AnyOf(tuple(query for query, _ in branches))
    if not any(typed for _, typed in branches):
        return query, None
    return query, AnyOf(tuple(typed or query for query, typed in branches))


def word_by_word(row: Sequence[Part]) -> Part | None:
    """All of a question as one part, if it is nothing but words."""
    if not all(part.loose and not part.begun for part in row):
        return None
    return Part(" ".join(part.text for part in row), tuple(s for p in row for s in p.syllables))


def _usual(wanted: Iterable[Wanted], vocabulary: Vocabulary) -> frozenset[str]:
    """What neighbours are with more marks, that hardly ever stand as they were typed: hội nghi."""
    row = [syllable for one in wanted for syllable in one.part.syllables]
    return frozenset(s for both in pairwise(row) for s in vocabulary.usual_pair(*both))


def _agreeing(
    wanted: Wanted, usual: frozenset[str], vocabulary: Vocabulary, weights: Weights
) -> Query:
    """Documents that have a part as it was typed, as far as any document has it so."""
    typed = tuple(_as_typed(slot, usual, vocabulary) for slot in wanted.typed)
    return meant(replace(wanted, typed=typed), vocabulary, weights)


def _as_typed(slot: Slot, usual: frozenset[str], vocabulary: Vocabulary) -> Slot:
    exact = tuple(s for s in slot if s.agreement == "full" or s.term in usual)
    known = any(vocabulary.has(p + s.field, s.term) for s in exact for p in ("", "title_"))
    return exact if known else slot
