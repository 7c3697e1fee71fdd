"""Party and administrative abbreviations, searched in both directions.

UBND finds "Ủy ban nhân dân" and the other way round. The list is data:
``abbreviations.json``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from indexer.analysis.analyzers import PreparedText
from indexer.analysis.filters import fold_term

Syllables = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write something that is also abbreviated.

    Attributes:
        text: As shown.
        slots: For each of its places, the syllables that may stand there, normalised and
            in lower case.
    """

    text: str
    slots: tuple[Syllables, ...]


@dataclass(frozen=True, slots=True)
class Expansion:
    """A stretch of a question that has other forms.

    Attributes:
        start: Its first syllable.
        end: One past its last.
        others: The other forms.
    """

    start: int
    end: int
    others: tuple[Form, ...]


def expansions(syllables: Sequence[str]) -> list[Expansion]:
    """The stretches of a question that can be written another way; the longest first win.

    Args:
        syllables: Normalised, lower-case, with or without marks.
    """
    known, longest = _forms()
    folded = [fold_term(syllable) for syllable in syllables]
    found: list[Expansion] = []
    place = 0
    while place < len(folded):
        most = longest.get(folded[place], 0)  # none of most syllables
        for end in range(min(len(folded), place + most), place, -1):
            others = known.get(tuple(folded[place:end]))
            if others:
                found.append(Expansion(place, end, others))
                place = end - 1
                break
        place += 1
    return found


def long_forms() -> tuple[str, ...]:
    """What the abbreviations stand for, as written."""
    return tuple(entry["long"] for entry in _entries())


@cache
def _entries() -> list[dict[str, Any]]:
    text = files("indexer").joinpath("abbreviations.json").read_text(encoding="utf-8")
    entries: list[dict[str, Any]] = json.loads(text)
    return entries


@cache
def _forms() -> tuple[dict[Syllables, tuple[Form, ...]], dict[str, int]]:
    """Folded syllables of each form to its other forms; first syllable to the most of one."""
    known: dict[Syllables, tuple[Form, ...]] = {}
    for entry in _entries():
        forms = [_form(each) for each in (entry["long"], *entry["short"])]
        for form in forms:
            key = tuple(fold_term(syllable) for (syllable,) in form.slots)
            known[key] = tuple(other for other in forms if other is not form)
    longest: dict[str, int] = {}
    for first, *others in known:
        longest[first] = max(longest.get(first, 0), 1 + len(others))
    return known, longest


def _form(text: str) -> Form:
    return Form(text, tuple((syllable,) for syllable in PreparedText(text).syllables.terms))
