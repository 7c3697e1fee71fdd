"""The years that a question names: one, or all from one to another.

``từ năm 2020 đến năm 2023``, ``giai đoạn 2020-2023``, ``2020 - 2023``. Five or ten years that
begin and end as terms of office and plans do (2020-2025, 2021-2030) are those, unless a word
that only a range has stands before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from indexer.questions import Part
from indexer.understanding.words import YEAR, Words, cues

_RANGE = re.compile(rf"{YEAR.pattern}-{YEAR.pattern}")
_IN = cues("năm")
_FROM = cues("từ năm", "từ", "trong các năm", "các năm", "trong năm", "năm")
_TO = cues("đến năm", "tới năm", "đến", "tới")
_OF_A_TERM = cues("nhiệm kỳ", "khóa")
_PERIOD = cues("trong giai đoạn", "giai đoạn", "thời kỳ", "trong")
_HALF = 5


class Years(NamedTuple):
    """Years of a question.

    Attributes:
        value: A year, or a range as ``2020..2023``.
        cue: The words that only say that years follow.
        parts: The years.
    """

    value: str
    cue: tuple[Part, ...]
    parts: tuple[Part, ...]


def years(words: Words) -> Iterator[Years]:
    """The years in a row of parts, ranges first."""
    used: set[int] = set()
    yield from (*_in_one_piece(words), *_in_words(words, used))
    known: set[str] = set()
    for place, number in enumerate(words.owners):
        part, year = words.parts[number], words.folded[place]
        alone = part.loose and len(part.syllables) == 1 and not part.begun
        if alone and words.is_year(place) and place not in used and year not in known:
            known.add(year)
            start = words.before(place, _IN)
            yield _years(words, year, range(place if start is None else start, place), (place,))


def _in_one_piece(words: Words) -> Iterator[Years]:
    """``2020-2023``."""
    for number, part in enumerate(words.parts):
        if not (part.loose and _RANGE.fullmatch(part.whole)):
            continue
        place = words.owners.index(number)
        first, last = sorted(map(int, part.syllables))
        start = words.before(place, _FROM)
        if start is None:
            if words.before(place, _OF_A_TERM) is not None or _is_term(first, last):
                continue
            start = words.before(place, _PERIOD)
        cue = range(place if start is None else start, place)
        yield _years(words, f"{first}..{last}", cue, (place, place + 1))


def _in_words(words: Words, used: set[int]) -> Iterator[Years]:
    """``từ năm 2020 đến năm 2023``; tells which syllables are years of such a range."""
    for place in range(2, len(words.folded)):
        to = words.before(place, _TO) if words.is_year(place) else None
        if not to or not words.is_year(to - 1):
            continue
        start = words.before(to - 1, _FROM)
        used |= {to - 1, place}
        if start is None:
            start = to - 1
            if words.before(start, _OF_A_TERM) is not None:
                continue
        first, last = sorted((words.folded[to - 1], words.folded[place]))
        cue = (*range(start, to - 1), *range(to, place))
        yield _years(words, f"{first}..{last}", cue, (to - 1, place))


def _is_term(first: int, last: int) -> bool:
    """Whether years are those of a term of office or of a plan."""
    return first % _HALF <= 1 and last % _HALF == 0 and last - first >= _HALF - 1


def _years(words: Words, value: str, cue: Iterable[int], own: Iterable[int]) -> Years:
    cue_parts, parts = (
        tuple(dict.fromkeys(words.parts[words.owners[place]] for place in places))
        for places in (cue, own)
    )
    return Years(value, cue_parts, parts)
