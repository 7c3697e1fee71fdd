"""Engine: the protocol any engine keeps. Terms cross it, text to analyse does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol

from indexer.analysis.columns import Columns
from indexer.documents import FACETS, Document, FacetValues, Scalar
from indexer.queries import EVERYTHING, Query
from indexer.requests import Sort, Units

NO_VALUE = "none"


@dataclass(frozen=True, slots=True)
class Plan:
    """What an engine is asked for.

    Attributes:
        query: Which documents, in which order.
        groups: The parts of the question, to say for each hit which of them it lacks.
        filters: Facet to the keys (``analysis.keys.value_key``) of the chosen values;
            ``NO_VALUE`` stands for documents without one.
        sort: ``relevance`` (ties: newest event first), or by date.
        offset: Hits to skip.
        limit: Hits to return.
        require_all: Whether a hit must match every group.
        units: By which units provinces are counted and filtered.
        certain: Whether uncertain facet values count as none.
        facets: Which facets are counted.
        seconds: How long evaluation may take before it stops; None for no limit.
    """

    query: Query = EVERYTHING
    groups: tuple[Query, ...] = ()
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sort: Sort = "relevance"
    offset: int = 0
    limit: int = 10
    require_all: bool = False
    units: Units = "written"
    certain: bool = False
    facets: tuple[str, ...] = FACETS
    seconds: float | None = None


class Found(NamedTuple):
    """One document an engine found.

    Attributes:
        id: Its id; ``EngineReader.document`` gives the rest.
        score: Relevance.
        has: For each of the plan's groups, whether the document matches it.
    """

    id: str
    score: float
    has: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine found.

    Attributes:
        total: Documents that match query and filters.
        all: Of those, how many match every group.
        unfiltered: Documents that match the query, filters lifted.
        found: The asked page of them.
        counts: Facet to value to count, each facet with its own filter lifted.
        masses: The idf of each group: how much matching it tells. Found when asked for.
        complete: Whether there was time to evaluate everything; if not, hits may be
            missing, and none is there that does not match.
    """

    total: int
    all: int
    unfiltered: int
    found: tuple[Found, ...]
    counts: Mapping[str, Mapping[Scalar | None, int]]
    masses: Sequence[float]
    complete: bool = True


@dataclass(frozen=True, slots=True)
class AnalyzedBatch:
    """Documents ready for an engine: terms, no text left to analyse.

    Attributes:
        ids: Their ids.
        originals: Each document with its facet values as ``stored.dump`` makes them.
        values: For each, value field to its one value; fields without one are left out.
        columns: Text field to the terms of all of them; a term's position is its place
            among those of its document.
    """

    ids: Sequence[str]
    originals: Sequence[str]
    values: Sequence[Mapping[str, str]]
    columns: Mapping[str, Columns]


class EngineReader(Protocol):
    """One published index, opened for reading; safe to share between threads."""

    @property
    def documents(self) -> int:
        """How many documents it holds."""

    def search(self, plan: Plan) -> Answer:
        """Answers a plan."""

    def contains(self, field: str, term: str) -> bool:
        """Whether any document has the term in the field."""

    def frequencies(self, field: str, terms: Sequence[str]) -> list[int]:
        """How many documents have each of some terms in the field."""

    def side_by_side(self, field: str, left: str, right: str) -> int:
        """How many documents have two terms side by side; for 0 it may rarely say 1."""

    def terms(self, field: str, prefix: str, limit: int) -> tuple[str, ...]:
        """The terms of a field that begin with a prefix, in the most documents first.

        Args:
            field: A text field or a value field.
            prefix: What they begin with.
            limit: How many at most.
        """

    def document(self, doc_id: str) -> tuple[Document, FacetValues] | None:
        """The stored document of an id."""

    def close(self) -> None:
        """Lets go of its files."""


class Engine(Protocol):
    """Makes and opens indexes of one kind."""

    def write(self, directory: Path, batches: Iterable[AnalyzedBatch], memory: int = ...) -> int:
        """Writes a complete index into an empty directory.

        Args:
            directory: Where.
            batches: The documents.
            memory: Bytes that may be taken before what was collected goes to disk.

        Returns:
            How many documents it holds.
        """

    def unchecked(self, directory: Path) -> list[Path]:
        """The files of an index that hold no checksum of their own, nor does another file."""

    def open(self, directory: Path) -> EngineReader:
        """Opens an index written by ``write``."""
