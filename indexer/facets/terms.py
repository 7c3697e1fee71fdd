"""Term (khóa) of the article's committee, in upper-case Roman numerals."""

from __future__ import annotations

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


def candidates(reading: Reading, kind: str | None) -> Iterator[Candidate[str]]:
    """Terms of title and lead; a congress's own number is its term.

    Args:
        reading: The document.
        kind: What it reports: a committee's conference may name a congress to come.
    """
    doubt = {CONGRESS: 0.0, COMMITTEE: 0.4}.get(kind or "", 0.15)
    zones = ((reading.title, 0.9), (reading.lead, 0.75))
    for zone, confidence in zones:
        yield from _terms(reading, zone, confidence)
        yield from _congresses(reading, zone, confidence - doubt)
        if reading.unmarked:
            for match in reading.matches(_ENGLISH, *zone):
                yield from _candidate(match["number"], match.span(), "English term", confidence)


def _terms(reading: Reading, zone: tuple[int, int], confidence: float) -> Iterator[Candidate[str]]:
    for match in reading.matches(_TERM, *zone):
        before = max(0, match.start() - 60), match.start()
        if reading.search(_COUNCIL, *before):
            yield from _candidate(match["number"], match.span(), "khóa of a council", 0.4)
        elif reading.search(_CENTRAL, *before):
            yield from _candidate(
                match["number"], match.span(), "khóa of the central committee", 0.5
            )
        else:
            former = reading.search(_FORMER, *before) is not None
            sure = confidence - 0.3 if former else confidence
            yield from _candidate(match["number"], match.span(), "khóa", sure)


def _congresses(
    reading: Reading, zone: tuple[int, int], confidence: float
) -> Iterator[Candidate[str]]:
    for match in reading.matches(_CONGRESS, *zone):
        national = reading.follows(_NATIONAL, match.end())
        if not national and "toàn quốc" not in match[0]:
            yield from _candidate(
                match["number"], match.span(), "number of the congress", confidence
            )


def _candidate(
    written: str, span: tuple[int, int], rule: str, confidence: float
) -> Iterator[Candidate[str]]:
    number = parse_number(written)
    if number and number <= _LARGEST:
        yield Candidate(to_roman(number), (span,), rule, confidence)
