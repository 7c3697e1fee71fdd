"""Everything the rules found in a document, and why each of it won or lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.documents import Document, Evidence, FacetValues, Scalar
from indexer.facets.dates import days, years
from indexer.facets.decisions import Decision, decision

_NOT_THE_EVENT = {
    "other": "of something else: a directive, a birthday, something announced",
    "life": "a day of somebody's life, told past his birth",
    "page": "the page's own date, not the event's",
    "month": "a month says less than a day",
    "plain": "nothing says that the event was then",
    "day": "another date is the event's, or this one stands too far down or is long past",
    "today": "another date is the event's, or this one stands too far down or is long past",
}
_LESS_SURE = "something else tells the year more surely"
_NOT_ENOUGH = "it does not tell when the event was"


@dataclass(frozen=True, slots=True)
class Explanation:
    """One candidate.

    Attributes:
        facet: Which facet it is for.
        value: The value it would give.
        rule: The rule that read it.
        weight: How much it counts.
        won: Whether its value was chosen.
        why: Why it won or lost.
        spans: Where it was read.
    """

    facet: str
    value: Scalar
    rule: str
    weight: float
    won: bool
    why: str
    spans: tuple[Evidence, ...]


def explain(document: Document, values: FacetValues) -> list[Explanation]:
    """Every candidate of every facet, in the order of facets and then as read.

    Args:
        document: The document.
        values: Its values in the end, which source or editor may have stated.
    """
    found = decision(document)
    read = [*_candidates(found, values)]
    return [*read, *_losing_years(found, read), *_dates(found, values)]


def _candidates(found: Decision, values: FacetValues) -> Iterator[Explanation]:
    for facet, considered in found.considered.items():
        chosen = found.chosen[facet]
        final = getattr(values, facet)
        for candidate, objection in considered:
            picked = bool(chosen) and candidate.value == chosen[0].value and not objection
            yield Explanation(
                facet,
                candidate.value,
                candidate.rule,
                candidate.score,
                picked and candidate.value == final,
                objection or _why(facet, values, has_winner=bool(chosen), picked=picked),
                candidate.evidence(found.reading),
            )


def _losing_years(found: Decision, read: list[Explanation]) -> Iterator[Explanation]:
    """Every other year that the document names."""
    told = {piece for one in read if one.facet == "year" for piece in _places(one.spans)}
    chosen = bool(found.chosen["year"])
    for other in years.named(found.reading):
        spans = other.evidence(found.reading)
        if not told.intersection(_places(spans)):
            why = _NOT_THE_EVENT.get(other.rule) or (_LESS_SURE if chosen else _NOT_ENOUGH)
            yield Explanation("year", other.value, other.rule, 0.0, won=False, why=why, spans=spans)


def _places(spans: tuple[Evidence, ...]) -> Iterator[tuple[str, int, int]]:
    return ((piece.source, piece.start, piece.end) for piece in spans)


def _why(facet: str, values: FacetValues, *, has_winner: bool, picked: bool) -> str:
    sources = {each.source for each in values.evidence.get(facet, ())}
    if sources & {"given", "correction"} or (picked and getattr(values, facet) is None):
        return "the source or an editor states the value"
    if picked:
        return "its value weighs most"
    return "another value weighs more" if has_winner else "several claims are alike, so none counts"


def _dates(found: Decision, values: FacetValues) -> Iterator[Explanation]:
    reading = found.reading
    used = {span for one in found.chosen["year"] for span in one.spans}
    for mention in days.mentions(reading):
        value = mention.iso() or f"{mention.month:02}-{mention.day or 0:02}"
        won = mention.span in used and value[-5:] in str(values.date)
        why = "the event's date" if won else _NOT_THE_EVENT[mention.role]
        if mention.span in used and not won:
            why = "only gave the year"
        evidence = (reading.evidence(mention.span, mention.role, 1.0),)
        yield Explanation("date", value, mention.role, float(won), won, why, evidence)
