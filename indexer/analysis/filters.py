"""Text to text of the same length: lower case and folding. Spans never move."""

from __future__ import annotations

import re
from functools import cache, lru_cache


def lower(text: str) -> str:
    """Lower case that keeps the length (İ is i, without the dot that makes it two)."""
    return text.replace("İ", "i").lower()  # no other letter changes the length


def fold(text: str) -> str:
    """Removes every mark: Đất → Dat. One letter for one letter, so lengths stay.

    The table comes from unidecode (134 of 134 Vietnamese letters agree with it), but
    only its one-to-one part: "½" stays "½" rather than becoming " 1/2".
    """
    return text if text.isascii() else text.translate(_fold_table())


@lru_cache(maxsize=1 << 14)
def fold_term(term: str) -> str:
    """``fold`` with a bounded memory, for terms that come again and again."""
    return fold(term)


def has_marks(text: str) -> bool:
    """Whether any letter of NFC text carries a Vietnamese mark (đ counts)."""
    return _marked().search(text) is not None


@cache
def _marked() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(chr, _fold_table()))}]")


@cache
def _fold_table() -> dict[int, str]:
    from unidecode import unidecode  # noqa: PLC0415 - only folding needs it

    letters = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    folded = {code: unidecode(chr(code)) for code in letters if chr(code).isalpha()}
    return {code: to for code, to in folded.items() if len(to) == 1 and to.isalnum()}
