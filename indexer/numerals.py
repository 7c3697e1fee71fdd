"""XVI = 16 = mười sáu, but only beside a cue of the same kind.

A conference, a congress and a term (khóa) each keep their own numbers: "Hội nghị lần thứ
12" also stands as "hội nghị lần thứ mười hai", never as "Đại hội lần thứ XII".
"""

from __future__ import annotations

from collections.abc import Iterator

from indexer.abbreviations import Expansion, Form
from indexer.analysis.normalizer import normalize
from indexer.facets.numbers import to_roman
from indexer.ordinals import Number, numbers
from indexer.words import Words

_UNITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
_TEN = 10
_OWNERS = ("hội", "tỉnh", "bộ", "quốc", "đảng", "biểu", "phố", "uỷ", "huyện")
"""What may stand before "lần thứ XII" where it counts congresses."""


def numeral_forms(words: Words) -> Iterator[Expansion]:
    """The other ways to write each number that stands beside a cue."""
    for number in numbers(words):
        typed = " ".join(words.marked[number.place : number.end])
        forms = tuple(_forms(number, typed))
        if forms:
            yield Expansion(number.place, number.end, forms)


def in_words(number: int) -> tuple[str, ...]:
    """How a number from 1 to 99 is said as an ordinal, the usual way first."""
    tens, unit = divmod(number, _TEN)
    if not tens:
        return {1: ("nhất", "một"), 4: ("tư", "bốn")}.get(unit, (_UNITS[unit],))
    ten = "mười" if tens == 1 else f"{_UNITS[tens]} mươi"
    if not unit:
        return (ten,)
    said = {5: "lăm", 1: "một" if tens == 1 else "mốt"}
    return (f"{ten} {said.get(unit, _UNITS[unit])}",)


def _forms(number: Number, typed: str) -> Iterator[Form]:
    written = (to_roman(number.value), str(number.value), *in_words(number.value)[:1])
    for form in written:
        syllables = normalize(form).text.lower().split()
        if " ".join(syllables) != typed:
            yield _with_cue(number, form, syllables)


def _with_cue(number: Number, form: str, syllables: list[str]) -> Form:
    slots = tuple((syllable,) for syllable in syllables)
    if number.kind == "term":
        return Form(f"khóa {form}", (("khoá",), *slots))
    if number.kind == "conference":
        return Form(f"hội nghị lần thứ {form}", (("nghị",), ("lần",), ("thứ",), *slots))
    # Only congresses are counted in Roman numerals; other numbers need the word itself.
    cue = ((_OWNERS),) if form.isupper() else (("đại",), ("hội",))
    return Form(f"đại hội lần thứ {form}", (*cue, ("lần",), ("thứ",), *slots))
