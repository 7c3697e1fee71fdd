"""What a segment keeps of each document: stored fields, lengths, column values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np
from numpy.typing import NDArray
from whoosh.codec import base
from whoosh.columns import ColumnReader

from indexer.engines.whoosh.container import Array, Container
from indexer.engines.whoosh.dictionary import Dictionary
from indexer.engines.whoosh.segments import LENGTHS, SegmentBuilder
from indexer.engines.whoosh.storing import StoredReader, packed

if TYPE_CHECKING:
    from indexer.engines.whoosh.codec import ArraySegment


class ArrayDocumentWriter(base.PerDocumentWriter):  # type: ignore[misc]  # Whoosh carries no types
    """Takes documents one by one, as Whoosh's own writers hand them over."""

    is_closed = False

    def __init__(self, builder: SegmentBuilder) -> None:
        self._builder = builder
        self._doc = 0
        self._stored: dict[str, Any] = {}

    def start_doc(self, docnum: int) -> None:
        """Begins a document."""
        self._doc = docnum
        self._stored = {}

    def add_field(self, fieldname: str, fieldobj: object, value: object, length: int) -> None:
        """Keeps a field's stored value and its length."""
        del fieldobj
        if value is not None:
            self._stored[fieldname] = value
        if length:
            self._builder.add_lengths(fieldname, self._doc, np.array([length]))

    def add_column_value(self, fieldname: str, columnobj: object, value: object) -> None:
        """Keeps a field's value to sort and count by."""
        del columnobj
        self._builder.add_values(fieldname, self._doc, [value])

    def add_vector_items(self, fieldname: str, fieldobj: object, items: object) -> NoReturn:
        """Vectors are not kept."""
        del fieldobj, items
        raise ValueError(f"The field {fieldname} has term vectors; this codec keeps none")

    def finish_doc(self) -> None:
        """Ends a document."""
        self._builder.stored.add(packed(self._stored))

    def close(self) -> None:
        """Ends the documents; inverted fields come next."""
        self.is_closed = True
        self._builder.finish_documents()


class ArrayDocumentReader(base.PerDocumentReader):  # type: ignore[misc]  # the same
    """Reads what a segment keeps of each document; safe to share between threads."""

    def __init__(self, container: Container, segment: ArraySegment) -> None:
        self._container = container
        self._segment = segment
        self._stored = StoredReader(container)

    def doc_count(self) -> int:
        """How many documents there are, without the deleted ones."""
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        """How many documents there are."""
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        """Whether any is deleted."""
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        """Whether one is."""
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> Iterable[int]:
        """Which are."""
        return self._segment.deleted_docs()

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """The stored fields of a document."""
        return self._stored[docnum]

    def supports_columns(self) -> bool:
        """It does."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """Whether any document has a value to sort by."""
        return f"columns/{fieldname}/codes" in self._container.arrays

    def column_reader(self, fieldname: str, column: Any) -> ArrayColumnReader:
        """The values of a field, a value a document."""
        return ArrayColumnReader(*self.column(fieldname), column.default_value())

    def column(self, fieldname: str) -> tuple[Array, Sequence[Any]]:
        """The code of each document (0: no value), and the values of the codes from 1 on."""
        name = f"columns/{fieldname}"
        arrays = self._container.arrays
        plain: list[Any] | None = self._container.about["values"].get(fieldname)
        values = plain or list(Dictionary(arrays[f"{name}/letters"], arrays[f"{name}/ends"]))
        return arrays[f"{name}/codes"], values

    def length_bytes(self, fieldname: str) -> NDArray[np.uint8]:
        """The length of each document's field, as the byte Whoosh keeps."""
        known = self._container.arrays.get(f"{fieldname}/lengths")
        return np.zeros(self.doc_count_all(), np.uint8) if known is None else known

    def lengths(self, fieldname: str) -> NDArray[np.int64]:
        """The length of each document's field."""
        return LENGTHS[self.length_bytes(fieldname)]

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """How many terms a document has in a field, as exactly as it is kept."""
        return int(LENGTHS[self.length_bytes(fieldname)[docnum]]) or default

    def field_length(self, fieldname: str) -> int:
        """How many terms all documents have in a field."""
        return int(self._container.about["totals"].get(fieldname, 0))

    def min_field_length(self, fieldname: str) -> int:
        """The least length of a field."""
        return int(LENGTHS[self.length_bytes(fieldname).min(initial=255)])

    def max_field_length(self, fieldname: str) -> int:
        """The greatest length of a field."""
        return int(LENGTHS[self.length_bytes(fieldname).max(initial=0)])

    def close(self) -> None:
        """Nothing to let go of: the map of the file ends with its segment."""


class UnfinishedDocumentReader(base.PerDocumentReader):  # type: ignore[misc]  # the same
    """Stands for a segment that is still being written, of which little can be told.

    Whoosh's writer of several processes hands over the lengths of documents again with their
    postings; they are kept already.
    """

    def __init__(self, segment: ArraySegment) -> None:
        self._segment = segment

    def doc_count_all(self) -> int:
        """How many documents there are."""
        return self._segment.doc_count_all()

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Not told."""
        del docnum, fieldname
        return default

    def close(self) -> None:
        """Nothing to let go of."""


class ArrayColumnReader(ColumnReader):  # type: ignore[misc]  # the same
    """Values by document, as Whoosh sorts and groups by them."""

    def __init__(self, codes: Array, values: Sequence[Any], default: object) -> None:
        self._codes = codes
        self._values = [default, *values]
        self._reversed = False

    def __len__(self) -> int:
        return len(self._codes)

    def __getitem__(self, docnum: int) -> Any:
        return self._values[self._codes[docnum]]

    def __iter__(self) -> Any:
        return (self._values[code] for code in self._codes.tolist())

    def sort_key(self, docnum: int) -> Any:
        """What documents are sorted by; comparable between segments."""
        value = self[docnum]
        return -value if self._reversed else value

    def set_reverse(self) -> None:
        """Sorts the other way round; Whoosh asks for it only where values are numbers."""
        self._reversed = True

    def load(self) -> list[Any]:
        """All values."""
        return list(self)
