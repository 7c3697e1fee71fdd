"""Facet values and notes in words."""

from __future__ import annotations

from indexer.documents import Scalar
from indexer.messages import format_date, has_message, translate
from indexer.params import NONE
from indexer.results import Facet, Note, Understood

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


def understood_label(understood: Understood, lang: str) -> str:
    """A value that was read in a question, as its chip shows it."""
    name = understood.name
    low, dots, high = understood.value.partition("..")
    if name in ("date", "month"):
        low, high = format_date(lang, low), format_date(lang, high)
    if name == "date" or (dots and low != high):
        key = "between" if low and high and low != high else "from" if low else "to"
        one = low == high or not dots
        said = low if one else translate(lang, f"value.{key}", low=low, high=high)
        return f"{translate(lang, f'facet.{name}')}: {said}"
    if name == "conference":
        return translate(lang, "hit.conference", value=low)
    if name in ("year", "level", "month"):
        return translate(lang, f"value.{name}", value=value_label(name, low, lang))
    return value_label(name, low, lang)


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
