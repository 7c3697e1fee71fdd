"""A dash after a space excludes what it is attached to, unless it joins a name or a range.

Pasted prose has such dashes ("Bà Rịa -Vũng Tàu", "tháng 1 -tháng 6"). What is no name that
is written with a dash and has no numbers on both sides is excluded: that is shown, and can
be taken back, where a word silently searched cannot.
"""

from __future__ import annotations

import re
from functools import cache

from indexer.abbreviations import long_forms
from indexer.analysis.filters import fold, lower
from indexer.analysis.normalizer import normalize
from indexer.facets import gazetteer
from indexer.facets.numbers import ROMAN, parse_number

_NEAR = 40
"""Code points on each side of a dash that are looked at."""
_LONGEST_CUE = 2
_SYLLABLE = re.compile(r"[^\W_]+")

_Syllables = tuple[str, ...]


def is_inner_dash(text: str, start: int, end: int, since: int = 0) -> bool:
    """Whether the dash in a span of a normalised text stands inside a name or a range.

    Args:
        text: The text.
        start: Where the dash begins.
        end: Where what it is attached to begins.
        since: Where prose begins: what is excluded or named before it begins no range.
    """
    left = text[max(since, start - _NEAR) : start].rstrip()
    if not left or not (left[-1].isalnum() and text[end].isalnum()):
        return False
    before = tuple(_SYLLABLE.findall(left))
    after = tuple(_SYLLABLE.findall(text, end, end + _NEAR))
    return _is_range(before, after) or _is_name(_folded(before), _folded(after))


def _is_range(before: _Syllables, after: _Syllables) -> bool:
    """``X -XII``, or a cue with a number on both sides: ``tháng 1 năm 2020 -tháng 6``."""
    if _is_roman(before[-1]) and _is_roman(after[0]):
        return True
    if not _is_number(before[-1]):
        return False
    return any(
        _folded(before[i : i + size]) == _folded(after[:size])
        and all(map(_is_number, (before[i + size], after[size])))
        for size in range(1, min(_LONGEST_CUE, len(after) - 1) + 1)
        for i in range(len(before) - size)
    )


def _is_roman(written: str) -> bool:
    return written.isupper() and re.fullmatch(ROMAN, lower(written)) is not None


def _is_number(written: str) -> bool:
    return written[0].isdigit() or parse_number(written) is not None


def _is_name(before: _Syllables, after: _Syllables) -> bool:
    return any(
        before[-len(left) :] == left and after[: len(right)] == right
        for left, right in _dashed().get((before[-1], after[0]), ())
    )


@cache
def _dashed() -> dict[tuple[str, str], list[tuple[_Syllables, _Syllables]]]:
    """What stands before and after the dash of a known name, by the syllables beside it."""
    names = [s for unit in gazetteer.units().values() for s in (unit.name, *unit.spellings)]
    found: dict[tuple[str, str], list[tuple[_Syllables, _Syllables]]] = {}
    for name in (*names, *long_forms()):
        pieces = normalize(name).text.split("-")
        for i in range(1, len(pieces)):
            left, right = (
                _folded(tuple(_SYLLABLE.findall(" ".join(side))))
                for side in (pieces[:i], pieces[i:])
            )
            found.setdefault((left[-1], right[0]), []).append((left, right))
    return found


def _folded(syllables: _Syllables) -> _Syllables:
    return tuple(fold(lower(syllable)) for syllable in syllables)
