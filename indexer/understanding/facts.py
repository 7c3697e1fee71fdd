"""What a question states of an article: its province, conference, term, year, month or day.

A question "hội nghị lần thứ 12 Bắc Kạn" names a conference and a province. An article
whose extracted values say so has these words, and ranks higher, even where it writes
"lần thứ mười hai" or names its province only in its address. Nothing is left out for it.

A question is read by the data that articles are read by (the gazetteer, the numerals), a
rule only where its cue stands. What is in quotes is meant as it stands, and states nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from indexer.analysis.filters import fold_term
from indexer.documents import Scalar
from indexer.facets import gazetteer
from indexer.facets.numbers import to_roman
from indexer.questions import Part
from indexer.requests import ANY_YEAR, FactName
from indexer.syllables import may_be_vietnamese
from indexer.understanding.dates import IN_MONTH, dates
from indexer.understanding.ordinals import BEFORE_NUMBERS, numbers
from indexer.understanding.words import Cue, Words, cues
from indexer.understanding.years import Years, years

_IN_UNIT = {"tỉnh": cues("tỉnh"), "thành phố": cues("thành phố", "tp")}
_BESIDE_PROVINCE = cues(
    *("tỉnh", "thành phố", "tp", "tỉnh ủy", "thành ủy", "đảng bộ", "hội nghị", "đại hội", "ở"),
    *("tại", "ubnd", "ủy ban nhân dân", "hđnd", "hội đồng nhân dân", "ban chấp hành", "bch"),
)
_COUNCILS = frozenset({"hdnd", "dbqh", "hoi dong nhan dan", "quoc hoi"})
"""Whose terms are not an article's."""
_NEAR = 6
"""Syllables before a term that may name whose it is."""
_CENTRE = cues("trung ương", "tw", "tư", "t ư")
_BEFORE_CENTRE = cues("hội nghị", "hn", "ban chấp hành", "bch", "hành đảng", "bch đảng")
_CENTRE_MET = cues("hntw", "hntư")
_PLENUM = re.compile(r"(?P<meeting>hn)?(?:tw|tư)(?P<number>[1-9]\d?)")
"""A conference of the centre in one piece: HNTW6, TW6."""
_PAPERS = cues("nghị quyết", "nq", "kết luận", "kl", "chỉ thị", "ct", "quy định", "tinh thần")
"""Before TW6 what is named after it, and may be spoken of anywhere: nghị quyết TW6."""
_ENDS_OF_CENTRE = frozenset(cue.folded[-1] for cue in (*_CENTRE, *_CENTRE_MET))


@dataclass(frozen=True, slots=True)
class Fact:
    """A value that a question states.

    Attributes:
        name: Of which kind.
        value: As an index has it; of a month ``2023-07``, of a day ``2023-07-06``, of a day of
            any year ``--07-06``, of several years ``2020..2023``.
        text: The words of the question that say it, as typed.
        parts: The parts of the question that say it.
        cue: Those before them that only name the kind of value, as tháng in ``tháng 7/2023``:
            an article that has the value needs not have them.
        former: Whether what is named is a province that this one came after.
        sure: Whether it is one for certain: hòa bình and hải dương are words, too.
    """

    name: FactName
    value: str
    text: str
    parts: tuple[Part, ...]
    cue: tuple[Part, ...] = ()
    former: bool = False
    sure: bool = True

    def is_of(self, value: Scalar | None) -> bool:
        """Whether a document has it that has a value in its field; None for no value."""
        if value is None:
            return False
        written = str(value)
        if self.name not in ("month", "date"):
            return written in self.values
        return written.endswith(self.value[1:]) if self.any_year else written.startswith(self.value)

    @property
    def values(self) -> tuple[str, ...]:
        """The values of which a document has one that has it; of a date, the beginning."""
        first, _, last = self.value.partition("..")
        return tuple(map(str, range(int(first), int(last) + 1))) if last else (self.value,)

    @property
    def field(self) -> str:
        """The field of a document that has it."""
        return "date" if self.name == "month" else self.name

    @property
    def is_wide(self) -> bool:
        """Whether what was typed does not tell which value a document has that has it."""
        return self.former or ".." in self.value

    @property
    def any_year(self) -> bool:
        """Whether it is a day of any year."""
        return self.value.startswith(ANY_YEAR)


def read_facts(words: Words) -> list[Fact]:
    """What a row of parts states, in the order in which it is shown."""
    if not (any(map(_may_state, words.folded)) or words.names):  # as most rows
        return []
    found = [*_provinces(words), *_codes(words), *_centre(words), *_plenums(words)]
    for number in numbers(words):
        span = number.start, number.place, number.end
        if "conference" in (number.kind, number.also):
            found.append(_fact(words, "conference", str(number.value), *span))
        elif number.kind == "term" and not _is_councils(words, number.start):
            found.append(_fact(words, "term", to_roman(number.value), *span))
    found += _dates(words)
    if any(fact.name != "province" for fact in found):  # then a province is meant as well
        found = [fact if fact.sure else replace(fact, sure=True) for fact in found]
    used = {part for fact in found for part in fact.parts}
    stated = (one for one in years(words) if used.isdisjoint(one.parts))
    return [*found, *(_years(words, one) for one in stated)]


def _may_state(folded: str) -> bool:
    """Whether a syllable may be of what states anything, but for the name of a province."""
    return folded in _telling() or folded[-1:].isdigit()


@cache
def _telling() -> frozenset[str]:
    codes = (code.lower() for unit in gazetteer.units().values() for code in unit.codes)
    cued = {IN_MONTH[0].folded[0], *_ENDS_OF_CENTRE, *BEFORE_NUMBERS}
    return frozenset({*map(fold_term, codes), *cued})


def _fact(words: Words, name: FactName, value: str, *span: int) -> Fact:
    """A value with the place of its cue, of itself, and one past its last syllable."""
    start, place, end = span
    own = words.owning(place, end)
    cue = (one for one in words.owning(start, place) if one not in own)
    cue_parts = tuple(words.parts[one] for one in cue)
    return Fact(name, value, words.text_of(start, end), words.said(place, end), cue_parts)


def _years(words: Words, one: Years) -> Fact:
    return Fact("year", one.value, words.text_of(*one.span), one.parts, one.cue)


def _provinces(words: Words) -> Iterator[Fact]:
    for name, first, last in words.names:
        unit = _IN_UNIT.get(gazetteer.units()[name].type, ())
        fact = _fact(words, "province", name, _with(words, first, unit), first, last)
        yield fact if _is_sure(words, first, last) else replace(fact, sure=False)


def _is_sure(words: Words, first: int, last: int) -> bool:
    """Whether the name of a province is one: in capitals, alone, or beside what has one."""
    if last - first == len(words.folded) or all(t[0].isupper() for t in words.texts[first:last]):
        return True
    beside = words.before(first, _BESIDE_PROVINCE) is not None
    return beside or any(words.says(last, cue) for cue in _BESIDE_PROVINCE)


def _with(words: Words, place: int, known: tuple[Cue, ...]) -> int:
    """Where a value begins, with a cue right before it."""
    start = words.before(place, known)
    return place if start is None else start


def _codes(words: Words) -> Iterator[Fact]:
    """What newspapers of a province put at the head of an article: BBK, or bbk."""
    for number, part in enumerate(words.parts):
        if len(part.syllables) > 1 or not part.loose or part.begun:
            continue
        if part.text.isupper() or not may_be_vietnamese(words.folded[words.owners.index(number)]):
            for name, span in gazetteer.find_codes(part.text.upper()):
                if span == (0, len(part.text)):
                    yield Fact("province", name, part.text, (part,))


def _centre(words: Words) -> Iterator[Fact]:
    """The central committee, where its conference or committee is named."""
    for place, syllable in enumerate(words.folded, 1):
        start = _centre_before(words, place) if syllable in _ENDS_OF_CENTRE else None
        if start is not None:
            yield _fact(words, "province", gazetteer.CENTRAL, start, start, place)
            return


def _centre_before(words: Words, place: int) -> int | None:
    start = words.before(place, _CENTRE)
    if start is not None and words.before(start, _BEFORE_CENTRE) is not None:
        return start
    return words.before(place, _CENTRE_MET)


def _plenums(words: Words) -> Iterator[Fact]:
    for place, syllable in enumerate(words.marked):
        found = _PLENUM.fullmatch(syllable)
        if found and (found["meeting"] or words.before(place, _PAPERS) is None):
            span = place, place, place + 1
            yield _fact(words, "province", gazetteer.CENTRAL, *span)
            yield _fact(words, "conference", found["number"], *span)


def _is_councils(words: Words, term: int) -> bool:
    """Whether a term is one of the National Assembly or of a People's Council."""
    near = " ".join(words.folded[max(0, term - _NEAR) : term])
    return any(council in near for council in _COUNCILS)


def _dates(words: Words) -> Iterator[Fact]:
    for one in dates(words):
        yield _fact(words, "date" if one.day else "month", one.value, one.start, one.place, one.end)
