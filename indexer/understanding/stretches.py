"""Stretches of a phrase that may be written another way, and the phrases they make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

from indexer.documents import Span
from indexer.understanding.evidence import Slots

MOST_WAYS = 16
"""Other ways that a phrase may stand at most."""


class Stretch(NamedTuple):
    """A stretch of a phrase that may be written another way.

    Attributes:
        start: Its first syllable in the row.
        end: One past its last.
        forms: The other ways.
        texts: The same as shown.
    """

    start: int
    end: int
    forms: tuple[Slots, ...]
    texts: tuple[str, ...]


def mixtures(typed: Slots, first: int, stretches: Sequence[Stretch]) -> list[Slots]:
    """A phrase with its stretches in mixtures of forms, those nearest to the typed one first.

    Of stretches that overlap, each mixture has one.

    Args:
        typed: The phrase.
        first: Where it begins in the row.
        stretches: What may be written another way in it.
    """
    rests: list[list[tuple[int, Slots]]] = [[(0, ())]]  # from each syllable on, the last first
    for place in reversed(range(len(typed))):
        found = [(changed, (typed[place], *rest)) for changed, rest in rests[0]]
        for one in stretches:
            if one.start - first == place:
                after = rests[one.end - first - place - 1]
                found += [(n + 1, (*form, *rest)) for form in one.forms for n, rest in after]
        found.sort(key=itemgetter(0))
        rests.insert(0, found[: MOST_WAYS + 1])
    return [slots for changed, slots in rests[0] if changed]


def merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The stretches in order, what is said of one place in one."""
    found: dict[Span, Stretch] = {}
    for one in stretches:
        place = one.start, one.end
        known = found.get(place, one)
        forms = tuple(dict.fromkeys((*known.forms, *one.forms)))
        texts = tuple(dict.fromkeys((*known.texts, *one.texts)))
        found[place] = Stretch(*place, forms, texts)
    return [found[place] for place in sorted(found)]
