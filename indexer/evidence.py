"""Each typed syllable is evidence: what is typed must agree, what is missing is forgiven.

A syllable typed without marks, in a question
without marks, stands for every spelling. Where marks are typed, a syllable matches
itself; any syllable of its letters in a line written without marks; and, when it
carries no tone, the spellings that add one, at a forgiven rank, since the level tone is
written without.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

from indexer.abbreviations import Form, expansions
from indexer.analysis.analyzers import BARE
from indexer.analysis.filters import fold_term
from indexer.analysis.keys import value_key
from indexer.analysis.tones import TONES, place_tones, strip_tone
from indexer.queries import Term
from indexer.questions import Part

Contains = Callable[[str, str], bool]
"""Whether the index has (field, term)."""

Agreement = Literal["full", "abbreviated", "forgiven", "unmarked"]

WEIGHTS: dict[Agreement, float] = {
    "full": 1.0,
    "abbreviated": 0.7,
    "forgiven": 0.4,
    "unmarked": 0.3,
}
_FORMS = {"a": "aăâ", "e": "eê", "o": "oôơ", "u": "uư", "d": "dđ"}
_VOWELS = frozenset("aeiouy")
_MOST_VOWELS = 3
_GROUP = 3
"""Digits of a group in a number such as 11.555."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way a typed syllable may stand in a text.

    Attributes:
        field: ``syllables`` (as marked), ``folded`` or ``compounds``.
        term: The term of that field.
        agreement: How well it agrees with what was typed.
    """

    field: str
    term: str
    agreement: Agreement


Slots = tuple[tuple[Spelling, ...], ...]
"""For each syllable, in order, the spellings it may have."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A part of the question with the ways it may stand in a text.

    Attributes:
        part: The part.
        typed: As typed.
        wholes: As one term, where it is written with inner signs or is a number.
        others: As its abbreviation, or what it abbreviates.
        facts: As a value that was read from an article.
    """

    part: Part
    typed: Slots
    wholes: tuple[Spelling, ...] = ()
    others: tuple[Slots, ...] = ()
    facts: tuple[Term, ...] = ()

    @property
    def ways(self) -> tuple[Slots, ...]:
        """Every way, the typed one first."""
        return (self.typed, *self.others)


def spellings(typed: str, contains: Contains, *, marked: bool) -> tuple[Spelling, ...]:
    """The spellings a typed syllable stands for, best agreement first."""
    bare = fold_term(typed)
    if not marked:
        return (Spelling("folded", bare, "full"),)
    found = [Spelling("syllables", typed, "full")]
    if not any(strip_tone(letter)[1] for letter in typed):
        found += [
            Spelling("syllables", term, "forgiven")
            for term in _with_more_marks(typed)
            if contains("syllables", term) or contains("title_syllables", term)
        ]
    if not typed.isdigit():
        found.append(Spelling("syllables", BARE + bare, "unmarked"))
    return tuple(found)


def _with_more_marks(typed: str) -> list[str]:
    """Every syllable that has all the marks of a toneless one, and more."""
    vowels = [i for i, letter in enumerate(typed) if fold_term(letter) in _VOWELS]
    if not 0 < len(vowels) <= _MOST_VOWELS:
        return []
    choices = [_FORMS.get(letter, letter) for letter in typed]
    found: dict[str, None] = {}
    for letters in product(*choices):
        found["".join(letters)] = None
        for i, tone in product(vowels, TONES):
            toned = unicodedata.normalize("NFC", letters[i] + tone)
            found[place_tones("".join((*letters[:i], toned, *letters[i + 1 :])))] = None
    found.pop(typed, None)
    return list(found)


def wanted_part(part: Part, contains: Contains, *, marked: bool) -> Wanted:
    """A part with the spellings of its syllables."""
    typed = tuple(spellings(s, contains, marked=marked) for s in part.syllables)
    return Wanted(part, typed, tuple(_wholes(part)))


def _wholes(part: Part) -> Iterator[Spelling]:
    """A compound whole; a long number as it is, and as it is written in groups."""
    if part.whole:
        yield Spelling("compounds", part.whole, "full")
    if part.whole.isdigit():
        yield Spelling("folded", part.whole, "full")
    elif len(part.syllables) == 1 and len(part.text) > _GROUP and part.text.isdigit():
        yield Spelling("compounds", part.text, "full")


def expanded(wanted: tuple[Wanted, ...], *, marked: bool) -> tuple[tuple[Wanted, ...], list[str]]:
    """The parts with their other forms, where a stretch of whole parts has some."""
    owners = [i for i, one in enumerate(wanted) for _ in one.part.syllables]
    others: dict[int, list[Slots]] = {}
    forms: list[str] = []
    for found in expansions([s for one in wanted for s in one.part.syllables]):
        parts = owners[found.start : found.end]
        if sum(owner in parts for owner in owners) != len(parts):
            continue  # it begins or ends inside a phrase
        forms += [form.text for form in found.others]
        for part in dict.fromkeys(parts):
            others[part] = [_abbreviated(form, marked=marked) for form in found.others]
    expanded = (replace(one, others=tuple(others.get(i, ()))) for i, one in enumerate(wanted))
    return tuple(expanded), forms


def _abbreviated(form: Form, *, marked: bool) -> Slots:
    return tuple(
        tuple(
            Spelling(s.field, s.term, "abbreviated")
            for s in spellings(syllable, lambda _field, _term: False, marked=marked)
        )
        for syllable in form.syllables
    )


def facts_of(part: Part, facts: Sequence[Term]) -> tuple[Term, ...]:
    """The facts that a part of the question states, or helps to state."""
    folded = {fold_term(syllable) for syllable in part.syllables}
    return tuple(fact for fact in facts if folded <= set(value_key(fact.term).split("-")))
