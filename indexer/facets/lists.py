"""Provinces named in one breath ("các tỉnh A, B và C"): each of them speaks for less."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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


def shared(reading: Reading, found: Iterable[Candidate[str]]) -> Iterator[Candidate[str]]:
    """The candidates in order; the weight of those in a list is shared among them."""
    together: list[Candidate[str]] = []
    for one in found:
        if together and not _goes_on(reading, together[-1], one):
            yield from _share(together)
            together = []
        together.append(one)
    yield from _share(together)


def _goes_on(reading: Reading, last: Candidate[str], following: Candidate[str]) -> bool:
    """Whether one name continues the list that another begins."""
    start, end = last.spans[0][1], following.spans[0][0]
    if not 0 < end - start <= _LONGEST_JOINT:
        return False
    joint = reading.match(_JOINT, start)
    if joint is None or joint.end() != end:
        return False
    # "Tại Đà Nẵng, tỉnh Quảng Nam họp": where, and then who.
    return joint["unit"] is None or last.rule != VENUE


def _share(together: list[Candidate[str]]) -> Iterator[Candidate[str]]:
    names = {one.value for one in together}
    for one in together:
        if len(names) == 1:
            yield one
        else:
            yield Candidate(one.value, one.spans, SEVERAL, CONFIDENCE, one.score / len(names))
