"""Where a text has the parts of a question, in the original's own places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from indexer.analysis.analyzers import CHAINS, PreparedText
from indexer.evidence import WEIGHTS, Agreement, Spelling, Wanted


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


def find_matches(text: str, wanted: Sequence[Wanted]) -> list[Match]:
    """Occurrences of each part, ordered by place.

    Where a text has a part in its best spelling, weaker spellings of it are no match:
    ``Ban`` does not mark bàn where Ban stands.
    """
    if not wanted:
        return []
    prepared = PreparedText(text)
    places = _places(prepared)
    spans = prepared.syllables.spans
    found: list[Match] = []
    for number, one in enumerate(wanted):
        hits = list(_occurrences(one, places))
        best = max((WEIGHTS[agreement] for _, _, agreement in hits), default=0.0)
        for first, last, agreement in hits:
            if WEIGHTS[agreement] == best:
                found.append(Match(spans[first][0], spans[last][1], number, agreement))
    return sorted(set(found))


_Places = dict[tuple[str, str], list[tuple[int, int]]]
"""Field and term to the first and last syllable of each place where it stands."""


def _places(prepared: PreparedText) -> _Places:
    places: _Places = defaultdict(list)
    for field in ("syllables", "folded"):
        for i, term in enumerate(CHAINS[field].terms(prepared)):
            places[field, term].append((i, i))
    for term, first, end in prepared.compounds:
        places["compounds", term].append((first, end - 1))
    return places


def _occurrences(wanted: Wanted, places: _Places) -> Iterator[tuple[int, int, Agreement]]:
    """First and last syllable of each occurrence, and the weakest agreement in it."""
    for spelling in wanted.wholes:
        for first, last in places.get((spelling.field, spelling.term), ()):
            yield first, last, spelling.agreement
    for way in wanted.ways:
        slots = [_slot_places(slot, places) for slot in way]
        for first in slots[0]:
            agreements = [slot.get(first + offset) for offset, slot in enumerate(slots)]
            present = [a for a in agreements if a is not None]
            if len(present) == len(slots):
                yield first, first + len(slots) - 1, min(present, key=WEIGHTS.__getitem__)


def _slot_places(slot: Iterable[Spelling], places: _Places) -> dict[int, Agreement]:
    return {
        place: spelling.agreement
        for spelling in slot
        for place, _ in places.get((spelling.field, spelling.term), ())
    }
