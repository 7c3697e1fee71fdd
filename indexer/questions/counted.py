"""What is excluded with a cue: its number, or all numbers of a range. ``-khóa XII-XIII``."""

from __future__ import annotations

import re

from indexer.analysis.filters import fold, lower
from indexer.facets.numbers import ROMAN, WORDS, parse_number, to_roman

_CUE = r"(?:khoá|khoa|năm|nam|tháng|thang|ngày|ngay|quý|quy|kỳ|ky|lần|lan)(?: thứ| thu)?"
"""Words before a number, as normalised."""
_NUMBERS = (r"\d+", r"[ivxl]+", rf"(?:{WORDS}|{fold(WORDS)})")
"""In digits, in Roman numerals and in words."""
_TO = rf"(?:-|\.\.| - | (?:đến|den|tới|toi) )(?:{_CUE} )?"
_RANGES = "|".join(rf"{number}{_TO}{number}(?![-/.]\d)" for number in _NUMBERS)
_FROM = r"(?:(?:từ|tu) )?"
_PERIOD = r"(?:giai đoạn|giai doan|thời kỳ|thoi ky|nhiệm kỳ|nhiem ky|từ|tu)"
"""Words before years from one to another that are a name of those years and of no others."""
_COUNTED = re.compile(
    rf"(?:{_FROM}{_CUE} (?:{_RANGES})|{_PERIOD} \d{{4}}{_TO}\d{{4}}|(?:từ|tu) (?:năm|nam) \d{{4}}"
    rf"|{_CUE} (?:\d[\d/.-]*|{'|'.join(_NUMBERS)}))(?![^\W_])"
)
_IN_WORDS = re.compile(rf"(?=\w+ ){_NUMBERS[2]}(?![^\W_])")
_ANY = "|".join(_NUMBERS)
_RANGE = re.compile(rf"{_FROM}(?P<cue>{_CUE}) (?P<low>{_ANY}){_TO}(?P<high>{_ANY})")
_DATES = ("ngày", "ngay")
_MONTHS = ("tháng", "thang")
_LAST_MONTH = 12
_MOST = 60
"""Numbers of a range that are excluded one by one; a longer one is not understood."""


def counted_end(low: str) -> int:
    """Where a cue and its number, or a number of several words, end that a text begins with.

    It is 0 if it begins with neither.

    Args:
        low: Normalised, in lower case.
    """
    match = _COUNTED.match(low) or _IN_WORDS.match(low)
    return match.end() if match else 0


def each_counted(text: str) -> tuple[str, ...]:
    """A text, or where it is a cue with a range of numbers, the cue with each of them.

    It is none where that is not understood.

    Args:
        text: Normalised.
    """
    match = _RANGE.fullmatch(lower(text))
    if match is None or match["cue"] in _DATES:
        return (text,)
    ends = match["low"], match["high"]
    low, high = sorted(parse_number(end) or 0 for end in ends)
    if not low or high - low >= _MOST or (match["cue"] in _MONTHS and high > _LAST_MONTH):
        return ()
    return tuple(f"{match['cue']} {number}" for number in _numbers(ends, low, high))


def _numbers(ends: tuple[str, str], low: int, high: int) -> tuple[str, ...]:
    if all(map(str.isdigit, ends)):
        return tuple(map(str, range(low, high + 1)))
    if all(re.fullmatch(ROMAN, end) for end in ends):
        return tuple(map(to_roman, range(low, high + 1)))
    return ends
