"""What was measured, as plain data: what the tables show, the JSON holds and the chart draws."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from benchmarks.asking import Kind
from benchmarks.ours import BARE, FORGETFUL, SHOWN, UNSHOWN
from benchmarks.rooms import Built, Held

NAMES: dict[Kind, str] = {"or": "OR", "and": "AND", "phrase": "phrase"}


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of queries each asked once.

    Attributes:
        median: Half took no longer.
        p95: Nineteen in twenty took no longer.
    """

    median: float
    p95: float

    @classmethod
    def of(cls, found: Sequence[float]) -> Self:
        """The figures of single times."""
        return cls(statistics.median(found), sorted(found)[len(found) * 95 // 100])


@dataclass(frozen=True, slots=True)
class Searched:
    """How fast one engine answered one kind of query.

    Attributes:
        engine: Its name.
        kind: Of query.
        facets: Whether facets were counted.
        first: Times of the first asking.
        again: Times of asking the same again; None where it was not.
    """

    engine: str
    kind: Kind
    facets: bool
    first: Times
    again: Times | None


def jobs_row(jobs: int) -> str:
    """What a build in several processes is called."""
    return f"Hội Nghị, whole build, {jobs} processes"


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything measured on one number of documents.

    Attributes:
        documents: How many.
        queries: Queries of each kind.
        searched: Times of asking.
        built: Engine to what building it took.
        held: Engine to the memory of its searching process.
        pyvi: Processor seconds of pyvi over all texts, scaled up from a sample.
        sample: How many documents the sample had.
    """

    documents: int
    queries: int
    pyvi: float
    sample: int
    searched: list[Searched] = field(default_factory=list)
    built: dict[str, Built] = field(default_factory=dict)
    held: dict[str, Held] = field(default_factory=dict)

    def times(self, engine: str, kind: Kind, *, facets: bool, again: bool = False) -> Times | None:
        """The times of an engine; ours has none without facets, since it always counts."""
        for row in self.searched:
            if (row.engine, row.kind, row.facets) == (engine, kind, facets):
                return row.again if again else row.first
        return None

    @property
    def askings(self) -> tuple[bool, ...]:
        """The first asking, and asking again if anything was."""
        return (False, True) if any(row.again for row in self.searched) else (False,)

    def as_json(self) -> dict[str, Any]:
        """All of it for a JSON file."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Goal:
    """A ratio to another engine that we set ourselves.

    Attributes:
        ours: Which row of ours.
        kind: Of query.
        peer: Which other row.
        most: Our time may be so many times the peer's.
    """

    ours: str
    kind: Kind
    peer: str
    most: float


GOALS = (
    Goal(BARE, "or", "tantivy", 1.0),
    Goal(BARE, "and", "tantivy", 2.0),
    Goal(BARE, "phrase", "tantivy", 2.0),
    Goal(FORGETFUL, "or", "tantivy", 1.0),
    Goal(FORGETFUL, "and", "tantivy", 2.0),
    Goal(FORGETFUL, "phrase", "tantivy", 2.0),
    Goal(BARE, "or", "plain Whoosh", 1 / 150),
    Goal(UNSHOWN, "or", "tantivy", 3.0),
    Goal(UNSHOWN, "and", "tantivy", 8.0),
    Goal(SHOWN, "or", "tantivy", 15.0),
    Goal(SHOWN, "and", "tantivy", 40.0),
)
"""All with facets; those with snippets are five times those without."""

BUILD_GOALS = {"plain Whoosh": 8.0, "tantivy": 4.0}
"""From raw text: how many times as fast as pyvi and a peer we mean to be."""
MEMORY_GOAL = 400_000_000
SIZE_GOAL = 2.0
