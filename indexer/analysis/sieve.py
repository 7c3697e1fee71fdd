"""Which pieces of a text may hold some terms, told without reading them.

A text's *shadow* has one byte for each code point: a letter without its mark and in lower
case, a digit, or a blank for what is neither. Looking for a term's own shadow in it is the
work of a regular expression, and most pieces of most texts need no more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.filters import fold, lower
from indexer.analysis.normalizer import normalize
from indexer.analysis.pieces import LONGEST_TERM

_BLANK = b" "
_LETTER = b"_"
"""Any letter or digit that no mark can be taken from: ß, ²."""
_UNSURE = b"?"
"""A code point that only reading its piece can tell the meaning of."""

_KNOWN = (range(0x250), range(0x1E00, 0x1F00), range(0x2000, 0x2070))
"""Code points that are told one by one; all others are unsure, and stand in few texts."""
_AT = "@"
"""An e-mail address may end inside a run of letters."""
_UNSURE_PLACES = re.compile(rb"\?+")


class Candidate(NamedTuple):
    """A piece that may hold a term.

    Attributes:
        start: Its first code point.
        end: One past its last.
        apart: Whether any syllable stands between it and the candidate before it.
    """

    start: int
    end: int
    apart: bool


def shadow_of(text: str) -> bytes:
    """One byte for each code point of a text."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return _table().take(codes, mode="clip").tobytes()


class Sieve:
    """Finds the pieces of texts that may hold any of some terms; never misses one."""

    def __init__(self, terms: Iterable[str]) -> None:
        """Takes terms, or whatever differs from them by marks alone."""
        self._find = re.compile(_pattern(terms)).finditer

    def candidates(self, text: str) -> Iterator[Candidate]:
        """The pieces of a text, from space to space, that may hold a term, in order."""
        shadow = shadow_of(text)
        end = 0
        for place in self._places(shadow):
            if place < end:
                continue
            start = text.rfind(" ", end, place) + 1
            between = shadow[end:start]
            end = text.find(" ", place)
            if end < 0:
                end = len(text)
            yield Candidate(start, end, bool(between) and not between.isspace())

    def _places(self, shadow: bytes) -> Iterable[int]:
        # Where a blank stands before a term, there the term stands in the text itself.
        found = [match.start() for match in self._find(b"%b%b%b" % (_BLANK, shadow, _BLANK))]
        if _UNSURE not in shadow:
            return found
        return sorted([*found, *(match.start() for match in _UNSURE_PLACES.finditer(shadow))])


def every_piece(text: str) -> Iterator[Candidate]:
    """All pieces of a text."""
    start = 0
    for piece in text.split(" "):
        yield Candidate(start, start + len(piece), apart=False)
        start += len(piece) + 1


def _pattern(terms: Iterable[str]) -> bytes:
    """A term between blanks; a number may also lead it ("5km" of "2.5km"), or letters end it."""
    shadows = {shadow_of(term): len(term) for term in terms}
    branches = [
        shadow + _end(shadow, length)
        for shadow, length in sorted(shadows.items())
        if shadow and _UNSURE not in shadow
    ]
    return rb" [0-9]*(?:%b)" % b"|".join(branches) if branches else rb"(?!)"


def _end(shadow: bytes, length: int) -> bytes:
    if length >= LONGEST_TERM:
        return b""  # what goes on is no more kept
    return b"(?![0-9])" if shadow[-1:].isdigit() else b"(?= )"


@cache
def _table() -> NDArray[np.uint8]:
    table = np.full(_KNOWN[-1].stop + 1, _UNSURE[0], np.uint8)
    for codes in _KNOWN:
        table[codes.start : codes.stop] = [_shadow_of_one(code)[0] for code in codes]
    return table


def _shadow_of_one(code: int) -> bytes:
    letter = chr(code)
    told = fold(lower(normalize(letter).text))
    if letter == _AT or len(told) != 1 or _joins_others(letter):
        return _UNSURE
    if told.isalnum():
        return told.encode() if told.isascii() else _LETTER
    return _BLANK


def _joins_others(letter: str) -> bool:
    """Whether a letter may become one with those before it: marks, and parts of Hangul."""
    return unicodedata.category(letter).startswith("M") or "\u1100" <= letter <= "\u11ff"
