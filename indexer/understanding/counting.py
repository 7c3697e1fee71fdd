"""Where a number may stand that counts conferences, congresses or terms, and where it may not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

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
    beside_figures,
    contexts,
    elsewhere,
    forms,
    joined,
    said,
    syllables_of,
)
from indexer.understanding.ordinals import LOOK_BACK, Kind

_REMEMBERED = 1 << 10


class Counted(NamedTuple):
    """A number of a question with the ways it is written.

    Attributes:
        key: What all of this is made of.
        kind: What it counts; of two kinds, the one that is a value of an article.
        named: Whether only its title can tell of an article that it is about that.
        ways: Beside words that say that it counts the same.
        never: Beside words that say that it counts something else.
        texts: What is searched beside the typed form, as shown.
    """

    key: Hashable
    kind: Kind
    named: bool
    ways: tuple[Way, ...]
    never: tuple[Way, ...]
    texts: tuple[str, ...]


@lru_cache(_REMEMBERED)
def count(kinds: tuple[Kind, ...], number: int, typed: Syllables, *, marked: bool) -> Counted:
    """The ways a number beside a cue is written.

    Args:
        kinds: What it counts, or may count.
        number: The number.
        typed: Its syllables.
        marked: Whether the question has marks.
    """
    as_typed, all_forms = _Writings([], []), _Writings([], [])
    texts: list[str] = []
    for form in forms(number, kinds[0]):
        syllables = syllables_of(form)
        is_typed = len(typed) == len(syllables) and all(map(has_more_marks, typed, syllables))
        how = as_written if is_typed else abbreviated
        slots = tuple(how((syllable,), marked=marked) for syllable in syllables)
        all_forms.add(form, slots)
        if is_typed:
            as_typed.add(form, slots)
        else:
            texts += [said(kind, form) for kind in kinds]
    if not (as_typed.roman or as_typed.other):  # said in a rarer way: hăm mốt
        slots = tuple(as_written((syllable,), marked=marked) for syllable in typed)
        all_forms.other.append(slots)
        as_typed.other.append(slots)
    beside = _ways(contexts(*kinds), all_forms, marked=marked)
    ways = (*beside, *_joined(number, *kinds, marked=marked))
    never = (
        *_ways(elsewhere(*kinds), as_typed, marked=marked),
        *_beside_figures(typed, marked=marked),
    )
    key = kinds, typed, marked
    return Counted(key, kinds[-1], "congress" in kinds, ways, never, tuple(texts))


class _Writings(NamedTuple):
    """Ways to write one number: in Roman numerals, and in digits and words."""

    roman: list[Slots]
    other: list[Slots]

    def add(self, form: str, slots: Slots) -> None:
        (self.roman if form.isupper() else self.other).append(slots)

    def of(self, numbers: Numbers) -> Iterator[Slots]:
        """Those that some context allows; of one length as one, so that there are fewer."""
        allowed = {"any": [*self.roman, *self.other], "Roman": self.roman, "other": self.other}
        by_length: dict[int, list[Slots]] = defaultdict(list)
        for written in allowed[numbers]:
            by_length[len(written)].append(written)
        for alike in by_length.values():
            yield tuple(_any_of(slots) for slots in zip(*alike, strict=True))


def _ways(known: Iterable[Context], writings: _Writings, *, marked: bool) -> Iterator[Way]:
    for context in known:
        before = tuple(as_written(syllables, marked=marked) for syllables in context.before)
        led = _led(context, marked=marked) if context.nouns else None
        for written in writings.of(context.numbers):
            yield Way((*before, *written), len(before), led)


def _joined(number: int, *kinds: Kind, marked: bool) -> Iterator[Way]:
    """Beside a cue that it is written in one piece with."""
    for kind in kinds:
        for words in joined(number, kind):
            slots = tuple(abbreviated(syllables, marked=marked) for syllables in words)
            yield Way(slots, len(slots) - 1)


def _beside_figures(typed: Syllables, *, marked: bool) -> Iterator[Way]:
    """Where a number in digits is part of a date or of a decimal."""
    for words in beside_figures(typed[0]) if typed[0].isdigit() else ():
        yield Way(tuple(as_written(syllables, marked=marked) for syllables in words))


def _led(context: Context, *, marked: bool) -> Led:
    by, others = (
        tuple(tuple(as_written((s,), marked=marked) for s in noun) for noun in nouns)
        for nouns in (context.nouns, context.others)
    )
    return Led(by, others, LOOK_BACK)


def _any_of(slots: Iterable[Slot]) -> Slot:
    """The spellings of all, each once, the best agreement first."""
    found = {(s.field, s.term): s for s in sorted(chain(*slots), key=_agreement)}
    return tuple(reversed(found.values()))


def _agreement(spelling: Spelling) -> float:
    return WEIGHTS[spelling.agreement]
