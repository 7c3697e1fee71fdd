"""The province whose seat is the place, where neither text nor address names any."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from indexer.analysis.filters import fold, lower
from indexer.analysis.normalizer import normalize
from indexer.facets import gazetteer
from indexer.facets.candidates import Candidate
from indexer.facets.prose.phrases import Phrase
from indexer.facets.prose.reading import Reading

_CONFIDENCE = 0.4
# A whole country's or a region's meeting takes place somewhere, and is no province's.
_NATIONWIDE = Phrase(
    r"\b(?:toàn quốc|cả nước|trung ương|chính phủ|thủ tướng|quốc hội|quốc (?:gia|tế)|asean"
    r"|việt nam|khu vực|các (?:tỉnh|địa phương|nước|bộ)"
    r"|bộ (?:chính trị|trưởng|y tế|giáo dục|công|quốc phòng|nông|tài|kế|giao|xây|nội|ngoại|tư|văn"
    r"|thông|khoa|lao))\b"
)


def candidates(
    reading: Reading, year: int | None, day: str | None = None
) -> Iterator[Candidate[str]]:
    """The one seat that title and lead name as a city: "tại thành phố Vinh"."""
    early = reading.title[0], reading.lead[1]
    pattern, names = _seats()
    named = reading.matches(pattern, *early)
    found = [(names[_key(match["seat"])], match.span()) for match in named]
    if len({name for name, _ in found}) != 1 or reading.search(_NATIONWIDE, *early):
        return
    for name, span in found:
        if year is None or gazetteer.units()[name].existed(year, day):
            yield Candidate(name, (span,), "seat of the province", _CONFIDENCE)


@cache
def _seats() -> tuple[Phrase, Mapping[str, str]]:
    """What finds a seat as a city, and the unit that each of them is the seat of."""
    units = {lower(seat): unit.name for unit in gazetteer.units().values() for seat in unit.seats}
    names = {_key(form): name for seat, name in units.items() for form in (seat, fold(seat))}
    pattern = rf"\b(?:thành phố|tp\.?|thị xã) ?(?P<seat>{'|'.join(units) or '(?!)'})(?!\w)"
    return Phrase(pattern, "phố", "tp", "thị"), names


def _key(written: str) -> str:
    return " ".join(normalize(written).text.split())
