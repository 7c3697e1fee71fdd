"""Where a text has the parts of a question, in the original's own places."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from indexer.documents import Span
from indexer.highlighting.places import Key, Places, Terms
from indexer.understanding.evidence import (
    WEIGHTS,
    Agreement,
    Led,
    Slot,
    Slots,
    Wanted,
    Way,
)

Occurrence = tuple[int, int, Agreement]
"""First and last syllable, and how well they agree with what was typed."""


class Match(NamedTuple):
    """An occurrence of a part of the question in a text.

    Attributes:
        start: First code point in the original text.
        end: One past the last.
        part: Which part of the question.
        agreement: How well it agrees with what was typed.
    """

    start: int
    end: int
    part: int
    agreement: Agreement


class Finder:
    """Finds the parts of one question in any number of texts.

    Attributes:
        wanted: The parts.
        alternatives: For each OR or exclusion in parentheses, inner ones first, the parts of
            each alternative.
        neighbours: Which parts stand right before which.
        terms: What they name.
    """

    def __init__(
        self,
        wanted: Sequence[Wanted],
        alternatives: Sequence[Sequence[range]] = (),
        neighbours: Collection[tuple[int, int]] = (),
    ) -> None:
        """Takes the parts of the question with their spellings, and how they stand in it."""
        self.wanted = wanted
        self.alternatives = alternatives
        self.neighbours = neighbours
        slots = (
            slot for one in wanted for way in one.ways for slot in (one.wholes, *way.every_slot)
        )
        self.terms = Terms((spelling.field, spelling.term) for slot in slots for spelling in slot)

    @property
    def pieces_read(self) -> int:
        """How many pieces of texts were looked at so far."""
        return self.terms.pieces_read

    def find(self, text: str, *, title: bool = False) -> list[Match]:
        """Occurrences of each part, ordered by place.

        Where a text has a part in its best spelling, weaker spellings of it are no match:
        ``Ban`` does not mark bàn where Ban stands.

        Args:
            text: The text.
            title: Whether it is a title, which some parts are only looked for in.
        """
        found: set[Match] = set()
        places = Places(text, self.terms)
        for number, one in enumerate(self.wanted if places.at else ()):
            if one.part.title and not title:
                continue
            for first, last, agreement in _best(one, places.at):
                start, end = places.spans[first][0], places.spans[last][1]
                found.add(Match(start, end, number, agreement))
        return sorted(found)


def _best(wanted: Wanted, places: Mapping[Key, list[Span]]) -> list[Occurrence]:
    """The occurrences that agree best with what was typed."""
    if len(wanted.typed) == 1 and not (wanted.wholes or wanted.others):
        return _best_of_one(wanted.typed[0], places)
    found = list(_occurrences(wanted, places))
    if not found:
        return []
    best = max((one[2] for one in found), key=WEIGHTS.__getitem__)
    return [one for one in found if is_as_good(one[2], best)]


def is_as_good(agreement: Agreement, best: Agreement) -> bool:
    """Whether an occurrence is a match where one that agrees so well is there, too.

    An abbreviation is always meant, though what it stands for is scattered over the text; a
    line without marks may be what was typed as well as a spelling whose marks are forgiven.
    """
    if WEIGHTS[agreement] >= WEIGHTS[best] or agreement == "abbreviated":
        return True
    return (best, agreement) == ("forgiven", "unmarked")


def _best_of_one(slot: Slot, places: Mapping[Key, list[Span]]) -> list[Occurrence]:
    """The same of a syllable, as most parts are: its spellings stand in order."""
    found: list[Occurrence] = []
    for field, term, agreement in slot:
        if found and not is_as_good(agreement, found[0][2]):
            break
        found += [(place, place, agreement) for place, _ in places.get((field, term), ())]
    return found


def _occurrences(wanted: Wanted, places: Mapping[Key, list[Span]]) -> Iterator[Occurrence]:
    """Every occurrence, with the weakest agreement in it."""
    for spelling in wanted.wholes:
        for first, last in places.get((spelling.field, spelling.term), ()):
            yield first, last, spelling.agreement
    for way in wanted.ways:
        yield from _way(way, places)


def _way(way: Way, places: Mapping[Key, list[Span]]) -> Iterator[Occurrence]:
    for first, last, agreement in _side_by_side(way.slots, places):
        if way.led is not None and not _is_led(first, way.led, places):
            continue
        if last + 1 not in _slot_places(way.unless, places):
            yield first + way.lead, last, agreement


def _side_by_side(row: Slots, places: Mapping[Key, list[Span]]) -> Iterator[Occurrence]:
    slots: list[dict[int, Agreement]] = []
    for slot in reversed(row):  # of a number after its cue the number is rare
        found = _slot_places(slot, places)
        if not found:
            return
        slots.insert(0, found)
    if len(slots) == 1:
        yield from ((place, place, agreement) for place, agreement in slots[0].items())
        return
    for first in slots[0]:
        agreements = [slot.get(first + offset) for offset, slot in enumerate(slots)]
        present = [agreement for agreement in agreements if agreement is not None]
        if len(present) == len(slots):
            yield first, first + len(slots) - 1, min(present, key=WEIGHTS.__getitem__)


def _is_led(first: int, led: Led, places: Mapping[Key, list[Span]]) -> bool:
    """Whether the nearest of some nouns before a syllable is one of those that it counts."""
    by, others = (
        max(
            (last for row in some for _, last, _ in _side_by_side(row, places) if last < first),
            default=-1,
        )
        for some in (led.by, led.others)
    )
    return by > others and first - 1 - by <= led.within


def _slot_places(slot: Slot, places: Mapping[Key, list[Span]]) -> dict[int, Agreement]:
    return {
        place: spelling.agreement
        for spelling in reversed(slot)  # the best agreement is written last
        for place, _ in places.get((spelling.field, spelling.term), ())
    }
