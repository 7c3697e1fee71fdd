"""A segment while it is being made: what it holds of each document, and its file."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import byte_to_length

from indexer.engines.whoosh.container import Array, ContainerWriter, smallest
from indexer.engines.whoosh.dictionary import encode_terms
from indexer.engines.whoosh.storing import StoredWriter

EXTENSION = ".arrays"
VERSION = 2

LENGTHS: NDArray[np.int64] = np.array([byte_to_length(byte) for byte in range(256)], np.int64)
"""What each byte means as a length: Whoosh keeps lengths so, the long ones rounded up."""


def length_bytes(lengths: Array) -> NDArray[np.uint8]:
    """Lengths as the bytes Whoosh keeps (``whoosh.util.numeric.length_to_byte``)."""
    found = np.minimum(np.searchsorted(LENGTHS, lengths), 255)
    return found.astype(np.uint8)


class SegmentBuilder:
    """Takes documents in order and writes them into the file of a segment.

    Attributes:
        container: The file.
        stored: Where stored fields go.
        fields: The inverted fields written so far.
    """

    def __init__(self, path: Path) -> None:
        self.container = ContainerWriter(path)
        self.stored = StoredWriter(self.container)
        self.fields: list[str] = []
        self._lengths: dict[str, _Lengths] = {}
        self._columns: dict[str, _Values] = {}
        self._finished: int | None = None

    def add_lengths(self, field: str, first: int, lengths: Array) -> None:
        """Notes how many terms some documents have in a field, from document ``first`` on."""
        self._lengths.setdefault(field, _Lengths()).extend(first, lengths)

    def add_values(self, field: str, first: int, values: Sequence[object]) -> None:
        """Notes a column's values of some documents, from document ``first`` on."""
        self._columns.setdefault(field, _Values()).extend(first, values)

    def finish_documents(self) -> None:
        """Writes what is kept of each document; inverted fields come after it."""
        if self._finished is not None:
            return
        self._finished = len(self.stored)
        self.stored.finish()
        for field, lengths in self._lengths.items():
            self.container.write(f"{field}/lengths", lengths.array(self._finished))
        for field, values in self._columns.items():
            values.write(self.container, f"columns/{field}", self._finished)

    def close(self) -> str:
        """Finishes the file, and tells the identity of its content."""
        self.finish_documents()
        about = {
            "version": VERSION,
            "documents": self._finished,
            "fields": sorted(self.fields),
            "totals": {field: lengths.total for field, lengths in self._lengths.items()},
            "values": {
                field: values.plain() for field, values in self._columns.items() if values.plain()
            },
        }
        return self.container.close(about)


class _Lengths:
    """A length byte a document; 0 for those without the field."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self.total = 0

    def extend(self, first: int, lengths: Array) -> None:
        self._bytes.extend(bytes(first - len(self._bytes)))
        self._bytes.extend(length_bytes(lengths).tobytes())
        self.total += int(lengths.sum())

    def array(self, documents: int) -> NDArray[np.uint8]:
        return np.frombuffer(bytes(self._bytes).ljust(documents, b"\0"), np.uint8)


class _Values:
    """A code a document; 0 for those without a value, the others in the order of values."""

    def __init__(self) -> None:
        self._code_of: dict[Any, int] = {}
        self._codes = array("I")

    def extend(self, first: int, values: Sequence[object]) -> None:
        self._codes.extend([0] * (first - len(self._codes)))
        code_of = self._code_of
        for value in values:
            code = 0 if value is None else code_of.setdefault(value, len(code_of) + 1)
            self._codes.append(code)

    def plain(self) -> list[Any]:
        """The values in order, where they are not bytes."""
        values = sorted(self._code_of)
        return values if values and not isinstance(values[0], bytes) else []

    def write(self, container: ContainerWriter, name: str, documents: int) -> None:
        values = sorted(self._code_of)
        ranks = np.zeros(len(values) + 1, np.uint32)
        ranks[[self._code_of[value] for value in values]] = np.arange(1, len(values) + 1)
        codes = np.zeros(documents, np.uint32)
        codes[: len(self._codes)] = ranks[np.frombuffer(self._codes, np.uint32)]
        container.write(f"{name}/codes", codes.astype(smallest(len(values))))
        if not self.plain():
            letters, ends = encode_terms(values)
            container.write(f"{name}/letters", letters)
            container.write(f"{name}/ends", ends)
