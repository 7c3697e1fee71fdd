"""Where a number stands that counts conferences, congresses or terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from indexer.analysis.filters import fold_term
from indexer.syllables import has_more_marks
from indexer.understanding.evidence import (
    WEIGHTS,
    Led,
    Slot,
    Slots,
    Spelling,
    Way,
    abbreviated,
    as_written,
)
from indexer.understanding.numerals import (
    Context,
    Numbers,
    Syllables,
    contexts,
    forms,
    joined,
    said,
    syllables_of,
)
from indexer.understanding.ordinals import LOOK_BACK, Kind, Number

_REMEMBERED = 1 << 10


class Counted(NamedTuple):
    """A number of a question with the ways it is written.

    Attributes:
        key: What all of this is made of.
        kind: What it counts; of two kinds, the one that is a value of an article.
        named: Whether only its title can tell of an article that it is about that.
        ways: Beside words that say that it counts the same.
        texts: What is searched beside the typed form, as shown.
    """

    key: Hashable
    kind: Kind
    named: bool
    ways: tuple[Way, ...]
    texts: tuple[str, ...]

    def without(self, folded: str) -> Iterator[Way]:
        """The ways that some syllable is no part of."""
        for way in self.ways:
            if all(fold_term(s.term) != folded for slot in way.slots for s in slot):
                yield way


def count(number: Number, typed: Syllables, *, marked: bool) -> Counted:
    """The ways a number beside a cue is written.

    Args:
        number: The number.
        typed: Its syllables.
        marked: Whether the question has marks.
    """
    return _count(number.kinds, number.value, typed, marked=marked, named=number.named)


@lru_cache(_REMEMBERED)
def _count(
    kinds: tuple[Kind, ...], number: int, typed: Syllables, *, marked: bool, named: bool
) -> Counted:
    writings = _Writings([], [], [])
    texts: list[str] = []
    known = False
    for form in forms(number, kinds[0]):
        syllables = syllables_of(form)
        is_typed = len(typed) == len(syllables) and all(map(has_more_marks, typed, syllables))
        known = known or is_typed
        how = as_written if is_typed else abbreviated
        slots = tuple(how((syllable,), marked=marked) for syllable in syllables)
        writings.add(form, slots, clear=is_typed or form.isdigit() or len(slots) > 1)
        if not is_typed:
            texts += [said(kind, form) for kind in kinds]
    if not known:  # said in a rarer way: hăm mốt
        writings.add("", _as_written(((one,) for one in typed), marked=marked), clear=True)
    beside = _ways(contexts(number, *kinds), writings, marked=marked)
    ways = [*beside, *_joined(number, *kinds, marked=marked)]
    if not named:
        ways.append(_ordinal(typed, marked=marked))
    key = kinds, typed, marked, named
    return Counted(key, kinds[-1], "congress" in kinds, tuple(ways), tuple(texts))


class _Writings(NamedTuple):
    """Ways to write one number: in Roman numerals, in digits and words, and the clear of these."""

    roman: list[Slots]
    other: list[Slots]
    clear: list[Slots]

    def add(self, form: str, slots: Slots, *, clear: bool) -> None:
        (self.roman if form.isupper() else self.other).append(slots)
        if clear and not form.isupper():
            self.clear.append(slots)

    def of(self, numbers: Numbers) -> Iterator[Slots]:
        """Those that some context allows; of one length as one, so that there are fewer."""
        every = [*self.roman, *self.other]
        allowed: dict[Numbers, list[Slots]] = {
            "any": every,
            "Roman": self.roman,
            "other": self.other,
            "clear": self.clear,
            "list": [written for written in every if len(written) == 1],
        }
        by_length: dict[int, list[Slots]] = defaultdict(list)
        for written in allowed[numbers]:
            by_length[len(written)].append(written)
        for alike in by_length.values():
            yield tuple(_any_of(slots) for slots in zip(*alike, strict=True))


def _ways(known: Iterable[Context], writings: _Writings, *, marked: bool) -> Iterator[Way]:
    for context in known:
        before = _as_written(context.before, marked=marked)
        led = _led(context, marked=marked) if context.nouns else None
        unless = as_written(context.unless, marked=marked)
        for written in writings.of(context.numbers):
            slots = (*before, *written)
            if context.numbers == "list":  # it is about all of them
                slots = tuple(map(_apart, slots))
            yield Way(slots, len(before), led, unless)


def _joined(number: int, *kinds: Kind, marked: bool) -> Iterator[Way]:
    """Beside a cue that it is written in one piece with."""
    for kind in kinds:
        for words in joined(number, kind):
            slots = tuple(abbreviated(syllables, marked=marked) for syllables in words)
            yield Way(slots, len(slots) - 1)


def _ordinal(typed: Syllables, *, marked: bool) -> Way:
    """As typed, where the question does not say what it counts: of anything."""
    slots = _as_written((("lần",), ("thứ",), *((one,) for one in typed)), marked=marked)
    return Way((*slots[:2], *(_apart(slot) for slot in slots[2:])), 2)


def _apart(slot: Slot) -> Slot:
    return tuple(spelling._replace(agreement="apart") for spelling in slot)


def _as_written(places: Iterable[Syllables], *, marked: bool) -> Slots:
    return tuple(as_written(syllables, marked=marked) for syllables in places)


def _led(context: Context, *, marked: bool) -> Led:
    by, others = (
        tuple(_as_written(noun, marked=marked) for noun in nouns)
        for nouns in (context.nouns, context.others)
    )
    return Led(by, others, LOOK_BACK)


def _any_of(slots: Iterable[Slot]) -> Slot:
    """The spellings of all, each once, the best agreement first."""
    found = {(s.field, s.term): s for s in sorted(chain(*slots), key=_agreement)}
    return tuple(reversed(found.values()))


def _agreement(spelling: Spelling) -> float:
    return WEIGHTS[spelling.agreement]
