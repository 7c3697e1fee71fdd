"""Things written with inner signs, that are found whole as well as by their parts.

``05-NQ/TU``, ``06/7/2023``, ``11.555``, ``2020 - 2025``, addresses. The whole is one
term, the same for every way of writing the same thing: codes without marks, dates
without leading zeros, grouped digits as a plain number, year ranges without spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum

from indexer.analysis.filters import fold
from indexer.documents import Span

# Letters or digits, then at least once a sign and more of them. The look-behind and the
# possessive "++" keep it linear: no run is entered twice.
_GLUED = re.compile(
    r"(?<![^\W_])[^\W_]++(?:(?:[-/]|(?<=\d)[.,:](?=\d)|(?<=[a-z0-9])\.(?=[a-z0-9]))[^\W_]++)+"
)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3})+|(?:,\d{3})+)")
_DATE = re.compile(r"\d{1,2}(?:([-/.])\d{1,2}\1|[-/])\d{4}|\d{1,2}/\d{1,2}")
_RANGE = re.compile(rb"[\x01\x11]\x02\x01")
_LONGEST_NUMBER = 30


class Role(IntEnum):
    """What a token does in a year range, or to a line; ``FIRST`` is added to a text's first."""

    OTHER = 0
    YEAR = 1
    DASH = 2
    NEWLINE = 3
    FIRST = 16


ROLES: dict[str, Role] = {
    "-": Role.DASH,
    "\n": Role.NEWLINE,
    **{str(year): Role.YEAR for year in range(1900, 2100)},
}
"""Token to what it does where it stands free; all others are ``Role.OTHER``."""


def compounds(text: str, tokens: Iterable[Span]) -> list[Span]:
    """Spans of the compounds of lower-case text that hold no space, signs around included.

    Args:
        text: Normalised, lower-case text.
        tokens: Spans of its tokens, of which addresses are compounds as they are.
    """
    found: list[Span] = []
    place = 0
    for start, end in _addresses(text, tokens):
        found += [match.span() for match in _GLUED.finditer(text, place, start)]
        found.append((start, end))
        place = end
    return found + [match.span() for match in _GLUED.finditer(text, place)]


def whole(compound: str) -> str:
    """The one term for every way of writing a compound."""
    if not compound[0].isdigit() or len(compound) > _LONGEST_NUMBER:
        return fold(compound)
    if _GROUPED.fullmatch(compound):
        return re.sub(r"\D", "", compound)
    if _DATE.fullmatch(compound):
        return "/".join(part.lstrip("0") for part in re.split("[-/.]", compound))
    return fold(compound)


def ranges(roles: bytes) -> Iterator[int]:
    """The first token of each year range, apart from each other.

    Args:
        roles: The role of each token; a year that belongs to a compound has none.
    """
    return (match.start() for match in _RANGE.finditer(roles))


def years(first: str, last: str) -> str:
    """The term of a year range."""
    return f"{first}-{last}"


def _addresses(text: str, tokens: Iterable[Span]) -> Sequence[Span]:
    if "@" not in text and "://" not in text:
        return ()
    return [(a, b) for a, b in tokens if "@" in text[a + 1 : b] or "://" in text[a + 1 : b]]
