"""How the tests make a document of a text: exactly as the text source does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.documents import Document
from indexer.sources.boilerplate import boilerplate_spans, title_span


@pytest.fixture(scope="session")
def document_of() -> Callable[..., Document]:
    def make(text: str, **known: object) -> Document:
        spans = boilerplate_spans(text)
        title = title_span(text, spans)
        return Document(
            "x",
            text,
            title=text[slice(*title)] if title else "",
            title_span=title,
            boilerplate=spans,
            **known,
        )

    return make
