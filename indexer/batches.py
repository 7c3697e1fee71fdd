"""Documents to analysed documents, many at a time, since that is many times as fast."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from indexer.analysis import tokenizer
from indexer.analysis.bulk import BulkAnalyzer
from indexer.corrections import Corrections
from indexer.documents import UNCERTAIN_BELOW, AnalyzedDocument, Document, FacetValues
from indexer.engine import AnalyzedBatch
from indexer.facets import extract, gazetteer
from indexer.processes import in_processes
from indexer.schema import TEXT_FIELDS, VALUE_FIELDS
from indexer.sources import complete
from indexer.sources.problems import Problem
from indexer.stored import dump

BATCH = 400_000
"""Code points analysed at once: what is known of pieces stays at hand while many are looked up,
and an analysing process stays small. A longer document is a batch of its own."""

Reject = Callable[[Document, str], None]
"""Told which document could not be analysed, and why."""

_CHAINS = {
    part: sorted({field.chain for field in TEXT_FIELDS.values() if field.part == part})
    for part in ("text", "title")
}


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document with what it says of itself, its text not yet analysed.

    Attributes:
        document: The document, complete.
        facets: Its facet values, corrected.
        values: Its value fields (``field_values``).
    """

    document: Document
    facets: FacetValues
    values: dict[str, str]


class Analyzed(NamedTuple):
    """What became of some documents.

    Attributes:
        batches: Those that could be analysed, in order.
        rejected: Place of each other one, and what was wrong with it.
    """

    batches: list[AnalyzedBatch]
    rejected: list[tuple[int, str]]


def analyze_documents(
    documents: Iterable[Document],
    reject: Reject,
    batch: int = BATCH,
    corrections: Corrections | None = None,
    jobs: int = 1,
) -> Iterator[AnalyzedBatch]:
    """Turns documents into terms and facet values, in order.

    Args:
        documents: What is to be indexed.
        reject: Called for each document that cannot be; the others go on.
        batch: Code points to analyse at once.
        corrections: What editors put right.
        jobs: Processes that analyse; what comes out is the same whatever their number.

    Raises:
        WorkerError: One of the processes died.
    """
    corrections = corrections or Corrections()
    chunks = _chunks(documents, batch, corrections)
    for chunk, analyzed in in_processes(partial(Analyzer, corrections), chunks, jobs):
        for place, reason in analyzed.rejected:
            reject(chunk[place], reason)
        yield from analyzed.batches


def _chunks(
    documents: Iterable[Document], batch: int, corrections: Corrections
) -> Iterator[list[Document]]:
    """Documents that are analysed together: the same ones however many processes there are."""
    waiting: list[Document] = []
    size = 0
    for document in documents:
        corrections.meet(document.id)
        waiting.append(document)
        size += len(document.text)
        if size >= batch:
            yield waiting
            waiting, size = [], 0
    if waiting:
        yield waiting


class Analyzer:
    """Reads and analyses documents, batch after batch; for one process."""

    def __init__(self, corrections: Corrections) -> None:
        self._corrections = corrections
        self._bulk = BulkAnalyzer()

    def __call__(self, documents: Sequence[Document]) -> Analyzed:
        """Analyses some documents; those that cannot be are named."""
        reads: list[tuple[int, Extracted]] = []
        rejected: list[tuple[int, str]] = []
        for place, document in enumerate(documents):
            try:
                reads.append((place, _complete(document, self._corrections)))
            except Exception as error:  # noqa: BLE001 - one bad document must not end the build
                rejected.append((place, repr(error)))
        batches = list(self._analyzed(reads, rejected)) if reads else []
        return Analyzed(batches, sorted(rejected))

    def _analyzed(
        self, reads: list[tuple[int, Extracted]], rejected: list[tuple[int, str]]
    ) -> Iterator[AnalyzedBatch]:
        """The documents as one batch; if one of them cannot be analysed, each on its own."""
        try:
            batch = batch_of(self._bulk, [read for _, read in reads])
        except Exception as error:  # noqa: BLE001 - same; which one it was shows one by one
            self._bulk = BulkAnalyzer()
            if len(reads) == 1:
                rejected.append((reads[0][0], repr(error)))
                return
            for read in reads:
                yield from self._analyzed([read], rejected)
        else:
            yield batch


def analyze_document(document: Document) -> AnalyzedDocument:
    """Turns one document into terms and facet values; an error in it is raised."""
    read = _complete(document, Corrections())
    columns = batch_of(BulkAnalyzer(), [read]).columns
    streams = {name: next(column.streams(1)) for name, column in columns.items()}
    return AnalyzedDocument(read.document, read.facets, streams, read.values)


def field_values(facets: FacetValues) -> dict[str, str]:
    """The value fields of a document; those without a value are left out."""
    known = {name: getattr(facets, name, None) for name in VALUE_FIELDS}
    known["date"] = facets.date or facets.year
    if facets.province is not None:
        known["province_today"] = gazetteer.today(facets.province)
    known["uncertain"] = " ".join(
        name for name in facets.evidence if facets.confidence(name) < UNCERTAIN_BELOW
    )
    return {name: str(value) for name, value in known.items() if value not in (None, "")}


def degraded() -> list[Problem]:
    """What made the analysis worse or slower than it could be."""
    found = [Problem(*problem, "degraded") for problem in gazetteer.problems()]
    if tokenizer.model() is None:
        reason = f"its model is not the one known; {tokenizer.FALLBACK}"
        found.append(Problem("pyvi", reason, "degraded"))
    return found


def _complete(document: Document, corrections: Corrections) -> Extracted:
    document = complete(document)
    facets = corrections.apply(document.id, extract(document))
    values = field_values(facets)
    for name in (document.id, *values.values()):
        name.encode("utf-8")  # a lone surrogate fits in no file of an index
    return Extracted(document, facets, values)


def batch_of(analyzer: BulkAnalyzer, reads: Sequence[Extracted]) -> AnalyzedBatch:
    """Analyses documents together.

    Args:
        analyzer: Remembers what it read in batches before.
        reads: The documents, and what was read from them.
    """
    documents = [read.document for read in reads]
    texts = {
        "text": [document.text for document in documents],
        "title": [document.headline for document in documents],
    }
    columns = {
        part: analyzer.analyze_batch(
            texts[part],
            chains,
            [document.boilerplate for document in documents] if part == "text" else (),
        )
        for part, chains in _CHAINS.items()
    }
    return AnalyzedBatch(
        ids=[read.document.id for read in reads],
        originals=[dump(read.document, read.facets) for read in reads],
        values=[read.values for read in reads],
        columns={name: columns[field.part][field.chain] for name, field in TEXT_FIELDS.items()},
    )
