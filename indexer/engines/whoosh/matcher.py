"""A term's postings one by one, for Whoosh's own queries: phrases, fuzzy ones, spans."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh import formats
from whoosh.matching import LeafMatcher, ReadTooFar

from indexer.engines.whoosh.segments import LENGTHS

if TYPE_CHECKING:
    from indexer.engines.whoosh.terms import InvertedField

_BLOCK = 128
"""Postings a block: what Whoosh may skip when none of them can score enough."""


class ArrayMatcher(LeafMatcher):  # type: ignore[misc]  # Whoosh carries no types
    """Steps through the postings of one row of a field."""

    def __init__(
        self,
        field: InvertedField,
        row: int,
        format_: formats.Format,
        term: tuple[str, bytes],
        scorer: Any,
    ) -> None:
        self._field = field
        self._row = row
        self._term = term
        self.format = format_
        self.scorer = scorer
        self._ids: list[int] = field.docs(row).tolist()
        self._place = 0

    @cached_property
    def _weights(self) -> list[int]:
        weights: list[int] = self._field.frequencies(self._row).tolist()
        return weights

    @cached_property
    def _ends(self) -> list[int]:
        """Where the positions of each posting end, among those of the row."""
        ends: list[int] = np.cumsum(self._field.frequencies(self._row), dtype=np.int64).tolist()
        return ends

    @cached_property
    def _blocks(self) -> tuple[list[float], list[int], list[int]]:
        """Greatest weight, least and greatest length of each block."""
        heads = np.arange(0, len(self._ids), _BLOCK)
        docs = self._field.docs(self._row)
        lengths = self._field.lengths
        own = LENGTHS[np.zeros(len(docs), np.uint8) if lengths is None else lengths[docs]]
        weights = np.asarray(self._field.frequencies(self._row))
        return (
            np.maximum.reduceat(weights, heads).astype(float).tolist(),
            np.minimum.reduceat(own, heads).tolist(),
            np.maximum.reduceat(own, heads).tolist(),
        )

    def reset(self) -> None:
        """Goes back to the first posting."""
        self._place = 0

    def copy(self) -> ArrayMatcher:
        """Another at the same place."""
        made = ArrayMatcher(self._field, self._row, self.format, self._term, self.scorer)
        made._place = self._place
        return made

    def is_active(self) -> bool:
        """Whether there is a posting here."""
        return self._place < len(self._ids)

    def id(self) -> int:
        """Its document."""
        return self._ids[self._place]

    def weight(self) -> float:
        """How often the term stands there."""
        return float(self._weights[self._place])

    def all_ids(self) -> Iterator[int]:
        """The documents from here on."""
        while self.is_active():
            yield self.id()
            self._place += 1

    def next(self) -> bool:
        """Goes to the next posting; says whether a block begins there."""
        self._place += 1
        return self._place % _BLOCK == 0

    def skip_to(self, id: int) -> None:  # noqa: A002 - Whoosh's name
        """Goes to the first posting whose document is not less than one."""
        if not self.is_active():
            raise ReadTooFar
        self._place = bisect_left(self._ids, id, self._place)

    def value(self) -> bytes:
        """The posting as its format writes it."""
        if isinstance(self.format, formats.Positions):
            encoded: bytes = self.format.encode(self._positions())
            return encoded
        if isinstance(self.format, formats.Frequency):
            return formats.pack_uint(int(self.weight()))  # type: ignore[no-any-return]
        return b""

    def value_as(self, astype: str) -> Any:
        """What the format tells of the posting."""
        if astype == "positions":
            return self._positions()
        if astype == "frequency":
            return int(self.weight())
        return super().value_as(astype)

    def _positions(self) -> list[int]:
        end = self._ends[self._place]
        start = end - self._weights[self._place]
        places: list[int] = self._field.positions(self._row)[start:end].tolist()
        return places

    def block_max_weight(self) -> float:
        """The greatest weight in this block."""
        return self._blocks[0][self._place // _BLOCK]

    def block_min_length(self) -> int:
        """The least length of a document in it."""
        return self._blocks[1][self._place // _BLOCK]

    def block_max_length(self) -> int:
        """The greatest."""
        return self._blocks[2][self._place // _BLOCK]

    def block_min_id(self) -> int:
        """The first document in it."""
        return self._ids[self._place // _BLOCK * _BLOCK]

    def block_max_id(self) -> int:
        """The last."""
        return self._ids[min(len(self._ids), (self._place // _BLOCK + 1) * _BLOCK) - 1]

    def skip_to_quality(self, minquality: float) -> int:
        """Goes to the first block that may score more; says how many were skipped."""
        skipped = 0
        while self.is_active() and self.block_quality() <= minquality:
            self._place = (self._place // _BLOCK + 1) * _BLOCK
            skipped += 1
        return skipped
