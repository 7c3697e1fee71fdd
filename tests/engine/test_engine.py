"""What any engine must keep, asked of the real one; a naive one is the oracle."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import count, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.analysis.keys import value_key
from indexer.documents import AnalyzedDocument, Document, FacetValues
from indexer.engine import NO_VALUE, EngineReader, Plan
from indexer.engines.whoosh.evaluator import Evaluator
from indexer.queries import EVERYTHING, AllOf, AnyOf, Led, Phrase, Query, Without
from tests.engine.corpora import ABSENT, VOCABULARY, corpora, opened, plans, queries
from tests.engine.naive import NaiveReader

pytestmark = pytest.mark.usefixtures("pruned")
FEW = settings(max_examples=25)


def ids(reader: EngineReader, plan: Plan) -> list[str]:
    return [found.id for found in reader.search(plan).found]


def matching(reader: EngineReader, query: Query) -> set[str]:
    return set(ids(reader, Plan(query, limit=100)))


@settings(max_examples=40)
@given(corpora(), st.lists(plans, min_size=4, max_size=10))
def test_the_engine_answers_as_the_naive_one(
    corpus: list[AnalyzedDocument], asked: list[Plan]
) -> None:
    naive = NaiveReader(corpus)
    with opened(corpus) as reader:
        assert reader.documents == naive.documents
        for plan in asked:
            expected, answer = naive.search(plan), reader.search(plan)
            assert [f.id for f in answer.found] == [f.id for f in expected.found]
            assert (answer.total, answer.all, answer.unfiltered) == (
                expected.total,
                expected.all,
                expected.unfiltered,
            )
            assert answer.counts == expected.counts
            assert answer.masses == pytest.approx(expected.masses)
            for found, wanted in zip(answer.found, expected.found, strict=True):
                assert found.score == pytest.approx(wanted.score)
                assert found.has == wanted.has


@pytest.mark.parametrize("within", range(4))
def test_what_stands_before_a_phrase_is_the_nearest_of_its_kind(within: int) -> None:
    corpus = [
        AnalyzedDocument(Document("".join(row), ""), FacetValues(), {"syllables": row}, {})
        for row in product(("hội", "nghị", "12"), repeat=5)
    ]
    led = Led(by=((("hội",),),), others=((("nghị",),), (("nghị",), ("nghị",))), within=within)
    asked = Plan(Phrase("syllables", (("12",),), led=led), limit=len(corpus))
    with opened(corpus) as reader:
        found = set(ids(reader, asked))
    nearest = re.compile(f"hội(12){{1,{within + 1}}}")
    assert found == {one.document.id for one in corpus if nearest.search(one.document.id)}
    assert found == set(ids(NaiveReader(corpus), asked))


@FEW
@given(corpora())
def test_the_engine_knows_its_terms_and_documents(corpus: list[AnalyzedDocument]) -> None:
    naive = NaiveReader(corpus)
    with opened(corpus) as reader:
        for field in ("syllables", "title_folded"):
            terms = (*VOCABULARY, ABSENT)
            assert reader.frequencies(field, terms) == naive.frequencies(field, terms)
            for term in terms:
                assert reader.contains(field, term) == naive.contains(field, term)
            for both in product(terms, repeat=2):
                standing = reader.side_by_side(field, *both), naive.side_by_side(field, *both)
                assert standing[0] in {standing[1], standing[1] or 1}
            for prefix, limit in (("", 2), ("h", 9), ("~", 1), ("đảng_", 9)):
                assert reader.terms(field, prefix, limit) == naive.terms(field, prefix, limit)
        for name in (*(doc.document.id for doc in corpus), "unknown"):
            assert reader.document(name) == naive.document(name)


@FEW
@given(corpora(), st.lists(st.tuples(queries, queries), min_size=3, max_size=6))
def test_and_never_adds_or_never_removes_and_not_splits(
    corpus: list[AnalyzedDocument], pairs: list[tuple[Query, Query]]
) -> None:
    with opened(corpus) as reader:
        everything = matching(reader, EVERYTHING)
        for one, other in pairs:
            found = matching(reader, one)
            assert matching(reader, AllOf((one, other))) == found & matching(reader, other)
            assert matching(reader, AnyOf((one, other))) == found | matching(reader, other)
            without = matching(reader, Without(EVERYTHING, one))
            assert not without & found
            assert without | found == everything


@FEW
@given(corpora(), plans)
def test_without_time_nothing_is_found_that_does_not_match(
    corpus: list[AnalyzedDocument], plan: Plan
) -> None:
    whole = replace(plan, offset=0, limit=100)
    with opened(corpus) as reader:
        stopped = reader.search(replace(whole, seconds=-1))
        assert not stopped.complete
        assert {hit.id for hit in stopped.found} <= set(ids(reader, whole))
        assert reader.search(replace(whole, seconds=60)).complete


@FEW
@given(corpora(), queries, st.integers(0, 12))
def test_wherever_time_ends_nothing_is_found_that_does_not_match(
    corpus: list[AnalyzedDocument], query: Query, steps: int
) -> None:
    with opened(corpus) as reader:
        source = reader._source  # type: ignore[attr-defined]
        stopped = Evaluator(source, steps, clock=count().__next__)
        found = set(stopped.matches(query).docs.tolist())
        assert found <= set(Evaluator(source).matches(query).docs.tolist())


@FEW
@given(corpora(), plans)
def test_a_bucket_counts_what_choosing_it_alone_gives(
    corpus: list[AnalyzedDocument], plan: Plan
) -> None:
    with opened(corpus) as reader:
        counts = reader.search(plan).counts
        for facet in plan.facets:
            for value, count in counts[facet].items():
                key = NO_VALUE if value is None else value_key(value)
                chosen = replace(plan, filters={**plan.filters, facet: frozenset({key})})
                assert reader.search(chosen).total == count > 0


@FEW
@given(corpora(), plans, st.integers(1, 4))
def test_pages_end_to_end_are_the_whole_list(
    corpus: list[AnalyzedDocument], plan: Plan, size: int
) -> None:
    with opened(corpus) as reader:
        whole = ids(reader, replace(plan, offset=0, limit=100))
        starts = range(0, len(corpus) + size, size)
        paged = [ids(reader, replace(plan, offset=start, limit=size)) for start in starts]
        assert [doc_id for page in paged for doc_id in page] == whole
        assert len(set(whole)) == len(whole) == reader.search(plan).total


@FEW
@given(st.data(), corpora(), st.lists(plans, min_size=2, max_size=5))
def test_the_order_of_adding_does_not_matter(
    data: st.DataObject, corpus: list[AnalyzedDocument], asked: list[Plan]
) -> None:
    shuffled = data.draw(st.permutations(corpus))
    with opened(corpus) as one, opened(shuffled) as other:
        for plan in asked:
            assert ids(one, plan) == ids(other, plan)
            assert one.search(plan).counts == other.search(plan).counts
