"""Conferences named below another event's lead for what they once did."""

from __future__ import annotations

from indexer.documents import Span
from indexer.facets.meetings.holders import PARTY, SOMEBODY_HOLDS
from indexer.facets.prose.citations import AT, clause_start, name_end, to_sentence_end
from indexer.facets.prose.phrases import Phrase
from indexer.facets.prose.reading import Reading

_SENTENCE = 200
_COMMITTEE = rf"(?:ban chấp hành|bch|{PARTY})"
# A conference of the committee itself, spoken of as the event; not its bureau's or its office's.
_ITS_MEETING = Phrase(
    r"\b(?:hội nghị|phiên họp|kỳ họp|họp(?! báo))"
    r"(?: (?:lần|thứ|của|toàn thể|\w{1,6})){0,4}"
    rf"(?<!tra)(?<!vụ)(?<!trực) {_COMMITTEE}\b(?! viên)"
    rf"|(?<!thư\s)(?<!vụ\s)(?<!trực\s)(?<!viên\s)(?<!tra\s)\b{_COMMITTEE}\b(?! viên)"
    r"[^.;\n]{0,80} (?:hội nghị|họp(?! báo))\b"
    r"|\b(?:khai mạc|bế mạc|chủ trì|kết luận|tại) (?:hội nghị|cuộc họp|phiên họp)\b",
    *("nghị", "họp"),
)
_ACT = (
    r"(?:thông qua|ban hành|xác định|thống nhất|quyết định|quyết nghị|thảo luận|cho ý kiến"
    r"|kết luận|đề ra|nêu rõ|chỉ rõ|khẳng định|bầu|giới thiệu|phát động|bế mạc|kết thúc|diễn ra)"
)
_ACTED = Phrase(rf"[^.;:\n]{{0,70}}? (?:đã {_ACT}|xác định|chỉ rõ|nêu rõ|đề ra|được bầu)\b")
_DONE_AT = Phrase(
    rf"\b(?:được|đã)(?: [^.;\n]{{1,40}})? {_ACT}\b(?: [^.;\n]{{1,40}})? (?:tại|ở)(?: các)? $",
    ends=("tại", "ở", "các"),
)
_AS_REPORTED = Phrase(
    r"\bnhư [^.;\n]{0,50}(?:đưa tin|thông tin|phản ánh)\b[^.;\n]{0,20}$", "tin", "ánh"
)
_ELECTED_THERE = Phrase(
    r"[^.;\n]{0,80}?, (?:ông|bà|đồng chí|anh|chị)\b[^.;\n]{0,40} được (?:bầu|giới thiệu)\b",
    *("bầu", "giới"),
)
# "Tại Hội nghị lần thứ 9 Tỉnh ủy ngày 2/12, Bí thư …": what is held has a verb before its day.
_DATED = Phrase(r"(?: (?!họp|diễn|tổ|khai|bế|được|đã|vào)\w{1,9}){0,12},? ngày \d")
_LATELY = Phrase(r"\bmới đây,? [^.;\n]{0,30}$", "mới")
# "Năm 1989, Hội nghị … đã quyết định": a report of the event names its day.
_ON_NO_DAY = Phrase(
    r"(?:^|[.;\n])\W{0,4}(?:(?:vào|trong|đầu|giữa|cuối) )?"
    r"(?:tháng (?:\d{1,2}|[^\W\d]{2,4})(?:[/-]|,? năm | )|năm )(?:19|20)[0-9]{2},?"
    r" (?:(?:tại|ở) )?$",
    ends=(*"0123456789,", "tại", "ở"),
)
_LONGEST_MONTH = 50
_HAS_ACTED = Phrase(rf"[^.;:\n]{{0,70}}? đã {_ACT}\b", "đã")
# A headline below another article: a paragraph of its own that is no sentence.
_ITS_LINE = Phrase(r"\W{0,4}(?:(?:khai mạc|bế mạc|tổ chức) )?")
_BY_IT = Phrase(r"\b(?:được|(?P<which>do|mà|về việc)) $", ends=("được", "do", "mà", "việc"))
# At the head of its sentence, alone or behind "Phát biểu tại", "Trong ngày cuối của".
_HEAD = Phrase(
    r"\W{0,4}(?:(?:(?:phát biểu|trình bày|báo cáo|thảo luận)(?: [^,.;\n]{1,40})? tại"
    r"|(?:phát biểu )?kết luận|chủ trì|(?:quang|toàn) cảnh"
    r"|(?:tại|trong|ở|bên lề)\b[^,.;\n]{0,60}) |)"
)
_TAKES_PLACE = Phrase(
    r"[^.;\n]{0,120} (?:diễn ra|khai mạc|bế mạc|được tổ chức|họp)\b", "diễn", "mạc", "chức", "họp"
)
_OF_A_YEAR = Phrase(
    r"[\s,(]{1,3}(?:(?:vào|trong|hồi|mùa|xuân|hè|thu|đông|đầu|cuối|giữa|tháng|năm) ){0,4}"
    r"(?:\d{1,2}[/.-])?(?:19|20)\d\d(?![\d/-])"
)
_LONGEST_HEADLINE = 160
_ON_A_DAY = Phrase(r"\b(?:(?:sáng|chiều|tối) (?:nay|qua|\d|ngày)|hôm nay|ngày \d)")


def first_meeting(reading: Reading) -> Span | None:
    """Where a meeting of the committee is first spoken of; looked for once, in all of the text."""
    found = reading.search(_ITS_MEETING, reading.title[0])
    return found.span() if found else None


def is_past_act(reading: Reading, span: Span, meeting: Span | None) -> bool:
    """Whether a conference is named for what it once did, below the lead of another event.

    The opening sentence tells the event, unless it names the conference's year like that of
    something else; so does what names the day on which it is held.

    Args:
        reading: The document.
        span: Where the conference is named.
        meeting: Where a meeting of the committee is first spoken of.
    """
    start, _ = span
    opening = reading.lead[0] if reading.headed else reading.title[0]
    if start < opening:
        return False
    if _is_dated_without_day(reading, span):
        return True
    clause = clause_start(reading, start, _SENTENCE)
    opens = not reading.text[opening:clause].strip()
    if opens and not _is_aside(reading, clause, span):
        return False
    if not (
        _is_dated_reference(reading, span)
        or _is_headline(reading, span)
        or _is_only_named(reading, clause, span)
    ):
        return False
    return meeting is None or not _is_spoken_of(reading, meeting, clause)


def _is_spoken_of(reading: Reading, meeting: Span, end: int) -> bool:
    """Whether a meeting is spoken of before a position, where the first is known."""
    start, stop = meeting
    return stop <= end or (start < end and reading.search(_ITS_MEETING, start, end) is not None)


def _is_dated_without_day(reading: Reading, span: Span) -> bool:
    """Whether what it has done is told of a whole year or month."""
    start, end = span
    dated = reading.before(_ON_NO_DAY, start, _LONGEST_MONTH)
    return dated is not None and reading.follows(_HAS_ACTED, end)


def _is_headline(reading: Reading, span: Span) -> bool:
    """Whether it is all that a paragraph tells, which does not end as a sentence."""
    start, end = span
    first = reading.text.rfind("\n", max(0, start - _LONGEST_HEADLINE), start)
    if first <= 0 or reading.text[first - 1] != "\n":
        return False
    if not reading.covers(_ITS_LINE, first, start):
        return False
    last = reading.text.find("\n", end)
    line = reading.text[first : last if last >= 0 else None].strip()
    return len(line) <= _LONGEST_HEADLINE and line[-1].isalnum()


def _is_dated_reference(reading: Reading, span: Span) -> bool:
    """Whether a day only tells which conference something was said at."""
    start, end = span
    return reading.before(AT, start, 8) is not None and reading.follows(_DATED, end)


def _is_only_named(reading: Reading, clause: int, span: Span) -> bool:
    """Whether its sentence names no day on which it is held, and tells the past or not of it.

    Who speaks at it, and who holds it, makes it the event.
    """
    start, end = span
    by_it = reading.before(_BY_IT, start, 12)
    told = clause, to_sentence_end(reading, end, end + _SENTENCE)[1]
    if by_it is not None:
        # "Ngày 2/3, họp bàn điều mà Hội nghị nêu"; "Sáng nay, ông được Hội nghị bầu".
        told = (end, told[1]) if by_it["which"] else (clause, start)
    if reading.search(_ON_A_DAY, *told) is not None:
        return False
    if _tells_the_past(reading, clause, span):
        return True
    at_it = reading.covers(_HEAD, clause, start) and not _is_of_a_year(reading, span)
    return not (at_it or is_held(reading, span))


def _is_aside(reading: Reading, clause: int, span: Span) -> bool:
    """Whether an opening sentence that tells something else names it, with its year or its act."""
    start = span[0]
    by_it = reading.before(_BY_IT, start, 12)
    if by_it is not None and by_it["which"]:
        return True
    return reading.text[clause:start].strip() != "" and _is_of_a_year(reading, span)


def _is_of_a_year(reading: Reading, span: Span) -> bool:
    """Whether a year, without any day, is said right after its name."""
    return reading.follows(_OF_A_YEAR, name_end(reading, span[1]))


def _tells_the_past(reading: Reading, clause: int, span: Span) -> bool:
    start, end = span
    return (
        reading.follows(_ACTED, end)
        or reading.follows(_ELECTED_THERE, end)
        or any(
            reading.search(phrase, clause, start) is not None
            for phrase in (_DONE_AT, _AS_REPORTED, _LATELY)
        )
    )


def is_held(reading: Reading, span: Span) -> bool:
    """Whether somebody holds the conference, or it takes place, in its own clause."""
    start, end = span
    held = reading.search(SOMEBODY_HOLDS, clause_start(reading, start), start)
    return held is not None or reading.follows(_TAKES_PLACE, end)
