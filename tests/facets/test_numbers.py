from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.filters import fold
from indexer.facets.numbers import ROMAN, parse_number, to_roman


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("nhất", 1), ("hai", 2), ("Tư", 4), ("bốn", 4), ("năm", 5), ("bảy", 7), ("mười", 10),
        ("mười lăm", 15), ("hai mươi", 20), ("hai mươi mốt", 21), ("hai mươi tư", 24),
        ("hăm ba", 23), ("ba mươi nhăm", 35), ("chín mươi chín", 99), ("hai\nmươi  mốt", 21),
        ("muoi lam", 15),
        ("hai tư", 24), ("hai mốt", 21), ("ba nhăm", 35), ("nhat", 1),
        ("XII", 12), ("xiv", 14), ("07", 7), ("42", 42),
    ],
)  # fmt: skip
def test_a_number_is_read_however_it_is_written(written: str, number: int) -> None:
    assert parse_number(written) == number


@pytest.mark.parametrize(
    "written", ["", "thứ", "hai tu", "hai một", "IIII", "VX", "mươi", "²", "9" * 5000, "-1"]
)
def test_anything_else_is_no_number(written: str) -> None:
    assert parse_number(written) is None


@given(st.integers(1, 99))
def test_roman_there_and_back_is_the_same_number(number: int) -> None:
    assert parse_number(to_roman(number)) == number
    assert re.fullmatch(ROMAN, to_roman(number).lower())


@given(st.integers(1, 99))
def test_words_say_what_digits_say(number: int) -> None:
    units = ["", "một", "hai", "ba", "bốn", "lăm", "sáu", "bảy", "tám", "chín"]
    tens, unit = divmod(number, 10)
    if number < 10:
        words = "năm" if number == 5 else units[number]
    else:
        head = "mười" if tens == 1 else ("năm" if tens == 5 else units[tens]) + " mươi"
        words = f"{head} {units[unit]}".strip()
    assert parse_number(words) == number
    assert parse_number(fold(words)) == number
