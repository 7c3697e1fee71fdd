"""Stored fields, several documents to a compressed block: small, and quick to get at."""

from __future__ import annotations

import pickle
import zlib
from typing import Any

import numpy as np

from indexer.engines.whoosh.container import Array, Container, ContainerWriter, smallest

_BLOCK = 8192
"""Bytes of a block before compression; one document may be more."""

_LEVEL = 1
"""Of zlib: on Vietnamese prose the usual one takes two thirds longer for a tenth less."""

_WINDOW_BITS = 13
_MEMORY_LEVEL = 7
"""As much as a block needs: making room for four times as much takes longer than to use it."""


def packed(fields: dict[str, Any]) -> bytes:
    """The stored fields of a document, as ``StoredWriter`` takes them."""
    return pickle.dumps(fields, pickle.HIGHEST_PROTOCOL)


class StoredWriter:
    """Writes the stored fields of documents, in order, while a segment is being made."""

    def __init__(self, container: ContainerWriter) -> None:
        self._container = container
        self._block = bytearray()
        self._first_docs = [0]
        self._block_ends: list[int] = []
        self._ends: list[int] = []
        container.start("stored/blocks", np.uint8)

    def __len__(self) -> int:
        return len(self._ends)

    def add(self, document: bytes) -> None:
        """Adds the next document, ``packed``."""
        self._block += document
        self._ends.append(len(self._block))
        if len(self._block) >= _BLOCK:
            self._flush()

    def finish(self) -> None:
        """Writes what is left, and where everything is."""
        self._flush()
        for name, column in (
            ("block_ends", self._block_ends),
            ("first_docs", self._first_docs),
            ("ends", self._ends),
        ):
            numbers = np.array(column, np.uint64)
            kind = smallest(int(numbers.max(initial=0)))
            self._container.write(f"stored/{name}", numbers.astype(kind))

    def _flush(self) -> None:
        if not self._block:
            return
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW_BITS, _MEMORY_LEVEL)
        packed = packer.compress(self._block) + packer.flush()
        self._container.append(np.frombuffer(packed, np.uint8))
        self._block_ends.append(len(packed) + (self._block_ends[-1] if self._block_ends else 0))
        self._first_docs.append(len(self._ends))
        self._block = bytearray()


class StoredReader:
    """Reads the stored fields of any document; safe to share between threads."""

    def __init__(self, container: Container) -> None:
        self._blocks: Array = container.arrays["stored/blocks"]
        self._block_ends, self._first_docs, self._ends = (
            container.arrays[f"stored/{name}"] for name in ("block_ends", "first_docs", "ends")
        )

    def __getitem__(self, doc: int) -> dict[str, Any]:
        block = int(self._first_docs.searchsorted(doc, "right")) - 1
        start = int(self._ends[doc - 1]) if doc > self._first_docs[block] else 0
        end = int(self._ends[doc])
        raw = zlib.decompressobj().decompress(self._packed(block), end)  # no more than is needed
        fields: dict[str, Any] = pickle.loads(raw[start:])  # noqa: S301 - checked by its checksum; an index is trusted data, as Whoosh's own pickles are
        return fields

    def _packed(self, block: int) -> bytes:
        start = int(self._block_ends[block - 1]) if block else 0
        return self._blocks[start : int(self._block_ends[block])].tobytes()
