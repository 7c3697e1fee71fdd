"""XVI = 16 = mười sáu, but only beside a cue of the same kind.

A conference, a congress and a term (khóa) each keep their own numbers: "Hội nghị lần thứ
12" also stands as "hội nghị lần thứ mười hai", never as "Đại hội lần thứ XII". What stands
beside no cue may count anything: 12 đại biểu, Điều 12, 12/10/2022.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal, NamedTuple

from indexer.analysis.filters import lower
from indexer.analysis.normalizer import normalize
from indexer.facets.numbers import to_roman
from indexer.understanding.ordinals import AND, NOUNS, Kind

Syllables = tuple[str, ...]

_UNITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
_TEN = 10
_NOUNS: dict[Kind, str] = {
    "conference": "hội nghị lần thứ",
    "congress": "đại hội lần thứ",
    "term": "khóa",
    "month": "tháng",
}
_ORDINALS = ("lần thứ", "lần")
"""They count the nearest noun before them, whoever's that is: "Đại hội Đảng bộ tỉnh … lần thứ"."""
_ANY: dict[Kind, tuple[str, ...]] = {
    "conference": (
        *("hội nghị thứ", "hội nghị trung ương", "nghị/hn tw/tư", "hn lần/thứ", "hntw/hntư"),
        *("chấp hành trung ương", "bch trung ương/tw"),
    ),
    "congress": ("đại hội thứ", "đại hội đảng thứ", "đh/đhđb lần/thứ"),
    "term": ("khóa thứ",),
    "month": ("tháng",),
}
_BARE: dict[Kind, tuple[str, ...]] = {
    "conference": ("hội nghị",),
    "congress": ("đại hội", "đại hội đảng", "đh đảng"),
    "term": ("khóa",),
    "month": (),
}
"""What a number right after it counts, unless that counts what follows."""
_UNITS_OF_PARTY = "tỉnh/huyện/xã/quận"
_ROMAN: dict[Kind, tuple[str, ...]] = {
    "conference": (),
    "congress": (
        f"{_UNITS_OF_PARTY}/phố/ủy/bộ/khối/đảng/quốc/biểu lần thứ",
        *("đảng cộng sản việt nam", "đại hội đảng toàn quốc"),
    ),
    "term": (),
    "month": (),
}
"""After a committee only congresses are counted in Roman numerals …"""
_OTHER: dict[Kind, tuple[str, ...]] = {
    "conference": (
        *("chấp hành lần thứ", "bch/ủy lần thứ"),
        *(f"hành/bch đảng bộ {_UNITS_OF_PARTY} lần thứ", "hành/bch đảng bộ thành phố lần thứ"),
    ),
    "congress": (),
    "term": (),
    "month": (),
}
"""… and conferences in others."""
_LISTED: dict[Kind, tuple[str, ...]] = {
    "conference": (),
    "congress": ("đại hội",),
    "term": ("khóa",),
    "month": ("tháng",),
}
"""Before the first of several numbers, of which each counts the same: khóa X, XI và XII."""
_MOST_LISTED = 4
_COUNTED = ("tháng", "giờ", "phút", "bên", "nước", "người", "000")
"""After a number these tell what it counts; most other nouns may also say whose that is."""
_COUNTED_IN_LISTS = (
    *("đại", "dự", "đồng", "cán", "hộ", "học", "xã", "huyện", "ý", "đề", "vấn", "chỉ", "điểm"),
    *("đơn", "doanh", "cá", "tập", "chi", "bài", "lượt", "triệu", "tỷ", "nghìn", "ngàn", "phần"),
    *("vị", "giải", "cuộc"),
)
"""What begins a noun that a number after a comma counts: khóa 11, 12 đại biểu."""
_MONTHS = 12
_AND_SO_ON = ("v",)  # hội nghị, v.v.


Numbers = Literal["any", "Roman", "other", "clear", "list"]
"""Any numerals; only Roman ones; only others; of these those that are no other word; those of
lists."""


class Context(NamedTuple):
    """Words before a number that say what it counts.

    Attributes:
        before: The syllables that may stand in each place, normalised.
        numbers: Which numerals count it there.
        nouns: Some way before them, the nearest of the nouns that are counted is one of these;
            of each, what may stand in each place.
        others: And none of these.
        unless: What must not follow the number.
    """

    before: tuple[Syllables, ...]
    numbers: Numbers = "any"
    nouns: tuple[tuple[Syllables, ...], ...] = ()
    others: tuple[tuple[Syllables, ...], ...] = ()
    unless: Syllables = ()


@cache
def contexts(number: int, *kinds: Kind) -> tuple[Context, ...]:
    """What may stand before a number of some kinds."""
    return (*_led(number, *kinds), *(one for kind in kinds for one in _beside(number, kind)))


def _led(number: int, *kinds: Kind) -> Iterator[Context]:
    """An ordinal that the noun it counts stands some way before."""
    counted = _together(noun for noun, kind in NOUNS if kind in kinds)
    others = _together(noun for noun, kind in NOUNS if kind not in kinds)
    for ordinal in _ORDINALS if counted else ():
        yield Context(_slots(ordinal), "any", counted, others)
    for one in _listed(_ORDINALS[0], number) if counted else ():
        yield one._replace(nouns=counted, others=others)


def _together(nouns: Iterable[str]) -> tuple[tuple[Syllables, ...], ...]:
    """The places of nouns, those that end alike as one: kỳ, phiên or cuộc họp."""
    ending: dict[Syllables, Syllables] = defaultdict(tuple)
    for noun in nouns:
        first, last = _slots(noun)
        ending[last] += first
    return tuple((first, last) for last, first in ending.items())


def _beside(number: int, kind: Kind) -> Iterator[Context]:
    """What may stand right before a number of a kind."""
    for words in _ANY[kind]:
        yield Context(_slots(words))
    for words in (*_BARE[kind], *_ROMAN[kind]):
        yield Context(_slots(words), "Roman", unless=_AND_SO_ON)
    for words in _OTHER[kind]:
        yield Context(_slots(words), "other")
    for words in _BARE[kind]:
        yield Context(_slots(words), "clear", unless=_not_after(number))
    for words in _LISTED[kind]:
        yield from _listed(words, number)


def _not_after(number: int) -> Syllables:
    """What a number counts, or makes a date or a decimal of it, not a list: 12/10, 12,5."""
    months = (month for month in range(1, _MONTHS + 1) if month != number + 1)
    return (*_COUNTED, *dict.fromkeys(s for n in months for s in (str(n), f"{n:02}")))


def _listed(words: str, number: int) -> Iterator[Context]:
    """A number that is not the first of a list: X, XI và XII."""
    unless = (*_not_after(number), *_COUNTED_IN_LISTS)
    first = _written(number - _MOST_LISTED, number)
    for more in range(_MOST_LISTED if first else 0):
        between = (_written(number - n, number - n + 2) for n in range(more, 1, -1))
        last = [(*_written(number - 1, number), *AND)] if more else []
        yield Context((*_slots(words), first, *between, *last), "list", unless=unless)


def _written(start: int, stop: int) -> Syllables:
    """Numbers in digits and in Roman numerals."""
    return tuple(s for n in range(max(1, start), stop) for s in (str(n), lower(to_roman(n))))


def said(kind: Kind | None, form: str) -> str:
    """A form of a number with what it counts, as shown; None for anything."""
    return f"{_NOUNS[kind] if kind else _ORDINALS[0]} {form}"


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


def syllables_of(form: str) -> Syllables:
    """The syllables of a form as an index has them."""
    return tuple(lower(normalize(form).text).split())


def _slots(words: str) -> tuple[Syllables, ...]:
    return tuple(tuple(slot.split("/")) for slot in syllables_of(words))
