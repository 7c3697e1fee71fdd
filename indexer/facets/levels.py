"""Level of the article's committee: central, province, district, commune."""

from __future__ import annotations

import re

from indexer.facets.candidates import Candidate
from indexer.facets.gazetteer import CENTRAL
from indexer.facets.phrases import Phrase
from indexer.facets.reading import Reading

CENTRE, PROVINCE, DISTRICT, COMMUNE = LEVELS = ("trung ương", "tỉnh", "huyện", "xã")

_CITIES = "hà nội|hải phòng|đà nẵng|cần thơ|hồ chí minh|hcm|tp"
_NAMED = Phrase(
    r"\b(?=[tđuhq])(?:(?P<province>tỉnh uỷ|(?:đảng bộ|uỷ ban nhân dân|ubnd|hđnd) tỉnh"
    r"|tỉnh(?= [a-zà-ỹ])"
    rf"|(?:thành uỷ|đảng bộ (?:thành phố|tp\.?)|thành phố) ?(?:{_CITIES}))"
    r"|(?P<district>(?:huyện|quận|thị|thành) uỷ"
    r"|(?:đảng bộ|ubnd|hđnd) (?:huyện|quận|thị xã|thành phố))"
    r"|(?P<commune>đảng uỷ (?:xã|phường|thị trấn)|(?:đảng bộ|ubnd|hđnd) (?:xã|phường|thị trấn)))\b"
)
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
    district = match["district"] or ""
    if match["province"] or (city and district.startswith(("thành", "thanh", "đảng bộ t"))):
        return PROVINCE
    return DISTRICT if district else COMMUNE
