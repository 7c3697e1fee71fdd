"""What is typed without a space: a syllable, several, or compounds each in one piece."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from indexer.analysis.analyzers import PreparedText
from indexer.analysis.compounds import ROLES, Role
from indexer.analysis.filters import lower
from indexer.analysis.pieces import LONGEST_TERM
from indexer.documents import Span
from indexer.facets.numbers import parse_number
from indexer.questions.tree import Part

_REMEMBERED = 1 << 12
_YEARS = re.compile(r"\W*(?P<first>(?:19|20)\d\d) ?\.\. ?(?P<last>(?:19|20)\d\d)\W*")
"""As a field takes them; in a text they have a dash."""


@lru_cache(_REMEMBERED)
def chunk_parts(text: str, shown: str) -> tuple[tuple[Part, ...], bool]:
    """What a chunk asks for, and whether a ``*`` in it means nothing.

    Args:
        text: Normalised.
        shown: The same as typed, letter for letter.
    """
    if text.isalnum():  # one syllable, as most chunks are
        return (Part(shown, (lower(text)[:LONGEST_TERM],)),), False
    if years := _YEARS.fullmatch(text):
        typed = shown[years.start("first") : years.end("last")]
        return (Part(typed, years.groups(), "-".join(years.groups())),), "*" in text
    prepared = PreparedText(text)
    terms, _, ends = prepared.syllables
    spans = prepared.syllables.spans
    begun = bool(ends) and text[ends[-1] :] == "*"
    wholes = {compound.first: compound for compound in prepared.compounds}
    parts: list[Part] = []
    place = 0
    while place < len(spans):
        end = wholes[place].end if place in wholes else place + 1
        whole = wholes[place].term if place in wholes else ""
        if whole and _is_number_of_year(terms[place:end]):
            end, whole = place + 1, ""
        elif whole and _ends_in_letters(text, spans[end - 1 : end + 1]):
            end, whole = end + 1, ""  # which no text is found by whole
        typed = shown[spans[place][0] : spans[end - 1][1]]
        syllables = tuple(terms[place:end])
        if begun and end == len(spans):
            parts.append(Part(typed + "*", syllables, begun=frozenset({end - place - 1})))
        else:
            parts.append(Part(typed, syllables, whole))
        place = end
    return tuple(parts), text.count("*") > begun


def _is_number_of_year(syllables: Sequence[str]) -> bool:
    """Whether they are a number that is not in digits, and a year: ``bảy/2023``, ``XII/2020``."""
    first, *others = syllables
    of_year = list(map(ROLES.get, others)) == [Role.YEAR]
    return of_year and not first.isdigit() and parse_number(first) is not None


def _ends_in_letters(text: str, spans: Sequence[Span]) -> bool:
    """Whether two syllables are single letters with a full stop between: ``T.Ư``."""
    if len(spans) < 2:  # noqa: PLR2004 - two of them
        return False
    (first, end), (start, last) = spans
    return end - first == last - start == 1 and text[end:start] == "."
