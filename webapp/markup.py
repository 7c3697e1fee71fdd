"""Text with spans becomes HTML; the only place that writes tags around a document's words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from markupsafe import Markup, escape

from indexer.documents import Document, FacetValues, Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value was read in the text.

    Attributes:
        start: First code point.
        end: One past the last.
        anchor: The ``id`` one can link to.
    """

    start: int
    end: int
    anchor: str


def marked(text: str, marks: Sequence[Sequence[int]]) -> Markup:
    """``text`` with ``<mark>`` around its marks; everything else is escaped."""
    parts, last = [], 0
    for start, end in marks:
        parts += [escape(text[last:start]), Markup("<mark>%s</mark>") % text[start:end]]
        last = end
    return Markup("").join([*parts, escape(text[last:])])


def anchors(facets: FacetValues) -> dict[str, list[str | None]]:
    """For each piece of evidence the ``id`` it has in the text, None if it is elsewhere."""
    return {
        facet: [f"{facet}-{i}" if each.source == "text" else None for i, each in enumerate(found)]
        for facet, found in facets.evidence.items()
    }


def places(facets: FacetValues) -> list[Place]:
    """Every place in the text that a value was read from, in the order of the text."""
    ids = anchors(facets)
    found = [
        Place(each.start, each.end, anchor)
        for facet, evidence in facets.evidence.items()
        for each, anchor in zip(evidence, ids[facet], strict=True)
        if anchor is not None
    ]
    return sorted(found, key=lambda place: (place.start, place.end))


def heading(document: Document, evidence: Sequence[Place]) -> Markup:
    """The title, with its evidence marked when it stands in the text."""
    if document.title_span is None:
        return escape(document.title)
    return Markup("").join(_pieces(document, document.title_span, evidence))


def paragraphs(document: Document, evidence: Sequence[Place]) -> Iterator[Markup]:
    """Every line of the original that is not blank, without the title that stands above it."""
    title_start, title_end = document.title_span or (0, 0)
    for start, end in _lines(document.text):
        parts = [(start, min(end, title_start)), (max(start, title_end), end)]
        if end <= title_start or start >= title_end:
            parts = [(start, end)]
        shown = [span for span in parts if document.text[span[0] : span[1]].strip()]
        if shown:
            yield Markup("").join(
                piece for span in shown for piece in _pieces(document, span, evidence)
            )


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, start + len(line.rstrip())
        start += len(line)


def _pieces(document: Document, span: Span, evidence: Sequence[Place]) -> Iterator[Markup]:
    """The span cut wherever evidence or boilerplate begins or ends."""
    start, end = span
    near = [place for place in evidence if place.start < end and place.end > start]
    furniture = list(_overlapping(document.boilerplate, span))
    edges = {start, end, *(edge for p in near for edge in (p.start, p.end))}
    edges |= {edge for pair in furniture for edge in pair}
    cuts = sorted(edge for edge in edges if start <= edge <= end)
    for a, b in pairwise(cuts):
        piece = escape(document.text[a:b])
        if any(x <= a and b <= y for x, y in furniture):
            piece = Markup('<span class="furniture">%s</span>') % piece
        covering = [place for place in near if place.start <= a and b <= place.end]
        yield _in_marks(piece, covering, a)


def _overlapping(spans: Sequence[Span], span: Span) -> Iterator[Span]:
    """Those of sorted, disjoint spans that meet ``span``."""
    first = bisect_right(spans, span[0], key=lambda each: each[1])
    for each in islice(spans, first, None):
        if each[0] >= span[1]:
            return
        yield each


def _in_marks(piece: Markup, covering: Sequence[Place], start: int) -> Markup:
    """One ``<mark>``, and inside it one anchor for each place that begins here."""
    for place in covering:
        if place.start == start:
            piece = Markup('<span id="%s">%s</span>') % (place.anchor, piece)
    return Markup("<mark>%s</mark>") % piece if covering else piece
