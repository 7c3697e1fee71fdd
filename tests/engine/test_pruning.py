"""Hits that are left unscored are none of the best: a naive engine, which scores all, agrees."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

import pytest

from indexer.documents import AnalyzedDocument, Document, FacetValues
from indexer.engine import EngineReader, Plan
from indexer.queries import (
    AllOf,
    AnyOf,
    Best,
    Constant,
    Phrase,
    Query,
    Raised,
    Share,
    Term,
    Without,
)
from indexer.requests import Sort
from tests.engine.corpora import opened
from tests.engine.naive import NaiveReader

pytestmark = pytest.mark.usefixtures("pruned")

TERMS = {"hội": 0.5, "nghị": 0.4, "tỉnh": 0.2, "đảng": 0.1, "ủy": 0.05, "Kạn": 0.005}
"""Terms, and how likely each of three times they stand in a document; the last in one."""
YEARS = (2021, 2022, 2023)


def article(number: int, words: list[str], year: int | None = None) -> AnalyzedDocument:
    values = {} if year is None else {"year": str(year)}
    facets = FacetValues(year=year)
    return AnalyzedDocument(Document(f"{number:03}", ""), facets, {"syllables": words}, values)


@pytest.fixture(scope="module")
def corpus() -> list[AnalyzedDocument]:
    rng = Random(5)
    return [
        article(
            number,
            [t for t, share in TERMS.items() for _ in range(3) if rng.random() < share]
            + ["xa"] * rng.randint(0, 9),
            rng.choice(YEARS),
        )
        for number in range(60)
    ]


@pytest.fixture(scope="module")
def reader(corpus: list[AnalyzedDocument]) -> Iterator[EngineReader]:
    with opened(corpus) as found:
        yield found


def term(text: str, weight: float = 1.0) -> Term:
    return Term("syllables", text, weight)


def queries(rng: Random) -> Iterator[Query]:
    """Queries of several parts, one inside the other."""

    def some(depth: int) -> tuple[Query, ...]:
        return tuple(one(depth - 1) for _ in range(rng.randint(2, 3)))

    def leaf() -> Query:
        return term(rng.choice(list(TERMS)), rng.choice((0.25, 1.0, 2.0)))

    def one(depth: int) -> Query:
        kinds: list[Callable[[], Query]] = [
            leaf,
            lambda: AnyOf(some(depth)),
            lambda: Raised(AnyOf(some(depth)), some(depth)),
            lambda: Raised(leaf(), some(depth)),
            lambda: AnyOf((Best((term("ủy"), term("đảng", 0.5))), *some(depth))),
            lambda: AnyOf((Constant(leaf(), 0.7), *some(depth))),
            lambda: AllOf(some(depth)),
            lambda: Without(AnyOf(some(depth)), leaf()),
            lambda: AnyOf(some(depth), at_least=2),
            lambda: AnyOf((Share(some(depth), 0.3, 0.9), *some(depth))),
        ]
        return rng.choice(kinds[1:])() if depth == 2 else rng.choice(kinds)() if depth else leaf()

    while True:
        yield one(2)


@pytest.mark.parametrize("limit", [1, 3, 12])
def test_the_best_are_those_of_an_engine_that_scores_all(
    limit: int, reader: EngineReader, corpus: list[AnalyzedDocument]
) -> None:
    rng = Random(limit)
    made, naive = queries(rng), NaiveReader(corpus)
    for _ in range(40):
        query, group = next(made), next(made)
        for filters in ({}, {"year": frozenset({"2022"})}):
            plan = Plan(query, (group,), filters, limit=limit, require_all=rng.random() < 0.3)
            expected, answer = naive.search(plan), reader.search(plan)
            assert [f.id for f in answer.found] == [f.id for f in expected.found], plan
            scores = [f.score for f in expected.found]
            assert [f.score for f in answer.found] == pytest.approx(scores), plan


@pytest.mark.parametrize(
    "part",
    [
        term("một"),
        Phrase("syllables", (("một",), ("hai",))),
        Best((term("một", 0.9), term("hai", 0.8))),
        AllOf((term("một"), term("hai"))),
        AnyOf((term("một"), term("hai")), at_least=2),
        Share((term("một"), term("hai")), share=1.0, coverage=1.5),
        Raised(term("một"), (term("hai"),)),
        Without(term("một"), term("ba")),
        Constant(term("một"), 0.7),
    ],
)
@pytest.mark.parametrize("weaker", [0.99, 1.01])
def test_what_one_part_gives_alone_may_be_more_than_several_others_give(
    weaker: float, part: Query
) -> None:
    """The documents of the part are the shortest: they get as much as it can give."""
    texts = ["ba bốn xa", "một hai", "ba xa xa xa", "một hai", "bốn xa xa xa", "xa xa xa xa"]
    corpus = [article(number, text.split()) for number, text in enumerate(texts)]
    naive = NaiveReader(corpus)

    def several(weight: float) -> AnyOf:
        return AnyOf((term("ba", weight), term("bốn", weight)))

    alone, both = (naive.search(Plan(q)).found[0].score for q in (part, several(1.0)))
    plan = Plan(AnyOf((part, several(weaker * alone / both))), limit=1)
    with opened(corpus) as reader:
        (found,) = reader.search(plan).found
    assert found.id == ("001" if weaker < 1 else "000")
    assert found.score == pytest.approx(naive.search(plan).found[0].score)


def test_what_raises_one_alternative_raises_no_other() -> None:
    texts = ["một hai ba xa", "hai xa", "ba xa", "ba hai", "ba xa", "ba hai"]
    corpus = [article(number, text.split()) for number, text in enumerate(texts)]
    query = AnyOf((Raised(term("một"), (term("hai"),)), term("ba")))
    with opened(corpus) as reader:
        answer = reader.search(Plan(query))
    scores = {found.id: found.score for found in answer.found}
    assert scores.keys() == {"000", "002", "003", "004", "005"}
    assert scores["003"] == scores["002"] < scores["000"]


def test_what_one_document_alone_has_may_be_the_best() -> None:
    corpus = [article(number, text.split()) for number, text in enumerate(("ba", "một", "ba bốn"))]
    with opened(corpus) as reader:
        (found,) = reader.search(Plan(AnyOf((term("một"), term("ba"))), limit=1)).found
    assert found.id == "001"


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_hits_sorted_by_date_score_as_the_naive_engine_says(sort: Sort) -> None:
    """The ids fall while the numbers rise, and one set is far larger than the other."""
    articles = [
        article(99 - number, ["nghị" if number in {30, 31} else "hội"]) for number in range(60)
    ]
    query = AnyOf((AllOf((AnyOf((term("hội"), term("nghị"))),)),))
    plan = Plan(query, sort=sort, limit=60)
    with opened(articles) as found:
        answer, expected = found.search(plan), NaiveReader(articles).search(plan)
    assert [one.id for one in answer.found] == [one.id for one in expected.found]
    assert [one.score for one in answer.found] == pytest.approx(
        [one.score for one in expected.found]
    )
