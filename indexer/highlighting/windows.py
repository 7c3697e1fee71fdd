"""Which run of matches in a text tells most of a question, and which matches tell nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from indexer.highlighting.matches import Match
from indexer.understanding.evidence import WEIGHTS

LENGTH = 260
"""Code points of an excerpt, about three lines on a page."""
LEAD_IN = 80
_SEEN_AGAIN = 0.2
BESIDE = 2
"""Code points between syllables that stand side by side: a space, or a comma and one."""


class Parts(NamedTuple):
    """What is known of the parts of a question.

    Attributes:
        masses: The idf of each.
        neighbours: Which of them stand right before which.
    """

    masses: Sequence[float]
    neighbours: Collection[tuple[int, int]]


def best_window(text: str, matches: list[Match], parts: Parts, covered: set[int]) -> list[Match]:
    """The run of matches on one line, short enough for an excerpt, that tells most."""
    best: list[Match] = []
    most = 0.0
    last = 0
    for first, match in enumerate(matches):
        before, last = last, max(last, first + 1)
        while last < len(matches) and _together(text, matches[last - 1], matches[last], match):
            last += 1
        if last == before:
            continue  # it tells no more than the run that began earlier
        told = worth(matches[first:last], parts, covered)
        if told > most + 1e-9:
            best, most = matches[first:last], told
    return best


def _together(text: str, before: Match, after: Match, first: Match) -> bool:
    if after.end - first.start > LENGTH - LEAD_IN:
        return False
    return "\n" not in text[before.end : after.start]


def worth(window: list[Match], parts: Parts, covered: set[int]) -> float:
    """Each part by its idf once, a little for neighbours in the question's own order."""
    strongest: dict[int, float] = {}
    for match in window:
        weight = WEIGHTS[match.agreement]
        if match.part in covered:
            weight *= _SEEN_AGAIN
        if weight > strongest.get(match.part, 0.0):
            strongest[match.part] = weight
    worth = sum([(parts.masses[part] + 0.1) * weight for part, weight in strongest.items()])
    runs = sum([_follows(left, right, parts) for left, right in pairwise(window)])
    return worth * (1 + 0.05 * min(runs, 10))


def without_strays(matches: list[Match], parts: Parts) -> list[Match]:
    """Matches less the lone ones of parts that also stand beside their neighbours.

    Where "Hội nghị" is marked, the hội of "cơ hội" beside it tells nothing.
    """
    joined = {
        i
        for i in range(len(matches) - 1)
        if _follows(matches[i], matches[i + 1], parts)
        for i in (i, i + 1)
    }
    in_company = {matches[i].part for i in joined}
    return [m for i, m in enumerate(matches) if i in joined or m.part not in in_company]


def _follows(left: Match, right: Match, parts: Parts) -> bool:
    """Whether two matches stand side by side as their parts do in the question.

    So do all parts of an abbreviation, which stand in one place.
    """
    together = (left.start, left.end) == (right.start, right.end)
    beside = 0 <= right.start - left.end <= BESIDE
    return (beside or together) and (left.part, right.part) in parts.neighbours
