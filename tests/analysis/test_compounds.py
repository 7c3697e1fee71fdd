"""What is written with inner signs is found whole and by its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from indexer import Document, Searcher, SearchRequest, analyze
from indexer.analysis.pieces import read_piece

TEXTS = {
    "code": "Nghị quyết số 05-NQ/TU về chuyển đổi số",
    "parts": "Điểm 05, mẫu NQ của cơ quan TU",
    "date": "Hội nghị ngày 06/7/2023 tại tỉnh",
    "dotted": "Cuộc họp ngày 6.7.2023 tại huyện",
    "range": "Nhiệm kỳ 2020 – 2025 của tỉnh",
    "number": "Có 11.555 đảng viên",
    "plain": "Có 11555 hộ dân",
    "mail": "Gửi về ban.to-chuc@tinh.example",
    "address": "Xem https://tinh.example/tin/7?id=3.",
}


@pytest.fixture
def found(index_of: Callable[[Iterable[Document]], Path]) -> Callable[[str], list[str]]:
    """Question to the ids it finds, best first."""
    index = index_of(Document(name, text) for name, text in TEXTS.items())

    def ask(question: str) -> list[str]:
        with Searcher.open(index) as searcher:
            return [hit.document.id for hit in searcher.search(SearchRequest(question)).hits]

    return ask


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("05-NQ/TU", {"code"}),
        ("05-nq/tu", {"code"}),
        ("NQ/TU", {"code"}),
        ("06/7", {"date"}),
        ("06/7/2023", {"date", "dotted"}),
        ("6-7-2023", {"date", "dotted"}),
        ("2020-2025", {"range"}),
        ("2020 - 2025", {"range"}),
        ("2020 – 2025", {"range"}),
        ("2025", {"range"}),
        ("11.555", {"number", "plain"}),
        ("11555", {"number", "plain"}),
        ("ban.to-chuc@tinh.example", {"mail"}),
        ("tinh.example", {"mail", "address"}),
        ("https://tinh.example/tin/7?id=3", {"address"}),
        ('"05-NQ/TU về"', {"code"}),
    ],
)
def test_the_whole_and_the_parts_are_found(
    question: str, ids: set[str], found: Callable[[str], list[str]]
) -> None:
    assert set(found(question)) == ids


def test_parts_apart_are_found_by_the_parts_only(found: Callable[[str], list[str]]) -> None:
    assert set(found("05 NQ TU")) == {"code", "parts"}


@pytest.mark.parametrize(
    ("question", "text", "marked"),
    [
        ("11555", "Có 11.555 đảng viên", ["11.555"]),
        ("11.555", "Có 11555 hộ dân", ["11555"]),
        ("6/7/2023", "Hội nghị ngày 06.7.2023", ["06.7.2023"]),
        ("2020-2025", "Nhiệm kỳ 2020 – 2025 và 2020", ["2020 – 2025"]),
        ("NQ/TU", "số 05-NQ/TU và TU", ["NQ/TU"]),
    ],
)
def test_a_whole_is_marked_as_it_is_written(
    question: str,
    text: str,
    marked: list[str],
    index_of: Callable[[Iterable[Document]], Path],
) -> None:
    with Searcher.open(index_of([Document("one", text)])) as searcher:
        (hit,) = searcher.search(SearchRequest(question)).hits
    shown = [piece.text[a:b] for piece in (hit.title, *hit.snippets) for a, b in piece.marks]
    assert set(shown) == set(marked)


@pytest.mark.parametrize(
    ("piece", "whole"),
    [
        ("45-QĐ/TW,", "45-qd/tw"),
        ("(05/07/2020)", "5/7/2020"),
        ("07-2020", "7/2020"),
        ("1.000.000đ", "1.000.000d"),
        ("1.000.000", "1000000"),
        ("0.125", "0.125"),
        ("12,5", "12,5"),
        ("7:30", "7:30"),
        ("TP.HCM", "tp.hcm"),
        ("KT-XH;", "kt-xh"),
        ("A.B+c@x.vn;", "a.b+c@x.vn"),
        ("https://x.vn/).", "https://x.vn"),
    ],
)
def test_every_way_of_writing_a_thing_has_one_whole(piece: str, whole: str) -> None:
    assert [found.term for found in read_piece(piece).compounds] == [whole]


@pytest.mark.parametrize(
    "text", ["nghị.Đồng", "hết.", "-5", "a_b", "…/…", "12", "xã hội - kinh tế"]
)
def test_what_is_no_compound_has_no_whole(text: str) -> None:
    assert analyze("compounds", text) == []


def test_ranges_of_years_lie_apart_and_outside_of_other_compounds() -> None:
    text = "2019 - 2020 - 2021 - 2022, 12-2020 - 2025, 3/2/1930 - 2025"
    found = [token.term for token in analyze("compounds", text)]
    assert found == ["2019-2020", "2021-2022", "12/2020", "3/2/1930"]
