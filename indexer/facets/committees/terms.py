"""Term (khóa) of the article's committee, in upper-case Roman numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from indexer.documents import Span
from indexer.facets.candidates import Candidate
from indexer.facets.gazetteer import CENTRAL
from indexer.facets.meetings.kinds import COMMITTEE, CONFERENCE, CONGRESS, OTHER
from indexer.facets.meetings.moments import is_of_another_year
from indexer.facets.numbers import ROMAN, WORDS, parse_number, to_roman
from indexer.facets.prose.citations import clause_start
from indexer.facets.prose.phrases import Phrase
from indexer.facets.prose.reading import Reading
from indexer.facets.provinces.centre import NATIONAL_EVENT
from indexer.facets.provinces.choice import Choice
from indexer.facets.provinces.contexts import ACTING
from indexer.facets.provinces.contexts import COMMITTEE as COMMITTEE_NAMED

_LARGEST = 39
_YEARS = 5  # of a term
_OF_CENTRE, _OF_CONGRESS = "khóa of the central committee", "number of the congress"
_OF_COUNCIL = "khóa of a council"
_NUMBER = rf"(?P<number>\d{{1,2}}|{WORDS}|{ROMAN})(?![\w/%.]\w|\w)"
_TERM = Phrase(rf"khoá (?:thứ )?{_NUMBER}", "khoá")
_CONGRESS = Phrase(
    r"đại h[ộổ]i(?: đại biểu)?"
    r"(?: (?:đảng bộ|đảng|tỉnh|thành phố|tp\.?|thành uỷ|tỉnh uỷ)\b[^.,;\n]{0,40})?"
    r" $",
    "đại",
)
_LONGEST_CONGRESS, _LONGEST_COMMITTEE = 80, 70
# Counted by congresses; a conference's number is never Roman.
_COMMITTEE = Phrase(
    r"(?:ban chấp hành|bch) (?:đảng bộ )?(?:tỉnh|thành phố|huyện)"
    r"(?:(?! (?:đại hội|hội nghị|họp))[^.,;\n]){0,30}? $",
    *("chấp", "bch"),
)
_ROMAN = re.compile(rf"(?=[ivxl]){ROMAN}")
_COUNCIL = Phrase(
    r"\b(?:hđnd|hội đồng nhân dân|quốc hội|đbqh)\b[^.,;\n]{0,30}$",
    *("hđnd", "đồng", "quốc", "đbqh"),
)
_BEFORE_CENTRAL = Phrase(
    r"\b(?:trung ương|tw|t\.ư|bộ chính trị)\b(?: đảng)?[^.;\n]{0,20}$|\btoàn quốc\b[^.,;\n]{0,30}$",
    *("trung", "tw", "t.ư", "chính", "quốc"),
)
_OF_MEMBERS = Phrase(
    r"\b(?:nguyên|các|văn kiện|uỷ viên|bí thư)\b[^.,;\n]{0,30}$",
    *("nguyên", "các", "văn", "viên", "thư"),
)
_REPORTS_TO_NEXT = Phrase(r"[^.;\n]{0,30} trình (?:tại |ra )?đại hội\b", "trình")
# What was resolved is cited in many years: a term named with it is a guess.
_RESOLVED = Phrase(
    r"\b(?:nghị quyết|(?<!biểu\s)kết luận|chào mừng|hướng tới|kết quả|thành công)\b"
    r"[^.,;\n]{0,60}$",
    *("quyết", "luận", "mừng", "hướng", "quả", "công"),
)
_CITED, _CITED_LONG_AGO = 0.5, 0.45
_PAPER = Phrase(r"\b(?:nghị quyết|chỉ thị)\b[^.,;\n]{0,40}$", "quyết", "chỉ")
_SESSION = Phrase(r"\bkỳ họp\b[^.;\n]{0,50}$", "kỳ")
_HOLDS_SESSION = Phrase(
    r"[^.;\n]{0,50} (?:tổ chức|khai mạc|tiến hành|bế mạc|họp|mở)(?: phiên \w{1,5})? kỳ họp\b"
)
_OTHER_BODY = Phrase(
    r"đảng bộ (?:quân sự|công an|bộ đội|biên phòng|khối|các cơ quan|cơ quan|công ty|tổng công ty"
    r"|tập đoàn|ngân hàng|trường|đại học|bệnh viện|sở|chi nhánh|agribank|vietcombank|bidv|viettel"
    r"|vnpt)\b",
    "đảng",
)
_NATIONAL = Phrase(r"\s{0,3}(?:của đảng\b(?! bộ)|\(?toàn quốc)")
_GOING_ON = "văn kiện|góp ý"
_TO_COME = {  # by what the article reports
    CONFERENCE: Phrase(rf"\b(?:{_GOING_ON})\b[^.,;\n]{{0,40}}$", "kiện", "góp"),
    COMMITTEE: Phrase(
        rf"\b(?:{_GOING_ON}|chuẩn bị|nhân sự|dự thảo|tiến tới|trình)\b[^.,;\n]{{0,40}}$",
        *("kiện", "góp", "chuẩn", "nhân", "dự", "tiến", "trình"),
    ),
}
_ENGLISH = Phrase(r"\b(?P<number>\d{1,2})(?:st|nd|rd|th) (?:tenure|term|party central committee)\b")


def candidates(
    reading: Reading, ordinals: list[re.Match[str]], kind: str | None
) -> list[Candidate[str]]:
    """Terms of title and lead; a congress's own number is its term.

    Args:
        reading: The document.
        ordinals: Every ordinal in it.
        kind: What it reports: a committee's conference may name a congress to come.
    """
    doubt = {CONGRESS: 0.0, COMMITTEE: 0.4}.get(kind or "", 0.15)
    found = [one for one in _all(reading, ordinals, doubt) if one]
    if kind in (CONGRESS, COMMITTEE):
        return found
    return [_if_resolved(reading, one, kind) for one in found]


def _if_resolved(reading: Reading, term: Candidate[str], kind: str | None) -> Candidate[str]:
    """A term, no longer sure where only a resolution or a congress gone by is cited with it.

    Nor where no event is reported: a life or a look back names many terms.
    """
    if term.confidence <= _CITED:
        return term
    if kind != OTHER and reading.before(_RESOLVED, term.place, 70) is None:
        return term
    return replace(term, confidence=_CITED, weight=term.score)


def judged(
    reading: Reading,
    found: list[Candidate[str]],
    kind: str | None,
    choice: Choice,
    year: int | None,
) -> list[tuple[Candidate[str], str]]:
    """Each term with why it is not that of the article's committee, or with nothing."""
    committees = [one for one in choice.considered if one.rule in (COMMITTEE_NAMED, ACTING)]
    own = choice.candidates[0].value if choice.candidates else None
    if own == CENTRAL and choice.candidates[0].rule != NATIONAL_EVENT:
        found = [_of_its_plenum(reading, term) for term in found]
    alone = own is None or all(one.value == own for one in committees)
    return [
        (
            term,
            _objection(reading, term, kind, year)
            or ("" if alone else _another_owner(reading, term, own, committees)),
        )
        for term in found
    ]


def _of_its_plenum(reading: Reading, term: Candidate[str]) -> Candidate[str]:
    """The central committee's term is as sure as any other in an article about its own doings."""
    if term.rule != _OF_CENTRE:
        return term
    sure = 0.9 if reading.in_title(term.place) and reading.headed else 0.75
    return replace(term, confidence=max(term.confidence, sure))


def _objection(reading: Reading, term: Candidate[str], kind: str | None, year: int | None) -> str:
    start, end = term.spans[0]
    dated = reading.text.startswith("(", end + 1)
    if dated and is_of_another_year(reading, end, year, _YEARS):
        return "of a congress long before"
    if term.rule == _OF_CONGRESS and kind in _TO_COME and reading.before(_TO_COME[kind], start):
        return "of a congress to come"
    if term.rule == _OF_CENTRE and kind == OTHER:
        return "of the central committee, in passing"
    if term.rule == _OF_COUNCIL and not _is_of_its_session(reading, (start, end), kind):
        return "of a council, in passing"
    other = term.rule == _OF_CONGRESS and kind != CONGRESS
    return "of another body" if other and reading.search(_OTHER_BODY, start, end) else ""


def _is_of_its_session(reading: Reading, term: Span, kind: str | None) -> bool:
    """Whether the council's session is what the article reports."""
    if kind == OTHER:
        return False
    start, end = term
    session = (
        reading.in_title(start)
        or reading.before(_SESSION, start) is not None
        or reading.follows(_HOLDS_SESSION, end)
    )
    return session and not (
        reading.before(_TO_COME[COMMITTEE], start) or _names_paper(reading, start)
    )


def _names_paper(reading: Reading, start: int) -> bool:
    """Whether the term only says which resolution is meant: "Nghị quyết Trung ương 5 khóa XI"."""
    return reading.before(_PAPER, start, 60) is not None


def _another_owner(
    reading: Reading, term: Candidate[str], own: str | None, committees: list[Candidate[str]]
) -> str:
    """Whether its clause names committees of other provinces only."""
    start, end = term.spans[0]
    clause = clause_start(reading, start)
    near = {one.value for one in committees if clause <= one.place < end}
    return "another province's" if near and own not in near else ""


def _all(
    reading: Reading, ordinals: list[re.Match[str]], doubt: float
) -> Iterator[Candidate[str] | None]:
    in_title, zone = 0.9 if reading.headed else 0.75, (reading.title[0], reading.lead[1])
    for match in reading.matches(_TERM, *zone):
        yield _term(reading, match, in_title if reading.in_title(match.start()) else 0.75)
    for ordinal in ordinals:
        if ordinal["number"] and zone[0] <= ordinal.start() < zone[1]:
            sure = in_title if reading.in_title(ordinal.start()) else 0.75
            yield _counted_by_congresses(reading, ordinal, sure, doubt)
    for match in reading.matches(_ENGLISH, *zone) if reading.unmarked else ():
        yield _candidate(match["number"], match.span(), "English term", 0.75)


def _term(reading: Reading, match: re.Match[str], confidence: float) -> Candidate[str] | None:
    start = match.start()
    if reading.before(_COUNCIL, start):
        rule, sure = _OF_COUNCIL, _CITED if reading.in_title(start) else 0.4
    elif reading.before(_BEFORE_CENTRAL, start):
        rule, sure = _OF_CENTRE, _CITED_LONG_AGO if _names_paper(reading, start) else _CITED
    else:
        rule, sure = "khóa", confidence
    if reading.before(_OF_MEMBERS, start) or reading.follows(_REPORTS_TO_NEXT, match.end()):
        sure -= 0.3
    return _candidate(match["number"], match.span(), rule, sure)


def _counted_by_congresses(
    reading: Reading, ordinal: re.Match[str], sure: float, doubt: float
) -> Candidate[str] | None:
    """What an ordinal says that counts a congress, or a committee as the congress it is of."""
    start, end = ordinal.span()
    congress = reading.before(_CONGRESS, start, _LONGEST_CONGRESS)
    if congress is not None:
        if "toàn quốc" in congress[0] or reading.follows(_NATIONAL, end):
            return None
        whole = congress.start(), end
        return _candidate(ordinal["number"], whole, _OF_CONGRESS, sure - doubt)
    if not _ROMAN.fullmatch(ordinal["number"]):
        return None
    committee = reading.before(_COMMITTEE, start, _LONGEST_COMMITTEE)
    if committee is None:
        return None
    return _candidate(ordinal["number"], (committee.start(), end), _OF_CONGRESS, sure)


def _candidate(written: str, span: Span, rule: str, confidence: float) -> Candidate[str] | None:
    number = parse_number(written)
    if not number or number > _LARGEST:
        return None
    return Candidate(to_roman(number), (span,), rule, confidence)
