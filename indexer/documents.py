"""The nouns text becomes on its way into an index: Document, FacetValues, AnalyzedDocument."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

Span = tuple[int, int]
"""Half-open range of Unicode code points, (start, end)."""

Scalar = str | int
"""A facet value: a name, or a number."""

FACETS = ("province", "year", "conference", "term", "kind", "level")
"""The facets one can count by and filter by, in the order they are shown."""

UNCERTAIN_BELOW = 0.6
"""A value whose confidence is lower than this is shown as a guess ("suy đoán")."""


_STOPS = (".", "!", "?", "…", ";", ":")
"""How sentences end, and titles hardly ever."""


@dataclass(frozen=True, slots=True)
class Document:
    """One thing a reader may find, as its source gave it.

    Attributes:
        id: The name it is found under; kept exactly as the source has it.
        text: The whole original text; every span counts code points of it.
        title: The title as shown; empty when the text holds no usable line.
        title_span: Where the title stands in ``text``, or None when the source
            gave the title apart from the text.
        url: The source's own address, or None.
        published: ISO date of publication, or None.
        boilerplate: Spans of ``text`` that are page furniture (players, "Xem thêm",
            repeated captions): never title, evidence or snippet. Sorted, disjoint.
        given: Facet values (and ``date``) the source itself states.
        extra: Any other key of the source, untouched.
    """

    id: str
    text: str
    title: str = ""
    title_span: Span | None = None
    url: str | None = None
    published: str | None = None
    boilerplate: tuple[Span, ...] = ()
    given: Mapping[str, Scalar] = field(default_factory=dict)
    extra: Mapping[str, object] = field(default_factory=dict)

    @property
    def headline(self) -> str:
        """The title that is searched as one: not what was cut out of a paragraph.

        A text without a title is headed by its beginning; to count that twice would rank
        documents by how they begin.
        """
        if self.title_span is None:
            return self.title
        start, end = self.title_span
        line = self.text[start:].partition("\n")[0].rstrip()
        alone = not self.text[start + len(line) :].strip()
        cut = len(line) > end - start
        return "" if cut or (alone and line.endswith(_STOPS)) else self.title


class Evidence(NamedTuple):  # a document has dozens: a tuple is made fastest
    """Where a value was read.

    Attributes:
        source: ``text``, ``title``, ``url``, ``field``, ``given`` or ``correction``.
        start: First code point of that source.
        end: One past the last code point of that source.
        text: Exactly ``source[start:end]``.
        rule: The rule that read it.
        confidence: 0 to 1; under ``UNCERTAIN_BELOW`` the value is a guess.
    """

    source: str
    start: int
    end: int
    text: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class FacetValues:
    """What a document says of itself; None where it does not say.

    Attributes:
        province: Name as written at the time, or ``Trung ương``.
        year: Year of the event.
        conference: N of "Hội nghị lần thứ N".
        term: Term (khóa) in upper-case Roman numerals.
        kind: One of ``indexer.facets.KINDS``.
        level: One of ``indexer.facets.LEVELS``.
        date: ISO date of the event, possibly only ``2020-10``.
        period: Years of the term of office (nhiệm kỳ), as in ``2020-2025``.
        evidence: Facet name (or ``date``, ``period``) to the places its value was read from.
    """

    province: str | None = None
    year: int | None = None
    conference: int | None = None
    term: str | None = None
    kind: str | None = None
    level: str | None = None
    date: str | None = None
    period: str | None = None
    evidence: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)

    def value(self, facet: str) -> Scalar | None:
        """The value of one of ``FACETS``."""
        found: Scalar | None = getattr(self, facet)
        return found

    def confidence(self, facet: str) -> float:
        """How sure the value of ``facet`` is: its best evidence, 0 without any."""
        return max((e.confidence for e in self.evidence.get(facet, ())), default=0.0)

    def is_guess(self, name: str) -> bool:
        """Whether a facet, the period or the date has a value that is shown as a guess."""
        return getattr(self, name) is not None and self.confidence(name) < UNCERTAIN_BELOW


@dataclass(frozen=True, slots=True)
class AnalyzedDocument:
    """A document ready for an engine: terms, no text left to analyse.

    Attributes:
        document: The original, which the engine stores.
        facets: What was read from it, which the engine stores.
        streams: Text field to its terms in order; the index is the position.
        values: Value field to its one value; fields without a value are left out.
    """

    document: Document
    facets: FacetValues
    streams: Mapping[str, Sequence[str]]
    values: Mapping[str, str]
