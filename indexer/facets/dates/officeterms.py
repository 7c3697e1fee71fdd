"""Terms of office (nhiệm kỳ): the councils', those gone by, and the one a congress begins."""

from __future__ import annotations

from typing import NamedTuple

from indexer.documents import Span
from indexer.facets.candidates import Candidate
from indexer.facets.prose.phrases import Phrase
from indexer.facets.prose.reading import Reading

_FIRST_TERMS = 6  # a term lasts about five years
_TERM = Phrase(
    r"nhiệm kỳ[\s:(]{1,3}(?P<first>(?:19|20)\d\d) ?- ?(?P<last>(?:19|20)\d\d)(?!\d)",
    "nhiệm",
)
_COUNCIL = Phrase(
    r"\b(?:hđnd|hội đồng nhân dân|quốc hội|kỳ họp)\b[^.;\n]{0,40}$",
    *("hđnd", "đồng", "quốc", "kỳ"),
)
_PAST_TERM = Phrase(
    r"\b(?:so với|tổng kết|kết quả(?! bầu)|nhìn lại|đánh giá|khoá trước|qua"
    r"|vừa qua|kiểm điểm|nguyên)\b[^.,;\n]{0,50}$"
    r"|\b(?:kiểm điểm|thực hiện nghị quyết|tổng kết)\b[^.,;\n]{0,80}"
    r" (?:khoá|lần thứ) \w{1,5}, ?$",
    *("so", "tổng", "quả", "nhìn", "đánh", "trước", "qua", "kiểm", "nguyên", "quyết"),
)
_LONGEST_PAST = 110
_MIDWAY = Phrase(r"\b(?:giữa|nửa|1/2) nhiệm kỳ\b", "giữa", "nửa", "1/2")
_OPENS_SENTENCE = Phrase(r"(?:^|[.!;:\n]) ?(?:(?:trong|qua|kết thúc|sau) )?$")
_GAVE_RESULTS = Phrase(
    r"(?:(?! (?:phấn đấu|mục tiêu|sẽ|dự kiến|đề ra|nhiệm vụ|xác định))[^.;\n]){0,70}"
    r" (?:tăng|đạt|giảm)\b",
    *("tăng", "đạt", "giảm"),
)
_RE_ELECTED = Phrase(r",? (?:được |đã ){0,2}tái (?:đắc )?cử\b")
_OF_CONGRESS = Phrase(r"\bđại hội\b[^.;\n]{0,70}$", "đại")
_CONGRESS = Phrase(r"đại hội\b|lần thứ nhất", "đại", "nhất")


class Office(NamedTuple):
    """A term of office (nhiệm kỳ) somewhere in the text.

    Attributes:
        first: Its first year.
        last: Its last year.
        span: Where it stands.
        council: Whether it is a council's.
        past: Whether it has gone by.
    """

    first: int
    last: int
    span: Span
    council: bool
    past: bool


def offices(reading: Reading) -> list[Office]:
    """The terms of office that a text names."""
    found = []
    for match in reading.matches(_TERM) if reading.years else ():
        first, last, start = int(match["first"]), int(match["last"]), match.start()
        if 0 < last - first <= _FIRST_TERMS:
            council = reading.before(_COUNCIL, start) is not None
            past = not council and _has_gone_by(reading, match.span())
            found.append(Office(first, last, match.span(), council, past))
    return found


def _has_gone_by(reading: Reading, term: Span) -> bool:
    """Whether a term is reported on, or its holder elected again."""
    start, end = term
    reported = reading.follows(_GAVE_RESULTS, end) and reading.before(_OPENS_SENTENCE, start, 12)
    return (
        bool(reported)
        or reading.follows(_RE_ELECTED, end)
        or reading.before(_PAST_TERM, start, _LONGEST_PAST) is not None
    )


def periods(reading: Reading, offices: list[Office]) -> list[Candidate[str]]:
    """The terms of office, the councils' counting least."""
    found = []
    for first, last, span, council, past in offices:
        start = span[0]
        sure = 0.9 if reading.in_title(start) else 0.75 if reading.in_lead(start) else 0.6
        if council:
            sure, rule = 0.3, "nhiệm kỳ of a council"
        elif past:
            sure, rule = sure - 0.3, "nhiệm kỳ gone by"
        else:
            rule = "nhiệm kỳ"
        found.append(Candidate(f"{first}-{last}", (span,), rule, sure))
    return found


def term_year(
    reading: Reading, offices: list[Office], *, of_its_congress: bool
) -> tuple[int, Span] | None:
    """The year a congress elects its committee: the first of the newest term named.

    A text that only names the term gone by ("so với nhiệm kỳ 2015-2020") tells as much
    by that term's last year. Without a congress in title or lead there is none, nor halfway.

    Args:
        reading: The document.
        offices: The terms of office it names.
        of_its_congress: Whether only terms count that title or lead name with their congress,
            as in an article that reports something else.
    """
    early = reading.title[0], reading.lead[1]
    if not offices or not reading.search(_CONGRESS, *early) or reading.search(_MIDWAY, *early):
        return None
    if of_its_congress:
        named = (one for one in offices if one.span[0] < reading.lead[1])
        offices = [one for one in named if reading.before(_OF_CONGRESS, one.span[0], 80)]
    begun = [(one.first, one.span) for one in offices if not (one.council or one.past)]
    ended = [(one.last, one.span) for one in offices if one.past]
    return max(begun or ended, key=lambda one: (one[0], -one[1][0]), default=None)
