"""Years said without a date: of the work reported, of the meeting in the title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from indexer.documents import Span
from indexer.facets.candidates import Candidate
from indexer.facets.dates import officeterms
from indexer.facets.numbers import WORDS
from indexer.facets.prose.citations import clause_start
from indexer.facets.prose.phrases import Phrase
from indexer.facets.prose.reading import Reading

_YEAR = Phrase(r"(?:19|20)\d\d(?![\d-]| ?- ?\d)")
_SUMMER, _WINTER, _SPRING = 7, 11, 3  # months: from summer on plans are drafted, in winter made
_FIRST_HALF = Phrase(r"\b(?:(?:6|sáu) tháng đầu|nửa đầu|quý (?:i|1)(?: |/))")

# Years are few, so each is found first and then asked what stands before it.
_HALF = Phrase(
    rf"\b(?:(?:{WORDS}|\d{{1,2}}|những|các) tháng (?:đầu|cuối|còn lại của) năm"
    # Not after "ngày", "sáng", "và": "5 tháng năm" may be a day.
    r"|(?<!y\s)(?<!g\s)(?<!u\s)(?<!i\s)(?<!a\s)(?<!và\s)(?<![\d/.,-])"
    r"(?:[2-9]|10|11|ba|bốn|sáu|bảy|tám|chín|mười) tháng năm|nửa (?:đầu|cuối) năm"
    r"|kỳ họp (?:thường lệ )?(?:giữa|cuối) năm|quý (?:i{1,3}|iv|[1-4])(?:/| năm | )) ?$",
    *("đầu", "cuối", "giữa", "quý", "còn", "tháng"),
    ends=("năm", "/", "i", "v", "1", "2", "3", "4"),
)
_COMPARED = Phrase(r"\b(?:so với|cùng kỳ)(?: (?:cùng kỳ|của))? $", ends=("với", "kỳ", "của"))
_OF_MONTH = Phrase(
    r"\b(?:họp|phiên|giao ban|thường kỳ|tình hình|kết quả|phương hướng|nhiệm vụ"
    r"|công tác|kế hoạch|chương trình|quý)\b[^.;\n]{0,50}(?<![\d/]\s)"
    r"(?P<word>tháng (?P<month>\d{1,2}))(?:[/-]| năm )$",
    "tháng",
    ends=("/", "-", "năm"),
)
_AIMED_FOR = Phrase(r",? (?:[^.;\n]{0,40} )?(?:phấn đấu|đặt mục tiêu|đề ra)\b", "đấu", "đặt", "đề")
_OPENS_SENTENCE = Phrase(r"(?:^|[.;\n]) ?(?:trong |sang )?năm $", ends=("năm",))
_OPENS_TEXT = Phrase(
    r"\W{0,12}(?:đầu|giữa|cuối|(?P<turn>bước (?:sang|vào))) năm (?P<year>(?:19|20)\d\d),"
)
_THIS_YEAR = Phrase(
    r"\bnăm nay(?:[\s,(-]{1,3}|[\s,(]{1,3}năm )$", ends=("nay", ",", "(", "năm", "-")
)
_YEAR_ALONE = Phrase(r"(?:19|20)\d\d ?[,.;:)-](?!\d)")  # not a count of something
_LONGEST_THIS = 18
_HOLDS = Phrase(r"[^.;\n]{0,60} (?:họp|mở|tổ chức|khai mạc|tiến hành)\b")
_WORK = Phrase(
    r"\b(?:năm|situation in(?P<situation>)|plan for(?P<plan>)) $", ends=("năm", "in", "for")
)
_MEETING_OF_YEAR = Phrase(
    r"\b(?:hội nghị|họp|lễ|phiên)\b[^.;:\n]{0,150}\b(?P<word>năm) $", ends=("năm",)
)
_LONGEST_HALF, _LONGEST_WORK, _LONGEST_TITLE, _LONGEST_MONTH = 48, 18, 160, 84
_NOT_WORK = Phrase(
    # A number before it is a decree's, or a month's.
    r"(?:\d[\w/-]{0,9} \(?|\b(?:vào (?:đầu|giữa)|đến|tới|từ|vào|sinh|so với"
    r"|cùng kỳ|giai đoạn|trước|sau|cuối|hết|kể từ|sau khi|thành lập|ban hành|ra đời|hoàn thành"
    r"|khởi công|tầm nhìn|định hướng|chiến thắng|luật|hiến pháp|cương lĩnh|phát triển|lần|bằng"
    r"|với|so với thực hiện) )$"
)
_PURPOSE = Phrase(
    r"\b(?:(?P<assess>(?:đánh giá|kiểm điểm)"
    r"(?: [^.,;\n]{0,20}lãnh đạo, (?:chỉ đạo|điều hành))?|tổng kết|sơ kết|kết quả|tình hình"
    r"|nhìn lại|báo cáo"
    # What is measured by a plan is of the plan's own year.
    r"|(?:theo|so với|đạt(?: [^.,;\n]{1,20})?|vượt) (?:kế hoạch|chỉ tiêu|dự toán)(?= $)"
    r"|(?:việc|quá trình) (?:triển khai )?thực hiện"
    r"|công tác)|(?P<plan>nhiệm vụ|phương hướng|kế hoạch|chương trình (?:công tác|hành động)"
    r"|dự toán|chỉ tiêu|mục tiêu|dự kiến"
    r"|triển khai))\b"
)
# What is to be completed or changed is this year's; what is still being drafted the next one's.
_CARRIED_OUT = Phrase(
    r"\b(?:hoàn thành|phấn đấu|điều chỉnh|bổ sung|giải ngân)(?: [^.,;\n]{0,30})? $"
)
_DRAFTED = Phrase(
    r"\b(?:xây dựng|lập|dự kiến|dự thảo)(?: (?:dự thảo|các|về))? $",
    ends=("dựng", "lập", "kiến", "thảo", "các", "về"),
)
# An aim that was reached or missed is of a year that is over, or nearly so.
_IS_REACHED = Phrase(
    r"(?:,? trong đó [^.,;\n]{0,20})?(?:(?! (?:phải|cần|sẽ|để))[^.,;\n]){0,20}"
    r" (?:đạt|vượt|hoàn thành|hụt)\b"
)
_TO_REACH = Phrase(
    r"\b(?:để|phấn đấu|quyết tâm|nhằm|bảo đảm|đảm bảo|tập trung|cần|sẽ|giải pháp)"
    r"\b[^.;\n]{0,60}$"
)
_NEXT_POINT = Phrase(r"[,;.]|\bvà\b")
_ASSESSED, _REACHED = "assessed", "reached"
_PLANNED, _CURRENT, _DRAFT = "planned", "carried out", "drafted"
_PLANS = (_PLANNED, _CURRENT, _DRAFT)


class Work(NamedTuple):
    """The year of some work.

    Attributes:
        year: The year.
        span: Where it is said.
        stage: Whether the work is assessed, planned, carried out, its plan drafted or its aim
            reached.
    """

    year: int
    span: Span
    stage: str


def work_year(reading: Reading, month: int | None) -> tuple[int, Span] | None:
    """The year an assessment or a plan speaks of, seen from the month of the event.

    A December meeting that assesses 2017 and plans 2018 is in 2017; a January one that
    does so is in 2018.
    """
    halves = _halves(reading, month or 0)
    if halves:
        return _commonest(halves)
    months = _months(reading, month or 0)
    if months:
        return _commonest(months)
    works = list(_work_years(reading))
    assessed, reached = (_commonest(_of(works, stage)) for stage in (_ASSESSED, _REACHED))
    if month is None:
        return assessed
    if month <= _SPRING:
        return _commonest(_of(works, *_PLANS)) or _later(assessed or reached, 1)
    return assessed or _year_of_plans(works, month)


def _year_of_plans(works: list[Work], month: int) -> tuple[int, Span] | None:
    """The year of a meeting that only plans, from spring on."""
    drafts = _of(works, _DRAFT)
    if month < _WINTER:
        own = _commonest(_of(works, _PLANNED, _CURRENT, _REACHED))
        return own or _later(_commonest(drafts), -1 if month >= _SUMMER else 0)
    planned = [*_of(works, _PLANNED), *drafts]
    # A year that is planned for as well is yet to be completed.
    current = [one for one in _of(works, _CURRENT) if one[0] not in dict(planned)]
    known = _commonest(current or _of(works, _REACHED))
    return known or _year_before(planned or _of(works, _CURRENT))


def _year_before(planned: list[tuple[int, Span]]) -> tuple[int, Span] | None:
    """The year before the one that is planned for most; that one itself if the next is as well."""
    year = _commonest(planned)
    return year if year and year[0] + 1 in dict(planned) else _later(year, -1)


def opening_year(reading: Reading) -> tuple[int, Span] | None:
    """The year that title or lead open with: "Đầu năm 2019, Tỉnh ủy … mở hội nghị"."""
    for start, _ in (reading.title, reading.lead):
        opened = reading.match(_OPENS_TEXT, start)
        if opened and (opened["turn"] or reading.follows(_HOLDS, opened.end())):
            return int(opened["year"]), opened.span("year")
    return None


def this_year(reading: Reading) -> tuple[int, Span] | None:
    """The year that the text calls its own: "Năm nay, 2021, …"."""
    for place in reading.years:
        called = reading.before(_THIS_YEAR, place, _LONGEST_THIS)
        if called and reading.follows(_YEAR_ALONE, place):
            return int(reading.text[place : place + 4]), (called.start(), place + 4)
    return None


def title_year(reading: Reading) -> tuple[int, Span] | None:
    """The year of the meeting in the title: "Hội nghị trực tuyến toàn tỉnh năm 2022"."""
    if not reading.headed:
        return None
    for place in filter(reading.in_title, reading.years):
        named = reading.before(_MEETING_OF_YEAR, place, _LONGEST_TITLE)
        year = reading.match(_YEAR, place) if named else None
        if year and named and not reading.before(_NOT_WORK, named.start("word"), 16):
            return int(year[0]), (named.start("word"), year.end())
    return None


def named(reading: Reading) -> Iterator[Candidate[int]]:
    """Every year that work or a term of office tells, whether it is the event's or not."""
    parts = [(year, span) for year, span, _ in _years_after(reading, _HALF, _LONGEST_HALF)]
    yield from (Candidate(year, (span,), "part of a year", 0.0) for year, span in parts)
    ends = {span[1] for _, span in parts}
    for year, span, stage in _work_years(reading):
        if span[1] not in ends:
            ahead = stage in _PLANS
            rule = "year planned for" if ahead else "year assessed"
            yield Candidate(year, (span,), rule, 0.0)
    for office in officeterms.periods(reading, officeterms.offices(reading)):
        yield Candidate(int(office.value[:4]), office.spans, office.rule, 0.0)


def _of(works: list[Work], *stages: str) -> list[tuple[int, Span]]:
    """The years of the work that is in one of the stages."""
    return [(one.year, one.span) for one in works if one.stage in stages]


def _work_years(reading: Reading) -> Iterator[Work]:
    """Every year of some work."""
    for year, span, before in _years_after(reading, _WORK, _LONGEST_WORK):
        start = span[0]
        if reading.before(_NOT_WORK, start, 16):
            continue
        if before.lastgroup:
            yield Work(year, span, _PLANNED if before.lastgroup == "plan" else _ASSESSED)
        elif purpose := _purpose(reading, start):
            yield Work(year, span, _stage(reading, purpose, span[1]))
        elif _is_aimed_for(reading, year, span):
            yield Work(year, span, _PLANNED)


def _is_aimed_for(reading: Reading, year: int, span: Span) -> bool:
    """Whether a sentence opens with a year and its aims, after the year before was spoken of."""
    start, end = span
    if not reading.before(_OPENS_SENTENCE, end - 4, 14) or not reading.follows(_AIMED_FOR, end):
        return False
    last = str(year - 1)
    return any(reading.text.startswith(last, place) for place in reading.years if place < start)


def _stage(reading: Reading, purpose: re.Match[str], end: int) -> str:
    """What is said of the work, before its purpose and behind its year."""
    if not purpose["plan"]:
        return _ASSESSED
    if reading.follows(_IS_REACHED, end) and not reading.before(_TO_REACH, purpose.start()):
        return _REACHED
    if reading.before(_CARRIED_OUT, purpose.start(), 48):
        return _CURRENT
    return _DRAFT if reading.before(_DRAFTED, purpose.start(), 24) else _PLANNED


def _years_after(
    reading: Reading, phrase: Phrase, longest: int
) -> Iterator[tuple[int, Span, re.Match[str]]]:
    """Every year that stands after a phrase: the year, the span of both, the phrase."""
    if not reading.holds(phrase):
        return
    for place in reading.years:
        before = reading.before(phrase, place, longest)
        year = reading.match(_YEAR, place) if before else None
        if year and before:
            yield int(year[0]), (before.start(), year.end()), before


def _halves(reading: Reading, month: int) -> list[tuple[int, Span]]:
    """The years of which a part is spoken of; at a year's end, a first half is the next year's."""
    return [
        (year, span)
        for year, span, before in _years_after(reading, _HALF, _LONGEST_HALF)
        if (month < _WINTER or not reading.follows(_FIRST_HALF, before.start()))
        and not reading.before(_COMPARED, before.start(), 24)
    ]


def _months(reading: Reading, month: int) -> list[tuple[int, Span]]:
    """The years of the event, where title or lead speak of a month's work near the event's."""
    found = []
    for place in reading.years if month else ():
        if place >= reading.lead[1]:
            break
        before = reading.before(_OF_MONTH, place, _LONGEST_MONTH)
        year = reading.match(_YEAR, place) if before else None
        if before and year:
            ahead = (int(before["month"]) - month + 6) % 12 - 6
            if abs(ahead) <= 1:  # the next January is the next year's
                turned = (month + ahead - 1) // 12
                found.append((int(year[0]) - turned, (before.start("word"), year.end())))
    return found


def _purpose(reading: Reading, year: int) -> re.Match[str] | None:
    """The word that says what is done with a year: the first of the point it belongs to."""
    found: re.Match[str] | None = None
    for match in reading.matches(_PURPOSE, clause_start(reading, year, 100), year):
        if found is None or reading.search(_NEXT_POINT, found.end(), match.start()):
            found = match
    return found


def _commonest(found: list[tuple[int, Span]]) -> tuple[int, Span] | None:
    if not found:
        return None
    year = Counter(year for year, _ in found).most_common(1)[0][0]
    return next(one for one in found if one[0] == year)


def _later(found: tuple[int, Span] | None, years: int) -> tuple[int, Span] | None:
    return (found[0] + years, found[1]) if found else None
