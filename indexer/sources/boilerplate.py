"""Page furniture in a text: players, related headlines, menus, counters, captions printed twice.

Only whole lines are judged, by rules any news page could meet. What is found stays
in the text and is shown; it is only never a title, evidence or a snippet.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator

from indexer.documents import Span
from indexer.sources.furniture import (
    DEGREES,
    FURNITURE,
    HEADING,
    PAGE_DATE,
    RELATED,
    RELATED_ONE,
    SECTION,
)

_LONGEST_FURNITURE = 300
_LONGEST_TITLE = 300
_LONGEST_DATE = 100  # a line that begins with more than that of dates is nothing else
_LONGEST_HEADLINE, _MOST_LISTED = 200, 12  # related headlines
_LONGEST_NEIGHBOUR, _LONGEST_PLACE, _SHORTEST_MENU = 30, 25, 3
_STOPS = (".", "!", "?", "…", ";", ".”", '."', ".)")
_STOP_SIGNS = ".!?…; "
_SHORTEST_FAR_REPEAT = 12  # shorter lines ("Điều 1.") are repeated on purpose

_NUMBERED = re.compile(r" ?- ?(?:ảnh )?\d{1,2}$")
_CREDIT_AT_END = re.compile(r"[(.] ?(?:ảnh|photo) ?: ?[^:()]{1,40}$")
_DATE_WORDS = re.compile(
    r"\b(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|ngày|tháng|năm|lúc|giờ|phút|gmt|date|sa|ch"
    r"|am|pm|(?:được |ngày |giờ )?(?:đăng|cập nhật|xuất bản)(?: lúc)?)\b|[\W\d_]+"
)


def boilerplate_spans(text: str) -> tuple[Span, ...]:
    """Spans of ``text`` that are page furniture, sorted and disjoint; linear time.

    They are whole lines, but for the date of the page in one of them.
    """
    lines = list(_lines(text))
    furniture = {*_by_themselves(text, lines), *_by_neighbours(text, lines)}
    whole = (span for span in lines if span in furniture)
    return tuple(piece for span in whole for piece in _without_date(text, span))


def _without_date(text: str, line: Span) -> Iterator[Span]:
    """A line of furniture without the date of the page, which tells when it was published."""
    start, end = line
    dated = PAGE_DATE.search(text[start:end]) if end - start <= _LONGEST_FURNITURE else None
    if dated is None or RELATED_ONE.match(_bare(_spaced(text[start:end]))):
        yield line
        return
    date_start, date_end = dated.span("first" if dated["first"] else "last")
    for piece in ((start, start + date_start), (start + date_end, end)):
        trimmed = text[slice(*piece)].strip()
        if trimmed:
            first = text.index(trimmed, *piece)
            yield first, first + len(trimmed)


def title_span(text: str, boilerplate: tuple[Span, ...]) -> Span | None:
    """Where the title stands: the first line that is neither furniture nor a bare date.

    Args:
        text: The whole text.
        boilerplate: What ``boilerplate_spans`` found in it.

    Returns:
        The trimmed line, cut at a word boundary when it is very long, or None.
    """
    starts = [start for start, _ in boilerplate]
    for start, end in _lines(text):
        left_out = bisect_left(starts, start) < bisect_left(starts, end)
        if not left_out and _can_be_title(text[start:end]):
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
        line = spaced = bare = text[start:end]
        short = len(line) <= _LONGEST_FURNITURE
        if short:
            spaced = _spaced(line)
            bare = _bare(spaced)
        listed = is_listed(line, spaced, bare)
        left_out = (short and _is_furniture(spaced, bare)) or is_repeated(bare, _unnumbered(bare))
        if left_out or listed:
            yield start, end


def _by_neighbours(text: str, lines: list[Span]) -> Iterator[Span]:
    """Places above their temperatures, and sections that stand in a row."""
    sections = 0
    for number, (start, end) in enumerate(lines):
        if end - start > _LONGEST_NEIGHBOUR:
            sections = 0
            continue
        low = text[start:end].lower()
        if number and DEGREES.fullmatch(low) and _is_place(text[slice(*lines[number - 1])]):
            yield lines[number - 1]
        sections = sections + 1 if SECTION.fullmatch(low) else 0
        if sections >= _SHORTEST_MENU:
            yield from lines[number + 1 - _SHORTEST_MENU : number + 1]


def _is_furniture(spaced: str, bare: str) -> bool:
    """Whether a line is furniture with the signs at its ends, or without them.

    No rule asks for the stop of a sentence, and most lines have no other sign there.
    """
    if FURNITURE.fullmatch(bare):
        return True
    signed = spaced.strip("| ")
    return signed.rstrip(_STOP_SIGNS) != bare and FURNITURE.fullmatch(signed) is not None


def _unnumbered(bare: str) -> str:
    """A line without a number at its end, as captions have."""
    return _NUMBERED.sub("", bare) if bare[-1:].isdecimal() else bare


def _is_place(line: str) -> bool:
    """Whether a line is a short name, as that of a place above its temperature."""
    words = line.split() if len(line) <= _LONGEST_PLACE else []
    return bool(words) and all(word[0].isupper() and word.isalpha() for word in words)


def _spaced(line: str) -> str:
    """The line in lower case and NFC, one space between words."""
    return " ".join(unicodedata.normalize("NFC", line).lower().split())


def _bare(spaced: str) -> str:
    """The same without the signs at both ends."""
    start, end = 0, len(spaced)
    while start < end and not spaced[start].isalnum():
        start += 1
    while start < end and not spaced[end - 1].isalnum():
        end -= 1
    return spaced[start:end]


def _list_detector() -> Callable[[str, str, str], bool]:
    """A function that says of each line, given in order, whether it is a related headline.

    Such stand below "Tin liên quan", or below the first of them ("Tin liên quan: …"), until
    the next sentence. Before the first sentence of
    the page nothing is taken for one: the page's own headline would be too.
    """
    told, left = False, 0

    def is_listed(line: str, spaced: str, bare: str) -> bool:
        nonlocal told, left
        if len(line) > _LONGEST_HEADLINE or line.endswith(_STOPS):
            told, left = True, 0
            return False
        if _is_heading(line, spaced, bare):
            left = _MOST_LISTED if told else 0
            return True
        left -= 1
        return left >= 0

    return is_listed


def _is_heading(line: str, spaced: str, bare: str) -> bool:
    """Whether headlines of other articles stand below a line."""
    if RELATED.fullmatch(bare) or RELATED.fullmatch(spaced) or RELATED_ONE.match(bare):
        return True
    return HEADING.fullmatch(bare) is not None and not line.endswith(":")


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
    short = len(line) <= _LONGEST_FURNITURE
    bare = _bare(_spaced(line if short else line[:_LONGEST_DATE]))
    if short and _CREDIT_AT_END.search(bare):
        return False
    letters = place = 0
    for words in _DATE_WORDS.finditer(bare):
        letters += sum(map(str.isalpha, bare[place : words.start()]))
        if letters > 1:  # as nearly every line shows with its first word
            return True
        place = words.end()
    return letters + sum(map(str.isalpha, bare[place:])) > 1


def _cut(text: str, start: int, end: int) -> int:
    if end - start <= _LONGEST_TITLE:
        return end
    cut = text.rfind(" ", start + _LONGEST_TITLE // 2, start + _LONGEST_TITLE)
    return cut if cut > 0 else start + _LONGEST_TITLE
