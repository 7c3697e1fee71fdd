"""What a source or an editor states about a document; it wins over what is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from indexer.analysis.normalizer import normalize
from indexer.documents import Document, Evidence, FacetValues, Scalar
from indexer.facets import gazetteer
from indexer.facets.committees.levels import LEVELS
from indexer.facets.meetings.kinds import KINDS
from indexer.facets.numbers import parse_number, to_roman

NAMES = ("province", "year", "conference", "term", "kind", "level", "period", "date")
"""The values that can be stated."""

_WORDS = {"kind": KINDS, "level": LEVELS}  # another source's words for these are its own
_NUMBERS = ("year", "conference")
_RANGES = {"year": range(1900, 2201), "conference": range(1, 100)}
_ISO_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_PERIOD = re.compile(r"(\d{4})\s?-\s?(\d{4})")
_LARGEST_TERM = 39
_TERM_WORD = re.compile("^(?:kho[áa]|kh[óo]a) ", re.IGNORECASE)


def with_given(values: FacetValues, document: Document) -> FacetValues:
    """The values with every usable given one in place of the one read."""
    if not (document.given or document.extra):
        return values
    stated: dict[str, tuple[Scalar | None, str]] = {}
    for name in NAMES:
        raw = document.given.get(name, document.extra.get(name) if name in _WORDS else None)
        value = None if raw is None else _usable(name, str(raw).strip())
        if value is not None and value in _RANGES.get(name, (value,)):
            stated[name] = value, str(raw)
    return with_stated(values, stated, "given")


def with_stated(
    values: FacetValues, stated: Mapping[str, tuple[Scalar | None, str]], source: str
) -> FacetValues:
    """The values with stated ones in their place.

    Args:
        values: What was read.
        stated: Name to value and how it was written; None says that it is unknown. A date
            states its year too, also against another one stated beside it, and a year makes a
            date of another year unknown. That a value is unknown is evidence too, of no words.
        source: Who states it: ``given`` or ``correction``.
    """
    if not stated:
        return values
    stated = _without_contradiction(stated)
    explicit = stated.keys()
    stated = {**_implied(values, stated), **stated}
    evidence = dict(values.evidence)
    for name, (value, written) in stated.items():
        if value is None:
            evidence.pop(name, None)
        if value is not None or name in explicit:
            evidence[name] = (Evidence(source, 0, len(written), written, source, 1.0),)
    changed: dict[str, Any] = {name: value for name, (value, _) in stated.items()}
    return replace(values, **changed, evidence=evidence)


def checked(name: str, written: str) -> Scalar:
    """A value in the facet's own form; stricter than for given ones, since typing errs.

    Raises:
        ValueError: It has no meaning there.
    """
    value = _usable(name, written)
    if name == "province":
        value = gazetteer.canonical(written)
    elif name == "date" and value is not None:
        date.fromisoformat((written + "-01-01")[:10])
    if value is None or (name in _RANGES and value not in _RANGES[name]):
        raise ValueError(f"{written!r} is not a {name}")
    return value


def contradict(day: Scalar | None, year: Scalar | None) -> bool:
    """Whether a date and a year are both stated, and the date is of another year."""
    return day is not None and year is not None and str(day)[:4] != str(year)


def _without_contradiction(
    stated: Mapping[str, tuple[Scalar | None, str]],
) -> Mapping[str, tuple[Scalar | None, str]]:
    """The same without a year that is not the date's."""
    day, year = (stated.get(name, (None, ""))[0] for name in ("date", "year"))
    if not contradict(day, year):
        return stated
    return {name: value for name, value in stated.items() if name != "year"}


def _implied(
    values: FacetValues, stated: Mapping[str, tuple[Scalar | None, str]]
) -> dict[str, tuple[Scalar | None, str]]:
    day, written = stated.get("date", (None, ""))
    if day is not None and "year" not in stated:
        return {"year": (int(str(day)[:4]), written)}
    other_year = "year" in stated and str(stated["year"][0]) != str(values.date)[:4]
    return {"date": (None, "")} if other_year and "date" not in stated else {}


def _usable(name: str, written: str) -> Scalar | None:
    """The stated value in the facet's own form; None when it has no meaning there."""
    if name in _NUMBERS:
        number = parse_number(written)
        return number if written.isdecimal() else None
    if name == "province":
        return gazetteer.canonical(written) or written or None
    if name == "term":
        number = parse_number(_TERM_WORD.sub("", normalize(written).text))
        return to_roman(number) if number and number <= _LARGEST_TERM else None
    if name == "date":
        return written if _ISO_DATE.fullmatch(written) else None
    if name == "period":
        years = _PERIOD.fullmatch(normalize(written).text)
        return f"{years[1]}-{years[2]}" if years and years[1] < years[2] else None
    return written if written in _WORDS[name] else None
