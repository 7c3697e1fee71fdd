"""Text with spans becomes HTML; the only place that writes tags around a document's words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from markupsafe import Markup, escape

from indexer.documents import Document, FacetValues, Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value was read in the text.

    Attributes:
        start: First code point.
        end: One past the last.
        anchor: The ``id`` one can link to; empty for the rest of a place that was cut.
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
    return _order(found)


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
    """The span with a ``<mark>`` around each place in it; places may nest and overlap."""
    cursor, end = span
    waiting = _order(filter(None, (_cut(place, span) for place in evidence)))
    while waiting:
        place, *others = waiting
        outer = (place.start, place.end)
        inner = [_cut(other, outer) for other in others]
        waiting = _order(filter(None, (_cut(other, (place.end, end)) for other in others)))
        yield _plain(document, (cursor, place.start))
        within = Markup("").join(_pieces(document, outer, [each for each in inner if each]))
        anchor = Markup(' id="%s"') % place.anchor if place.anchor else ""
        yield Markup("<mark%s>%s</mark>") % (anchor, within)
        cursor = place.end
    yield _plain(document, (cursor, end))


def _cut(place: Place, span: Span) -> Place | None:
    """The part of a place inside ``span``; only the part with its beginning can be linked to."""
    start, end = max(place.start, span[0]), min(place.end, span[1])
    if start >= end:
        return None
    return Place(start, end, place.anchor if start == place.start else "")


def _order(found: Iterable[Place]) -> list[Place]:
    return sorted(found, key=lambda place: (place.start, -place.end))


def _plain(document: Document, span: Span) -> Markup:
    """Escaped text with its boilerplate dimmed."""
    start, end = span
    parts, cursor = [], start
    for first, last in _overlapping(document.boilerplate, span):
        dimmed = document.text[max(first, start) : min(last, end)]
        parts.append(escape(document.text[cursor : max(first, start)]))
        parts.append(Markup('<span class="furniture">%s</span>') % dimmed)
        cursor = min(last, end)
    return Markup("").join([*parts, escape(document.text[cursor:end])])


def _overlapping(spans: Sequence[Span], span: Span) -> Iterator[Span]:
    """Those of sorted, disjoint spans that meet ``span``."""
    first = bisect_right(spans, span[0], key=lambda each: each[1])
    for each in islice(spans, first, None):
        if each[0] >= span[1]:
            return
        yield each
