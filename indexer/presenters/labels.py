"""Facet values and notes in words."""

from __future__ import annotations

from indexer.documents import Scalar
from indexer.messages import has_message, translate
from indexer.params import NONE
from indexer.results import Facet, Note

_NUMBERS = ("limit", "pages", "n")


def facet_body(facet: Facet, lang: str) -> dict[str, object]:
    """One facet with its buckets."""
    buckets = [
        {
            "value": NONE if bucket.value is None else bucket.value,
            "label": value_label(facet.name, bucket.value, lang),
            "count": bucket.count,
            "selected": bucket.selected,
        }
        for bucket in facet.buckets
    ]
    return {"label": translate(lang, f"facet.{facet.name}"), "buckets": buckets}


def value_label(facet: str, value: Scalar | None, lang: str) -> str:
    """A facet value as its checkbox shows it."""
    if value is None or value == NONE:
        return translate(lang, "value.none")
    if has_message(f"{facet}.{value}"):
        return translate(lang, f"{facet}.{value}")
    if facet in ("conference", "term"):
        return translate(lang, f"value.{facet}", value=str(value))
    return str(value)


def note_text(note: Note, lang: str, kind: str = "note") -> str:
    """The sentence for a note of the question (``note``) or of a hit (``why``)."""
    key = f"{kind}.{note.code}"
    if not has_message(key):
        return " ".join([note.code, *note.args.values()])
    args: dict[str, str | int] = {
        name: int(value) if name in _NUMBERS and value.isdecimal() else value
        for name, value in note.args.items()
    }
    return translate(lang, key, **args)
