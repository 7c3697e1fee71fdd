"""What an ordinal counts: conferences, found by the nearest noun before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from indexer.documents import Span
from indexer.facets.meetings.holders import (
    COMMITTEE,
    PARTY,
    SOMEBODY_HOLDS,
    held_by_committee,
    holder_is_committee,
)
from indexer.facets.numbers import DIGITS, ROMAN, WORDS, parse_number
from indexer.facets.prose.citations import LOOK_BACK, clause_start, to_sentence_end
from indexer.facets.prose.phrases import Phrase
from indexer.facets.prose.reading import Reading

LOOK_AHEAD = 60
"""A conference's committee is named no further after its number."""

_LARGEST = 99
_LOOK_AHEAD = 90  # for what says that it is no conference

_ORDINAL = Phrase(
    rf"(?:lần(?<!\wlần) (?:thứ [\"“‘']?(?P<number>{DIGITS}|{WORDS}|{ROMAN})"
    r"|(?:thứ)?(?P<bare>\d{1,2}))"
    # Without "lần", "thứ ba" may be a Tuesday.
    rf"|thứ(?<!\wthứ) (?P<rank>{DIGITS}|nhất))"
    r"(?![\w%]|/(?!(?:19|20)\d\d(?!\d))|[.,]\d)",
    *("lần", "thứ"),
)
_NOUN = Phrase(
    r"\b(?:(?P<conference>hội nghị)|(?P<session>phiên họp|họp phiên)"
    r"|(?P<sitting>kỳ họp|họp(?= $))"
    r"|đại hội|cuộc họp|hội thảo|hội thi|liên hoan|diễn đàn|đợt|dịch|bão|giải"
    r"|festival|ngày hội|lễ hội)\b"
)
_MEETING = Phrase(r"hội nghị|họp", "nghị", "họp")
_BOARDS_OWN = Phrase(
    r"(?:[\s,()]|của|mở rộng|khoá \w{1,5}|(?:đầu )?nhiệm kỳ [\d\s-]{4,12}){1,9}"
    r"(?<!\w)(?:ban chấp hành|bch)\b"
)
_OF_THE_YEAR = Phrase(
    r" (?:(?:trong|của|từ|kể từ) (?:(?:đầu|một|cùng một|1) )?(?:năm|quý|tháng|tuần)"
    r"|năm nay|quý [\divx])"
)
_NOT_OF_A_TERM = Phrase(
    r" (?:trong|của) (?!nhiệm kỳ|khoá)|\W{0,3}(?:của )?(?:hđnd|hội đồng|quốc hội)\b"
)
_NOTHING_BETWEEN = Phrase(
    r"(?:[\s,()\"“”]|của|toàn thể|mở rộng|thường kỳ|định kỳ|bất thường|chuyên đề){0,8}"
)
_NO_NUMBER_OF_ITS_OWN = Phrase(
    r"\b(?:đại biểu|sơ kết|tổng kết|triển khai|thực hiện|bàn|góp ý|nghị quyết"
    r"|báo cáo|công bố|trực tuyến|(?:lấy|bỏ) phiếu|(?:lấy|cho) ý kiến|bầu|kiểm điểm|đánh giá"
    r"|thảo luận|quán triệt|học tập|tuyên truyền|tập huấn|đối thoại|gặp mặt|phát động|trao|tặng"
    r"|rà soát|quy hoạch|xét|tôn vinh|biểu dương|giao ban|các tỉnh|bí thư|chủ tịch"
    r"|người đứng đầu|lãnh đạo|cán bộ|liên kết|hợp tác|phối hợp|xúc tiến)\b"
)
_TERM_SAID = Phrase(r"\bkhoá [\divxl]{1,6}\b", "khoá")
_VENUE = Phrase(r"\b(?:trung tâm|nhà|(?<!hải\s)phòng) $", ends=("tâm", "nhà", "phòng"))
_OWN = (
    rf"(?:ban chấp hành|bch|{PARTY}|trung ương|đảng|tỉnh|thành|huyện|thị|quận|xã|phường|khoá"
    r"|nhiệm)\b"
)
_OTHER_MEETING = Phrase(
    r"[\s,]{0,3}(?:của )?(?:asean|apec|cấp cao|thượng đỉnh|các (?:bên|tỉnh|nước|trưởng|cơ quan)"
    r"|bộ trưởng|liên hợp|hội đồng|uỷ ban|toà án|viện|ngành|sở|cục|tổng cục|người đứng đầu"
    r"|lãnh đạo|giám đốc|trưởng|công chức|cán bộ|nhà đầu tư|cụm|khối thi đua)\b"
    rf"| giữa\b| của (?!{_OWN})| do (?!{_OWN}|đồng chí|ông|bà|bí thư)[^.,;\n]{{1,60}} tổ chức\b"
)
_ROMAN = re.compile(ROMAN)
# Without "lần", digits may be a weekday ("Thứ 6, 08/07/2024") or count anything else.
_DAY_FOLLOWS = Phrase(r"[\s,(|-]{0,4}(?:ngày )?\d{1,2} ?[/.-] ?\d{1,2}")
_TIME_BEFORE = Phrase(r"(?:\b(?:sáng|trưa|chiều|tối|đêm)|\d(?: ?[:hg] ?\d\d)?)[\s,|-]{0,4}$")
_COMMITTEE_ENDS = Phrase(
    r"\b(?:hành|uỷ|bộ)(?: (?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường))?[\s,]{1,3}$"
)


class Numbered(NamedTuple):
    """A numbered conference, whoever holds it.

    Attributes:
        number: Its number.
        span: From "hội nghị" to the end of the number.
        clause: Where its clause begins.
        near: How far after it its committee may be named.
        rule: How it is written.
    """

    number: int
    span: Span
    clause: int
    near: int
    rule: str


def ordinals(reading: Reading) -> list[re.Match[str]]:
    """Every ordinal, whatever it counts: its ``number`` after "lần thứ", or another group."""
    return list(reading.begun(_ORDINAL))


def numbered(reading: Reading, ordinals: list[re.Match[str]]) -> Iterator[Numbered]:
    """Every conference that one of the ordinals counts, in the order of the text."""
    for match in ordinals:
        found = _conference(reading, match)
        if found is not None:
            yield found


def _conference(reading: Reading, match: re.Match[str]) -> Numbered | None:
    start, end = match.span()
    if not reading.holds(_MEETING, max(0, start - LOOK_BACK), start):
        return None
    written = match["number"] or match["rank"] or match["bare"]
    number = parse_number(written) if written else None
    if not number or number > _LARGEST or reading.follows(_OF_THE_YEAR, end):
        return None
    clause = clause_start(reading, start)
    noun = _noun(reading, clause, start)
    if noun is None or (match["rank"] and not _ranks(reading, noun.end(), match.span())):
        return None
    ahead = to_sentence_end(reading, end, end + _LOOK_AHEAD)
    rule = _form(reading, noun, match, ahead)
    if rule is None:
        return None
    span = noun.start(), end
    return Numbered(number, span, clause, min(ahead[1], end + LOOK_AHEAD), rule)


def _noun(reading: Reading, clause: int, ordinal: int) -> re.Match[str] | None:
    """What an ordinal counts, if that is a conference or a session: the nearest noun before."""
    noun = None
    for match in reading.matches(_NOUN, clause, ordinal):
        noun = match
    if noun is None or not noun.lastgroup:
        return None
    venue = reading.before(_VENUE, noun.start(), min(12, noun.start() - clause))
    return None if venue else noun


def _ranks(reading: Reading, end: int, ordinal: Span) -> bool:
    """Whether an ordinal without "lần" counts the noun that ends there, on the same line.

    It stands right after it, or after the name of its committee.
    """
    start = ordinal[0]
    if "\n" in reading.text[end:start] or reading.follows(_DAY_FOLLOWS, ordinal[1]):
        return False
    if reading.before(_TIME_BEFORE, start, 12):
        return False
    if reading.covers(_NOTHING_BETWEEN, end, start) or reading.before(_COMMITTEE_ENDS, start, 24):
        return True
    last = reading.text[end:start].split()[-1:]
    return bool(last) and last[0][0].isupper()


def _form(reading: Reading, noun: re.Match[str], ordinal: re.Match[str], ahead: Span) -> str | None:
    """How noun and ordinal belong together; None when they do not."""
    gap = noun.end(), ordinal.start()
    direct = reading.covers(_NOTHING_BETWEEN, *gap)
    if not noun["conference"]:  # a council, a steering board and a committee all have sessions
        boards = direct and _is_boards(reading, noun, ordinal.end())
        return "phiên họp thứ N của BCH" if boards else None
    roman = _ROMAN.fullmatch(ordinal["number"] or "0") is not None
    if direct:
        if roman and not (reading.search(COMMITTEE, *ahead) or _is_opened(reading, noun.start())):
            return None
        return None if reading.follows(_OTHER_MEETING, ordinal.end()) else "hội nghị lần thứ N"
    if not _names_committee(reading, gap):
        return None
    if roman and reading.search(_TERM_SAID, *gap) is None:
        return None  # "Ban Chấp hành Đảng bộ tỉnh lần thứ XIV" counts congresses
    return "hội nghị BCH lần thứ N"


def _is_opened(reading: Reading, meeting: int) -> bool:
    """Whether a committee itself opens or holds the meeting named there."""
    held = reading.before(SOMEBODY_HOLDS, meeting, 30)
    return held is not None and bool(held_by_committee(reading, held.start()))


def _names_committee(reading: Reading, name: Span) -> bool:
    """Whether a committee, and nothing else, is named between "hội nghị" and the number."""
    committee = reading.search(COMMITTEE, *name)
    return (
        committee is not None
        and reading.covers(_NOTHING_BETWEEN, name[0], committee.start())
        and reading.search(_NO_NUMBER_OF_ITS_OWN, committee.end(), name[1]) is None
    )


def _is_boards(reading: Reading, noun: re.Match[str], end: int) -> bool:
    """Whether a session is a committee's: right after its number, or by who holds it."""
    if reading.follows(_BOARDS_OWN, end):
        return True
    if reading.follows(_NOT_OF_A_TERM, end):
        return False
    meets = noun[0].startswith(("họp", "hop"))  # the verb is part of it: "họp phiên", "họp"
    return bool((held_by_committee if meets else holder_is_committee)(reading, noun.start()))
