"""Terms side by side: phrases, and the pairs that raise the best documents."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexer.engines.whoosh.fields import POSITION_BITS, Docs, Keys, Postings
from indexer.engines.whoosh.inversion import ranges


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
    return occurrences_by_document(starts)


def _also(starts: Keys, slot: Keys, offset: int) -> Keys:
    """Those of the starts that have something of a slot at its place."""
    if not len(slot):
        return slot
    wanted = starts + offset
    places = np.minimum(slot.searchsorted(wanted), len(slot) - 1)
    found: Keys = starts[slot[places] == wanted]
    return found


def occurrences_by_document(starts: Keys) -> Postings:
    """Postings of some places, ascending."""
    docs = (starts >> POSITION_BITS).astype(np.intp)
    heads = np.flatnonzero(np.diff(docs, prepend=-1))
    counts = np.diff(np.append(heads, len(docs)))
    return Postings(docs[heads], counts.astype(np.float64))


def in_documents(keys: Keys, docs: Docs) -> Keys:
    """Those of some places that are in some documents; both ascending."""
    begin = docs.astype(np.int64) << POSITION_BITS
    first = keys.searchsorted(begin)
    last = keys.searchsorted(begin + (1 << POSITION_BITS))
    return keys[ranges(first, last - first)]
