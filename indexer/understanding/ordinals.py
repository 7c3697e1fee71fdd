"""Numbers in a question beside what they count: lần thứ 12, khóa XII, đại hội 13.

A conference, a congress and a term (khóa) each keep their own numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Literal, NamedTuple

from indexer.facets.numbers import ROMAN, parse_number
from indexer.syllables import may_be_vietnamese
from indexer.understanding import measures
from indexer.understanding.words import Cue, Words, cues

Kind = Literal["conference", "congress", "term", "month"]
"""What a number counts: conferences, congresses, terms (khóa), or the months of a year."""

_LARGEST = {"conference": 99, "congress": 39, "term": 39, "month": 12}
_LONGEST_NUMBER = 3  # hai mươi mốt
LOOK_BACK = 16
"""Syllables between what an ordinal counts and ``lần``: whose conference or congress it is."""
_ALSO_WORDS = frozenset({"vi", "xi"})
"""Roman numerals that are syllables as well: lần vi phạm."""
NOUNS: tuple[tuple[str, Kind | None], ...] = (
    ("hội nghị", "conference"),
    ("đại hội", "congress"),
    ("hn bch/ban/đảng/tỉnh/thành/huyện", "conference"),
    (
        "đh/đhđb đảng/đại/đb/toàn/tỉnh/thành/huyện/quận/xã/phường/chi/đoàn/công/hội/mttq/mặt",
        "congress",
    ),
    *((noun, None) for noun in ("kỳ họp", "phiên họp", "cuộc họp", "hội thảo", "hội thi")),
    *((noun, None) for noun in ("liên hoan", "diễn đàn", "giải thưởng", "ngày hội", "lễ hội")),
)
"""What an ordinal may count, of two syllables; None where it is no value of an article.

HN and ĐH are also Hà Nội and a university, so whose meeting it is has to follow.
"""
_NAMED = {
    cue.folded: (cue, kind)
    for noun, kind in NOUNS
    for slots in product(*(slot.split("/") for slot in noun.split()))
    for cue in cues(" ".join(slots))
}
BEFORE_NUMBERS = frozenset({"khoa", "thang", "thu", "lan", "uong", "nghi", "hoi", "dang"}) | {
    *("tw", "tu", "u", "hntw", "hntu")
}
"""What stands right before a number that counts something, without marks."""
_LAN_THU = cues("lần thứ", "lần")
_THU = cues("thứ")
ORDINALS = frozenset({"lan", "thu"})
"""What makes an ordinal of a number, without marks."""
_TERM = cues("khóa", "khóa thứ")
_MONTH = cues("tháng")
_CONFERENCE = cues("hội nghị")
_CONGRESS = cues("đại hội", "đại hội đảng", "đh đảng")
_PLENUM = cues(
    *("hội nghị trung ương", "hội nghị tw", "hội nghị tư", "hội nghị t ư"),
    *("hntw", "hntư", "hn tw", "hn tư"),
)
_SHORT: tuple[tuple[tuple[Cue, ...], Kind], ...] = (
    (cues("hn"), "conference"),
    (cues("đh", "đhđb"), "congress"),
)
"""The same right before an ordinal."""
_COMMITTEES = cues("chấp hành", "bch", "đảng bộ", "đảng bộ tỉnh", "tỉnh ủy", "thành ủy")
_OWNERS = cues(
    *("khóa", "của", "bch", "ban chấp hành", "đảng bộ", "tỉnh ủy", "thành ủy", "huyện ủy"),
    *("trung ương", "tw", "nhiệm kỳ"),
)
"""What follows a number that counts, though it may be another word."""
_PROVINCE, _YEAR = cues("tỉnh"), cues("năm")
AND = ("và", "đến", "tới", "hoặc")
"""What may stand between the numbers of a list."""
_AND = cues(*AND)


class Number(NamedTuple):
    """A number beside what it counts.

    Attributes:
        kind: What it counts.
        value: The number.
        start: The first syllable of the words that say so.
        place: The first syllable of the number.
        end: One past its last.
        also: What else it may count.
        named: Whether the question says what it counts: not in "lần thứ 12".
    """

    kind: Kind
    value: int
    start: int
    place: int
    end: int
    also: Kind | None = None
    named: bool = True

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """All that it may count."""
        return (self.kind, self.also) if self.also else (self.kind,)


class _Counted(NamedTuple):
    """What a number counts, where the words begin that say so, as in ``Number``."""

    kind: Kind
    start: int
    also: Kind | None = None
    named: bool = True


def numbers(words: Words) -> Iterator[Number]:
    """Each number beside a cue: ``lần thứ 12``, ``khóa XII``, ``hội nghị trung ương 8``."""
    if BEFORE_NUMBERS.isdisjoint(words.folded):  # as in most questions
        return
    for place in range(1, len(words.folded)):
        if words.folded[place - 1] not in BEFORE_NUMBERS:
            continue
        for end in range(min(len(words.folded), place + _LONGEST_NUMBER), place, -1):
            value = read_number(words, place, end)
            found = _counted(words, place, end) if value else None
            if value and found and value <= _LARGEST[found.kind]:
                first = Number(found.kind, value, found.start, place, end, found.also, found.named)
                yield first
                yield from _listed_after(words, first)
                break


def is_counted(words: Words, place: int) -> bool:
    """Whether the words before a number say that it counts something: lần thứ 12 tháng 7."""
    before = words.folded[place - 1] if place else ""
    return before in ORDINALS or (
        before in BEFORE_NUMBERS and _counted(words, place, place + 1) is not None
    )


def _listed_after(words: Words, first: Number) -> list[Number]:
    """The others of a list, each of which counts the same: khóa 10, 11 và 12.

    In digits the last one may count a noun that follows.
    """
    found: list[Number] = []
    following = _next_listed(words, first)
    while following:
        found.append(following)
        following = _next_listed(words, following)
    if found and words.folded[first.place].isdigit():
        last = found[-1]
        if _is_of_else(words, last.place, last.end):
            found.pop()
    return found


def _next_listed(words: Words, number: Number) -> Number | None:
    place = number.end
    place += any(words.says(place, one) for one in _AND)
    if place >= len(words.folded) or words.is_joined(place):
        return None
    before, here = words.folded[number.place], words.folded[place]
    both = before, here
    alike = all(map(str.isdigit, both)) or all(map(is_roman, both))
    value = parse_number(here) if alike else None
    if not value or not number.value < value <= _LARGEST[number.kind]:
        return None
    return number._replace(value=value, start=place, place=place, end=place + 1)


def read_number(words: Words, place: int, end: int) -> int | None:
    """The value of syllables that are a number; with marks, or all without."""
    marked, folded = words.marked[place:end], words.folded[place:end]
    if folded[0].isdigit() or is_roman(folded[0]):
        return parse_number(folded[0]) if end - place == 1 else None
    return parse_number(" ".join(marked)) if marked != folded else _in_words(" ".join(folded))


def is_roman(syllable: str) -> bool:
    """Whether a syllable is a Roman numeral."""
    return re.fullmatch(ROMAN, syllable) is not None


@lru_cache(maxsize=1024)
def _in_words(folded: str) -> int | None:
    return parse_number(folded)


def _counted(words: Words, place: int, end: int) -> _Counted | None:
    month = words.before(place, _MONTH)
    if month is not None:
        return _Counted("month", month) if _is_month(words, place, end) else None
    term = words.before(place, _TERM)
    if term is not None:
        return _Counted("term", term) if _is_term(words, place, end) else None
    plenum = words.before(place, _PLENUM)
    if plenum is not None:
        return _Counted("conference", plenum)
    ordinal = words.before(place, _LAN_THU)
    if ordinal is not None:
        return _ordinal(words, ordinal, place)
    return _beside_noun(words, place, end)


def _is_month(words: Words, place: int, end: int) -> bool:
    """Whether a number in words before a year is a month's: any text may have its words.

    In digits it tells little elsewhere, and may count months.
    """
    year = end + words.says(end, *_YEAR)
    return not _is_number(words.folded[place]) and words.is_year(year)


def _is_term(words: Words, place: int, end: int) -> bool:
    """Whether a number after "khóa" is a term's, not as in khóa 12/10/2022, năm 2023, vi tính."""
    if words.folded[place].isdigit() and words.is_joined(place):
        return False
    return _is_clear(words, place, end) or _stands_alone(words, place, end)


def _ordinal(words: Words, start: int, place: int) -> _Counted | None:
    """The nearest noun before "lần thứ" says what is counted."""
    if start == place - 1 and not _is_number(words.folded[place]):
        return None  # "lần này", "lần tư": a number in words has "thứ" before it
    for short_noun, counted in _SHORT:
        short = words.before(start, short_noun)
        if short is not None:
            return _Counted(counted, short)
    for first in range(start - 2, max(-1, start - LOOK_BACK - 3), -1):
        noun, kind = _NAMED.get(tuple(words.folded[first : first + 2]), (None, None))
        if noun is None or not words.says(first, noun):
            continue
        if kind is None or first + 2 == start:
            return _Counted(kind, first) if kind else None
        if kind == "conference" and _of_committee(words, place) == "congress":
            return _Counted("congress", start, also=kind)  # both are named, and either may be meant
        return _Counted(kind, start)
    return _beside_none(words, start, place)


def _beside_none(words: Words, start: int, place: int) -> _Counted | None:
    """Without a noun, a committee's "lần thứ", a place's, or what the question begins with."""
    committee = words.before(start, _COMMITTEES) is not None
    if committee or start == 0 or words.is_name(start):
        return _Counted(_of_committee(words, place), start, named=committee)
    return None


def _is_number(folded: str) -> bool:
    return folded.isdigit() or (is_roman(folded) and folded not in _ALSO_WORDS)


def _of_committee(words: Words, place: int) -> Kind:
    """The ordinal of a committee counts congresses as XII, conferences as 12 or mười hai."""
    return "congress" if is_roman(words.folded[place]) else "conference"


def _beside_noun(words: Words, place: int, end: int) -> _Counted | None:
    """Without "lần", "thứ ba" may be a Tuesday, and 12 count what follows."""
    ordinal = words.before(place, _THU)
    beside = place if ordinal is None else ordinal
    counting = ordinal is not None or is_roman(words.folded[place])
    clear = _is_clear(words, place, end)
    if not (clear or (counting and _stands_alone(words, place, end))):
        return None
    if not counting and _is_of_else(words, place, end):
        return None
    conference = words.before(beside, _CONFERENCE)
    if conference is not None:
        return _Counted("conference", conference)
    congress = words.before(beside, _CONGRESS)
    return None if congress is None else _Counted("congress", congress)


def _is_clear(words: Words, place: int, end: int) -> bool:
    """Whether it can be nothing but a number: hai is a word of names, vi one of many words."""
    syllable = words.folded[place]
    if syllable.isdigit() or end - place > 1:
        return True
    return is_roman(syllable) and (place in words.capitals or not may_be_vietnamese(syllable))


def _is_of_else(words: Words, place: int, end: int) -> bool:
    """Whether a number counts what follows, or is part of a date or a decimal."""
    return words.is_joined(place) or measures.counts(words, end)


def _stands_alone(words: Words, place: int, end: int) -> bool:
    """Whether no noun follows that a number may count."""
    if words.is_joined(place):
        return False
    if end == len(words.folded) or words.is_wall(end) or words.names_at(end):
        return True
    if any(words.says(end, owner) for owner in _OWNERS):
        return True
    return (words.says(end, *_PROVINCE) and words.names_at(end + 1)) or (
        words.says(end, *_YEAR) and words.is_year(end + 1)
    )
