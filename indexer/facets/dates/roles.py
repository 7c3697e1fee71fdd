"""What a date is of: the event's day, the page's, a decree's, another day's."""

from __future__ import annotations

import re

from indexer.facets.prose.phrases import Phrase
from indexer.facets.prose.reading import Reading

_TODAY = Phrase(
    r"(?:hôm (?:qua|kia)|\b(?:nay|(?:sáng|trưa|chiều|tối|đêm|vừa) qua))\b[^.\n]{0,12}$"
    r"|(?:\b(?:sáng|trưa|chiều|tối|đêm)|h(?:(?<=\b\dh)|(?<=\b\d\dh))\d{0,2})"
    r"(?:,? (?:ngày|và sáng|và chiều|các ngày))?[\s(,]{1,3}$"
    r"|\bon the (?:morning|afternoon|evening) of $"
)
_OPENER = Phrase(
    r"(?:\bngày[\s(:,]{1,3}(?:(?:mùng|mồng) )?|\b(?:mùng|mồng) |\()$",
    ends=("y", "(", ":", ",", "mùng", "mồng"),
)
_DECREE = "nghị quyết|chỉ thị|kết luận|kế hoạch|quyết định|quy định|nghị định|thông tư|hướng dẫn"
_DOCUMENT = Phrase(
    rf"\b(?:(?:{_DECREE}|thông báo|luật|công văn|văn bản|tờ trình|chương trình"
    r"|đề án)"
    r"(?: \S{1,12}){0,3} số [^.;\n]{0,50}"
    r"|\d{1,4}-[a-zđ]{2,4}(?:/\w{2,6})?[^.;\n]{0,30})$",
    *("số", "-"),
)
# "Nhân kỷ niệm ngày thành lập Đảng, sáng 2/2/2024": past the comma, the day is the event's own.
_NEW_POINT = (
    r", (?:vào |từ |trong )?(?:(?:các |hai |ba |\d )?ngày"
    r"|(?:sáng|trưa|chiều|tối|đêm|hôm nay|lúc|hồi)(?: [^.,;\n]{1,16})?)[\s(:]{1,3}$"
)
# Not over the end of a line: a title may end in "Nghị quyết", and the next line begin with a day.
_OTHER_DAY = Phrase(
    rf"\b(?:(?:{_DECREE}|luật)(?: này| \d[\w/-]{{0,12}})?(?: ra| ban hành)?"
    r"[^\S\n]{1,4}ngày "
    r"|trước đó,?[^\S\n]{1,4}(?:vào |từ |trong )?(?:các )?ngày "
    r"|(?:sinh|mất|hội trường|quảng trường|công viên|đường|phố|trước|sau"
    r"|tính đến|đến hết|kể từ"
    r"|mai|hy sinh|vào đảng)(?:\(|[^\S\n]){1,4}(?:hết )?(?:ngày )?(?:m[ùồ]ng )?)$",
    ends=(
        "y", "sinh", "mất", "trường", "viên", "đường", "phố", "trước", "sau", "đến", "hết", "từ",
        "mai", "đảng", "ng", "(",
    ),
)  # fmt: skip
_OCCASION = Phrase(
    r"\b(?:(?:kỷ niệm|(?:thành|tái) lập|giải phóng|truyền thống|quốc khánh)\b"
    rf"(?![^.;\n]{{0,70}}{_NEW_POINT})[^.;\n]{{0,70}}"
    r"|(?:được (?:thành|tái) lập|triệu tập|dự kiến|sẽ)\b[^.;\n]{0,70})$",
    *("niệm", "lập", "phóng", "thống", "khánh", "tập", "kiến", "sẽ"),
)
# "Cách đây 70 năm, ngày 16/9/1950"; "Ngày 12/9/1930, … 90 năm đã trôi qua".
_YEARS_AGO = Phrase(
    r"\b(?:cách (?:đây|nay)|trước đây)(?: (?:tròn|đúng|hơn|gần|vừa))? \d{1,3} năm,?"
    r"(?: (?:vào|từ|sáng|chiều|đêm|rạng sáng)){0,2}(?: ngày)? $",
    "năm",
)
_YEARS_GONE = Phrase(
    r"\b[1-9]\d{1,2} năm (?:đã |vừa )?(?:trôi )?qua\b"
    # "Ngày 1/1/1997, tỉnh được tái lập. Sau 25 năm, …"
    r"|[.;\n] ?(?:trải )?(?:sau|qua|suốt)(?: (?:hơn|gần|tròn|đúng|chặng đường))?"
    r" [1-9]\d{1,2} năm\b",
    *("qua", "sau", "suốt"),
)
_FOUNDED = Phrase(
    r"[^.;\n]{0,60} (?:thành lập|tái lập|chia tách|giải phóng)\b", "lập", "chia", "phóng"
)
# Past a birth, days are those of a life: "sinh ngày …", further on "Ngày …, ông được bầu".
_BORN = Phrase(
    r"\b(?:sinh (?:ngày|năm|tại)|quê (?:quán|ở)|nguyên quán|tiểu sử)\b",
    *("sinh", "quê", "nguyên", "tiểu"),
)
_GOES_ON_LIVING = Phrase(
    r"[\s,]{1,3}(?:(?:ông|bà|cụ|anh|chị|đồng chí) )?(?:(?:đã|lại) )?"
    r"(?:được|giữ|vào|nhập ngũ|tham gia|làm|là|về|chuyển|nghỉ|xuất ngũ|tốt nghiệp)\b"
)
_STEP_OF_LIFE = Phrase(
    r"\b(?:nhập ngũ|xuất ngũ|vào đảng|được kết nạp|tham gia cách mạng|tốt nghiệp|chính thức)"
    r"(?: [^.,;\n]{1,20})?(?: từ)? ngày $",
    *("ngũ", "đảng", "nạp", "mạng", "tốt", "chính"),
)
_BEFORE_THE_PRESS = re.compile(r"1(?:8\d|9[0-8])\d")  # no news is of so old a day
_FULL = re.compile(r"\d{4}")
_SOON_AFTER = 250
_LONGEST_OTHER = 48
_LATER = Phrase(r"[\s,)]{0,3}(?:tới|sắp tới|năm sau|hằng năm|hàng năm)\b")
_GOES_ON = Phrase(
    r", (?!lúc|giờ|được|đăng|cập nhật|thứ|chủ nhật|năm|tháng|am\b|pm\b|sa\b|ch\b)[^\W\d_]"
)
_DATELINE_WORDS = re.compile(
    r"\b(?:thứ (?:hai|ba|tư|bốn|năm|sáu|bảy)|thu (?:hai|ba|tu|nam|sau|bay)|chủ nhật"
    r"|chu nhat|ngày|ngay|tháng|thang|năm|nam|lúc|giờ|phút|gmt|date|sa|ch|am|pm|được|đăng"
    r"|cập nhật|xuất bản|thời gian)\b"
    r"|[\W\d_]+"
)
_SAYS_YEAR = re.compile(r"\d{4}|\d[/.-]\d{1,2}[/.-]\d")
_OPENS_SENTENCE = re.compile(r"^\W{0,3}(?:sáng|trưa|chiều|tối|hôm nay)\b")
_LONGEST_DATELINE = 90
_LONGEST_SECTION = 24


def role_of(reading: Reading, start: int, end: int) -> str:
    """What the words around a date make of it."""
    if reading.follows(_LATER, end) or _is_remembered(reading, start, end):
        return "other"
    today = reading.before(_TODAY, start, 30) is not None
    if reading.before(_OTHER_DAY, start, 40 if today else _LONGEST_OTHER) or reading.before(
        _OCCASION, start, 40 if today else 90
    ):
        return "other"
    if today:
        return "today"
    if reading.before(_DOCUMENT, start, 90):
        return "other"
    if in_dateline(reading, start, end):
        return "page"
    return _told(reading, start, end)


def _told(reading: Reading, start: int, end: int) -> str:
    """What a day in a sentence is, if it is the event's or of a life told."""
    if _is_of_a_life(reading, start, end):
        return "life"
    return "day" if reading.before(_OPENER, start, 24) else "plain"


def _is_remembered(reading: Reading, start: int, end: int) -> bool:
    """Whether a day is looked back on from many years later."""
    if not _FULL.match(reading.low, end - 4, end):
        return False
    if reading.before(_YEARS_AGO, start, 60) is not None:
        return True
    old = _BEFORE_THE_PRESS.match(reading.low, end - 4, end) is not None
    if not old and not reading.follows(_FOUNDED, end):
        return False
    return reading.search(_YEARS_GONE, end, end + _SOON_AFTER) is not None


def _is_of_a_life(reading: Reading, start: int, end: int) -> bool:
    """Whether somebody's birth was told before, and now tells what he did on a later day."""
    if not _FULL.match(reading.low, end - 4, end):
        return False
    step = reading.follows(_GOES_ON_LIVING, end) or reading.before(_STEP_OF_LIFE, start)
    return bool(step) and reading.search(_BORN, reading.title[0], start) is not None


def in_dateline(reading: Reading, start: int, end: int) -> bool:
    """Whether the date's line says nothing else but a time, a weekday, a short section."""
    if not _SAYS_YEAR.search(reading.low, start, end):
        return False
    first = reading.low.rfind("\n", max(0, start - _LONGEST_DATELINE), start) + 1
    if first == 0 and start > _LONGEST_DATELINE:
        return False
    last = reading.low.find("\n", end, end + _LONGEST_DATELINE)
    if last < 0 and len(reading.low) - end > _LONGEST_DATELINE:
        return False
    line = reading.low[first : last if last >= 0 else len(reading.low)]
    if len(line) > _LONGEST_DATELINE:
        return False
    if _goes_on(reading, end, first + len(line)):
        return False
    rest = _DATELINE_WORDS.sub("", line)
    return len(rest) <= _LONGEST_SECTION and not _OPENS_SENTENCE.search(line)


def _goes_on(reading: Reading, end: int, line_end: int) -> bool:
    """Whether a sentence follows after a comma: "Ngày 9/1/2020, hội nghị bế mạc."."""
    if reading.low[end:line_end].rstrip().endswith("."):
        return reading.search(_GOES_ON, end, line_end) is not None
    following = reading.match(_GOES_ON, end)
    return following is not None and reading.text[following.end() - 1].islower()
