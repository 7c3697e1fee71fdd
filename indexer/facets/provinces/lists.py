"""Provinces named in one breath ("các tỉnh A, B và C"): each of them speaks for less."""

from __future__ import annotations

from itertools import pairwise

from indexer.facets.candidates import Candidate
from indexer.facets.prose.phrases import Phrase
from indexer.facets.prose.reading import Reading
from indexer.facets.provinces.contexts import VENUE

SEVERAL = "one of several"
"""Rule of a province that is named in a list of others."""

CONFIDENCE = 0.4
_LONGEST_JOINT = 20
_UNIT = r"(?:tỉnh|thành phố|tp\.?|(?:tỉnh|thành) uỷ)"
_JOINT = Phrase(
    r"\s{0,2}(?:[,;|/&-]|và|với|cùng)\s{0,2}(?:(?:và|với|cùng) )?" rf"(?:(?:các )?{_UNIT} ?)?"
)
_NAMES_UNIT = Phrase(rf"{_UNIT} ?$")


def shared(reading: Reading, found: list[Candidate[str]]) -> list[Candidate[str]]:
    """The candidates in order; the weight of those in a list is shared among them."""
    joined = {
        place
        for place, (last, one) in enumerate(pairwise(found), 1)
        if one.spans[0][0] - last.spans[0][1] <= _LONGEST_JOINT and _goes_on(reading, last, one)
    }
    if not joined:  # as nearly always
        return found
    starts = [place for place in range(len(found)) if place not in joined]
    pieces = zip(starts, [*starts[1:], len(found)], strict=True)
    return [one for start, end in pieces for one in _share(found[start:end])]


def _goes_on(reading: Reading, last: Candidate[str], following: Candidate[str]) -> bool:
    """Whether one name continues the list that another begins."""
    start, end = last.spans[0][1], following.spans[0][0]
    if not reading.covers(_JOINT, start, end):
        return False
    # "Tại Đà Nẵng, tỉnh Quảng Nam họp": where, and then who.
    return last.rule != VENUE or reading.before(_NAMES_UNIT, end, _LONGEST_JOINT) is None


def _share(together: list[Candidate[str]]) -> list[Candidate[str]]:
    names = len({one.value for one in together})
    if names == 1:
        return together
    return [
        Candidate(one.value, one.spans, SEVERAL, CONFIDENCE, one.score / names) for one in together
    ]
