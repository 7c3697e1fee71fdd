"""What an article is that reports no event, whatever events it names: a plan, a life, a digest."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.documents import Span
from indexer.facets.prose.phrases import Phrase
from indexer.facets.prose.reading import Reading

PLAN, LIFE, DIGEST, LOOK_BACK, INTERVIEW = (
    "a plan",
    "a life",
    "a digest",
    "a look back",
    "an interview",
)
"""Rules by which an article reports no event."""

OF_MANY = (LIFE, DIGEST, LOOK_BACK)
"""Those that name conferences of many times or committees, none of them their own."""

_BY_TITLE = {"plan": PLAN, "life": LIFE, "digest": DIGEST, "look_back": LOOK_BACK}
_TITLE = Phrase(
    r"\W{0,4}(?:toàn văn )?(?:"
    r"(?P<plan>chương trình (?:làm việc|công tác)\b|quy chế làm việc\b"
    r"|kế hoạch (?:tổ chức|thực hiện|triển khai|tuyên truyền|phát triển)\b)"
    r"|(?P<life>(?:tóm tắt )?tiểu sử\b|sơ yếu lý lịch\b"
    r"|chân dung (?:các |những |\d{1,2} )?(?:tân|nữ|đồng chí|ông|bà|bí thư|chủ tịch|phó)\b)"
    r"|(?P<digest>(?:bản|điểm) tin\b|tin (?:vắn|tổng hợp)\b)"
    r"|(?P<look_back>kỷ niệm \d{2,3} năm)\b[^\n]{0,40} (?:hội nghị|đại hội)\b)",
    *("chương", "quy", "kế", "tiểu", "chân", "yếu", "tin", "niệm"),
)
_HOLDS = Phrase(
    r"(?:họp|mở|tổ chức|khai mạc) (?:[^.,:;\n]{0,20} )?hội nghị\b"
    r"|hội nghị [^.:;\n]{0,80} (?:thông qua|khai mạc|thảo luận)\b",
    "nghị",
)
_OPENING = 250
_TALKS = Phrase(
    r"trao đổi (?:với|cùng)\b|trò chuyện (?:với|cùng)\b|phỏng vấn\b|phóng viên:",
    *("trao", "trò", "phỏng", "viên:"),
)
_REPORTER = Phrase(
    r"\b(?:phóng viên|pv|báo [^.,;\n]{1,30}) (?:đã )?(?:có )?(?:cuộc )?$", "phóng", "pv", "báo"
)


def of_article(reading: Reading) -> Iterator[tuple[Span, str]]:
    """The words that say it, and what it is; nothing for nearly all articles."""
    start, end = reading.title
    titled = reading.match(_TITLE, start)
    if titled is not None and titled.lastgroup is not None:
        # A plan may be what a conference decided.
        held = titled["plan"] and reading.search(_HOLDS, end, end + _OPENING)
        if not held:
            yield titled.span(titled.lastgroup), _BY_TITLE[titled.lastgroup]
    for talk in reading.matches(_TALKS, start, end + _OPENING):
        if talk[0].endswith(":") or reading.before(_REPORTER, talk.start(), 50):
            yield talk.span(), INTERVIEW
            return
