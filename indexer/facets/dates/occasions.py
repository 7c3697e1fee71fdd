"""Years that an occasion tells: New Year, the feast, a school year, years "(1997 - 2017)"."""

from __future__ import annotations

from indexer.documents import Span
from indexer.facets.prose.phrases import Phrase
from indexer.facets.prose.reading import Reading

_FIRST_SPRING = 1997
"""Older feasts ("Tết Mậu Thân 1968") are only remembered."""

_SPRING = Phrase(
    # The first day of January is kept in December as well: without a month it tells no year.
    r"\b(?:xuân|tết|(?P<new>năm mới))"
    r"(?: (?:nguyên đán|(?P<january>dương lịch)|cổ truyền"
    r"|tân|canh|nhâm|quý|giáp|ất|bính|đinh|mậu|kỷ"
    r"|dậu|tuất|hợi|tý|tí|sửu|dần|mão|thìn|tỵ|tị|ngọ|mùi|thân|năm|[-–])){0,5} $",
    *("xuân", "tết", "mới"),
)
_FEAST_FIRST, _FEAST_LAST, _BEFORE_FEAST = 1, 4, 11  # months in which a feast is kept or awaited
_SCHOOL_YEAR = Phrase(r"năm học (?:mới )?(?P<first>20\d\d) ?- ?(?P<last>20\d\d)(?!\d)", "học")
_LOOKS_BACK = Phrase(r"\b(?:tổng kết|kết quả|đánh giá|sơ kết|kết thúc|bế giảng)\b")
_BEGINS = Phrase(r"\b(?:khai giảng|nhiệm vụ)\b")
_SCHOOL_BEGINS, _HOLIDAYS = 7, (7, 8)
_YEARS = Phrase(
    r"\b(?:kỷ niệm|tổng kết|sơ kết)\b[^.;\n]{0,120}?"
    r"\((?P<first>1[89]\d\d|20\d\d) ?- ?(?P<last>(?:19|20)\d\d)\)",
    *("niệm", "tổng", "sơ"),
)

Found = tuple[int, Span] | None
"""A year and where it is said, or nothing."""


def spring_year(reading: Reading, month: int | None) -> Found:
    """The year of the spring feast in title or lead, seen from the month of the event."""
    if not reading.holds(_SPRING, reading.title[0], reading.lead[1]):
        return None
    if month is not None and _FEAST_LAST < month < _BEFORE_FEAST:
        return None
    earlier = month is not None and month >= _BEFORE_FEAST
    for place in reading.years:
        if reading.title[0] <= place < reading.lead[1]:
            feast = reading.before(_SPRING, place, 40)
            year = int(reading.text[place : place + 4])
            told = feast is not None and not (month is None and feast.lastgroup)
            if feast and told and year >= _FIRST_SPRING:
                return year - earlier, (feast.start(), place + 4)
    return None


def school_year(reading: Reading, month: int | None) -> Found:
    """The half of a school year in title or lead in which the event is."""
    zone = reading.title[0], reading.lead[1]
    named = [
        m for m in reading.matches(_SCHOOL_YEAR, *zone) if int(m["last"]) - int(m["first"]) == 1
    ]
    if not named:
        return None
    one = max(named, key=lambda match: match["first"])
    first, last = int(one["first"]), int(one["last"])
    looks_back = reading.before(_LOOKS_BACK, one.start(), 40)
    if month is None:
        begins = reading.before(_BEGINS, one.start(), 40)
        return (last, one.span()) if looks_back else (first, one.span()) if begins else None
    if month < _SCHOOL_BEGINS:  # before the holidays, the next school year is spoken of as well
        return (last, one.span()) if looks_back else None
    return (last if looks_back and month in _HOLIDAYS else first), one.span()


def year_of_years(reading: Reading) -> Found:
    """The last of the years that title or lead look back on: "kỷ niệm 20 năm (1997 - 2017)"."""
    for match in reading.matches(_YEARS, reading.title[0], reading.lead[1]):
        if match["first"] < match["last"]:
            return int(match["last"]), match.span("last")
    return None
