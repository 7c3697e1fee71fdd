"""What the centre does itself, where no province says more: its congress, the Politburo, bodies."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.facets.candidates import Candidate
from indexer.facets.gazetteer import CENTRAL
from indexer.facets.phrases import Phrase
from indexer.facets.reading import Reading

_IN_TITLE, _GUESSED = 0.9, 0.5

_LOCAL = Phrase(
    r"\b(?:tỉnh|huyện|thành uỷ|huyện uỷ|quận|thị xã|xã|phường|province|provincial|district)\b"
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
_SPOKEN_OF = Phrase(
    r"\b(?:chào mừng|hướng (?:tới|về)|thành công|nghị quyết|tuyên truyền|trước|sau|phục vụ|góp ý"
    r"|văn kiện|dự)\b[^.;\n]{0,50}$"
)
_ABROAD = Phrase(r"\b(?:trung quốc|liên xô|triều tiên|cu ?ba|bắc kinh|lào)\b")


def candidates(reading: Reading) -> Iterator[Candidate[str]]:
    """The centre acts, or one of its bodies is named; and nothing local."""
    early = reading.title[0], reading.lead[1]
    acts = reading.search(_CENTRE_ACTS, *early)
    if acts is not None and not (
        reading.before(_SPOKEN_OF, acts.start())
        or reading.search(_LOCAL, *early)
        or reading.search(_ABROAD, *early)
    ):
        sure = _IN_TITLE if reading.in_title(acts.start()) and reading.headed else _GUESSED
        yield Candidate(CENTRAL, (acts.span(),), "central body acts", sure)
        return
    body = reading.search(_CENTRAL_BODY, *early)
    if body is not None and not (reading.search(_LOCAL) or reading.search(_ABROAD)):
        yield Candidate(CENTRAL, (body.span(),), "central body alone", _GUESSED)
