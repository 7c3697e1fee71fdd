"""Where a number may stand that counts conferences, congresses or terms, and where it may not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from indexer.evidence import Agreement, Slot, Slots, Way, abbreviated, as_written, weakened
from indexer.numerals import Context, Syllables, contexts, elsewhere, forms, said, syllables_of
from indexer.ordinals import Kind, is_roman
from indexer.syllables import has_more_marks

_DOUBTFUL: Agreement = "forgiven"
_REMEMBERED = 1 << 10


class Counted(NamedTuple):
    """A number of a question with the ways it is written.

    Attributes:
        key: What all of this is made of.
        kind: What it counts.
        ways: Beside words that say that it counts the same.
        never: Beside words that say that it counts something else.
        texts: What is searched beside the typed form, as shown.
    """

    key: Hashable
    kind: Kind
    ways: tuple[Way, ...]
    never: tuple[Way, ...]
    texts: tuple[str, ...]


@lru_cache(_REMEMBERED)
def count(kind: Kind, number: int, typed: Syllables, *, marked: bool) -> Counted:
    """The ways a number beside a cue is written.

    Args:
        kind: What it counts.
        number: The number.
        typed: Its syllables.
        marked: Whether the question has marks.
    """
    others = [form for form in forms(number) if not _is(typed, form)]
    as_typed = tuple(as_written((syllable,), marked=marked) for syllable in typed)
    other_forms = [_other(form, marked=marked) for form in others]
    is_typed_roman = is_roman(typed[0])
    romans = [as_typed] if is_typed_roman else [_other(others[0], marked=marked)]
    writings = {
        "any": list(_merged([as_typed, *other_forms])),
        "Roman": romans,
        "typed": [] if is_typed_roman else [weakened(as_typed, _DOUBTFUL)],
    }
    never = {"any": [as_typed], "Roman": [as_typed] if is_typed_roman else [], "typed": []}
    return Counted(
        (kind, typed, marked),
        kind,
        tuple(_ways(contexts(kind), writings, marked=marked)),
        tuple(_ways(elsewhere(kind), never, marked=marked)),
        tuple(said(kind, form) for form in others),
    )


def _is(typed: Syllables, form: str) -> bool:
    written = syllables_of(form)
    return len(typed) == len(written) and all(map(has_more_marks, typed, written))


def _other(form: str, *, marked: bool) -> Slots:
    return tuple(abbreviated((syllable,), marked=marked) for syllable in syllables_of(form))


def _ways(
    known: Iterable[Context], writings: dict[str, list[Slots]], *, marked: bool
) -> Iterator[Way]:
    for context in known:
        before = tuple(as_written(syllables, marked=marked) for syllables in context.before)
        for written in writings[context.numbers]:
            yield Way((*before, *written), len(before))


def _merged(writings: Iterable[Slots]) -> Iterator[Slots]:
    """Those of one length as one, so that fewer phrases are looked for."""
    by_length: dict[int, list[Slots]] = defaultdict(list)
    for written in writings:
        by_length[len(written)].append(written)
    for alike in by_length.values():
        yield tuple(_any_of(slots) for slots in zip(*alike, strict=True))


def _any_of(slots: Iterable[Slot]) -> Slot:
    found = {(s.field, s.term): s for slot in reversed([*slots]) for s in reversed(slot)}
    return tuple(reversed(found.values()))
