"""What the centre does itself, where no province says more: its congress, the Politburo, bodies."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.facets.candidates import Candidate
from indexer.facets.gazetteer import CENTRAL
from indexer.facets.prose.phrases import Phrase
from indexer.facets.prose.reading import Reading
from indexer.facets.provinces.contexts import ACTING, VENUE

NATIONAL_EVENT = "national body acts"
"""Rule of what a national body holds, though provinces are named."""

_IN_TITLE, _GUESSED = 0.9, 0.5
_OPENING = 250  # how far into the lead its first event is named

_LOCAL = Phrase(
    r"\b(?:tỉnh|huyện|thành uỷ|huyện uỷ|quận|thị xã|xã|phường|province|provincial|district)\b"
)
# Not "các tỉnh ủy, thành ủy", which are told something, nor "xã hội".
_LOCAL_BODY = Phrase(
    r"(?<!các\s)(?<!uỷ,\s)(?<!uỷ\svà\s)\b(?:tỉnh|huyện|thành uỷ|quận|xã(?! hội)|phường)\b"
)
_CENTRAL_BODY = Phrase(
    r"\b(?:ban (?:chấp hành|bí thư|tổ chức|tuyên giáo|tuyên truyền|dân vận|nội chính|kinh tế"
    r"|đối ngoại|chỉ đạo|kiểm tra)|hội nghị) trung ương\b",
    "ương",
)
_CENTRE_ACTS = Phrase(
    # Both begin with plain letters: such are looked for fastest.
    r"đại hội (?:đại biểu )?(?:toàn quốc (?:lần thứ [ivx]{1,5} )?|lần thứ [ivx]{1,5} )(?:của )?"
    r"đảng\b(?! (?:bộ|uỷ|viên|dân chủ|cộng hoà|nhân dân))"
    r"|(?:bộ chính trị|ban bí thư)(?:(?:,| và)? (?:ban bí thư|trung ương|đảng|khoá \w{1,5})){0,3}"
    r" (?:đã )?(?:họp|tổ chức|cho ý kiến|tiến hành|xem xét|thảo luận)\b",
    *("đảng", "trị", "thư"),
)
_WHOLE = r"(?:toàn quốc|chính phủ|các (?:tỉnh|địa phương)|63 tỉnh|34 tỉnh|cả nước|thường kỳ)"
_NATIONAL = Phrase(
    # Every branch begins with plain letters: such are looked for fastest.
    r"kỳ họp (?:bất thường )?(?:lần )?thứ \w{1,5}(?: \w{1,5})?,? quốc hội\b"
    r"|quốc hội (?:đã |tiếp tục )?(?:họp|khai mạc|bế mạc|thảo luận|biểu quyết|thông qua)\b"
    r"|chính phủ (?:đã )?(?:họp|tổ chức)\b|phiên họp (?:thường kỳ )?(?:của )?chính phủ\b"
    rf"|thủ tướng[^.,;\n]{{0,50}} chủ trì (?:phiên họp|hội nghị)\b[^.,;\n]{{0,50}} {_WHOLE}\b"
    r"|(?P<party>(?:uỷ ban kiểm tra|ban chấp hành) trung ương(?: đảng)?(?: khoá \w{1,5})?"
    r" (?:đã )?(?:họp|tiến hành kỳ họp)\b"
    r"|ban (?:tổ chức|tuyên giáo|dân vận|nội chính|kinh tế) trung ương (?:đã )?"
    r"tổ chức hội nghị (?:cán bộ )?(?:trực tuyến )?toàn quốc\b"
    r"|(?:bộ chính trị|ban bí thư)(?:(?:,| và)? (?:ban bí thư|trung ương|đảng)){0,3}"
    r" (?:đã )?(?:họp|tổ chức hội nghị (?:cán bộ )?toàn quốc)\b)",
    *("quốc", "chính", "ương", "thư", "tướng"),
)  # fmt: skip
_AT_ITS_END = Phrase(
    r"\b(?:dự|tham gia|chủ trì)\b[^.;\n]{0,40} điểm cầu (?!các\b)|(?<!\d\s)\bđiểm cầu tỉnh\b"
    r"|(?<!biểu\s)\btại điểm cầu (?!các\b)\w"
    r"|\b(?:hội trường|trụ sở|phòng họp)(?: [^.,;\n]{1,15})? (?:tỉnh|thành)(?: uỷ)?\b"
    r"|\b(?:tại|ở|về phía) tỉnh,? có\b",
    *("cầu", "trường", "sở", "phòng", "tỉnh"),
)
_SPOKEN_OF = Phrase(
    r"\b(?:chào mừng|hướng (?:tới|về)|thành công|nghị quyết|tuyên truyền|trước|sau|phục vụ|góp ý"
    r"|văn kiện|dự)\b[^.;\n]{0,50}$"
)
_ABROAD = Phrase(r"\b(?:trung quốc|liên xô|triều tiên|cu ?ba|bắc kinh|lào)\b")


def event(
    reading: Reading, found: list[Candidate[str]], home: str | None
) -> list[Candidate[str]] | None:
    """Whose an event is that a national body holds, if one does: none of the provinces' there.

    The Party's is the centre's; the Government's and the Assembly's is nobody's here.

    Args:
        reading: The document.
        found: The provinces that it names.
        home: The province it was published in, whose own end of the event it may tell of.
    """
    end = reading.lead[0] + _OPENING
    for one in found:
        if one.rule == ACTING or one.value == home or _is_titled(reading, one.place):
            return None
        end = end if one.rule == VENUE else min(end, one.place)
    held = reading.search(_NATIONAL, reading.title[0], end)
    if held is None or _is_told_of(reading, held.start()):
        return None
    if not held["party"]:
        return []
    sure = _IN_TITLE if _is_titled(reading, held.start()) else _GUESSED
    return [Candidate(CENTRAL, (held.span(),), NATIONAL_EVENT, sure)]


def _is_titled(reading: Reading, place: int) -> bool:
    return reading.in_title(place) and reading.headed


def _is_told_of(reading: Reading, held: int) -> bool:
    """Whether a national event is only spoken of, or a province's own end of it is told."""
    return bool(
        reading.before(_SPOKEN_OF, held)
        or reading.search(_AT_ITS_END, reading.title[0], reading.lead[1])
        or reading.search(_ABROAD, *reading.title)
        or (reading.headed and reading.search(_LOCAL, *reading.title))
    )


def candidates(reading: Reading) -> Iterator[Candidate[str]]:
    """The centre acts, or one of its bodies is named; and nothing local."""
    early = reading.title[0], reading.lead[1]
    acts = reading.search(_CENTRE_ACTS, *early)
    if acts is not None and not (
        reading.before(_SPOKEN_OF, acts.start())
        or reading.search(_LOCAL_BODY, *early)
        or reading.search(_ABROAD, *early)
    ):
        sure = _IN_TITLE if reading.in_title(acts.start()) and reading.headed else _GUESSED
        yield Candidate(CENTRAL, (acts.span(),), "central body acts", sure)
        return
    body = reading.search(_CENTRAL_BODY, *early)
    if body is not None and not (reading.search(_LOCAL) or reading.search(_ABROAD)):
        yield Candidate(CENTRAL, (body.span(),), "central body alone", _GUESSED)
