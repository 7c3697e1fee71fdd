"""Postings taken one by one, as Whoosh's own writers hand them over, and which can be kept."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh import formats
from whoosh.codec import base

from indexer.engines.whoosh.merging import write_field
from indexer.engines.whoosh.runs import Run, placed
from indexer.engines.whoosh.segments import SegmentBuilder

if TYPE_CHECKING:
    from indexer.engines.whoosh.codec import ArraySegment


class ArrayFieldWriter(base.FieldWriter):  # type: ignore[misc]  # Whoosh carries no types
    """Takes postings one by one, sorted by term, as Whoosh's own writers hand them over."""

    is_closed = False

    def __init__(self, builder: SegmentBuilder, segment: ArraySegment) -> None:
        self._builder = builder
        self._segment = segment
        self._name = ""
        self._format: Any = None

    def start_field(self, fieldname: str, fieldobj: Any) -> None:
        """Begins a field."""
        self._name, self._format = fieldname, checked_format(fieldname, fieldobj)
        self._terms: list[bytes] = []
        self._starts = [0]
        self._docs, self._frequencies, self._positions = array("I"), array("I"), array("I")

    def start_term(self, text: bytes) -> None:
        """Begins a term."""
        self._terms.append(text)

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int) -> None:
        """Adds a posting; a word to correct spelling by may come once more for a document."""
        del length
        if self._starts[-1] < len(self._docs) and self._docs[-1] == docnum:
            return
        self._docs.append(docnum)
        self._frequencies.append(whole(weight, self._name))
        if isinstance(self._format, formats.Positions):
            self._positions.extend(self._format.decode_positions(vbytes))

    def finish_term(self) -> None:
        """Ends a term."""
        self._starts.append(len(self._docs))

    def finish_field(self) -> None:
        """Ends a field, and writes it."""
        positional = isinstance(self._format, formats.Positions)
        run = Run(
            terms=np.arange(len(self._terms), dtype=np.uint32),
            starts=np.array(self._starts, np.int64),
            docs=np.array(self._docs, np.uint32),
            frequencies=np.array(self._frequencies, np.uint32),
            positions=np.array(self._positions, np.uint32) if positional else None,
        )
        run = placed(run).with_pairs()
        write_field(self._builder.container, self._name, self._terms, [run])
        self._builder.fields.append(self._name)

    def close(self) -> None:
        """Ends the segment."""
        self.is_closed = True
        self._segment.identity = self._builder.close()


def checked_format(name: str, field: Any) -> Any:
    """A field's format, if postings can be kept in it.

    Raises:
        ValueError: They cannot.
    """
    if field.vector:
        raise ValueError(f"The field {name} has term vectors; this codec keeps none")
    if field.format.field_boost != 1:
        raise ValueError(f"The field {name} is boosted; boost the question instead")
    if type(field.format) in (formats.Positions, formats.Frequency, formats.Existence):
        return field.format
    raise ValueError(
        f"The field {name} keeps {type(field.format).__name__}; this codec keeps existence, "
        "frequencies or positions"
    )


def whole(weight: float, name: str) -> int:
    """A posting's weight, which is how often the term stands there.

    Raises:
        ValueError: It is a boost as well.
    """
    if weight != int(weight):
        raise ValueError(f"The field {name} has boosted postings; boost the question instead")
    return int(weight)
