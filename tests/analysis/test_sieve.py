"""What may hold a term is told from letters alone, and never missed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.analysis.analyzers import PreparedText
from indexer.analysis.filters import fold
from indexer.analysis.sieve import Sieve, every_piece, shadow_of
from tests.analysis.texts import LETTERS, texts


@given(texts)
def test_a_shadow_has_a_byte_for_each_code_point(text: str) -> None:
    assert len(shadow_of(text)) == len(text)


def test_a_shadow_has_neither_marks_nor_capitals_nor_signs() -> None:
    assert shadow_of("Đảng-bộ\u00a0tỉnh, ½ ß") == b"dang bo tinh  _ _"
    assert shadow_of("a\u0323 中 x@y") == b"a? ? x?y"


@pytest.mark.parametrize("letter", LETTERS)
def test_the_shadow_of_a_letter_is_its_folded_one(letter: str) -> None:
    assert shadow_of(letter + letter.upper()).decode() == fold(letter) * 2


@given(texts)
@example("2.5km a@b.comễ 1.5000kg 3_4x 5km")
@example("a" * 150 + "b")
@example("hộ\u200bi ha\u0323m Σας İ")
@example("\u1112\u1161\u11ab 각 \ufb01x \u212a")
def test_every_piece_with_a_term_is_a_candidate(text: str) -> None:
    syllables = PreparedText(text).syllables
    for term, start, end in zip(*syllables, strict=True):
        found = list(Sieve([fold(term)]).candidates(text))
        assert any(one.start <= start and end <= one.end for one in found), term


@given(texts, st.data())
def test_candidates_are_pieces_in_order_that_know_what_stands_between(
    text: str, data: st.DataObject
) -> None:
    syllables = PreparedText(text).syllables
    some = data.draw(st.lists(st.sampled_from(syllables.terms or ["x"]), max_size=3))
    pieces = {(one.start, one.end) for one in every_piece(text)}
    found = list(Sieve(map(fold, some)).candidates(text))

    assert pieces.issuperset((one.start, one.end) for one in found)
    for left, right in pairwise(found):
        assert left.end < right.start
        between = [s for s in syllables.starts if left.end <= s < right.start]
        assert right.apart == bool(between)


def test_pieces_without_the_letters_are_left_out() -> None:
    text = "Hội nghị Ban Chấp hành; cơ hội, HOI. hộis shội"
    found = [text[one.start : one.end] for one in Sieve(["hoi"]).candidates(text)]

    assert found == ["Hội", "hội,", "HOI."]
    assert list(Sieve([]).candidates(text)) == []


@given(texts)
def test_all_pieces_and_the_spaces_between_are_the_text(text: str) -> None:
    assert " ".join(text[one.start : one.end] for one in every_piece(text)) == text
