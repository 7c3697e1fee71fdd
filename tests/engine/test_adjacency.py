"""Neighbours of the question raise the best documents, by how few documents have them."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise, product
from pathlib import Path

import pytest
from whoosh import fields, index
from whoosh.analysis import SpaceSeparatedTokenizer

from indexer.documents import AnalyzedDocument, Document, FacetValues
from indexer.engine import Plan
from indexer.engines.whoosh import searching
from indexer.engines.whoosh.fields import Fields
from indexer.engines.whoosh.writer import ArrayWriter
from indexer.queries import AnyOf, Phrase, Raised, Term
from tests.engine.corpora import opened
from tests.engine.naive import NaiveReader

PAIR = Phrase("syllables", (("hội",), ("nghị",)))
WORDS = AnyOf((Term("syllables", "hội"), Term("syllables", "nghị")))
TEXTS = (
    "xa xa",
    "nghị hội xa",
    "hội nghị xa xa xa xa",
    "nghị hội",
    "hội nghị hội nghị xa xa",
    "hội xa hội nghị xa xa xa xa",
    "nghị xa hội",
    "hội",
)


def analyzed(texts: tuple[str, ...]) -> list[AnalyzedDocument]:
    return [
        AnalyzedDocument(Document(str(number), ""), FacetValues(), {"syllables": text.split()}, {})
        for number, text in enumerate(texts)
    ]


@pytest.mark.parametrize("depth", range(1, 9))
@pytest.mark.parametrize("limit", [2, 5, 8])
def test_the_best_are_raised_and_the_others_stay_below_them(
    depth: int, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The order that all of them would have by their words alone tells which are the best."""
    monkeypatch.setattr(searching, "DEPTH", depth)
    corpus = analyzed(TEXTS)
    naive = NaiveReader(corpus)
    words = naive.search(Plan(WORDS)).found
    whole = {f.id: f.score for f in naive.search(Plan(Raised(WORDS, (PAIR,)))).found}
    raised = sorted((-whole[f.id], f.id) for f in words[:depth])
    others = [(-f.score, f.id) for f in words[depth:]]
    expected = [*raised, *others][:limit]
    with opened(corpus) as reader:
        answer = reader.search(Plan(Raised(WORDS, (PAIR,)), limit=limit))
    assert [found.id for found in answer.found] == [name for _, name in expected]
    assert [found.score for found in answer.found] == pytest.approx([-s for s, _ in expected])
    assert answer.total == len(words)


def test_a_pair_that_stands_twice_raises_as_a_term_that_does() -> None:
    """By hand: three of eight documents have the pair, and the average has four syllables."""
    corpus = analyzed(TEXTS)
    lengths = [len(text.split()) for text in TEXTS]
    average = sum(lengths) / len(lengths)
    norm = 1.2 * (0.25 + 0.75 * lengths[4] / average)
    idf = math.log(1 + (8 - 3 + 0.5) / (3 + 0.5))
    with opened(corpus) as reader:
        bare, raised = (
            {found.id: found.score for found in reader.search(Plan(query)).found}
            for query in (WORDS, Raised(WORDS, (PAIR,)))
        )
    assert raised["4"] - bare["4"] == pytest.approx(idf * 2 / (2 + norm))
    assert raised["3"] == bare["3"]


def test_neighbours_that_count_in_some_places_only_raise_by_these() -> None:
    query = Raised(WORDS, (replace(PAIR, unless=("xa",)),))
    corpus = analyzed(TEXTS)
    expected = NaiveReader(corpus).search(Plan(query)).found
    with opened(corpus) as reader:
        answer = reader.search(Plan(query))
    assert [found.id for found in answer.found] == [found.id for found in expected]


def test_a_pair_is_counted_in_the_segments_that_have_it(tmp_path: Path) -> None:
    """Never too low; too high only by segments whose bits take it for a pair that stands once."""
    schema = fields.Schema(body=fields.TEXT(SpaceSeparatedTokenizer()))
    made = index.create_in(str(tmp_path), schema)
    segments = (
        ["a b", "b a b", "c a", "b c b"],
        ["a b a", "a c", "b c", "d"],
        ["a b", "c d", "a b d", "d c b"],
        ["b a", "c b", "b c"],
    )
    for texts in segments:
        writer = ArrayWriter(made)
        for text in texts:
            writer.add_document(body=text)
        writer.commit(merge=False)
    with made.reader() as reader:
        field = Fields(reader)["body"]
        for pair in product("abcd", repeat=2):
            having = [sum(pair in pairwise(text.split()) for text in s) for s in segments]
            unsure = [
                not n and all(t in " ".join(s) for t in pair)
                for n, s in zip(having, segments, strict=True)
            ]
            assert sum(having) <= field.pair_count(*pair) <= sum(having) + sum(unsure), pair
