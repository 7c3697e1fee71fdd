"""Numbers as Vietnamese articles write them: 12, XII, mười hai."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from indexer.analysis.filters import fold
from indexer.analysis.normalizer import normalize

_UNITS = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_ALONE = {"nhất": 1, "nhì": 2}
_TENS = {"mười": 10, "hăm": 20, "băm": 30}
_UNIT = "|".join(_UNITS)
_SHORT = ("mốt", "tư", "lăm", "nhăm")
"""Units that make a ten of the one before them: "hai tư" is twenty-four."""
# The looks back let no folded form match: without marks, "lan thu hai tu …" may be "từ ngày".
_SHORT_UNIT = (
    r"(?:mốt(?<!ot)|tư(?<!tu)(?! (?:pháp|tưởng|lệnh|vấn|nhân|thục|liệu))|lăm(?<!am)|nhăm(?<!am))"
)
_TEN = "hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín"

WORDS = (
    rf"(?:(?:{_UNIT}) (?:mươi|mười)(?: (?:{_UNIT}))?"
    rf"|(?:{_TEN}) {_SHORT_UNIT}(?!\w)"
    rf"|(?:{'|'.join(_TENS)})(?: (?:{_UNIT}))?|{'|'.join(_ALONE)}|{_UNIT})"
)
"""Pattern of a number in words, up to ninety-nine."""

ROMAN = r"(?:x[lc]|l?x{0,3})(?:i[xv]|v?i{0,3})"
"""Pattern of a Roman numeral up to XCIX in lower case; matches the empty string as well."""

DIGITS = r"\d{1,3}"

_MOST_DIGITS = 9
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ROMAN_PARTS = (
    (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@lru_cache(maxsize=4096)
def parse_number(written: str) -> int | None:
    """The value of digits, a Roman numeral or words; None for anything else."""
    text = " ".join(normalize(written).text.lower().split())
    if text.isdecimal() and text.isascii() and len(text) <= _MOST_DIGITS:
        return int(text)
    if text and re.fullmatch(ROMAN, text):
        return _from_roman(text)
    return _words().get(text) or _short_words().get(text) or _folded_words().get(text)


@lru_cache(maxsize=128)
def to_roman(number: int) -> str:
    """Upper-case Roman numeral of 1 to 99."""
    parts = []
    for value, letters in _ROMAN_PARTS:
        count, number = divmod(number, value)
        parts.append(letters * count)
    return "".join(parts)


def _from_roman(text: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


@cache
def _words() -> dict[str, int]:
    """Every way of saying 1 to 99, in the normaliser's spelling."""
    said = {**_UNITS, **_ALONE, **_TENS}
    tens = dict(_TENS)
    for word, value in _UNITS.items():
        tens[f"{word} mươi"] = tens[f"{word} mười"] = value * 10
    said.update(tens)
    for ten, value in tens.items():
        said.update({f"{ten} {unit}": value + digit for unit, digit in _UNITS.items()})
    return {normalize(word).text: value for word, value in said.items()}


@cache
def _short_words() -> dict[str, int]:
    """Tens and a unit without "mươi"; only with marks, as "hai tu" may be "hai từ"."""
    return {
        normalize(f"{ten} {unit}").text: _UNITS[ten] * 10 + _UNITS[unit]
        for ten in _TEN.split("|")
        for unit in _SHORT
    }


@cache
def _folded_words() -> dict[str, int]:
    return {fold(word): value for word, value in reversed(_words().items())}
