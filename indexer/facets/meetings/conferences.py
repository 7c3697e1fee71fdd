"""Conference number: N of "Hội nghị (Ban Chấp hành …) lần thứ N", of the article's own committee.

Every numbered conference is asked whose it is, and whether it is the event or only cited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter

from indexer.documents import Span
from indexer.facets.meetings import owners
from indexer.facets.meetings.moments import Moment, is_of_another_time
from indexer.facets.meetings.ordinals import LOOK_AHEAD, Numbered, numbered
from indexer.facets.meetings.owners import THE_CENTRE
from indexer.facets.meetings.pastacts import first_meeting, is_held, is_past_act
from indexer.facets.numbers import WORDS, parse_number
from indexer.facets.prose.citations import (
    is_cited,
    is_joined,
    is_one_of_two,
    to_sentence_end,
)
from indexer.facets.prose.phrases import Phrase
from indexer.facets.prose.reading import Reading

_LOCAL_COMMITTEE = Phrase(
    r"(?<!các\s)\b(?:(?:tỉnh|thành|huyện|thị|quận) uỷ\b(?! viên)"
    r"|đảng uỷ (?:xã|phường|khối|quân sự|công an)|đảng bộ (?:tỉnh|thành phố|huyện))",
    *("uỷ", "bộ"),
)
_SPAN = attrgetter("span")
_LASTS, _PLENUM = 4, 10  # days that a conference lasts at most, and a central one
# Of TƯ the ư is asked for twice, so that it is none without its mark: there "tu" may be "từ".
_SHORT_CENTRAL = Phrase(
    r"\b(?:hội nghị |hn ?)(?:trung ương|tw|t\.ư|t(?!u)ư)"
    rf"(?:(?: đảng)? (?P<number>\d{{1,2}}|{WORDS})|(?P<number2>\d{{1,2}}))(?!\w| (?:19|20)\d\d)",
    *(*THE_CENTRE, "tư"),
)
_CONGRESS = Phrase(
    r"đại hội\b(?<!nghị\squyết\sđại\shội)(?<!văn\skiện\sđại\shội)"
    r"(?! (?:xi{0,3}|xiv|toàn quốc))",
    "đại",
)
_AFTER = Phrase(
    r"\b(?:sau|tiếp theo|kết thúc)(?P<begun> khi)?"
    r"(?: (?:phiên|lễ|bế mạc|chương trình|thành công|của)){0,4} $",
    *("sau", "tiếp", "kết"),
)
_ENDS = Phrase(r"(?:[^.,;\n]|(?<=tp)\.){0,90} (?:bế mạc|kết thúc|thành công|khép lại)\b")
_ENGLISH = re.compile(
    r"\b(?P<number>\d{1,2})(?:st|nd|rd|th) (?:conference|plenum|plenary session|meeting) of the"
    r" (?:\w{1,12} )?(?:party central committee|central (?:executive )?committee)"
)
_NTH = r"\d{1,2})(?:st|nd|rd|th) (?:conference|plenum|plenary session|meeting)"
_ENGLISH_LOCAL = re.compile(
    rf"\b(?P<number>{_NTH} of (?:the )?(?:executive committee of (?:the )?)?"
    r"(?:(?:[a-z' -]{1,40} )?(?:provincial|municipal|city|district) party"
    r" (?:committee|organi[sz]ation)"
    r"|party committee of (?:the )?[a-z' -]{1,40}(?:province|city|district))"
    r"|\bparty committee\b[^.;\n]{0,60} (?:holds?|held|convene[sd]|open(?:s|ed)|close[sd])"
    rf" (?:(?:its|the) )?(?P<number2>{_NTH}"
)
_ENGLISH_CITED = re.compile(
    r"\b(?:resolution|conclusion|outcome|result|implement|prepar|after|following|before)\w*\b"
    r"[^.;\n]{0,50}$"
)


@dataclass(slots=True)  # made often, and frozen ones are made slowly
class Mention:
    """A numbered conference somewhere in the text.

    Attributes:
        number: Its number.
        span: From "hội nghị" to the end of the number.
        rule: How it is written.
        centre: The words that make it the central committee's, if it is.
        cited: Whether it is only referred to, not held.
        owned: Whether a committee is named with it.
        past: Whether it was, or will be, at another time than the event.
    """

    number: int
    span: Span
    rule: str
    centre: Span | None
    cited: bool
    owned: bool
    past: bool = False

    @property
    def central(self) -> bool:
        """Whether it is the central committee's."""
        return self.centre is not None


def mentions(reading: Reading, ordinals: list[re.Match[str]]) -> list[Mention]:
    """Every numbered conference, in the order of the text.

    A central plenum that is introduced as something reported on ("nghe kết quả Hội nghị
    lần thứ 13"), or after a local committee that then reports on it, stays that wherever it
    is named again. So does a committee's own that the title cites, unless the text holds it.

    Args:
        reading: The document.
        ordinals: Every ordinal in it.
    """
    found = sorted(_all(reading, ordinals), key=_SPAN)
    if not found:  # as in most texts
        return found
    reported = {
        mention.number: mention.cited or _is_local(reading, mention)
        for mention in reversed(found)
        if mention.central
    }
    passed_on = {
        one.number
        for one in found
        if one.cited and not one.central and reading.in_title(one.span[0])
    }
    for mention in found:
        if mention.central:
            mention.cited = reported[mention.number]
        elif mention.number in passed_on and not is_held(reading, mention.span):
            mention.cited = True
    for one, other in pairwise(found):
        if one.cited and is_joined(reading, one.span[1], other.span):
            other.cited = True
    return found


def _is_local(reading: Reading, plenum: Mention) -> bool:
    """Whether title or lead name a local committee before they name a plenum."""
    start = plenum.span[0]
    return start < reading.lead[1] and _names_local(reading, start)


def _names_local(reading: Reading, end: int) -> bool:
    """Whether a local committee is named before a position."""
    return reading.search(_LOCAL_COMMITTEE, reading.title[0], end) is not None


def _all(reading: Reading, ordinals: list[re.Match[str]]) -> Iterator[Mention]:
    counted = list(numbered(reading, ordinals))
    meeting = first_meeting(reading) if counted else None
    for one in counted:
        if not owners.is_anothers(reading, one.clause, one.span, one.near):
            yield _described(reading, one, meeting)
    for match in reading.matches(_SHORT_CENTRAL):
        number = parse_number(match["number"] or match["number2"])
        end = to_sentence_end(reading, match.end(), match.end() + LOOK_AHEAD)[1]
        if number and not owners.is_anothers(reading, match.start(), match.span(), end):
            cited = is_cited(reading, *match.span())
            yield _plenum(number, match, "hội nghị trung ương N", cited=cited)
    if reading.unmarked:
        for match in _ENGLISH.finditer(reading.low):
            yield _plenum(int(match["number"]), match, "Nth conference", cited=False)
        for match in _ENGLISH_LOCAL.finditer(reading.low):
            number, start = int(match["number"] or match["number2"]), match.start()
            cited = _ENGLISH_CITED.search(reading.low, max(0, start - 70), start) is not None
            yield Mention(number, match.span(), "Nth conference", None, cited=cited, owned=True)


def _plenum(number: int, match: re.Match[str], rule: str, *, cited: bool) -> Mention:
    return Mention(number, match.span(), rule, centre=match.span(), cited=cited, owned=True)


def _described(reading: Reading, one: Numbered, meeting: Span | None) -> Mention:
    centre = owners.centre(reading, one.clause, one.span, one.near)
    passed_on = None if centre else owners.centre_alone(reading, one.span, one.near)
    cited = (
        is_cited(reading, *one.span)
        or is_past_act(reading, one.span, meeting)
        or is_one_of_two(reading, one.span[1])
    )
    if passed_on is not None:
        cited = cited or _names_local(reading, reading.lead[1])
    return Mention(
        one.number,
        one.span,
        one.rule,
        centre=centre or passed_on,
        cited=cited,
        owned=passed_on is not None or owners.is_owned(reading, one.clause, one.near),
    )


def held_then(reading: Reading, mentions: list[Mention], when: Moment) -> list[Mention]:
    """The mentions, those of another time than the event's as only referred to."""
    return [
        replace(one, cited=True, past=True)
        if is_of_another_time(reading, one.span, when, _PLENUM if one.central else _LASTS)
        else one
        for one in mentions
    ]


def first_congress(reading: Reading) -> int:
    """Where the text first speaks of a congress as an event; its end if it never does.

    "Ngay sau khi Đại hội bế mạc, Ban Chấp hành họp …" only says when.
    """
    for match in reading.matches(_CONGRESS):
        only_when = reading.before(_AFTER, match.start(), 45)
        if only_when is None or (only_when["begun"] and not reading.follows(_ENDS, match.end())):
            return match.start()
    return len(reading.text)
