"""Text to one spelling, with the way back to the original.

NFC; Đ for the look-alike eth; tone placement as pyvi's word list has it; zero-width
characters and soft hyphens dropped; exotic spaces, dashes and full-width forms
unified. What a reader sees is never changed: the original is stored and shown, and
every span of the normalised text maps back to a span of it.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexer.analysis.tones import place_tones
from indexer.documents import Span

_ONE_TO_ONE: dict[int, str] = {
    **dict.fromkeys((0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " "),
    **dict.fromkeys((*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63), "-"),
    **dict.fromkeys((0x2028, 0x2029), "\n"),  # line and paragraph separators
    **{0xFF01 + i: chr(0x21 + i) for i in range(94)},
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),  # lone surrogates
    0xD0: "Đ",
    0xF0: "đ",
    0x189: "Đ",
}
_ONE_TO_ONE_CHARS = re.compile(
    "[\u00a0\u00d0\u00f0\u0189\u1680\u2000-\u200a\u2010-\u2015\u2028\u2029\u202f\u205f\u2212\u3000"
    "\ufe58\ufe63\uff01-\uff5e\ud800-\udfff]"
)
# Joiners, direction and format marks, variation selectors, tags: nothing a reader sees.
_DROPPED = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e01ef]"
)
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f"
_MOST_MARKS = 8
# Python orders combining marks in quadratic time, so a long run of them is cut first: those of
# every script, of which only runs of no letters can hold many.
_NO_LETTERS = re.compile(r"[\u0300-\U0010ffff](?<![\w\s])[^\w\s\x00-\u02ff]{4,}")
_UNUSUAL = re.compile(f"{_ONE_TO_ONE_CHARS.pattern}|{_DROPPED.pattern}|[{_MARKS}]")
_PIECE = re.compile(r"\S+")
_LONGEST_KNOWN = 32  # no longer piece is remembered: texts without spaces would fill memory
_MARK = re.compile(f"[{_MARKS}]")
_CLUSTER = re.compile(f"[^{_MARKS}][{_MARKS}]*|[{_MARKS}]+")


@dataclass(frozen=True, slots=True)
class Normalized:
    """Normalised text and where each of its code points comes from.

    Attributes:
        text: The normalised text.
        starts: Original start of each code point, or None when nothing moved.
        ends: Original end of each code point, or None when nothing moved.
    """

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Maps a span of ``text`` to the span of the original it was made from."""
        if self.starts is None or self.ends is None:
            return start, end
        if start >= end:
            point = self.starts[start] if start < len(self.starts) else self._original_length()
            return point, point
        return self.starts[start], self.ends[end - 1]

    def _original_length(self) -> int:
        return self.ends[-1] if self.ends else 0


def normalize(text: str, place: Callable[[str], str] = place_tones) -> Normalized:
    """Brings text into the index's one spelling, in linear time, whatever it holds.

    Args:
        text: The text.
        place: What moves tones to the vowel that carries them; it keeps the length.
    """
    if text.isascii():
        return Normalized(text)
    if not _UNUSUAL.search(text) and unicodedata.is_normalized("NFC", text):
        return Normalized(place(text))
    text = _ONE_TO_ONE_CHARS.sub(_unified, text)  # few, as a rule
    if not _moves(text):
        return Normalized(place(text))
    kept_text, kept = _without_dropped(text)
    out, starts, ends = _composed(kept_text, kept)
    return Normalized(place(out), starts, ends)


def _unified(match: re.Match[str]) -> str:
    return _ONE_TO_ONE[ord(match[0])]


def _moves(text: str) -> bool:
    """Whether normalising changes the number of code points."""
    if _DROPPED.search(text) or any(_too_many_marks(text)):
        return True
    return not unicodedata.is_normalized("NFC", text)


def _without_dropped(text: str) -> tuple[str, array[int]]:
    """The text less its invisible characters, and the original place of each kept one."""
    kept = array("L", range(len(text)))
    for find in (_invisible, _too_many_marks):
        spans = list(find(text))
        if spans:
            keep = list(_between(spans, len(text)))
            text = "".join(text[a:b] for a, b in keep)
            kept = array("L", (place for a, b in keep for place in kept[a:b]))
    return text, kept


def _invisible(text: str) -> Iterator[Span]:
    return (match.span() for match in _DROPPED.finditer(text))


def _too_many_marks(text: str) -> Iterator[Span]:
    """Every mark past the most that one letter keeps, its own counted."""
    for run in _NO_LETTERS.finditer(text):
        first, end = run.span()
        marks = _marks(text[first - 1])[0] if first else 0
        for place in range(first, end):
            more, alone = _marks(text[place])
            marks = more + (marks if alone else 0)
            if alone and marks > _MOST_MARKS:
                yield place, place + 1


@lru_cache(1 << 10)
def _marks(letter: str) -> tuple[int, bool]:
    """How many combining marks a code point decomposes to, and whether it is marks alone."""
    marks = [mark for mark in unicodedata.normalize("NFD", letter) if unicodedata.combining(mark)]
    return len(marks), unicodedata.normalize("NFD", letter) == "".join(marks)


def _between(spans: list[Span], length: int) -> Iterator[tuple[int, int]]:
    place = 0
    for start, end in spans:
        yield place, start
        place = end
    yield place, length


def _composed(text: str, kept: array[int]) -> tuple[str, array[int], array[int]]:
    """NFC of a text, and where each of its code points comes from."""
    out: list[str] = []
    starts, ends = array("L"), array("L")
    place = 0
    for composed, first, end in _compositions(text):
        between = kept[place:first]
        out += text[place:first], composed
        starts.extend(between)
        starts.extend([kept[first]] * len(composed))
        ends.extend([one + 1 for one in between])
        ends.extend([kept[end - 1] + 1] * len(composed))
        place = end
    out.append(text[place:])
    starts.extend(kept[place:])
    ends.extend([one + 1 for one in kept[place:]])
    return "".join(out), starts, ends


def _compositions(text: str) -> Iterator[tuple[str, int, int]]:
    """What NFC makes of several code points, or of one another, and where they stand."""
    for piece in _PIECE.finditer(text):
        written = piece[0]
        if _MARK.search(written) or not unicodedata.is_normalized("NFC", written):
            place = piece.start()
            known = _known_clusters if len(written) <= _LONGEST_KNOWN else _clusters
            for composed, start, end in known(written):
                yield composed, place + start, place + end


def _clusters(piece: str) -> list[tuple[str, int, int]]:
    """What NFC changes or keeps together in a piece without inner spaces, in the least parts."""
    parts = [
        (unicodedata.normalize("NFC", match[0]), *match.span())
        for match in _CLUSTER.finditer(piece)
    ]
    whole = unicodedata.normalize("NFC", piece)
    if "".join(part for part, _, _ in parts) != whole:
        # Scripts whose letters compose with each other (Hangul): one indivisible part.
        return [(whole, 0, len(piece))]
    return [part for part in parts if part[0] != piece[part[1] : part[2]] or len(part[0]) > 1]


_known_clusters = lru_cache(1 << 12)(_clusters)  # words come again and again
