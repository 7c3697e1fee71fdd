"""Level of the article's committee: central, province, district, commune."""

from __future__ import annotations

import re

from indexer.facets.candidates import Candidate
from indexer.facets.gazetteer import CENTRAL
from indexer.facets.phrases import Phrase
from indexer.facets.reading import Reading

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
)
_LEVELS = {"p": PROVINCE, "d": DISTRICT, "c": COMMUNE}
_CITY_AS_PROVINCE = ("Hà Nội", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế", "Thành phố Hồ Chí Minh")


def candidates(reading: Reading, province: list[Candidate[str]]) -> list[Candidate[str]]:
    """The level of the first committee named in the title, and in the lead.

    Args:
        reading: The document.
        province: The province decided on; a city that is one has no district's committee
            in "Thành ủy".
    """
    if province and province[0].value == CENTRAL:
        return [Candidate(CENTRE, province[0].spans, "central committee", province[0].confidence)]
    city = bool(province) and province[0].value in _CITY_AS_PROVINCE
    found = []
    for zone, confidence in ((reading.title, 0.85), (reading.lead, 0.65)):
        match = reading.search(_NAMED, *zone)
        if match is not None:
            level = _level(match, city=city)
            found.append(Candidate(level, (match.span(),), "first committee named", confidence))
    return found


def _level(match: re.Match[str], *, city: bool) -> str:
    level = _LEVELS[(match.lastgroup or "")[0]]
    of_a_city = "thà" in match[0] or "tha" in match[0]  # thành ủy, thành phố
    return PROVINCE if city and of_a_city else level
