"""Province: whose committee or event it is, by adding up everything that speaks for one.

A name counts by the words before it: "Tỉnh ủy X" much, a guest's title little, a
person's name, a ward or a birthplace nothing. The title counts most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from indexer.documents import Evidence, Span
from indexer.facets import addresses, gazetteer
from indexer.facets.candidates import Candidate, heaviest
from indexer.facets.conferences import Mention
from indexer.facets.phrases import Phrase
from indexer.facets.reading import Reading

COMMITTEE, GUEST, UNIT, PAPER, PLAIN, VENUE, COMPANY, NOTHING = (
    "committee of the province",
    "title of a person",
    "tỉnh / thành phố",
    "newspaper",
    "name alone",
    "venue",
    "part of a longer name",
    "",
)
_WEIGHTS = {COMMITTEE: 3.0, GUEST: 1.2, UNIT: 2.0, PAPER: 2.0, PLAIN: 1.0, VENUE: 0.3, COMPANY: 0.2}
_CONFIDENCE = {
    COMMITTEE: 0.95, GUEST: 0.75, UNIT: 0.85, PAPER: 0.8, PLAIN: 0.5, VENUE: 0.4, COMPANY: 0.4,
}  # fmt: skip
_IN_TITLE, _IN_LEAD = 4.0, 1.5
_TITLE_CONFIDENCE = 0.9
_WEAK, _OUT_OF_TIME = 0.4, 0.2  # a venue, a company's name: the address knows better
_MANY = 4  # so many provinces with equal claims are a survey, not an event of one
_SHARE = 0.6
_CODE_WITHIN = 1500

_SURNAMES = (
    "nguyễn|trần|lê|phạm|huỳnh|hoàng|phan|vũ|võ|đặng|bùi|đỗ|hồ|ngô|dương|lý|trương|đinh|lâm|mai"
    "|đào|tô|đoàn|tạ|tống|chu|cao|lương|quách|nông|triệu|vương|lò|giàng|tòng|hứa|tăng|thạch"
    "|châu|la|ma|hầu|cầm|phùng|doãn|vi|lưu|kiều|trịnh|hà|thái|nghiêm|bạch|diệp"
)
_PERSON = Phrase(rf"\b(?:{_SURNAMES})(?: [\wà-ỹ]{{2,7}})? $")
_SMALLER = Phrase(
    r"\b(?=[pxqhtđbấsnclv])(?:phường|xã|quận|huyện|thị trấn|thị xã|đường|(?<!nh\s)phố|thôn|bản|ấp"
    r"|sông|núi|hồ"
    r"|cầu|đèo|chợ|trường|sân bay|cảng|đồng bằng|chủ tịch|tư tưởng"
    r"|liên khu|thủy điện|quần đảo|vịnh) $"
)
_LONGEST_SMALLER = 20  # "chủ tịch " with wide spaces: a short look back is a fast one
_BIRTHPLACE = Phrase(
    r"\b(?=[qns])(?:quê|quê quán|nguyên quán|sinh tại|quê ở)\b[^.;\n]{0,45}$", "quê", "quán", "sinh"
)
_BEFORE: tuple[tuple[str, Phrase], ...] = (
    (GUEST, Phrase(
        r"\b(?=[bcpugtn])(?:bí thư|chủ tịch|phó bí thư|ủy viên|giám đốc|trưởng đoàn|chủ nhiệm"
        r"|nguyên)"
        r"(?: thường trực)?(?: ban thường vụ)? (?:tỉnh uỷ|thành uỷ|ubnd|hđnd|đảng bộ"
        r"|uỷ ban nhân dân|hội đồng nhân dân)"
        r"(?: tỉnh| thành phố| tp\.?)? $"
    )),
    (COMMITTEE, Phrase(
        r"\b(?=[tđbuhm])(?:(?:tỉnh|thành) uỷ(?: tỉnh)?|đảng bộ(?: và nhân dân)?(?: tỉnh"
        r"| thành phố| tp\.?)?"
        r"|(?:ban chấp hành|bch|btv|ban thường vụ)(?: tỉnh)?"
        r"|(?:ubnd|hđnd|mttq|đbqh|uỷ ban nhân dân|hội đồng nhân dân)(?: việt nam)?"
        r"(?: tỉnh| thành phố| tp\.?))"
        r"\s?$"
    )),
    (PAPER, Phrase(r"\b(?=[bđc])(?:báo|đài|cổng ttđt|cổng thông tin điện tử)(?: tỉnh)? $")),
    (UNIT, Phrase(r"\b(?=t)(?:tỉnh|thành phố|tp\.?)\s?$")),
    (COMPANY, Phrase(
        r"\b(?=[ctnkđbl])(?:(?:công ty|tập đoàn|nhà máy|tnhh|khách sạn|ngân hàng|đại học|cổ phần"
        r"|bệnh viện|clb"
        r"|câu lạc bộ)\b[^.,;\n]{0,30}|lữ đoàn )$"
    )),
    (VENUE, Phrase(r"\b(?=[tởđv])(?:tại|ở|đến|về|từ)(?: thủ đô)? $")),
)  # fmt: skip
_NEEDS_PREFIX = Phrase(r"\b(?=[tđ])(?:tỉnh|thành phố|tp\.?|tỉnh uỷ|thành uỷ|đảng bộ)(?: tỉnh)? ?$")
_LOCAL = Phrase(
    r"\b(?:tỉnh|huyện|thành uỷ|huyện uỷ|quận|thị xã|xã|phường|province|provincial|district)\b"
)
_CENTRAL_BODY = Phrase(
    r"\b(?:ban (?:chấp hành|bí thư|tổ chức|tuyên giáo|tuyên truyền|dân vận|nội chính|kinh tế"
    r"|đối ngoại|chỉ đạo|kiểm tra)|hội nghị) trung ương\b"
)
_ABROAD = Phrase(r"\b(?:trung quốc|liên xô|triều tiên|cu ?ba|bắc kinh|lào)\b")
_BEFORE_CODE = re.compile(r"\n[\s*(]{0,4}(?=[A-ZĐ]{3})")
_AFTER_CODE = re.compile(r"\)?[\s.]{0,2}(?:[-:]|\))|\)")
_LONGEST_CODE = 10
_WORD = re.compile(r"\w+")
_WRITTEN_HOST = re.compile(r"bao(?<!\wbao)[a-z]{4,18}(?=\.(?:com\.|gov\.|org\.)?vn)")


@dataclass(frozen=True, slots=True)
class Choice:
    """The province chosen.

    Attributes:
        candidates: Its evidence, best first; empty when nothing tells.
        considered: Everything that names one.
        survey: Whether the text speaks of many provinces alike, so that none is chosen.
    """

    candidates: list[Candidate[str]]
    considered: list[Candidate[str]]
    survey: bool = False


def decide(reading: Reading, conferences: list[Mention], year: int | None) -> Choice:
    """The province, with everything that speaks for it.

    Args:
        reading: The document.
        conferences: The numbered conferences it names.
        year: Year of the event: units that did not exist then count little.
    """
    found = [*_named(reading, year), *_central(reading, conferences)]
    if _is_survey(reading, found):
        return Choice([], found, survey=True)
    spoken = heaviest(found)
    if spoken and spoken[0].confidence > _WEAK:
        return Choice(spoken, found)
    address, body = list(_by_address(reading, year)), list(_by_central_body(reading))
    return Choice(body or address or spoken, [*found, *address, *body])


def _named(reading: Reading, year: int | None) -> Iterator[Candidate[str]]:
    for name, span in gazetteer.find_names(reading.low):
        context = _context(reading, span)
        if context:
            yield _candidate(reading, _at_the_time(name, year), span, context, year)
    for name, span in _newspapers(reading):
        yield _candidate(reading, _at_the_time(name, year), span, PAPER, year)


def _candidate(
    reading: Reading, name: str, span: Span, context: str, year: int | None
) -> Candidate[str]:
    weight, confidence = _WEIGHTS[context], _CONFIDENCE[context]
    if reading.in_title(span[0]):
        weight *= _IN_TITLE
        if reading.headed and context != COMPANY:
            confidence = max(confidence, _TITLE_CONFIDENCE)
    elif reading.in_lead(span[0]):
        weight *= _IN_LEAD
    if not _existed(name, year):
        weight *= _OUT_OF_TIME
        confidence *= 0.5
    return Candidate(name, (span,), context, confidence, weight)


def _context(reading: Reading, span: Span) -> str:
    """What the words before a name make of it; empty when it is no province here."""
    start, end = span
    before = max(0, start - 60), start
    name = reading.text[start:end]
    if not _is_capitalised(reading, name) and not reading.search(_NEEDS_PREFIX, *before):
        return NOTHING
    if _is_something_else(reading, start):
        return NOTHING
    for context, phrase in _BEFORE:
        if reading.search(phrase, *before):
            # The capital hosts everybody's meetings.
            capital = context == VENUE and reading.low.startswith(("hà nội", "ha noi"), start)
            return NOTHING if capital else context
    return UNIT if reading.low.startswith(("tp", "thành phố", "thanh pho"), start) else PLAIN


def _is_something_else(reading: Reading, start: int) -> bool:
    """Whether a name is a person's, a smaller place's or a birthplace."""
    return (
        _ends_a_persons_name(reading, start)
        or reading.search(_SMALLER, max(0, start - _LONGEST_SMALLER), start) is not None
        or reading.search(_BIRTHPLACE, max(0, start - 60), start) is not None
    )


def _ends_a_persons_name(reading: Reading, start: int) -> bool:
    """Whether a surname stands before, with at most one word between (Trương Hòa Bình)."""
    if not _has_capital(reading, max(0, start - 20), start):
        return False
    person = reading.search(_PERSON, max(0, start - 20), start)
    return person is not None and not reading.text[person.start()].islower()


def _is_capitalised(reading: Reading, name: str) -> bool:
    """Whether every word begins with a capital, or the whole text has none."""
    return _has_capitals(name) or reading.low == reading.text


@lru_cache(maxsize=1 << 12)
def _has_capitals(name: str) -> bool:
    return all(not word[0].islower() for word in _WORD.findall(name))


def _has_capital(reading: Reading, start: int, end: int) -> bool:
    return reading.text[start:end] != reading.low[start:end]


def _newspapers(reading: Reading) -> Iterator[tuple[str, Span]]:
    """Codes and addresses of newspapers at the head of the article ("BBK -", "(Baonghean.vn)")."""
    head = reading.text[: reading.title[1] + _CODE_WITHIN]
    for opening in _BEFORE_CODE.finditer("\n" + head):
        start = opening.end() - 1
        for name, (first, length) in gazetteer.find_codes(head[start : start + _LONGEST_CODE]):
            if first == 0 and _AFTER_CODE.match(head, start + length):
                yield name, (start, start + length)
    for match in _WRITTEN_HOST.finditer(reading.low, 0, len(head)):
        found = gazetteer.find_host(match[0])
        if found:
            yield found[0], match.span()


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


def _by_central_body(reading: Reading) -> Iterator[Candidate[str]]:
    """A central body is named, and nothing local at all."""
    if not (reading.search(_LOCAL) or reading.search(_ABROAD)):
        body = reading.search(_CENTRAL_BODY, 0, reading.lead[1])
        if body is not None:
            yield Candidate(gazetteer.CENTRAL, (body.span(),), "central body alone", 0.5)


def _is_survey(reading: Reading, found: list[Candidate[str]]) -> bool:
    """Whether many provinces have equal claims and no real title chooses one."""
    if reading.headed and any(reading.in_title(one.place) for one in found):
        return False
    claims = {one.value for one in found if one.rule == COMMITTEE} or {
        one.value for one in found if one.rule == GUEST
    }
    if len(claims) < _MANY:
        return False
    total = sum(one.score for one in found)
    winner = heaviest(found)
    top = sum(one.score for one in found if one.value == winner[0].value)
    return top < _SHARE * total


def _by_address(reading: Reading, year: int | None) -> Iterator[Candidate[str]]:
    url = reading.document.url or ""
    for name, span, rule in addresses.provinces(url):
        evidence = Evidence("url", *span, url[span[0] : span[1]], rule, 0.55)
        yield Candidate(_at_the_time(name, year), (), rule, 0.55, found=(evidence,))
        return


def _existed(name: str, year: int | None) -> bool:
    unit = gazetteer.units().get(name)
    if unit is None or year is None:
        return unit is None or unit.last is None or unit.last >= 2004  # noqa: PLR2004 -- the last split
    return unit.first <= year and (unit.last is None or year <= unit.last)


def _at_the_time(name: str, year: int | None) -> str:
    """Huế was Thừa Thiên Huế until the end of 2024."""
    if name == "Huế" and (year is None or year < 2025):  # noqa: PLR2004 -- see provinces.json
        return "Thừa Thiên Huế"
    if name == "Thừa Thiên Huế" and year is not None and year > 2024:  # noqa: PLR2004 -- same
        return "Huế"
    return name
