"""A Whoosh codec over arrays: everything of a segment in one mapped, checked file.

Whoosh pickles the codec and its segments into the table of contents by import path, so
this module keeps its name and theirs.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whoosh.codec import base
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import SegmentReader

from indexer.engines.whoosh.container import Container
from indexer.engines.whoosh.documents import (
    ArrayDocumentReader,
    ArrayDocumentWriter,
    UnfinishedDocumentReader,
)
from indexer.engines.whoosh.fieldwriting import ArrayFieldWriter
from indexer.engines.whoosh.segments import EXTENSION, SegmentBuilder
from indexer.engines.whoosh.terms import ArrayTermsReader


class ArrayCodec(base.Codec):  # type: ignore[misc]  # Whoosh carries no types
    """Writes and reads segments as arrays.

    Give it to any Whoosh writer: ``index.writer(codec=ArrayCodec())``. A document that fails
    in such a writer leaves it half written, as with Whoosh's own codec: cancel it then, or
    use ``ArrayWriter``.
    """

    length_stats = False

    def per_document_writer(self, storage: FileStorage, segment: ArraySegment) -> Any:
        """Whoosh asks for this before ``field_writer``; the two share the builder."""
        segment.builder = SegmentBuilder(_path(storage, segment))
        return ArrayDocumentWriter(segment.builder)

    def field_writer(self, storage: FileStorage, segment: ArraySegment) -> Any:
        """See ``per_document_writer``."""
        builder = segment.builder or SegmentBuilder(_path(storage, segment))
        return ArrayFieldWriter(builder, segment)

    def per_document_reader(self, storage: FileStorage, segment: ArraySegment) -> Any:
        """Reads what a segment keeps of each document."""
        if segment.builder is not None and not segment.identity:
            return UnfinishedDocumentReader(segment)
        return ArrayDocumentReader(segment.opened(storage), segment)

    def terms_reader(self, storage: FileStorage, segment: ArraySegment) -> Any:
        """Reads a segment's terms and postings."""
        return ArrayTermsReader(segment.opened(storage))

    def new_segment(self, storage: FileStorage, indexname: str) -> ArraySegment:
        """A segment without documents."""
        del storage
        return ArraySegment(indexname)


class ArraySegment(base.Segment):  # type: ignore[misc]  # the same
    """What the table of contents says of a segment.

    Attributes:
        builder: What writes it, while it is being written.
        identity: Of the content of its file, once that is finished.
    """

    builder: SegmentBuilder | None = None
    identity = ""
    _container: Container | None = None

    def __init__(self, indexname: str) -> None:
        super().__init__(indexname)
        self._documents = 0
        self._deleted: set[int] = set()

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name in _KEPT}

    def codec(self, **_: object) -> ArrayCodec:
        """What reads it."""
        return ArrayCodec()

    def opened(self, storage: FileStorage) -> Container:
        """Its file, mapped and checked once for all that read it.

        Raises:
            DamagedIndexError: It is not the file that was written for this segment.
        """
        if self._container is None:
            container = Container(_path(storage, self))
            if container.identity != self.identity:
                raise container.damaged("it is a segment of another index")
            self._container = container
        return self._container

    def should_assemble(self) -> bool:
        """It is one file already."""
        return False

    def set_doc_count(self, doccount: int) -> None:
        """Notes how many documents it holds."""
        self._documents = doccount

    def doc_count_all(self) -> int:
        """How many documents it holds, deleted ones included."""
        return self._documents

    def deleted_count(self) -> int:
        """How many of them are deleted."""
        return len(self._deleted)

    def deleted_docs(self) -> Iterable[int]:
        """Which are."""
        return iter(sorted(self._deleted))

    def delete_document(self, docnum: int, delete: bool = True) -> None:  # noqa: FBT001, FBT002 - Whoosh's signature
        """Deletes a document, or brings it back."""
        if delete:
            self._deleted.add(docnum)
        else:
            self._deleted.discard(docnum)

    def is_deleted(self, docnum: int) -> bool:
        """Whether a document is deleted."""
        return docnum in self._deleted


_KEPT = frozenset({"indexname", "segid", "compound", "identity", "_documents", "_deleted"})


def _path(storage: FileStorage, segment: ArraySegment) -> Path:
    folder = getattr(storage, "folder", None)
    if folder is None:
        raise ValueError("Arrays are mapped from files: the index must be in a folder")
    name: str = segment.make_filename(EXTENSION)
    return Path(folder) / name


def terms_of(reader: SegmentReader) -> Any:
    """What reads a segment's terms, which Whoosh keeps to itself."""
    return reader._terms  # noqa: SLF001 - there is no other way to the codec's own reader


def documents_of(reader: SegmentReader) -> Any:
    """The same for what is kept of each document."""
    return reader._perdoc  # noqa: SLF001 - the same
