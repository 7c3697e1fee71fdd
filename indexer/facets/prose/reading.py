"""A document as the rules read it: title and text as one normalised string.

Positions here count the normalised string; ``evidence`` turns a span of it into the
span of the original title or text. Boilerplate is blanked out before anything is read.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterator

from indexer.analysis.filters import fold, lower
from indexer.analysis.normalizer import Normalized, normalize
from indexer.analysis.tones import place_usual_tones
from indexer.documents import Document, Evidence, Span
from indexer.facets.prose.phrases import MARKED, UNMARKED, Phrase

BLANK = "\n"
"""Stands for every blanked character: no pattern reaches across a run of them."""

LEAD = 700
"""How much text after the title counts as the lead."""

READ = 200_000
"""How much of a text is read: what an article is about stands near its beginning."""

_LONGEST_MATCH = 200  # of a phrase that is looked for at a place; its cues stand no further
_GAP = "\n" * 8  # no pattern reaches across more than four white-space characters
_HEADLINE = 300
_LONGEST_REAL_TITLE = 200
_NUMBER_OPENS = Phrase(
    r"[0-9](?<![0-9][0-9])(?:(?<=[12])([09])\d\d(?!\d)"
    r"|\d?+(?=\s?[/.-]\s?\d| (?:tháng|đến|và|năm) ))"
)
_FIRST_LINE = re.compile(r"\S[^\n]*")
_MARKED_SHARE, _SURELY_MARKED_SHARE = 0.02, 0.1
_SAMPLE = 20_000


class Reading:
    """Title and text in one normalised string, with the way back.

    Every rule asks all of it, so it is worked out at once; a property costs more than that.

    Attributes:
        document: What is read.
        shift: Length of what stands before the text (the title given apart, and a gap).
        normalized: The string, with its way back.
        text: The string, case kept.
        low: The string in lower case.
        unmarked: Whether the text is written without marks (or is not Vietnamese).
        title: Where the title stands; without any, the first line does its work.
        headed: Whether what stands first is a headline, not the first paragraph of a text.
        lead: Where the lead stands, which begins after the title.
        dates: Where each day or month begins, in digits, that can open a date.
        years: Where each run of digits begins that can be a year.
    """

    __slots__ = (
        "_kind", "_moved", "_read", "dates", "document", "headed", "lead", "low", "normalized",
        "shift", "text", "title", "unmarked", "years",
    )  # fmt: skip

    def __init__(self, document: Document, shift: int, normalized: Normalized) -> None:
        self.document = document
        self.shift = shift
        self.normalized = normalized
        self._moved = normalized.starts is not None
        self.text = normalized.text
        self.low = lower(self.text)
        self.unmarked = _is_unmarked(self.low[:_SAMPLE])
        self._kind = UNMARKED if self.unmarked else MARKED
        self._read = fold(self.low) if self.unmarked else self.low
        self.title = self._title()
        headline = self.text[slice(*self.title)].rstrip()
        self.headed = len(headline) <= _LONGEST_REAL_TITLE and not headline.endswith(".")
        self.lead = self.title[1], self.title[1] + LEAD
        self.dates, self.years = self._openings()

    @classmethod
    def of(cls, document: Document) -> Reading:
        """Reads a document; one whose title stands in its text is read once."""
        text = _blanked(document.text[:READ], document.boilerplate)
        if document.title and document.title_span is None:
            before = document.title + _GAP
            return cls(document, len(before), normalize(before + text, place_usual_tones))
        return cls(document, 0, normalize(text, place_usual_tones))

    def _title(self) -> Span:
        if self.shift:
            return 0, self._place(self.shift - len(_GAP))
        if self.document.title_span is not None:
            start, end = self.document.title_span
            return self._place(start), self._place(end)
        first = _FIRST_LINE.search(self.text)
        return (first.start(), min(first.end(), first.start() + _HEADLINE)) if first else (0, 0)

    def _openings(self) -> tuple[list[int], list[int]]:
        """Where dates and years begin, found in one pass over the digits."""
        dates: list[int] = []
        years: list[int] = []
        for match in self.matches(_NUMBER_OPENS):
            (years if match.lastindex else dates).append(match.start())
        return dates, years

    def places(self, word: str) -> Iterator[int]:
        """Every place of a normalised word that a letter and a space stand before."""
        read, wanted = self._read, " " + (fold(word) if self.unmarked else word)
        place = read.find(wanted)
        while place > 0:
            if read[place - 1].isalpha():
                yield place + 1
            place = read.find(wanted, place + 1)

    def matches(
        self, phrase: Phrase, start: int = 0, end: int = sys.maxsize
    ) -> Iterator[re.Match[str]]:
        """Every match of a phrase, in the form that fits how the text is written."""
        form = phrase.forms[self._kind] or phrase.form(self._kind)
        if form.cues and not _holds(self._read[start:end], form.cues):
            return iter(())
        return form.pattern.finditer(self._read, start, end)

    def begun(self, phrase: Phrase) -> Iterator[re.Match[str]]:
        """Every match of a phrase whose matches all begin with one of its cues."""
        form = phrase.forms[self._kind] or phrase.form(self._kind)
        end = 0
        for place in _finds(self._read, form.cues):
            match = form.pattern.match(self._read, place) if place >= end else None
            if match is not None:
                end = match.end()
                yield match

    def search(
        self, phrase: Phrase, start: int = 0, end: int = sys.maxsize
    ) -> re.Match[str] | None:
        """The first match of a phrase."""
        form = phrase.forms[self._kind] or phrase.form(self._kind)
        if form.cues and not _holds(self._read[start:end], form.cues):
            return None
        return form.pattern.search(self._read, start, end)

    def before(self, phrase: Phrase, place: int, reach: int = 60) -> re.Match[str] | None:
        """The first match, within so many characters, of a phrase that ends at a position."""
        form = phrase.forms[self._kind] or phrase.form(self._kind)
        start = place - reach if place > reach else 0
        part = self._read[start:place]
        if form.ends and not part.rstrip().endswith(form.ends):
            return None
        if form.cues and not _holds(part, form.cues):
            return None
        return form.pattern.search(self._read, start, place)

    def holds(self, phrase: Phrase, start: int = 0, end: int = sys.maxsize) -> bool:
        """Whether a phrase may match between two positions, by its cues alone."""
        form = phrase.forms[self._kind] or phrase.form(self._kind)
        return not form.cues or _holds(self._read[start:end], form.cues)

    def match(self, phrase: Phrase, place: int) -> re.Match[str] | None:
        """The match of a phrase that begins exactly at a position."""
        form = phrase.forms[self._kind] or phrase.form(self._kind)
        if form.cues and not _holds(self._read[place : place + _LONGEST_MATCH], form.cues):
            return None
        return form.pattern.match(self._read, place)

    def follows(self, phrase: Phrase, place: int) -> bool:
        """Whether a phrase begins exactly at a position."""
        form = phrase.forms[self._kind] or phrase.form(self._kind)
        if form.cues and not _holds(self._read[place : place + _LONGEST_MATCH], form.cues):
            return False
        return form.pattern.match(self._read, place) is not None

    def covers(self, phrase: Phrase, start: int, end: int) -> bool:
        """Whether a phrase is all there is between two positions."""
        form = phrase.forms[self._kind] or phrase.form(self._kind)
        return form.pattern.fullmatch(self._read, start, end) is not None

    def is_dated(self, start: int, end: int) -> bool:
        """Whether a year, or a day that can open a date, stands between two positions."""
        for places in (self.dates, self.years):
            first = bisect_left(places, start)
            if first < len(places) and places[first] < end:
                return True
        return False

    def in_title(self, place: int) -> bool:
        """Whether a position lies in the title."""
        return self.title[0] <= place < self.title[1]

    def in_lead(self, place: int) -> bool:
        """Whether a position lies in the lead."""
        return self.lead[0] <= place < self.lead[1]

    def evidence(self, span: Span, rule: str, confidence: float) -> Evidence:
        """The evidence of a span, in code points of the original title or text."""
        start, end = self.normalized.original_span(*span) if self._moved else span
        if not self.shift:
            source, original = "text", self.document.text
        elif end <= self.shift:
            source, original = "title", self.document.title
            end = min(end, len(original))
        else:
            source, original = "text", self.document.text
            start, end = max(start - self.shift, 0), end - self.shift
        # As Evidence(…), in a third of the time.
        return tuple.__new__(Evidence, (source, start, end, original[start:end], rule, confidence))

    def _place(self, original: int) -> int:
        """The normalised position of an original one (of title, gap and text together)."""
        starts = self.normalized.starts
        return min(original, len(self.text)) if starts is None else bisect_left(starts, original)


def _holds(text: str, words: tuple[str, ...]) -> bool:
    for word in words:  # noqa: SIM110 -- a generator would take longer than the search
        if word in text:
            return True
    return False


def _finds(text: str, words: tuple[str, ...]) -> list[int]:
    """Where any of the words stands, in order."""
    places = []
    for word in words:
        place = text.find(word)
        while place >= 0:
            places.append(place)
            place = text.find(word, place + 1)
    places.sort()
    return places


def _is_unmarked(low: str) -> bool:
    # No letter takes more than three bytes more than one.
    if len(low.encode(errors="replace")) - len(low) > 3 * _SURELY_MARKED_SHARE * len(low):
        return False
    marked = _other_than_ascii(low)
    if _MARKED_SHARE <= marked / (len(low) or 1) < _SURELY_MARKED_SHARE:
        marked -= _other_than_ascii(fold(low))  # dashes, quotation marks
    return marked < _MARKED_SHARE * len(low)


def _other_than_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


def _blanked(text: str, spans: tuple[Span, ...]) -> str:
    if not spans:
        return text
    parts, place = [], 0
    for start, end in spans:
        if end > len(text):
            break
        parts += [text[place:start], BLANK * (end - start)]
        place = end
    return "".join([*parts, text[place:]])
