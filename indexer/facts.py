"""What a question states of an article: its province, conference, term, year and month.

A question "hội nghị lần thứ 12 Bắc Kạn" names a conference and a province. An article
whose extracted values say so has these words, and ranks higher, even where it writes
"lần thứ mười hai" or names its province only in its address. Nothing is left out for it.

A question is read by the data that articles are read by (the gazetteer, the numerals), a
rule only where its cue stands. What is in quotes is meant as it stands, and states nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.facets import gazetteer
from indexer.facets.numbers import to_roman
from indexer.ordinals import numbers, read_number
from indexer.questions import Part
from indexer.requests import FactName
from indexer.syllables import may_be_vietnamese
from indexer.words import YEAR, Cue, Words, cues

_MONTH = re.compile(r"(0?[1-9]|1[0-2])[/.](" + YEAR.pattern + ")")
_LONGEST_MONTH = 2  # mười hai
_MONTHS = 12
_IN_MONTH, _IN_YEAR = cues("tháng"), cues("năm")
_IN_UNIT = {"tỉnh": cues("tỉnh"), "thành phố": cues("thành phố", "tp")}
_CENTRE = cues("trung ương", "tw", "tư", "t ư")
_BEFORE_CENTRE = cues("hội nghị", "ban chấp hành", "bch", "hành đảng", "bch đảng")
_ENDS_OF_CENTRE = frozenset(cue.folded[-1] for cue in _CENTRE)


@dataclass(frozen=True, slots=True)
class Fact:
    """A value that a question states.

    Attributes:
        name: Of which kind.
        value: As an index has it; of a month ``2023-07``.
        parts: The parts of the question that say it.
        cue: Those before them that only name the kind of value, as tháng in ``tháng 7/2023``:
            an article that has the value needs not have them.
    """

    name: FactName
    value: str
    parts: tuple[Part, ...]
    cue: tuple[Part, ...] = ()


def read_facts(words: Words) -> list[Fact]:
    """What a row of parts states, in the order in which it is shown."""
    found = [*_provinces(words), *_codes(words), *_centre(words)]
    for number in numbers(words):
        if number.kind == "conference":
            span = number.start, number.place, number.end
            found.append(_fact(words, "conference", str(number.value), *span))
        elif number.kind == "term":  # which may be a congress's number, so khóa has to stand there
            span = number.place, number.place, number.end
            found.append(_fact(words, "term", to_roman(number.value), *span))
    found += _months(words)
    found += _years(words, {part for fact in found for part in fact.parts})
    return found


def _fact(words: Words, name: FactName, value: str, *span: int) -> Fact:
    """A value with the place of its cue, of itself, and one past its last syllable."""
    start, place, end = span
    return Fact(name, value, words.said(place, end), words.said(start, place))


def _provinces(words: Words) -> Iterator[Fact]:
    for name, first, last in words.names:
        unit = _IN_UNIT.get(gazetteer.units()[name].type, ())
        yield _fact(words, "province", name, _with(words, first, unit), first, last)


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
                    yield Fact("province", name, (part,))


def _centre(words: Words) -> Iterator[Fact]:
    """The central committee, where its conference or committee is named."""
    for place, syllable in enumerate(words.folded, 1):
        start = words.before(place, _CENTRE) if syllable in _ENDS_OF_CENTRE else None
        if start is not None and words.before(start, _BEFORE_CENTRE) is not None:
            yield Fact("province", gazetteer.CENTRAL, words.said(start, place))
            return


def _months(words: Words) -> Iterator[Fact]:
    """``7/2023`` and ``tháng bảy năm 2023``."""
    for number, part in enumerate(words.parts):
        match = _MONTH.fullmatch(part.whole) if part.loose else None
        if match:
            place = words.owners.index(number)
            span = _with(words, place, _IN_MONTH), place, place + len(part.syllables)
            yield _fact(words, "month", f"{match[2]}-{int(match[1]):02}", *span)
    for place in range(1, len(words.folded)):
        start = words.before(place, _IN_MONTH)
        if start is None or words.parts[words.owners[place]].whole:
            continue
        for end in range(min(len(words.folded), place + _LONGEST_MONTH), place, -1):
            month = read_number(words, place, end)
            after = end + words.says(end, *_IN_YEAR)
            if month and month <= _MONTHS and words.is_year(after):
                value = f"{words.folded[after]}-{month:02}"
                yield _fact(words, "month", value, start, place, after + 1)
                break


def _years(words: Words, used: set[Part]) -> Iterator[Fact]:
    """Years that stand alone: not in a date, a range, or the number of a document."""
    years: set[str] = set()
    for place, number in enumerate(words.owners):
        part, year = words.parts[number], words.folded[place]
        alone = part.loose and len(part.syllables) == 1 and part not in used and not part.begun
        if alone and words.is_year(place) and year not in years:
            years.add(year)
            start = _with(words, place, _IN_YEAR)
            yield _fact(words, "year", year, start, place, place + 1)
