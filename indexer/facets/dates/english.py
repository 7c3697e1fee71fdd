"""Dates written in English: "July 6, 2023", "06 Jul 2023", in a Vietnamese page with their year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from indexer.documents import Span
from indexer.facets.prose.phrases import Phrase
from indexer.facets.prose.reading import Reading

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
"""The months in English, from the first."""

_SHORT = tuple(name[:3] for name in MONTHS)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:19|20)\d\d"
_NAMES = "|".join(MONTHS)
_ANY = re.compile(
    rf"\b(?P<name>{_NAMES}) (?P<day>{_DAY})(?:st|nd|rd|th)?(?:,? (?P<year>{_YEAR}))?\b"
    rf"|\b(?P<day2>{_DAY}) (?P<name2>{_NAMES})(?:,? (?P<year2>{_YEAR}))?\b"
)
# A year is looked at first; before it stands a month, or a day and a comma.
_BEFORE_YEAR = Phrase(
    rf"\b(?:(?P<day>{_DAY}) (?P<name>{_NAMES}|{'|'.join(_SHORT)}),?"
    rf"|(?P<name2>{_NAMES}|{'|'.join(_SHORT)}) (?P<day2>{_DAY})(?:st|nd|rd|th)?,) $",
    ends=(*MONTHS, *_SHORT, ","),
)
_LONGEST = 20


class EnglishDate(NamedTuple):
    """A day, its month, perhaps its year, and where they stand."""

    day: int
    month: int
    year: int | None
    span: Span


def english_dates(reading: Reading) -> Iterator[EnglishDate]:
    """Every date in English; with its year only, where the text is in marked Vietnamese."""
    if reading.unmarked:
        for match in _ANY.finditer(reading.low):
            year = match["year"] or match["year2"]
            yield _date(match, int(year) if year else None, match.span())
        return
    for place in reading.years:
        before = reading.before(_BEFORE_YEAR, place, _LONGEST)
        if before is not None:
            year = int(reading.text[place : place + 4])
            yield _date(before, year, (before.start(), place + 4))


def _date(match: re.Match[str], year: int | None, span: Span) -> EnglishDate:
    month = _SHORT.index((match["name"] or match["name2"])[:3]) + 1
    return EnglishDate(int(match["day"] or match["day2"]), month, year, span)
