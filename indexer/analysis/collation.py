"""The order of Vietnamese words: a ă â b … d đ e ê …, tones last."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from indexer.analysis.filters import lower
from indexer.analysis.normalizer import normalize
from indexer.analysis.tones import strip_tone

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER = {letter: number for number, letter in enumerate(_ALPHABET, start=200)}
_TONE = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


@lru_cache(1 << 14)
def collation_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """A sort key: by letters of the Vietnamese alphabet, then by tones, then as written.

    Tones come as in Vietnamese dictionaries: ngang, huyền, hỏi, ngã, sắc, nặng.
    """
    plain = unicodedata.normalize("NFC", lower(normalize(text).text))
    letters = [strip_tone(letter) for letter in plain]
    return (
        tuple(_place(letter) for letter, _ in letters),
        tuple(_TONE[tone] for _, tone in letters),
        text,
    )


def _place(letter: str) -> int:
    """Digits and signs before the alphabet, letters of other scripts after it."""
    return _LETTER.get(letter) or (ord(letter) if letter.isascii() else ord(letter) + 1000)
