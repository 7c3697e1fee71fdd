"""The one place that decides between candidates, facet by facet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from indexer.documents import Document, FacetValues
from indexer.facets import conferences, kinds, levels, provinces, terms, years, yearwords
from indexer.facets.candidates import Candidate, best
from indexer.facets.conferences import Mention
from indexer.facets.gazetteer import CENTRAL
from indexer.facets.reading import Reading

Chosen = Mapping[str, Sequence[Candidate[str]] | Sequence[Candidate[int]]]
"""Facet name to the candidates of its value, best first."""

_NUMBERS = ("year", "conference")
_ACCEPTED_FROM = 0.45
_IN_TITLE, _IN_LEAD, _IN_BODY = 0.95, 0.9, 0.5
_CITED_IN_TITLE, _UNOWNED = 0.7, 0.15


def decide(document: Document) -> FacetValues:
    """Every facet of a document that its text, title or address tells."""
    reading = Reading.of(document)
    numbered = list(conferences.mentions(reading))
    kind = best(kinds.candidates(reading, numbered))
    congress = _value(kind) == kinds.CONGRESS
    first = any(mention.number == 1 for mention in numbered)
    event = years.event(reading, congress=congress, first_conference=first)
    choice = provinces.decide(reading, numbered, event.years[0].value if event.years else None)
    province = choice.candidates
    own = [] if choice.survey else _numbers(reading, numbered, province, congress=congress)
    chosen: Chosen = {
        "province": province,
        "year": list(event.years),
        "conference": best(own),
        "term": [] if choice.survey else best(terms.candidates(reading, _value(kind))),
        "kind": [replace(one, value=kinds.OTHER) for one in kind[:1]] if choice.survey else kind,
        "level": best(levels.candidates(reading, province)),
        "period": [] if choice.survey else best(yearwords.periods(reading)),
        "date": list(event.dates),
    }
    return _values(reading, chosen)


def _numbers(
    reading: Reading, numbered: list[Mention], province: list[Candidate[str]], *, congress: bool
) -> Iterator[Candidate[int]]:
    """The conference numbers that may be the article's own."""
    central = _value(province) == CENTRAL
    named = conferences.names_committee(reading)
    first_congress = conferences.first_congress(reading)
    for mention in numbered:
        confidence = _confidence(reading, mention) if mention.owned or named else 0.0
        passing = mention.number == 1 and _is_passing(reading, mention, first_congress)
        foreign = mention.central != central and (mention.central or mention.owned)
        elsewhere = congress and not _is_early(reading, mention)
        if confidence >= _ACCEPTED_FROM and not (passing or foreign or elsewhere):
            yield Candidate(mention.number, (mention.span,), mention.rule, confidence)


def _confidence(reading: Reading, mention: Mention) -> float:
    """By where a conference is named, and whether it is held or only cited."""
    in_title = reading.in_title(mention.span[0])
    if mention.cited:
        return _CITED_IN_TITLE if in_title and not mention.central else 0.0
    place = _IN_TITLE if in_title else _IN_LEAD if reading.in_lead(mention.span[0]) else _IN_BODY
    return place if mention.owned else place - _UNOWNED


def _is_passing(reading: Reading, mention: Mention, first_congress: int) -> bool:
    """A term's first conference, told at the end of a congress report."""
    start = mention.span[0]
    title_says_so = reading.in_title(start) and reading.document.title != ""
    return not title_says_so and first_congress < start


def _is_early(reading: Reading, mention: Mention) -> bool:
    return reading.in_title(mention.span[0]) or reading.in_lead(mention.span[0])


def _value(candidates: list[Candidate[str]]) -> str | None:
    return candidates[0].value if candidates else None


def _values(reading: Reading, chosen: Chosen) -> FacetValues:
    evidence = {
        facet: tuple(e for one in candidates for e in one.evidence(reading))
        for facet, candidates in chosen.items()
        if candidates
    }
    names = {facet: str(some[0].value) for facet, some in chosen.items() if some}
    numbers = {facet: int(names.pop(facet)) for facet in _NUMBERS if facet in names}
    return FacetValues(
        province=names.get("province"),
        year=numbers.get("year"),
        conference=numbers.get("conference"),
        term=names.get("term"),
        kind=names.get("kind"),
        level=names.get("level"),
        date=names.get("date"),
        period=names.get("period"),
        evidence=evidence,
    )
