"""What a rule has to say: a value, the words it was read from, and how much it weighs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from indexer.documents import Evidence, Span
from indexer.facets.prose.reading import Reading

Value = TypeVar("Value")

MOST_EVIDENCE = 5
"""A value keeps at most this many pieces of evidence."""

_OUTSIDE = 1 << 60
"""A place after all those in the text."""


@dataclass(slots=True)  # never changed; but made many times, and frozen ones are made slowly
class Candidate(Generic[Value]):
    """One reading of one facet.

    Attributes:
        value: The value read.
        spans: The words it was read from, in positions of the reading. A day whose
            year was inferred has two: the day, and what gave the year.
        rule: The rule that read it.
        confidence: How sure the rule is, 0 to 1.
        weight: How much the candidate counts against others; ``confidence`` unless set.
        found: Evidence that stands outside title and text (address, given field).
    """

    value: Value
    spans: tuple[Span, ...]
    rule: str
    confidence: float
    weight: float = 0.0
    found: tuple[Evidence, ...] = ()

    @property
    def score(self) -> float:
        """What the decision adds up."""
        return self.weight or self.confidence

    @property
    def place(self) -> int:
        """Where it was read; evidence from outside comes last."""
        return self.spans[0][0] if self.spans else _OUTSIDE

    def evidence(self, reading: Reading) -> tuple[Evidence, ...]:
        """Its evidence in code points of the original."""
        return all_evidence([self], reading)


def all_evidence(candidates: Iterable[Candidate[Any]], reading: Reading) -> tuple[Evidence, ...]:
    """The evidence of several candidates, one after the other."""
    pieces: list[Evidence] = []
    for one in candidates:
        for span in one.spans:
            pieces.append(reading.evidence(span, one.rule, one.confidence))  # noqa: PERF401 -- a call costs more
        pieces += one.found
    return tuple(pieces)


def best(candidates: Iterable[Candidate[Value]]) -> list[Candidate[Value]]:
    """The candidates of the winning value, strongest first; empty without candidates.

    The value with the highest single score wins; then the one said more often; then the
    one said first.
    """
    found = list(candidates)
    if len(found) < 2:  # noqa: PLR2004 -- without a rival there is nothing to decide
        return found
    found.sort(key=_by_score)
    value, top = found[0].value, found[0].score
    if found[1].score == top:
        strongest = [one for one in found if one.score == top]
        times = Counter([one.value for one in found])
        value = max(strongest, key=lambda one: (times[one.value], -_first(found, one.value))).value
    return [one for one in found if one.value == value][:MOST_EVIDENCE]


def heaviest(candidates: Iterable[Candidate[Value]]) -> list[Candidate[Value]]:
    """As ``best``, but the value with the highest sum of scores wins."""
    found = sorted(candidates, key=_by_confidence)
    sums: dict[Value, float] = {}
    for one in found:
        sums[one.value] = sums.get(one.value, 0.0) + one.score
    if len(sums) < 2:  # noqa: PLR2004 -- likewise
        return found[:MOST_EVIDENCE]
    value = max(sums, key=lambda value: (sums[value], -_first(found, value)))
    return [one for one in found if one.value == value][:MOST_EVIDENCE]


def _by_score(one: Candidate[Any]) -> tuple[float, int]:
    # As score and place, but properties cost more than this.
    return -(one.weight or one.confidence), one.spans[0][0] if one.spans else _OUTSIDE


def _by_confidence(candidate: Candidate[Any]) -> tuple[float, int]:
    return -candidate.confidence, candidate.place


def _first(candidates: list[Candidate[Value]], value: Value) -> int:
    """Where a value is first said."""
    return min([one.place for one in candidates if one.value == value])
