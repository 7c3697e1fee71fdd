"""Which fields an index has, and which chain each text field gets."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Literal

from indexer.documents import FACETS

FORMAT = 4
"""Raised whenever an older index could no longer be read as it stands."""

ANALYZER_VERSION = 5
"""Raised whenever the analysis would give other terms for the same text."""


@dataclass(frozen=True, slots=True)
class TextField:
    """A searchable field: one part of a document through one chain.

    Attributes:
        part: The part of the document that is analysed.
        chain: A name in ``indexer.analysis.analyzers.CHAINS``.
        positions: Whether places are kept, so that phrases can be asked for.
    """

    part: Literal["text", "title"]
    chain: str
    positions: bool = True


TEXT_FIELDS: dict[str, TextField] = {
    "syllables": TextField("text", "syllables"),
    "folded": TextField("text", "folded"),
    "words": TextField("text", "words", positions=False),
    "compounds": TextField("text", "compounds", positions=False),
    "title_syllables": TextField("title", "syllables"),
    "title_folded": TextField("title", "folded"),
    "title_words": TextField("title", "words", positions=False),
    "title_compounds": TextField("title", "compounds", positions=False),
}

VALUE_FIELDS = (*FACETS, "province_today", "date", "uncertain")
"""Fields that hold one value a document, or none.

``province_today`` is the unit the province belongs to since 2025-07-01; ``date`` is the
year alone where the day is not known; ``uncertain`` names, separated by spaces, the
facets whose value is a guess.
"""

NUMBERS = frozenset({"year", "conference"})
"""Facets whose values are numbers."""


def fingerprint() -> str:
    """What an index must have been built with to be searched by this code."""
    described = {
        "analyzer": ANALYZER_VERSION,
        "text": {name: asdict(field) for name, field in TEXT_FIELDS.items()},
        "values": VALUE_FIELDS,
    }
    return hashlib.sha256(json.dumps(described, sort_keys=True).encode()).hexdigest()[:16]
