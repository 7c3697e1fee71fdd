"""Results, documents and errors as plain dicts: one shape for page, endpoint, widget and CLI."""

from __future__ import annotations

from indexer.presenters.bodies import (
    Body,
    document_body,
    explained_body,
    extract_body,
    hit_body,
    index_body,
    search_body,
)
from indexer.presenters.labels import facet_body, note_text, value_label
from indexer.presenters.links import document_link, page_count, search_link
from indexer.presenters.problems import STATUS, error_text, problem_body

__all__ = [
    "STATUS",
    "Body",
    "document_body",
    "document_link",
    "error_text",
    "explained_body",
    "extract_body",
    "facet_body",
    "hit_body",
    "index_body",
    "note_text",
    "page_count",
    "problem_body",
    "search_body",
    "search_link",
    "value_label",
]
