"""Terms side by side: phrases, and the pairs that raise the best documents."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexer.engines.whoosh.fields import POSITION_BITS, Docs, Floats, Keys, Postings
from indexer.engines.whoosh.inversion import ranges

_NEXT = 1 << POSITION_BITS
"""From a place in a document to the same one in the next."""

_FIRST = np.zeros(1, np.int64)


def find_phrase(slots: Sequence[Keys]) -> Postings:
    """The documents where something of every slot stands on consecutive places.

    Args:
        slots: For each place of the phrase, where what may stand there does.
    """
    starts = np.empty(0, np.int64)
    order = sorted(range(len(slots)), key=lambda offset: len(slots[offset]))
    for step, offset in enumerate(order):
        # The rarest first: only where it stands need the others be looked for.
        starts = slots[offset] - offset if step == 0 else _also(starts, slots[offset], offset)
    return Postings(*counted(starts))


def side_by_side(left: Keys, right: Keys) -> Keys:
    """Those of some places that have one of others right after them."""
    if len(left) <= len(right):
        return _also(left, right, 1)
    return _also(right, left, -1) - 1


def _also(starts: Keys, slot: Keys, offset: int) -> Keys:
    """Those of the starts that have something of a slot at its place."""
    if not len(slot):
        return slot
    wanted = starts + offset
    places = slot.searchsorted(wanted)
    places[places == len(slot)] = 0
    found: Keys = starts[slot[places] == wanted]
    return found


def counted(starts: Keys) -> tuple[Docs, Floats]:
    """The documents of some places, ascending, and how many places are in each."""
    docs = starts >> POSITION_BITS
    heads = np.flatnonzero(docs[1:] != docs[:-1])
    heads += 1
    bounds = np.concatenate([_FIRST, heads, [len(docs)]]) if len(docs) else _FIRST
    counts = (bounds[1:] - bounds[:-1]).astype(np.float64)
    return docs[bounds[:-1]], counts


def in_documents(keys: Keys, docs: Docs) -> Keys:
    """Those of some places that are in some documents; both ascending."""
    begin = docs << POSITION_BITS
    first = keys.searchsorted(begin)
    last = keys.searchsorted(begin + _NEXT)
    return keys[ranges(first, last - first)]
