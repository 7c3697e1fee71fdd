"""What kind of event an article reports, from the first event its title or lead names."""

from __future__ import annotations

import re

from indexer.documents import Span
from indexer.facets.candidates import Candidate
from indexer.facets.meetings import genres, owners
from indexer.facets.meetings.conferences import Mention
from indexer.facets.prose.citations import clause_start, is_cited, to_sentence_end
from indexer.facets.prose.phrases import Phrase
from indexer.facets.prose.reading import Reading

COMMITTEE, CONFERENCE, CONGRESS, MEETING, OTHER = (
    "hội nghị BCH",
    "hội nghị khác",
    "đại hội",
    "họp/làm việc",
    "khác",
)
KINDS = (COMMITTEE, CONFERENCE, CONGRESS, MEETING, OTHER)

_SURE, _IN_TITLE, _TODAY, _IN_LEAD = 0.9, 0.85, 0.7, 0.65
_DOUBTFUL, _NOTHING_NAMED = 0.6, 0.4
_MEETS_IN_TITLE = 0.64  # what meets may hold a conference: the lead's word for it is surer
_LATER = 0.22  # a congress to come in the title is less sure than the event of the lead
_LONGEST_SENTENCE, _NEAR = 250, 60

# "Sau hai ngày làm việc với tinh thần dân chủ, Đại hội …" tells how it was, not with whom.
_MANNER = r"(?:tinh thần|không khí|ý thức|trách nhiệm|thái độ|quyết tâm|cường độ|sự|tất cả)"
_EVENT = Phrase(
    # Every branch begins with plain letters: such are looked for fastest.
    rf"làm việc (?:với(?! {_MANNER})|tại)\b"
    r"|buổi làm việc\b|họp báo\b|cuộc họp\b|buổi họp\b|kỳ họp\b|giao ban\b|gặp mặt\b"
    r"|thông tin về\b|phiên họp\b|họp\b(?! hội nghị| đại hội)"
    r"|đại hội\b(?<!kỳ\sđại\shội)|hội nghị\b(?<!trung\stâm\shội\snghị)(?! đại biểu)"
    r"|conference of the\b|plenum of the\b|convene[sd]?\b",
    *("đại", "nghị", "họp", "việc", "giao", "gặp", "thông", "conference", "plenum", "convene"),
)
_COMES_TO_WORK = Phrase(
    r"\b(?:đoàn (?:công tác|kiểm tra|giám sát|khảo sát)|chủ tịch|thủ tướng|phó|bí thư)"
    r"\b[^.;\n]{0,120}$",
    *("đoà", "tịch", "tướng", "phó", "thư"),
)
_PREPARING = Phrase(r"họp phiên trù bị\b")
_PARTY_CONVENES = Phrase(r"\bparty committee(?: of [a-z ]{2,30})? $|\bparty committee\b[^.]{0,60}$")
_ELECTS = Phrase(
    r"\b(?:ban chấp hành|bch) đảng bộ (?:tỉnh|thành phố|huyện)\b[^.;\n]{0,60}? (?:đã )?bầu\b", "bầu"
)
_TOLD_BEFORE = Phrase(
    r"\btrước đó\b[^.\n]{0,70}$|\b(?:nghị quyết|kết quả)(?: của)? $", "trước", "quyết", "quả"
)
_RETROSPECT = Phrase(r"\bkỳ đại hội\b", "kỳ")
_CENTRAL = Phrase(r" (?:đảng )?(?:trung ương|tw|t\.ư)")
_HOLDS_ONE = r"[^.,;\n]{0,60} (?:họp|mở|tổ chức|khai mạc|tiến hành)[^.,;\n]{0,20} hội nghị"
_OF_COMMITTEE = Phrase(  # its branches begin with plain letters, too
    r"hội nghị (?:lần thứ \w{1,8} )?(?:(?:thường kỳ|bất thường|chuyên đề|\(?mở rộng\)?) )?(?:của )?"
    r"(?:ban chấp hành|bch|(?:tỉnh|thành|huyện|thị|quận) uỷ|đảng bộ)"
    rf"|ban chấp hành{_HOLDS_ONE}|bch{_HOLDS_ONE}"
)
_SENTENCE = r"(?:^|\n|[.!?] )\W{0,3}"
_NEW_SENTENCE = Phrase(rf"{_SENTENCE}$")
_DELIBERATES = Phrase(
    r"(?:tỉnh|thành|huyện|thị|quận) uỷ (?:đã )?"
    r"(?:đánh giá|thảo luận|cho ý kiến|xem xét|thống nhất)\b",
    *("đánh", "luận", "kiến", "xét", "thống"),
)
_SESSION = Phrase(r" (?:phiên )?(?:lần )?(?:thứ|đầu tiên)\b")
_BOARD = Phrase(r"[^.;\n]{0,60}\b(?:ban chấp hành|bch)\b")
_BOARD_SITS = Phrase(
    r"(?<!viên\s)\b(?:ban chấp hành|bch) đảng bộ (?:tỉnh|thành phố|tp|huyện|thị xã|quận)\b"
    r"[^,;\n]{0,60}$",
    *("chấp", "bch"),
)
_THIS_DAY = Phrase(r"(?:sáng|trưa|chiều|tối|đêm|hôm) nay\b", "nay")
_WILL_BE = Phrase(r"[^.;\n]{0,90} sẽ (?:được )?(?:họp|diễn ra|khai mạc|tổ chức|tiến hành)\b", "sẽ")
_PREPARED = Phrase(
    r"\b(?:chuẩn bị|phục vụ|tiến tới|hướng tới|sẵn sàng) (?:[^.,;\n]{0,20} )?$",
    *("chuẩn", "phục", "tới", "sẵn"),
)
_ABOUT = Phrase(
    r"\b(?:văn kiện|góp ý|(?:chào )?mừng|gửi|sau|trước (?:khi|thềm)|duyệt|nhân(?! dân)|nhìn lại"
    r"|(?:quán triệt|học tập|triển khai|thực hiện)[^.;\n]{0,40} nghị quyết) (?:[^.,;\n]{0,20} )?$",
    *("kiện", "góp", "mừng", "gửi", "sau", "trước", "duyệt", "nhân", "nhìn", "quyết"),
)
# So nearly every other one is named, and is asked no more.
_HELD = Phrase(
    r"\b(?:tổ chức|khai mạc|bế mạc|họp|chủ trì|mở) $", ends=("chức", "mạc", "họp", "trì", "mở")
)
_PASSES_ON = Phrase(
    r"\b(?:thông (?:báo|tin)|truyền đạt|quán triệt|học tập|giới thiệu|phổ biến|tiếp thu)\b"
    r"[^.;\n]{0,60}$",
    *("thông", "truyền", "quán", "học", "giới", "phổ", "tiếp"),
)
_BOOK = Phrase(
    rf"{_SENTENCE}(?P<book>(?:cuốn|quyển|tập) (?:sách|văn kiện|kỷ yếu))\b"
    r"[^\n]{0,300}\b\d{2,4} trang\b",
    "trang",
)


def candidates(reading: Reading, conferences: list[Mention]) -> list[Candidate[str]]:
    """The first event of the title, that of the day, and the first of the lead.

    What the sentence of a conference of another time tells is none of them.
    """
    past = [
        (one.span[0], to_sentence_end(reading, one.span[1], one.span[1] + _LONGEST_SENTENCE)[1])
        for one in conferences
        if one.past
    ]
    title, lead = reading.title, reading.lead
    looks_back = reading.search(_RETROSPECT, *title) is not None
    found = []
    for zone, sure in ((title, _IN_TITLE), (lead, _NOTHING_NAMED / 2 if looks_back else _IN_LEAD)):
        event = _first(reading, zone, past)
        if event is not None:
            found.append(_candidate(reading, event, zone, conferences, sure))
    if not found or found[0].confidence < _TODAY:
        today = _opening(reading, _THIS_DAY, lead)
        event = _first(reading, _sentence(reading, today.end()), past) if today else None
        if event is not None:
            found.append(_candidate(reading, event, lead, conferences, _TODAY))
    elects = None if found else reading.search(_ELECTS, title[0], lead[1])
    if elects is not None:
        found.append(Candidate(COMMITTEE, (elects.span(),), "a committee elects", _DOUBTFUL))
    found += [Candidate(OTHER, (span,), rule, _SURE) for span, rule in genres.of_article(reading)]
    book = reading.search(_BOOK, title[0], lead[1])
    if book is not None:
        found.append(Candidate(OTHER, (book.span("book"),), "a book", _SURE))
    if title[1] > title[0]:
        found.append(Candidate(OTHER, (title,), "no event named", _NOTHING_NAMED))
    return found


def of_number(kind: list[Candidate[str]], conference: list[Candidate[int]]) -> list[Candidate[str]]:
    """The kind, where the article's own conference has a number: only a committee's has one."""
    if not conference or not kind or kind[0].value not in (CONFERENCE, MEETING):
        return kind
    first = conference[0]
    return [Candidate(COMMITTEE, first.spans, "its conference has a number", first.confidence)]


def _sentence(reading: Reading, start: int) -> Span:
    return to_sentence_end(reading, start, start + _LONGEST_SENTENCE)


def _opening(reading: Reading, phrase: Phrase, zone: Span) -> re.Match[str] | None:
    """The first match of a phrase that a sentence opens with."""
    for match in reading.matches(phrase, *zone):
        if reading.before(_NEW_SENTENCE, match.start(), 10):
            return match
    return None


def _first(reading: Reading, zone: Span, past: list[Span]) -> re.Match[str] | None:
    """The first event that is named as one, not a conference or congress only spoken about."""
    event = reading.search(_EVENT, *zone)
    while event and (
        any(_lies_in(event.span(), told) for told in past)
        or (_is_congress(event) and reading.before(_ABOUT, event.start()) is not None)
        or _is_only_cited(reading, event)
        or _is_aside(reading, event)
    ):
        event = reading.search(_EVENT, event.end(), zone[1])
    return event


def _is_only_cited(reading: Reading, event: re.Match[str]) -> bool:
    """Whether a conference is only referred to; not one whose results another passes on."""
    start, end = event.span()
    if not event[0].startswith(("hội", "hoi")) or start == reading.title[0]:
        return False
    if reading.before(_HELD, start, 10):
        return False
    return is_cited(reading, start, end) and reading.before(_PASSES_ON, start, 80) is None


def _is_aside(reading: Reading, event: re.Match[str]) -> bool:
    """Whether a session is only referred to, or somebody once worked somewhere."""
    if event[0].startswith(("kỳ họp", "ky hop")):
        return reading.before(_TOLD_BEFORE, event.start(), 90) is not None
    if event[0].endswith(("tại", "tai")):
        return reading.before(_COMES_TO_WORK, event.start(), 150) is None
    return False


def _candidate(
    reading: Reading, event: re.Match[str], zone: Span, conferences: list[Mention], sure: float
) -> Candidate[str]:
    """What an event is, and how sure it is the one that is reported."""
    value = _kind(reading, event, zone, conferences)
    rule = "first event named" if sure != _TODAY else "event of the day"
    titled = sure == _IN_TITLE and reading.headed and event[0] in ("họp", "hop")
    if value == MEETING and titled:
        sure = _MEETS_IN_TITLE
    if value == CONGRESS and _is_to_come(reading, event):
        rule, sure = "congress to come", max(sure - _LATER, _LATER / 2)
    elif value == COMMITTEE and not (event[0].startswith(("hội", "hoi")) or titled):
        rule, sure = "session, perhaps at a congress", min(sure, _DOUBTFUL)
    return Candidate(value, (event.span(),), rule, sure)


def _is_to_come(reading: Reading, congress: re.Match[str]) -> bool:
    """Whether a congress is announced or prepared, not held."""
    start, end = congress.span()
    return reading.follows(_WILL_BE, end) or reading.before(_PREPARED, start) is not None


def _is_congress(event: re.Match[str]) -> bool:
    return event[0].startswith(("đại", "dai"))


def _kind(reading: Reading, event: re.Match[str], zone: Span, conferences: list[Mention]) -> str:
    if _is_congress(event) or (
        event[0] in ("họp", "hop") and reading.follows(_PREPARING, event.start())
    ):
        return CONGRESS
    if event[0].startswith("convene"):
        convened = reading.before(_PARTY_CONVENES, event.start(), 90)
        return COMMITTEE if convened else MEETING
    held = [
        m
        for m in conferences
        if not m.cited and m.owned and _lies_in(m.span, zone) and _is_the_partys(reading, m.span)
    ]
    if not event[0].startswith(("hội", "hoi", "conference", "plenum")):
        session = reading.follows(_SESSION, event.end()) and reading.follows(_BOARD, event.end())
        sits = event[0] in ("họp", "hop") and reading.before(_BOARD_SITS, event.start(), 90)
        return COMMITTEE if held or session or sits else MEETING
    if any(mention.central for mention in held):
        return CONFERENCE
    own = (match for match in reading.matches(_OF_COMMITTEE, *zone) if _is_own(reading, match))
    if held or any(own) or _opening(reading, _DELIBERATES, (reading.title[0], reading.lead[1])):
        return COMMITTEE
    return CONFERENCE


def _lies_in(span: Span, zone: Span) -> bool:
    return zone[0] <= span[0] < zone[1]


def _is_own(reading: Reading, match: re.Match[str]) -> bool:
    start, end = match.span()
    if is_cited(reading, start, end) or reading.follows(_CENTRAL, end):
        return False
    clause = clause_start(reading, start)
    line = reading.text.find("\n", end, end + _NEAR)
    near = line if line >= 0 else end + _NEAR
    anothers = owners.is_anothers(reading, clause, (start, end), near)
    return not anothers and _is_the_partys(reading, (start, end))


def _is_the_partys(reading: Reading, name: Span) -> bool:
    """Whether a conference is not that of the organisation that the title speaks of."""
    return not owners.is_of_organisation(reading) or owners.is_the_partys(reading, name)
