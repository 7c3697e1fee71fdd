"""The search engines that relevance is compared with, each as its manual would set it up."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer import Document

Ask = Callable[[str], Sequence[str]]
"""A question to the ids of the passages found, best first."""

K1, B = 1.2, 0.75
DEPTH = 100

_WORD = re.compile(r"\w+")


def peers(passages: Sequence[Document]) -> Iterator[tuple[str, Ask]]:
    """Each engine by its name, filled when it is asked for; it answers until the next one is."""
    yield "syllable BM25", PlainBM25(passages)
    for name, folded in (("SQLite FTS5", 0), ("SQLite FTS5, folded", 2)):
        with closing(sqlite3.connect(":memory:")) as base:
            yield name, _fts5(base, passages, f"unicode61 remove_diacritics {folded}")
    try:
        import tantivy  # noqa: PLC0415 - only here, and not needed to run the product
    except ImportError:
        print("tantivy is not installed (dependency group bench), so it is left out.")
        return
    yield "tantivy", _tantivy(tantivy, passages, folded=False)
    yield "tantivy, folded", _tantivy(tantivy, passages, folded=True)


def words(text: str) -> list[str]:
    """Words as most engines cut them."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


class PlainBM25:
    """BM25 over lower-case syllables, and nothing else."""

    def __init__(self, passages: Sequence[Document]) -> None:
        """Counts the syllables of all passages."""
        self._ids = [passage.id for passage in passages]
        counts: dict[str, list[tuple[int, int]]] = {}
        lengths = np.zeros(len(passages))
        for number, passage in enumerate(passages):
            own = words(passage.text)
            lengths[number] = len(own)
            for word, count in Counter(own).items():
                counts.setdefault(word, []).append((number, count))
        self._postings = {word: np.array(found) for word, found in counts.items()}
        self._norms = K1 * (1 - B + B * lengths / max(1.0, float(lengths.mean())))

    def __call__(self, question: str) -> list[str]:
        """The best passages."""
        scores = np.zeros(len(self._ids))
        for word in set(words(question)):
            found = self._postings.get(word)
            if found is not None:
                docs, counts = found.T
                idf = np.log(1 + (len(self._ids) - len(docs) + 0.5) / (len(docs) + 0.5))
                scores[docs] += idf * counts / (counts + self._norms[docs])
        return [self._ids[doc] for doc in _best(scores)]


def _best(scores: NDArray[np.float64]) -> list[int]:
    order = np.argsort(-scores, kind="stable")[:DEPTH].tolist()
    return [doc for doc in order if scores[doc] > 0]


def _fts5(base: sqlite3.Connection, passages: Sequence[Document], tokenizer: str) -> Ask:
    columns = f'id UNINDEXED, t, tokenize="{tokenizer}"'
    base.execute(f"CREATE VIRTUAL TABLE passages USING fts5({columns})")
    base.executemany("INSERT INTO passages VALUES (?, ?)", ((p.id, p.text) for p in passages))
    select = "SELECT id FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?"

    def ask(question: str) -> list[str]:
        match = " OR ".join(f'"{word}"' for word in words(question))
        return [found for (found,) in base.execute(select, (match, DEPTH))] if match else []

    return ask


def _tantivy(tantivy: Any, passages: Sequence[Document], *, folded: bool) -> Ask:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("t", tokenizer_name="words")
    index = tantivy.Index(builder.build())
    analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    analyzer = analyzer.filter(tantivy.Filter.lowercase())
    if folded:
        analyzer = analyzer.filter(tantivy.Filter.ascii_fold())
    index.register_tokenizer("words", analyzer.build())
    writer = index.writer()
    for passage in passages:
        text = unicodedata.normalize("NFC", passage.text)
        writer.add_document(tantivy.Document(id=passage.id, t=text))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def ask(question: str) -> list[str]:
        asked = " ".join(words(question))
        hits = searcher.search(index.parse_query(asked, ["t"]), DEPTH).hits if asked else []
        return [searcher.doc(address)["id"][0] for _, address in hits]

    return ask
