"""Measures building and searching against plain Whoosh, in one run on the same documents.

    python -m benchmarks.speed articles.jsonl [more.jsonl …] [--json FILE]

Plain Whoosh is what its tutorial shows: a stored TEXT field for the title and one for the
text, the stock analyzer and query parser, ten hits. The product does more per question
(facet counts, snippets, three readings of each text); its figures include all of it. Seconds
differ from machine to machine, so look at the ratios.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from indexer import Document, Searcher, SearchRequest, build_index
from indexer.settings import BuildSettings
from indexer.sources import read_sources

with warnings.catch_warnings():  # Whoosh 2.7.4 is older than today's Python
    warnings.simplefilter("ignore")
    from whoosh.fields import ID, TEXT, Schema
    from whoosh.index import FileIndex, create_in
    from whoosh.qparser import AndGroup, GroupNode, MultifieldParser, OrGroup
    from whoosh.searching import Searcher as StockSearcher

QUESTIONS = 200
Ask = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast one engine was.

    Attributes:
        name: The engine.
        documents_per_second: Building, from documents in memory to an index on disk.
        median_ms: Half of the questions took no longer.
        p95_ms: Nineteen in twenty took no longer.
    """

    name: str
    documents_per_second: float
    median_ms: float
    p95_ms: float


def questions(documents: Sequence[Document], count: int = QUESTIONS) -> list[str]:
    """Runs of two to six syllables out of the documents, the same ones every time."""
    rng = Random(len(documents))
    found = []
    for _ in range(count):
        syllables = rng.choice(documents).text.split()
        start = rng.randrange(max(1, len(syllables) - 6))
        found.append(" ".join(syllables[start : start + rng.randint(2, 6)]))
    return found


def measure(documents: Sequence[Document], folder: Path) -> list[Speed]:
    """Builds and asks each engine in turn."""
    asked = questions(documents)
    before = time.perf_counter()
    build_index(documents, folder / "product")
    rates = [len(documents) / (time.perf_counter() - before)]
    before = time.perf_counter()
    plain = _build_plain(documents, folder / "plain")
    rates.append(len(documents) / (time.perf_counter() - before))
    with Searcher.open(folder / "product") as searcher, plain.searcher() as stock:
        return [
            _speed("Hội Nghị", rates[0], lambda q: searcher.search(SearchRequest(q)), asked),
            _speed("plain Whoosh, every word", rates[1], _plain(stock, AndGroup), asked),
            _speed("plain Whoosh, any word", rates[1], _plain(stock, OrGroup), asked),
        ]


def _build_plain(documents: Sequence[Document], folder: Path) -> FileIndex:
    folder.mkdir()
    schema = Schema(id=ID(stored=True), title=TEXT(stored=True), text=TEXT(stored=True))
    index = create_in(folder, schema)
    writer = index.writer()
    for document in documents:
        writer.add_document(id=document.id, title=document.title, text=document.text)
    writer.commit()
    return index


def _plain(searcher: StockSearcher, group: type[GroupNode]) -> Ask:
    parser = MultifieldParser(["title", "text"], searcher.schema, group=group)
    return lambda question: searcher.search(parser.parse(question), limit=10)


def _speed(name: str, rate: float, ask: Ask, asked: Sequence[str]) -> Speed:
    for question in asked[:10]:
        ask(question)  # opening files is not what a question costs
    times = sorted(_milliseconds(ask, question) for question in asked)
    return Speed(name, rate, statistics.median(times), times[len(times) * 95 // 100])


def _milliseconds(ask: Ask, question: str) -> float:
    before = time.perf_counter()
    ask(question)
    return (time.perf_counter() - before) * 1000


def table(speeds: Sequence[Speed]) -> str:
    """The figures, and the first engine's as ratios to each other one."""
    rows = [("", "documents/s", "median ms", "p95 ms")]
    rows += [
        (s.name, f"{s.documents_per_second:,.0f}", f"{s.median_ms:.2f}", f"{s.p95_ms:.2f}")
        for s in speeds
    ]
    ours = speeds[0]
    rows += [
        (
            f"{ours.name} / {s.name}",
            f"{ours.documents_per_second / s.documents_per_second:.2f}",
            f"{ours.median_ms / s.median_ms:.2f}",
            f"{ours.p95_ms / s.p95_ms:.2f}",
        )
        for s in speeds[1:]
    ]
    return "\n".join(f"{row[0]:<36}" + "".join(f"{cell:>13}" for cell in row[1:]) for row in rows)


def main() -> None:
    """Prints a table; with --json, writes the same figures to a file."""
    parser = argparse.ArgumentParser(prog="benchmarks.speed", description=main.__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.jsonl")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    options = parser.parse_args()
    found = read_sources(options.files, BuildSettings().max_document_bytes)
    documents = [each for each in found if isinstance(each, Document)]
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        speeds = measure(documents, Path(folder))
    print(f"{len(documents):,} documents, {QUESTIONS} questions")
    print(table(speeds))
    if options.json:
        figures = {"documents": len(documents), "engines": [asdict(speed) for speed in speeds]}
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
