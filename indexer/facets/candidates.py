"""What a rule has to say: a value, the words it was read from, and how much it weighs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from indexer.documents import Evidence, Span
from indexer.facets.reading import Reading

Value = TypeVar("Value")

MOST_EVIDENCE = 5
"""A value keeps at most this many pieces of evidence."""


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
        return self.spans[0][0] if self.spans else 1 << 60

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
    return _winners(list(candidates), _standing, _by_score)


def heaviest(candidates: Iterable[Candidate[Value]]) -> list[Candidate[Value]]:
    """As ``best``, but the value with the highest sum of scores wins."""
    return _winners(list(candidates), _sum, _by_confidence)


def _winners(
    candidates: list[Candidate[Value]],
    standing: Callable[[list[Candidate[Value]]], tuple[float, ...]],
    strength: Callable[[Candidate[Value]], tuple[float, int]],
) -> list[Candidate[Value]]:
    if len(candidates) < 2:  # noqa: PLR2004 -- without a rival there is nothing to decide
        return candidates
    winner = candidates
    if len({candidate.value for candidate in candidates}) > 1:
        groups: dict[Value, list[Candidate[Value]]] = {}
        for candidate in candidates:
            groups.setdefault(candidate.value, []).append(candidate)
        winner = max(groups.values(), key=standing)
    return sorted(winner, key=strength)[:MOST_EVIDENCE]


def _by_score(candidate: Candidate[Any]) -> tuple[float, int]:
    return -(candidate.weight or candidate.confidence), candidate.place


def _by_confidence(candidate: Candidate[Any]) -> tuple[float, int]:
    return -candidate.confidence, candidate.place


def _standing(candidates: list[Candidate[Value]]) -> tuple[float, ...]:
    top = max([one.weight or one.confidence for one in candidates])
    return top, len(candidates), -_first(candidates)


def _sum(candidates: list[Candidate[Value]]) -> tuple[float, ...]:
    return sum([c.score for c in candidates]), -_first(candidates)


def _first(candidates: list[Candidate[Value]]) -> int:
    return min([candidate.place for candidate in candidates])
