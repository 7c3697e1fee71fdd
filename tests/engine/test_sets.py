"""Sets of documents in every form they take, and the best of them without scoring all."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.columns import Columns
from indexer.engine import AnalyzedBatch, EngineReader, Plan
from indexer.engines import open_engine
from indexer.engines.whoosh import pruning, sets, unions
from indexer.engines.whoosh.evaluator import Evaluator, Source
from indexer.engines.whoosh.scores import Scores
from indexer.engines.whoosh.sets import Docs, Matches, Packed
from indexer.queries import AllOf, AnyOf, Best, Phrase, Query, Raised, Term, Without
from indexer.schema import TEXT_FIELDS

DOCUMENTS = 200
members = st.sets(st.integers(0, DOCUMENTS - 1)) | st.sets(
    st.integers(0, DOCUMENTS - 1), max_size=4
)


def as_list(docs: set[int]) -> Matches:
    return sets.listed(np.array(sorted(docs), np.intp), DOCUMENTS)


def as_mask(docs: set[int]) -> Matches:
    return sets.masked(as_list(docs).mask)


def as_pieces(docs: set[int]) -> Matches:
    small = {doc for doc in docs if doc < 50}
    return unions.overlapping([as_list(small), as_list(docs - small), as_list(docs)], DOCUMENTS)


def as_union(docs: set[int]) -> Matches:
    few = {doc for doc in docs if not doc % 20}
    return unions.union([as_list(docs), as_list(few), as_list(few)], DOCUMENTS)


def as_packed(docs: set[int]) -> Matches:
    return Packed.of(as_list(docs)).unpacked()


FORMS = (as_list, as_mask, as_pieces, as_union, as_packed)


def same(found: Matches, expected: set[int]) -> bool:
    forms = (found.docs, np.sort(found.loose), np.flatnonzero(found.mask))
    return found.size == len(expected) and all(form.tolist() == sorted(expected) for form in forms)


@given(members, members, members, st.data())
def test_sets_combine_alike_whatever_form_they_have(
    one: set[int], other: set[int], third: set[int], data: st.DataObject
) -> None:
    def made(docs: set[int]) -> Matches:
        return data.draw(st.sampled_from(FORMS))(docs)

    assert same(made(one), one)
    assert same(unions.union([made(one), made(other), made(third)], DOCUMENTS), one | other | third)
    joined = unions.overlapping([made(one), made(other), made(third)], DOCUMENTS)
    assert same(joined, one | other | third)
    if sum(map(bool, (one, other, third))) > 1:  # one alone is itself
        assert isinstance(joined, unions.Union | unions.Extended)
        several = (one & other) | (one & third) | (other & third)
        assert joined.shared.tolist() == sorted(several)
    assert same(sets.intersection([made(one), made(other), made(third)]), one & other & third)
    assert same(sets.difference(made(one), made(other)), one - other)
    assert same(sets.kept(made(one), made(other).mask), one & other)
    asked = np.array(sorted(third), np.intp)
    assert made(one).contains(asked).tolist() == [doc in one for doc in sorted(third)]
    assert made(one).within(asked).tolist() == sorted(one & third)


COUNT = 70_000
"""More documents than two bytes count."""
EVERY = {"mọi": 1, "hội": 2, "nghị": 3, "tỉnh": 50, "đảng": 700, "Kạn": 9000}
"""Terms, and that they stand in each so-many-th document; every tenth time twice."""


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EngineReader]:
    folder = tmp_path_factory.mktemp("many")
    engine = open_engine()
    engine.write(folder, [batch()])
    opened = engine.open(folder)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def source(reader: EngineReader) -> Source:
    found: Source = reader._source  # type: ignore[attr-defined]
    return found


def batch() -> AnalyzedBatch:
    terms, docs = [], []
    for number, every in enumerate(EVERY.values()):
        having = np.arange(0, COUNT, every)
        docs.append(np.concatenate([having, having[::10]]))
        terms.append(np.full(len(docs[-1]), number))
    order = np.argsort(np.concatenate(docs), kind="stable")
    where, what = np.concatenate(docs)[order], np.concatenate(terms)[order]
    spans = np.zeros(len(order), np.int64)
    none = Columns((), *[np.zeros(0, np.int64)] * 4)
    columns = dict.fromkeys(TEXT_FIELDS, none)
    columns["syllables"] = Columns(tuple(EVERY), what, spans, spans, where)
    return AnalyzedBatch(
        ids=[f"{number:05}" for number in range(COUNT)],
        originals=["{}"] * COUNT,
        values=[{"year": str(2000 + number % 7)} for number in range(COUNT)],
        columns=columns,
    )


def term(text: str, weight: float = 1.0) -> Term:
    return Term("syllables", text, weight)


@pytest.mark.parametrize("text", EVERY)
def test_a_term_has_the_documents_it_was_written_in(text: str, source: Source) -> None:
    postings = Evaluator(source).term("syllables", text)
    having = np.arange(0, COUNT, EVERY[text])
    assert postings.docs.tolist() == having.tolist()
    assert postings.frequencies.tolist() == [1 + (place % 10 == 0) for place in range(len(having))]


def test_all_of_some_terms_are_where_each_of_them_is(source: Source) -> None:
    query = AllOf((term("hội"), term("nghị"), term("đảng")))
    assert Evaluator(source).matches(query).docs.tolist() == list(range(0, COUNT, 2100))


def test_any_of_some_terms_are_where_one_of_them_is(source: Source) -> None:
    query = AnyOf((term("hội"), term("nghị"), term("Kạn")))
    found = Evaluator(source).matches(query)
    assert found.docs.tolist() == [n for n in range(COUNT) if n % 2 == 0 or n % 3 == 0]


@pytest.mark.parametrize("chosen", [("hội", "tỉnh"), ("nghị", "đảng", "Kạn"), ("mọi", "tỉnh")])
def test_a_phrase_is_found_among_many_documents_as_among_few(
    chosen: tuple[str, ...], source: Source
) -> None:
    """Terms of a document stand in the order of ``EVERY``, those that stand twice in pairs."""
    found = Evaluator(source).postings(Phrase("syllables", tuple((text,) for text in chosen)))
    texts: list[list[str]] = [[] for _ in range(COUNT)]
    for text, every in EVERY.items():
        for place, doc in enumerate(range(0, COUNT, every)):
            texts[doc] += [text] * (1 + (place % 10 == 0))
    expected = {
        doc: sum(
            tuple(stream[start : start + len(chosen)]) == chosen for start in range(len(stream))
        )
        for doc, stream in enumerate(texts)
    }
    assert dict(zip(found.docs.tolist(), found.frequencies.tolist(), strict=True)) == {
        doc: count for doc, count in expected.items() if count
    }


def test_a_hit_has_the_groups_it_matches(reader: EngineReader) -> None:
    """The order of the hits is not that of the documents."""
    chosen = [("Kạn", "tỉnh"), ("hội", "Kạn"), ("đảng", "nghị"), ("tỉnh",)]
    groups = tuple(AnyOf(tuple(map(term, some))) for some in chosen)
    plan = Plan(Raised(term("mọi"), (*groups, Term("year", "2003"))), groups, limit=300)
    for found in reader.search(plan).found:
        number = int(found.id)
        assert found.has == tuple(any(number % EVERY[t] == 0 for t in some) for some in chosen)


def queries(rng: Random) -> Iterator[Query]:
    while True:
        some = tuple(term(text) for text in rng.sample(sorted(EVERY), rng.randint(2, 4)))
        yield rng.choice(
            [
                AnyOf(some),
                AnyOf((AnyOf(some[:2]), *some[2:])),
                AnyOf((Best((term("hội"), term("đảng", 0.5))), *some)),
                Raised(AnyOf(some), (term("tỉnh", 0.25), term("Kạn"))),
                Without(AnyOf(some), term("hội")),
            ]
        )


@pytest.mark.parametrize("count", [1, 10, 400])
def test_the_best_are_the_same_as_if_every_hit_was_scored(
    count: int, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    ties = np.arange(COUNT)[::-1]
    made = queries(Random(count))
    fewer = 0
    asked = [next(made) for _ in range(40)]
    for query in asked + asked:  # the second time, some is remembered
        evaluator = Evaluator(source)
        hits = evaluator.matches(query)
        scored = _counting(monkeypatch)
        docs, scores = pruning.best_of(evaluator, query, hits, count, ties)
        fewer += max(scored) < hits.size
        everything = Scores(evaluator, hits.docs).of(query, sure=True)
        order = np.lexsort((ties[hits.docs], -everything.round(9)))[:count]
        assert docs.tolist() == hits.docs[order].tolist()
        assert scores.tolist() == pytest.approx(everything[order].tolist(), rel=1e-12)
    assert fewer


def _counting(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many documents are scored from now on, each time."""
    found: list[int] = []

    class Counting(Scores):
        def __init__(self, evaluator: Evaluator, docs: Docs) -> None:
            found.append(len(docs))
            super().__init__(evaluator, docs)

    monkeypatch.setattr(pruning, "Scores", Counting)
    return found


@pytest.mark.parametrize("text", EVERY)
def test_facets_count_many_hits_as_they_count_few(text: str, reader: EngineReader) -> None:
    counts = reader.search(Plan(term(text), facets=("year",))).counts["year"]
    years = [2000 + doc % 7 for doc in range(0, COUNT, EVERY[text])]
    assert counts == {year: years.count(year) for year in set(years)}
