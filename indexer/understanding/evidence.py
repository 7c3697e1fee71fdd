"""Each typed syllable is evidence: what is typed must agree, what is missing is forgiven.

A syllable typed without marks, in a question without marks, stands for every spelling.
Where marks are typed, a syllable matches itself and any syllable of its letters in a line
written without marks. One that carries no tone may have one, since the level tone is
written without; and one that hardly any document has as it was typed may lack any mark.
Such spellings come at a forgiven rank. kỹ and kĩ are one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from indexer.analysis.analyzers import BARE
from indexer.analysis.filters import fold_term
from indexer.questions import Part
from indexer.syllables import (
    both_i,
    may_be_vietnamese,
)
from indexer.understanding.facts import Fact

Agreement = Literal["full", "abbreviated", "forgiven", "apart", "unmarked", "astray"]

WEIGHTS: dict[Agreement, float] = {
    "full": 1.0,
    "abbreviated": 0.7,
    "forgiven": 0.4,
    "apart": 0.35,
    "unmarked": 0.3,
    "astray": 0.0,
}
"""``apart`` is a number away from what it counts in the question, ``astray`` that of a month."""
AWAY: frozenset[Agreement] = frozenset({"apart", "astray"})
_REMEMBERED = 1 << 14
_GROUP = 3
"""Digits of a group in a number such as 11.555."""


class Spelling(NamedTuple):
    """One way a typed syllable may stand in a text.

    Attributes:
        field: ``syllables`` (as marked), ``folded`` or ``compounds``.
        term: The term of that field.
        agreement: How well it agrees with what was typed.
    """

    field: str
    term: str
    agreement: Agreement


Slot = tuple[Spelling, ...]
"""The spellings one syllable may have, best agreement first."""

Slots = tuple[Slot, ...]
"""A slot for each syllable, in order."""


Terms = tuple[tuple[str, ...], ...]
"""The terms that may stand in each place."""


@dataclass(frozen=True)
class Led:
    """What the nearest of some nouns before a number has to be.

    Attributes:
        by: One of these.
        others: And none of these.
        within: How many syllables may lie between.
    """

    by: tuple[Slots, ...]
    others: tuple[Slots, ...]
    within: int

    @cached_property
    def by_terms(self) -> tuple[Terms, ...]:
        """The terms of those that it has to be one of."""
        return tuple(map(_terms, self.by))

    @cached_property
    def other_terms(self) -> tuple[Terms, ...]:
        """The terms of the others."""
        return tuple(map(_terms, self.others))


@dataclass(frozen=True)
class Way:
    """One way to write a part.

    Attributes:
        slots: Its syllables, and those that have to stand around it.
        lead: How many of them only have to stand before it.
        led: What has to stand some way before them, if anything.
        unless: What must not stand right after them.
    """

    slots: Slots
    lead: int = 0
    led: Led | None = None
    unless: Slot = ()

    @property
    def every_slot(self) -> Slots:
        """The slots of everything that has to be there or must not."""
        nouns = (*self.led.by, *self.led.others) if self.led else ()
        return (*self.slots, self.unless, *(slot for slots in nouns for slot in slots))

    @cached_property
    def levels(self) -> tuple[tuple[Agreement, Terms], ...]:
        """Its terms at each agreement that adds to them, the best first; asked many times."""
        found: dict[Terms, Agreement] = {}
        known = {spelling.agreement for slot in self.slots for spelling in slot}
        for agreement in filter(known.__contains__, WEIGHTS):
            terms = tuple([_at_least(slot, agreement) for slot in self.slots])
            if all(terms):
                found.setdefault(terms, agreement)
        return tuple((agreement, terms) for terms, agreement in found.items())


def _terms(slots: Slots) -> Terms:
    return tuple(tuple([spelling.term for spelling in slot]) for slot in slots)


def _at_least(slot: Slot, agreement: Agreement) -> tuple[str, ...]:
    least = WEIGHTS[agreement]
    return tuple([spelling.term for spelling in slot if WEIGHTS[spelling.agreement] >= least])


@dataclass(frozen=True, slots=True)
class Wanted:
    """A part of the question with the ways it may stand in a text.

    Attributes:
        part: The part.
        typed: As typed.
        wholes: As one term, where it is written with inner signs or is a number.
        others: As its abbreviation, or what it abbreviates; as another numeral.
        facts: As a value that was read from an article.
        group: Which of the question's groups it belongs to.
    """

    part: Part
    typed: Slots
    wholes: Slot = ()
    others: tuple[Way, ...] = ()
    facts: tuple[Fact, ...] = ()
    group: int = 0

    @property
    def ways(self) -> tuple[Way, ...]:
        """Every way in which it is meant, the typed one first."""
        return self.others if self.is_counted else (Way(self.typed), *self.others)

    @property
    def is_counted(self) -> bool:
        """Whether it is a number beside what it counts, and so not meant as it stands."""
        return any(spelling.agreement in AWAY for slot in self.typed for spelling in slot)


def may_lack_marks(slot: Slot) -> bool:
    """Whether spellings with marks that were not typed are among those of a syllable."""
    for spelling in slot:  # noqa: SIM110 - asked often, and any() would take twice as long
        if spelling.agreement == "forgiven":
            return True
    return False


def complete(typed: str, *, marked: bool) -> Iterator[Spelling]:
    """The spellings with exactly the marks that were typed, and those without any."""
    folded = fold_term(typed)
    if not marked:
        yield from (Spelling("folded", term, "full") for term in both_i(folded))
        return
    yield from (Spelling("syllables", term, "full") for term in both_i(typed))
    if not typed.isdigit():
        foreign = typed == folded and not may_be_vietnamese(folded)
        agreement: Agreement = "full" if foreign else "unmarked"  # no mark is missing there
        yield from (Spelling("syllables", BARE + term, agreement) for term in both_i(folded))


@lru_cache(_REMEMBERED)
def as_written(syllables: tuple[str, ...], *, marked: bool) -> Slot:
    """What may stand in a place where any of some syllables is meant as it is."""
    return tuple(found for each in syllables for found in complete(each, marked=marked))


@lru_cache(_REMEMBERED)
def abbreviated(syllables: tuple[str, ...], *, marked: bool) -> Slot:
    """What may stand in a place of another form."""
    return tuple(
        Spelling(found.field, found.term, "abbreviated")
        for syllable in syllables
        for found in complete(syllable, marked=marked)
    )


def wholes(part: Part) -> Slot:
    """A compound whole; a long number as it is, and as it is written in groups."""
    found = [Spelling("compounds", part.whole, "full")] if part.whole else []
    if part.whole.isdigit():
        found.append(Spelling("folded", part.whole, "full"))
    elif len(part.syllables) == 1 and len(part.text) > _GROUP and part.text.isdigit():
        found.append(Spelling("compounds", part.text, "full"))
    return tuple(found)
