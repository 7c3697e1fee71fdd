"""Page furniture in a text: players, "Xem thêm", counters, credits, captions printed twice.

Only whole lines are judged, by rules any news page could meet. What is found stays
in the text and is shown; it is only never a title, evidence or a snippet.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from indexer.documents import Span

_LONGEST_FURNITURE = 300
_LONGEST_TITLE = 300
_SHORTEST_FAR_REPEAT = 12  # shorter lines ("Điều 1.") are repeated on purpose

_CLOCK = r"(?:\d{1,2}:)?\d{1,2}:\d{2}"
_BUTTONS = (
    r"(?:xem|đọc|tìm hiểu) thêm|xem tiếp|xem tất cả|tìm kiếm theo ngày|tin (?:bài )?liên quan"
    r"|bài (?:viết )?liên quan|(?:các )?tin (?:khác|mới|cùng chuyên mục)|bài viết khác|chia sẻ"
    r"|in (?:bài|trang)|in bài viết|gửi (?:email|bình luận)|bình luận|quay lại|(?:về )?đầu trang"
    r"|nghe (?:đọc )?bài|đọc bài|(?:multimedia )?đọc báo in|trở về|theo dõi|thích|từ khóa|tags?"
    r"|loading|cỡ chữ|tương phản|bạn gặp vấn đề gì khi xem video này|share|print|read more|back"
)
_LINKS = (
    r"(?:mời (?:quý )?(?:bạn đọc|độc giả|bạn) |>+ ?)?(?:xem|đọc|đón đọc|tìm hiểu)"
    r"(?: thêm| tiếp| chi tiết| nhiều hơn)?(?: (?:tại|bài|tin|clip|video))?"
    r"|(?:các )?(?:tin|bài|bài viết)(?: bài)? (?:liên quan|cùng chuyên mục|cùng chủ đề|khác)"
    r"|có thể bạn (?:quan tâm|chưa biết)|từ khóa|(?:hash)?tags?"
)
"""What announces, before a colon, where else a page leads."""
_RULES: dict[str, str] = {
    "player": rf"{_CLOCK}(?: ?/ ?{_CLOCK})?",
    "button": rf"(?:{_BUTTONS})",
    "link": rf"(?:{_LINKS}) ?:.{{0,280}}|> ?>.{{0,290}}",
    "source": r"\((?:nguồn|theo)\b[^()]{1,80}\)\.?|nguồn(?: tin| ảnh| tham khảo)? ?:[^:.]{1,60}",
    "counter": r"(?:[^:|]{1,30}: ?[^:|]{1,40}\| ?)?(?:số )?(?:lượt (?:xem|đọc|truy cập)|views?)"
    r" ?:? ?[\d.,]{1,15}|[\d.,]{1,15} (?:lượt (?:xem|đọc)|views?)",
    "credit": r"\(?(?:(?:tin|bài|bài viết)[^:.]{0,20}: ?[^:]{1,40}- ?)?(?:tin,? |bài,? |bài và )?"
    r"(?:ảnh|photo|video|clip|đồ họa|nguồn ảnh)(?: minh họa| tư liệu)? ?[:/] ?[^:.]{0,50}"
    r"(?:\.[^:.]{0,20})?",
    "template": r"(?:\{\w{1,20}\} ?)+|!?\[[^\]]{0,100}\]\([^)]{0,200}\)",
    "breadcrumb": r"(?:home|trang chủ|trang nhất)\b.{0,200}"
    r"|[^>»›]{1,40}(?: ?[>»›] ?[^>»›]{1,40}){2,8}|[^>»›]{1,30} ?[»›] ?[^>»›]{1,40}",
    "numbered caption": r".{1,280} - ảnh \d{1,2}",
}
_FURNITURE = re.compile("|".join(f"(?:{rule})" for rule in _RULES.values()))
_NUMBERED = re.compile(r" ?- ?(?:ảnh )?\d{1,2}$")
_CREDIT_AT_END = re.compile(r"[(.] ?(?:ảnh|photo) ?: ?[^:()]{1,40}$")
_DATE_WORDS = re.compile(
    r"\b(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|ngày|tháng|năm|lúc|giờ|phút|gmt|date|sa|ch"
    r"|am|pm|(?:được |ngày |giờ )?(?:đăng|cập nhật|xuất bản)(?: lúc)?)\b|[\W\d_]+"
)


def boilerplate_spans(text: str) -> tuple[Span, ...]:
    """Spans of ``text`` that are page furniture, sorted and disjoint; linear time."""
    is_repeated = _repeat_detector()
    return tuple(
        (start, end) for start, end in _lines(text) if _is_left_out(text[start:end], is_repeated)
    )


def title_span(text: str, boilerplate: tuple[Span, ...]) -> Span | None:
    """Where the title stands: the first line that is neither furniture nor a bare date.

    Args:
        text: The whole text.
        boilerplate: What ``boilerplate_spans`` found in it.

    Returns:
        The trimmed line, cut at a word boundary when it is very long, or None.
    """
    furniture = set(boilerplate)
    for start, end in _lines(text):
        if (start, end) not in furniture and _can_be_title(text[start:end]):
            return start, _cut(text, start, end)
    return None


def _lines(text: str) -> Iterator[Span]:
    """The trimmed lines that hold anything at all."""
    place = 0
    for line in text.replace("\r", "\n").split("\n"):
        stripped = line.strip()
        if stripped:
            start = place + len(line) - len(line.lstrip())
            yield start, start + len(stripped)
        place += len(line) + 1


def _is_left_out(line: str, is_repeated: Callable[[str, str], bool]) -> bool:
    if len(line) > _LONGEST_FURNITURE:
        return is_repeated(line, line)
    simplified = _simplified(line)
    return _is_furniture(line, simplified) or is_repeated(simplified, _NUMBERED.sub("", simplified))


def _is_furniture(line: str, simplified: str) -> bool:
    raw = " ".join(line.lower().split()).strip("| ")
    return any(_FURNITURE.fullmatch(form) for form in {simplified, raw})


def _simplified(line: str) -> str:
    """The line in lower case and NFC, one space between words, bare at both ends."""
    spaced = " ".join(unicodedata.normalize("NFC", line[:_LONGEST_FURNITURE]).lower().split())
    start, end = 0, len(spaced)
    while start < end and not spaced[start].isalnum():
        start += 1
    while start < end and not spaced[end - 1].isalnum():
        end -= 1
    return spaced[start:end]


def _repeat_detector() -> Callable[[str, str], bool]:
    """A function that says of each line, given in order, whether it was there before.

    It takes a line, and the same without a number at its end.
    """
    seen: set[int] = set()
    previous: int | None = None

    def is_repeated(line: str, unnumbered: str) -> bool:
        nonlocal previous
        if not line:
            return False
        mark = hash(line)
        known = mark in seen or hash(unnumbered) in seen
        repeated = mark == previous or (known and len(line) >= _SHORTEST_FAR_REPEAT)
        seen.add(mark)
        previous = mark
        return repeated

    return is_repeated


def _can_be_title(line: str) -> bool:
    """Whether the line says anything besides a date, and is no caption with its credit."""
    simplified = _simplified(line)
    if len(line) <= _LONGEST_FURNITURE and _CREDIT_AT_END.search(simplified):
        return False
    letters = place = 0
    for words in _DATE_WORDS.finditer(simplified):
        letters += sum(map(str.isalpha, simplified[place : words.start()]))
        if letters > 1:  # as nearly every line shows with its first word
            return True
        place = words.end()
    return letters + sum(map(str.isalpha, simplified[place:])) > 1


def _cut(text: str, start: int, end: int) -> int:
    if end - start <= _LONGEST_TITLE:
        return end
    cut = text.rfind(" ", start + _LONGEST_TITLE // 2, start + _LONGEST_TITLE)
    return cut if cut > 0 else start + _LONGEST_TITLE
