"""Dates in a text, and what each of them is: the event's, the page's, or something else's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from indexer.documents import Span
from indexer.facets.dates.english import english_dates
from indexer.facets.dates.roles import in_dateline, role_of
from indexer.facets.numbers import WORDS, parse_number
from indexer.facets.prose.phrases import Phrase
from indexer.facets.prose.reading import Reading

_LATEST_SHORT_YEAR = 50  # two-digit years up to this are 20xx

_D, _M = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
# "9 tháng năm 2020" is nine months of a year, so May needs "năm" twice.
_M_WORDS = r"mười một|mười hai|mười|một|hai|ba|tư|bốn|năm(?= năm )|sáu|bảy|bẩy|tám|chín"
_YEAR = r"(?:19|20)\d\d"
_ANY_YEAR = r"(?:1[89]|20)\d\d"
FIRST_YEAR = 1900
"""A day that is older is only commemorated."""
_RANGE = (
    rf"(?:(?P<from>{_D})(?:[/.-](?P<from_month>{_M}))?"
    r"(?:\s?-\s?| đến (?:hết )?(?:ngày )?| và (?:ngày )?(?:sáng |chiều )?))?"
)

_NUMERIC = (
    rf"(?<![\d/.,-]){_RANGE}(?P<day>{_D})(?P<sep>[/.-])(?P<month>{_M})"
    rf"(?:(?P=sep)(?P<year>{_ANY_YEAR}|\d\d(?!\d|[.,/]\d|%))|/ ?(?P<year2>{_ANY_YEAR}))?"
    r"(?![\d%]|[/,.-]\d)"
)
_SPELLED = (
    rf"(?<!\d){_RANGE}(?P<day>{_D}) tháng (?P<month>{_M}|(?:{_M_WORDS})(?!\w))"
    rf"(?:,? năm,? (?P<year>{_ANY_YEAR})|[,/\s]\s?(?P<year2>{_ANY_YEAR}))?(?!\d)"
)
_DATE_NUMERIC = Phrase(_NUMERIC)
# "10 / 12 / 2023"; without its year, "10 - 12" is a range of days.
_DATE_SPACED = Phrase(
    rf"(?<![\d/.,-])(?P<from>)(?P<from_month>)(?P<day>{_D})\s?(?P<sep>[/.-])\s?(?P<month>{_M})"
    rf"\s?(?P=sep)\s?(?P<year>{_YEAR})(?P<year2>)(?!\d)"
)
_DATE_SPELLED = Phrase(_SPELLED, "tháng")
_ISO = Phrase(
    rf"(?<!\d)(?P<year>{_YEAR})-(?P<month>0[1-9]|1[0-2])"
    r"(?:-(?P<day>0[1-9]|[12]\d|3[01]))?(?![\d-])"
)
_IN_EVERY_MONTH, _LEAP_YEAR = 28, 2000
_MONTH = Phrase(rf"(?P<month>{_M})(?:[/.-]| năm )(?P<year>{_YEAR})(?!\d)")
_IN_DIGITS = (_DATE_NUMERIC, _DATE_SPACED, _MONTH)
_ALONE = Phrase(
    r"(?:(?:^|\n)\W{0,4}"
    r"(?:trong |đầu |giữa |cuối |bước (?:sang|vào) |(?P<place>[^\W\d_][^\d.,;:\n]{1,25}, ))?"
    r"|\b(?:phiên|họp|hội nghị|giao ban|thường kỳ)(?: [\wà-ỹ]{2,8}){0,2} )tháng $",
    ends=("tháng",),
)
_DAY_IN_WORDS = Phrase(
    rf"\b(?:(?:ngày|sáng|trưa|chiều|tối)(?: mùng| mồng)?|mùng|mồng) (?P<day>{WORDS}) $"
)
_MONTH_IN_WORDS = Phrase(
    rf"tháng (?P<month>{_M}|(?:{_M_WORDS})(?!\w))(?:,? năm,? (?P<year>{_YEAR}))?(?!\d)"
)

_EARLIER_DAYS = Phrase(rf"ngày[\s(]{{1,3}}(?P<first>{_D})(?:, {_D}){{0,4}}, $", ends=(",",))
_LONGEST_LIST = 30

# "Ngày 5.2, Tỉnh ủy …", "vào ngày 5.2"; not "mỗi ngày 5.2 tấn".
_OPENS_DOTTED = Phrase(
    r"(?:(?:^|[\n(,.;:-])\s{0,3}(?:(?:trong|các|hai|ba|\d) ){0,2}|\b(?:vào|từ) )ngày[\s(]{1,3}$",
    ends=("y", "("),
)
_MEASURED = Phrase(
    r" ?(?:%|(?:đồng|tỷ|tỉ|triệu|nghìn|ngàn|vạn|tấn|tạ|kg|ha|km|m|m2|m3|lít|lượt|người|ca|giờ|usd"
    r"|độ|điểm|lần|công|phần)\b)"
)

_BETWEEN_A_PAIR = 6
_LONGEST_DAY = 32  # "ngày mùng hai mươi mốt "
_BEFORE_A_MONTH = 32
_HEAD = 40  # a machine's date stands at the very beginning


@dataclass(slots=True)  # never changed; but made often, and frozen ones are made slowly
class Mention:
    """A date in the text.

    Attributes:
        day: Day of the month (the first of a range), or None for a month alone.
        month: The month.
        year: The year, or None when it is not said.
        span: Where it stands.
        reading: The document it stands in.
        known: Its role, once it is known.
    """

    day: int | None
    month: int
    year: int | None
    span: Span
    reading: Reading
    known: str = ""

    @property
    def role(self) -> str:
        """What the words around it make of it; most dates are never asked.

        ``today`` (Sáng 06/7), ``day`` (Ngày 6/7), ``page`` (a dateline), ``month`` (Tháng
        12/2022), ``life`` (what somebody did once), ``other`` (a directive's, a birthday, something
        announced) or ``plain``.
        """
        self.known = self.known or role_of(self.reading, *self.span)
        return self.known

    @property
    def of_page(self) -> bool:
        """Whether it is the page's own; asked of every date, so its line is looked at first."""
        return (self.known != "" or in_dateline(self.reading, *self.span)) and self.role == "page"

    @property
    def possible(self) -> bool:
        """Whether there is such a day, in its year or in some year."""
        day = self.day
        return day is None or 0 < day <= _IN_EVERY_MONTH or self.iso(_LEAP_YEAR) is not None

    def iso(self, year: int | None = None) -> str | None:
        """ISO form, with ``year`` where the text has none; None for an impossible date."""
        year = self.year or year
        if year is None:
            return None
        if self.day is None:
            return f"{year:04}-{self.month:02}"
        try:
            return date(year, self.month, self.day).isoformat()
        except ValueError:
            return None


def mentions(reading: Reading) -> list[Mention]:
    """Every possible date, in the order of the text; the same words are read once."""
    found: list[Mention] = []
    for mention in sorted(_all(reading), key=lambda one: (one.span[0], -one.span[1])):
        if not found or mention.span[0] >= found[-1].span[1]:
            found.append(mention)
    return found


def anniversary(found: list[Mention]) -> Mention | None:
    """The later of two neighbouring dates of the same day in different years."""
    for earlier, later in pairwise(found):
        same = (earlier.day, earlier.month) == (later.day, later.month)
        near = later.span[0] - earlier.span[1] <= _BETWEEN_A_PAIR
        if same and near and earlier.year and later.year and earlier.year < later.year:
            return later
    return None


def _all(reading: Reading) -> list[Mention]:
    found = _from_digits(reading)
    found += _in_words(reading)
    for match in _iso(reading):
        of_page = match.start() < _HEAD
        day, month, year = _number(match["day"]), int(match["month"]), int(match["year"])
        role = "page" if of_page else ""
        found.append(Mention(day, month, year, match.span(), reading, role))
    found += _in_english(reading)
    return found


def _in_english(reading: Reading) -> Iterator[Mention]:
    for day, month, year, span in english_dates(reading):
        role = role_of(reading, *span)
        role = "day" if reading.unmarked and role == "plain" else role
        yield Mention(day, month, year, span, reading, role)


def _from_digits(reading: Reading) -> list[Mention]:
    """Every date that begins with a day or a month in digits; few places have any."""
    found: list[Mention] = []
    end = 0
    if not reading.dates:
        return found
    spelled = (_DATE_SPELLED,) if reading.holds(_DATE_SPELLED) else ()
    phrases = (*spelled, *_IN_DIGITS)
    for place in reading.dates:
        for phrase in phrases if place >= end else ():
            match = reading.match(phrase, place)
            if match is not None:
                end = match.end()
                mention = _month(reading, match) if phrase is _MONTH else _mention(reading, match)
                if mention is not None:
                    found.append(mention)
                    break
    return found


def _month(reading: Reading, match: re.Match[str]) -> Mention | None:
    """A month without a day, where the words before it leave it alone.

    At the text's end, after a place, it is when the article was written.
    """
    before = reading.before(_ALONE, match.start(), _BEFORE_A_MONTH)
    if before is None:
        return None
    role = "page" if before["place"] else "month"
    if role == "page" and reading.text[match.end() :].strip(" .)\n"):
        return None
    return Mention(None, int(match["month"]), int(match["year"]), match.span(), reading, role)


def _iso(reading: Reading) -> Iterator[re.Match[str]]:
    """Every date that begins with its year."""
    for place in reading.years:
        hyphen = reading.text.startswith(("-0", "-1"), place + 4)
        match = reading.match(_ISO, place) if hyphen else None
        if match is not None:
            yield match


def _in_words(reading: Reading) -> Iterator[Mention]:
    """Days written out: "ngày mùng sáu tháng bảy"."""
    for place in reading.places("tháng"):
        before = reading.before(_DAY_IN_WORDS, place, _LONGEST_DAY)
        after = reading.match(_MONTH_IN_WORDS, place) if before else None
        if before and after:
            span = before.start("day"), after.end()
            day, month = parse_number(before["day"]) or 0, parse_number(after["month"]) or 0
            year = _number(after["year"])
            mention = Mention(day, month, year, span, reading)
            if mention.possible:
                yield mention


def _mention(reading: Reading, match: re.Match[str]) -> Mention | None:
    year = _full_year(match["year"] or match["year2"])
    day, last = int(match["from"] or match["day"]), parse_number(match["month"]) or 0
    month = int(match["from_month"] or last)
    day, start = _first_day(reading, match.start(), day)
    span = start, match.end()
    if year and month > last:
        year -= 1  # "từ 30/12 đến 2/1/2022"
    old = year is not None and year < FIRST_YEAR
    mention = Mention(day, month, year, span, reading, "other" if old else "")
    told = year or _is_day(reading, match, mention.role)
    return mention if told and mention.possible else None


def _first_day(reading: Reading, start: int, day: int) -> tuple[int, int]:
    """The first of the days a date ends, "ngày 4, 5 và 6 tháng 7", and where it stands."""
    earlier = reading.before(_EARLIER_DAYS, start, _LONGEST_LIST)
    if earlier is None or int(earlier["first"]) >= day:
        return day, start
    return int(earlier["first"]), earlier.start("first")


def _is_day(reading: Reading, match: re.Match[str], role: str) -> bool:
    """A bare 15/17 or 3.5 is a date only where the words before it say so."""
    if role != "day" or match.groupdict().get("sep") != ".":
        return role in ("today", "day")
    opened = reading.before(_OPENS_DOTTED, match.start(), 24) is not None
    return opened and not reading.follows(_MEASURED, match.end())


def _full_year(written: str | None) -> int | None:
    if not written:
        return None
    year = int(written)
    if year < 100:  # noqa: PLR2004 -- two digits
        year += 2000 if year <= _LATEST_SHORT_YEAR else 1900
    return year


def _number(written: str | None) -> int | None:
    return int(written) if written else None
