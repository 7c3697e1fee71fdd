"""Page furniture in a text: players, related headlines, menus, counters, captions printed twice.

Only whole lines are judged, by rules any news page could meet. What is found stays
in the text and is shown; it is only never a title, evidence or a snippet.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from indexer.documents import Span
from indexer.sources.furniture import DEGREES, FURNITURE, HEADING, RELATED, SECTION

_LONGEST_FURNITURE = 300
_LONGEST_TITLE = 300
_LONGEST_HEADLINE, _MOST_LISTED = 200, 12  # related headlines
_LONGEST_NEIGHBOUR, _LONGEST_PLACE, _SHORTEST_MENU = 30, 25, 3
_STOPS = (".", "!", "?", "…", ";", ".”", '."', ".)")
_SHORTEST_FAR_REPEAT = 12  # shorter lines ("Điều 1.") are repeated on purpose

_NUMBERED = re.compile(r" ?- ?(?:ảnh )?\d{1,2}$")
_CREDIT_AT_END = re.compile(r"[(.] ?(?:ảnh|photo) ?: ?[^:()]{1,40}$")
_DATE_WORDS = re.compile(
    r"\b(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|ngày|tháng|năm|lúc|giờ|phút|gmt|date|sa|ch"
    r"|am|pm|(?:được |ngày |giờ )?(?:đăng|cập nhật|xuất bản)(?: lúc)?)\b|[\W\d_]+"
)


def boilerplate_spans(text: str) -> tuple[Span, ...]:
    """Spans of ``text`` that are page furniture, sorted and disjoint; linear time."""
    lines = list(_lines(text))
    furniture = {*_by_themselves(text, lines), *_by_neighbours(text, lines)}
    return tuple(span for span in lines if span in furniture)


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


def _by_themselves(text: str, lines: list[Span]) -> Iterator[Span]:
    """The lines that are furniture by what they say, or by what was said above them."""
    is_repeated, is_listed = _repeat_detector(), _list_detector()
    for start, end in lines:
        line = text[start:end]
        simplified = _simplified(line) if len(line) <= _LONGEST_FURNITURE else ""
        listed = is_listed(line, simplified)
        if _is_left_out(line, simplified, is_repeated) or listed:
            yield start, end


def _by_neighbours(text: str, lines: list[Span]) -> Iterator[Span]:
    """Places above their temperatures, and sections that stand in a row."""
    sections = 0
    for number, (start, end) in enumerate(lines):
        low = text[start:end].lower() if end - start <= _LONGEST_NEIGHBOUR else ""
        if number and DEGREES.fullmatch(low) and _is_place(text[slice(*lines[number - 1])]):
            yield lines[number - 1]
        sections = sections + 1 if SECTION.fullmatch(low) else 0
        if sections >= _SHORTEST_MENU:
            yield from lines[number + 1 - _SHORTEST_MENU : number + 1]


def _is_left_out(line: str, simplified: str, is_repeated: Callable[[str, str], bool]) -> bool:
    if len(line) > _LONGEST_FURNITURE:
        return is_repeated(line, line)
    return _is_furniture(line, simplified) or is_repeated(simplified, _NUMBERED.sub("", simplified))


def _is_furniture(line: str, simplified: str) -> bool:
    raw = " ".join(line.lower().split()).strip("| ")
    return any(FURNITURE.fullmatch(form) for form in {simplified, raw})


def _is_place(line: str) -> bool:
    """Whether a line is a short name, as that of a place above its temperature."""
    words = line.split() if len(line) <= _LONGEST_PLACE else []
    return bool(words) and all(word[0].isupper() and word.isalpha() for word in words)


def _simplified(line: str) -> str:
    """The line in lower case and NFC, one space between words, bare at both ends."""
    spaced = " ".join(unicodedata.normalize("NFC", line[:_LONGEST_FURNITURE]).lower().split())
    start, end = 0, len(spaced)
    while start < end and not spaced[start].isalnum():
        start += 1
    while start < end and not spaced[end - 1].isalnum():
        end -= 1
    return spaced[start:end]


def _list_detector() -> Callable[[str, str], bool]:
    """A function that says of each line, given in order, whether it is a related headline.

    Such stand below "Tin liên quan" until the next sentence. Before the first sentence of
    the page nothing is taken for one: the page's own headline would be too.
    """
    told, left = False, 0

    def is_listed(line: str, simplified: str) -> bool:
        nonlocal told, left
        if len(line) > _LONGEST_HEADLINE or line.endswith(_STOPS):
            told, left = True, 0
            return False
        if _is_heading(line, simplified):
            left = _MOST_LISTED if told else 0
            return True
        left -= 1
        return left >= 0

    return is_listed


def _is_heading(line: str, simplified: str) -> bool:
    """Whether headlines of other articles stand below a line."""
    if RELATED.fullmatch(simplified) or RELATED.fullmatch(line.lower()):
        return True
    return HEADING.fullmatch(simplified) is not None and not line.endswith(":")


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
