"""In which other words may a part of a question stand: abbreviations, and how numbers are written.

Where loose words are written another way, each of them may stand so. Within quotes the
phrase may stand with one or more of its stretches written another way, the rest as typed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice, product

from indexer.abbreviations import Expansion, expansions
from indexer.evidence import Slots, Vocabulary
from indexer.numerals import numeral_forms
from indexer.words import Words

MOST_WAYS = 16
"""Other ways that a phrase may stand at most."""

Ways = tuple[Slots, ...]


class Wordings:
    """The other wordings of a row of parts.

    Attributes:
        texts: What is searched as well, as shown.
    """

    def __init__(self, words: Words, vocabulary: Vocabulary, *, marked: bool) -> None:
        """Takes the parts, the terms of the index, and whether the question has marks."""
        self.texts: dict[str, None] = {}
        self._words = words
        self._vocabulary = vocabulary
        self._marked = marked
        self._ways: dict[int, Ways] = {}
        self._find()

    def of(self, part: int) -> Ways:
        """The other ways in which a part may stand."""
        return self._ways.get(part, ())

    def _find(self) -> None:
        words = self._words
        within: dict[int, list[Expansion]] = defaultdict(list)
        for found in (*expansions(words.typed, words.capitals), *numeral_forms(words)):
            parts = words.owning(found.start, found.end)
            if len(parts) == 1 and not words.parts[parts[0]].loose:
                within[parts[0]].append(found)
            elif sum(owner in parts for owner in words.owners) == found.end - found.start:
                self._add(parts, self._forms(found))
            else:
                continue  # it begins or ends inside what is written without a space
            self.texts |= dict.fromkeys(form.text for form in found.others)
        for part, stretches in within.items():
            self._add((part,), islice(self._phrases(part, stretches), MOST_WAYS))

    def _add(self, parts: Sequence[int], ways: Iterator[Slots]) -> None:
        found = tuple(ways)
        for part in parts:
            self._ways[part] = (*self.of(part), *found)

    def _forms(self, found: Expansion) -> Iterator[Slots]:
        for form in found.others:
            yield self._vocabulary.abbreviated(form, marked=self._marked)

    def _phrases(self, number: int, stretches: Sequence[Expansion]) -> Iterator[Slots]:
        """A phrase with its stretches in every mixture of forms, but for the typed one."""
        typed = self._vocabulary.slots(self._words.parts[number], marked=self._marked)
        first = self._words.owners.index(number)
        place = first
        pieces: list[tuple[Slots, ...]] = []
        for found in stretches:
            start, end = found.start - first, found.end - first
            as_typed = typed[start:end]
            pieces += [(typed[place - first : start],), (as_typed, *self._forms(found))]
            place = found.end
        pieces.append((typed[place - first :],))
        for mixture in islice(product(*pieces), 1, None):
            yield tuple(slot for slots in mixture for slot in slots)
