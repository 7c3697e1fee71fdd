"""Conference number: N of "Hội nghị (Ban Chấp hành …) lần thứ N", of the article's own committee.

Every ordinal is asked what it counts: the nearest noun before it (hội nghị, đại hội,
kỳ họp, …) decides. A conference is then asked whose it is and whether it is the event
or only cited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from indexer.documents import Span
from indexer.facets.citations import (
    LOOK_BACK,
    clause_start,
    is_anothers,
    is_cited,
    is_of_another_year,
    to_sentence_end,
)
from indexer.facets.numbers import DIGITS, ROMAN, WORDS, parse_number
from indexer.facets.phrases import Phrase
from indexer.facets.reading import Reading

_LARGEST = 99
_LOOK_AHEAD, _NEAR = 90, 60

_ORDINAL = Phrase(
    rf"(?:lần(?<!\wlần) (?:thứ [\"“‘']?(?P<number>{DIGITS}|{WORDS}|{ROMAN})"
    r"|(?:thứ)?(?P<bare>\d{1,2}))"
    # Without "lần", "thứ ba" may be a Tuesday.
    rf"|thứ(?<!\wthứ) (?P<rank>{DIGITS}|nhất))"
    r"(?![\w%]|/(?!(?:19|20)\d\d(?!\d))|[.,]\d)",
    *("lần", "thứ"),
)
_NOUN = Phrase(
    r"\b(?=[hpđkcldbgfn])(?:(?P<conference>hội nghị)|(?P<session>phiên họp|họp phiên)"
    r"|đại hội|kỳ họp|cuộc họp|hội thảo|hội thi|liên hoan|diễn đàn|đợt|dịch|bão|giải"
    r"|festival|ngày hội|lễ hội)\b"
)
_MEETING = Phrase(r"hội nghị|phiên họp|họp phiên", "nghị", "phiên")
_THE_CENTRE = ("trung", "tw", "t.ư")
_COMMITTEE = Phrase(
    r"\b(?=[bthqđu])(?:ban chấp hành|bch|(?:tỉnh|thành|huyện|thị|quận|đảng) uỷ|đảng bộ"
    r"|uỷ ban mttq)\b"
)
_CENTRAL = Phrase(
    r"\b(?:ban chấp hành|bch) (?:đảng )?(?:trung ương|tw|tư\b|t\.ư)"
    r"|\bhội nghị (?:trung ương|tw|t\.ư)\b",
    *(*_THE_CENTRE, "tư"),
)
_LOCAL_COMMITTEE = Phrase(
    r"(?<!các\s)\b(?:(?:tỉnh|thành|huyện|thị|quận) uỷ\b(?! viên)"
    r"|đảng uỷ (?:xã|phường|khối|quân sự|công an)|đảng bộ (?:tỉnh|thành phố|huyện))",
    *("uỷ", "bộ"),
)
_BOARD = Phrase(r"\b(?:ban chấp hành|bch)\b")
_OF_SOMEBODY = Phrase(r"\b(?:ủy viên(?: dự khuyết)?|trình)\s*$")
"""A member of a board chairs many sessions, and much is submitted to it."""
_CENTRE_HOLDS = Phrase(
    r"\b(?:ban chấp hành|bch) (?:trung ương|tw|t\.ư)(?: đảng)?(?: [^,.;\n]{0,40})?"
    r" (?:họp|mở|tổ chức|khai mạc|bế mạc|tiến hành)(?: [^,.;\n]{0,20})?$",
    *_THE_CENTRE,
)
_SOMEBODY_HOLDS = Phrase(
    r"\b(?=[hmtkb])(?:họp|mở|tổ chức|tiến hành|khai mạc|bế mạc)(?: [^.,;\n]{0,20})?$"
)
_TAKES_PLACE = Phrase(r"[^.;\n]{0,120} (?:diễn ra|khai mạc|bế mạc|được tổ chức|họp)\b")
_SHORT_CENTRAL = Phrase(
    rf"hội nghị (?:trung ương|tw|t\.ư)(?: đảng)? (?P<number>\d{{1,2}}|{WORDS})"
    r"(?!\w| (?:19|20)\d\d)",
    *_THE_CENTRE,
)
_NOTHING_BETWEEN = Phrase(
    r"(?:[\s,()\"“”]|của|toàn thể|mở rộng|thường kỳ|định kỳ|bất thường|chuyên đề){0,8}"
)
_NO_NUMBER_OF_ITS_OWN = Phrase(
    r"\b(?=[đstbgnclkqhprx])(?:đại biểu|sơ kết|tổng kết|triển khai|thực hiện|bàn|góp ý|nghị quyết"
    r"|báo cáo|công bố|trực tuyến|(?:lấy|bỏ) phiếu|(?:lấy|cho) ý kiến|bầu|kiểm điểm|đánh giá"
    r"|thảo luận|quán triệt|học tập|tuyên truyền|tập huấn|đối thoại|gặp mặt|phát động|trao|tặng"
    r"|rà soát|quy hoạch|xét|tôn vinh|biểu dương)\b"
)
_TERM_SAID = Phrase(r"\bkhoá [\divxl]{1,6}\b", "khoá")
_VENUE = Phrase(r"\b(?:trung tâm|nhà|phòng) $", ends=("tâm", "nhà", "phòng"))
_OTHER_MEETING = Phrase(
    r"[\s,]{0,3}(?:của )?(?:asean|apec|cấp cao|thượng đỉnh|các bên|bộ trưởng|liên hợp|hội đồng"
    r"|uỷ ban(?! mttq))"
)
_CONGRESS = Phrase(
    r"đại hội\b(?<!nghị\squyết\sđại\shội)(?<!văn\skiện\sđại\shội)"
    r"(?! (?:xi{0,3}|xiv|toàn quốc))",
    "đại",
)
_ROMAN = re.compile(ROMAN)
_ENGLISH = re.compile(
    r"\b(?P<number>\d{1,2})(?:st|nd|rd|th) (?:conference|plenum|plenary session|meeting) of the"
    r" (?:\w{1,12} )?(?:party central committee|central (?:executive )?committee)"
)


@dataclass(slots=True)  # made often, and frozen ones are made slowly
class Mention:
    """A numbered conference somewhere in the text.

    Attributes:
        number: Its number.
        span: From "hội nghị" to the end of the number.
        rule: How it is written.
        centre: The words that make it the central committee's, if it is.
        cited: Whether it is only referred to, not held.
        owned: Whether a committee is named with it.
    """

    number: int
    span: Span
    rule: str
    centre: Span | None
    cited: bool
    owned: bool

    @property
    def central(self) -> bool:
        """Whether it is the central committee's."""
        return self.centre is not None


def mentions(reading: Reading) -> list[Mention]:
    """Every numbered conference, in the order of the text.

    A central plenum that is introduced as something reported on ("nghe kết quả Hội nghị
    lần thứ 13"), or after a local committee that then reports on it, stays that wherever it
    is named again. So does a committee's own that the title cites, unless the text holds it.
    """
    found = sorted(_all(reading), key=lambda mention: mention.span)
    reported = {
        mention.number: mention.cited or _is_local(reading, mention)
        for mention in reversed(found)
        if mention.central
    }
    passed_on = {
        one.number
        for one in found
        if one.cited and not one.central and reading.in_title(one.span[0])
    }
    for mention in found:
        if mention.central:
            mention.cited = reported[mention.number]
        elif mention.number in passed_on and not _is_held(reading, mention):
            mention.cited = True
    return found


def _is_held(reading: Reading, mention: Mention) -> bool:
    """Whether somebody holds the conference, or it takes place, in its own clause."""
    start, end = mention.span
    held = reading.search(_SOMEBODY_HOLDS, clause_start(reading, start), start)
    return held is not None or reading.follows(_TAKES_PLACE, end)


def _is_local(reading: Reading, plenum: Mention) -> bool:
    """Whether title or lead name a local committee before they name a plenum."""
    start = plenum.span[0]
    before = reading.title[0], start
    return start < reading.lead[1] and reading.search(_LOCAL_COMMITTEE, *before) is not None


def _all(reading: Reading) -> Iterator[Mention]:
    for match in reading.begun(_ORDINAL):
        mention = _conference(reading, match)
        if mention is not None:
            yield mention
    for match in reading.matches(_SHORT_CENTRAL):
        number = parse_number(match["number"])
        if number:
            cited = is_cited(reading, *match.span())
            if not is_anothers(
                reading,
                match.start(),
                to_sentence_end(reading, match.end(), match.end() + _NEAR)[1],
            ):
                yield _plenum(number, match, "hội nghị trung ương N", cited=cited)
    if reading.unmarked:
        for match in _ENGLISH.finditer(reading.low):
            yield _plenum(int(match["number"]), match, "Nth conference", cited=False)


def _plenum(number: int, match: re.Match[str], rule: str, *, cited: bool) -> Mention:
    return Mention(number, match.span(), rule, centre=match.span(), cited=cited, owned=True)


def held_in(reading: Reading, mentions: list[Mention], year: int | None) -> list[Mention]:
    """The mentions, those of other years than the event's as only referred to."""
    return [
        replace(one, cited=True) if is_of_another_year(reading, one.span[1], year) else one
        for one in mentions
    ]


def names_committee(reading: Reading) -> bool:
    """Whether title or lead names a committee at all."""
    return reading.search(_COMMITTEE, reading.title[0], reading.lead[1]) is not None


def first_congress(reading: Reading) -> int:
    """Where the text first speaks of a congress as an event; its end if it never does."""
    match = reading.search(_CONGRESS)
    return match.start() if match else len(reading.text)


def _conference(reading: Reading, match: re.Match[str]) -> Mention | None:
    start, end = match.span()
    if not reading.holds(_MEETING, max(0, start - LOOK_BACK), start):
        return None
    written = match["number"] or match["rank"] or match["bare"]
    number = parse_number(written) if written else None
    if not number or number > _LARGEST:
        return None
    noun = _noun(reading, start)
    if noun is None:
        return None
    ahead = to_sentence_end(reading, end, end + _LOOK_AHEAD)
    rule = _form(reading, noun, match, ahead)
    near = end, min(ahead[1], end + _NEAR)
    if rule is None or is_anothers(reading, noun.start(), near[1]):
        return None
    return _described(reading, number, (noun.start(), end), near, rule)


def _noun(reading: Reading, ordinal: int) -> re.Match[str] | None:
    """What an ordinal counts, if that is a conference or a session: the nearest noun before."""
    clause, noun = clause_start(reading, ordinal), None
    for match in reading.matches(_NOUN, clause, ordinal):
        noun = match
    if noun is None or not (noun["conference"] or noun["session"]):
        return None
    venue = reading.before(_VENUE, noun.start(), min(12, noun.start() - clause))
    return None if venue else noun


def _form(reading: Reading, noun: re.Match[str], ordinal: re.Match[str], ahead: Span) -> str | None:
    """How noun and ordinal belong together; None when they do not."""
    gap = noun.end(), ordinal.start()
    direct = reading.covers(_NOTHING_BETWEEN, *gap)
    if noun["session"]:  # a council, a steering board and a committee all have sessions
        return (
            "phiên họp thứ N của BCH" if direct and _near_committee(reading, noun, ahead) else None
        )
    roman = _ROMAN.fullmatch(ordinal["number"] or "0") is not None
    if direct:
        if roman and not reading.search(_COMMITTEE, *ahead):
            return None
        return None if reading.follows(_OTHER_MEETING, ordinal.end()) else "hội nghị lần thứ N"
    between = reading.search(_COMMITTEE, *gap)
    if between is None or reading.search(_NO_NUMBER_OF_ITS_OWN, *gap):
        return None
    if roman and reading.search(_TERM_SAID, *gap) is None:
        return None  # "Ban Chấp hành Đảng bộ tỉnh lần thứ XIV" counts congresses
    return "hội nghị BCH lần thứ N"


def _near_committee(reading: Reading, noun: re.Match[str], ahead: Span) -> bool:
    """Whether a session is a committee's: one is named beside it that is not a person's office."""
    before = clause_start(reading, noun.start(), 60), noun.start()
    boards = (board for zone in (ahead, before) for board in reading.matches(_BOARD, *zone))
    return any(reading.before(_OF_SOMEBODY, board.start(), 24) is None for board in boards)


def _described(reading: Reading, number: int, span: Span, ahead: Span, rule: str) -> Mention:
    start, end = span
    clause = clause_start(reading, start)
    return Mention(
        number,
        span,
        rule,
        centre=_centre(reading, span, ahead) or _span(reading.search(_CENTRE_HOLDS, clause, start)),
        cited=is_cited(reading, start, end),
        owned=_is_owned(reading, clause, ahead[1]),
    )


def _is_owned(reading: Reading, clause: int, end: int) -> bool:
    """Whether a committee is named in a clause, or before its colon ("Tỉnh ủy Cà Mau: …")."""
    if reading.search(_COMMITTEE, clause, end):
        return True
    colon = reading.text.rfind(":", max(0, clause - 4), clause)
    before = clause_start(reading, colon), colon
    return colon > 0 and reading.search(_COMMITTEE, *before) is not None


def _centre(reading: Reading, span: Span, ahead: Span) -> Span | None:
    """Where the central committee is named, if it is the first one named with the conference."""
    central = reading.search(_CENTRAL, span[0], ahead[1])
    if central is None:
        return None
    other = reading.search(_COMMITTEE, span[0], central.start())
    return central.span() if other is None else None


def _span(match: re.Match[str] | None) -> Span | None:
    return match.span() if match else None
