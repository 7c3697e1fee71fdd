"""The event's date and year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from indexer.documents import Evidence, Span
from indexer.facets.candidates import Candidate
from indexer.facets.dates import days, yearwords
from indexer.facets.dates.days import Mention
from indexer.facets.dates.inference import FIRST_ONLINE, Sources
from indexer.facets.dates.officeterms import Office
from indexer.facets.dates.pages import Page, Source, page_date
from indexer.facets.meetings.moments import Moment
from indexer.facets.prose.citations import clause_start, to_sentence_end
from indexer.facets.prose.phrases import Phrase
from indexer.facets.prose.reading import Reading

_BODY = 2500  # an event's date stands early
_CLEAR, _NO_CLAIM = 1, 4
_RETROSPECTIVE = 1  # years between a page and what it looks back on
_YESTERDAY = Phrase(r"\b(?:hôm|sáng|trưa|chiều|tối|đêm) qua\b", "qua")
_APPOINTS = Phrase(
    r"\b(?:bổ nhiệm|điều động|luân chuyển|giữ chức|chỉ định|chuẩn y|phê chuẩn"
    r"|tân (?:giám đốc|bí thư|chủ tịch|phó|trưởng|chánh))\b",
    *("nhiệm", "điều", "luân", "giữ", "chỉ", "chuẩn", "tân"),
)
_DECISION = Phrase(r"\bquyết định\b[^.;\n]{0,60} ngày $", "quyết", ends=("y",))
_SPECIFICALLY = Phrase(r"\W{1,6}(?:cụ thể|theo đó)\b")
# An official paper's own day: "(Ban hành kèm theo Quyết định ngày …)".
_ISSUED = Phrase(
    r"\bkèm theo (?:quyết định|nghị quyết|kế hoạch|thông báo|tờ trình|công văn)\b"
    r"[^.;\n]{0,60} ngày $",
    "kèm",
    ends=("y",),
)
_LONGEST_ISSUE = 110
_GUESSED, _FAR_DOWN = 0.5, 0.7
_AND_THE = Phrase(r",? ?(?:(?:và|hoặc|hay|rồi|;) ?)?(?:(?:ngày|sáng|chiều|tối) ){0,2}")
_OPENS_WITH_DAY = Phrase(
    r"(?:^|[.!?\n])\W{0,4}(?:(?:trong|vào|từ|các|hai|ba) ){0,2}ngày(?: mùng| mồng)? $",
    ends=("y", "ng"),
)
_OPENING = 120  # how much of the lead is about when


class Event(NamedTuple):
    """When the event took place, as far as the document tells.

    Attributes:
        years: The candidates of its year, best first.
        dates: Those of its date, likewise.
        day: Its month and day, which may be said without a year.
    """

    years: tuple[Candidate[int], ...] = ()
    dates: tuple[Candidate[str], ...] = ()
    day: Mention | None = None

    @property
    def when(self) -> Moment:
        """Its year, month and day."""
        year = self.years[0].value if self.years else None
        if self.day is not None:
            return Moment(year, self.day.month, self.day.day)
        month, _, day = self.dates[0].value[5:].partition("-") if self.dates else ("", "", "")
        return Moment(year, int(month) if month else None, int(day) if day else None)


def event(
    reading: Reading,
    offices: list[Office],
    held: list[Span],
    *,
    congress: bool,
    first_conference: bool,
) -> Event:
    """When the event took place.

    Args:
        reading: The document.
        offices: The terms of office it names.
        held: Where it names numbered conferences as held: far down, their sentence is dated too.
        congress: Whether the article is about a congress; its term then tells the year.
        first_conference: Whether it reports a term's first conference; likewise.
    """
    mentions = days.mentions(reading)
    page = page_date(reading, mentions)
    elected = congress or first_conference
    sources = Sources(reading, mentions, page, offices, of_term=elected)
    day = _event_day(sources)
    if day is not None and day.year is not None:
        return _dated(day, Source(day.year, "full date", _confidence(reading, mentions, day)))
    if day is not None:
        source = sources.for_day(day)
        return _dated(day, source) if source else Event(day=day)
    told = None if page else _day_of_sentence(sources, held)
    if told is not None:
        return _dated(told, Source(told.year or 0, "full date", _FAR_DOWN))
    decided = None if page else _day_of_decision(reading, mentions)
    if decided is not None:
        return _dated(decided, Source(decided.year or 0, "day of the decision", 0.65))
    month = next(
        (m for m in mentions if m.known == "month" and m.span[0] < reading.lead[0] + _OPENING), None
    )
    if month is not None and month.year is not None and page is None:
        return _dated(month, Source(month.year, "month", 0.7))
    return _undated(reading, sources.without_day(), page)


def named(reading: Reading) -> Iterator[Candidate[int]]:
    """Every year that the document names, whether it is the event's or not."""
    mentions = days.mentions(reading)
    for mention in mentions:
        if mention.year is not None:
            yield Candidate(mention.year, (mention.span,), mention.role, 0.0)
    page = page_date(reading, mentions)
    if page is not None and page.source.found:
        yield Candidate(page.year, (), page.source.rule, 0.0, found=page.source.found)
    yield from yearwords.named(reading)


def _event_day(sources: Sources) -> Mention | None:
    """The date that is the event's, by what the words around it say and where it stands."""
    reading, mentions, page = sources.reading, sources.mentions, sources.page
    # What is dated in full below the lead is the event's past.
    lead, end = reading.lead[1], reading.title[1] + _BODY
    best, clearest = None, _NO_CLAIM
    for one in mentions:
        if one.day and one.span[0] < (lead if one.year else end) and one.role != "other":
            claim = _claim(reading, one, page)
            if claim < clearest and not sources.is_history(one):
                best, clearest = one, claim
            if clearest <= _CLEAR:  # what is clearer stands in the title, before it
                break
    return best


def _day_of_sentence(sources: Sources, held: list[Span]) -> Mention | None:
    """The full date that opens the sentence of a conference, below long navigation."""
    for start, _ in held:
        sentence = clause_start(sources.reading, start)
        for one in sources.mentions:
            in_it = sentence <= one.span[0] < start
            dated = in_it and one.day and one.year and one.role in ("today", "day")
            if dated and not sources.is_history(one):
                return one
    return None


def _confidence(reading: Reading, mentions: list[Mention], day: Mention) -> float:
    """How sure the year of a full date is, if it is the event's."""
    year = day.year or 0
    told_now = day.role in ("today", "page")
    if (year < FIRST_ONLINE and not (told_now or _opens_sentence(reading, day))) or any(
        one.year != year and _is_alternative(reading, day, one) for one in mentions if one.year
    ):
        return _GUESSED
    return 0.95 if told_now else 0.9


def _opens_sentence(reading: Reading, day: Mention) -> bool:
    return reading.before(_OPENS_WITH_DAY, day.span[0], 40) is not None


def _is_alternative(reading: Reading, day: Mention, other: Mention) -> bool:
    """Whether another date is named in one breath with it: "Ngày 5/7/2019 và ngày 5/7/2021"."""
    return reading.covers(_AND_THE, day.span[1], other.span[0])


def _day_of_decision(reading: Reading, mentions: list[Mention]) -> Mention | None:
    """The day of the decision that title or opening report, or that issued the text itself.

    What the opening sentence reports, the next one may tell in detail: "Cụ thể, …".
    """
    if reading.holds(_ISSUED, 0, reading.lead[1]):
        for one in mentions:
            early = one.span[0] < reading.lead[1] and one.day and one.year
            if early and reading.before(_ISSUED, one.span[0], _LONGEST_ISSUE):
                return one
    opening = to_sentence_end(reading, reading.lead[0] + 2, reading.lead[1])[1]
    if not reading.search(_APPOINTS, reading.title[0], opening):
        return None
    if reading.follows(_SPECIFICALLY, opening):
        opening = to_sentence_end(reading, opening + 2, reading.lead[1])[1]
    days = (one for one in mentions if one.day and one.year and one.span[0] < opening)
    return next((one for one in days if reading.before(_DECISION, one.span[0], 90)), None)


def _claim(reading: Reading, mention: Mention, page: Page | None) -> int:
    """How clearly a date is the event's; 0 is clearest."""
    dated = mention.year is not None and mention.role not in ("page", "life")
    if (dated or mention.role == "today") and reading.in_title(mention.span[0]):
        return 0
    if mention.role == "today":
        return 1
    if mention.role == "day":
        return _NO_CLAIM if _looks_back(mention, page) else 2
    early = page is None and mention.span[0] < reading.lead[1]
    return 3 if mention.role == "plain" and early else _NO_CLAIM


def _looks_back(mention: Mention, page: Page | None) -> bool:
    return (
        page is not None
        and mention.year is not None
        and abs(page.year - mention.year) > _RETROSPECTIVE
    )


def _dated(day: Mention, source: Source) -> Event:
    iso = day.iso(source.year)
    spans = (day.span, *source.spans)
    found = tuple(
        Evidence(e.source, e.start, e.end, e.text, source.rule, source.confidence)
        for e in source.found
    )
    year = Candidate(source.year, spans, source.rule, source.confidence, found=found)
    when = (Candidate(iso, spans, source.rule, source.confidence, found=found),) if iso else ()
    return Event((year,), when, day)


def _undated(reading: Reading, source: Source | None, page: Page | None) -> Event:
    """No day is the event's: a year, and at most a guess at the date from the page's."""
    if source is None:
        return Event()
    if page is not None and source is page.source:
        return _of_page(reading, page)
    return Event((_year(source, source.year, source.spans),))


def _of_page(reading: Reading, page: Page) -> Event:
    """The day on which the page appeared; or the one before, if the text tells of yesterday."""
    source, spans = page.source, page.source.spans
    iso = Mention(page.day, page.month, page.year, (0, 0), reading, "page").iso()
    if iso is None:
        return Event((_year(source, source.year, spans),))
    opening = reading.title[0], reading.lead[0] + _OPENING
    yesterday = reading.search(_YESTERDAY, *opening) if page.day else None
    if yesterday is not None:
        iso = (date.fromisoformat(iso) - timedelta(days=1)).isoformat()
        spans = (*spans, yesterday.span())  # the page's date alone does not say the day
    year = int(iso[:4])
    said = source.spans if year == source.year else spans
    guess = Candidate(iso, spans, "date of the page", 0.5, found=page.found or source.found)
    return Event((_year(source, year, said),), (guess,))


def _year(source: Source, year: int, spans: tuple[Span, ...]) -> Candidate[int]:
    return Candidate(year, spans, source.rule, source.confidence, found=source.found)
