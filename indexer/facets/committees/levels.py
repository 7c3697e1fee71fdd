"""Level of the article's committee: central, province, district, commune."""

from __future__ import annotations

import re

from indexer.documents import Span
from indexer.facets.candidates import Candidate
from indexer.facets.gazetteer import CENTRAL
from indexer.facets.meetings.conferences import Mention
from indexer.facets.prose.citations import to_sentence_end
from indexer.facets.prose.phrases import Phrase
from indexer.facets.prose.reading import Reading

CENTRE, PROVINCE, DISTRICT, COMMUNE = LEVELS = ("trung ương", "tỉnh", "huyện", "xã")

_CITIES = "hà nội|hải phòng|đà nẵng|cần thơ|hồ chí minh|hcm|tp"
_DISTRICTS, _COMMUNES = r"(?:huyện|quận|thị xã|thành phố)\b", r"(?:xã|phường|thị trấn)\b"
_NAMED = Phrase(
    # Every branch begins with plain letters: such are looked for fastest. An empty group at its
    # end tells the level.
    rf"tỉnh(?: uỷ\b|(?= [a-zà-ỹ]))(?P<p1>)"
    rf"|thành (?:uỷ ?(?:{_CITIES})\b(?P<p2>)|phố ?(?:{_CITIES})\b(?P<p3>)|uỷ\b(?P<d1>))"
    rf"|đảng bộ (?:tỉnh\b(?P<p4>)|(?:thành phố|tp\.?) ?(?:{_CITIES})\b(?P<p5>)"
    rf"|{_DISTRICTS}(?P<d2>)|{_COMMUNES}(?P<c1>))"
    r"|uỷ ban nhân dân tỉnh\b(?P<p6>)"
    rf"|ubnd (?:tỉnh\b(?P<p7>)|{_DISTRICTS}(?P<d3>)|{_COMMUNES}(?P<c2>))"
    rf"|hđnd (?:tỉnh\b(?P<p8>)|{_DISTRICTS}(?P<d4>)|{_COMMUNES}(?P<c3>))"
    r"|huyện uỷ\b(?P<d5>)|quận uỷ\b(?P<d6>)|thị uỷ\b(?P<d7>)"
    rf"|đảng uỷ {_COMMUNES}(?P<c4>)"
    r"|chi bộ (?:ấp|thôn|khóm|khu phố|tổ dân phố|bản|xóm|làng|buôn)\b(?P<c5>)",
    *("tỉnh", "uỷ", "phố", "đảng", "ubnd", "hđnd", "chi"),
)
# Guests, or those who are told something: "các tỉnh ủy", "Giao ban Bí thư huyện ủy, thành ủy".
_SEVERAL = Phrase(
    r"\b(?:các|những|nhiều)(?: đồng chí)?(?: bí thư)? $",
    ends=("các", "những", "nhiều", "chí", "thư"),
)
_SECRETARIES = Phrase(r"\bbí thư $", ends=("thư",))
_AND_OTHERS = Phrase(r"(?: ?(?:,|và) (?:các )?(?:thành|thị|quận|huyện|tỉnh) uỷ\b){1,4}")
_WHOSE = Phrase(
    r"[\s,(\"“]{1,3}(?:mở rộng[\s,)]{1,3})?(?:của )?(?:(?:ban chấp hành|bch) )?"
    r"(?=[thqđ][hảuị])"
)
_SOMEBODYS_OFFICE = Phrase(
    r"\b(?:bí thư|thường trực|uỷ viên|chủ tịch|văn phòng|lãnh đạo|tổ chức"
    r"|trưởng ban|tuyên giáo|tại|đến|giữa|hội trường|trụ sở)(?: ban chấp hành| bch)? $",
    ends=(
        "thư", "trực", "viên", "tịch", "phòng", "đạo", "chức", "ban", "giáo", "tại", "đến",
        "giữa", "trường", "sở", "nh", "bch",
    ),
)  # fmt: skip
_ATTENDS = Phrase(
    r"[^.,;\n]{0,60}?,? (?:tham )?dự\b[^.;\n]{0,40} (?:hội nghị|đại hội)\b",
    "dự",
)
_ACTS = Phrase(
    r"[^.,;:\n]{0,40} (?:đã )?(?:họp|tổ chức|tiến hành|khai mạc|giao ban|gặp mặt|làm việc"
    r"|ban hành)\b",
    *("họp", "tổ", "tiến", "khai", "giao", "gặp", "làm", "ban"),
)
_NEAR = 60  # the meeting's name and its committee's
_LEVELS = {"p": PROVINCE, "d": DISTRICT, "c": COMMUNE}
_CITY_AS_PROVINCE = ("Hà Nội", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế", "Thành phố Hồ Chí Minh")


def candidates(
    reading: Reading, province: list[Candidate[str]], conferences: list[Mention]
) -> list[Candidate[str]]:
    """The level of the first committee named in the title, and in the lead.

    Args:
        reading: The document.
        province: The province decided on; a city that is one has no district's committee
            in "Thành ủy".
        conferences: Every numbered conference in it.
    """
    if province and province[0].value == CENTRAL:
        return [Candidate(CENTRE, province[0].spans, "central committee", province[0].confidence)]
    city = is_city(province)
    titled = (one.span for one in conferences if one.cited and reading.in_title(one.span[0]))
    cited = [named.span() for one in titled if (named := _of_conference(reading, one))]
    found = []
    for zone, confidence in ((reading.title, 0.85), (reading.lead, 0.65)):
        match = _first(reading, zone, cited)
        if match is not None:
            level = _level(match, city=city)
            found.append(Candidate(level, (match.span(),), "first committee named", confidence))
    return found


def _first(reading: Reading, zone: Span, cited: list[Span]) -> re.Match[str] | None:
    """The first committee named; where its secretary attends another's meeting, that other.

    Neither one of several, nor one whose conference is only cited.
    """
    first = reading.search(_NAMED, *zone)
    while first and (first.span() in cited or _is_one_of_several(reading, first)):
        others = reading.match(_AND_OTHERS, first.end())
        first = reading.search(_NAMED, (others or first).end(), zone[1])
    if first is None or not _is_of_office(reading, first):
        return first
    attends = reading.match(_ATTENDS, first.end())
    if attends is None:
        return first
    end = min(zone[1], attends.end() + _NEAR)
    return reading.search(_NAMED, attends.end(), end) or first


def _is_one_of_several(reading: Reading, named: re.Match[str]) -> bool:
    """Whether many committees of a kind are named together, none of them the article's."""
    if reading.before(_SEVERAL, named.start(), 30):
        return True
    secretaries = reading.before(_SECRETARIES, named.start(), 10) is not None
    return secretaries and reading.follows(_AND_OTHERS, named.end())


def is_city(province: list[Candidate[str]]) -> bool:
    """Whether the province decided on is a city, whose "Thành ủy" is of a province's level."""
    return bool(province) and province[0].value in _CITY_AS_PROVINCE


def is_from_above(reading: Reading, conference: Span, *, city: bool) -> bool:
    """Whether a conference is of a higher level than the committee the article is about.

    A district's article that cites its province's conference is not about that one.

    Args:
        reading: The document.
        conference: Where it is named, its number included.
        city: Whether the province is a city, whose committee is called as a district's.
    """
    held = _of_conference(reading, conference)
    own = _own(reading, conference[0]) if held else []
    if held is None or not own:
        return False
    rank = LEVELS.index(_level(held, city=city))
    return all(rank < LEVELS.index(_level(one, city=city)) for one in own)


def _of_conference(reading: Reading, conference: Span) -> re.Match[str] | None:
    """Its committee, named inside its name or right after."""
    inside = reading.search(_NAMED, *conference)
    after = None if inside else reading.match(_WHOSE, conference[1])
    return reading.match(_NAMED, after.end()) if after else inside


def _own(reading: Reading, place: int) -> list[re.Match[str]]:
    """The committees the title names; without any, the first in the lead that does something."""
    if reading.in_title(place):
        return []
    named = [one for one in reading.matches(_NAMED, *reading.title) if _is_committee(one)]
    if named:
        return [] if any(_is_of_office(reading, one) for one in named) else named
    for one in reading.matches(_NAMED, reading.lead[0], min(place, reading.lead[1])):
        if _is_committee(one) and reading.follows(_ACTS, one.end()):
            sentence_ends = to_sentence_end(reading, one.end(), place)[1] < place
            return [one] if sentence_ends and not _is_of_office(reading, one) else []
    return []


def _is_committee(named: re.Match[str]) -> bool:
    return named[0] not in ("tỉnh", "tinh")  # "tỉnh Bình Phước" may only say where


def _is_of_office(reading: Reading, named: re.Match[str]) -> bool:
    """Whether it is only in somebody's title, or the name of a place: "Bí thư Huyện ủy"."""
    return reading.before(_SOMEBODYS_OFFICE, named.start(), 30) is not None


def _level(match: re.Match[str], *, city: bool) -> str:
    level = _LEVELS[(match.lastgroup or "")[0]]
    of_a_city = "thà" in match[0] or "tha" in match[0]  # thành ủy, thành phố
    return PROVINCE if city and of_a_city else level
