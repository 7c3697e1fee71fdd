"""In which other words may a part of a question stand: abbreviations, and how numbers are written.

Where loose words are written another way, each of them may stand so. Within quotes the
phrase may stand with one or more of its stretches written another way, the rest as typed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from indexer.abbreviations import Expansion, expansions
from indexer.questions import Part
from indexer.understanding.counting import Counted, count
from indexer.understanding.evidence import WEIGHTS, Agreement, Slots, Vocabulary, Way
from indexer.understanding.ordinals import numbers
from indexer.understanding.words import Words

MOST_WAYS = 16
"""Other ways that a phrase may stand at most."""


@dataclass(frozen=True, slots=True)
class Wording:
    """In which other words a part may stand.

    Attributes:
        key: What all of this is made of, beside the part.
        ways: How else it may stand.
        never: Where it is a number that counts something else.
        apart: Where it is a number beside what it counts, and nothing else: the number elsewhere.
    """

    key: tuple[Hashable, ...] = ()
    ways: tuple[Way, ...] = ()
    never: tuple[Way, ...] = ()
    apart: Slots = ()


AS_TYPED = Wording()


class Wordings:
    """The other wordings of a row of parts.

    Attributes:
        texts: What is searched as well, as shown.
        counted: The numbers beside a cue.
    """

    def __init__(self, words: Words, vocabulary: Vocabulary, *, marked: bool) -> None:
        """Takes the parts, the terms of the index, and whether the question has marks."""
        self.texts: dict[str, None] = {}
        self.counted: list[Counted] = []
        self._words = words
        self._vocabulary = vocabulary
        self._marked = marked
        self._found: dict[Part, Wording] = {}
        self._abbreviations()
        self._numbers()

    def of(self, part: Part) -> Wording:
        """The other words in which a part may stand."""
        return self._found.get(part, AS_TYPED)

    def _abbreviations(self) -> None:
        words = self._words
        within: dict[int, list[Expansion]] = defaultdict(list)
        for found in expansions(words.typed, words.capitals):
            owners = words.owning(found.start, found.end)
            if len(owners) == 1 and not words.parts[owners[0]].loose:
                within[owners[0]].append(found)
            elif words.is_whole(found.start, found.end):
                ways = tuple(map(Way, self._forms(found)))
                self._add(words.said(found.start, found.end), Wording((_texts(found),), ways))
            else:
                continue  # it begins or ends inside what is written without a space
            self.texts |= dict.fromkeys(_texts(found))
        for owner, stretches in within.items():
            phrases = islice(self._phrases(owner, stretches), MOST_WAYS)
            wording = Wording(tuple(map(_texts, stretches)), tuple(map(Way, phrases)))
            self._add([words.parts[owner]], wording)

    def _numbers(self) -> None:
        words = self._words
        counting: set[int] = set()
        apart: dict[Part, Slots] = {}
        for number in numbers(words):
            span = number.place, number.end
            if words.is_whole(*span):
                typed = tuple(words.marked[number.place : number.end])
                found = count(number.kind, number.value, typed, marked=self._marked)
                self.counted.append(found)
                self.texts |= dict.fromkeys(found.texts)
                self._add(words.said(*span), Wording((found.key,), found.ways, found.never))
                counting.update(words.owning(*span))
                slots = (self._vocabulary.slot(s, marked=self._marked) for s in typed)
                apart |= dict.fromkeys(words.said(*span), _weakened(tuple(slots), "apart"))
        others = {part for i, part in enumerate(words.parts) if i not in counting}
        for part in apart.keys() - others:
            self._add([part], Wording((True,), apart=apart[part]))

    def _add(self, parts: Iterable[Part], more: Wording) -> None:
        for part in parts:
            known = self.of(part)
            self._found[part] = Wording(
                (*known.key, *more.key),
                (*known.ways, *more.ways),
                (*known.never, *more.never),
                known.apart or more.apart,
            )

    def _forms(self, found: Expansion) -> Iterator[Slots]:
        for form in found.others:
            yield self._vocabulary.abbreviated(form, marked=self._marked)

    def _phrases(self, owner: int, stretches: Sequence[Expansion]) -> Iterator[Slots]:
        """A phrase with its stretches in every mixture of forms, but for the typed one."""
        typed = self._vocabulary.slots(self._words.parts[owner], marked=self._marked)
        first = place = self._words.owners.index(owner)
        pieces: list[tuple[Slots, ...]] = []
        for found in stretches:
            start, end = found.start - first, found.end - first
            pieces += [(typed[place - first : start],), (typed[start:end], *self._forms(found))]
            place = found.end
        pieces.append((typed[place - first :],))
        for mixture in islice(product(*pieces), 1, None):
            yield tuple(slot for slots in mixture for slot in slots)


def _texts(found: Expansion) -> tuple[str, ...]:
    return tuple(form.text for form in found.others)


def _weakened(slots: Slots, most: Agreement) -> Slots:
    """The same slots, of spellings that agree at most so well."""
    return tuple(
        tuple(
            s if WEIGHTS[s.agreement] < WEIGHTS[most] else s._replace(agreement=most) for s in slot
        )
        for slot in slots
    )
