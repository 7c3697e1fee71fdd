"""What is measured on: documents with three facet values each, and their terms for the peers.

A corpus is any JSONL file; without one, the generator's articles. A document that lacks a
province, a year or a conference number is given one by a hash of its id, so that every
document has all three, as frequent as such values are: a few often, most seldom.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, islice
from pathlib import Path

from benchmarks.articles import articles
from indexer import Document
from indexer.analysis.bulk import BulkAnalyzer
from indexer.batches import BATCH, Extracted, batch_of, field_values  # the build's own steps
from indexer.documents import FacetValues, Scalar
from indexer.engine import AnalyzedBatch
from indexer.facets.gazetteer import CENTRAL, PROVINCE_NAMES_2024
from indexer.schema import TEXT_FIELDS
from indexer.settings import BuildSettings
from indexer.sources import complete, read_sources

VALUES: dict[str, tuple[Scalar, ...]] = {
    "province": tuple(sorted(set(PROVINCE_NAMES_2024) - {CENTRAL}))[:63],
    "year": tuple(range(2025, 1985, -1)),
    "conference": tuple(range(1, 61)),
}
"""The facets every engine counts, and which values they are given; the first is most frequent."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document as the peers get it.

    Attributes:
        id: Its id.
        original: What is stored of it, the same in every engine.
        facets: Its value of each of ``VALUES``.
        streams: Text field to its terms, joined by spaces.
    """

    id: str
    original: str
    facets: tuple[Scalar, ...]
    streams: dict[str, str]


def write_corpus(files: Sequence[Path], count: int | None, path: Path) -> int:
    """Writes a corpus with all its facet values as one JSONL file.

    Args:
        files: JSONL files; none for the generator's articles.
        count: How many documents at most.
        path: Where to.

    Returns:
        How many documents it has.
    """
    number = 0
    with path.open("w", encoding="utf-8") as lines:
        for number, document in enumerate(islice(_documents(files, count), count), 1):  # noqa: B007 - the last number is the count
            record = {"id": document.id, "text": document.text, **_facets(document)}
            if document.title:
                record["title"] = document.title
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")
    return number


def _documents(files: Sequence[Path], count: int | None) -> Iterator[Document]:
    if not files:
        for article in articles(count or 3000):
            yield Document(article["id"], article["text"], article["title"])
    yield from (each for each in _read(files) if each.text.strip())


def _read(files: Sequence[Path]) -> Iterator[Document]:
    found = read_sources(files, BuildSettings().max_document_bytes)
    return (each for each in found if isinstance(each, Document))


def _facets(document: Document) -> dict[str, Scalar]:
    return {name: document.given.get(name) or drawn(name, document.id) for name in VALUES}


def drawn(facet: str, doc_id: str) -> Scalar:
    """The value of a facet a document is given: the n-th is 1/n times as frequent as the first."""
    digest = hashlib.blake2b(f"{facet}:{doc_id}".encode(), digest_size=8).digest()
    chances = _chances(len(VALUES[facet]))
    return VALUES[facet][bisect_left(chances, int.from_bytes(digest) / 2**64 * chances[-1])]


@cache
def _chances(count: int) -> list[float]:
    return list(accumulate(1 / rank for rank in range(1, count + 1)))


def read_corpus(path: Path, count: int) -> Iterator[Document]:
    """The first documents of what ``write_corpus`` wrote."""
    return islice(_read([path]), count)


def analyzed(documents: Iterable[Document]) -> Iterator[AnalyzedBatch]:
    """Documents with their given facet values, analysed as a build does; nothing is read out."""
    analyzer = BulkAnalyzer()
    for some in _batches(documents):
        yield batch_of(analyzer, [_given(complete(document)) for document in some])


def _given(document: Document) -> Extracted:
    facets = FacetValues(**{name: document.given.get(name) for name in VALUES})  # type: ignore[arg-type]  # given values are of their facet's kind
    return Extracted(document, facets, field_values(facets))


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    some: list[Document] = []
    size = 0
    for document in documents:
        some.append(document)
        size += len(document.text)
        if size >= BATCH:
            yield some
            some, size = [], 0
    if some:
        yield some


def prepare(corpus: Path, count: int, path: Path) -> None:
    """Writes the terms of documents for the peers, a JSON list a line."""
    with path.open("w", encoding="utf-8") as lines:
        for batch in analyzed(read_corpus(corpus, count)):
            streams = [batch.columns[name].streams(len(batch.ids)) for name in TEXT_FIELDS]
            for doc_id, original, *terms in zip(batch.ids, batch.originals, *streams, strict=True):
                row = [doc_id, original, *(" ".join(each) for each in terms)]
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")


def read_prepared(path: Path, count: int) -> Iterator[Prepared]:
    """The first documents of what ``prepare`` wrote."""
    with path.open(encoding="utf-8") as lines:
        for line in islice(lines, count):
            doc_id, original, *streams = json.loads(line)
            values = json.loads(original)["facets"]
            facets = tuple(values[name] for name in VALUES)
            yield Prepared(doc_id, original, facets, dict(zip(TEXT_FIELDS, streams, strict=True)))
