"""What an engine does in the benchmark: it is built from documents, then it is asked."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeVar

from benchmarks.asking import Bare

Item = TypeVar("Item")

FIELD = "syllables"
"""The text field that is asked; all engines have all fields, save where it is said."""
HITS = 10


@dataclass(frozen=True, slots=True)
class Reply:
    """What an engine answered.

    Attributes:
        ids: The ids of the best hits.
        counts: Facet to value to count, as the engine gives values; empty where no facets were
            asked for.
    """

    ids: tuple[str, ...]
    counts: Mapping[str, Mapping[Any, int]] = field(default_factory=dict)

    @property
    def compared(self) -> dict[str, dict[str, int]]:
        """The counts with values as text, as they are in some of the engines."""
        return {
            name: {str(value): count for value, count in counts.items()}
            for name, counts in self.counts.items()
        }


class Asked(Protocol):
    """An engine opened for searching."""

    def ask(self, query: Bare, *, facets: bool) -> Reply:
        """Answers a query."""


class Stopwatch:
    """Seconds of building, without those spent reading what is built from.

    Processor seconds are those of all threads and finished children, so that what an engine
    does beside its writer is counted and other work on the machine is not.
    """

    def __init__(self) -> None:
        self._processor, self._wall = -_processor(), -time.perf_counter()

    def apart(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items; making them is not counted."""
        items = iter(items)
        while True:
            processor, wall = time.thread_time(), time.perf_counter()
            try:
                item = next(items)
            except StopIteration:
                return
            finally:
                self._processor -= time.thread_time() - processor
                self._wall -= time.perf_counter() - wall
            yield item

    def read(self) -> tuple[float, float]:
        """Processor seconds and wall seconds so far."""
        return self._processor + _processor(), self._wall + time.perf_counter()


def _processor() -> float:
    children = os.times()
    return time.process_time() + children.children_user + children.children_system


@dataclass(frozen=True, slots=True)
class Source:
    """What an engine is built from.

    Attributes:
        corpus: The documents (``corpora.read_corpus``).
        prepared: Their terms (``corpora.read_prepared``).
        count: How many of them.
        jobs: Processes that may be used.
    """

    corpus: Path
    prepared: Path
    count: int
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class Engine:
    """One of those that are compared.

    Attributes:
        build: Builds it into a folder, and counts the time.
        open: Opens what was built there.
        index: The folder it searches, by the name of the engine that built it.
        remembers: Whether an answer may be faster for what was asked before.
    """

    build: Callable[[Source, Path, Stopwatch], None] | None
    open: Callable[[Path], Asked]
    index: str
    remembers: bool = False
