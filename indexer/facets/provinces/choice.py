"""Province: whose committee or event it is, by adding up everything that speaks for one.

A name counts by the words before it: "Tỉnh ủy X" much, a guest's title little, a
person's name, a ward or a birthplace nothing. The title counts most.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from indexer.documents import Evidence, Span
from indexer.facets import gazetteer
from indexer.facets.candidates import Candidate, heaviest
from indexer.facets.meetings.conferences import Mention
from indexer.facets.prose.phrases import Phrase
from indexer.facets.prose.reading import Reading
from indexer.facets.provinces import addresses, centre, claims, lists, seats
from indexer.facets.provinces.contexts import (
    ACTING,
    COMMITTEE,
    COMPANY,
    FORMER,
    GUEST,
    PAPER,
    PLAIN,
    POST,
    UNIT,
    VENUE,
    VISITOR,
    context_of,
    lower_case_counts,
)

_WEIGHTS = {
    ACTING: 5.0, COMMITTEE: 3.0, POST: 3.0, GUEST: 1.2, VISITOR: 0.4, FORMER: 0.4, UNIT: 2.0,
    PAPER: 2.0, PLAIN: 1.0, VENUE: 0.3, COMPANY: 0.2,
}  # fmt: skip
_CONFIDENCE = {
    ACTING: 0.95, COMMITTEE: 0.95, POST: 0.8, GUEST: 0.75, VISITOR: 0.4, FORMER: 0.5, UNIT: 0.85,
    PAPER: 0.8, PLAIN: 0.5, VENUE: 0.4, COMPANY: 0.4,
}  # fmt: skip
_MOST_TITLES, _ONE_TITLE_MORE = 2, 0.05  # a guest may be named all over
_IN_TITLE, _IN_LEAD = 4.0, 1.5
_TITLE_CONFIDENCE = 0.9
_OUT_OF_TIME = 0.2
_MANY = 4  # so many provinces with equal claims are a survey, not an event of one
_SHARE = 0.6
_CODE_WITHIN = 1500

_CODE_FIRST = re.compile(r"[\s*(]{0,4}(?=[A-ZĐ]{3})")
_CODE_OPENS = re.compile(rf"\n{_CODE_FIRST.pattern}")
_AFTER_CODE = re.compile(r"\)?[\s.]{0,2}(?:[-:]|\))|\)")
_WRITTEN_HOST = re.compile(r"bao(?<!\wbao)[a-z]{4,18}(?=\.(?:com\.|gov\.|org\.)?vn)")


_WEATHER = Phrase(
    r"(?:^|\n)[^\w\n]{0,4}(?:(?:bản tin|dự báo) )?thời tiết(?: [^.:;\n]{1,25})? ?:[^.\n]{0,300}",
    "tiết",
)
_FORMER = Phrase(
    r"[\s,(]{0,3}(?:cũ|trước (?:đây|kia|khi (?:sáp nhập|hợp nhất|chia tách))|nay (?:là|thuộc))\b"
)
_TODAYS = Phrase(r"\bnay (?:là|thuộc)(?: (?:địa bàn|về))?(?: (?:tỉnh|thành phố|tp\.?))? ?$", "nay")
_LONGEST_TODAYS, _SAME_PLACE = 32, 60
_LASTS, _STOOD, _UNSURE, _ABSENT = "stands today", "stood then", "unsure", "absent"
_LAST_SPLIT = 2004


class When(NamedTuple):
    """When the event was, as far as that is known.

    Attributes:
        year: Its year.
        day: Its ISO date, perhaps without the day.
    """

    year: int | None
    day: str | None


class Choice(NamedTuple):
    """The province chosen.

    Attributes:
        candidates: Its evidence, best first; empty when nothing tells.
        considered: Everything that names one.
        survey: Whether the text speaks of many provinces alike, so that none is chosen.
    """

    candidates: list[Candidate[str]]
    considered: list[Candidate[str]]
    survey: bool = False


def choose(
    reading: Reading, conferences: list[Mention], year: int | None, day: str | None = None
) -> Choice:
    """The province, with everything that speaks for it.

    Args:
        reading: The document.
        conferences: Every numbered conference in it.
        year: Year of the event: units that did not exist then count little.
        day: Its date, likewise.
    """
    when = When(year, day)
    named = lists.shared(reading, list(_named(reading, when)))
    found = [*_limited(named), *_central(reading, conferences)]
    own = claims.home(reading)
    national = centre.event(reading, found, own) if found else None
    if national is not None:
        return Choice(national, [*found, *national])
    if _is_survey(reading, found):
        return Choice([], found, survey=True)
    spoken = heaviest(found)
    if spoken and not own and claims.is_of_several(reading, spoken, found):
        return Choice([], found)
    if spoken:
        spoken = claims.doubted(reading, spoken, found, own)
    if spoken and spoken[0].confidence > claims.WEAK:
        return Choice(spoken, found)
    address, body = list(_by_address(reading, year)), list(centre.candidates(reading))
    if not (found or address or body):
        found = spoken = list(seats.candidates(reading, year, day))
    return Choice(body or address or spoken, [*found, *address, *body])


def _named(reading: Reading, when: When) -> Iterator[Candidate[str]]:
    names = list(gazetteer.find_capitalised(reading.text))
    if not names and lower_case_counts(reading):
        names = list(gazetteer.find_names(reading.low))
    weather = [match.span() for match in reading.matches(_WEATHER)]
    if weather:
        names = [
            one for one in names if not any(start <= one[1][0] < end for start, end in weather)
        ]
    past = -1 - _SAME_PLACE  # where the last name ends that stood for a unit then, but no more
    for name, span in names:
        context = context_of(reading, span)
        if context:
            then = _at_the_time(name, when.year)
            standing = _standing(then, *when)
            if standing == _LASTS:
                stood = not _is_todays(reading, past, span[0])
            else:
                stood = standing == _STOOD or (
                    standing == _UNSURE and not reading.follows(_FORMER, span[1])
                )
                past = span[1] if stood else past
            yield _candidate(reading, then, span, context, stood=stood)
    for name, span in _newspapers(reading):
        then = _at_the_time(name, when.year)
        yield _candidate(reading, then, span, PAPER, stood=_standing(then, *when) != _ABSENT)


def _limited(found: list[Candidate[str]]) -> list[Candidate[str]]:
    """The candidates; of a province's title holders only the first few count in full."""
    if sum([one.rule in claims.OF_PERSONS for one in found]) <= _MOST_TITLES:  # as nearly always
        return found
    times: Counter[str] = Counter()
    kept = []
    for one in found:
        times[one.value] += one.rule in claims.OF_PERSONS
        more = one.rule in claims.OF_PERSONS and times[one.value] > _MOST_TITLES
        kept.append(replace(one, weight=_ONE_TITLE_MORE) if more else one)
    return kept


def _candidate(
    reading: Reading, name: str, span: Span, context: str, *, stood: bool
) -> Candidate[str]:
    weight, confidence = _WEIGHTS[context], _CONFIDENCE[context]
    if reading.in_title(span[0]):
        weight *= _IN_TITLE
        if reading.headed and context != COMPANY:
            confidence = max(confidence, _TITLE_CONFIDENCE)
    elif reading.in_lead(span[0]):
        weight *= _IN_LEAD
    if not stood:
        weight *= _OUT_OF_TIME
        confidence *= 0.5
    return Candidate(name, (span,), context, confidence, weight)


def _is_todays(reading: Reading, former: int, start: int) -> bool:
    """Whether a name says where a unit of the event's time belongs now."""
    if start - former > _SAME_PLACE:
        return False
    return reading.before(_TODAYS, start, min(_LONGEST_TODAYS, start - former)) is not None


def _newspapers(reading: Reading) -> Iterator[tuple[str, Span]]:
    """Codes and addresses of newspapers at the head of the article ("BBK -", "(Baonghean.vn)")."""
    text, end = reading.text, reading.title[1] + _CODE_WITHIN
    for opening in (_CODE_FIRST.match(text, 0, end), *_CODE_OPENS.finditer(text, 0, end)):
        if opening is not None:
            yield from _code(text, opening.end())
    if ".vn" in reading.low:
        for match in _WRITTEN_HOST.finditer(reading.low, 0, end):
            found = gazetteer.find_host(match[0])
            if found:
                yield found[0], match.span()


def _code(text: str, start: int) -> Iterator[tuple[str, Span]]:
    found = gazetteer.code_at(text, start)
    if found is not None and _AFTER_CODE.match(text, found[1][1]):
        yield found


def _central(reading: Reading, conferences: list[Mention]) -> Iterator[Candidate[str]]:
    """A central plenum that is held, not reported on."""
    for mention in conferences:
        if mention.centre and not mention.cited:
            if reading.in_title(mention.span[0]):
                weight, confidence = _WEIGHTS[COMMITTEE] * _IN_TITLE, 0.95
            elif reading.in_lead(mention.span[0]):
                weight, confidence = _WEIGHTS[COMMITTEE] * _IN_LEAD, 0.85
            else:
                continue
            starts, ends = zip(mention.span, mention.centre, strict=True)
            whole = min(starts), max(ends)
            yield Candidate(gazetteer.CENTRAL, (whole,), "central plenum", confidence, weight)


def _is_survey(reading: Reading, found: list[Candidate[str]]) -> bool:
    """Whether many provinces have equal claims and no real title chooses one."""
    if claims.counts_several(reading, found):
        return True
    if len(found) < _MANY:
        return False
    if reading.headed and any(reading.in_title(one.place) for one in found):
        return False
    claiming = {one.value for one in found if one.rule in (COMMITTEE, ACTING)} or {
        one.value for one in found if one.rule == GUEST
    }
    if len(claiming) < _MANY:
        return False
    total = sum(one.score for one in found)
    winner = heaviest(found)
    top = sum(one.score for one in found if one.value == winner[0].value)
    return top < _SHARE * total


def _by_address(reading: Reading, year: int | None) -> Iterator[Candidate[str]]:
    url = reading.document.url or ""
    for name, span, rule in addresses.provinces(url) if url else ():
        evidence = Evidence("url", *span, url[span[0] : span[1]], rule, 0.55)
        yield Candidate(_at_the_time(name, year), (), rule, 0.55, found=(evidence,))
        return


@lru_cache(maxsize=1 << 12)
def _standing(name: str, year: int | None, day: str | None) -> str:
    """How a name stood at the time of the event: "cũ" after it decides where that is unsure."""
    unit = gazetteer.units().get(name)
    if unit is None or (unit.last is None and year is None):
        return _LASTS
    if year is None:
        return _UNSURE if (unit.last or 0) >= _LAST_SPLIT else _ABSENT
    if not unit.existed(year, day):
        return _ABSENT
    if unit.last is None:
        return _LASTS
    dated = len(day or "") == len("2025-06-30")
    return _UNSURE if year == unit.last and not dated else _STOOD


def _at_the_time(name: str, year: int | None) -> str:
    """Huế was Thừa Thiên Huế until the end of 2024."""
    if name == "Huế" and (year is None or year < 2025):  # noqa: PLR2004 -- see provinces.json
        return "Thừa Thiên Huế"
    if name == "Thừa Thiên Huế" and year is not None and year > 2024:  # noqa: PLR2004 -- same
        return "Huế"
    return name
