"""Analysed documents into a Whoosh index."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from whoosh import fields, index
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.codec.whoosh3 import W3Codec

from indexer.documents import AnalyzedDocument
from indexer.schema import TEXT_FIELDS, VALUE_FIELDS
from indexer.stored import dump


def whoosh_schema() -> fields.Schema:
    """The schema as Whoosh knows it.

    Whoosh takes a list of terms as it is, so its analyzer is never asked; the one
    named here only says how to read a question someone asks Whoosh directly.
    """
    schema = fields.Schema(id=fields.ID(unique=True, stored=True), original=fields.STORED)
    for name, field in TEXT_FIELDS.items():
        analyzer = SpaceSeparatedTokenizer()
        schema.add(name, fields.TEXT(analyzer=analyzer, phrase=field.positions))
    for name in VALUE_FIELDS:
        schema.add(name, fields.ID(sortable=True))
    return schema


def write_index(directory: Path, documents: Iterable[AnalyzedDocument]) -> int:
    """Writes documents into a new index.

    Args:
        directory: An empty directory.
        documents: What to write; if this raises, nothing is committed.

    Returns:
        How many documents were written.
    """
    created = index.create_in(str(directory), whoosh_schema())
    writer = created.writer(limitmb=256, codec=W3Codec())
    count = 0
    try:
        for document in documents:
            writer.add_document(**_fields(document))
            count += 1
    except BaseException:
        writer.cancel()
        raise
    finally:
        created.close()
    writer.commit()
    return count


def _fields(analyzed: AnalyzedDocument) -> dict[str, object]:
    return {
        "id": analyzed.document.id,
        "original": dump(analyzed.document, analyzed.facets),
        **{name: list(terms) for name, terms in analyzed.streams.items() if terms},
        **analyzed.values,
    }
