from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import Searcher, SearchRequest
from indexer.questions import read_question
from tests.analysis.texts import texts

_signs = st.text('"“”«»-*/ \t\nhộiABC12', max_size=80)

WILD = {
    "quotes": '"' * 100_000,
    "curly quotes": "“" * 100_000,
    "dashes": "-" * 100_000,
    "numbers": "1/" * 50_000,
    "words": "hội nghị " * 11_000,
    "addresses": "a@" * 50_000,
    "marks": "a" + "\u0323" * 100_000,
    "surrogates": "\ud800" * 100_000,
    "spaces": " " * 100_000,
    "nulls": "\0" * 100_000,
}


@given(st.one_of(texts, _signs))
def test_reading_a_question_never_fails(raw: str) -> None:
    question = read_question(raw)
    assert question.raw == raw
    assert all(part.syllables for part in question.parts)
    assert set(question.wanted).isdisjoint(question.excluded)


@pytest.mark.parametrize("name", WILD)
def test_a_question_of_a_hundred_kilobytes_is_cut_and_answered(
    name: str, searcher: Searcher
) -> None:
    question = read_question(WILD[name])
    assert len(question.raw) == 1000
    assert question.notes[0].code == "question_cut"
    assert question.notes[0].args == {"limit": "1000"}
    results = searcher.search(SearchRequest(q=WILD[name]))
    assert "question_cut" in [note.code for note in results.question.notes]


def test_a_question_of_the_longest_length_is_not_cut() -> None:
    assert read_question("a" * 1000).notes == ()


@given(raw=st.one_of(texts, _signs))
def test_any_question_is_answered(raw: str, searcher: Searcher) -> None:
    results = searcher.search(SearchRequest(q=raw))
    assert 0 <= results.total.all <= results.total.value <= results.total.unfiltered <= 5
    assert len(results.hits) == results.total.value


def test_a_phrase_in_the_title_is_found_in_a_document_whose_text_lacks_it(
    searcher: Searcher,
) -> None:
    title = searcher.document("002_7735401eec862884")[0].title
    assert searcher.search(SearchRequest(q=f'"{title}"')).hits[0].document.title == title


def test_parts_are_read_with_their_signs() -> None:
    question = read_question('-xanh "hội nghị" 05-NQ/TU Bắc')
    assert [(part.syllables, part.excluded) for part in question.parts] == [
        (("xanh",), True),
        (("hội", "nghị"), False),
        (("05", "nq", "tu"), False),
        (("bắc",), False),
    ]
