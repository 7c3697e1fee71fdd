"""Party and administrative abbreviations, searched in both directions.

UBND finds "Ủy ban nhân dân" and the other way round. The list is data:
``abbreviations.json``. Typed marks have to agree, missing ones are forgiven. What is listed as
``typed`` is too ambiguous to be looked for, and only understood: HN is hội nghị or Hà Nội.

TƯ is a syllable as well (thứ tư, đầu tư). So it is an abbreviation only where it is typed
in capitals, and is looked for only in a longer form, as BCH TƯ, or at the end of the number
of a document: an index knows no capitals.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from indexer.analysis.analyzers import PreparedText
from indexer.analysis.filters import fold_term
from indexer.syllables import has_more_marks, may_be_vietnamese

Syllables = tuple[str, ...]

DOCUMENT_KINDS = frozenset(
    {"nq", "ct", "kl", "qđ", "qd", "qc", "hd", "kh", "tb", "ctr", "bc", "ttr", "đa", "cv", "tt"}
)
"""Kinds of documents, as their numbers have them: nghị quyết, chỉ thị, kết luận …"""

_PLENUMS = 20
"""More conferences than a central committee holds in its term."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write something that is also abbreviated.

    Attributes:
        text: As shown.
        slots: For each of its places, the syllables that may stand there, normalised and
            in lower case.
        lead: How many of them only have to stand before it.
    """

    text: str
    slots: tuple[Syllables, ...]
    lead: int = 0


@dataclass(frozen=True, slots=True)
class Expansion:
    """A stretch of a question that has other forms.

    Attributes:
        start: Its first syllable.
        end: One past its last.
        others: The other forms.
        is_short: Whether it is an abbreviation itself.
    """

    start: int
    end: int
    others: tuple[Form, ...]
    is_short: bool = False


def expansions(syllables: Sequence[str], capitals: Collection[int] = ()) -> list[Expansion]:
    """The stretches of a question that can be written another way; the longest first win.

    One that reaches beyond another is one, too: hội nghị trung ương, and trung ương 6.

    Args:
        syllables: Normalised, lower-case, with or without marks.
        capitals: Which of them were typed in capitals that mean something.
    """
    known, longest = _forms()
    folded = [fold_term(syllable) for syllable in syllables]
    found: list[Expansion] = []
    reached = 0
    for place, first in enumerate(folded):
        most = longest.get(first, 0)  # none of most syllables
        for end in range(min(len(folded), place + most), max(place, reached), -1):
            forms = known.get(tuple(folded[place:end]), ())
            typed = syllables[place:end]
            meant = [one for one in forms if one.is_typed(typed, place in capitals)]
            others = dict.fromkeys(other for one in meant for other in one.others)
            if others:
                short = all(one.is_short for one in meant)
                found.append(Expansion(place, end, tuple(others), short))
                reached = end
                break
    return found


def long_forms() -> tuple[str, ...]:
    """What the abbreviations stand for, as written."""
    return tuple(entry["long"] for entry in _entries())


@cache
def _entries() -> list[dict[str, Any]]:
    text = files("indexer").joinpath("abbreviations.json").read_text(encoding="utf-8")
    entries: list[dict[str, Any]] = json.loads(text)
    return [one for entry in entries for one in _numbered(entry)]


def _numbered(entry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """An entry, or one for each number that ``{n}`` in it may be."""
    if "{n}" not in entry["long"]:
        yield entry
        return
    written = json.dumps(entry)
    for number in range(1, _PLENUMS + 1):
        yield json.loads(written.replace("{n}", str(number)))


class _Known(NamedTuple):
    """A form that may be typed, with those it stands for, and whether it is an abbreviation."""

    form: Form
    others: tuple[Form, ...]
    is_short: bool

    def is_typed(self, typed: Sequence[str], in_capitals: bool) -> bool:  # noqa: FBT001 - of typed
        """Whether syllables with the same letters are this form."""
        if _is_ordinary(self.form) and not in_capitals:
            return False
        written = (syllable for (syllable,) in self.form.slots)
        return all(map(has_more_marks, typed, written))


@cache
def _forms() -> tuple[dict[Syllables, tuple[_Known, ...]], dict[str, int]]:
    """The forms by their folded syllables; first syllable to the most of one."""
    known: dict[Syllables, tuple[_Known, ...]] = {}
    for entry in _entries():
        sought = [form_of(each) for each in (entry["long"], *entry.get("short", ()))]
        for one in (*sought, *map(form_of, entry.get("typed", ()))):
            key = tuple(fold_term(syllable) for (syllable,) in one.slots)
            others = tuple(_sought(other) for other in sought if other is not one)
            known[key] = (*known.get(key, ()), _Known(one, others, one is not sought[0]))
    longest: dict[str, int] = {}
    for key in known:
        longest[key[0]] = max(longest.get(key[0], 0), len(key))
    return known, longest


def _is_ordinary(form: Form) -> bool:
    """Whether it is also a syllable that means something else."""
    return len(form.slots) == 1 and may_be_vietnamese(fold_term(*form.slots[0]))


def _sought(form: Form) -> Form:
    """A form as it is looked for: what is a syllable as well, only behind a kind of document."""
    kinds = tuple(sorted(DOCUMENT_KINDS))
    return Form(form.text, (kinds, *form.slots), lead=1) if _is_ordinary(form) else form


@cache
def form_of(text: str) -> Form:
    """Some words as one way to write something."""
    return Form(text, tuple((syllable,) for syllable in PreparedText(text).syllables.terms))
