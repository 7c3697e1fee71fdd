"""The one place that decides between candidates, facet by facet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from indexer.documents import FACETS, Document, Evidence, FacetValues
from indexer.facets.candidates import Candidate, Value, all_evidence, best
from indexer.facets.committees import levels, terms
from indexer.facets.dates import officeterms, years
from indexer.facets.gazetteer import CENTRAL
from indexer.facets.meetings import conferences, genres, kinds, owners
from indexer.facets.meetings.conferences import Mention
from indexer.facets.meetings.ordinals import ordinals
from indexer.facets.prose.citations import is_its_own_paper
from indexer.facets.prose.phrases import Phrase
from indexer.facets.prose.reading import Reading
from indexer.facets.provinces.choice import choose

Chosen = Mapping[str, Sequence[Candidate[str]] | Sequence[Candidate[int]]]
"""Facet name to the candidates of its value, best first."""

Considered = Mapping[str, Sequence[tuple[Candidate[Any], str]]]
"""Facet name to each candidate with the objection to it; empty without any."""

_ACCEPTED_FROM = 0.45
_IN_TITLE, _IN_LEAD, _IN_BODY = 0.95, 0.9, 0.5
_OWN_PAPER, _UNOWNED = 0.7, 0.15
_A_LIST = 3  # numbers with the same claim, or in the points of a list
_POINT = Phrase(r"(?:^|\n)\s{0,4}(?:\d{1,2}[.)]|[-+*•–])\s{0,3}$")
_LONGEST_POINT = 12


class Decision(NamedTuple):
    """What was decided about a document.

    Attributes:
        reading: The document as the rules read it.
        chosen: What was chosen for each facet.
        contested: Name of ``conference`` and ``term`` to each candidate with the objection
            that put it out, or with none.
        others: Every other facet's name to all its candidates, to which nothing objects.
    """

    reading: Reading
    chosen: Chosen
    contested: Considered
    others: Mapping[str, Sequence[Candidate[Any]]]

    @property
    def considered(self) -> Considered:
        """Facet name to all its candidates, each with the objection to it, or with none."""
        unopposed = {name: [(one, "") for one in some] for name, some in self.others.items()}
        found = {**unopposed, **self.contested}
        return {name: found[name] for name in (*FACETS, "period")}


def decide(document: Document) -> FacetValues:
    """Every facet of a document that its text, title or address tells."""
    found = decision(document)
    return _values(found.reading, found.chosen)


def decision(document: Document) -> Decision:
    """What is chosen for every facet, and everything that was considered."""
    reading = Reading.of(document)
    counted = ordinals(reading)
    numbered = conferences.mentions(reading, counted)
    events = kinds.candidates(reading, numbered)
    kind = best(events)
    congress = _value(kind) == kinds.CONGRESS
    first = any(mention.number == 1 for mention in numbered)
    offices = officeterms.offices(reading)
    held_now = [one.span for one in numbered if one.owned and not one.cited]
    event = years.event(reading, offices, held_now, congress=congress, first_conference=first)
    year = event.years[0].value if event.years else None
    day = _value(list(event.dates))
    numbered = conferences.held_then(reading, numbered, event.when)
    if any(one.past for one in numbered):
        events = kinds.candidates(reading, numbered)
        kind = best(events)
    choice = choose(reading, numbered, year, day)
    province = choice.candidates
    own = list(_numbers(reading, numbered, province, congress=congress))
    own = _reported(_unlisted(reading, own), kind)
    number = _best(own)
    if _value(province) != CENTRAL:
        kind = kinds.of_number(kind, number)
        events += [one for one in kind if one not in events]
    named = terms.candidates(reading, counted, _value(kind))
    judged = terms.judged(reading, named, _value(kind), choice, year)
    held = levels.candidates(reading, province, numbered)
    periods = officeterms.periods(reading, offices)
    survey = choice.survey
    chosen: Chosen = {
        "province": province,
        "year": list(event.years),
        "conference": [] if survey else number,
        "term": [] if survey else _best(judged),
        "kind": [replace(one, value=kinds.OTHER) for one in kind[:1]] if survey else kind,
        "level": best(held),
        "period": [] if survey else best(periods),
        "date": list(event.dates),
    }
    others: dict[str, Sequence[Candidate[Any]]] = {
        "province": choice.considered,
        "year": event.years,
        "kind": events,
        "level": held,
        "period": periods,
    }
    return Decision(reading, chosen, {"conference": own, "term": judged}, others)


def _best(contested: Sequence[tuple[Candidate[Value], str]]) -> list[Candidate[Value]]:
    """The best of those to which nothing objects."""
    return best([one for one, objection in contested if not objection])


class _Article(NamedTuple):
    """What is known of the article when its conferences are judged.

    Attributes:
        central: Whether it is the central committee's.
        city: Whether its province is a city.
        congress: Whether it reports a congress.
        first_congress: Where a congress is first spoken of, if a first conference is named.
    """

    central: bool
    city: bool
    congress: bool
    first_congress: int


def _numbers(
    reading: Reading, numbered: list[Mention], province: list[Candidate[str]], *, congress: bool
) -> Iterator[tuple[Candidate[int], str]]:
    """The conference numbers that may be the article's own, and why others are not."""
    if not numbered:
        return
    first = any(one.number == 1 for one in numbered)
    article = _Article(
        _value(province) == CENTRAL,
        levels.is_city(province),
        congress,
        conferences.first_congress(reading) if first else 0,
    )
    named = all(one.owned for one in numbered) or owners.names_committee(reading)
    for mention in numbered:
        confidence = _confidence(reading, mention) if mention.owned or named else 0.0
        candidate = Candidate(mention.number, (mention.span,), mention.rule, confidence)
        yield candidate, _objection(reading, mention, confidence, article)


def _unlisted(
    reading: Reading, own: list[tuple[Candidate[int], str]]
) -> list[tuple[Candidate[int], str]]:
    """The same, but for a list of conferences, of which none is the article's own.

    A programme or a history names several below its title, and none much more than the others;
    or as the points of a list, those of other years among them.
    """
    claims = [one for one, objection in own if not objection]
    top = max((one.confidence for one in claims), default=0.0)
    if not claims or top >= _IN_TITLE:
        return own
    rivals = {one.value for one in claims if one.confidence >= top - _UNOWNED}
    if len(rivals) < _A_LIST:
        rivals = {one.value for one, _ in own if reading.before(_POINT, one.place, _LONGEST_POINT)}
    if len(rivals) < _A_LIST:
        return own
    return [(one, objection or "one of many that are listed") for one, objection in own]


def _reported(
    own: list[tuple[Candidate[int], str]], kind: list[Candidate[str]]
) -> list[tuple[Candidate[int], str]]:
    """The same, but for an article that tells of many conferences and reports none."""
    genre = next((one.rule for one in kind if one.rule in genres.OF_MANY), "")
    return [(one, objection or f"told in {genre}") for one, objection in own] if genre else own


def _objection(reading: Reading, mention: Mention, confidence: float, article: _Article) -> str:
    """Why a conference is not the article's own; empty if nothing says so."""
    if mention.number == 1 and _is_passing(reading, mention, article):
        return "told in passing, at the end of a congress"
    if mention.central != article.central and (mention.central or mention.owned):
        return "another committee's conference"
    if article.congress and not _is_early(reading, mention):
        return "named late in the report of a congress"
    if confidence < _ACCEPTED_FROM:
        return "only cited" if mention.cited else "no committee is named with it"
    above = levels.is_from_above(reading, mention.span, city=article.city)
    return "a higher committee's conference" if above else _unions(reading, mention)


def _confidence(reading: Reading, mention: Mention) -> float:
    """By where a conference is named, and whether it is held or only cited."""
    in_title = reading.in_title(mention.span[0])
    if mention.cited:
        return _OWN_PAPER if _is_own_paper(reading, mention) else 0.0
    place = _IN_TITLE if in_title else _IN_LEAD if reading.in_lead(mention.span[0]) else _IN_BODY
    return place if mention.owned else place - _UNOWNED


def _is_own_paper(reading: Reading, mention: Mention) -> bool:
    return not mention.central and is_its_own_paper(reading, *mention.span)


def _unions(reading: Reading, mention: Mention) -> str:
    """Whether it is that of the organisation that the title speaks of, which is no party."""
    if mention.central or not owners.is_of_organisation(reading):
        return ""
    return "" if owners.is_the_partys(reading, mention.span) else "an organisation's conference"


def _is_passing(reading: Reading, mention: Mention, article: _Article) -> bool:
    """A term's first conference, told at the end of a congress report."""
    start = mention.span[0]
    titled = not article.congress and reading.in_title(start) and reading.document.title != ""
    return not titled and article.first_congress < start


def _is_early(reading: Reading, mention: Mention) -> bool:
    return reading.in_title(mention.span[0]) or reading.in_lead(mention.span[0])


def _value(candidates: list[Candidate[str]]) -> str | None:
    return candidates[0].value if candidates else None


def _values(reading: Reading, chosen: Chosen) -> FacetValues:
    values: dict[str, Any] = {}
    evidence: dict[str, tuple[Evidence, ...]] = {}
    for facet, some in chosen.items():
        if some:
            values[facet] = some[0].value
            evidence[facet] = all_evidence(some, reading)
    return FacetValues(**values, evidence=evidence)
