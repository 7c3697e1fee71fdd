"""What kind of event an article reports, from the first event its title or lead names."""

from __future__ import annotations

import re

from indexer.documents import Span
from indexer.facets.candidates import Candidate
from indexer.facets.citations import is_cited
from indexer.facets.conferences import Mention
from indexer.facets.phrases import Phrase
from indexer.facets.reading import Reading

COMMITTEE, CONFERENCE, CONGRESS, MEETING, OTHER = (
    "hội nghị BCH",
    "hội nghị khác",
    "đại hội",
    "họp/làm việc",
    "khác",
)
KINDS = (COMMITTEE, CONFERENCE, CONGRESS, MEETING, OTHER)

_IN_TITLE, _IN_LEAD, _NOTHING_NAMED = 0.85, 0.65, 0.4

_EVENT = Phrase(
    # Every branch begins with plain letters: such are looked for fastest.
    r"làm việc với\b|buổi làm việc\b|họp báo\b|cuộc họp\b|buổi họp\b|kỳ họp\b|giao ban\b"
    r"|thông tin về\b|phiên họp\b|họp\b(?! hội nghị| đại hội| phiên)"
    r"|đại hội\b(?<!kỳ\sđại\shội)|hội nghị\b(?<!trung\stâm\shội\snghị)(?! đại biểu)"
    r"|conference of the\b|plenum of the\b"
)
_RETROSPECT = Phrase(r"kỳ(?<!\wkỳ) đại hội\b", "kỳ")
_CENTRAL = Phrase(r" (?:đảng )?(?:trung ương|tw|t\.ư)")
_OF_COMMITTEE = Phrase(
    r"hội nghị (?:lần thứ \w{1,8} )?(?:(?:thường kỳ|bất thường|chuyên đề|\(?mở rộng\)?) )?(?:của )?"
    r"(?:ban chấp hành|bch|(?:tỉnh|thành|huyện|thị|quận) uỷ|đảng bộ)"
    r"|(?:ban chấp hành|bch)[^.,;\n]{0,60} (?:họp|mở|tổ chức|khai mạc|tiến hành)"
    r"[^.,;\n]{0,20} hội nghị"
)


def candidates(reading: Reading, conferences: list[Mention]) -> list[Candidate[str]]:
    """The first event of the title, and the first of the lead."""
    title, lead = reading.title, reading.lead
    looks_back = reading.search(_RETROSPECT, *title) is not None
    found = []
    for zone, confidence in (
        (title, _IN_TITLE),
        (lead, _NOTHING_NAMED / 2 if looks_back else _IN_LEAD),
    ):
        event = reading.search(_EVENT, *zone)
        if event is not None:
            value = _kind(reading, event, zone, conferences)
            found.append(Candidate(value, (event.span(),), "first event named", confidence))
    if title[1] > title[0]:
        found.append(Candidate(OTHER, (title,), "no event named", _NOTHING_NAMED))
    return found


def _kind(reading: Reading, event: re.Match[str], zone: Span, conferences: list[Mention]) -> str:
    if event[0].startswith(("đại", "dai")):
        return CONGRESS
    if not event[0].startswith(("hội", "hoi", "conference", "plenum")):
        return MEETING
    held = [m for m in conferences if not m.cited and m.owned and _lies_in(m.span, zone)]
    if any(mention.central for mention in held):
        return CONFERENCE
    own = (match for match in reading.matches(_OF_COMMITTEE, *zone) if _is_own(reading, match))
    return COMMITTEE if held or any(own) else CONFERENCE


def _lies_in(span: Span, zone: Span) -> bool:
    return zone[0] <= span[0] < zone[1]


def _is_own(reading: Reading, match: re.Match[str]) -> bool:
    return not (is_cited(reading, *match.span()) or reading.follows(_CENTRAL, match.end()))
