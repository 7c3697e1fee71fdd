"""Terms side by side: phrases, and the pairs that raise the best documents."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexer.engines.whoosh import sets, unions
from indexer.engines.whoosh.postings import POSITION_BITS, Keys, Postings, TermPostings
from indexer.engines.whoosh.sets import Docs, Floats, places_in

_FIRST = np.zeros(1, np.int64)

Slot = Sequence[TermPostings]
"""What may stand at one place of a phrase."""


Led = tuple[Sequence[Sequence[Slot]], Sequence[Sequence[Slot]], int]
"""Phrases of which the nearest has to be one, those it must not be, and how far it may be."""


def find_phrase(
    slots: Sequence[Slot],
    documents: int,
    within: Docs | None = None,
    led: Led | None = None,
    unless: Slot = (),
) -> Postings:
    """The documents where something of every slot stands on consecutive places.

    Args:
        slots: For each place of the phrase, what may stand there.
        documents: How many documents there are in all.
        within: Documents that hold all that do, if such are known.
        led: What has to stand some way before them.
        unless: What must not stand right after them.
    """
    starts = _starts(slots, documents, within)
    if led is not None and len(starts):
        starts = _led(starts, led, documents)
    if unless and len(starts):
        starts = _not_before(starts, len(slots), unless)
    found, counts = counted(starts)
    return Postings(documents, len(found), found, counts)


def _led(starts: Keys, led: Led, documents: int) -> Keys:
    """Those of some places before which the nearest of some phrases is one of the first."""
    docs = sets.once(starts >> POSITION_BITS)
    by, others = (_ends_before(starts, phrases, documents, docs) for phrases in led[:2])
    return starts.compress((by > others) & (starts - by <= led[2]))


def _not_before(starts: Keys, length: int, slot: Slot) -> Keys:
    """Those of some phrases of a length that nothing of a slot stands right after."""
    docs = _having(slot, sets.once(starts >> POSITION_BITS))
    return starts.compress(~places_in(_occurrences(slot, docs), starts + length)[1])


def _ends_before(
    places: Keys, phrases: Sequence[Sequence[Slot]], documents: int, docs: Docs
) -> Keys:
    """Where the last of some phrases ends before each of some places; -1 where none does."""
    ends = [np.full(1, -1, np.int64)]
    ends += [_starts(slots, documents, docs) + len(slots) for slots in phrases]
    known: Keys = np.sort(np.concatenate(ends))
    return known.take(known.searchsorted(places, "right") - 1)


def _starts(slots: Sequence[Slot], documents: int, within: Docs | None) -> Keys:
    """The places where a phrase begins.

    Documents that have something of every slot are few, and after each slot there are fewer
    where the phrase may still stand: only in those are places read.
    """
    order = sorted(range(len(slots)), key=lambda offset: sum(one.size for one in slots[offset]))
    docs = _common([slots[offset] for offset in order], documents, within)
    starts = np.empty(0, np.int64)
    for step, offset in enumerate(order):
        places = _occurrences(slots[offset], docs)
        starts = places - offset if step == 0 else _also(starts, places, offset)
        if not len(starts):
            break
        docs = sets.once((starts + offset) >> POSITION_BITS)
    return starts


def _common(slots: Sequence[Slot], documents: int, within: Docs | None) -> Docs:
    """The documents with something of every slot; quickest if the rarest come first."""
    if not slots:
        return np.empty(0, np.intp)
    docs = unions.union(slots[0], documents).docs if within is None else _having(slots[0], within)
    for slot in slots[1:]:
        docs = _having(slot, docs)
    return docs


def _having(slot: Slot, docs: Docs) -> Docs:
    """Those of some documents that have something of a slot."""
    known = [one for one in slot if one.size]
    if not known:
        return docs[:0]
    there = known[0].contains(docs)
    for one in known[1:]:
        there |= one.contains(docs)
    return docs.compress(there)


def _occurrences(slot: Slot, docs: Docs) -> Keys:
    """Where anything of a slot stands in some documents, all of which have some of it."""
    known = [one for one in slot if one.size]
    if len(known) == 1:
        return known[0].occurrences_in(docs)
    together: Keys = np.concatenate(
        [np.empty(0, np.int64), *(one.occurrences_in(one.within(docs)) for one in known)]
    )
    together.sort(kind="stable")
    return together


def side_by_side(left: Keys, right: Keys) -> Keys:
    """Those of some places that have one of others right after them."""
    if len(left) <= len(right):
        return _also(left, right, 1)
    return _also(right, left, -1) - 1


def _also(starts: Keys, slot: Keys, offset: int) -> Keys:
    """Those of the starts that have something of a slot at its place."""
    return starts.compress(places_in(slot, starts + offset)[1])


def counted(starts: Keys) -> tuple[Docs, Floats]:
    """The documents of some places, ascending, and how many places are in each."""
    docs = starts >> POSITION_BITS
    heads = (docs[1:] != docs[:-1]).nonzero()[0]
    heads += 1
    bounds = np.concatenate([_FIRST, heads, [len(docs)]]) if len(docs) else _FIRST
    counts = (bounds[1:] - bounds[:-1]).astype(np.float64)
    return docs[bounds[:-1]], counts
