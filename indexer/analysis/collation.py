"""The order of Vietnamese words: a ă â b … d đ e ê …, tones last."""

from __future__ import annotations

import unicodedata

from indexer.analysis.filters import lower
from indexer.analysis.normalizer import normalize
from indexer.analysis.tones import strip_tone

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER = {letter: number for number, letter in enumerate(_ALPHABET, start=200)}
_TONE = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def collation_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """A sort key: by letters of the Vietnamese alphabet, then by tones (ngang, huyền,
    hỏi, ngã, sắc, nặng, as in Vietnamese dictionaries), then as written.
    """
    plain = unicodedata.normalize("NFC", lower(normalize(text).text))
    letters = [strip_tone(letter) for letter in plain]
    return (
        tuple(_LETTER.get(letter, ord(letter[0]) + 1000 * (letter > "\x7f")) for letter, _ in letters),
        tuple(_TONE[tone] for _, tone in letters),
        text,
    )
