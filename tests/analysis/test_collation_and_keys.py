from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given

from indexer.analysis.collation import collation_key
from indexer.analysis.keys import value_key
from tests.analysis.texts import texts, vietnamese

DICTIONARY = ["ca", "cà", "cả", "cã", "cá", "cạ", "can", "căn", "cân", "chi", "da", "đa", "đi",
              "em", "êm", "la", "lá", "lan", "ma", "o", "ô", "ơ", "ta", "u", "ư", "y"]  # fmt: skip
PROVINCES = ["An Giang", "Bà Rịa - Vũng Tàu", "Bạc Liêu", "Bắc Giang", "Bắc Kạn", "Bến Tre",
             "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Điện Biên", "Đồng Nai",
             "Gia Lai", "Yên Bái"]  # fmt: skip


@pytest.mark.parametrize("words", [DICTIONARY, PROVINCES[2:5], PROVINCES[5:]])
def test_words_sort_as_in_a_vietnamese_dictionary(words: list[str]) -> None:
    shuffled = words[1::2] + words[::2]
    assert sorted(shuffled, key=collation_key) == words
    decomposed = [unicodedata.normalize("NFD", word) for word in shuffled]
    in_order = [unicodedata.normalize("NFD", word) for word in words]
    assert sorted(decomposed, key=collation_key) == in_order


@given(texts)
def test_every_text_has_a_sort_key(text: str) -> None:
    letters, tones, written = collation_key(text)
    assert len(letters) == len(tones)
    assert written == text


@pytest.mark.parametrize(
    "spelling",
    [
        "Bắc Kạn",
        "bac-kan",
        "bac kan",
        "BẮC KẠN",
        unicodedata.normalize("NFD", "Bắc Kạn"),
        " Bắc_Kạn ",
    ],
)
def test_spellings_of_one_value_have_one_key(spelling: str) -> None:
    assert value_key(spelling) == "bac-kan"


def test_a_number_has_its_digits_as_key() -> None:
    assert value_key(2023) == value_key("2023") == "2023"


@given(vietnamese)
def test_the_key_of_a_key_is_the_key(text: str) -> None:
    assert value_key(value_key(text)) == value_key(text)
