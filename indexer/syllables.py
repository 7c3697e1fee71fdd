"""Which spellings of one syllable there are: with more marks, with i for y, or none."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import product

from indexer.analysis.filters import fold_term
from indexer.analysis.tones import TONES, place_tones, strip_tone

_INITIAL = "ngh|ng|nh|gh|gi|kh|ch|ph|th|tr|qu|[bcdghklmnprstvx]"
_FOLDED = re.compile(rf"(?:{_INITIAL})?(?P<vowels>[aeiouy]{{1,3}})(?:ch|nh|ng|[cmnpt])?")
_FORMS = {"a": "aăâ", "e": "eê", "o": "oôơ", "u": "uư", "d": "dđ"}
_I_OR_Y = re.compile(r"(?P<before>[hklmstv]|qu|)(?P<vowel>[iy])(?P<after>|(?<=qu.)(?:nh|t|))")
_RESTS = ("nh", "t", "h")
"""What may complete a syllable that ``_I_OR_Y`` matches."""
_STOPS = ("c", "ch", "k", "p", "t")
"""Final consonants that level tone does not stand before."""
_VOWELS = frozenset("aeiouy")
_REMEMBERED = 1 << 14


@lru_cache(maxsize=_REMEMBERED)
def may_be_vietnamese(folded: str) -> bool:
    """Whether a syllable without marks has the shape of a Vietnamese one."""
    return _FOLDED.fullmatch(folded) is not None


def is_vietnamese(typed: str) -> bool:
    """Whether a syllable is one of Vietnamese, by its shape or by a mark it carries, as Đăk."""
    folded = fold_term(typed)
    return typed != folded or may_be_vietnamese(folded)


@lru_cache(maxsize=_REMEMBERED)
def with_more_marks(typed: str) -> tuple[str, ...]:
    """Every syllable that has all the marks of a typed one, and more.

    Args:
        typed: A syllable, or the beginning of one; normalised, in lower case.
    """
    folded = fold_term(typed)
    vowels = [i for i, letter in enumerate(folded) if letter in _VOWELS]
    toned = has_tone(typed)
    found: dict[str, None] = {}
    for letters in product(*(_forms(letter) for letter in typed)):
        found["".join(letters)] = None
        for i in () if toned else vowels:
            before, after = "".join(letters[:i]), "".join(letters[i + 1 :])
            for marked in _toned(letters[i]):
                found[place_tones(before + marked + after)] = None
    found.pop(typed, None)
    return tuple(found)


@lru_cache(maxsize=_REMEMBERED)
def with_other_i(syllable: str) -> str | None:
    """The same syllable with i for y or y for i, where both are written: kỹ, kĩ; quý, quí."""
    plain = [strip_tone(letter) for letter in syllable]
    match = _I_OR_Y.fullmatch("".join(letter for letter, _ in plain))
    if match is None or (len(syllable) == 1 and syllable in "iy"):
        return None
    place = match.start("vowel")
    other = "y" if match["vowel"] == "i" else "i"
    tone = plain[place][1]
    letter = unicodedata.normalize("NFC", other + tone)
    return place_tones(syllable[:place] + letter + syllable[place + 1 :])


@lru_cache(maxsize=_REMEMBERED)
def begun_with_other_i(beginning: str) -> tuple[str, ...]:
    """Other spellings, with i for y or y for i, of the syllables that begin in some way."""
    syllables = (with_other_i(beginning + rest) for rest in ("", *_RESTS))
    return tuple(syllable for syllable in syllables if syllable)


def both_i(syllable: str) -> tuple[str, ...]:
    """A syllable as it is, and with i for y or y for i where both are written."""
    other = with_other_i(syllable)
    return (syllable,) if other is None else (syllable, other)


def agrees(typed: str, found: str) -> bool:
    """Whether a syllable of a text has all the marks that were typed, or none at all."""
    return found == fold_term(typed) or has_more_marks(typed, found)


def has_more_marks(typed: str, found: str) -> bool:
    """Whether a syllable is what was typed, perhaps with marks that were not."""
    same = both_i(typed)
    return found in same or any(found in with_more_marks(s) for s in same)


@lru_cache(maxsize=_REMEMBERED)
def _toned(letter: str) -> tuple[str, ...]:
    """A letter without a tone, with each."""
    return tuple(unicodedata.normalize("NFC", letter + tone) for tone in TONES)


@lru_cache(maxsize=_REMEMBERED)
def _forms(letter: str) -> str:
    """A letter with every vowel mark or stroke it may still take, its tone kept."""
    plain, tone = strip_tone(letter)
    return "".join(unicodedata.normalize("NFC", form + tone) for form in _FORMS.get(plain, plain))


def has_tone(typed: str) -> bool:
    """Whether a syllable carries the mark of a tone; level tone has none."""
    return any(strip_tone(letter)[1] for letter in typed)


def may_be_level(typed: str) -> bool:
    """Whether a syllable may be meant with level tone: it has no other, and may end as it does."""
    return not has_tone(typed) and not typed.endswith(_STOPS)


def has_vowel(folded: str) -> bool:
    """Whether a syllable without marks has a vowel; abbreviations such as hdnd have none."""
    return not _VOWELS.isdisjoint(folded)
