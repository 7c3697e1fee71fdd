"""How else does the number of a document end: 45-CT/TW, 45-CT/TƯ, 45-CT/T.Ư?

Here typed marks count: TƯ is the centre, TU a province's committee.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.abbreviations import DOCUMENT_KINDS, Expansion, Form
from indexer.analysis.analyzers import BARE
from indexer.analysis.filters import fold_term
from indexer.understanding.evidence import Slot, Slots, Spelling, as_written

_ISSUERS = (
    {"TW": ("tw",), "TƯ": ("tư",), "T.Ư": ("t", "ư"), "T.W": ("t", "w")},
    {"TU": ("tu",), "T.U": ("t", "u")},
)
"""The ways to write who issued one: the centre, or a province's committee."""


def endings(syllables: Sequence[str]) -> Iterator[Expansion]:
    """Where syllables that stand side by side name who issued a document, and its other ways.

    Args:
        syllables: Normalised, in lower case.
    """
    for start in range(1, len(syllables)):
        if syllables[start - 1] in DOCUMENT_KINDS:
            yield from _at(start, syllables)


def ways(syllables: Sequence[str], ending: Expansion) -> Iterator[Slots]:
    """The other ways to write a code that ends so."""
    before = [as_written((syllable,), marked=True) for syllable in syllables[: ending.start]]
    after = [as_written((syllable,), marked=True) for syllable in syllables[ending.end :]]
    for form in ending.others:
        issuer = (_exactly(syllable) for (syllable,) in form.slots)
        yield (*before, *issuer, *after)


def _exactly(syllable: str) -> Slot:
    """A syllable with the marks it has; in a line without marks one that has none."""
    terms = (syllable, BARE + syllable) if fold_term(syllable) == syllable else (syllable,)
    return tuple(Spelling("syllables", term, "abbreviated") for term in terms)


def _at(start: int, syllables: Sequence[str]) -> Iterator[Expansion]:
    for issuer in _ISSUERS:
        for typed in issuer.values():
            end = start + len(typed)
            if tuple(syllables[start:end]) == typed:
                others = [_form(text, ways) for text, ways in issuer.items() if ways != typed]
                yield Expansion(start, end, tuple(others))


def _form(text: str, syllables: tuple[str, ...]) -> Form:
    return Form(text, tuple((syllable,) for syllable in syllables))
