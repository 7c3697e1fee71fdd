"""Conferences that are only referred to: cited, past, still to come, or somebody else's."""

from __future__ import annotations

import re

from indexer.documents import Span
from indexer.facets.prose.phrases import Phrase
from indexer.facets.prose.reading import Reading

LOOK_BACK = 130
"""No clause is taken to begin further back."""

# Who speaks or presides, and concludes a conference, is at it.
_CONCLUSION = (
    r"(?<!biểu\s)(?<!mạc\svà\s)(?<!trì\svà\s)(?<!mạc,\s)(?<!trì,\s)(?<!bí\sthư\s)(?<!uỷ\s)kết luận"
)
_CITED = Phrase(
    rf"\b(?:(?<!thông\squa\s)nghị quyết|{_CONCLUSION}|kết quả|thông báo nhanh|quy định"
    r"|chào mừng(?! tại)|tinh thần|nội dung|truyền đạt|tuyên truyền|tiếp thu|chuyên đề"
    r"|thành công của|thực hiện|triển khai|quán triệt|học tập|giới thiệu|thông tin|phổ biến|theo"
    r"|từ sau|so với"
    r"|chương trình hành động|số \d[\w/-]{1,20}(?:,? ngày [\d/.-]{3,10})?)"
    r"(?! này| đó| trên)(?: [^,.;\n]{0,30})?$"
)
_OPENED = Phrase(r"\b(?:khai mạc|bế mạc|điều hành|chủ trì)(?: của)? $", "mạc", "điều", "trì")
_AHEAD_IN_TIME = Phrase(
    r"\b(?:(?:chuẩn bị|sắp tới|sẽ|(?<!chương\s)trình(?! bày)"
    r"|sẵn sàng (?:cho|phục vụ))(?: [^,.;\n]{0,30})?"
    r"|(?<=\w\x20)(?:kế hoạch|công tác|việc|thời gian) (?:tổ chức|họp|triệu tập) "
    r"|(?:bổ sung|đưa|thêm|bố trí)\b[^.;\n]{0,40} vào (?:chương trình|nội dung)(?: của)? )$",
    *("chuẩn", "sắp", "sẽ", "trình", "sẵn", "bổ", "đưa", "thêm", "bố", "kế", "công", "việc"),
    "thời",
)
# "Trước đó, tại Hội nghị …"; not "thuộc huyện Ba Bể trước đây, tổ chức Hội nghị …".
_BEFORE_THAT = (
    r"(?:(?<![\w)]\s)\btrước|\b(?:ngày|tuần|tháng|năm) trước) (?:đó|đây)\b"
    r"(?! (?:là|thuộc|vốn|gọi)\b)(?![^.;\n]{0,40}cùng ngày)[^.;)\n]{0,60}$"
)
_LEFT_BEHIND = Phrase(
    r"\b(?:sau|trước|từ|đến|tới|kể từ)(?: khi| thềm)? $"
    rf"|{_BEFORE_THAT}|\btrước (?:đó|đây)(?: tại| ở| trong)? $"
    r"|\b(?:nhìn lại|dư âm|(?:xin|lấy) ý kiến|phục vụ)(?: của| từ)? $",
    *("sau", "trước", "từ", "đến", "tới", "nhìn", "dư", "kiến", "phục"),
)
_REMEMBERED = Phrase(
    r"\b(?:(?:nhớ|nhắc|kể|viết|ôn|nói)(?: (?:lại|về|tới|đến)){0,2}|từng [^.,;\n]{0,40}"
    r"|(?:(?:hồi|thuở|thời|dạo|năm|ngày) (?:ấy|xưa|nọ)|(?:hồi|thuở|thời|dạo) đó"
    r"|những năm [0-9]{2,4})\b[^.;\n]{0,20}) $",
)
_COMPARED = Phrase(
    r"\b(?:hơn|khác|giống|như|tiếp nối|nối tiếp|kế thừa|bằng)(?: thành công)?"
    r"(?: (?:với|ở|tại|từ|của))?(?: các)? $"
    r"|\bnhư (?!vậy|thế|trên)(?:đã )?[^.,;\n]{1,30} (?:ở|tại|từ) $",
    ends=(
        "hơn", "khác", "giống", "như", "nối", "tiếp", "thừa", "bằng", "công", "với", "ở", "tại",
        "từ", "của", "các",
    ),
)  # fmt: skip
AT = Phrase(r"\btại $", ends=("tại",))
"""Before a meeting at which something is said or done."""

_PASSED_ON = Phrase(
    r"\b(?:nghị quyết|kết luận|kết quả|tinh thần|truyền đạt|tuyên truyền|thực hiện"
    r"|triển khai|quán triệt|học tập|phổ biến|theo|chuẩn bị|cụ thể hoá|trình|sau|sẽ)\b"
)
_ITS_OWN_PAPER = Phrase(r"\W{0,4}(?:toàn văn )?(?:nghị quyết|kết luận)(?: của)? ")
_HEAD_OF_PAPER = Phrase(
    r"(?:^|\n)\W{0,4}(?:toàn văn )?(?:nghị quyết|kết luận|thông báo|thông cáo)"
    r"[^\w\n]{0,4}\n\W{0,4}$"
)
_IS_CARRIED_OUT = Phrase(
    r"\b(?:cuộc sống|thực tiễn|thực hiện|hiện thực|triển khai|lan toả|sau"
    r"|một năm|nhìn lại|động lực)\b"
)
_ITS_NAME = Phrase(
    r"(?:[\s,(]{1,3}(?:của|ban chấp hành|bch|đảng bộ|(?:đảng|tỉnh|thành|huyện|thị|quận) uỷ|đảng"
    r"|trung ương|tw|tỉnh|thành phố|huyện|quận|xã|lâm thời|mở rộng|khoá \w{1,5})\b\)?){0,6}"
)
_ANOTHER = r"(?:,|(?:,? )(?:và|cùng(?: với)?|lẫn)) "
_AND_ANOTHER = Phrase(_ANOTHER + r"(?:hội nghị )?lần thứ \w{1,5}(?: (?:một|hai|ba|tư|lăm))?\b")
_JOINED = Phrase(rf"\)?{_ANOTHER}")
_GOES_ON = Phrase(r" (?!và|cùng)\w|, \w")
_A_NAME = re.compile(r"[ -]{1,3}([^\W\d_]+)\.?")
_LONGEST_NAME = 6  # "Bà Rịa - Vũng Tàu", and a city before it
_NOT_NOW = Phrase(
    r"(?:[\s(]{1,2}(?:ngày )?\d[\d/-]{0,9}\)?)?"
    r"(?:[\s,]{1,2}(?:sắp tới|tới đây)"
    r"| (?:(?:vừa |đã |mới )?(?:diễn ra|kết thúc|được tổ chức|họp|bế mạc) )?"
    r"(?:trước (?:đó|đây)|cách đây|hồi (?:tháng|năm|tuần|đầu|giữa|cuối)"
    r"|(?:tuần|tháng|năm) (?:trước|ngoái)))\b",
    *("tới", "trước", "đây", "hồi", "ngoái"),
)
_LATELY = Phrase(r"[\s,]{1,2}(?:diễn ra )?(?:vừa qua|vừa rồi|mới đây)\b", "vừa", "mới")
_OPENS_CLAUSE = Phrase(r"(?:\W|tại|vào|\(?\w{2,12}\)? -){0,8}")
_WILL_BE = Phrase(
    r"[^.;\n]{0,60} (?:sẽ|sắp|dự kiến)(?: được)? (?:diễn ra|khai mạc|tổ chức|họp|triệu tập)\b"
    # What "will last two days" has begun.
    r"(?! (?:trong )?(?:một|hai|ba|\d(?:[.,]5)?) (?:ngày|buổi)\b(?! \d))",
    *("sẽ", "sắp", "dự"),
)
_SENTENCE_END = re.compile(
    r"[.!?;:\n](?:(?<!\n)(?<!\btp.)(?<!t\.p.)\s|(?<=\n)\s{0,3}\n)"  # one set first: faster
)


def is_cited(reading: Reading, start: int, end: int) -> bool:
    """Whether the conference named there is only referred to, past, or still to come."""
    before = clause_start(reading, start, 70), start
    if _title_tells_of_it(reading, start):
        return _is_over(reading, end) or _is_lately(reading, end)
    return (
        (reading.search(_CITED, *before) is not None and reading.before(_OPENED, start, 20) is None)
        or reading.search(_AHEAD_IN_TIME, *before) is not None
        or reading.search(_LEFT_BEHIND, *before) is not None
        or reading.search(_REMEMBERED, *before) is not None
        or reading.before(_COMPARED, start, min(50, start - before[0])) is not None
        or _is_over(reading, end)
        or (_is_lately(reading, end) and not _opens_the_article(reading, start))
        or _is_to_come(reading, start, end)
    )


def _is_over(reading: Reading, end: int) -> bool:
    near = reading.holds(_NOT_NOW, end, end + LOOK_BACK)  # few names have such words behind
    return near and reading.follows(_NOT_NOW, name_end(reading, end))


def _is_lately(reading: Reading, end: int) -> bool:
    near = reading.holds(_LATELY, end, end + LOOK_BACK)
    return near and reading.follows(_LATELY, name_end(reading, end))


def _opens_the_article(reading: Reading, start: int) -> bool:
    """Whether title or lead begin with it: news of what was held lately, not its recollection."""
    return any(
        first <= start < first + LOOK_BACK and reading.covers(_OPENS_CLAUSE, first, start)
        for first in (reading.title[0], reading.lead[0])
    )


def _is_to_come(reading: Reading, start: int, end: int) -> bool:
    """Whether a conference is announced, and the article does not open with it."""
    if not reading.follows(_WILL_BE, end):
        return False
    opening = reading.text[reading.lead[0] : clause_start(reading, start)]
    return not reading.in_title(start) and opening.strip() != ""


def _title_tells_of_it(reading: Reading, start: int) -> bool:
    """Whether the title says what happens at a conference: "Nhiều nội dung thông qua tại …"."""
    return (
        reading.in_title(start)
        and reading.before(AT, start, 8) is not None
        and reading.search(_PASSED_ON, reading.title[0], start) is None
    )


def is_its_own_paper(reading: Reading, start: int, end: int) -> bool:
    """Whether the text is a conference's own resolution: its title, or its head, names both."""
    if not reading.in_title(start):
        return start < reading.lead[1] and reading.before(_HEAD_OF_PAPER, start, 40) is not None
    return reading.covers(_ITS_OWN_PAPER, reading.title[0], start) and not reading.search(
        _IS_CARRIED_OUT, end, reading.title[1]
    )


def clause_start(reading: Reading, end: int, reach: int = LOOK_BACK) -> int:
    """Where the clause begins that a position lies in, or so many characters before."""
    start = max(0, end - reach)
    for stop in _SENTENCE_END.finditer(reading.low, start, end):
        start = stop.end()
    return start


def to_sentence_end(reading: Reading, start: int, end: int) -> Span:
    """From one position to another, or to the end of the sentence if that comes first."""
    stop = _SENTENCE_END.search(reading.low, start, min(end, len(reading.low)))
    return start, stop.start() if stop else min(end, len(reading.low))


def is_one_of_two(reading: Reading, end: int) -> bool:
    """Whether another conference's number follows at once: "Hội nghị lần thứ 5 và lần thứ 6"."""
    return reading.follows(_AND_ANOTHER, end)


def is_joined(reading: Reading, before: int, name: Span) -> bool:
    """Whether a conference is referred to in one breath with the one whose number ends before.

    Behind a comma it may be the subject of what follows: "Theo kết luận Hội nghị Trung ương 12,
    Hội nghị lần thứ 20 Tỉnh ủy thảo luận …".
    """
    another = reading.match(_AND_ANOTHER, before)
    if another is not None and another.end() < name[0]:
        before = another.end()
    end = name_end(reading, before)
    if not reading.covers(_JOINED, end, name[0]):
        return False
    comma = reading.text.startswith(",", end)
    return not comma or not reading.follows(_GOES_ON, name_end(reading, name[1]))


def name_end(reading: Reading, end: int) -> int:
    """Where a conference's name ends whose number ends there: behind its committee and place."""
    behind = _end(reading, end)
    end = behind
    for _ in range(_LONGEST_NAME):
        word = _A_NAME.match(reading.text, end)
        if word is None or not word[1][0].isupper():
            break
        end = word.end()
    return _end(reading, end) if end > behind else end  # "của Tỉnh uỷ", "Bến Tre", "khoá XI"


def _end(reading: Reading, end: int) -> int:
    its = reading.match(_ITS_NAME, end)
    return its.end() if its else end
