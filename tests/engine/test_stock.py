"""Whoosh is the oracle: over the same files its own matchers find, count and score alike."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import pytest
from whoosh import fields, index, query, sorting

from indexer.engines.whoosh.codec import ArrayCodec
from indexer.engines.whoosh.scoring import LuceneBM25
from indexer.engines.whoosh.stock import StockSearcher
from indexer.engines.whoosh.writer import ArrayWriter

pytestmark = pytest.mark.usefixtures("pruned")
WORDS = [f"{letter}{number}" for number in range(40) for letter in "abc"]
PLACES = ("bắc kạn", "sơn la", "thái nguyên", "đắk lắk")
FACETS = ("place", "year")
QUERIES = 100
"""Asked of each of the states below."""


def schema() -> fields.Schema:
    return fields.Schema(
        id=fields.ID(unique=True, stored=True),
        title=fields.TEXT(),
        body=fields.TEXT(),
        place=fields.ID(sortable=True),
        year=fields.ID(sortable=True),
    )


def articles(rng: Random) -> Iterator[dict[str, str]]:
    """Documents whose words are as unevenly frequent as those of a language."""
    number = 0
    while True:
        words = [word(rng) for _ in range(rng.randint(0, 60))]
        made = {"id": str(number), "title": " ".join(words[:6]), "body": " ".join(words)}
        if rng.random() < 0.9:
            made["place"] = rng.choice(PLACES)
        yield made | {"year": str(rng.randint(2018, 2024))}
        number += 1


def word(rng: Random) -> str:
    return WORDS[min(len(WORDS) - 1, int(rng.paretovariate(0.6)) - 1)]


def one_segment(ix: Any, rng: Random) -> None:
    add(ix, islice(articles(rng), 300))


def several_segments(ix: Any, rng: Random) -> None:
    made = articles(rng)
    for count in (150, 1, 120):
        add(ix, islice(made, count))


def by_whoosh_writer(ix: Any, rng: Random) -> None:
    writer = ix.writer(codec=ArrayCodec())
    for article in islice(articles(rng), 250):
        writer.add_document(**article)
    writer.commit(merge=False)


def deleted_and_updated(ix: Any, rng: Random) -> None:
    several_segments(ix, rng)
    writer = ArrayWriter(ix)
    for number in range(0, 250, 7):
        writer.delete_by_term("id", str(number))
    for article in islice(articles(rng), 40):
        writer.update_document(**article)
    writer.commit(merge=False)


def merged(ix: Any, rng: Random) -> None:
    deleted_and_updated(ix, rng)
    writer = ArrayWriter(ix, memory=100_000)  # so little that it goes to disk in between
    for article in islice(articles(rng), 300, 400):
        writer.add_document(**article)
    writer.commit(optimize=True)


def add(ix: Any, articles: Iterator[dict[str, str]]) -> None:
    writer = ArrayWriter(ix)
    for article in articles:
        writer.add_document(**article)
    writer.commit(merge=False)


STATES = (one_segment, several_segments, by_whoosh_writer, deleted_and_updated, merged)


def queries(rng: Random) -> Iterator[query.Query]:
    """Every kind of query that has an equal among ours, nested at random."""
    while True:
        made = made_up(rng, depth=2)
        # At the top only: inside a conjunction Whoosh's AndMaybe loses its place. AndNot is
        # not here at all: Whoosh gives its first document even where it is unwanted.
        yield rng.choice([made, made, query.AndMaybe(made, leaf(rng))])


def made_up(rng: Random, depth: int) -> query.Query:
    if depth == 0 or rng.random() < 0.3:
        return leaf(rng)
    some = [made_up(rng, depth - 1) for _ in range(rng.randint(1, 4))]
    return rng.choice(
        [
            query.Or(some),
            query.And(some),
            query.And([*some, query.Not(leaf(rng))]),
        ]
    )


def leaf(rng: Random) -> query.Query:
    field = rng.choice(["title", "body"])
    boost = rng.choice([1.0, 1.0, 2.5])
    phrase = [word(rng) for _ in range(rng.choice([2, 2, 3]))]
    return rng.choice(
        [
            query.Term(field, word(rng), boost=boost),
            query.Term(field, word(rng), boost=boost),
            query.Term("place", rng.choice(PLACES)),
            query.Phrase(field, phrase, boost=boost),
            query.ConstantScoreQuery(rng.choice(several_terms(rng, field)), boost),
            query.ConstantScoreQuery(rng.choice(several_terms(rng, field)), boost),
            query.Term(field, "absent"),
            query.Every(),
        ]
    )


def several_terms(rng: Random, field: str) -> list[query.Query]:
    """What stands for all terms that look like something."""
    return [
        query.Prefix(field, word(rng)[:2]),
        query.TermRange("year", "2019", rng.choice(["2019", "2022"])),
        query.FuzzyTerm(field, word(rng), maxdist=1),
        query.Wildcard(field, f"{word(rng)[0]}*3"),
    ]


def opened(state: Any, folder: Path) -> Any:
    ix = index.create_in(str(folder), schema())
    state(ix, Random(state.__name__))
    return ix.searcher(weighting=LuceneBM25())


@pytest.mark.parametrize("state", STATES)
def test_hits_counts_and_scores_are_those_of_whoosh(state: Any, tmp_path: Path) -> None:
    with opened(state, tmp_path) as searcher:
        ours = StockSearcher(searcher)
        some = 0
        for asked in islice(queries(Random(7)), QUERIES):
            found = ours.search(asked, limit=20, facets=FACETS)
            stock = searcher.search(
                asked, limit=None, groupedby=list(FACETS), maptype=sorting.Count
            )
            assert found.total == len(stock.top_n), asked
            some += found.total > 0
            expected = sorted((-round(score, 9), doc) for score, doc in stock.top_n)[:20]
            assert [doc for doc, _ in found.hits] == [doc for _, doc in expected], asked
            scores = [-score for score, _ in expected]
            assert [score for _, score in found.hits] == pytest.approx(scores), asked
            for facet in FACETS:
                assert found.counts[facet] == stock.groups(facet), asked
        assert ours.fallbacks == 0
        assert some > QUERIES / 2


def test_who_wants_no_hits_gets_counts_all_the_same(tmp_path: Path) -> None:
    with opened(several_segments, tmp_path) as searcher:
        ours = StockSearcher(searcher)
        for asked in (
            query.Term("body", "a0"),
            query.Or([query.Term("body", "a0"), query.Every()]),
        ):
            whole = ours.search(asked, limit=10, facets=FACETS)
            assert ours.search(asked, limit=0, facets=FACETS) == whole._replace(hits=[])


def test_what_has_no_equal_is_left_to_whoosh_and_counted(tmp_path: Path) -> None:
    with opened(several_segments, tmp_path) as searcher:
        ours = StockSearcher(searcher)
        loose = query.Phrase("body", ["a0", "b0"], slop=3)
        found = ours.search(loose, limit=5, facets=("year",))
        stock = searcher.search(loose, limit=None)

        assert found.total == len(stock) > 0
        assert [doc for doc, _ in found.hits] == [doc for _, doc in stock.top_n[:5]]
        assert sum(found.counts["year"].values()) == found.total
        assert ours.fallbacks == 1


def test_whoosh_reads_terms_spelling_and_columns_over_arrays(tmp_path: Path) -> None:
    with opened(deleted_and_updated, tmp_path) as searcher:
        reader = searcher.reader()
        lexicon = [text.decode() for text in reader.lexicon("body")]

        assert lexicon == sorted(lexicon)
        assert set(lexicon) <= set(WORDS)
        assert [t.decode() for t in reader.expand_prefix("body", "a1")] == [
            text for text in lexicon if text.startswith("a1")
        ]
        assert "a12" in reader.corrector("body").suggest("a112", limit=9, maxdist=1)
        newest = searcher.search(query.Every(), limit=10, sortedby="year", reverse=True)
        years = [searcher.stored_fields(hit.docnum) and hit["id"] for hit in newest]
        assert len(years) == 10
        infos = [reader.term_info("body", text) for text in lexicon]
        assert all(info.weight() >= info.doc_frequency() > 0 for info in infos)


def test_merging_keeps_every_document_its_fields_and_its_values(tmp_path: Path) -> None:
    def described(searcher: Any) -> list[Any]:
        reader = searcher.reader()
        places = reader.column_reader("place")
        lengths = [reader.doc_field_length(doc, "body") for doc in reader.all_doc_ids()]
        found = [(reader.stored_fields(doc)["id"], places[doc]) for doc in reader.all_doc_ids()]
        return sorted(zip(found, lengths, strict=True))

    ix = index.create_in(str(tmp_path), schema())
    deleted_and_updated(ix, Random(3))
    with ix.searcher() as searcher:
        before = described(searcher)
    ArrayWriter(ix).commit(optimize=True)
    with ix.searcher() as searcher:
        assert len(searcher.reader().leaf_readers()) == 1
        assert described(searcher) == before


def test_what_is_not_wanted_is_left_out_from_the_first_document_on(tmp_path: Path) -> None:
    with opened(one_segment, tmp_path) as searcher:
        ours = StockSearcher(searcher)
        wanted, unwanted = query.Term("body", "a0"), query.Term("body", "b0")
        both = ours.search(query.And([wanted, unwanted])).total

        assert ours.search(query.AndNot(wanted, unwanted)).total > 0
        assert ours.search(query.AndNot(wanted, unwanted)).total + both == (
            ours.search(wanted).total
        )
        assert ours.search(query.AndNot(wanted, query.Every())).total == 0


@pytest.mark.parametrize(
    ("field", "complaint"),
    [
        (fields.TEXT(chars=True), "keeps Characters"),
        (fields.TEXT(vector=True), "has term vectors"),
    ],
)
def test_a_field_that_arrays_cannot_keep_is_refused(
    field: fields.FieldType, complaint: str, tmp_path: Path
) -> None:
    ix = index.create_in(str(tmp_path), fields.Schema(text=field))
    writer = ArrayWriter(ix)
    with pytest.raises(ValueError, match=complaint):
        writer.add_document(text="hội nghị")
    writer.cancel()
    assert [path.suffix for path in tmp_path.iterdir() if "MAIN_WRITE" not in path.name] == [".toc"]


def test_a_document_that_fails_leaves_no_trace(tmp_path: Path) -> None:
    ix = index.create_in(str(tmp_path), schema())
    writer = ArrayWriter(ix)
    writer.add_document(id="1", title="một", body="hai ba")
    with pytest.raises(ValueError, match="unicode or sequence"):
        writer.add_document(id="2", title="bốn", body=b"not text")
    writer.add_document(id="3", title="năm", body="hai sáu")
    writer.commit()
    with ix.searcher() as searcher:
        assert [fields["id"] for fields in searcher.reader().all_stored_fields()] == ["1", "3"]
        assert ("title", "bốn") not in searcher.reader()
        assert searcher.doc_frequency("body", "hai") == 2


def test_a_cancelled_writer_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    ix = index.create_in(str(tmp_path), schema())
    one_segment(ix, Random(1))
    before = sorted(path.name for path in tmp_path.iterdir())
    writer = ArrayWriter(ix, memory=1000)
    for article in islice(articles(Random(2)), 50):
        writer.add_document(**article)
    writer.cancel()
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert ix.doc_count() == 300
