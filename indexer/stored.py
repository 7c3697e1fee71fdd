"""The stored original: a document and its facet values as one JSON text, and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from indexer.documents import Document, Evidence, FacetValues


def dump(document: Document, facets: FacetValues) -> str:
    """What an engine stores of a document; ``load`` gives the same objects back.

    Lone surrogates survive, since JSON escapes them.
    """
    return json.dumps({"document": asdict(document), "facets": asdict(facets)})


def load(stored: str) -> tuple[Document, FacetValues]:
    """The document and its facet values from what ``dump`` made."""
    raw = json.loads(stored)
    return _document(raw["document"]), _facets(raw["facets"])


def _document(raw: dict[str, Any]) -> Document:
    span = raw.pop("title_span")
    boilerplate = tuple((start, end) for start, end in raw.pop("boilerplate"))
    return Document(**raw, title_span=tuple(span) if span else None, boilerplate=boilerplate)


def _facets(raw: dict[str, Any]) -> FacetValues:
    evidence = {
        facet: tuple(Evidence(**found) for found in all_found)
        for facet, all_found in raw.pop("evidence").items()
    }
    return FacetValues(**raw, evidence=evidence)
