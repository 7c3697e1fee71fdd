"""A query means the same without the terms that no document has."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents import AnalyzedDocument
from indexer.engine import Plan
from indexer.queries import AnyOf, Best, Phrase, Query, Raised, Term
from indexer.understanding.simplifying import NOTHING, held, simplified
from tests.engine.corpora import ABSENT, corpora, plans, queries
from tests.engine.naive import NaiveReader


@given(corpora(), plans, st.lists(queries, min_size=1, max_size=4))
def test_what_is_left_finds_and_scores_the_same(
    corpus: list[AnalyzedDocument], plan: Plan, raising: list[Query]
) -> None:
    reader = NaiveReader(corpus)
    has = reader.contains
    query = Raised(simplified(plan.query, has), held(raising, has))
    groups = tuple(simplified(group, has) for group in plan.groups)
    whole = replace(plan, query=Raised(plan.query, tuple(raising)))
    answer, expected = (
        reader.search(replace(plan, query=query, groups=groups)),
        reader.search(whole),
    )

    assert answer.masses == pytest.approx(expected.masses)
    assert [found.id for found in answer.found] == [found.id for found in expected.found]
    for found, wanted in zip(answer.found, expected.found, strict=True):
        assert found.score == pytest.approx(wanted.score)
        assert found.has == wanted.has


def test_only_terms_that_stand_somewhere_are_left() -> None:
    here, there, gone = Term("folded", "hoi"), Term("title_folded", "hoi"), Term("folded", ABSENT)
    phrase = Phrase("syllables", (("hội", ABSENT), ("nghị",)))

    def has(field: str, term: str) -> bool:
        return bool(field) and term != ABSENT

    assert simplified(AnyOf((Best((here, gone)), Best((there,)))), has) == AnyOf((here, there))
    assert simplified(AnyOf((Best((gone,)), Best((there, gone)))), has) == there
    assert simplified(phrase, has) == Phrase("syllables", (("hội",), ("nghị",)))
    assert simplified(Best((Phrase("syllables", ((ABSENT,), ("nghị",))), gone)), has) is NOTHING
    assert held([gone, here], has) == (here,)
