"""When a page was published: from a dateline, the source's own word, or its address."""

from __future__ import annotations

import re
from typing import NamedTuple

from indexer.documents import Document, Evidence, Span
from indexer.facets.dates.days import Mention
from indexer.facets.prose.reading import Reading

_DAY = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")
_Y, _M, _D = r"(?P<year>20[0-4]\d)", r"(?P<month>0[1-9]|1[0-2])", r"(?P<day>[0-2]\d|3[01])"
_SHORT_M, _SHORT_D = r"(?P<month>0?[1-9]|1[0-2])", r"(?P<day>0?[1-9]|[12]\d|3[01])"
_URL_DATES = (
    re.compile(rf"(?<!\d){_Y}{_M}{_D}\d{{4,11}}(?!\d)"),
    re.compile(rf"/{_Y}/{_SHORT_M}/(?:(?P<day>[0-2]?\d|3[01])/)?"),
    re.compile(rf"/{_Y}{_M}(?P<day>)/"),
    re.compile(rf"[-_/]{_Y}{_M}{_D}(?=\.[a-z]|[/?_-]|$)"),
    re.compile(rf"(?<![\d-])-{_SHORT_D}-{_SHORT_M}-{_Y}(?![\d-])"),
)


class Source(NamedTuple):
    """Something that gives a year: words of the reading, or evidence from outside it."""

    year: int
    rule: str
    confidence: float
    spans: tuple[Span, ...] = ()
    found: tuple[Evidence, ...] = ()


class Page(NamedTuple):
    """When the page was published, as far as it says.

    Attributes:
        year: Its year.
        month: Its month.
        day: Its day, if it says.
        source: What gives the year.
        found: The whole date, where it stands outside the text.
    """

    year: int
    month: int
    day: int | None
    source: Source
    found: tuple[Evidence, ...] = ()


def page_date(reading: Reading, mentions: list[Mention]) -> Page | None:
    """The page's date: from a dateline, else as the source states it, else from its address."""
    document = reading.document
    for mention in mentions:
        if mention.year is not None and mention.of_page:
            source = Source(mention.year, "dateline", 0.8, (mention.span,))
            return Page(mention.year, mention.month, mention.day, source)
    return _published(document) or _url_date(document)


def _published(document: Document) -> Page | None:
    match = _DAY.match(document.published or "")
    if match is None or not 1 <= int(match[2]) <= 12:  # noqa: PLR2004 -- months
        return None
    found = Evidence("field", 0, len(match[0]), match[0], "published", 0.75)
    source = Source(int(match[1]), "published", 0.75, found=(found,))
    return Page(int(match[1]), int(match[2]), int(match[3]) if match[3] else None, source)


def _url_date(document: Document) -> Page | None:
    url = document.url or ""
    for pattern in _URL_DATES if url else ():
        match = pattern.search(url)
        if match is not None:
            spans = [match.span(name) for name in ("year", "month", "day") if match[name]]
            starts, ends = zip(*spans, strict=True)
            year, whole = (
                Evidence("url", start, end, url[start:end], "date in address", 0.7)
                for start, end in (spans[0], (min(starts), max(ends)))
            )
            source = Source(int(match["year"]), "date in address", 0.7, found=(year,))
            day = int(match["day"]) if match["day"] else None
            return Page(int(match["year"]), int(match["month"]), day, source, (whole,))
    return None
