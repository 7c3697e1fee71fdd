"""Who holds a meeting, as its own sentence says: a committee itself, or anybody else.

"Ban Thường vụ Tỉnh ủy", "Thường trực Tỉnh ủy" and "Ban Chỉ đạo 35 Tỉnh ủy" hold meetings with
numbers of their own. They all end as a committee's name does, so what counts is how the one who
holds it begins.
"""

from __future__ import annotations

from indexer.facets.prose.citations import clause_start
from indexer.facets.prose.phrases import Phrase
from indexer.facets.prose.reading import Reading

PARTY = r"(?:tỉnh|thành|huyện|thị|quận|đảng) uỷ|đảng bộ"
"""The Party's committees, but for the central one."""

COMMITTEE = Phrase(rf"\b(?:ban chấp hành|bch|{PARTY})\b")
"""A committee: the Party's, unless an organisation is named with it."""

SOMEBODY_HOLDS = Phrase(r"\b(?:họp|mở|tổ chức|tiến hành|khai mạc|bế mạc)(?: [^.,;\n]{0,20})?$")
"""Before a conference: somebody holds it."""

_HOLDS = Phrase(
    # Persons open and close meetings, and a bureau may convene its committee.
    r"\b(?:(?<!phiên\s)(?<!kỳ\s)(?<!cuộc\s)(?<!buổi\s)họp|mở|tiến hành"
    r"|(?<!ban\s)(?<!tác\s)tổ chức)(?: [^.,;\n]{0,20})?$",
    *("họp", "mở", "tổ", "tiến"),
)
_LONGEST_VERB = 30
_TIME = (
    r"(?:[^\w,:;\n]|\d|\b(?:sáng|trưa|chiều|tối|đêm|hôm|nay|qua|ngày|tháng|năm|mới|đây|vừa|rồi|vào"
    r"|lúc|giờ|h|tuần|cuối|đầu|cùng|đã|cũng|sẽ)\b){0,30}"
)
_GOES_ON = r"(?= (?:nhiệm kỳ|khoá|(?:tỉnh|huyện|thành phố|tp\.?)(?! uỷ) ))"
"""After a comma: more of a committee's name."""
_ITSELF = Phrase(
    rf"(?:ban chấp hành|bch|{PARTY}|trung ương|đảng)\b(?! (?:viên|đoàn|hội|mttq|mặt trận))"
    rf"(?:(?! (?:hđnd|hội đồng|quốc hội|uỷ ban|trình|dự|cho)\b)[^,:;\n]|,{_GOES_ON}"
    r"|(?<=\()[^()\n]{1,40}\)){0,90}"
)
_HEAD = Phrase(rf"{_TIME}(?:\w{{2,12}}\)? ?-{_TIME})?")
_STOP = Phrase(rf"[:;\n]|,(?!{_GOES_ON}|[^()\n]{{0,40}}\))")
_NOWHERE = Phrase(r"\W{0,4}(?:tại|ở|dưới|sau|trước|theo|với|trong|được|nhằm|để)\b")


def held_by_committee(reading: Reading, verb: int) -> bool | None:
    """Whether a committee itself does what the verb there says; None if nobody is named."""
    start = clause_start(reading, verb)
    for stop in reading.matches(_STOP, start, verb):
        start = stop.end()
    head = reading.match(_HEAD, start)
    begins = head.end() if head else start
    if begins >= verb or reading.follows(_NOWHERE, start):
        return None
    return reading.covers(_ITSELF, begins, verb)


def holder_is_committee(reading: Reading, meeting: int) -> bool | None:
    """Whether a committee itself holds the meeting named there; None if nobody is named."""
    held = reading.before(_HOLDS, meeting, _LONGEST_VERB)
    return held_by_committee(reading, held.start()) if held else None
