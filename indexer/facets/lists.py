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
    ends = [place for place in range(1, len(found)) if not _goes_on(reading, found, place)]
    if len(ends) >= len(found) - 1:  # as nearly always: no name goes on a list
        return found
    starts = [0, *ends]
    pieces = zip(starts, [*ends, len(found)], strict=True)
    return [one for start, end in pieces for one in _share(found[start:end])]


def _goes_on(reading: Reading, found: list[Candidate[str]], place: int) -> bool:
    """Whether the name at a place of the list goes on with the one before it."""
    last = found[place - 1]
    start, end = last.spans[0][1], found[place].spans[0][0]
    if end - start > _LONGEST_JOINT:
        return False
    joint = reading.match(_JOINT, start)
    if joint is None or joint.end() != end:
        return False
    # "Tại Đà Nẵng, tỉnh Quảng Nam họp": where, and then who.
    return joint["unit"] is None or last.rule != VENUE


def _share(together: list[Candidate[str]]) -> list[Candidate[str]]:
    names = len({one.value for one in together})
    if names == 1:
        return together
    return [
        Candidate(one.value, one.spans, SEVERAL, CONFIDENCE, one.score / names) for one in together
    ]
