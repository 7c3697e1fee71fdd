"""Where no excerpt is taken from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from indexer.documents import Document, Span

LINE = re.compile(r"\S(?:[^\n]*\S)?")
_SIGNS_MORE = 2
"""Code points by which a line may differ in length from the title it says again."""


class Hidden:
    """Where no excerpt is taken from: page furniture, and the title shown above it."""

    def __init__(self, document: Document, start: int, length: int) -> None:
        """Takes the document, and which part of its text is looked at."""
        title = [document.title_span] if document.title_span else []
        repeated = _lines_like(document.title, document.text, (start, start + length))
        self._spans = sorted({*document.boilerplate, *title, *repeated})
        self._starts = [start for start, _ in self._spans]

    def overlaps(self, start: int, end: int) -> bool:
        """Whether a span reaches into a hidden one."""
        i = bisect_right(self._starts, end - 1) - 1
        return i >= 0 and self._spans[i][1] > start


def _lines_like(title: str, text: str, looked_at: Span) -> Iterator[Span]:
    """Lines that only say the title again, as the first line of many articles does."""
    for line in LINE.finditer(text, *looked_at) if title else ():
        start, end = line.span()
        near = abs(end - start - len(title)) <= _SIGNS_MORE
        if near and _bare(line[0]) == _bare(title):
            yield start, end


def _bare(line: str) -> str:
    return " ".join(line.split()).rstrip(".").casefold()
