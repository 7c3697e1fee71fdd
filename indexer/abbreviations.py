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

from indexer.analysis.analyzers import PreparedText
from indexer.analysis.filters import fold_term

Syllables = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write something that is also abbreviated.

    Attributes:
        text: As shown.
        syllables: Its normalised, lower-case syllables.
    """

    text: str
    syllables: Syllables


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
        for end in range(min(len(folded), place + longest), place, -1):
            others = known.get(tuple(folded[place:end]))
            if others:
                found.append(Expansion(place, end, others))
                place = end - 1
                break
        place += 1
    return found


@cache
def _forms() -> tuple[dict[Syllables, tuple[Form, ...]], int]:
    """Folded syllables of each form to its other forms, and the most syllables of one."""
    text = files("indexer").joinpath("abbreviations.json").read_text(encoding="utf-8")
    known: dict[Syllables, tuple[Form, ...]] = {}
    for entry in json.loads(text):
        forms = [_form(each) for each in (entry["long"], *entry["short"])]
        for form in forms:
            key = tuple(map(fold_term, form.syllables))
            known[key] = tuple(other for other in forms if other is not form)
    return known, max(map(len, known))


def _form(text: str) -> Form:
    return Form(text, tuple(PreparedText(text).syllables.terms))
