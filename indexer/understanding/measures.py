"""What a number counts that stands right before it: 6 tháng, 63 tỉnh, 12 đại biểu.

After ``hội nghị`` and ``đại hội`` a number is mostly that of the meeting (in news, of 161 after
``đại hội`` nearly all), whatever is said of it: "đại hội 13 bầu ai", "hội nghị 12 bàn gì". So
what it may count instead is listed here, not what may follow.
"""

from __future__ import annotations

from indexer.understanding.words import Cue, Words, cues

_NUMBERED = cues("tháng", "ngày", "năm", "quý")
"""Before a number they begin a date: "đại hội 13 tháng 1/2021"."""
_NAMED = cues("tỉnh", "thành phố", "huyện", "thị xã", "xã")
"""Before a name they say whose conference it is: "hội nghị 12 huyện Chợ Đồn"."""
_COUNTED = cues(
    *("giờ", "phút", "tuần", "buổi", "bên", "nước", "miền", "vùng", "ngành", "cấp", "khu vực"),
    *("quốc gia", "nền kinh tế", "địa phương", "điểm cầu", "cơ quan", "đơn vị", "ban ngành"),
    *("doanh nghiệp", "hợp tác xã", "công ty", "chi bộ", "cơ sở", "trường học"),
    *("người", "đại biểu", "đảng viên", "ủy viên", "cán bộ", "đồng chí", "thành viên", "hội viên"),
    *("đoàn viên", "khách mời", "chuyên gia", "nhà khoa học", "nhà báo", "nhà đầu tư", "lao động"),
    *("giáo viên", "học sinh", "sinh viên", "nông dân", "công nhân", "hộ dân", "hộ nghèo"),
    *("gia đình", "tập thể", "cá nhân", "điển hình", "dân tộc", "tôn giáo"),
    *("nội dung", "chuyên đề", "tham luận", "ý kiến", "câu hỏi", "dự án", "dự thảo", "đề án"),
    *("tờ trình", "công trình", "mục tiêu", "chỉ tiêu", "nhiệm vụ", "giải pháp", "chương trình"),
    *("mô hình", "tiêu chí", "sản phẩm", "nghìn", "ngàn", "triệu", "tỷ", "phần trăm", "000"),
)
"""Measures, and what a meeting has several of."""


def counts(words: Words, end: int) -> bool:
    """Whether a number counts what follows.

    Args:
        words: The question.
        end: One past the last syllable of the number.
    """
    if words.names_at(end):
        return False
    if any(_says(words, end, noun) for noun in _COUNTED):
        return True
    return any(
        _says(words, end, noun) and not begins(words, end + len(noun.folded))
        for nouns, begins in ((_NUMBERED, _is_number), (_NAMED, _is_name))
        for noun in nouns
    )


def _says(words: Words, place: int, noun: Cue) -> bool:
    """Whether a noun stands there; one of a syllable just as it is: sơ is not sở."""
    if len(noun.marked) == 1 and words.marked != words.folded:
        return tuple(words.marked[place : place + 1]) == noun.marked
    return words.says(place, noun)


def _is_number(words: Words, place: int) -> bool:
    return place < len(words.folded) and words.folded[place].isdigit()


def _is_name(words: Words, place: int) -> bool:
    """Whether a name begins, as a capital after small letters tells of places without a list."""
    if place >= len(words.texts):
        return False
    return words.names_at(place) or (
        words.texts[place - 1].islower() and words.texts[place][:1].isupper()
    )
