"""Documents to analysed documents, many at a time, since that is many times as fast."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from indexer.analysis import tokenizer
from indexer.analysis.bulk import BulkAnalyzer
from indexer.corrections import Corrections
from indexer.documents import UNCERTAIN_BELOW, AnalyzedDocument, Document, FacetValues
from indexer.facets import extract, gazetteer
from indexer.schema import TEXT_FIELDS, VALUE_FIELDS
from indexer.sources import complete
from indexer.sources.problems import Problem

BATCH = 500_000
"""Code points analysed at once; a longer document is a batch of its own."""

Reject = Callable[[Document, Exception], None]
"""Told which document could not be analysed, and why."""

_CHAINS = sorted({field.chain for field in TEXT_FIELDS.values()})


@dataclass(frozen=True, slots=True)
class _Read:
    """A document with what it says of itself, its text not yet analysed."""

    document: Document
    facets: FacetValues
    values: dict[str, str]


def analyze_documents(
    documents: Iterable[Document],
    reject: Reject,
    batch: int = BATCH,
    corrections: Corrections | None = None,
) -> Iterator[AnalyzedDocument]:
    """Turns documents into terms and facet values, in order.

    Args:
        documents: What is to be indexed.
        reject: Called for each document that cannot be; the others go on.
        batch: Code points to analyse at once.
        corrections: What editors put right.
    """
    corrections = corrections or Corrections()
    analyzer = BulkAnalyzer()
    waiting: list[_Read] = []
    size = 0
    for read in _read(documents, reject, corrections):
        waiting.append(read)
        size += len(read.document.text)
        if size >= batch:
            yield from _analyzed(analyzer, waiting, reject)
            waiting, size = [], 0
    yield from _analyzed(analyzer, waiting, reject)


def analyze_document(document: Document) -> AnalyzedDocument:
    """Turns one document into terms and facet values; an error in it is raised."""
    read = _complete(document, Corrections())
    return _together([read], _streams(BulkAnalyzer(), [read]))[0]


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
    if tokenizer.model() is not None:
        return []
    return [Problem("pyvi", f"its model is not the one known; {tokenizer.FALLBACK}", "degraded")]


def _read(
    documents: Iterable[Document], reject: Reject, corrections: Corrections
) -> Iterator[_Read]:
    for document in documents:
        try:
            read = _complete(document, corrections)
        except Exception as error:  # noqa: BLE001 - one bad document must not end the build
            reject(document, error)
        else:
            yield read


def _complete(document: Document, corrections: Corrections) -> _Read:
    document = complete(document)
    facets = corrections.apply(document.id, extract(document))
    values = field_values(facets)
    for name in (document.id, *values.values()):
        name.encode("utf-8")  # a lone surrogate fits in no file of an index
    return _Read(document, facets, values)


def _analyzed(
    analyzer: BulkAnalyzer, reads: list[_Read], reject: Reject
) -> Iterator[AnalyzedDocument]:
    try:
        found = _streams(analyzer, reads)
    except Exception as error:  # noqa: BLE001 - same; which one it was shows one by one
        if len(reads) == 1:
            reject(reads[0].document, error)
            return
        for read in reads:
            yield from _analyzed(BulkAnalyzer(), [read], reject)
        return
    yield from _together(reads, found)


def _together(reads: list[_Read], streams: list[dict[str, list[str]]]) -> list[AnalyzedDocument]:
    return [
        AnalyzedDocument(read.document, read.facets, found, read.values)
        for read, found in zip(reads, streams, strict=True)
    ]


def _streams(analyzer: BulkAnalyzer, reads: list[_Read]) -> list[dict[str, list[str]]]:
    """For each document, each text field's terms."""
    texts = [read.document.text for read in reads] + [read.document.title for read in reads]
    columns = analyzer.analyze_batch(texts, _CHAINS)
    streams = {chain: list(column.streams(len(texts))) for chain, column in columns.items()}
    first = {"text": 0, "title": len(reads)}
    return [
        {name: streams[field.chain][first[field.part] + i] for name, field in TEXT_FIELDS.items()}
        for i in range(len(reads))
    ]
