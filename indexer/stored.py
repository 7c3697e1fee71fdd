"""The stored original: a document and its facet values as one JSON text, and back."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from indexer.documents import Document, Evidence, FacetValues

_encode = json.JSONEncoder(ensure_ascii=False).encode
_DOCUMENT = tuple(field.name for field in fields(Document))
_VALUES = tuple(field.name for field in fields(FacetValues) if field.name != "evidence")


def dump(document: Document, facets: FacetValues) -> str:
    """What an engine stores of a document; ``load`` gives the same objects back.

    What is empty is left out: most documents have a few of many values.
    """
    stored = {"document": _filled(document, _DOCUMENT), "facets": _filled(facets, _VALUES)}
    return _encode({**stored, "evidence": dict(facets.evidence)})


def load(stored: str) -> tuple[Document, FacetValues]:
    """The document and its facet values from what ``dump`` made."""
    raw = json.loads(stored)
    document = raw["document"]
    span = document.pop("title_span", None)
    spans = tuple((start, end) for start, end in document.pop("boilerplate", ()))
    evidence = {
        facet: tuple(Evidence(*each) for each in found) for facet, found in raw["evidence"].items()
    }
    return (
        Document(**document, title_span=tuple(span) if span else None, boilerplate=spans),
        FacetValues(**raw["facets"], evidence=evidence),
    )


def _filled(of: Document | FacetValues, names: tuple[str, ...]) -> dict[str, Any]:
    found = {name: getattr(of, name) for name in names}
    return {name: value for name, value in found.items() if value not in (None, (), {})}
