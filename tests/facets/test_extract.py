from __future__ import annotations

import json
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.documents import UNCERTAIN_BELOW, Document, FacetValues
from indexer.facets import KINDS, LEVELS, explain, extract
from indexer.facets.gazetteer import units

HERE = Path(__file__).parent
SEEDS = HERE.parent.parent / "seeds"
SEED_VALUES = json.loads((HERE / "seeds.json").read_text(encoding="utf-8"))
ARTICLES = [
    json.loads(line) for line in (HERE / "articles.jsonl").read_text(encoding="utf-8").splitlines()
]


def seed_text(name: str) -> str:
    return (SEEDS / f"{name}.txt").read_bytes().decode("utf-8")


def read_of(values: FacetValues, expected: dict[str, Any]) -> dict[str, Any]:
    return {name: getattr(values, name) for name in expected}


def assert_evidence_is_exact(document: Document, values: FacetValues) -> None:
    sources = {
        "text": document.text,
        "title": document.title,
        "url": document.url or "",
        "field": document.published or "",
    }
    for name, pieces in values.evidence.items():
        for piece in pieces:
            original = (
                str(document.given.get(name, document.given.get("date")))
                if piece.source == "given"
                else sources[piece.source]
            )
            assert 0 <= piece.start < piece.end <= len(original)
            assert piece.text == original[piece.start : piece.end]
            assert 0 < piece.confidence <= 1


@pytest.mark.parametrize("name", SEED_VALUES)
def test_a_seed_is_read_exactly(name: str, document_of: Callable[..., Document]) -> None:
    document = document_of(seed_text(name))
    values = extract(document)
    assert read_of(values, SEED_VALUES[name]) == SEED_VALUES[name]
    assert_evidence_is_exact(document, values)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["about"])
def test_an_article_is_read_as_a_person_would(
    article: dict[str, Any], document_of: Callable[..., Document]
) -> None:
    document = document_of(
        article["text"], url=article.get("url"), published=article.get("published")
    )
    values = extract(document)
    assert read_of(values, article["expect"]) == article["expect"]
    assert_evidence_is_exact(document, values)


@pytest.mark.parametrize("name", SEED_VALUES)
def test_decomposed_letters_change_no_value_and_keep_spans_exact(
    name: str, document_of: Callable[..., Document]
) -> None:
    document = document_of(unicodedata.normalize("NFD", seed_text(name)))
    values = extract(document)
    assert read_of(values, SEED_VALUES[name]) == SEED_VALUES[name]
    assert_evidence_is_exact(document, values)


def test_a_title_given_apart_is_evidence_of_its_own() -> None:
    document = Document(
        "x", "Sáng 6/7/2023, hội nghị khai mạc.", title="Hội nghị lần thứ 9 Tỉnh ủy Cà Mau"
    )
    values = extract(document)
    assert (values.province, values.conference, values.year) == ("Cà Mau", 9, 2023)
    assert values.evidence["conference"][0].source == "title"
    assert values.evidence["conference"][0].text == "Hội nghị lần thứ 9"
    assert values.evidence["year"][0].source == "text"
    assert_evidence_is_exact(document, values)


def test_an_inferred_year_names_the_day_and_what_gave_the_year(
    document_of: Callable[..., Document],
) -> None:
    values = extract(document_of(seed_text("000_c7d97e0f48b9f3a1")))
    day, reason = values.evidence["year"]
    assert (day.text, reason.text) == ("06/7", "6 tháng cuối năm 2023")
    assert values.evidence["date"] == values.evidence["year"]


@pytest.mark.parametrize(
    ("told", "sure"),
    [
        ("về việc thực hiện Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XIX", False),
        ("về Nghị quyết số 20 của Tỉnh ủy khóa XIX", False),
        ("cùng Ban Chấp hành Đảng bộ tỉnh khóa XIX", True),
    ],
)
def test_a_term_named_with_what_was_resolved_is_a_guess(
    told: str, *, sure: bool, document_of: Callable[..., Document]
) -> None:
    text = f"Làm việc với Sở Công Thương\nSáng 4/5/2022, Tỉnh ủy Yên Bái làm việc {told}."
    values = extract(document_of(text))
    assert values.term == "XIX"
    assert (values.confidence("term") >= UNCERTAIN_BELOW) == sure


def test_weak_evidence_gives_a_guess(document_of: Callable[..., Document]) -> None:
    from_company = extract(document_of(seed_text("004_d9390da75f2ce445")))
    from_mention = extract(document_of(seed_text("001_8f68731991dda5bb")))
    from_host = extract(document_of("Tỉnh ủy họp", url="https://baobackan.vn/1.html"))
    from_seat = extract(document_of("Khai mạc hội thi\nHội thi mở tại TP. Quy Nhơn."))
    for values in (from_company, from_mention, from_host, from_seat):
        assert values.province is not None
        assert values.confidence("province") < UNCERTAIN_BELOW


def test_a_committee_in_the_title_is_sure(document_of: Callable[..., Document]) -> None:
    values = extract(document_of(seed_text("000_c7d97e0f48b9f3a1")))
    assert values.confidence("province") >= UNCERTAIN_BELOW
    assert values.confidence("conference") >= UNCERTAIN_BELOW


def test_what_the_source_states_wins(document_of: Callable[..., Document]) -> None:
    stated = {"province": "bac kan", "year": 2019, "conference": "7", "term": "khóa 14"}
    document = document_of(
        "Hội nghị lần thứ 5 Tỉnh ủy Cà Mau\nSáng 6/7/2023, khai mạc.", given=stated
    )
    values = extract(document)
    assert (values.province, values.year, values.conference) == ("Bắc Kạn", 2019, 7)
    assert values.term == "XIV"
    (evidence,) = values.evidence["province"]
    assert (evidence.source, evidence.rule, evidence.confidence) == ("given", "given", 1.0)
    assert_evidence_is_exact(document, values)


def test_a_stated_kind_and_level_are_believed_in_their_own_words(
    document_of: Callable[..., Document],
) -> None:
    text = "Hội nghị lần thứ 5 Tỉnh ủy Cà Mau"
    values = extract(document_of(text, extra={"kind": "đại hội", "level": "xã"}))
    assert (values.kind, values.level) == ("đại hội", "xã")
    assert values.evidence["kind"][0].source == "given"
    for other in ({"kind": "bài viết", "level": 3}, {"kind": ["đại hội"]}):
        assert extract(document_of(text, extra=other)).kind == "hội nghị BCH"


def test_a_stated_number_that_no_conference_has_is_not_used(
    document_of: Callable[..., Document],
) -> None:
    stated = {"conference": 999, "term": "khóa 40", "year": 99}
    values = extract(document_of("Hội nghị lần thứ 5 Tỉnh ủy Cà Mau khóa 14", given=stated))
    assert (values.conference, values.term, values.year) == (5, "XIV", None)


def test_a_stated_date_states_the_year(document_of: Callable[..., Document]) -> None:
    values = extract(document_of("Tỉnh ủy Cà Mau họp", given={"date": "2021-03-04"}))
    assert (values.date, values.year) == ("2021-03-04", 2021)


def test_a_stated_value_without_meaning_is_not_used(document_of: Callable[..., Document]) -> None:
    stated = {"year": "abc", "conference": "²", "date": "sometime", "term": "?", "province": ""}
    values = extract(document_of("Hội nghị lần thứ 5 Tỉnh ủy Cà Mau ngày 1/2/2021", given=stated))
    assert (values.province, values.year, values.conference) == ("Cà Mau", 2021, 5)
    assert (values.date, values.term) == ("2021-02-01", None)


def test_page_furniture_is_never_evidence(document_of: Callable[..., Document]) -> None:
    document = document_of("Tin trong ngày\nTỉnh ủy Cà Mau họp ngày 1/2/2021\nẢnh: Sơn La")
    values = extract(document)
    assert values.province == "Cà Mau"
    assert all("Sơn La" not in piece.text for piece in values.evidence["province"])


def test_every_candidate_says_why_it_won_or_lost(document_of: Callable[..., Document]) -> None:
    document = document_of(
        "Hội nghị lần thứ 9 Tỉnh ủy Cà Mau\nNgày 6/7/2023, hội nghị quán triệt kết quả Hội nghị "
        "lần thứ 8 Ban Chấp hành Trung ương và Nghị quyết số 5 ngày 1/2/2021. Có đại biểu Sơn La."
    )
    found = {(one.facet, one.value): one for one in explain(document, extract(document))}
    assert found["conference", 9].won
    assert found["conference", 9].why == "its value weighs most"
    assert not found["conference", 8].won
    assert found["conference", 8].why == "another committee's conference"
    assert found["province", "Cà Mau"].weight > found["province", "Sơn La"].weight
    assert found["province", "Sơn La"].why == "another value weighs more"
    assert found["date", "2023-07-06"].won
    assert found["date", "2021-02-01"].why.startswith("of something else")
    for one in found.values():
        for piece in one.spans:
            assert document.text[piece.start : piece.end] == piece.text


def test_every_other_year_says_why_it_lost(document_of: Callable[..., Document]) -> None:
    document = document_of(
        "Hội nghị lần thứ 9 Tỉnh ủy Cà Mau, nhiệm kỳ 2020-2025\nSáng 6/7/2023, hội nghị đánh giá "
        "công tác năm 2022, 6 tháng đầu năm 2024 và triển khai Nghị quyết ngày 1/2/2021.",
        url="https://example.vn/2019/03/02/hoi-nghi.html",
    )
    years = [one for one in explain(document, extract(document)) if one.facet == "year"]
    assert [one.value for one in years if one.won] == [2023]
    lost = {one.value: (one.rule, one.why) for one in years if not one.won}
    surer = "something else tells the year more surely"
    assert lost == {
        2019: ("date in address", surer),
        2020: ("nhiệm kỳ", surer),
        2021: ("other", "of something else: a directive, a birthday, something announced"),
        2022: ("year assessed", surer),
        2024: ("part of a year", surer),
    }
    assert all(one.spans for one in years)


def test_a_year_that_tells_nothing_of_the_event_says_so(
    document_of: Callable[..., Document],
) -> None:
    document = document_of("Tỉnh ủy Cà Mau họp\nHội nghị bàn việc của HĐND nhiệm kỳ 2021-2026.")
    (year,) = (one for one in explain(document, extract(document)) if one.facet == "year")
    assert (year.value, year.won) == (2021, False)
    assert year.why == "it does not tell when the event was"


def test_no_candidate_wins_against_what_the_source_states(
    document_of: Callable[..., Document],
) -> None:
    document = document_of("Hội nghị lần thứ 9 Tỉnh ủy Cà Mau", given={"conference": 7})
    (one,) = (o for o in explain(document, extract(document)) if o.facet == "conference")
    assert (one.value, one.won) == (9, False)
    assert one.why == "the source or an editor states the value"


CUES = st.sampled_from(
    [
        "Hội nghị lần thứ ", "hội nghị ", "BCH ", "Ban Chấp hành ", "Đảng bộ tỉnh ", "Trung ương ",
        "Đảng ủy xã ", "Huyện ủy ", "Thành ủy ", "Đà Nẵng", "mùng ", "sắp tới ", "vừa qua ",
        "Bắc Kạn", "Hòa Bình", "TP. Hồ Chí Minh", "Huế", "BBK - ", "Báo ", "lần thứ ", "khóa ",
        "nhiệm kỳ 2020-2025", "Sáng ", "ngày ", "tháng ", "năm ", "06/7", "31/12/2020", "2020-10",
        "hai mươi mốt", "XII", "999", "0", "Đại hội ", "\n", ". ", ", ", " - ", "(", ")", "\u0301",
        "\u200b", "à ", "6 tháng đầu năm 2021", "October 9", "0:00 / 0:00", "\ud800", "İ", "\u3000",
    ]
)  # fmt: skip


@given(
    st.lists(CUES | st.text(max_size=5), max_size=30).map("".join),
    st.none() | st.text(max_size=40) | st.just("https://baobackan.vn/2020/10/11/tinh-ha-nam.html"),
    st.none() | st.text(max_size=12) | st.just("2021-02-03"),
)
@example("Sáng 29/2, công tác năm 2021", None, "2021-13-40")
@example("x", "http://[", None)
def test_any_text_is_read_without_error_and_with_exact_spans(
    document_of: Callable[..., Document], text: str, url: str | None, published: str | None
) -> None:
    document = document_of(text, url=url, published=published)
    values = extract(document)
    assert_evidence_is_exact(document, values)
    assert all(one.why for one in explain(document, values))
    assert values.kind in (*KINDS, None)
    assert values.level in (*LEVELS, None)
    assert values.conference is None or 1 <= values.conference <= 99
    assert values.province in (*units(), "Trung ương", None)


@given(st.text(max_size=60), st.text(max_size=200))
def test_any_title_given_apart_is_read_without_error(title: str, text: str) -> None:
    document = Document("x", text + " ngày 1/2/2020", title=title + " lần thứ 5")
    assert_evidence_is_exact(document, extract(document))


@pytest.mark.parametrize(
    "piece",
    ["Hội nghị lần thứ nhất ", "thứ 1 ", "1/1/", "ngày 1/2 ", "năm 2020 ", " ", "\n", "1", "(",
     "Bắc ", "nhiệm kỳ 2020-2025 ", "khóa X ", "hội nghị BCH ", "à ", "\u0301", "công tác "],
)  # fmt: skip
def test_a_megabyte_of_anything_is_read_soon(
    piece: str, document_of: Callable[..., Document]
) -> None:
    document = document_of(piece * (1_000_000 // len(piece)))
    started = time.process_time()
    extract(document)
    assert time.process_time() - started < 20
