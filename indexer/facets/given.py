"""What the source itself states about a document; it wins over what is read."""

from __future__ import annotations

import re
from dataclasses import replace

from indexer.analysis.normalizer import normalize
from indexer.documents import Document, Evidence, FacetValues, Scalar
from indexer.facets import gazetteer
from indexer.facets.numbers import parse_number, to_roman

_NAMES = ("province", "year", "conference", "term", "kind", "level", "date")
_NUMBERS = ("year", "conference")
_ISO_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_LARGEST_TERM = 99
_TERM_WORD = re.compile("^(?:kho[áa]|kh[óo]a) ", re.IGNORECASE)


def with_given(values: FacetValues, document: Document) -> FacetValues:
    """The values with every usable stated one in place of the one read."""
    stated: dict[str, Scalar] = {}
    evidence = dict(values.evidence)
    for name in _NAMES:
        raw = document.given.get(name)
        value = None if raw is None else _usable(name, raw)
        if raw is None or value is None:
            continue
        written = str(raw)
        stated[name] = value
        evidence[name] = (Evidence("given", 0, len(written), written, "given", 1.0),)
    if "date" in stated and "year" not in stated:
        stated["year"] = int(str(stated["date"])[:4])
        evidence["year"] = evidence["date"]
    return replace(values, **stated, evidence=evidence) if stated else values  # type: ignore[arg-type]


def _usable(name: str, raw: Scalar) -> Scalar | None:
    """The stated value in the facet's own form; None when it has no meaning there."""
    written = str(raw).strip()
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
    return written or None
