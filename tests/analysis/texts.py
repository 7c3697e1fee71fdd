"""Strategies for text: Vietnamese as people, machines and mistakes write it."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = "".join(
    unicodedata.normalize("NFC", letter + tone) for letter in VOWELS for tone in TONES
)
INVISIBLE = ("\u200b", "\u200d", "\u00ad", "\ufeff", "\u2060")

_ONSETS = ("", "b", "c", "ch", "d", "đ", "g", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh",
           "nh", "ph", "qu", "s", "t", "th", "tr", "v", "x")  # fmt: skip
_RHYMES = ("a", "ai", "an", "anh", "ao", "ă", "ăn", "âu", "e", "en", "ê", "ênh", "iê", "iên", "o",
           "oa", "oai", "oan", "oă", "oe", "ô", "ông", "ơ", "ơi", "u", "uy", "uyên", "uynh", "ư",
           "ươi", "ương", "ưu", "y", "yêu")  # fmt: skip
_TERMS = ("hội nghị", "Hội nghị", "HỘI NGHỊ", "lần thứ", "Ban Chấp hành", "Đảng bộ tỉnh", "Bắc Kạn",
          "khóa XII", "12", "05-NQ/TU", "06/7/2023", "2020-2025", "1.234,5", "T.Ư", "TP.HCM",
          "UBND", "a@b.vn", "https://x.vn/a?b=1", "Ð", "ð", "…", "“", "”", "==>", "...", "½",
          "İ", "中文", "각", "ﬁ", "😀", "_", "a_b")  # fmt: skip


@st.composite
def syllables(draw: st.DrawFn) -> str:
    """One Vietnamese syllable; not every one exists, all could."""
    rhyme = draw(st.sampled_from(_RHYMES))
    place = draw(st.integers(0, len(rhyme) - 1))
    tone = draw(st.sampled_from(TONES)) if rhyme[place] in VOWELS else ""
    written = draw(st.sampled_from(_ONSETS)) + rhyme[: place + 1] + tone + rhyme[place + 1 :]
    return unicodedata.normalize("NFC", written)


_CHANGES = (
    lambda text: text,
    str.upper,
    str.title,
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: text[:1] + "\u200b" + text[1:],
)
_pieces = st.one_of(syllables(), st.sampled_from(_TERMS))
_changed = st.builds(lambda piece, change: change(piece), _pieces, st.sampled_from(_CHANGES))
_gaps = st.sampled_from((" ", " ", " ", "", "\n", "\r\n", "  ", "\u00a0", ", ", ". ", " - ", "/"))

vietnamese = st.lists(st.tuples(_changed, _gaps), max_size=12).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)
"""Running text with every quirk of the files people have."""

anything = st.text(st.characters(), max_size=60)
"""Any code points at all, lone surrogates too."""

texts = st.one_of(vietnamese, anything, st.builds(str.__add__, vietnamese, anything))
