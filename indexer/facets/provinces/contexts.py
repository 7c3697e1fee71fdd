"""What the words before a province's name make of it: a committee's, a guest's, none at all."""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.documents import Span
from indexer.facets.prose.phrases import Phrase
from indexer.facets.prose.reading import Reading

(
    COMMITTEE, ACTING, POST, GUEST, VISITOR, FORMER, UNIT, PAPER, PLAIN, VENUE, COMPANY, NOTHING,
) = (
    "committee of the province",
    "committee that acts",
    "post taken up",
    "title of a person",
    "visitor",
    "former title of a person",
    "tỉnh / thành phố",
    "newspaper",
    "name alone",
    "venue",
    "part of a longer name",
    "",
)  # fmt: skip

_SURNAMES = (
    "nguyễn|trần|lê|phạm|huỳnh|hoàng|phan|vũ|võ|đặng|bùi|đỗ|hồ|ngô|dương|lý|trương|đinh|lâm|mai"
    "|đào|tô|đoàn|tạ|tống|chu|cao|lương|quách|nông|triệu|vương|lò|giàng|tòng|hứa|tăng|thạch"
    "|châu|la|ma|hầu|cầm|phùng|doãn|vi|lưu|kiều|trịnh|hà|thái|nghiêm|bạch|diệp"
)
_PERSON = Phrase(rf"\b(?:{_SURNAMES})(?: [\wà-ỹ]{{2,7}})? $")
_BIRTHPLACE = Phrase(
    r"\b(?:quê|quê quán|nguyên quán|sinh tại|quê ở)\b[^.;\n]{0,45}$", "quê", "quán", "sinh"
)
_OF_A_PROVINCE = ("uỷ", "bộ", "ubnd", "hđnd", "dân", "tỉnh", "phố", "tp", "tp.")
_BODIES = r"(?:ubnd|hđnd|mttq|đbqh|uỷ ban nhân dân|hội đồng nhân dân)(?: việt nam)?"
_COMMITTEE = Phrase(
    r"\b(?:(?:tỉnh|thành) uỷ(?: tỉnh)?|đảng bộ(?: và nhân dân)?(?: tỉnh| thành phố"
    r"| tp\.?)?|(?:ban chấp hành|bch|btv|ban thường vụ)(?: tỉnh)?"
    rf"|{_BODIES}(?: tỉnh| thành phố| tp\.?)) ?$",
    ends=(*_OF_A_PROVINCE, "nh", "bch", "btv", "vụ"),
)
_BODY = Phrase(rf"\b{_BODIES} ?$", ends=("ubnd", "hđnd", "mttq", "đbqh", "dân", "nam"))
"""Of no unit: only in somebody's title is it surely the province's."""
_LONGEST_COMMITTEE = 40
_OFFICE = Phrase(
    r"\b(?:bí thư|chủ tịch|phó bí thư|ủy viên|giám đốc|trưởng đoàn|chủ nhiệm|nguyên)"
    r"(?: thường trực)?(?: ban thường vụ)? $",
    ends=("thư", "tịch", "viên", "đốc", "n", "nhiệm", "trực", "vụ"),
)
_LONGEST_OFFICE = 44
_TAKES_UP = Phrase(
    r"\b(?:giữ (?:chức|chức vụ|chức danh|cương vị)|làm|nhận (?:nhiệm vụ|công tác)|đảm nhiệm"
    r"(?: chức vụ)?|bầu)[\s:“\"]{1,3}(?:phó )?$",
    ends=("chức", "vụ", "danh", "vị", "m", "tác", "nhiệm", "bầu", ":", "“", '"', "phó"),
)
_LONG_AGO = Phrase(
    r"\b(?:trước (?:đó|đây|khi)|từng|thôi|từ (?:năm|tháng)|nguyên|khi còn|lúc)\b"
    r"(?![^;\n]{0,60}\b(?:nay|hiện|hiện nay)\b)[^;\n]{0,60}$",
    *("trước", "từng", "thôi", "từ", "nguyên", "khi", "lúc"),
)
_NO_LONGER = Phrase(r"\b(?:nguyên|từng)\b (?:[^,.;\n]{0,20} )?$", "nguyên", "từng")
_NEW = Phrase(r"\btân $", ends=("tân",))
# A step of a life told: "Tháng 5-2013, … ông được bầu làm Phó Bí thư Tỉnh ủy X".
_DATED_STEP = Phrase(r"\b(?:tháng \d{1,2} ?[-/.] ?|năm )\d{4}\b[^.;\n]{0,110}$", "tháng", "năm")
_BIRTH = Phrase(r"\bsinh (?:ngày|năm)\b", "sinh")
_SERVED = Phrase(
    r"\b(?:từng (?:là|làm|giữ|công tác|đảm nhiệm)|kinh qua)\b[^.;\n]{0,70}$", "từng", "kinh"
)
_VISITS = Phrase(
    r"\b(?:(?:tiếp|đón|có|gặp|cùng|với)\b[^.;\n]{0,30}"
    r" đoàn (?:công tác|cán bộ|khảo sát|đại biểu)(?: của)?(?: ban thường vụ)?"
    r"(?: (?:tỉnh uỷ|tỉnh|thành phố|thành uỷ)){0,2}"
    r"|lãnh đạo (?:tỉnh|thành phố|tp\.?)(?P<leader>)) $",
    *("đoà", "lãnh"),
)
_RECEIVES = Phrase(
    r"\b(?:tỉnh uỷ|(?:ubnd|hđnd|lãnh đạo) tỉnh),?"
    r" (?:(?:đã|vừa|có buổi|tổ chức|tiếp(?:,| và)?) ){0,2}$",
    *("uỷ", "tỉnh"),
)
_DELEGATION = Phrase(
    r"\bđoàn (?:công tác|cán bộ|đại biểu)(?: của)?(?: ban thường vụ)?(?: (?:tỉnh uỷ|tỉnh|thành phố"
    r"|thành uỷ)){1,2} $",
    "đoà",
)
_CALLS_ON = Phrase(
    r"[^.;\n]{0,90} (?:(?:trao đổi|học tập)(?:,? học tập)? kinh nghiệm|chúc mừng"
    r"|thăm(?:,| và)? làm việc (?:với|tại))\b",
    *("nghiệm", "mừng", "thăm"),
)
_NEIGHBOUR = Phrase(
    r"\b(?:giáp(?: ranh| giới)?(?: với)?|(?:nối|liên kết)(?: liền| thông)?"
    r"(?: với| đến| tới| sang)|so với)(?: các)?(?: tỉnh| thành phố| tp\.?)? $",
    *("giáp", "nối", "kết", "so"),
)
_LONGEST_NEIGHBOUR = 45
_LONGEST_VISIT = 90
_ACTS = Phrase(
    r" (?:(?:đã|vừa|cũng) )?(?:họp|tổ chức|tiếp|đón|khai mạc|bế mạc|mở|tiến hành|công bố|gặp mặt"
    r"|giao ban|ban hành|triệu tập)\b"
)
_PLACE = Phrase(
    r"\b(?:(?P<smaller>phường|xã|quận|huyện|thị trấn|thị xã|đường"
    r"|(?<!nh\s)phố|thôn|bản|ấp|sông|núi|hồ|(?<!điểm\s)cầu|đèo|chợ|trường|sân bay|cảng"
    r"|đồng bằng|chủ tịch|tư tưởng|liên khu|thủy điện|quần đảo|vịnh)"
    r"|(?P<paper>(?:báo|đài|cổng ttđt|cổng thông tin điện tử)(?: tỉnh)?)"
    r"|(?P<unit>tỉnh|thành phố|tp\.?|(?:tỉnh|thành) đoàn)"
    r"|(?P<venue>(?:tại|ở|đến|về|từ)(?: thủ đô)?)) ?$",
    ends=(
        "tỉnh", "phố", "tp", "tp.", "báo", "i", "ttđt", "tử", "ở", "đến", "về", "từ",
        "đô", "phường", "xã", "quận", "huyện", "trấn", "đường", "thôn", "bản", "ấp", "sông", "núi",
        "hồ", "cầu", "đèo", "chợ", "trường", "bay", "cảng", "bằng", "tịch", "tưởng", "khu", "điện",
        "đảo", "vịnh", "đoàn",
    ),
)  # fmt: skip
_LONGEST_PLACE = 30
_CONTEXTS = {"smaller": NOTHING, "paper": PAPER, "unit": UNIT, "venue": VENUE}
_GOODS = (
    "cà phê", "vải thiều", "cam", "bưởi", "xoài", "chè", "gạo", "nước mắm", "bia", "rượu", "phở",
    "bún", "nem", "chả", "hồ tiêu", "thanh long", "sầu riêng", "mật ong", "yến sào", "tôm", "tỏi",
    "quế", "gốm", "lụa", "chiến thắng", "chiến dịch", "chiến sĩ", "chiến trường",
)  # fmt: skip
"""Goods and battles are named after a place, wherever a title speaks of them."""
_NAMED_AFTER = Phrase(
    rf"\b(?:{'|'.join(_GOODS)}) $",
    ends=tuple(goods.split()[-1].rpartition("à")[2] for goods in _GOODS),
)
_LONGEST_GOODS = 20
_SEAT = ("điện biên phủ", "dien bien phu")
"""A seat named nearly as its province, a battle, and streets everywhere."""
_COMPANY = Phrase(
    r"\b(?:(?:công ty|tập đoàn|nhà máy|tnhh|khách sạn|ngân hàng|đại học|đh|cổ phần"
    r"|học viện|hiệp hội|sở giao dịch|sở gdck|bệnh viện|clb"
    r"|câu lạc bộ)\b[^.,;\n]{0,30}|lữ đoàn )$"
)
_NEEDS_PREFIX = Phrase(
    r"\b(?:tỉnh|thành phố|tp\.?|tỉnh uỷ|thành uỷ|đảng bộ)(?: tỉnh)? ?$",
    *("tỉnh", "phố", "tp", "uỷ", "bộ"),
    ends=_OF_A_PROVINCE,
)
_WORD = re.compile(r"\w+")
_SMALL_UNIT = re.compile(r"^(?:[Tt]h[àa]nh ph[ốo]|t\.?p)[ .]{0,2}")


def context_of(reading: Reading, span: Span) -> str:
    """What the words before a name make of it; empty when it is no province here."""
    start, end = span
    name = reading.text[start:end]
    if not _is_capitalised(reading, name) and not reading.before(_NEEDS_PREFIX, start):
        return NOTHING
    committee = reading.before(_COMMITTEE, start, _LONGEST_COMMITTEE)
    body = committee or reading.before(_BODY, start, _LONGEST_COMMITTEE)
    office = body and reading.before(_OFFICE, body.start(), _LONGEST_OFFICE)
    if office:
        return _of_office(reading, office.start())
    if committee:
        return _of_committee(reading, span)
    place = reading.before(_PLACE, start, _LONGEST_PLACE)
    context = _CONTEXTS[place.lastgroup or ""] if place else PLAIN
    if context not in (UNIT, PAPER) and reading.low.startswith(_SEAT, start):
        return NOTHING
    if context == UNIT:
        return _of_unit(reading, span)
    return context if context in (NOTHING, PAPER) else _of_a_place(reading, start, context)


def _of_office(reading: Reading, office: int) -> str:
    """The context of a name in somebody's title: a post counts for more than the one before."""
    if reading.before(_NEW, office, 8):
        return POST
    if reading.before(_TAKES_UP, office, 24) and not reading.before(_LONG_AGO, office, 80):
        return FORMER if _is_a_step(reading, office) else POST
    return FORMER if reading.before(_NO_LONGER, office, 30) else GUEST


def _is_a_step(reading: Reading, office: int) -> bool:
    """Whether a post is a step, with its year, of somebody's life whose birth was told before."""
    return (
        reading.before(_DATED_STEP, office, 130) is not None
        and reading.search(_BIRTH, 0, office) is not None
    )


def _calls_on_others(reading: Reading, name: Span) -> bool:
    """Whether a province's delegation visits somebody: "Đoàn công tác tỉnh X thăm …"."""
    start, end = name
    return reading.before(_DELEGATION, start, 50) is not None and reading.follows(_CALLS_ON, end)


def _of_visit(reading: Reading, name: Span) -> str | None:
    """The context of a name in a visitor's; None if it is not.

    A province's leader may be at home; its delegation is not, least of all in a province.
    """
    if not reading.holds(_VISITS, max(0, name[0] - _LONGEST_VISIT), name[0]):
        return None  # nearly always; the words of a delegation are among a visit's
    visits = reading.before(_VISITS, name[0], _LONGEST_VISIT)
    if visits is None:
        return VISITOR if _calls_on_others(reading, name) else None
    if visits.lastgroup:
        return GUEST
    received = reading.before(_RECEIVES, visits.start(), 40) is not None
    return NOTHING if received else VISITOR


def _of_unit(reading: Reading, name: Span) -> str:
    """The context of a name after "tỉnh"."""
    visit = _of_visit(reading, name)
    if visit is not None:
        return visit
    if reading.before(_SERVED, name[0], 80):
        return FORMER
    return _of_a_place(reading, name[0], UNIT)


def _of_committee(reading: Reading, name: Span) -> str:
    """The context of a name in a committee's, which may act, or be a guest."""
    visit = _of_visit(reading, name)
    if visit is not None:
        return visit
    return ACTING if reading.follows(_ACTS, name[1]) else COMMITTEE


def _of_a_place(reading: Reading, start: int, context: str) -> str:
    """The context of a name that is not a committee's or a newspaper's."""
    named = context == UNIT  # as a unit, so neither a person nor a part of a company's name
    if reading.before(_BIRTHPLACE, start) or reading.before(_NEIGHBOUR, start, _LONGEST_NEIGHBOUR):
        return NOTHING
    if not named and _ends_a_persons_name(reading, start):
        return NOTHING
    if not named and (
        reading.before(_COMPANY, start)
        or (reading.in_title(start) and reading.before(_NAMED_AFTER, start, _LONGEST_GOODS))
    ):
        return COMPANY
    if context == VENUE and reading.low.startswith(("hà nội", "ha noi"), start):
        return NOTHING  # the capital hosts everybody's meetings
    if context == PLAIN and reading.low.startswith(("tp", "thành phố", "thanh pho"), start):
        return UNIT
    return context


def _ends_a_persons_name(reading: Reading, start: int) -> bool:
    """Whether a surname stands before, with at most one name between (Trương Hòa Bình)."""
    before = reading.text[max(0, start - 20) : start].split()
    if not before or before[-1][0].islower():
        return False  # "người Thái ở Sơn La"
    person = reading.before(_PERSON, start, 20)
    return person is not None and not reading.text[person.start()].islower()


def lower_case_counts(reading: Reading) -> bool:
    """Whether a name in lower case can be a province's at all."""
    return reading.low == reading.text or reading.holds(_NEEDS_PREFIX)


def _is_capitalised(reading: Reading, name: str) -> bool:
    """Whether every word begins with a capital, or the whole text has none."""
    return _has_capitals(name) or reading.low == reading.text


@lru_cache(maxsize=1 << 12)
def _has_capitals(name: str) -> bool:
    return all(not word[0].islower() for word in _WORD.findall(_SMALL_UNIT.sub("", name)))
