"""Where a year comes from when the day alone is said, or no day at all."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import NamedTuple

from indexer.documents import Span
from indexer.facets.dates import days
from indexer.facets.dates.days import Mention
from indexer.facets.dates.occasions import school_year, spring_year, year_of_years
from indexer.facets.dates.officeterms import Office, term_year
from indexer.facets.dates.pages import Page, Source
from indexer.facets.dates.yearwords import opening_year, this_year, title_year, work_year
from indexer.facets.prose.phrases import Phrase
from indexer.facets.prose.reading import Reading

_NEAR, _REPORTED = 45, 120  # days
_HALF_A_YEAR, _NEVER = 184, 1 << 30  # days
_LONG = 4  # years after which the same day is only remembered
FIRST_ONLINE = 1999
"""Days before this year are told by hardly any article as its own."""
_ELECTED = 1  # years from a congress to the first of its term
_WINTER = 10  # from this month on, meetings plan the next year
_AIMS = r"đến|tới|trước|vào|hết|cuối|tầm nhìn|định hướng|giai đoạn"
_AIMED_AT = Phrase(rf"(?:\b(?:{_AIMS})(?: năm)?[\s(:]{{1,2}}|-\s?)$")
_AIMED_AT_OR_TERM = Phrase(
    rf"(?:\b(?:{_AIMS}|nhiệm kỳ|khoá \w{{1,5}})(?: năm)?[\s(:]{{1,2}}|-\s?)$"
)
_LONGEST_AIM = 20
_COMMEMORATED = Phrase(
    r"(?<!bị\s)(?<!tới\s)(?<!đến\s)(?<!sẽ\s)\bkỷ niệm\b[^.;\n]{0,90}$",  # now, not in some months
    "niệm",
)
_LONGEST_OCCASION = 130
_AS_OF = Phrase(r"\b(?:tính đến(?: hết)?|trước đó,?(?: vào)?)(?: ngày)? $", "tính", "trước")


class Sources(NamedTuple):
    """Everything that can say the year, asked in the order of trust."""

    reading: Reading
    mentions: list[Mention]
    page: Page | None
    offices: list[Office]
    of_term: bool

    def for_day(self, day: Mention) -> Source | None:
        """What gives the year of a day said without one."""
        return (
            self._same_day(day)
            or _nearest(day, self.page, within=_NEAR)
            or _said(this_year(self.reading), "this year", 0.7)
            or self._by_occasion(day.month)
            or self._by_words(day.month)
            or _said(title_year(self.reading), "year of the title", 0.65)
            or self._reported(day)
            or self._anniversary(day)
            or _said(year_of_years(self.reading), "years looked back on", 0.6)
            or _nearest(day, self.page, within=None)
        )

    def without_day(self) -> Source | None:
        """What gives the year when no day is the event's."""
        if self.page:
            return self.page.source
        if not self.reading.years:
            return None
        return (
            _said(this_year(self.reading), "this year", 0.7)
            or self._by_occasion(None)
            or self._by_words(None)
            or self._commemoration()
            or self._opening()
        )

    def is_history(self, day: Mention) -> bool:
        """Whether a full date lies long before what the text tells of, and is remembered only.

        It lies before the press was online, and the text names a later year than that; or
        before the year in which a congress begins its term.
        """
        if day.year is None:
            return False
        if day.year < FIRST_ONLINE and self._looks_past(FIRST_ONLINE - 2, 1, _AIMED_AT):
            return True
        term = self._term(0.0) if self.of_term and day.role != "today" else None
        return term is not None and day.year < term.year - _ELECTED

    def _commemoration(self) -> Source | None:
        """The later year of what title or lead commemorate: "80 năm … (26/6/1929 - 26/6/2009)"."""
        pair = days.anniversary(self.mentions)
        if pair is None or pair.year is None or pair.span[0] >= self.reading.lead[1]:
            return None
        told = self.reading.before(_COMMEMORATED, pair.span[0], _LONGEST_OCCASION)
        if told is None or self._looks_past(pair.year, 1, _AIMED_AT_OR_TERM):
            return None
        return Source(pair.year, "anniversary", 0.65, (pair.span,))

    def _opening(self) -> Source | None:
        found = opening_year(self.reading)
        if found is None or self._looks_past(found[0], 1, _AIMED_AT_OR_TERM):
            return None
        return _said(found, "year the text opens with", 0.5)

    def _by_occasion(self, month: int | None) -> Source | None:
        return _said(spring_year(self.reading, month), "spring feast", 0.7) or _said(
            school_year(self.reading, month), "school year", 0.65
        )

    def _by_words(self, month: int | None) -> Source | None:
        return (
            (self._term(0.8) if self.of_term else None)
            or self._work(month)
            or (None if self.of_term else self._term(0.5))
        )

    def _term(self, confidence: float) -> Source | None:
        found = term_year(self.reading, self.offices, of_its_congress=not self.of_term)
        return _said(found, "term of the congress", confidence)

    def _work(self, month: int | None) -> Source | None:
        found = work_year(self.reading, month)
        if found is not None and self._is_past(*found):
            return None
        return _said(found, "year of the work reported", 0.8 if month else 0.65)

    def _same_day(self, day: Mention) -> Source | None:
        """The same day is said with its year elsewhere; not the day that is commemorated."""
        occasion = days.anniversary(self.mentions)
        for other in self.mentions:
            if (other.day, other.month) != (day.day, day.month):
                continue
            year = other.year or 0
            if year < days.FIRST_YEAR or (other.role == "other" and other is not occasion):
                continue
            if not self._looks_past(year + _LONG, 2, _AIMED_AT_OR_TERM):
                return Source(year, "same day with its year", 0.9, (other.span,))
        return None

    def _anniversary(self, day: Mention) -> Source | None:
        """What is commemorated, "(3/2/1930 - 3/2/2021)": the later day is the occasion's."""
        pair = days.anniversary(self.mentions)
        if pair is None or pair.year is None:
            return None
        year = _nearest_year(day, pair.iso(), pair.year)[1]
        return Source(year, "anniversary", 0.65, (pair.span,))

    def _reported(self, day: Mention) -> Source | None:
        """A dated meeting that this one reports on, shortly before: the latest that is dated."""
        last = max(filter(self._may_be_reported, self.mentions), key=_when, default=None)
        if last is None:
            return None
        for year in (last.year or 0, (last.year or 0) + 1):
            days = _days_between(last.iso(), day.iso(year))
            known = year if day.month >= _WINTER else year - 1  # only then of next year as well
            if (
                days is not None
                and 0 <= days <= _REPORTED
                and not self._looks_past(known, 1, _AIMED_AT)
            ):
                return Source(year, "shortly after a dated event", 0.65, (last.span,))
        return None

    def _may_be_reported(self, other: Mention) -> bool:
        if other.year is None or other.day is None:
            return False
        of_something = other.role in ("other", "life")
        return not of_something or self.reading.before(_AS_OF, other.span[0], 24) is not None

    def _is_past(self, year: int, span: Span) -> bool:
        """Whether some work is told of below the lead, and of later years as well."""
        return span[0] >= self.reading.lead[1] and self._looks_past(year, 2, _AIMED_AT_OR_TERM)

    def _looks_past(self, year: int, times: int, aimed_at: Phrase) -> bool:
        """Whether the text often tells of later years: then it tells that one as the past."""
        text, soon = self.reading.text, year + 1
        later = (
            place
            for place in self.reading.years
            if int(text[place : place + 4]) > soon
            and not self.reading.before(aimed_at, place, _LONGEST_AIM)
        )
        return sum(1 for _ in islice(later, times)) == times


def _when(day: Mention) -> str:
    return day.iso() or ""


def _said(found: tuple[int, Span] | None, rule: str, confidence: float) -> Source | None:
    """A year that words say, as a source."""
    return Source(found[0], rule, confidence, (found[1],)) if found else None


def _nearest(day: Mention, page: Page | None, within: int | None) -> Source | None:
    """The year that brings the day nearest to the page's date."""
    if page is None:
        return None
    if page.day is None and within is not None and page.month != day.month:
        return None
    published = f"{page.year:04}-{page.month:02}-{page.day or 15:02}"
    days, year = _nearest_year(day, published, page.year)
    if days > (_HALF_A_YEAR if within is None else within):
        return None
    confidence = 0.9 if within is not None else 0.5
    source = page.source
    return Source(year, f"day near {source.rule}", confidence, source.spans, source.found)


def _nearest_year(day: Mention, when: str | None, year: int) -> tuple[int, int]:
    """The days between a day and a date, in the year that makes them fewest; and that year."""
    distances = [
        (abs(days), near)
        for near in (year, year - 1, year + 1)
        if (days := _days_between(day.iso(near), when)) is not None
    ]
    return min(distances, default=(_NEVER, year))


def _days_between(earlier: str | None, later: str | None) -> int | None:
    if earlier is None or later is None:
        return None
    try:
        return (date.fromisoformat(later) - date.fromisoformat(earlier)).days
    except ValueError:
        return None
