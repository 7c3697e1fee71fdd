"""One document as Whoosh's writers take it: all it comes to, before any of it is kept.

Whatever can fail fails here, so that a document that cannot be indexed leaves no trace.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from whoosh import fields, formats

from indexer.engines.whoosh.fieldwriting import checked_format, whole
from indexer.engines.whoosh.storing import packed


class FieldTerms(NamedTuple):
    """What a document has in one field, in order.

    Attributes:
        name: The field.
        terms: Its terms.
        positions: Their places.
        length: How many terms count for the ranking.
    """

    name: str
    terms: list[bytes]
    positions: list[int]
    length: int


class OneDocument(NamedTuple):
    """All that is kept of a document.

    Attributes:
        fields: Its terms, by field.
        columns: What it is sorted and counted by.
        stored: Its stored fields, ready to be written.
    """

    fields: list[FieldTerms]
    columns: dict[str, Any]
    stored: bytes


def one_document(schema: fields.Schema, values: Mapping[str, Any]) -> OneDocument:
    """Analyses a document by its schema.

    Args:
        schema: Of the index; it has every field that is named.
        values: What ``add_document`` was given.

    Raises:
        ValueError: Arrays cannot keep what is asked for.
        Exception: Whatever an analyzer, a column or pickle raises.
    """
    if any(name.endswith("_boost") or name == "_boost" for name in values):
        raise ValueError("Documents cannot be boosted here; boost the question instead")
    found: list[FieldTerms] = []
    columns: dict[str, Any] = {}
    stored: dict[str, Any] = {}
    for name in sorted(name for name in values if not name.startswith("_")):
        field, value = schema[name], values[name]
        if value is None:
            continue
        found += _inverted(name, field, value)
        kept = values.get(f"_stored_{name}", value)
        if field.stored:
            stored[name] = kept
        if field.column_type and kept is not None:
            columns[name] = _column_value(name, field, kept)
    return OneDocument(found, columns, packed(stored))


def _inverted(name: str, field: fields.FieldType, value: Any) -> Iterator[FieldTerms]:
    """The terms of a field, and the words that its spelling is corrected by."""
    if field.indexed:
        terms, positions = _terms(name, field, value)
        yield FieldTerms(name, terms, positions, len(terms) if field.scorable else 0)
    if field.separate_spelling():
        words = sorted(word.encode() for word in set(field.spellable_words(value)))
        yield FieldTerms(field.spelling_fieldname(name), words, [], 0)


def _terms(name: str, field: fields.FieldType, value: Any) -> tuple[list[bytes], list[int]]:
    positional = isinstance(checked_format(name, field), formats.Positions)
    found: list[tuple[int, bytes]] = []
    for term, _, weight, value_bytes in field.index(value):
        frequency = whole(weight, name)
        places = field.format.decode_positions(value_bytes) if positional else [0] * frequency
        found.extend((place, term) for place in places)
    found.sort()
    return [term for _, term in found], [place for place, _ in found]


def _column_value(name: str, field: fields.FieldType, value: Any) -> bytes | float:
    made = field.to_column_value(value)
    if isinstance(made, bytes | int | float):
        return made
    raise ValueError(
        f"The field {name} is sorted by {type(made).__name__}; this codec keeps bytes and numbers"
    )
