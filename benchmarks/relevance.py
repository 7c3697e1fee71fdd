"""Measures how well questions find the passage that answers them, beside other engines.

    python -m benchmarks.relevance passages.jsonl queries.jsonl [--sweep] [--no-peers]
        [--index DIRECTORY] [--json FILE]

A passage has ``id`` and ``text``; a query ``id``, ``query`` and ``relevant``, the ids of the
passages that answer it. Every question is asked as written, without marks, with each syllable's
marks dropped by chance (a fixed seed), in capitals, and in decomposed Unicode.

The weights of ranking are chosen on every second question (``--sweep``: one weight at a time, all
others as they are); the figures printed are those of the other half.
"""

from __future__ import annotations

import argparse
import json
import math
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.rankers import Ask, peers
from indexer import Document, Searcher, SearchRequest, build_index
from indexer.analysis.filters import fold
from indexer.understanding.weighing import WEIGHTS, Weights

DEPTH = 100
SEED = 2023

SWEPT: Mapping[str, tuple[float, ...]] = {
    "forgiven": (0.2, 0.4, 0.6, 0.8),
    "careless": (0.4, 0.6, 0.8, 1.0),
    "pair": (0.25, 0.4, 0.5, 0.6, 0.75),
    "folded": (0.2, 0.4, 0.6, 0.8, 1.0),
    "word": (0.0, 0.05, 0.1, 0.25),
    "title": (0.25, 0.5, 0.75),
    "share": (0.2, 0.3, 0.4, 0.45, 0.5, 0.6),
    "scant": (0.1, 0.2, 0.3, 0.45),
    "coverage": (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8),
    "careless_coverage": (0.0, 0.2, 0.3, 0.4, 0.6),
}
"""Each weight with the values that are tried."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question and the passages that answer it."""

    text: str
    relevant: frozenset[str]


@dataclass(frozen=True, slots=True)
class Figures:
    """How one engine did on the questions of one column.

    Attributes:
        engine: Who answered.
        column: How the questions were typed.
        p1: How often the first hit answers.
        mrr10: Mean of one over the rank of the first answer among ten.
        ndcg10: Gain of the first ten, discounted by rank.
        r10: Share of the answers among the first ten.
        r100: Share of the answers among the first hundred.
    """

    engine: str
    column: str
    p1: float
    mrr10: float
    ndcg10: float
    r10: float
    r100: float


def dropped_by_chance(text: str) -> str:
    """The text with the marks of each syllable dropped with a chance of one half."""
    rng = Random(f"{SEED} {text}")
    words = unicodedata.normalize("NFC", text).split(" ")
    return " ".join(fold(word) if rng.random() < 0.5 else word for word in words)


COLUMNS: Mapping[str, Callable[[str], str]] = {
    "as written": str,
    "no marks": lambda text: fold(unicodedata.normalize("NFC", text)),
    "half marks": dropped_by_chance,
    "capitals": str.upper,
    "NFD": lambda text: unicodedata.normalize("NFD", text),
}
"""The ways in which a question is typed."""


def read_passages(path: Path) -> list[Document]:
    """The passages of a file."""
    return [Document(line["id"], line["text"]) for line in _lines(path)]


def read_queries(path: Path) -> list[Query]:
    """The questions of a file."""
    return [Query(line["query"], frozenset(line["relevant"])) for line in _lines(path)]


def _lines(path: Path) -> Iterator[Any]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def score(engine: str, column: str, queries: Sequence[Query], ask: Ask) -> Figures:
    """Asks every question and counts."""
    typed = COLUMNS[column]
    ranks = [_ranks(query, ask(typed(query.text))) for query in queries]
    sizes = [len(query.relevant) for query in queries]
    return Figures(
        engine,
        column,
        p1=_mean(1 in found for found in ranks),
        mrr10=_mean(1 / min(found) if min(found, default=99) <= 10 else 0 for found in ranks),
        ndcg10=_mean(_ndcg(found, size) for found, size in zip(ranks, sizes, strict=True)),
        r10=_mean(sum(r <= 10 for r in f) / s for f, s in zip(ranks, sizes, strict=True)),
        r100=_mean(len(f) / s for f, s in zip(ranks, sizes, strict=True)),
    )


def _ranks(query: Query, ids: Sequence[str]) -> list[int]:
    return [rank for rank, found in enumerate(ids[:DEPTH], 1) if found in query.relevant]


def _ndcg(ranks: Sequence[int], size: int) -> float:
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(size, 10) + 1))
    return sum(1 / math.log2(rank + 1) for rank in ranks if rank <= 10) / ideal


def _mean(values: Iterator[float]) -> float:
    listed = list(values)
    return sum(listed) / max(1, len(listed))


def asking(searcher: Searcher, weights: Weights = WEIGHTS) -> Ask:
    """Asks the product, without its snippets."""
    return lambda question: searcher.ids(SearchRequest(question, size=DEPTH), weights)


@dataclass(frozen=True, slots=True)
class Tried:
    """MRR@10 of the first three columns with one weight changed."""

    weight: str
    value: float
    mrr10: tuple[float, ...]


def sweep(searcher: Searcher, queries: Sequence[Query]) -> Iterator[Tried]:
    """Tries each value of each weight, the others as they are."""
    columns = list(COLUMNS)[:3]
    for name, values in SWEPT.items():
        for value in values:
            ask = asking(searcher, WEIGHTS._replace(**{name: value}))
            scores = (score("", column, queries, ask).mrr10 for column in columns)
            yield Tried(name, value, tuple(scores))


@contextmanager
def opened(passages: Sequence[Document], index: Path | None) -> Iterator[Searcher]:
    """A searcher over the passages; an index that is already there is used as it is."""
    with TemporaryDirectory() as folder:
        place = index or Path(folder)
        if not (place / "current").exists():
            build_index(passages, place)
        with Searcher.open(place) as searcher:
            yield searcher


def header() -> str:
    """What stands over the figures."""
    return f"{'engine':<28}{'column':<12}" + "".join(f"{name:>9}" for name in _NAMES)


def line(figures: Figures) -> str:
    """The figures of an engine in a column."""
    values = "".join(f"{getattr(figures, name):>9.4f}" for name in _NAMES.values())
    return f"{figures.engine:<28}{figures.column:<12}{values}"


def measured(
    name: str, queries: Sequence[Query], ask: Ask, columns: Sequence[str]
) -> Iterator[Figures]:
    """The figures of an engine in every column, each printed as soon as it is known."""
    for column in columns:
        figures = score(name, column, queries, ask)
        print(line(figures), flush=True)
        yield figures


_NAMES = {"P@1": "p1", "MRR@10": "mrr10", "nDCG@10": "ndcg10", "R@10": "r10", "R@100": "r100"}


def main() -> None:
    """Prints the figures of half of the questions; with --sweep, what the other half chose."""
    parser = argparse.ArgumentParser(prog="benchmarks.relevance", description=main.__doc__)
    parser.add_argument("passages", type=Path, metavar="passages.jsonl")
    parser.add_argument("queries", type=Path, metavar="queries.jsonl")
    parser.add_argument("--index", type=Path, help="where the index is, or is to be built")
    parser.add_argument("--sweep", action="store_true", help="try other weights, on one half")
    parser.add_argument("--no-peers", action="store_true", help="leave the other engines out")
    parser.add_argument("--all", action="store_true", help="report all questions, not one half")
    parser.add_argument("--column", choices=list(COLUMNS), help="only this way of typing")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    options = parser.parse_args()
    passages, queries = read_passages(options.passages), read_queries(options.queries)
    reported = queries if options.all else queries[1::2]
    columns = [name for name in COLUMNS if options.column in (None, name)]
    tried: list[Tried] = []
    figures: list[Figures] = []
    with opened(passages, options.index) as searcher:
        for one in sweep(searcher, queries[::2]) if options.sweep else ():
            tried.append(one)
            values = (f"{each:.4f}" for each in one.mrr10)
            print(f"{one.weight:<12}{one.value:<8}", *values, flush=True)
        print(header())
        figures += measured("Hội Nghị", reported, asking(searcher), columns)
    for name, ask in () if options.no_peers else peers(passages):
        figures += measured(name, reported, ask, columns)
    if options.json:
        told = {"figures": [asdict(f) for f in figures], "sweep": [asdict(t) for t in tried]}
        options.json.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
