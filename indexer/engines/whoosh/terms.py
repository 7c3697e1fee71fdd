"""A segment's terms and postings, as Whoosh's own readers, cursors and queries ask for them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import formats
from whoosh.codec import base
from whoosh.reading import TermInfo, TermNotFound

from indexer.engines.whoosh.container import Array, Container
from indexer.engines.whoosh.dictionary import MISSING, Dictionary
from indexer.engines.whoosh.matcher import ArrayMatcher
from indexer.engines.whoosh.merging import DOC_BITS
from indexer.engines.whoosh.pairs import PairCounts, PairTable
from indexer.engines.whoosh.runs import Run
from indexer.engines.whoosh.segments import LENGTHS


class InvertedField:
    """One field of one segment.

    Attributes:
        dictionary: Its terms; their rows are those of the postings.
        lengths: Length byte of each document, or None where the field is not scored.
        positional: Whether it keeps positions.
        pairs: Document frequency of neighbours, or None without positions.
    """

    def __init__(self, container: Container, name: str) -> None:
        arrays = container.arrays
        self.dictionary = Dictionary(arrays[f"{name}/letters"], arrays[f"{name}/ends"])
        self.lengths: NDArray[np.uint8] | None = arrays.get(f"{name}/lengths")
        self._starts = arrays[f"{name}/starts"].data
        self._docs: Array = arrays[f"{name}/docs"]
        self._upper: Array | None = arrays.get(f"{name}/docs_upper")
        self._frequencies: Array | None = arrays.get(f"{name}/frequencies")
        self.pairs: PairTable | None = None
        self.positional = f"{name}/positions" in arrays
        if self.positional:
            self._positions: Array = arrays[f"{name}/positions"]
            self._position_starts = arrays[f"{name}/position_starts"].data
            counts = PairCounts(arrays[f"{name}/pairs"], arrays[f"{name}/pair_counts"])
            self.pairs = PairTable(counts, arrays[f"{name}/pairs_seen"])

    def count(self, row: int) -> int:
        """How many documents have the term of a row."""
        return int(self._starts[row + 1] - self._starts[row])

    def counts(self, rows: range) -> Array:
        """The same for consecutive rows."""
        starts = np.asarray(self._starts[rows.start : rows.stop + 1], np.int64)
        return np.diff(starts)

    def docs(self, row: int) -> NDArray[np.intp]:
        """The documents of a row, ascending."""
        start, stop = self._starts[row], self._starts[row + 1]
        docs = self._docs[start:stop].astype(np.intp)
        if self._upper is not None:
            # They ascend, so each upper byte holds for a stretch: that is added at once.
            upper = self._upper.data
            begin, last = start, upper[stop - 1]
            for value in range(upper[start], last + 1):
                end = stop if value == last else bisect_right(upper, value, begin, stop)
                if value:
                    stretch = docs[begin - start : end - start]
                    stretch += value << DOC_BITS
                begin = end
        return docs

    def frequencies(self, row: int) -> Array:
        """How often the term stands in each of them."""
        if self._frequencies is None:
            return np.ones(self.count(row), np.uint8)
        return self._frequencies[self._starts[row] : self._starts[row + 1]]

    def positions(self, row: int) -> Array:
        """Every place of the term, document by document."""
        return self._positions[self._position_starts[row] : self._position_starts[row + 1]]

    def as_run(self) -> Run:
        """All of it, to be merged with others."""
        starts = np.asarray(self._starts)
        once = np.broadcast_to(np.uint8(1), self._docs.shape)
        return Run(
            terms=np.arange(len(self.dictionary), dtype=np.uint32),
            starts=starts if len(starts) else np.zeros(1, np.uint32),
            docs=self._all_docs(),
            frequencies=once if self._frequencies is None else self._frequencies,
            positions=self._positions if self.positional else None,
            position_starts=np.asarray(self._position_starts) if self.positional else None,
        )

    def _all_docs(self) -> Array:
        docs = self._docs.astype(np.uint32)
        if self._upper is not None:
            docs |= self._upper.astype(np.uint32) << np.uint32(DOC_BITS)
        return docs

    def info(self, row: int) -> TermInfo:
        """What Whoosh wants to know of a term."""
        docs, frequencies = self.docs(row), self.frequencies(row)
        lengths = np.zeros(1, np.uint8) if self.lengths is None else self.lengths[docs]
        return TermInfo(
            weight=float(frequencies.sum(dtype=np.float64)),
            df=len(docs),
            minlength=int(LENGTHS[lengths.min()]),
            maxlength=int(LENGTHS[lengths.max()]),
            maxweight=float(frequencies.max()),
            minid=int(docs[0]),
            maxid=int(docs[-1]),
        )


class ArrayTermsReader(base.TermsReader):  # type: ignore[misc]  # Whoosh carries no types
    """Reads a segment's terms; safe to share between threads."""

    def __init__(self, container: Container) -> None:
        names: list[str] = container.about["fields"]
        self._fields = {name: InvertedField(container, name) for name in names}

    def field(self, name: str) -> InvertedField | None:
        """A field's arrays; None if no document has it."""
        return self._fields.get(name)

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        field = self._fields.get(term[0])
        return field is not None and field.dictionary.row(term[1]) != MISSING

    def _found(self, fieldname: str, text: bytes) -> tuple[InvertedField, int]:
        field = self._fields.get(fieldname)
        row = MISSING if field is None else field.dictionary.row(text)
        if field is None or row == MISSING:
            raise KeyError((fieldname, text))  # Whoosh takes this, and only this, for "none"
        return field, row

    def cursor(self, fieldname: str, fieldobj: Any) -> base.FieldCursor:
        """Steps through a field's terms."""
        field = self._fields.get(fieldname)
        return base.EmptyCursor() if field is None else ArrayCursor(field, fieldobj)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """All terms, by field."""
        return (term for term, _ in self._all())

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """All terms from one on."""
        return (term for term, _ in self._all(fieldname, prefix))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """All terms, with what is known of them."""
        return self.items_from("", b"")

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """The same from one on."""
        found = self._all(fieldname, prefix)
        return ((term, self._fields[term[0]].info(row)) for term, row in found)

    def _all(
        self, fieldname: str = "", prefix: bytes = b""
    ) -> Iterator[tuple[tuple[str, bytes], int]]:
        for name in sorted(self._fields):
            if name < fieldname:
                continue
            dictionary = self._fields[name].dictionary
            first = dictionary.lower_bound(prefix) if name == fieldname else 0
            for row in range(first, len(dictionary)):
                yield (name, dictionary[row]), row

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """What is known of a term."""
        field, row = self._found(fieldname, text)
        return field.info(row)

    def frequency(self, fieldname: str, text: bytes) -> float:
        """How often a term stands in all documents."""
        field, row = self._found(fieldname, text)
        return float(field.frequencies(row).sum(dtype=np.float64))

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """How many documents have a term."""
        field, row = self._found(fieldname, text)
        return field.count(row)

    def indexed_field_names(self) -> list[str]:
        """The fields any document has."""
        return sorted(self._fields)

    def matcher(
        self, fieldname: str, text: bytes, format_: formats.Format, scorer: Any = None
    ) -> ArrayMatcher:
        """Steps through a term's postings."""
        try:
            field, row = self._found(fieldname, text)
        except KeyError as error:
            raise TermNotFound(f"No term {fieldname}:{text!r}") from error
        return ArrayMatcher(field, row, format_, (fieldname, text), scorer)

    def close(self) -> None:
        """Nothing to let go of: the map of the file ends with its segment."""


class ArrayCursor(base.FieldCursor):  # type: ignore[misc]  # the same
    """A place among a field's terms; spelling and fuzzy search jump about with it."""

    def __init__(self, field: InvertedField, fieldobj: Any) -> None:
        self._field = field
        self._fieldobj = fieldobj
        self._row = 0

    def first(self) -> str | None:
        """Goes to the first term."""
        self._row = 0
        return self.text()

    def find(self, term: str | bytes) -> str | None:
        """Goes to the first term not less than one."""
        raw = term if isinstance(term, bytes) else self._fieldobj.to_bytes(term)
        self._row = self._field.dictionary.lower_bound(raw)
        return self.text()

    def next(self) -> str | None:
        """Goes to the next term."""
        self._row += 1
        return self.text()

    def is_valid(self) -> bool:
        """Whether there is a term here."""
        return self._row < len(self._field.dictionary)

    def text(self) -> str | None:
        """The term here."""
        if not self.is_valid():
            return None
        text: str = self._fieldobj.from_bytes(self._field.dictionary[self._row])
        return text

    def term_info(self) -> TermInfo | None:
        """What is known of it."""
        return self._field.info(self._row) if self.is_valid() else None
