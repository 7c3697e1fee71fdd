"""The years that a question names: one, or all from one to another.

``từ năm 2020 đến năm 2023``, ``giai đoạn 2020-2023``, ``2020 - 2023``. Five or ten years that
begin and end as terms of office and plans do (2020-2025, 2021-2030) are those, unless a word
that only a range has stands before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from indexer.abbreviations import Form
from indexer.documents import Span
from indexer.questions import Part
from indexer.understanding.words import YEAR, Cue, Words, cues

_RANGE = re.compile(rf"{YEAR.pattern}-{YEAR.pattern}")
_IN = cues("năm")
_SOUTH = cues("việt nam", "miền nam", "phía nam", "đông nam", "tây nam")
"""What ends in a word that is năm, too, if marks are missing."""
_FROM = cues("từ năm", "từ", "trong các năm", "các năm", "trong năm", "năm")
_TO = cues("đến năm", "tới năm", "đến", "tới")
_OF_A_TERM = cues("nhiệm kỳ", "khóa")
_PERIOD = cues("trong giai đoạn", "giai đoạn", "thời kỳ", "trong")
_HALF = 5
_TO_WORDS = "đến", "tới"


class Years(NamedTuple):
    """Years of a question.

    Attributes:
        value: A year, or a range as ``2020..2023``.
        span: The syllables that say it, from its cue on.
        cue: The words that only say that years follow.
        parts: The years.
    """

    value: str
    span: Span
    cue: tuple[Part, ...]
    parts: tuple[Part, ...]


class Range(NamedTuple):
    """Years from one to another, with a dash or in words.

    Attributes:
        start: The first syllable of the words that say so.
        begin: The syllable of the one year.
        end: That of the other.
        is_term: Whether they are those of a term of office or of a plan, and no article's.
    """

    start: int
    begin: int
    end: int
    is_term: bool

    def ends(self, words: Words) -> tuple[str, str]:
        """Both years, the earlier one first."""
        first, last = sorted((words.folded[self.begin], words.folded[self.end]))
        return first, last

    @property
    def written(self) -> int:
        """Which of its forms was typed."""
        return self.end - self.begin - 1

    def forms(self, words: Words) -> tuple[Form, ...]:
        """The ways to write it: with a dash, with one word, with two."""
        first, last = self.ends(words)
        return (
            Form(f"{first}-{last}", ((first,), (last,))),
            Form(f"{first} đến {last}", ((first,), _TO_WORDS, (last,))),
            Form(f"{first} đến năm {last}", ((first,), _TO_WORDS, ("năm",), (last,))),
        )


def ranges(words: Words) -> Iterator[Range]:
    """What a row of parts names from one year to another."""
    for end in range(1, len(words.folded)):
        begin = _begin(words, end) if words.is_year(end) else None
        if begin is None:
            continue
        start = _before(words, begin, _FROM)
        in_period = words.before(begin, _PERIOD) if start is None else None
        of_term = words.before(begin if start is None else start, _OF_A_TERM) is not None
        dashed = words.is_joined(begin) and ".." not in words.parts[words.owners[begin]].text
        is_plan = start is None and dashed and _is_term(words, begin, end)
        cue = next((one for one in (start, in_period) if one is not None), begin)
        yield Range(cue, begin, end, of_term or is_plan)


def years(words: Words) -> Iterator[Years]:
    """The years in a row of parts, ranges first."""
    used: set[int] = set()
    for one in ranges(words):
        used |= {one.begin, one.end}
        if not one.is_term:
            cue = (*range(one.start, one.begin), *range(one.begin + 1, one.end))
            span = one.start, one.end + 1
            yield _years(words, "..".join(one.ends(words)), span, cue, (one.begin, one.end))
    known: set[str] = set()
    for place, number in enumerate(words.owners):
        part, year = words.parts[number], words.folded[place]
        alone = part.loose and len(part.syllables) == 1 and not part.begun
        if alone and words.is_year(place) and place not in used and year not in known:
            known.add(year)
            start = _before(words, place, _IN)
            start = place if start is None else start
            yield _years(words, year, (start, place + 1), range(start, place), (place,))


def _before(words: Words, place: int, known: Iterable[Cue]) -> int | None:
    """Where the words begin that say that years follow."""
    return None if _is_south(words, place) else words.before(place, known)


def _is_south(words: Words, place: int) -> bool:
    """Whether nam ends a name before a place, and is not năm without its mark."""
    if not place or words.marked[place - 1] != "nam":
        return False
    names = words.texts[max(0, place - 2) : place]
    is_name = words.is_name(place) or (len(names) > 1 and all(map(str.istitle, names)))
    return is_name or words.before(place, _SOUTH) is not None


def _begin(words: Words, end: int) -> int | None:
    """Where the other year stands of a range that ends with a year."""
    to = words.before(end, _TO)
    if to is None:
        is_one = _RANGE.fullmatch(words.parts[words.owners[end]].whole)
        return end - 1 if is_one and words.owners[end - 1] == words.owners[end] else None
    return to - 1 if to and words.is_year(to - 1) else None


def _is_term(words: Words, *span: int) -> bool:
    """Whether years are those of a term of office or of a plan."""
    first, last = sorted(int(words.folded[place]) for place in span)
    return first % _HALF <= 1 and last % _HALF == 0 and last - first >= _HALF - 1


def _years(words: Words, value: str, span: Span, cue: Iterable[int], own: Iterable[int]) -> Years:
    cue_parts, parts = (
        tuple(dict.fromkeys(words.parts[words.owners[place]] for place in places))
        for places in (cue, own)
    )
    return Years(value, span, cue_parts, parts)
