"""A dash after a space excludes what it is attached to, unless it joins a name or a range.

Pasted prose has such dashes ("Bà Rịa -Vũng Tàu", "tháng 1 -tháng 6"). Names are listed or have
a capital on both sides ("Mác -Lênin"). A province's name is whole: what is joined to one is
excluded, unless it is listed or a road leads from one to the other. Everything else is
excluded, too: that is shown, and can be taken back, where a word silently searched cannot.
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

_ROADS = re.compile(
    r"(?:cao toc|quoc lo|tinh lo|duong sat|duong bay|tuyen|tau)(?: duong| cao toc| sat)?$"
)
"""What stands before the names that a road joins."""

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
    if _is_range(before, after) or _is_name(_folded(before), _folded(after)):
        return True
    return (
        _is_road(before, after)
        or (
            len(before) > 1  # a question may begin with a capital
            and _is_capitalised(before[-1])
            and _is_capitalised(after[0])
            and not _is_province(left, text[end : end + _NEAR])
        )
    )


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


def _is_road(before: _Syllables, after: _Syllables) -> bool:
    """``cao tốc Hà Nội -Hải Phòng``: only names stand between its cue and the dash."""
    names = next((i for i, s in enumerate(reversed(before)) if not s[0].isupper()), len(before))
    cue = " ".join(_folded(before[: len(before) - names]))
    return names > 0 and after[0][0].isupper() and _ROADS.search(cue) is not None


def _is_capitalised(written: str) -> bool:
    """Whether a name may be written so: abbreviations are not."""
    return written[0].isupper() and not written[1:].isupper()


def _is_province(left: str, right: str) -> bool:
    """Whether the name of a province ends before a dash, or begins after it."""
    ends = any(end == len(left) for _, (_, end) in gazetteer.find_names(lower(left)))
    return ends or any(start == 0 for _, (start, _) in gazetteer.find_names(lower(right)))


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
