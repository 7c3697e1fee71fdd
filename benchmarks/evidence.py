"""Checks the evidence of facet values: exact spans, and words that say the value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from indexer import Document
from indexer.analysis.filters import fold, lower
from indexer.analysis.normalizer import normalize
from indexer.documents import Evidence, FacetValues
from indexer.facets import gazetteer
from indexer.facets.dates.english import MONTHS
from indexer.facets.numbers import parse_number, to_roman

_LABELS = ("kind", "level")  # what the rules call an event; the words need not say it
_WORD = re.compile(r"\d+|[^\W\d]+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)\d\d$")
_CENTRAL = re.compile(r"trung ương|\btw\b|\btư\b|\bt\.ư|central|plenum|bộ chính trị|ban bí thư")
_YESTERDAY = re.compile(r"^(?:hôm|sáng|trưa|chiều|tối|đêm) qua$")
_LONGEST_NUMBER = 4  # words, as in "hai mươi mốt"


def complaints(document: Document, values: FacetValues) -> Iterator[str]:
    """Whatever is wrong with the evidence of a document's values, facet by facet.

    Every piece must be exactly what its source has there; some piece must say the value;
    a year that its day does not say must come with a second piece, which gave it; some
    piece must say day and month of a date.
    """
    sources = {
        "text": document.text,
        "title": document.title,
        "url": document.url or "",
        "field": document.published or "",
    }
    for facet, pieces in values.evidence.items():
        for piece in pieces:
            if sources.get(piece.source, piece.text)[piece.start : piece.end] != piece.text:
                yield f"{facet}: {piece.text!r} does not stand at its place"
        value = getattr(values, facet)
        if facet not in _LABELS and not _says(facet, value, pieces):
            yield f"{facet}: nothing in {[piece.text for piece in pieces]} says {value}"


def _says(facet: str, value: Any, pieces: Sequence[Evidence]) -> bool:
    texts = [lower(normalize(piece.text).text) for piece in pieces]
    if facet == "year":
        return _says_year(int(value), texts)
    if facet == "date":
        told = _day_after(value) if any(map(_YESTERDAY.search, texts)) else value
        compact = told.replace("-", "")  # as in addresses
        said = _says_year(int(told[:4]), texts) and _says_day(told, texts)
        return said or any(compact in text for text in texts)
    if facet == "province":
        named = {name for piece in pieces for name in _provinces(piece.text)}
        return any(value.endswith(name) for name in named)  # Huế was Thừa Thiên Huế
    if facet == "period":
        return any(re.findall(r"\d{4}", text) == str(value).split("-") for text in texts)
    numbers = {number for text in texts for number in _numbers(text)}
    return value in (numbers if facet == "conference" else {to_roman(n) for n in numbers})


def _says_year(year: int, texts: Sequence[str]) -> bool:
    """Whether some text has the year, or two have a day and a year next to the one inferred."""
    years = {int(found) for text in texts for found in _YEAR.findall(text)}
    short = {int(found[0]) for text in texts if (found := _SHORT_YEAR.search(text))}
    if year in years or year % 100 in short:
        return True
    return len(texts) > 1 and bool({year - 1, year + 1} & years)


def _day_after(iso: str) -> str:
    """The day on which a day is "hôm qua"."""
    return (date.fromisoformat(iso) + timedelta(days=1)).isoformat()


def _says_day(iso: str, texts: Sequence[str]) -> bool:
    """Whether the texts say day and month, in digits or words."""
    said = {number for text in texts for number in _numbers(text)}
    months = {i for i, name in enumerate(MONTHS, 1) for text in texts if name[:3] in text}
    return said | months >= {int(part) for part in iso.split("-")[1:]}


def _numbers(text: str) -> Iterator[int]:
    words = _WORD.findall(text)
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST_NUMBER, len(words)) + 1):
            number = parse_number(
                re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", " ".join(words[start:end]))
            )
            if number and number < 100:
                yield number


def _provinces(written: str) -> Iterator[str]:
    """Every unit that words, codes or addresses may mean, its successors included."""
    low = lower(normalize(written).text)
    found = [name for name, _ in gazetteer.find_names(low)]
    found += [name for name, _ in gazetteer.find_codes(written)]
    found += [host[0]] if (host := gazetteer.find_host(fold(low))) else []
    found += [slug] if (slug := gazetteer.slug_name(low)) else []
    if _CENTRAL.search(low):
        yield gazetteer.CENTRAL
    for name in found:
        yield name
        unit = gazetteer.units().get(name)
        yield from unit.successors if unit else ()
