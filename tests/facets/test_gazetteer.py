from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.filters import fold
from indexer.facets import gazetteer
from indexer.facets.gazetteer import PROVINCE_NAMES_2024, canonical, find_host, today, units
from indexer.facets.units import read_units

MERGED = {
    "Tuyên Quang": ["Hà Giang"], "Lào Cai": ["Yên Bái"], "Thái Nguyên": ["Bắc Kạn"],
    "Phú Thọ": ["Vĩnh Phúc", "Hòa Bình"], "Bắc Ninh": ["Bắc Giang"], "Hưng Yên": ["Thái Bình"],
    "Hải Phòng": ["Hải Dương"], "Ninh Bình": ["Hà Nam", "Nam Định"], "Quảng Trị": ["Quảng Bình"],
    "Đà Nẵng": ["Quảng Nam"], "Quảng Ngãi": ["Kon Tum"], "Gia Lai": ["Bình Định"],
    "Khánh Hòa": ["Ninh Thuận"], "Lâm Đồng": ["Đắk Nông", "Bình Thuận"], "Đắk Lắk": ["Phú Yên"],
    "Thành phố Hồ Chí Minh": ["Bình Dương", "Bà Rịa - Vũng Tàu"], "Đồng Nai": ["Bình Phước"],
    "Tây Ninh": ["Long An"], "Cần Thơ": ["Sóc Trăng", "Hậu Giang"],
    "Vĩnh Long": ["Bến Tre", "Trà Vinh"], "Đồng Tháp": ["Tiền Giang"], "Cà Mau": ["Bạc Liêu"],
    "An Giang": ["Kiên Giang"], "Huế": ["Thừa Thiên Huế"],
}  # fmt: skip


def test_there_are_63_provinces_in_2024_and_34_today() -> None:
    assert len(set(PROVINCE_NAMES_2024)) == len(PROVINCE_NAMES_2024) == 63
    assert len({today(name) for name in PROVINCE_NAMES_2024}) == 34


@pytest.mark.parametrize("unit", MERGED)
def test_a_merged_province_belongs_to_its_successor(unit: str) -> None:
    assert today(unit) == unit
    assert [today(name) for name in MERGED[unit]] == [unit] * len(MERGED[unit])


def test_older_units_lead_to_todays() -> None:
    assert today("Bắc Thái") == "Thái Nguyên"
    assert today("Hà Sơn Bình") == "Hà Nội"
    assert today("Minh Hải") == "Cà Mau"


def test_an_unknown_name_stays_as_it_is() -> None:
    assert today("Trung ương") == "Trung ương"
    assert today("Atlantis") == "Atlantis"
    assert canonical("Atlantis") is None
    assert canonical("") is None


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("bac-kan", "Bắc Kạn"),
        ("BẮC CẠN", "Bắc Kạn"),
        ("tinh bac kan", "Bắc Kạn"),
        ("TP.HCM", "Thành phố Hồ Chí Minh"),
        ("TPHCM", "Thành phố Hồ Chí Minh"),
        ("ho chi minh", "Thành phố Hồ Chí Minh"),
        ("tp. hồ chí minh", "Thành phố Hồ Chí Minh"),
        ("Đắc Lắc", "Đắk Lắk"),
        ("BRVT", "Bà Rịa - Vũng Tàu"),
        ("hue", "Huế"),
        ("thua-thien-hue", "Thừa Thiên Huế"),
        ("hoà bình", "Hòa Bình"),
        ("trung-uong", "Trung ương"),
    ],
)
def test_any_spelling_leads_to_the_name(typed: str, name: str) -> None:
    assert canonical(typed) == name


@given(st.sampled_from(sorted(units())))
def test_every_name_is_its_own_canonical_form(name: str) -> None:
    assert canonical(name) == canonical(fold(name)) == name
    assert canonical(fold(name).lower().replace(" ", "-")) == name


@given(st.text(max_size=30))
def test_any_text_may_be_asked_for(typed: str) -> None:
    assert canonical(typed) is None or canonical(typed) in (*units(), "Trung ương")


def test_every_unit_ends_where_its_successors_begin() -> None:
    for unit in units().values():
        assert (unit.last is None) == (not unit.successors)
        for successor in unit.successors:
            assert units()[successor].last is None or units()[successor].last >= unit.last


def test_no_code_and_no_host_belongs_to_two_provinces() -> None:
    codes = [code for unit in units().values() for code in unit.codes]
    hosts = [host for unit in units().values() for host in unit.hosts]
    assert len(set(codes)) == len(codes)
    assert len(set(hosts)) == len(hosts)


def test_the_longest_part_of_a_host_decides() -> None:
    assert find_host("tuyengiaotiengiang.vnpttiengiang.vn")[0] == "Tiền Giang"
    assert find_host("tuyphong.binhthuan.dcs.vn") == ("Bình Thuận", (9, 18))
    assert find_host("www.huengaynay.vn")[0] == "Thừa Thiên Huế"
    assert find_host("example.org") is None


def test_a_bad_line_of_the_gazetteer_is_named_and_the_others_are_used(tmp_path: Path) -> None:
    path = tmp_path / "provinces.json"
    path.write_text(
        """{
  "units": [
    {"name": "Cà Mau", "type": "tỉnh", "from": 1997, "codes": ["CMO"]},
    {"name": "Sơn La", "type": "tỉnh"
    {"type": "tỉnh"},
    {"name": "Gia Lai", "type": "tỉnh", "from": "1991"},
    {"name": "Hà Nam", "type": "tỉnh", "hosts": "hanam"},
    {"name": "Cà Mau", "type": "tỉnh"},
    {"name": "Hà Tây", "type": "tỉnh", "until": 2008, "successors": ["Hà Nội"]}
  ]
}""",
        encoding="utf-8",
    )
    read = read_units(path)
    assert list(read.by_name) == ["Cà Mau", "Hà Tây"]
    assert (read.by_name["Cà Mau"].codes, read.by_name["Hà Tây"].first) == (("CMO",), 1975)
    assert [where.rpartition(" ")[2] for where, _ in read.problems] == ["4", "5", "6", "7", "8"]
    assert [why for _, why in read.problems][1:] == [
        "is no unit: it has no name",
        "is no unit: from and until are years",
        "is no unit: hosts is no list of names",
        "is no unit: Cà Mau stands there twice",
    ]


def test_every_line_of_the_gazetteer_is_a_unit() -> None:
    assert gazetteer.problems() == ()


def test_a_module_has_no_name_that_it_does_not_have() -> None:
    with pytest.raises(AttributeError, match="PROVINCE_NAMES_1900"):
        gazetteer.PROVINCE_NAMES_1900  # noqa: B018 -- asking is the test
