"""Documents into a segment of arrays: many at once, or one by one as Whoosh does it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import fields, formats, index
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.index import LockError
from whoosh.reading import SegmentReader
from whoosh.writing import IndexingError, SegmentWriter

from indexer.analysis.columns import Columns
from indexer.durability import sync_file
from indexer.engine import AnalyzedBatch
from indexer.engines.whoosh.codec import ArrayCodec, documents_of, terms_of
from indexer.engines.whoosh.collecting import Collector
from indexer.engines.whoosh.inversion import FieldInverter, Renumbering
from indexer.engines.whoosh.locking import DurableStorage, sign, told_who
from indexer.engines.whoosh.onedocument import FieldTerms, OneDocument, one_document
from indexer.engines.whoosh.storing import packed
from indexer.engines.whoosh.terms import ArrayTermsReader
from indexer.schema import TEXT_FIELDS, VALUE_FIELDS

MEMORY = 512 * 1024 * 1024
"""Bytes that inversion may take before it goes on in a file."""


def whoosh_schema() -> fields.Schema:
    """The schema as Whoosh knows it.

    Terms are handed over as they are, so Whoosh's analyzer is never asked; the one named
    here only says how to read a question someone asks Whoosh directly.
    """
    schema = fields.Schema(id=fields.ID(unique=True, stored=True), original=fields.STORED)
    for name, field in TEXT_FIELDS.items():
        analyzer = SpaceSeparatedTokenizer()
        schema.add(name, fields.TEXT(analyzer=analyzer, phrase=field.positions))
    for name in VALUE_FIELDS:
        schema.add(name, fields.ID(sortable=True))
    return schema


def write_index(directory: Path, batches: Iterable[AnalyzedBatch], memory: int = MEMORY) -> int:
    """Writes documents into a new index.

    Args:
        directory: An empty directory.
        batches: What to write; if this raises, nothing is committed.
        memory: Bytes that inversion may take.

    Returns:
        How many documents were written.
    """
    created = index.create_in(str(directory), whoosh_schema())
    writer = ArrayWriter(created, memory=memory)
    try:
        for batch in batches:
            writer.add_batch(batch)
        count = int(writer.doc_count())
    except BaseException:
        writer.cancel()
        raise
    writer.commit(merge=False)
    return count


class ArrayWriter(SegmentWriter):  # type: ignore[misc]  # Whoosh carries no types
    """A Whoosh writer that inverts with numpy.

    It takes whole batches (``add_batch``), and all that Whoosh's own writers take: single
    documents, deletions, updates, merges. A document that cannot be indexed leaves no
    trace, since nothing is touched before all of it was read; the next one is taken as if
    it had never come. What is committed is durable.
    """

    def __init__(self, ix: Any, memory: int = MEMORY, **options: Any) -> None:
        """Takes the lock of an index; ``options`` are those of any Whoosh writer.

        Raises:
            LockError: Somebody else holds it.
        """
        try:
            super().__init__(ix, codec=ArrayCodec(), **options)
        except LockError as error:
            raise told_who(ix) from error
        sign(self.writelock, f"process {os.getpid()}")
        self.storage = DurableStorage(ix.storage.folder)
        self._builder = self.newsegment.builder
        self._collector = Collector(self._builder.container.path, memory)
        self._renumberings: dict[str, Renumbering] = {}
        self._broken = False

    def add_batch(self, batch: AnalyzedBatch) -> None:
        """Adds many analysed documents at once."""
        first, count = self.docnum, len(batch.ids)
        # What can fail comes first, as for a single document.
        numbers = {name: self._numbers(name, each) for name, each in batch.columns.items()}
        found = {name: _encoded(each.get(name) for each in batch.values) for name in VALUE_FIELDS}
        ids = _encoded(batch.ids)
        with self._all_or_nothing():
            for name, columns in batch.columns.items():
                counts = np.bincount(columns.documents, minlength=count)
                starts = np.repeat(np.cumsum(counts) - counts, counts)
                places = np.arange(len(starts)) - starts
                self._inverter(name).add(numbers[name], columns.documents + first, places)
                self._builder.add_lengths(name, first, columns.lengths(count))
            for name, values in found.items():
                self._builder.add_values(name, first, values)
                self._add_single(name, first, values)
            self._add_single("id", first, ids)
            for doc_id, original in zip(batch.ids, batch.originals, strict=True):
                self._builder.stored.add(packed({"id": doc_id, "original": original}))
            self._added_some(count)

    @contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        """What fails while it is written, as on a full disk, can no longer be committed."""
        try:
            yield
        except BaseException:
            self._broken = True
            raise

    def _added_some(self, count: int) -> None:
        self.docnum += count
        self._added = True
        self._collector.keep_within_memory()

    def _numbers(self, name: str, columns: Columns) -> NDArray[Any]:
        """The number of each occurrence's term in a field."""
        inverter = self._inverter(name)
        renumbering = self._renumberings.setdefault(name, Renumbering(inverter))
        return renumbering.of(columns.vocabulary, columns.terms)

    def _add_single(self, name: str, first: int, values: Sequence[bytes | None]) -> None:
        """Adds a field of one term a document, or none."""
        inverter = self._inverter(name)
        docs = [first + i for i, value in enumerate(values) if value is not None]
        terms = [inverter.numbering[value] for value in values if value is not None]
        inverter.add(np.array(terms), np.array(docs), np.zeros(0))

    def add_document(self, **values: Any) -> None:
        """Adds one document; Whoosh analyses it by its schema."""
        self._keep(self._read(values))

    def update_document(self, **values: Any) -> None:
        """Adds one document, and deletes those that have the same unique values."""
        document = self._read(values)  # first, so that nothing is deleted for one that fails
        unique = [(name, values[name]) for name in self._unique_fields(values)]
        if unique:
            with self.searcher() as searcher:
                for number in searcher._find_unique(unique):  # noqa: SLF001 - as Whoosh does
                    self.delete_document(number)
        self._keep(document)

    def _keep(self, document: OneDocument) -> None:
        with self._all_or_nothing():
            for field in document.fields:
                self._add_one(field)
            for name, value in document.columns.items():
                self._builder.add_values(name, self.docnum, [value])
            self._builder.stored.add(document.stored)
            self._added_some(1)

    def _read(self, values: dict[str, Any]) -> OneDocument:
        self._check_state()
        self._check_fields(self.schema, [name for name in values if not name.startswith("_")])
        return one_document(self.schema, values)

    def _add_one(self, field: FieldTerms) -> None:
        inverter = self._inverter(field.name)
        numbers = np.array([inverter.numbering[term] for term in field.terms], np.uint32)
        docs = np.full(len(numbers), self.docnum)
        inverter.add(numbers, docs, np.array(field.positions, np.uint32))
        if field.length:
            self._builder.add_lengths(field.name, self.docnum, np.array([field.length]))

    def add_reader(self, reader: SegmentReader) -> None:
        """Takes over what is not deleted of another segment, column by column."""
        self._check_state()
        terms = terms_of(reader)
        if not isinstance(terms, ArrayTermsReader):
            raise TypeError(
                "Only segments of arrays can be merged; commit with merge=False, or index the "
                "documents again"
            )
        self._collector.finish_runs()  # so that the other's documents come after those added so far
        live = np.ones(reader.doc_count_all(), np.bool_)
        live[np.fromiter(documents_of(reader).deleted_docs(), np.int64)] = False
        numbers = np.cumsum(live) - 1 + self.docnum
        for name in reader.indexed_field_names():
            field = terms.field(name)
            if field is not None and name in self.schema:
                inverter = self._inverter(name)
                own = np.array([inverter.numbering[term] for term in field.dictionary], np.uint32)
                run = field.as_run().kept(live, numbers, own)
                self._collector.add_run(name, run.with_pairs())
        self._take_documents(reader, live)
        self.docnum += int(live.sum())
        self._added = True

    def _take_documents(self, reader: SegmentReader, live: NDArray[np.bool_]) -> None:
        kept = documents_of(reader)
        for name, field in self.schema.items():
            if field.scorable:
                lengths = kept.lengths(name)[live]
                self._builder.add_lengths(name, self.docnum, lengths)
            if field.column_type and kept.has_column(name):
                codes, values = kept.column(name)
                found = np.array([None, *values], object)[codes[live]]
                self._builder.add_values(name, self.docnum, found.tolist())
        for doc in np.flatnonzero(live).tolist():
            self._builder.stored.add(packed(reader.stored_fields(doc)))

    def _inverter(self, name: str) -> FieldInverter:
        positional = isinstance(self.schema[name].format, formats.Positions)
        return self._collector.inverter(name, positional=positional)

    def commit(self, *merging: Any, **options: Any) -> None:
        """Writes the segment, and names it in the table of contents; see Whoosh's writers.

        Raises:
            IndexingError: Something was only half written; the writer can be cancelled.
        """
        if self._broken:
            raise IndexingError("A document was only half written; cancel this writer")
        super().commit(*merging, **options)

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        self._builder.fields += self._collector.write(self._builder.container)

    def _close_segment(self) -> None:
        if self._added and not self.is_closed:
            super()._close_segment()
            sync_file(self._builder.container.path)
        else:
            self._builder.container.abandon()
            self.pool.cleanup()

    def _finish(self) -> None:
        sign(self.writelock, "")
        super()._finish()

    def cancel(self) -> None:
        """Gives up what was added since the last commit."""
        self._added = False
        self._collector.discard()
        super().cancel()


def _encoded(values: Iterable[str | None]) -> list[bytes | None]:
    return [None if value is None else value.encode() for value in values]
