"""Whether a conference was, or will be, at another time than the event."""

from __future__ import annotations

import re
from typing import NamedTuple

from indexer.documents import Span
from indexer.facets.prose.citations import LOOK_BACK, clause_start, name_end
from indexer.facets.prose.phrases import Phrase
from indexer.facets.prose.reading import Reading

_OF_MONTH = Phrase(
    r"[\s,(]{1,3}(?:(?:họp|diễn ra|hồi|vào|trong) ){0,2}"
    r"tháng (?P<month>\d{1,2})(?!\d)",
    "tháng",
)
_MONTHS_APART, _MONTHS = 2, 12
_A_DAY = r"ngày (?P<day>\d{1,2})[/.-](?P<month>\d{1,2})(?!\d)"
_OF_DAY = Phrase(r"[\s,(]{1,3}(?:(?:họp|diễn ra|hồi|vào|sáng|chiều) ){0,2}" + _A_DAY)
_OPENS_WITH_DAY = Phrase(r"\W{0,4}(?:(?:vào|sáng|chiều|tối|hồi|trước đó,?) ){0,2}" + _A_DAY)
_DAYS, _DAYS_OF_MONTH = 365, 30.4
_OF_YEAR = Phrase(
    r"[\s,(]{1,3}(?:(?:họp|vào|từ|ngày|tháng|mùa|hồi|đầu|cuối|giữa)\b[^.;\n]{0,30}?)?"
    r"(?:năm )?(?<![\d-])(?:\d{1,2}[/.-]){0,2}(?P<year>(?:19|20)\d\d)(?![\d-])"
)
_DATED = (
    r"(?:(?:vào|trong|hồi|từ|sáng|chiều|các|ngày|tháng|năm|đầu|cuối|giữa) ){1,5}"
    r"(?P<day>\d{1,2}(?: ?[/.-] ?| tháng | năm )){0,2}(?:năm )?(?P<year>(?:19|20)\d\d)(?![\d-])"
)
_HELD_ON = Phrase(
    rf"[^.;\n]{{0,70}}? (?:họp|diễn ra|khai mạc|tổ chức|tiến hành|triệu tập) {_DATED}",
    *("họp", "diễn", "khai", "tổ", "tiến", "triệu"),
)
_OPENS_DATED = Phrase(rf"\W{{0,4}}{_DATED}")
_TO_BE_HELD_ON = Phrase(
    r"[^.;\n]{0,60} (?:sẽ|sắp|dự kiến)(?: được)? (?:diễn ra|khai mạc|tổ chức|họp|triệu tập)"
    r"(?: (?:vào|từ|trong|sáng|chiều|ngày)){0,3}"
    r" (?:(?P<day>\d{1,2})[/.-]|tháng )(?P<month>\d{1,2})(?![\d/])",
    *("sẽ", "sắp", "dự"),
)


def is_of_another_year(reading: Reading, end: int, year: int | None, apart: int = 1) -> bool:
    """Whether the meeting whose name ends there is dated more than some years from the event."""
    return year is not None and _is_in_another(reading, name_end(reading, end), year, apart)


def _is_in_another(reading: Reading, end: int, year: int, apart: int = 1) -> bool:
    dated = reading.match(_OF_YEAR, end)
    return dated is not None and abs(int(dated["year"]) - year) > apart


class Moment(NamedTuple):
    """When the event was, as far as that is known: a day may be without its year."""

    year: int | None
    month: int | None
    day: int | None


def is_of_another_time(reading: Reading, name: Span, when: Moment, lasts: int) -> bool:
    """Whether the meeting of that name is dated in another year than the event, or days apart.

    Args:
        reading: The document.
        name: The meeting's name.
        when: When the event was.
        lasts: How many days such a meeting lasts at most.
    """
    start, end = name
    headline = reading.headed and reading.in_title(start)  # its announcement is the news
    if _is_dated_otherwise(reading, name, when._replace(day=None) if headline else when, lasts):
        return True
    if when.month is None:
        return False
    if not headline and _is_held_later(reading, end, when.month, when.day):
        return True
    near = reading.holds(_OF_MONTH, end, end + LOOK_BACK)
    dated = reading.match(_OF_MONTH, name_end(reading, end)) if near else None
    if dated is None:
        return False
    apart = abs(int(dated["month"]) - when.month)
    return min(apart, _MONTHS - apart) >= _MONTHS_APART


def _is_dated_otherwise(reading: Reading, name: Span, when: Moment, lasts: int) -> bool:
    """Whether a meeting's name, or the sentence that names it, has another year or day."""
    start, end = name
    clause = clause_start(reading, start)
    if reading.is_dated(clause, start):  # few sentences open with a date, and fewer names have one
        opened = reading.match(_OPENS_DATED, clause)
        if opened and opened.end() <= start and _is_another(opened, when.year):
            return True
        opened = reading.match(_OPENS_WITH_DAY, clause)
        if opened and opened.end() <= start and _is_of_another_day(opened, when, lasts):
            return True
    if not reading.is_dated(end, end + LOOK_BACK):
        return False
    behind = name_end(reading, end)
    return (
        (when.year is not None and _is_in_another(reading, behind, when.year))
        or _is_another(reading.match(_HELD_ON, end), when.year)
        or _is_of_another_day(reading.match(_OF_DAY, behind), when, lasts)
    )


def _is_of_another_day(dated: re.Match[str] | None, when: Moment, lasts: int) -> bool:
    """Whether a day is further from the event's than a meeting lasts."""
    if dated is None or when.month is None or when.day is None:
        return False
    months, days = int(dated["month"]) - when.month, int(dated["day"]) - when.day
    apart = abs(months * _DAYS_OF_MONTH + days)
    return min(apart, _DAYS - apart) > lasts


def _is_another(dated: re.Match[str] | None, year: int | None) -> bool:
    """Whether a year is another; without day or month, what is a year away may be the event's."""
    if dated is None or year is None:
        return False
    return abs(int(dated["year"]) - year) > (0 if dated["day"] else 1)


def _is_held_later(reading: Reading, end: int, month: int, day: int | None) -> bool:
    """Whether a meeting is announced for another month or day than the event's."""
    later = reading.match(_TO_BE_HELD_ON, end)
    if later is None:
        return False
    other_day = later["day"] is not None and day is not None and int(later["day"]) != day
    return other_day or int(later["month"]) != month
