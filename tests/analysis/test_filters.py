from __future__ import annotations

import pytest
from hypothesis import given
from unidecode import unidecode

from indexer.analysis.filters import fold, fold_term, has_marks, lower
from indexer.analysis.normalizer import normalize
from tests.analysis.texts import LETTERS, texts


@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts)
def test_folded_text_carries_no_vietnamese_mark(text: str) -> None:
    folded = fold(normalize(text).text)
    assert not set(folded) & (set(LETTERS + LETTERS.upper() + "đĐ") - set("aeiouyAEIOUY"))
    assert not has_marks(folded)


@given(texts)
def test_filters_keep_every_length(text: str) -> None:
    assert len(fold(text)) == len(lower(text)) == len(text)


@given(texts)
def test_lowering_twice_is_lowering_once(text: str) -> None:
    assert lower(lower(text)) == lower(text)


@pytest.mark.parametrize("letter", LETTERS + LETTERS.upper() + "đĐ")
def test_folding_agrees_with_unidecode_on_every_vietnamese_letter(letter: str) -> None:
    assert fold(letter) == unidecode(letter)


def test_folding_leaves_alone_what_has_no_single_plain_letter() -> None:
    assert fold("½ … 中 😀 ß Æ") == "½ … 中 😀 ß Æ"


@given(texts)
def test_a_remembered_fold_is_the_fold(text: str) -> None:
    assert fold_term(text) == fold(text)


@pytest.mark.parametrize(
    ("text", "marked"),
    [("hoi nghi", False), ("hội", True), ("đi", True), ("Đ", True), ("12", False)],
)
def test_a_d_with_a_stroke_counts_as_marked(text: str, marked: bool) -> None:  # noqa: FBT001 - data
    assert has_marks(text) is marked
