"""Sets of documents that weigh something, and how much of that documents carry."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexer.engines.whoosh import unions
from indexer.engines.whoosh.sets import Docs, Floats, Matches

Weighed = Sequence[tuple[float, Matches]]
"""Sets, each with what it weighs."""


def weighed_sets(found: Sequence[Matches], masses: Sequence[float]) -> Weighed:
    """Sets with their masses, the heaviest first, without empty ones."""
    pairs = ((mass, one) for mass, one in zip(masses, found, strict=True) if one.size)
    return sorted(pairs, key=lambda pair: -pair[0])


def carried_by(docs: Docs, weighed: Weighed) -> Floats:
    """The mass of the sets that each of some documents, ascending, is in."""
    carried = np.zeros(len(docs))
    for mass, one in weighed:
        carried += mass * one.contains(docs)
    return carried


def able_to_carry(documents: int, weighed: Weighed, least: float) -> Matches:
    """The documents that may carry so much of the mass; others cannot."""
    # Those that do not reach it all together cannot do without one of the others.
    light, needed = 0.0, len(weighed)
    while needed and light + weighed[needed - 1][0] < least:
        needed -= 1
        light += weighed[needed][0]
    return unions.union([one for _, one in weighed[:needed]], documents)
