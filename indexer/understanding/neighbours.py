"""Syllables that stand side by side in the question: so they should in the text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from indexer.analysis.filters import fold_term
from indexer.queries import Query
from indexer.questions import Part
from indexer.understanding import weighing
from indexer.understanding.evidence import may_lack_marks
from indexer.understanding.vocabulary import Vocabulary
from indexer.understanding.weighing import Weights
from indexer.understanding.wordings import Wordings


class Place(NamedTuple):
    """A place in the row of a question's syllables.

    Attributes:
        syllable: The syllable; None where what stands there is no loose word.
        asks: Whether it only asks. In a text that answers it does not stand; in a title it
            may ("Chuyển đổi số là gì?").
    """

    syllable: str | None
    asks: bool


class Neighbours:
    """Makes what raises documents in which neighbours of the question are neighbours."""

    def __init__(self, vocabulary: Vocabulary, weights: Weights, *, marked: bool) -> None:
        """Takes the terms of an index, the weights, and whether marks were typed."""
        self._vocabulary = vocabulary
        self._weights = weights
        self._marked = marked

    def raising(self, row: Iterable[Place]) -> Iterator[Query]:
        """A query for each two neighbours of a row, each once."""
        pairs: dict[Query, None] = {}
        for left, right in pairwise(row):
            if left.syllable and right.syllable:
                in_title = left.asks or right.asks
                pairs |= dict.fromkeys(self._pair(left.syllable, right.syllable, in_title=in_title))
        yield from pairs

    def _pair(self, left: str, right: str, *, in_title: bool) -> tuple[Query, ...]:
        key = "pair", left, right, in_title, self._marked, self._weights
        prefixes = ("title_",) if in_title else ("", "title_")
        return self._vocabulary.recall(key, lambda: tuple(self._new_pairs(left, right, prefixes)))

    def _new_pairs(self, left: str, right: str, prefixes: Sequence[str]) -> Iterator[Query]:
        """As typed, and for as much as missing marks are forgiven, folded.

        Two folded syllables tell enough: few pairs of words are alike without their marks.
        """
        folded, has = self._folded(left, right), self._vocabulary.has
        bare = fold_term(left), fold_term(right)
        for field, pair, share in (
            ("syllables", (left, right), 1 - folded),
            ("folded", bare, folded),
        ):
            for prefix in prefixes if share else ():
                if has(prefix + field, pair[0]) and has(prefix + field, pair[1]):
                    yield weighing.pair(prefix, field, pair, share, self._weights)

    def _folded(self, *syllables: str) -> float:
        """How much of a pair counts whatever its marks are."""
        if not self._marked:
            return 1.0
        slots = (self._vocabulary.slot(syllable, marked=True) for syllable in syllables)
        return self._weights.folded if any(map(may_lack_marks, slots)) else 0.0


def side_by_side(row: Iterable[range | None]) -> Iterator[tuple[int, int]]:
    """Which parts of a question stand right before which.

    Args:
        row: The parts that become of each thing in it; None or none of what is passed over.
    """
    for left, right in pairwise(filter(None, row)):
        yield left[-1], right[0]


def places(row: Sequence[Part], asking: Collection[int], wordings: Wordings) -> Iterator[Place]:
    """The row of syllables that are neighbours, or what keeps them apart.

    What a number should stand beside is what it counts, which is seen to apart.
    """
    for i, part in enumerate(row):
        if part.loose and not part.begun and not wordings.of(part).apart:
            yield from (Place(syllable, i in asking) for syllable in part.syllables)
        else:
            yield Place(None, i in asking)
