"""What a search returns: frozen data, nothing live inside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from indexer.documents import Document, FacetValues, Scalar, Span


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader should know, as a code the messages turn into words.

    Attributes:
        code: Key under ``note.`` in the messages.
        args: What the sentence names.
    """

    code: str
    args: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Snippet:
    """An excerpt of the original text with highlighted spans.

    Attributes:
        text: The excerpt, exactly as the original has it.
        marks: Spans of ``text`` (code points) to highlight; sorted, disjoint.
        start: Where the excerpt begins in the document's text.
        cut_before: Whether it begins inside a sentence.
        cut_after: Whether it ends inside one.
    """

    text: str
    marks: tuple[Span, ...] = ()
    start: int = 0
    cut_before: bool = False
    cut_after: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One document of the answer.

    Attributes:
        document: The stored document.
        facets: Its facet values with their evidence.
        score: Relevance; 0 when nothing was asked.
        title: The title with its marks.
        snippets: One or two excerpts, best first.
        why: Why it is here where that is not obvious (missing words, unmarked text).
    """

    document: Document
    facets: FacetValues
    score: float
    title: Snippet
    snippets: tuple[Snippet, ...] = ()
    why: tuple[Note, ...] = ()


class Bucket(NamedTuple):
    """One value of a facet; ``value`` None counts documents without a value.

    A tuple, since hundreds of them are made for one answer.
    """

    value: Scalar | None
    count: int  # type: ignore[assignment]  # nobody counts what is in a bucket as in a list
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """Counts by one facet, computed with that facet's own filter lifted.

    Every chosen value has a bucket, with count 0 if nothing has it.
    """

    name: str
    buckets: tuple[Bucket, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """How many documents match.

    Attributes:
        value: Documents that match question and filters.
        all: Of those, how many contain everything asked.
        unfiltered: Documents that match the question with every filter lifted.
    """

    value: int
    all: int
    unfiltered: int


@dataclass(frozen=True, slots=True)
class Understood:
    """A value that a question was understood to name.

    Attributes:
        name: What it is a value of: a facet, ``month`` or ``date``.
        value: The value as a filter takes it; a range as ``2020..2023``, ``XI..`` or ``..20``.
        text: The words that say so, as typed.
        narrows: Whether documents without it are left out, as ``năm:2023`` does; else it
            only raises those that have it.
    """

    name: str
    value: str
    text: str
    narrows: bool = False


@dataclass(frozen=True, slots=True)
class Excluded:
    """Something a question excludes.

    Attributes:
        text: As typed, without the minus.
        rest: The question without it.
    """

    text: str
    rest: str


@dataclass(frozen=True, slots=True)
class QuestionReading:
    """How a question was understood.

    Attributes:
        raw: As typed (possibly cut).
        normalized: In the index's one spelling.
        notes: What was cut, repaired or relaxed.
        expansions: Other wordings that were searched as well.
        understood: The values that were read in it.
        excluded: What documents must not have.
    """

    raw: str
    normalized: str
    notes: tuple[Note, ...] = ()
    expansions: tuple[str, ...] = ()
    understood: tuple[Understood, ...] = ()
    excluded: tuple[Excluded, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexInfo:
    """Which index answered.

    Attributes:
        generation: Its name.
        documents: How many documents it holds.
        built_at: ISO time (UTC) it was built.
    """

    generation: str
    documents: int
    built_at: str


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to one request."""

    question: QuestionReading
    total: Total
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    index: IndexInfo
    took_ms: float


@dataclass(frozen=True, slots=True)
class Listing:
    """The answer to a request without any text.

    Attributes:
        ids: The documents of the asked page, in order.
        total: How many match.
        facets: As in ``Results``.
    """

    ids: tuple[str, ...]
    total: Total
    facets: tuple[Facet, ...]
