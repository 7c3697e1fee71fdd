"""What an article is that reports no event, whatever events it names: a plan, a life, a digest."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.documents import Span
from indexer.facets.phrases import Phrase
from indexer.facets.reading import Reading

_OPENING = r"(?:^|\n)\W{0,4}(?:toàn văn )?"
_FORMS = (
    (
        "a plan",
        Phrase(
            rf"{_OPENING}(?P<genre>chương trình (?:làm việc|công tác)\b|quy chế làm việc\b"
            r"|kế hoạch (?:tổ chức|thực hiện|triển khai|tuyên truyền|phát triển)\b)",
            *("chương", "quy", "kế"),
        ),
    ),
    (
        "a life",
        Phrase(
            rf"{_OPENING}(?P<genre>(?:tóm tắt )?tiểu sử\b|chân dung\b|sơ yếu lý lịch\b)",
            *("tiểu", "chân", "yếu"),
        ),
    ),
    (
        "a digest",
        Phrase(rf"{_OPENING}(?P<genre>(?:bản|điểm) tin\b|tin (?:vắn|tổng hợp)\b)", "tin"),
    ),
    (
        "a look back",
        Phrase(
            rf"{_OPENING}(?P<genre>kỷ niệm \d{{2,3}} năm)\b[^\n]{{0,40}} (?:hội nghị|đại hội)\b",
            "niệm",
        ),
    ),
)
_INTERVIEW = Phrase(
    r"\b(?P<genre>(?:phóng viên|pv|báo [^.,;\n]{1,30}) (?:đã )?(?:có )?(?:cuộc )?"
    r"(?:trao đổi|phỏng vấn|trò chuyện) (?:với|cùng)|phóng viên: )",
    *("phóng", "pv", "báo"),
)


def of_article(reading: Reading) -> Iterator[tuple[Span, str]]:
    """The words that say it, and what it is; nothing for nearly all articles."""
    start, end = reading.title
    for genre, form in _FORMS:
        match = reading.search(form, start, end)
        if match is not None:
            yield match.span("genre"), genre
    interview = reading.search(_INTERVIEW, start, reading.lead[1])
    if interview is not None:
        yield interview.span("genre"), "an interview"
