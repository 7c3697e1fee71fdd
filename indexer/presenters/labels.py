"""Facet values and notes in words, and the order in which values are shown."""

from __future__ import annotations

import re
import unicodedata

from indexer.analysis.filters import fold
from indexer.documents import Scalar
from indexer.messages import has_message, translate
from indexer.params import NONE
from indexer.results import Bucket, Facet, Note

_NUMBERS = ("limit", "pages", "n")
_ALPHABET = {letter: place for place, letter in enumerate("aăâbcdđeêghiklmnoôơpqrstuưvxy", 1)}
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


def facet_body(facet: Facet, lang: str) -> dict[str, object]:
    """One facet with its buckets in the order they are shown."""
    buckets = [
        {
            "value": NONE if bucket.value is None else bucket.value,
            "label": value_label(facet.name, bucket.value, lang),
            "count": bucket.count,
            "selected": bucket.selected,
        }
        for bucket in _ordered(facet)
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


def collation_key(text: str) -> tuple[list[int], str]:
    """Sorts as a Vietnamese dictionary does: letters first (a ă â … d đ e ê), then tones."""
    bare = _TONES.sub("", unicodedata.normalize("NFD", text.lower()))
    return [_place(letter) for letter in unicodedata.normalize("NFC", bare)], text


def _place(letter: str) -> int:
    if letter in _ALPHABET:
        return _ALPHABET[letter]
    return 0 if letter.isspace() else 100 + ord(fold(letter))


def _ordered(facet: Facet) -> list[Bucket]:
    """Years newest first, numbers upwards, the rest by count; unknown comes last."""

    def place(bucket: Bucket) -> tuple[int, int, tuple[list[int], str]]:
        value = bucket.value
        if isinstance(value, int):
            return 0, -value if facet.name == "year" else value, ([], "")
        return int(value is None), -bucket.count, collation_key(value or "")

    return sorted(facet.buckets, key=place)
