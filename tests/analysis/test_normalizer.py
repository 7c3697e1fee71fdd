from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.normalizer import normalize
from indexer.analysis.tones import place_tones, place_usual_tones, strip_tone
from tests.analysis.texts import INVISIBLE, LETTERS, anything, syllables, texts, vietnamese

OLD_AND_NEW = (
    ("hoà", "hòa"), ("hoá", "hóa"), ("khoá", "khóa"), ("toàn", "tòan"), ("đoạn", "đọan"),
    ("xoè", "xòe"), ("loẻ", "lỏe"), ("thuỷ", "thủy"), ("uỷ", "ủy"), ("huỷ", "hủy"),
    ("của", "cuả"), ("bảy", "baỷ"), ("giường", "giừơng"), ("ngoằng", "ngòăng"), ("già", "gìa"),
    ("quý", "qúy"), ("quà", "qùa"), ("nghĩa", "nghiã"), ("tuần", "tùân"), ("CỦA", "CUẢ"),
    ("tuý", "túy"), ("HOÀ", "HÒA"), ("Uỷ", "Ủy"), ("UỶ", "ỦY"), ("ngoạ", "ngọa"),
)  # fmt: skip


@given(texts)
def test_normalizing_twice_is_normalizing_once(text: str) -> None:
    once = normalize(text).text
    assert normalize(once).text == once


@given(vietnamese)
def test_composed_and_decomposed_text_become_one(text: str) -> None:
    composed = normalize(unicodedata.normalize("NFC", text)).text
    assert normalize(unicodedata.normalize("NFD", text)).text == composed


@given(anything.map(lambda text: unicodedata.normalize("NFC", text)))
def test_any_two_canonically_equal_texts_become_one(text: str) -> None:
    assert normalize(unicodedata.normalize("NFD", text)).text == normalize(text).text


@pytest.mark.parametrize(("old", "new"), OLD_AND_NEW)
def test_both_tone_placements_become_one(old: str, new: str) -> None:
    spellings = {old, new, unicodedata.normalize("NFD", old), unicodedata.normalize("NFD", new)}
    assert {normalize(spelling).text for spelling in spellings} == {old}


@pytest.mark.parametrize(
    "text",
    [
        "của",
        "mùa",
        "quý",
        "thúy Kiều túi",
        "múa",
        "chìa",
        "Italy",
        "quả",
        "giá",
        "gì",
        "gìn",
        "Dalí",
        "país",
        "thuở",
        "hoài",
        "khuỷu",
    ],
)
def test_tones_that_stand_rightly_stay(text: str) -> None:
    expected = text.replace("thúy", "thuý")
    assert normalize(text).text == expected


@given(st.lists(syllables(), max_size=6).map(" ".join))
def test_placing_tones_changes_no_length_and_no_tone(text: str) -> None:
    placed = place_tones(text)
    assert len(placed) == len(text)
    tones = sorted(strip_tone(letter)[1] for letter in text)
    assert sorted(strip_tone(letter)[1] for letter in placed) == tones


@pytest.mark.parametrize(("old", "new"), [*OLD_AND_NEW[:10], ("ngoằng", "ngòăng"), ("UỶ", "ỦY")])
def test_the_usual_tones_are_placed_alike(old: str, new: str) -> None:
    assert place_usual_tones(new) == place_usual_tones(old) == old


@given(st.lists(syllables(), max_size=6).map(" ".join))
def test_the_usual_tones_of_what_is_placed_stay(text: str) -> None:
    placed = place_tones(text)
    assert place_usual_tones(placed) == placed


@pytest.mark.parametrize("letter", LETTERS + LETTERS.upper())
def test_a_letter_less_its_tone_and_the_tone_make_the_letter(letter: str) -> None:
    bare, tone = strip_tone(letter)
    assert unicodedata.normalize("NFC", bare + tone) == letter


@given(texts)
def test_spans_lead_back_into_the_original_in_order(text: str) -> None:
    normalized = normalize(text)
    spans = [normalized.original_span(i, i + 1) for i in range(len(normalized.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(left[0] <= right[0] and left[1] <= right[1] for left, right in pairwise(spans))


@given(texts)
def test_the_original_of_a_span_is_normalized_to_that_span(text: str) -> None:
    """Every maximal run without white space leads to exactly what it was made from."""
    normalized = normalize(text)
    place = 0
    for piece in normalized.text.split():
        start = normalized.text.index(piece, place)
        place = start + len(piece)
        first, last = normalized.original_span(start, place)
        assert normalize(text[first:last]).text == piece


@pytest.mark.parametrize(
    ("original", "found", "span"),
    [
        ("Đa\u0323i ho\u0302\u0323i", "hội", (5, 10)),
        ("Ba\u0306\u0301c Ka\u0323n", "Bắc", (0, 5)),
        ("a\u200bn n\u00adinh", "an", (0, 3)),
        ("a\u200bn n\u00adinh", "ninh", (4, 9)),
        ("\ufeffHòa bình", "Hoà", (1, 4)),
        ("x\u0323\u0323\u0323 hội", "hội", (5, 8)),
        ("Ðảng bộ", "Đảng", (0, 4)),
        ("\u1100\u1161\u11a8 hội", "hội", (4, 7)),
    ],
)
def test_a_span_covers_marks_and_invisible_characters(
    original: str, found: str, span: tuple[int, int]
) -> None:
    normalized = normalize(original)
    start = normalized.text.index(found)
    assert normalized.original_span(start, start + len(found)) == span


def test_an_empty_span_leads_to_one_place_of_the_original() -> None:
    normalized = normalize("a\u0323 b")
    assert normalized.text == "ạ b"
    assert [normalized.original_span(i, i) for i in range(4)] == [(0, 0), (2, 2), (3, 3), (4, 4)]


@pytest.mark.parametrize("invisible", INVISIBLE)
def test_invisible_characters_are_not_part_of_words(invisible: str) -> None:
    assert normalize(f"hội{invisible} ng{invisible}hị").text == "hội nghị"


@pytest.mark.parametrize(
    ("written", "normalized"),
    [
        ("ＨỘＩ　ＮＧＨỊ（２４）", "HỘI NGHỊ(24)"),
        ("2020–2025—2030−2035‑2040", "2020-2025-2030-2035-2040"),
        ("Ðảng ðoàn Ɖại", "Đảng đoàn Đại"),
        ("một\u2003hai\u00a0ba\u3000bốn", "một hai ba bốn"),
        ("dòng\u2028dòng", "dòng\ndòng"),
        ("👩\u200d👧\ufe0f\u061c\U000e0041", "👩👧"),
    ],
)
def test_forms_that_look_alike_become_one(written: str, normalized: str) -> None:
    assert normalize(written).text == normalized


def test_lone_surrogates_become_replacement_characters() -> None:
    assert normalize("a\ud800b\udfff").text == "a\ufffdb\ufffd"


@pytest.mark.parametrize(
    "text",
    [
        "a" + "\u0323" * 1_000_000,
        "a\u0323\u0301" * 300_000,
        "\u05d0" + "\u05b1\u05b0" * 500_000,
        "\u200b" * 1_000_000,
        "\u1100\u1161" * 300_000,
        "\ud800" * 1_000_000,
        "oà" * 500_000,
    ],
    ids=[
        "marks",
        "marked letters",
        "marks out of order",
        "invisible",
        "Hangul",
        "surrogates",
        "tones",
    ],
)
def test_a_megabyte_of_one_thing_is_normalized(text: str) -> None:
    normalized = normalize(text)
    assert len(normalized.text) <= len(text)
    assert not normalized.text or normalized.original_span(0, len(normalized.text))[0] == 0


@pytest.mark.parametrize(
    "text",
    [
        "UA\u0300\u0308\u0301",  # with the tone on U, another mark would join the A
        "cu" + "a\u0309\u0302",
        "a" + "\u0344" * 8,  # each is two marks
        "\u1ea5" + "\u0301" * 12,
    ],
)
def test_marks_beyond_those_of_vietnamese_are_normalized_once(text: str) -> None:
    once = normalize(text).text
    assert normalize(once).text == once
    assert normalize(unicodedata.normalize("NFD", text)).text == once


def test_a_letter_and_its_sound_mark_keep_a_place_of_their_own() -> None:
    normalized = normalize("(\u304b\u3099)h\u1ed9i")
    assert [normalized.original_span(i, i + 1) for i in range(4)] == [
        (0, 1),
        (1, 3),
        (3, 4),
        (4, 5),
    ]
