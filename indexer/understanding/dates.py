"""The months and days that a question names, and the ways to write each.

``7/2023``, ``06/7/2023``, ``tháng bảy năm 2023``, ``6 tháng 7 năm 2023``, ``ngày 6/7``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from indexer.abbreviations import Form
from indexer.documents import Span
from indexer.requests import ANY_YEAR
from indexer.syllables import has_more_marks
from indexer.understanding.numerals import in_words, syllables_of
from indexer.understanding.ordinals import is_counted, read_number
from indexer.understanding.words import YEAR, Words, cues

_DAY = re.compile(r"0?[1-9]|[12]\d|3[01]")
_DATE = re.compile(
    rf"(?:(?P<day>{_DAY.pattern})[/.])?(?P<month>0?[1-9]|1[0-2])[/.](?P<year>{YEAR.pattern})"
)
_DAY_OF_YEAR = re.compile(rf"(?P<day>{_DAY.pattern})/(?P<month>0?[1-9]|1[0-2])(?P<year>)")
_LONGEST_MONTH = 2  # mười hai
_MONTHS = 12
_SOME_DAY = cues("ngày", "ngày mùng", "mùng", "mồng", "sáng", "chiều", "tối")
"""What stands before a day without a year; else a number before tháng may count months."""
_ON_DAY, IN_MONTH, _IN_YEAR = cues("ngày"), cues("tháng"), cues("năm")


class Dated(NamedTuple):
    """A month or a day of a question.

    Attributes:
        year: Its year; "" where none is named.
        month: Its month.
        day: Its day; 0 for all of the month.
        start: The first syllable of the words that say it, from its cue on.
        place: The first syllable of itself.
        end: One past its last.
    """

    year: str
    month: int
    day: int
    start: int
    place: int
    end: int

    @property
    def value(self) -> str:
        """As an index has it: ``2023-07``, ``2023-07-06``, ``--07-06``."""
        month = f"{self.year or ANY_YEAR[0]}-{self.month:02}"
        return f"{month}-{self.day:02}" if self.day else month

    def forms(self) -> Iterator[Form]:
        """The ways to write it: with a sign or in words; a month in words, too."""
        month, year = str(self.month), self.year
        of_year = f" năm {year}" if year else ""
        if self.day:
            if year:
                yield _form(f"{self.day}/{month}/{year}")
            yield _form(f"{self.day} tháng {month}{of_year}")
            return
        yield _form(f"tháng {month}/{year}")
        for said in (month, *in_words(self.month)):
            yield _form(f"tháng {said}{of_year}")

    def is_typed(self, form: Form, words: Words) -> bool:
        """Whether a form is what the question says, but for a zero before a number."""
        typed = words.marked[self.start : self.end][-len(form.slots) :]
        return len(typed) == len(form.slots) and all(
            any(has_more_marks(each, syllable) for syllable in slot)
            for each, slot in zip(typed, form.slots, strict=True)
        )


def dates(words: Words) -> Iterator[Dated]:
    """The months and days in a row of parts."""
    for number, part in enumerate(words.parts):
        if not part.loose:
            continue
        match = _DATE.fullmatch(part.whole) or _DAY_OF_YEAR.fullmatch(part.whole)
        if match:
            place = words.owners.index(number)
            if match["year"] or words.before(place, _SOME_DAY) is not None:
                span = place, place + len(part.syllables)
                yield _dated(words, match["year"], int(match["month"]), match["day"], span)
    for place in range(1, len(words.folded)):
        month = words.before(place, IN_MONTH)
        if month is not None and not words.is_joined(place):
            yield from _in_words(words, month, place)


def _in_words(words: Words, month: int, place: int) -> Iterator[Dated]:
    """A month after ``tháng``, perhaps with a day before it."""
    for end in range(min(len(words.folded), place + _LONGEST_MONTH), place, -1):
        number = read_number(words, place, end)
        if not number or number > _MONTHS:
            continue
        day = words.folded[month - 1] if month else ""
        is_day = _DAY.fullmatch(day) is not None and not is_counted(words, month - 1)
        year = end + words.says(end, *_IN_YEAR)
        if words.is_year(year):
            span = month - 1 if is_day else place, year + 1
            yield _dated(words, words.folded[year], number, day if is_day else None, span)
        elif is_day and words.before(month - 1, _SOME_DAY) is not None:
            yield _dated(words, "", number, day, (month - 1, end))
        return


def _dated(words: Words, year: str, month: int, day: str | None, span: Span) -> Dated:
    place, end = span
    start = words.before(place, _ON_DAY if day else IN_MONTH)
    return Dated(year, month, int(day or 0), place if start is None else start, place, end)


def _form(text: str) -> Form:
    """A form from its words; a number below ten may have a zero before it."""
    syllables = syllables_of(text.replace("/", " "))
    return Form(text, tuple((s, s.zfill(2)) if s.isdigit() else (s,) for s in syllables))
