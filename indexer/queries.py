"""The query tree: what an engine is asked, in terms, never in text."""

from __future__ import annotations

import math
from calendar import monthrange
from dataclasses import dataclass

FEW = 100
"""Hits of a longer question: with fewer, one that has less of it may be what is looked for."""

_WITH_DAY = len("2023-07-06")


@dataclass(frozen=True, slots=True)
class Term:
    """Documents with a term in a field, scored by BM25 times ``weight``."""

    field: str
    term: str
    weight: float = 1.0


Slots = tuple[tuple[str, ...], ...]
"""For each of some consecutive positions, the terms that may stand there."""


@dataclass(frozen=True, slots=True)
class Led:
    """What stands some way before a phrase, and nothing else of its kind between them.

    Attributes:
        by: Of these phrases any has to stand there.
        others: The nearest before the phrase is none of these.
        within: How many positions may lie between.
    """

    by: tuple[Slots, ...]
    others: tuple[Slots, ...]
    within: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Documents with terms on consecutive positions of a field.

    Attributes:
        field: The field.
        slots: The terms.
        weight: Factor on the score.
        led: What has to stand before them in the same field, if anything.
        unless: Terms of which none may stand right after them.
    """

    field: str
    slots: Slots
    weight: float = 1.0
    led: Led | None = None
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Range:
    """Documents whose value of a field lies between two bounds; it scores nothing.

    Attributes:
        field: A value field: its values are compared as numbers where all bounds are,
            else as dates.
        low: The least value, or None for no bound. ``2023-07`` begins with its first day.
        high: The greatest; it ends with its last. Of a document only the month or the year
            may be known: then all of that has to lie between the bounds.
    """

    field: str
    low: str | int | None = None
    high: str | int | None = None

    def holds(self, value: str) -> bool:
        """Whether a value lies between the bounds."""
        if isinstance(self.low, int) or isinstance(self.high, int):
            number = int(value)
            return (self.low is None or number >= int(self.low)) and (
                self.high is None or number <= int(self.high)
            )
        first, last = _days(value)
        return (self.low is None or first >= _days(str(self.low))[0]) and (
            self.high is None or last <= _days(str(self.high))[1]
        )


def _days(date: str) -> tuple[str, str]:
    """The first and the last day that a date may be, of which perhaps the day is not known."""
    if len(date) == _WITH_DAY:
        return date, date
    year, _, month = date.partition("-")
    last = month or "12"
    return f"{year}-{month or '01'}-01", f"{year}-{last}-{monthrange(int(year), int(last))[1]}"


@dataclass(frozen=True, slots=True)
class Best:
    """Documents of any child: each child is one way to write the same thing.

    So all share one idf, that of the documents with any of them; a rare spelling is
    worth no more for being rare. The score is that of the best child.
    """

    children: tuple[Term | Phrase, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Documents of any child, or of so many; scores add up.

    Attributes:
        children: What is counted.
        at_least: How many of them a document must match, 1 or more.
    """

    children: tuple[Query, ...]
    at_least: int = 1


@dataclass(frozen=True, slots=True)
class AllOf:
    """Documents of every child; scores add up. Without children: every document."""

    children: tuple[Query, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """Documents whose matching children carry enough of the idf mass; scores add up.

    BM25 pays for saying one thing often about as much as for saying a second thing; what is
    carried at all may therefore count once more, each child alike however often it stands.

    Enough is a share of what the document carries that carries most: where one has
    everything, that is a share of everything; where none has, less is asked for, so that
    there is always an answer if any child matches.

    Attributes:
        children: What is counted, each by the idf of what it matches.
        share: The least share, over 0, up to 1.
        coverage: What a document scores, besides, for each unit of the mass it carries.
        scant: Where fewer than ``few`` documents have that share, as many as carry most are
            enough, if they have this share.
        few: How many that are.
    """

    children: tuple[Query, ...]
    share: float
    coverage: float = 0.0
    scant: float = 1.0
    few: int = FEW

    def least(self, best: float, few: float) -> float:
        """What a document must carry.

        Args:
            best: What the document carries that carries most.
            few: The least that the ``few`` documents that carry most do; 0 of fewer.
        """
        return min(self.share * best, max(self.scant * best, few))


@dataclass(frozen=True, slots=True)
class Constant:
    """Documents of a query, all with the same score."""

    query: Query
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Without:
    """Documents of ``kept`` that ``dropped`` does not match."""

    kept: Query
    dropped: Query


@dataclass(frozen=True, slots=True)
class Raised:
    """Documents of ``base``; those that ``raising`` matches too score more."""

    base: Query
    raising: tuple[Query, ...]


Query = Term | Phrase | Range | Best | AnyOf | AllOf | Share | Constant | Without | Raised
EVERYTHING = AllOf()


def inverse_frequency(documents: int, having: int) -> float:
    """Lucene's idf, ln(1 + (N - n + 1/2) / (n + 1/2)); never negative.

    Source: org.apache.lucene.search.similarities.BM25Similarity.
    """
    return math.log(1 + (documents - having + 0.5) / (having + 0.5))
