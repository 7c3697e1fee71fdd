"""Fields of every kind: answers are those of Whoosh, and so is what it raises."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from random import Random
from typing import Any

import pytest
from whoosh import fields, index, query, sorting

from indexer.engines.whoosh.scoring import LuceneBM25
from indexer.engines.whoosh.stock import StockSearcher
from indexer.engines.whoosh.writer import ArrayWriter

SCHEMA = fields.Schema(
    body=fields.TEXT(),
    apart=fields.TEXT(phrase=False),
    number=fields.NUMERIC(sortable=True),
    share=fields.NUMERIC(numtype=float, sortable=True, default=0.0),
    held=fields.BOOLEAN(),
    day=fields.DATETIME(sortable=True),
    place=fields.ID(sortable=True),
)
SEGMENTS, EACH = 3, 40


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    ix = index.create_in(str(tmp_path_factory.mktemp("fields")), SCHEMA)
    rng = Random(1)
    for _ in range(SEGMENTS):
        writer = ArrayWriter(ix)
        for _ in range(EACH):
            writer.add_document(**article(rng))
        writer.commit(merge=False)
    with ix.searcher(weighting=LuceneBM25()) as opened:
        yield opened


def article(rng: Random) -> dict[str, object]:
    made = {
        "body": " ".join(rng.choice(("mot", "hai", "ba", "bon")) for _ in range(rng.randint(0, 9))),
        "apart": "mot hai",
        "number": rng.randint(-5, 5),
        "share": rng.choice((-1.5, 2.25)),
        "held": rng.random() < 0.5,
        "day": datetime(rng.randint(2000, 2020), 1, 1),  # noqa: DTZ001 - Whoosh knows no zones
        "place": rng.choice(("", "x", "y")),
    }
    return {name: value for name, value in made.items() if rng.random() < 0.8}


def outcome(asked: Callable[[], Any]) -> Any:
    """What is answered, or what is raised."""
    try:
        return asked()
    except Exception as error:  # noqa: BLE001 - any, as Whoosh raises what it likes
        return type(error), str(error)


MOT, HAI = query.Term("body", "mot"), query.Term("body", "hai")


@pytest.mark.parametrize(
    ("asked", "is_left"),
    [
        (query.And([]), True),
        (query.Or([]), True),
        (query.And([MOT, query.And([])]), True),
        (query.Or([MOT, query.And([])]), True),
        (query.Not(query.And([])), True),
        (query.Term("number", 3), True),
        (query.Term("number", "3"), True),
        (query.Term("number", SCHEMA["number"].to_bytes(3)), True),
        (query.Term("number", "three"), True),
        (query.Or([query.Term("number", 3), MOT]), True),
        (query.Term("held", True), False),  # noqa: FBT003 - a value of the field
        (query.Term("held", b"t"), False),
        (query.Term("absent", "mot"), True),
        (query.Term("body", "hai", boost=0.0), False),
        (query.Phrase("body", ["mot", "hai"], boost=2.0), False),
        (query.Phrase("body", ["mot"]), False),
        (query.Phrase("body", []), True),
        (query.Phrase("apart", ["mot", "hai"]), True),
        (query.Phrase("absent", ["mot", "hai"]), True),
        (query.Every(boost=0.0), False),
        (query.Every(boost=2.0), False),
        (query.ConstantScoreQuery(MOT, 0.0), False),
        (query.ConstantScoreQuery(query.Prefix("absent", "m")), True),
        (query.ConstantScoreQuery(query.Prefix("body", "")), False),
        (query.ConstantScoreQuery(query.NumericRange("number", -2, 3)), True),
        (query.DisjunctionMax([MOT, HAI]), True),
        (query.Or([MOT, HAI], minmatch=2), True),
    ],
)
def test_a_query_is_answered_as_whoosh_answers_it(
    asked: query.Query, *, is_left: bool, searcher: Any
) -> None:
    def stock() -> Any:
        return [(doc, round(score, 9)) for score, doc in searcher.search(asked, limit=None).top_n]

    ours = StockSearcher(searcher)
    hits = outcome(lambda: ours.search(asked, limit=SEGMENTS * EACH).hits)
    rounded = [(doc, round(score, 9)) for doc, score in hits] if isinstance(hits, list) else hits
    assert rounded == outcome(stock)
    assert ours.fallbacks == is_left


@pytest.mark.parametrize("facet", SCHEMA.names())
@pytest.mark.parametrize("asked", [MOT, query.Prefix("body", "m")])
def test_a_field_is_counted_as_whoosh_counts_it(
    facet: str, asked: query.Query, searcher: Any
) -> None:
    def stock() -> Any:
        grouped = searcher.search(asked, limit=None, groupedby=facet, maptype=sorting.Count)
        return grouped.groups(facet)

    ours = StockSearcher(searcher)
    assert outcome(lambda: ours.search(asked, facets=(facet,)).counts[facet]) == outcome(stock)
    is_sortable = facet in ("number", "share", "day", "place")
    assert ours.fallbacks == (asked != MOT or not is_sortable)
