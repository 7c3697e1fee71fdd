"""XVI = 16 = mười sáu, but only beside a cue of the same kind.

A conference, a congress and a term (khóa) each keep their own numbers: "Hội nghị lần thứ
12" also stands as "hội nghị lần thứ mười hai", never as "Đại hội lần thứ XII".
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from indexer.analysis.filters import lower
from indexer.analysis.normalizer import normalize
from indexer.facets.numbers import to_roman
from indexer.understanding.ordinals import NOUNS, Kind

Syllables = tuple[str, ...]

_UNITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
_TEN = 10
_NOUNS: dict[Kind, str] = {
    "conference": "hội nghị lần thứ",
    "congress": "đại hội lần thứ",
    "term": "khóa",
    "month": "tháng",
}
_UNITS_OF_PARTY = "tỉnh/huyện/xã/quận"
_ANY: dict[Kind, tuple[str, ...]] = {
    "conference": ("hội nghị lần/thứ", "hội nghị trung ương", "hội nghị tw"),
    "congress": ("đại hội lần/thứ", "đại hội"),
    "term": ("khóa", "khóa thứ"),
    "month": ("tháng",),
}
_ROMAN: dict[Kind, tuple[str, ...]] = {
    "conference": ("hội nghị",),
    "congress": ("đại hội đảng", f"{_UNITS_OF_PARTY}/phố/ủy/bộ/khối/đảng/quốc/biểu lần thứ"),
    "term": (),
    "month": (),
}
"""After a committee only congresses are counted in Roman numerals …"""
_OTHER: dict[Kind, tuple[str, ...]] = {
    "conference": (
        *("chấp hành lần thứ", "bch lần thứ", "tỉnh/thành/huyện/quận/thị ủy lần thứ"),
        f"chấp hành đảng bộ {_UNITS_OF_PARTY} lần thứ",
        *(f"bch đảng bộ {_UNITS_OF_PARTY} lần thứ", "chấp hành đảng bộ thành phố lần thứ"),
    ),
    "congress": (),
    "term": (),
    "month": (),
}
"""… and conferences in others."""
_NEITHER = ("kỳ/phiên/cuộc họp thứ", "ngày")
"""Where a number counts something else."""
_BARE: dict[Kind, str] = {"conference": "hội nghị"}
"""What a number right after it may count or not (hội nghị 6 tháng), but nothing of other kinds."""
_PADDED = tuple(f"{digit:02}" for digit in range(10))
_DAYS = (*map(str, range(32)), *_PADDED)
_MONTHS_AND_YEARS = (*map(str, range(13)), *_PADDED, *map(str, range(2000, 2030)))
"""Few, since each costs a look-up; they hold the digits of most decimals, too."""
_ORDINAL = "lần thứ"
"""It counts the nearest noun before it, whoever's that is: "Đại hội Đảng bộ tỉnh … lần thứ"."""


Numbers = Literal["any", "Roman", "other"]
"""Any numerals, only Roman ones, or only others."""


class Context(NamedTuple):
    """Words before a number that say what it counts.

    Attributes:
        before: The syllables that may stand in each place, normalised.
        numbers: Which numerals count it there.
        nouns: Some way before them, the nearest of the nouns that are counted is one of these.
        others: And none of these.
    """

    before: tuple[Syllables, ...]
    numbers: Numbers
    nouns: tuple[Syllables, ...] = ()
    others: tuple[Syllables, ...] = ()


@cache
def elsewhere(*kinds: Kind) -> tuple[Context, ...]:
    """What may stand before a number that counts none of some kinds."""
    others = (context for other in _ANY if other not in kinds for context in _beside(other))
    counted, not_counted = _nouns(*kinds)
    far = Context(_slots(_ORDINAL), "any", not_counted, counted)
    bare = (words for other, words in _BARE.items() if other not in kinds)
    return (far, *others, *(Context(_slots(words), "any") for words in (*_NEITHER, *bare)))


@cache
def contexts(*kinds: Kind) -> tuple[Context, ...]:
    """What may stand before a number of some kinds."""
    beside = (context for kind in kinds for context in _beside(kind))
    counted, others = _nouns(*kinds)
    if not counted:
        return tuple(beside)
    return (Context(_slots(_ORDINAL), "any", counted, others), *beside)


def _nouns(*kinds: Kind) -> tuple[tuple[Syllables, ...], tuple[Syllables, ...]]:
    """The nouns whose ordinals count some of the kinds, and the others."""
    counted = tuple(syllables_of(noun) for noun, kind in NOUNS if kind in kinds)
    return counted, tuple(syllables_of(noun) for noun, kind in NOUNS if kind not in kinds)


def _beside(kind: Kind) -> tuple[Context, ...]:
    """What may stand right before a number of a kind."""
    return (
        *(Context(_slots(words), "any") for words in _ANY[kind]),
        *(Context(_slots(words), "Roman") for words in _ROMAN[kind]),
        *(Context(_slots(words), "other") for words in _OTHER[kind]),
    )


def said(kind: Kind, form: str) -> str:
    """A form of a number with what it counts, as shown."""
    return f"{_NOUNS[kind]} {form}"


def forms(number: int, kind: Kind) -> Iterator[str]:
    """How a number from 1 to 99 is written: in Roman numerals, in digits and in words."""
    if kind != "month":
        yield to_roman(number)
    yield str(number)
    yield from in_words(number)


def joined(number: int, kind: Kind) -> Iterator[tuple[Syllables, ...]]:
    """The places of words that end in a number without a space: hội nghị TW6."""
    if kind == "conference":
        yield _slots(f"hội nghị tw{number}/tư{number}")


def in_words(number: int) -> tuple[str, ...]:
    """How a number from 1 to 99 is said as an ordinal, the usual way first."""
    tens, unit = divmod(number, _TEN)
    if not tens:
        return {1: ("nhất",), 4: ("tư", "bốn")}.get(unit, (_UNITS[unit],))
    ten = "mười" if tens == 1 else f"{_UNITS[tens]} mươi"
    if not unit:
        return (ten,)
    more = {5: ("lăm",)} if tens == 1 else {1: ("mốt",), 4: ("tư", "bốn"), 5: ("lăm",)}
    return tuple(f"{ten} {said}" for said in more.get(unit, (_UNITS[unit],)))


def beside_figures(number: str) -> tuple[tuple[Syllables, ...], ...]:
    """The places of words, one of them a number, where that is part of a date or decimal.

    12/10, 06/12/2023, 12 tháng 10, 3,12: signs are no words.
    """
    own = (number,)
    return (_DAYS, own), (own, _MONTHS_AND_YEARS), (own, ("tháng",))


def syllables_of(form: str) -> Syllables:
    """The syllables of a form as an index has them."""
    return tuple(lower(normalize(form).text).split())


def _slots(words: str) -> tuple[Syllables, ...]:
    return tuple(tuple(slot.split("/")) for slot in syllables_of(words))
