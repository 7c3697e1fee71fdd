"""Whose event it is where the province that a text speaks of most is disputed.

A provincial paper or portal writes about its own province and leaves its name out; what it
names are guests and neighbours. A title that joins two provinces, or counts several, is of none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from indexer.facets import gazetteer
from indexer.facets.candidates import MOST_EVIDENCE, Candidate
from indexer.facets.numbers import parse_number
from indexer.facets.prose.phrases import Phrase
from indexer.facets.prose.reading import Reading
from indexer.facets.provinces import addresses, lists
from indexer.facets.provinces.contexts import (
    ACTING,
    COMMITTEE,
    FORMER,
    GUEST,
    PLAIN,
    POST,
    UNIT,
    VENUE,
)

WEAK = 0.4
"""Confidence of a venue, or of a name told aside: the address knows better."""

OF_PERSONS = (GUEST, FORMER)
"""Rules of names in somebody's title."""

_ATTENDING = 0.5  # those who come to a meeting may be guests
_HOME = 3.0  # what the address adds for a province that the text names too
_SERIOUS = (COMMITTEE, ACTING, UNIT, PLAIN, POST)
_OFTEN = 3
_HALF = 0.5
_OWN_HOSTS = re.compile(
    r"(?:https?:)?//[^/?#]{0,80}?(?:(?<![a-z])(?:bao|dai|ptth|truyenhinh|tinhuy|thanhuy|dangbo|ubnd"
    r"|hdnd)|\.(?:gov|dcs|org)\.)"
)
_MEETING_OF = Phrase(
    r"\b(?:hội nghị|đại hội|kỳ họp|phiên họp)\b[^.,;\n]{0,60}$", "nghị", "hội", "họp"
)
_COUNTED = Phrase(
    r"\b(?:(?P<number>\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)|nhiều|các|những|loạt)"
    r" (?:tân |nữ )?"
    r"(?:bí thư|chủ tịch|tỉnh|địa phương|đảng bộ)\b"
)
_ATTENDANCE = Phrase(r"\bdự\b[^.\n]{0,20} có\b[^.\n]{0,200}$", "dự")
_MANY = 4
_FEW = 3  # provinces with claims of their own, under a title that counts several


def home(reading: Reading) -> str | None:
    """The province whose paper, committee or portal published the article, by its address."""
    url = reading.document.url
    found = addresses.host(url) if url else None
    return found[0] if found and _OWN_HOSTS.match(url or "") else None


def _at_home(
    reading: Reading, own: str, spoken: list[Candidate[str]], found: list[Candidate[str]]
) -> list[Candidate[str]]:
    """What the text says for the province it was published in, or for one surely another.

    Args:
        reading: The document.
        own: The province of the address.
        spoken: The candidates of the province that the text speaks of most.
        found: All that the text says.
    """
    if _same(own, spoken[0].value):
        return spoken
    mine = [one for one in found if _same(own, one.value) and one.rule != FORMER]
    if mine and _total(mine) + _HOME > _total(spoken) and not _holds(reading, spoken):
        return sorted(mine, key=lambda one: -one.confidence)[:MOST_EVIDENCE]
    return spoken if mine or _is_strong(reading, spoken) else []


def doubted(
    reading: Reading, spoken: list[Candidate[str]], found: list[Candidate[str]], own: str | None
) -> list[Candidate[str]]:
    """The province that the text speaks of most: less sure, or another, where more is known."""
    if _is_one_of_many(spoken, found):
        return []
    if own:
        spoken = _at_home(reading, own, spoken, found)
    if spoken and _is_aside(reading, spoken):
        return _at_most(WEAK, spoken)
    if spoken and all(one.rule == GUEST and _attends(reading, one) for one in spoken):
        return _at_most(_ATTENDING, spoken)
    return spoken


def counts_several(reading: Reading, found: list[Candidate[str]]) -> bool:
    """Whether the title counts several provinces, or their leaders, and names none."""
    if len(found) < _FEW or reading.in_title(found[0].place) or not reading.headed:
        return False
    counted = reading.search(_COUNTED, *reading.title)
    if counted is None:
        return False
    claims = {one.value for one in found if one.rule in (COMMITTEE, ACTING, POST, GUEST)}
    early = {one.value for one in found if one.place < reading.lead[1] and one.rule != VENUE}
    return len(claims) >= _FEW or len(early) == (parse_number(counted["number"] or "") or 0)


def is_of_several(
    reading: Reading, spoken: list[Candidate[str]], found: list[Candidate[str]]
) -> bool:
    """Whether the title joins the province with another, of which the text tells as much."""
    value, end = spoken[0].value, reading.title[1]
    if not reading.headed or found[0].place >= end:
        return False
    joined = {one.value for one in found if one.rule == lists.SEVERAL and one.place < end}
    if value not in joined:
        return False
    named_on = {one.value for one in found if one.place >= end}
    rivals = [one for one in joined & named_on if not _same(one, value)]
    enough = _HALF * _total(one for one in found if one.value == value)
    return any(_total(one for one in found if one.value == rival) >= enough for rival in rivals)


def _is_strong(reading: Reading, spoken: list[Candidate[str]]) -> bool:
    """Whether a text surely tells of another province than that of its address."""
    if reading.headed and any(reading.in_title(one.place) for one in spoken):
        return True
    named = [one for one in spoken if one.rule in _SERIOUS]
    return len(named) >= _OFTEN or _holds(reading, named)


def _holds(reading: Reading, spoken: list[Candidate[str]]) -> bool:
    """Whether it holds the event: its committee acts in the lead, or a meeting is its."""
    return any(
        one.rule == ACTING
        or (one.rule == COMMITTEE and reading.before(_MEETING_OF, one.place, 90) is not None)
        for one in spoken
        if one.place < reading.lead[1]
    )


def _same(one: str, other: str) -> bool:
    return one == other or gazetteer.today(one) == gazetteer.today(other)


def _total(candidates: Iterable[Candidate[str]]) -> float:
    return sum(one.score for one in candidates)


def _is_aside(reading: Reading, spoken: list[Candidate[str]]) -> bool:
    """Whether a province is named only late, and seldom or only in people's titles."""
    late = reading.lead[1]
    if spoken[0].place < late or any(one.place < late for one in spoken):
        return False
    return len(spoken) < _OFTEN or all(one.rule in OF_PERSONS for one in spoken)


def _attends(reading: Reading, named: Candidate[str]) -> bool:
    """Whether its leader is only said to attend: "Dự hội nghị có …, Bí thư Tỉnh ủy X"."""
    return reading.before(_ATTENDANCE, named.place, 240) is not None


def _at_most(confidence: float, spoken: list[Candidate[str]]) -> list[Candidate[str]]:
    return [replace(one, confidence=min(one.confidence, confidence)) for one in spoken]


def _is_one_of_many(spoken: list[Candidate[str]], found: list[Candidate[str]]) -> bool:
    """Whether a province is only named in lists of many."""
    if spoken[0].rule != lists.SEVERAL or any(one.rule != lists.SEVERAL for one in spoken):
        return False
    return len({one.value for one in found if one.rule == lists.SEVERAL}) >= _MANY
