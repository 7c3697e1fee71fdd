"""The query of one part of a question, of what its index has, made once for all questions."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from indexer.queries import Query
from indexer.questions import Part
from indexer.understanding import simplifying, stating, weighing
from indexer.understanding.evidence import Slots, Wanted
from indexer.understanding.vocabulary import Vocabulary
from indexer.understanding.weighing import Weights
from indexer.understanding.wordings import Wordings


def meant(wanted: Wanted, vocabulary: Vocabulary, weights: Weights) -> Query:
    """Documents that have a part as it is meant, or of which a value was read that it states."""
    query = simplifying.simplified(weighing.meant(wanted, weights), vocabulary.has)
    return weighing.or_stated(query, stating.instead(wanted.part, wanted.facts, vocabulary))


class Maker:
    """Makes the queries of the parts of one question."""

    def __init__(
        self, vocabulary: Vocabulary, weights: Weights, *, marked: bool, excludes: bool
    ) -> None:
        """Takes what the parts are read by.

        Args:
            vocabulary: The terms of the index.
            weights: What each thing is worth.
            marked: Whether marks that are missing mean something.
            excludes: Whether the parts are what must not be there, and mean only what was typed.
        """
        self._vocabulary = vocabulary
        self._weights = weights
        self._marked = marked
        self._excludes = excludes

    def slots(self, part: Part) -> Slots:
        """The spellings of each syllable of a part."""
        slots = self._vocabulary.excluded_slots if self._excludes else self._vocabulary.slots
        return slots(part, marked=self._marked)

    def group(self, wanted: Wanted, wording: Hashable = ()) -> tuple[Query, Query]:
        """Documents that may have a part, and those of them that have it as it is meant.

        A number may count something else. That is worth little, but more than nothing.

        Args:
            wanted: The part.
            wording: What its other wordings are made of.
        """
        # A fact counts as the words that state it; that it raises is added elsewhere.
        stated = stating.instead(wanted.part, wanted.facts, self._vocabulary)
        found = self._make(wanted) if wanted.part.begun else self.of(wanted, wording)
        query = weighing.or_stated(found, stated)
        as_meant = meant(wanted, self._vocabulary, self._weights) if wanted.is_counted else query
        return query, as_meant

    def of(self, wanted: Wanted, wording: Hashable = ()) -> Query:
        """Documents with the words of a part, remembered."""
        key = "group", wanted.part, wording, self._marked, self._excludes, self._weights
        return self._vocabulary.recall(key, lambda: self._make(wanted))

    def apart(self, row: Sequence[Part]) -> Iterator[Query]:
        """What is written with inner signs must stand whole, but ranks by its syllables too."""
        joined = (p for p in row if p.loose and not p.begun and len(p.syllables) > 1)
        for syllable in dict.fromkeys(s for part in joined for s in part.syllables):
            yield self.as_typed(Part(syllable, (syllable,)))

    def as_typed(self, part: Part) -> Query:
        """Documents with a part in no other words."""
        return self.of(Wanted(part, self.slots(part)))

    def in_short(self, wordings: Wordings) -> Iterator[Query]:
        """What abbreviations add where the words that they stand for would as neighbours."""
        for syllables, ways in wordings.short:
            found = weighing.neighbours_in_short(ways, syllables - 1, self._weights)
            yield from simplifying.held(found, self._vocabulary.has)

    def _make(self, wanted: Wanted) -> Query:
        return simplifying.simplified(weighing.group(wanted, self._weights), self._vocabulary.has)
