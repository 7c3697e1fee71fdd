"""Whose a numbered conference is: a Party committee's, the centre's, another organisation's.

The committee is the one that the article is about, of whatever part of the Party: a province's, a
block's, the soldiers' of a province. Its bureau, its offices and whom it leads are none.
"""

from __future__ import annotations

from indexer.documents import Span
from indexer.facets.meetings.holders import COMMITTEE, PARTY, SOMEBODY_HOLDS, holder_is_committee
from indexer.facets.prose.citations import LOOK_BACK, clause_start, to_sentence_end
from indexer.facets.prose.phrases import Phrase
from indexer.facets.prose.reading import Reading

_THE_PARTYS = Phrase(rf"\b(?:{PARTY}|trung ương đảng|đảng cộng sản)\b")
THE_CENTRE = ("trung", "tw", "t.ư")
"""What every name of the central committee holds one of."""

_CENTRAL = Phrase(
    r"\b(?:ban chấp hành|bch) (?:đảng )?(?:trung ương|tw|tư\b|t\.ư)"
    r"|\bhội nghị (?:trung ương|tw|t\.ư)\b",
    *(*THE_CENTRE, "tư"),
)
_CENTRE_HOLDS = Phrase(
    r"\b(?:ban chấp hành|bch) (?:trung ương|tw|t\.ư)(?: đảng)?(?: [^,.;\n]{0,40})?"
    r" (?:họp|mở|tổ chức|khai mạc|bế mạc|tiến hành)(?: [^,.;\n]{0,20})?$",
    *THE_CENTRE,
)
_CENTRE_ALONE = Phrase(r"(?<!\w)(?<!\w\s)trung ương(?: đảng)?(?: tại| ở)? $", *THE_CENTRE)
"""At the head of a clause: "Trung ương tại Hội nghị lần thứ 6"; not "Ủy viên Trung ương"."""

_ORGANISATION = (
    r"\b(?:(?:tổng )?(?:liên đoàn|lđlđ)|công đoàn"
    r"|(?:tỉnh|thành|huyện|thị|quận) đoàn"
    r"|đoàn (?:thanh niên|tncs)|trung ương (?:đoàn|hội|mttq|mặt trận)|mttq|mặt trận tổ quốc"
    r"|tổng hội|hiệp hội|liên minh (?:hợp tác xã|htx)"
    r"|hội (?:liên hiệp|lhpn|nông dân|phụ nữ|cựu|chữ thập|nhà (?:báo|văn)|luật gia|sinh viên"
    r"|văn (?:học|nghệ)|khuyến học|người|doanh n|đông y|khoa học|làm vườn|lịch sử|bảo trợ|kế toán"
    r"|hữu nghị|kiến trúc|điện ảnh|nghệ sĩ|nhạc sĩ|mỹ thuật|thầy thuốc|y học|đồng hương))\b"
)
_SHORTEST = 28  # "hội nghị lần thứ hai mươi mốt"; a name with an owner in it is longer
_AN_ORGANISATION = Phrase(_ORGANISATION, "đoà", "hội", "trận", "lđlđ", "mttq", "minh")
_ITS_ORGANISATION = Phrase(
    r"(?:[\s,()]|mở rộng|của|ban chấp hành|bch|ban thường vụ|đoàn chủ tịch|trung ương|tw"
    r"|khoá \w{1,5}){1,9}" + _ORGANISATION
)
_ITS_BODY = Phrase(
    r"(?P<comma>,)?[\s,]{1,3}(?:của |do )?"
    r"(?:(?:uỷ ban|ban) kiểm tra|ubkt|ban thường vụ|btv|thường trực)\b"
)
"""A body of a committee that meets by numbers of its own; behind a comma it may be who acts."""
_AT = Phrase(r"\b(?:tại|trong) $", ends=("tại", "trong"))
_A_COMMITTEE = Phrase(rf"\b(?:{PARTY}|trung ương|tw\b|(?<!thứ\s)t\.?ư\b)")
_ITS_COMMITTEE = Phrase(
    r"(?:[\s,()]|của|mở rộng|toàn thể|khoá \w{1,5}|nhiệm kỳ [\d\s-]{4,12}){1,9}"
    rf"(?<!\w)(?:ban chấp hành|bch|{PARTY}|trung ương)\b"
)
_BOARD = Phrase(
    r"\b(?:ban chấp hành|bch)\x20(?!đảng|trung ương|tw|t\.?ư\b|khoá|lâm thời|nhiệm kỳ|lần|mở rộng"
    r"|tỉnh|thành|tp|huyện|thị|quận|xã|phường)\w",
    *("chấp", "bch"),
)
_LONGEST_WORD = 12
_FOREIGN = Phrase(
    r"\bđảng cộng sản (?!việt nam|đông dương|vn)\w|\bliên đoàn (?!lao động)\w|\bquốc dân đảng\b",
    *("cộng", "liên", "quốc"),
)


def is_owned(reading: Reading, clause: int, end: int) -> bool:
    """Whether a committee is named in a clause, or before its colon ("Tỉnh ủy Cà Mau: …")."""
    if reading.search(COMMITTEE, clause, end):
        return True
    colon = reading.text.rfind(":", max(0, clause - 4), clause)
    before = clause_start(reading, colon), colon
    return colon > 0 and reading.search(COMMITTEE, *before) is not None


def is_anothers(reading: Reading, clause: int, name: Span, end: int) -> bool:
    """Whether a conference is that of a foreign party, or of an organisation that is no party.

    Args:
        reading: The document.
        clause: Where the clause begins that names the conference, and perhaps who holds it.
        name: The conference's name, with its number.
        end: How far whose it is may be told after it.
    """
    start, number_end = name
    if reading.search(_FOREIGN, start, end) or _is_of_body(reading, clause, name):
        return True
    if _is_of_strange_board(reading, name):
        return True
    inside = number_end - start > _SHORTEST and reading.search(_AN_ORGANISATION, *name)
    near = reading.holds(_AN_ORGANISATION, number_end, end)
    if inside or (near and reading.follows(_ITS_ORGANISATION, number_end)):
        return reading.search(_THE_PARTYS, *name) is None
    holder = reading.search(_AN_ORGANISATION, clause, start)
    if holder is None or reading.search(_THE_PARTYS, clause, end):
        return False
    return reading.search(SOMEBODY_HOLDS, holder.end(), start) is not None


def _is_of_body(reading: Reading, clause: int, name: Span) -> bool:
    """Whether it is that of a committee's body, named right after it, or of another that holds it.

    What the bureau has prepared or submitted, or opens in the committee's name, is the committee's.
    """
    start, end = name
    body = reading.match(_ITS_BODY, end)
    if body is not None and not (body["comma"] and reading.before(_AT, start, 8)):
        return True
    if reading.search(_A_COMMITTEE, *name) or reading.follows(_ITS_COMMITTEE, end):
        return False
    if reading.search(COMMITTEE, *name) and reading.search(_A_COMMITTEE, clause, start):
        return False  # "Ban Thường vụ Tỉnh uỷ tổ chức Hội nghị Ban Chấp hành lần thứ 5"
    return holder_is_committee(reading, start) is False


def _is_of_strange_board(reading: Reading, name: Span) -> bool:
    """Whether its board is named as that of something else: "Ban Chấp hành Hội Sinh vật cảnh"."""
    start, end = name
    its = reading.match(_ITS_COMMITTEE, end)
    last = its.end() if its else end
    board = reading.search(_BOARD, start, last + _LONGEST_WORD)
    if board is None or board.start() > last or reading.text[start:end].isupper():
        return False  # in capitals, all words begin with one
    return reading.text[board.end() - 1].isupper()


def is_of_organisation(reading: Reading) -> bool:
    """Whether the title speaks of an organisation and of no Party committee."""
    title = reading.title
    if not reading.search(_AN_ORGANISATION, *title):
        return False
    return reading.search(_THE_PARTYS, *title) is None


def is_the_partys(reading: Reading, name: Span) -> bool:
    """Whether a Party committee is named in the sentence that names a conference."""
    start, end = name
    whole = clause_start(reading, start), to_sentence_end(reading, end, end + LOOK_BACK)[1]
    return reading.search(_THE_PARTYS, *whole) is not None


def centre(reading: Reading, clause: int, span: Span, end: int) -> Span | None:
    """The words that make a conference the central committee's, if it is.

    Args:
        reading: The document.
        clause: Where the clause begins.
        span: The conference's name with its number.
        end: How far its committee may be named after it.
    """
    found = reading.search(_CENTRAL, span[0], end)
    if found is not None and reading.search(COMMITTEE, span[0], found.start()) is None:
        return found.span()
    holds = reading.search(_CENTRE_HOLDS, clause, span[0])
    return holds.span() if holds else None


def centre_alone(reading: Reading, span: Span, end: int) -> Span | None:
    """The centre without its committee, before a conference of which no committee is named."""
    alone = reading.before(_CENTRE_ALONE, span[0], 24)
    if alone is None or reading.search(COMMITTEE, span[0], end):
        return None
    return alone.span()


def names_committee(reading: Reading) -> bool:
    """Whether title or lead names a committee at all."""
    return reading.search(COMMITTEE, reading.title[0], reading.lead[1]) is not None
