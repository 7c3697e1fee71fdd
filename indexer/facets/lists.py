"""Provinces named in one breath ("các tỉnh A, B và C"): each of them speaks for less."""

from __future__ import annotations

from indexer.facets.candidates import Candidate
from indexer.facets.contexts import VENUE
from indexer.facets.phrases import Phrase
from indexer.facets.reading import Reading

SEVERAL = "one of several"
"""Rule of a province that is named in a list of others."""

CONFIDENCE = 0.4
_LONGEST_JOINT = 20
_JOINT = Phrase(
    r"\s{0,2}(?:[,;/&-]|và|với|cùng)\s{0,2}(?:(?:và|với|cùng) )?"
    r"(?:(?P<unit>(?:các )?(?:tỉnh|thành phố|tp\.?)) ?)?"
)


def shared(reading: Reading, found: list[Candidate[str]]) -> list[Candidate[str]]:
    """The candidates in order; the weight of those in a list is shared among them."""
    kept: list[Candidate[str]] = []
    begun, end = 0, -_LONGEST_JOINT
    for place, one in enumerate(found):
        start = one.spans[0][0]
        if start - end > _LONGEST_JOINT or not _goes_on(reading, found[place - 1], one):
            kept += _share(found[begun:place])
            begun = place
        end = one.spans[0][1]
    return kept + _share(found[begun:])


def _goes_on(reading: Reading, last: Candidate[str], following: Candidate[str]) -> bool:
    """Whether one name continues the list that another begins."""
    start, end = last.spans[0][1], following.spans[0][0]
    joint = reading.match(_JOINT, start)
    if joint is None or joint.end() != end:
        return False
    # "Tại Đà Nẵng, tỉnh Quảng Nam họp": where, and then who.
    return joint["unit"] is None or last.rule != VENUE


def _share(together: list[Candidate[str]]) -> list[Candidate[str]]:
    if len(together) < 2:  # noqa: PLR2004 -- one name is no list
        return together
    names = len({one.value for one in together})
    if names == 1:
        return together
    return [
        Candidate(one.value, one.spans, SEVERAL, CONFIDENCE, one.score / names) for one in together
    ]
