from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from itertools import islice, pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer import CHAINS, analyze
from indexer.analysis import pieces, tokenizer
from indexer.analysis.analyzers import BARE, JOINT, PreparedText, words_of
from indexer.analysis.filters import fold
from indexer.analysis.normalizer import normalize
from indexer.analysis.pieces import LONGEST_TERM
from tests.analysis.texts import texts, vietnamese

SENTENCES = json.loads(Path(__file__).with_name("sentences.json").read_text(encoding="utf-8"))
"""Sentence to chain to terms; read by people before it was trusted."""


@given(texts)
def test_tokens_and_the_space_between_them_are_the_text(text: str) -> None:
    normalized = normalize(text).text
    spans = tokenizer.cut(normalized)
    edges = [0, *(place for span in spans for place in span), len(normalized)]
    assert all(left <= right for left, right in pairwise(edges))
    assert all(start < end for start, end in spans)
    gaps = [normalized[end:start] for end, start in zip(edges[::2], edges[1::2], strict=True)]
    assert all(gap == "" or gap.isspace() for gap in gaps)


@given(st.sampled_from(sorted(CHAINS)), texts)
def test_terms_lie_in_the_original_in_order_and_apart(chain: str, text: str) -> None:
    tokens = analyze(chain, text)
    assert [token.position for token in tokens] == list(range(len(tokens)))
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert all(left.start <= right.start for left, right in pairwise(tokens))
    shared = [(a, b) for a, b in pairwise(tokens) if a.end > b.start]
    # Two may only share what normalising cannot take apart (Hangul written in pieces).
    assert all((a.start, a.end) == (b.start, b.end) for a, b in shared if a.end != b.end)


@given(vietnamese)
def test_no_two_terms_of_vietnamese_share_a_letter(text: str) -> None:
    for chain in CHAINS:
        assert all(a.end <= b.start for a, b in pairwise(analyze(chain, text)))


@given(texts)
def test_all_chains_agree_on_their_places(text: str) -> None:
    syllables, folded = analyze("syllables", text), analyze("folded", text)
    assert [token[1:] for token in syllables] == [token[1:] for token in folded]
    assert [fold(token.term.removeprefix(BARE)) for token in syllables] == [
        token.term for token in folded
    ]
    starts = {token.start for token in syllables}
    ends = {token.end for token in syllables}
    words = analyze("words", text)
    assert {token.start for token in words} <= starts
    assert {token.end for token in words} <= ends


@given(texts)
def test_words_are_the_syllables_grouped(text: str) -> None:
    prepared = PreparedText(text)
    syllables, words = prepared.syllables, prepared.words
    assert {start for start, _ in words.spans} <= {start for start, _ in syllables.spans}
    terms = iter(syllables.terms)
    for word in words.terms:
        size = word.count(JOINT) + 1
        assert word == JOINT.join(islice(terms, size))[:LONGEST_TERM]
    assert len(list(terms)) == 0


@given(st.lists(st.from_regex(r"[^\W_]{1,8}", fullmatch=True), max_size=8))
@example(["hoa", "sen", "việt", "nam", "1954", "usa"])
@example(["đất", "nước"] * 30)
def test_words_of_syllables_are_those_of_their_sentence(typed: list[str]) -> None:
    syllables = [term for one in typed for term in PreparedText(one).syllables.terms]
    assert words_of(syllables) == PreparedText(" ".join([*syllables, "."])).words.terms


@given(vietnamese)
def test_a_term_is_what_its_place_in_the_original_becomes(text: str) -> None:
    for token in analyze("folded", text):
        assert analyze("folded", text[token.start : token.end])[0].term == token.term


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_becomes_the_terms_people_expect(sentence: str) -> None:
    found = {chain: [token.term for token in analyze(chain, sentence)] for chain in CHAINS}
    assert found == SENTENCES[sentence]


def test_threads_that_analyse_at_once_find_what_one_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "_REMEMBERED", 8)  # so that one forgets what another needs
    questions = [*SENTENCES, *(fold(sentence).upper() for sentence in SENTENCES)] * 20
    expected = [[analyze(chain, question) for chain in CHAINS] for question in questions]
    with ThreadPoolExecutor(8) as threads:
        found = threads.map(lambda text: [analyze(chain, text) for chain in CHAINS], questions)
        assert list(found) == expected


def test_a_term_is_cut_to_a_length_an_index_can_hold() -> None:
    tokens = analyze("syllables", "đ" + "a" * 5000 + " hội")
    assert [len(token.term) for token in tokens] == [100, 3]
    assert tokens[0].end == 5001


def test_a_line_without_marks_leads_its_terms() -> None:
    terms = [token.term for token in analyze("syllables", "HOI NGHI lan 12\nHội nghi\n12")]
    assert terms == ["~hoi", "~nghi", "~lan", "12", "hội", "nghi", "12"]


def test_words_of_more_syllables_are_joined_by_one_sign() -> None:
    terms = [token.term for token in analyze("words", "Ban Chấp hành Đảng bộ")]
    assert JOINT.join(("chấp", "hành")) in terms
