"""What a question states of an article: its province, conference, term, year and month.

A question "hội nghị lần thứ 12 Bắc Kạn" names a conference and a province. An article
whose extracted values say so has these words, and ranks higher, even where it writes
"lần thứ mười hai" or names its province only in its address. Nothing is left out for it.

A question is read by the data that articles are read by (the gazetteer, the numerals), a
rule only where its cue stands. What is in quotes is meant as it stands, and states nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Literal

from indexer.analysis.filters import fold_term, lower
from indexer.analysis.normalizer import normalize
from indexer.facets import gazetteer
from indexer.facets.numbers import ROMAN, parse_number, to_roman
from indexer.questions import Part
from indexer.requests import FactName
from indexer.syllables import has_more_marks, may_be_vietnamese

Cue = Literal["conference", "congress", "term"]
"""What a number counts: conferences, congresses, or terms (khóa)."""

_LARGEST = {"conference": 99, "congress": 39, "term": 39}
_LONGEST_NUMBER = 3  # hai mươi mốt
_LOOK_BACK = 12
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTH = re.compile(r"(0?[1-9]|1[0-2])/((?:19|20)\d\d)")
_NOUNS: dict[str, Cue | None] = {
    "hoi nghi": "conference",
    "dai hoi": "congress",
    **dict.fromkeys(("ky hop", "phien hop", "cuoc hop", "hoi thao", "hoi thi", "lien hoan")),
    **dict.fromkeys(("dien dan", "giai thuong", "ngay hoi", "le hoi", "festival")),
}
"""What an ordinal may count, without marks; None where it is no value of an article."""
_COUNCILS = frozenset({"hdnd", "dbqh", "hoi dong nhan dan", "quoc hoi"})
"""Whose terms are not an article's."""
_CUES = frozenset({"khoa", "thu", "lan", "uong", "tw"})
"""What stands right before a number that counts something."""
_WALL = ("|",)
_COMMITTEES = ("chap hanh", "bch", "dang bo", "dang bo tinh", "tinh uy", "thanh uy")
_CENTRE = ("trung uong", "tw")
_BEFORE_CENTRE = ("hoi nghi", "ban chap hanh", "bch", "hanh dang", "bch dang")


@dataclass(frozen=True, slots=True)
class Fact:
    """A value that a question states.

    Attributes:
        name: Of which kind.
        value: As an index has it; of a month ``2023-07``.
        parts: Which of the parts that were read say it.
    """

    name: FactName
    value: str
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A number beside what it counts.

    Attributes:
        cue: What it counts.
        value: The number.
        start: The first syllable of the cue.
        place: The first syllable of the number.
        end: One past its last.
    """

    cue: Cue
    value: int
    start: int
    place: int
    end: int


class Words:
    """The syllables of a row of parts, each knowing its part."""

    def __init__(self, parts: Sequence[Part]) -> None:
        """Takes parts that stand side by side; a quoted one is a wall to what reads facts."""
        self.parts = parts
        self.typed: list[str] = []
        self.marked: list[str] = []
        self.owners: list[int] = []
        for number, part in enumerate(parts):
            count = len(part.syllables)
            self.typed += part.syllables
            self.marked += part.syllables if part.loose and not part.begun else _WALL * count
            self.owners += [number] * count
        self.folded = [fold_term(syllable) for syllable in self.marked]
        self.text = " ".join(self.folded)

    @cached_property
    def capitals(self) -> frozenset[int]:
        """The syllables typed in capitals, unless all of the question is."""
        texts = [text for part in self.parts for text in part.texts]
        ordinary = sum(map(may_be_vietnamese, map(fold_term, self.typed)))
        if ordinary > 1 and not any(map(str.islower, "".join(texts))):
            return frozenset()
        return frozenset(i for i, text in enumerate(texts) if text.isupper())

    @cached_property
    def names(self) -> list[tuple[str, int, int]]:
        """Provinces, old ones too, with the syllables of each; typed marks have to agree."""
        found = list(gazetteer.find_names(self.text))
        starts = _starts(self.folded) if found else {}
        return [
            (name, first, last)
            for name, (start, end) in found
            if (first := starts.get(start)) is not None
            and _agrees(name, self.marked[first : (last := starts.get(end + 1, len(self.folded)))])
        ]

    def is_name(self, end: int) -> bool:
        """Whether the name of a province ends before a syllable."""
        return any(last == end for _, _, last in self.names)

    def owning(self, start: int, end: int) -> tuple[int, ...]:
        """The parts of some syllables."""
        return tuple(dict.fromkeys(self.owners[start:end]))

    def before(self, place: int, phrases: Sequence[str]) -> int | None:
        """Where one of the phrases begins that ends right before a place; None if none does."""
        for phrase in phrases:
            start = place - phrase.count(" ") - 1
            if start >= 0 and " ".join(self.folded[start:place]) == phrase:
                return start
        return None


def read_facts(words: Words) -> list[Fact]:
    """What a row of parts states, in the order in which it is shown."""
    found = [*_provinces(words), *_codes(words), *_centre(words)]
    for number in numbers(words):
        owners = words.owning(number.place, number.end)
        if number.cue == "conference":
            found.append(Fact("conference", str(number.value), owners))
        else:
            found.append(Fact("term", to_roman(number.value), owners))
    found += _months(words)
    found += _years(words, {part for fact in found for part in fact.parts})
    return found


def numbers(words: Words) -> Iterator[Number]:
    """Numbers beside a cue: ``lần thứ 12``, ``khóa XII``, ``hội nghị trung ương 8``."""
    if _CUES.isdisjoint(words.folded):  # as in most questions
        return
    for place in range(1, len(words.folded)):
        cue = _cue(words, place)
        if cue is None:
            continue
        kind, start = cue
        for end in range(min(len(words.folded), place + _LONGEST_NUMBER), place, -1):
            value = _number(words, place, end)
            if value is not None and 0 < value <= _LARGEST[kind]:
                apart = words.folded[start] != "hoi"
                if kind == "conference" and apart and not words.folded[place].isdigit():
                    kind = _written_out(words, place)
                yield Number(kind, value, start, place, end)
                break


def _written_out(words: Words, place: int) -> Cue:
    """The ordinal of a committee counts congresses as XII, conferences as mười hai."""
    return "congress" if re.fullmatch(ROMAN, words.folded[place]) else "conference"


def _cue(words: Words, place: int) -> tuple[Cue, int] | None:
    """What a number at a place would count, and where the words begin that say so."""
    match words.folded[place - 1]:
        case "khoa":
            return _term_cue(words, place - 1)
        case "thu" | "lan":
            return _ordinal_cue(words, place)
        case "uong" | "tw":
            centre = words.before(place, _CENTRE)
            start = words.before(centre, ("hoi nghi",)) if centre is not None else None
            return None if start is None else ("conference", start)
    return None


def _term_cue(words: Words, khoa: int) -> tuple[Cue, int] | None:
    near = " ".join(words.folded[max(0, khoa - 6) : khoa])
    if words.marked[khoa] not in ("khoa", "khoá"):
        return None
    return None if any(council in near for council in _COUNCILS) else ("term", khoa)


def _ordinal_cue(words: Words, place: int) -> tuple[Cue, int] | None:
    """The nearest noun before "lần thứ" says what is counted."""
    start = words.before(place, ("lan thu", "lan"))
    if start is None:  # "thứ ba" may be a Tuesday, so the noun has to stand beside it
        beside = words.before(place - 1, ("hoi nghi",))
        return None if beside is None else ("conference", beside)
    if start == place - 1 and not words.folded[place].isdigit():
        return None  # "lần này", "lần tư": a number in words has "thứ" before it
    for first in range(start - 2, max(-1, start - _LOOK_BACK), -1):
        noun = " ".join(words.folded[first : first + 2])
        if noun in _NOUNS:
            kind = _NOUNS[noun]
            return (kind, first if first + 2 == start else start) if kind else None
    owned = start == 0 or words.before(start, _COMMITTEES) is not None or words.is_name(start)
    return ("conference", start) if owned else None


def _number(words: Words, place: int, end: int) -> int | None:
    """The value of syllables that are a number; with marks, or all without."""
    marked, folded = words.marked[place:end], words.folded[place:end]
    if folded[0].isdigit() or re.fullmatch(ROMAN, folded[0]):
        return parse_number(folded[0]) if end - place == 1 else None
    return parse_number(" ".join(marked)) if marked != folded else _in_words(" ".join(folded))


@lru_cache(maxsize=1024)
def _in_words(folded: str) -> int | None:
    return parse_number(folded)


def _provinces(words: Words) -> Iterator[Fact]:
    for name, first, last in words.names:
        yield Fact("province", name, words.owning(first, last))


def _starts(syllables: Sequence[str]) -> dict[int, int]:
    """Where each syllable begins in the text of all, to its number."""
    starts: dict[int, int] = {}
    place = 0
    for number, syllable in enumerate(syllables):
        starts[place] = number
        place += len(syllable) + 1
    return starts


def _agrees(name: str, typed: Sequence[str]) -> bool:
    if all(fold_term(syllable) == syllable for syllable in typed):
        return True
    return any(
        len(written) == len(typed) and all(map(has_more_marks, typed, written))
        for written in _spellings(name)
    )


@cache
def _spellings(name: str) -> tuple[tuple[str, ...], ...]:
    unit = gazetteer.units()[name]
    written = (lower(normalize(spelling).text) for spelling in (unit.name, *unit.spellings))
    return tuple(tuple(re.findall(r"[^\W_]+", spelling)) for spelling in written)


def _codes(words: Words) -> Iterator[Fact]:
    """What newspapers of a province put at the head of an article: BBK, or bbk."""
    for number, part in enumerate(words.parts):
        if len(part.syllables) > 1 or not part.loose or part.begun:
            continue
        if part.text.isupper() or not may_be_vietnamese(words.folded[words.owners.index(number)]):
            for name, span in gazetteer.find_codes(part.text.upper()):
                if span == (0, len(part.text)):
                    yield Fact("province", name, (number,))


def _centre(words: Words) -> Iterator[Fact]:
    """The central committee, where its conference or committee is named."""
    for place in range(1, len(words.folded) + 1):
        if words.folded[place - 1] not in ("uong", "tw"):
            continue
        start = words.before(place, _CENTRE)
        if start is not None and words.before(start, _BEFORE_CENTRE) is not None:
            yield Fact("province", gazetteer.CENTRAL, words.owning(start, place))
            return


def _months(words: Words) -> Iterator[Fact]:
    """``7/2023`` and ``tháng bảy năm 2023``."""
    for number, part in enumerate(words.parts):
        match = _MONTH.fullmatch(part.whole) if part.loose else None
        if match:
            yield Fact("month", f"{match[2]}-{int(match[1]):02}", (number,))
    for place, syllable in enumerate(words.folded[:-1]):
        if syllable != "thang" or words.parts[words.owners[place + 1]].whole:
            continue
        for end in range(min(len(words.folded), place + 3), place + 1, -1):
            month = _number(words, place + 1, end)
            after = end + (words.folded[end : end + 1] == ["nam"])
            if month and month <= 12 and _is_year(words, after):  # noqa: PLR2004 - months
                value = f"{words.folded[after]}-{month:02}"
                yield Fact("month", value, words.owning(place + 1, after + 1))
                break


def _is_year(words: Words, place: int) -> bool:
    return place < len(words.folded) and _YEAR.fullmatch(words.folded[place]) is not None


def _years(words: Words, used: set[int]) -> Iterator[Fact]:
    """Years that stand alone: not in a date, a range, or the number of a document."""
    years: set[str] = set()
    for number, part in enumerate(words.parts):
        year = part.syllables[0]
        alone = part.loose and len(part.syllables) == 1 and number not in used and not part.begun
        if alone and _YEAR.fullmatch(year) and year not in years:
            years.add(year)
            yield Fact("year", year, (number,))
