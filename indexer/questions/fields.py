"""Fields one can name in a question: what they are called, and how their values are read."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Literal, NamedTuple

from indexer.analysis.filters import fold, lower
from indexer.analysis.keys import value_key
from indexer.analysis.normalizer import normalize
from indexer.facets import KINDS, LEVELS, gazetteer
from indexer.facets.numbers import parse_number, to_roman
from indexer.questions.tree import Stated, ValueField

FieldName = ValueField | Literal["title"]

NAMES: dict[FieldName, tuple[str, ...]] = {
    "province": ("tỉnh", "thành phố", "tỉnh thành", "province"),
    "year": ("năm", "year"),
    "conference": ("hội nghị", "hội nghị lần thứ", "hội nghị lần", "lần thứ", "lần", "conference"),
    "term": ("khóa", "term"),
    "kind": ("loại", "loại sự kiện", "kind"),
    "level": ("cấp", "level"),
    "date": ("ngày", "ngày diễn ra", "tháng", "date", "month"),
    "title": ("tiêu đề", "title"),
}
"""What each field is called, with marks; without any they are known too."""

LONGEST_VALUE = 5
"""Words that a value without quotes may have at most: ``tỉnh:Bà Rịa - Vũng Tàu``."""

_LONGEST_BEGINNING = 80
"""Code points that a field's name has at most, with marks apart from their letters."""
_LARGEST_TERM = 39
_LARGEST_CONFERENCE = 999
_MOST_DASHES = 5
"""In a range of days that are written with dashes themselves."""
_DAY = timedelta(days=1)
_COMPARED = re.compile(r"(?P<sign>>=|<=|>|<|=)(?P<value>[^<>=]+)")
_YEAR = re.compile(r"(?:1[89]|20|21)\d\d")
_DASHED = re.compile(r"([^-]+?)\s?-\s?([^-]+)")
_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")
_WRITTEN = re.compile(r"(?:(?:(?P<day>\d{1,2})[/.-])?(?P<month>\d{1,2})[/.-])?(?P<year>\d{4})")


class _Bounds(NamedTuple):
    """The ends of what was typed; a bound that is not itself included is said to be open."""

    low: str
    high: str
    open_low: bool = False
    open_high: bool = False


@cache
def name_pattern() -> re.Pattern[str]:
    """Matches a field's name with its colon, in lower-case text."""
    written = {form: None for name in _named() for form in (name, fold(name))}
    longest_first = sorted(written, key=len, reverse=True)
    names = "|".join(re.escape(name).replace(r"\ ", "[ _-]") for name in longest_first)
    return re.compile(rf"(?P<name>{names}):")


def begins_with_field(text: str) -> bool:
    """Whether a text as typed begins with a field's name and something for its value."""
    low = lower(normalize(text[:_LONGEST_BEGINNING]).text)
    named = name_pattern().match(low)
    return named is not None and low[named.end() : named.end() + 1].strip() != ""


def field_called(name: str) -> FieldName:
    """The field of a name that ``name_pattern`` matched."""
    return _named_folded()[fold(re.sub("[ _-]", " ", name))]


def read_value(field: ValueField, value: str, text: str) -> Stated | None:
    """What a typed value asks for; None if it means nothing for this field.

    Args:
        field: The field.
        value: The value as typed, without quotes.
        text: The whole as typed.
    """
    known = _CHOICES.get(field)
    if known is not None:
        found = known(value)
        return Stated(text, field, (found,)) if found else None
    bounds = _bounds(value, field)
    if bounds is None or not (bounds.low or bounds.high):
        return None
    return _BOUNDED[field](text, bounds)


@cache
def _named() -> dict[str, FieldName]:
    return {normalize(name).text: field for field, names in NAMES.items() for name in names}


@cache
def _named_folded() -> dict[str, FieldName]:
    return {fold(name): field for name, field in _named().items()}


def _one_of(values: tuple[str, ...]) -> Callable[[str], str | None]:
    known = {value_key(value): value for value in values}
    return lambda typed: known.get(value_key(typed))


def _province(typed: str) -> str | None:
    """A province by any of its names, or by the code newspapers have for it."""
    code = typed.strip().upper()
    coded = (name for name, span in gazetteer.find_codes(code) if span == (0, len(code)))
    return gazetteer.canonical(typed) or next(coded, None)


_CHOICES: dict[str, Callable[[str], str | None]] = {
    "province": _province,
    "kind": _one_of(KINDS),
    "level": _one_of(LEVELS),
}


def _bounds(value: str, field: ValueField) -> _Bounds | None:
    """``2020..2023``, ``2020-2023``, ``>=2021``, ``2023``; a date may have dashes itself."""
    dashed = _dashed_dates(value) if field == "date" else _dashed(value)
    if dashed:
        return dashed
    low, dots, high = value.replace("…", "..").partition("..")
    if dots:
        return _Bounds(low.strip(), high.strip(". "))
    compared = _COMPARED.fullmatch(value)
    if compared is None:
        return None if set(value) & set("<>=") else _Bounds(value, value)
    typed, sign = compared["value"].strip(), compared["sign"]
    return _Bounds(
        "" if "<" in sign else typed,
        "" if ">" in sign else typed,
        open_low=sign == ">",
        open_high=sign == "<",
    )


def _dashed(value: str) -> _Bounds | None:
    dashed = _DASHED.fullmatch(value)
    return _Bounds(dashed[1], dashed[2]) if dashed else None


def _dashed_dates(value: str) -> _Bounds | None:
    """The one dash that has a whole date on both sides; any other may be inside a date."""
    if not 0 < value.count("-") <= _MOST_DASHES or _period(value):
        return None
    pieces = value.split("-")
    cuts = [("-".join(pieces[:i]), "-".join(pieces[i:])) for i in range(1, len(pieces))]
    # With a space on both sides it joins, whatever the dashes of the dates say.
    spaced = [cut for cut in cuts if cut[0].endswith(" ") and cut[1].startswith(" ")]
    ends = [_Bounds(low.strip(), high.strip()) for low, high in spaced or cuts]
    dates = [each for each in ends if _period(each.low) and _period(each.high)]
    return dates[0] if len(dates) == 1 else None


def _numbers(
    bounds: _Bounds, parse: Callable[[str], int | None]
) -> tuple[int | None, int | None] | None:
    """The bounds as numbers, the smaller first; None if one is no number."""
    low, high = (parse(typed) if typed else None for typed in bounds[:2])
    if (bounds.low and low is None) or (bounds.high and high is None):
        return None
    if low is not None and high is not None and high < low:
        low, high = high, low
    return (
        low + 1 if low is not None and bounds.open_low else low,
        high - 1 if high is not None and bounds.open_high else high,
    )


def _year(text: str, bounds: _Bounds) -> Stated | None:
    numbers = _numbers(bounds, lambda typed: int(typed) if _YEAR.fullmatch(typed) else None)
    return Stated(text, "year", (), *numbers) if numbers else None


def _number(typed: str) -> int | None:
    number = parse_number(typed)
    return number if number and number <= _LARGEST_CONFERENCE else None


def _conference(text: str, bounds: _Bounds) -> Stated | None:
    numbers = _numbers(bounds, _number)
    return Stated(text, "conference", (), *numbers) if numbers else None


def _term(text: str, bounds: _Bounds) -> Stated | None:
    """Terms are kept as Roman numerals, so a range of them is all of them."""
    numbers = _numbers(bounds, _number)
    if numbers is None:
        return None
    low, high = numbers[0] or 1, min(numbers[1] or _LARGEST_TERM, _LARGEST_TERM)
    values = tuple(to_roman(number) for number in range(low, high + 1))
    if not values:
        return None
    ends = values[0] if numbers[0] else None, values[-1] if numbers[1] else None
    return Stated(text, "term", values, *ends)


def _date(text: str, bounds: _Bounds) -> Stated | None:
    low, high = (_period(typed) if typed else None for typed in bounds[:2])
    if (bounds.low and low is None) or (bounds.high and high is None):
        return None
    if low and high and high.first < low.first:
        low, high = high, low
    return Stated(
        text,
        "date",
        (),
        low and (low.after() if bounds.open_low else low.written),
        high and (high.before() if bounds.open_high else high.written),
    )


class _Period(NamedTuple):
    """A day, a month or a year, from its first to its last day, and in ISO form."""

    first: date
    last: date
    written: str

    def after(self) -> str:
        return (self.last + _DAY).isoformat()

    def before(self) -> str:
        return (self.first - _DAY).isoformat()


def _period(typed: str) -> _Period | None:
    match = _ISO.fullmatch(typed) or _WRITTEN.fullmatch(typed)
    if match is None or not _YEAR.fullmatch(match["year"]):
        return None
    year, month, day = (int(match[part] or 0) for part in ("year", "month", "day"))
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return _Period(first, first, first.isoformat())
    following = date(year + (month or 12) // 12, (month or 12) % 12 + 1, 1)
    return _Period(first, following - _DAY, first.isoformat()[: 7 if month else 4])


_BOUNDED: dict[str, Callable[[str, _Bounds], Stated | None]] = {
    "year": _year,
    "conference": _conference,
    "term": _term,
    "date": _date,
}
