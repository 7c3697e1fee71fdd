"""Term (khóa) of the article's committee, in upper-case Roman numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.facets.candidates import Candidate
from indexer.facets.kinds import COMMITTEE, CONGRESS
from indexer.facets.numbers import ROMAN, WORDS, parse_number, to_roman
from indexer.facets.phrases import Phrase
from indexer.facets.reading import Reading

_LARGEST = 39
_NUMBER = rf"(?P<number>\d{{1,2}}|{WORDS}|{ROMAN})(?![\w/%.]\w|\w)"
_TERM = Phrase(rf"khoá (?:thứ )?{_NUMBER}", "khoá")
_CONGRESS = Phrase(
    r"đại h[ộổ]i(?: đại biểu)?"
    r"(?: (?:đảng bộ|đảng|tỉnh|thành phố|tp\.?|thành uỷ|tỉnh uỷ)\b[^.,;\n]{0,40})?"
    rf" lần thứ {_NUMBER}",
    "lần",
)
_COUNCIL = Phrase(
    r"\b(?:hđnd|hội đồng nhân dân|quốc hội|đbqh)\b[^.,;\n]{0,30}$",
    *("hđnd", "đồng", "quốc", "đbqh"),
)
_CENTRAL = Phrase(
    r"\b(?:trung ương|tw|t\.ư|bộ chính trị)\b(?: đảng)?[^.;\n]{0,20}$|\btoàn quốc\b[^.,;\n]{0,30}$",
    *("trung", "tw", "t.ư", "chính", "quốc"),
)
_FORMER = Phrase(r"\b(?:nguyên|các|văn kiện)\b[^.,;\n]{0,30}$", "nguyên", "các", "văn")
_NATIONAL = Phrase(r"\s{0,3}(?:của đảng|\(?toàn quốc)")
_ENGLISH = Phrase(r"\b(?P<number>\d{1,2})(?:st|nd|rd|th) (?:tenure|term|party central committee)\b")


def candidates(reading: Reading, kind: str | None) -> list[Candidate[str]]:
    """Terms of title and lead; a congress's own number is its term.

    Args:
        reading: The document.
        kind: What it reports: a committee's conference may name a congress to come.
    """
    doubt = {CONGRESS: 0.0, COMMITTEE: 0.4}.get(kind or "", 0.15)
    return [one for one in _all(reading, doubt) if one]


def _all(reading: Reading, doubt: float) -> Iterator[Candidate[str] | None]:
    for zone, confidence in ((reading.title, 0.9), (reading.lead, 0.75)):
        for match in reading.matches(_TERM, *zone):
            yield _term(reading, match, confidence)
        for match in reading.matches(_CONGRESS, *zone):
            yield _congress(reading, match, confidence - doubt)
        for match in reading.matches(_ENGLISH, *zone) if reading.unmarked else ():
            yield _candidate(match, "English term", confidence)


def _term(reading: Reading, match: re.Match[str], confidence: float) -> Candidate[str] | None:
    start = match.start()
    if reading.before(_COUNCIL, start):
        return _candidate(match, "khóa of a council", 0.4)
    if reading.before(_CENTRAL, start):
        return _candidate(match, "khóa of the central committee", 0.5)
    former = reading.before(_FORMER, start) is not None
    return _candidate(match, "khóa", confidence - 0.3 if former else confidence)


def _congress(reading: Reading, match: re.Match[str], confidence: float) -> Candidate[str] | None:
    if "toàn quốc" in match[0] or reading.follows(_NATIONAL, match.end()):
        return None
    return _candidate(match, "number of the congress", confidence)


def _candidate(match: re.Match[str], rule: str, confidence: float) -> Candidate[str] | None:
    number = parse_number(match["number"])
    if not number or number > _LARGEST:
        return None
    return Candidate(to_roman(number), (match.span(),), rule, confidence)
