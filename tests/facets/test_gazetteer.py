from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.filters import fold
from indexer.documents import Document
from indexer.facets import extract, gazetteer
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


def test_a_seat_is_one_units_and_no_units_name() -> None:
    seats = [fold(seat) for unit in units().values() for seat in unit.seats]
    assert len(set(seats)) == len(seats) > 20
    assert {seat for seat in seats if canonical(seat)} == set()


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


@pytest.mark.parametrize(
    ("host", "name", "read"),
    [
        ("tuyengiaotiengiang.vnpttiengiang.vn", "Tiền Giang", (23, 32)),
        ("tuyphong.binhthuan.dcs.vn", "Bình Thuận", (9, 18)),
        ("baolangson.vn", "Lạng Sơn", (3, 10)),
        ("www.huengaynay.vn", "Thừa Thiên Huế", (4, 14)),
        ("www.laocaitv.vn", "Lào Cai", (4, 10)),
        ("hanoimoi.com.vn", "Hà Nội", (0, 5)),
        ("baobaria-vungtau.com.vn", "Bà Rịa - Vũng Tàu", (3, 16)),
        ("soyte.hanam.gov.vn", "Hà Nam", (6, 11)),
        ("songoaivu-thanhhoa.gov.vn", "Thanh Hóa", (10, 18)),
        ("nghiadanlongan.hcm.gov.vn", "Thành phố Hồ Chí Minh", (15, 18)),
        ("thanhhoa.quangninh.gov.vn", "Quảng Ninh", (9, 18)),
    ],
)
def test_a_label_of_a_host_is_a_provinces(host: str, name: str, read: tuple[int, int]) -> None:
    assert find_host(host) == (name, read)


@pytest.mark.parametrize(
    "host",
    ["example.org", "hcma.vn", "hochiminh.vn", "truonghochiminh.edu.vn", "sohanam.example.com",
     "phuyenbinh.vn", "dongnaicuc.vn", "baria - vungtau", ""],
)  # fmt: skip
def test_letters_inside_a_label_are_no_province(host: str) -> None:
    assert find_host(host) is None


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
    {"name": "Hà Tây", "type": "tỉnh", "until": 2008, "successors": ["Cà Mau"]}
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


BAD_LINES = {
    "{'name': 'Bắc Kạn'}": "Expecting property name",
    "Bắc Kạn;tỉnh;1997": "Expecting value",
    '"name": "Bắc Kạn"}': "Extra data",
    '["Bắc Kạn", "tỉnh"]': "it has no name and no years",
    '{ "name": "Bắc Kạn", "type": "tỉnh", "from": true}': "from and until are years",
    '{"name": "Bắc Kạn", "type": "tỉnh", "until": "2025-06-31"}': "is no unit: day",
    '{"name": "Bắc Kạn", "type": "tỉnh", "from": 2001, "until": 1999}': "before it begins in 2001",
    '{"name": "Bắc Kạn", "type": "tỉnh", "spellings": [" "]}': "spellings is no list of names",
    '{"name": "Bắc Kạn", "type": "tỉnh", "speling": ["Bắc Cạn"]}': "speling is no key of a unit",
    '{"name": "Bắc Kạn", "type": "tỉnh", "from": 1997, "earlier": [[1990, 1998]]}': "earlier is no",
    '{"name": "Bắc Kạn", "type": "tỉnh", "earlier": 1990}': "earlier is no list",
}


@pytest.mark.parametrize("line", BAD_LINES)
def test_a_line_that_is_no_unit_is_named_with_its_fault(tmp_path: Path, line: str) -> None:
    path = tmp_path / "provinces.json"
    rest = '{ "name":"Cà Mau", "type": "tỉnh", "from": 1997 }'
    path.write_text(f'{{\n  "units" : [\n{line},\n\n{rest}\n]\n}}', encoding="utf-8")
    read = read_units(path)
    assert list(read.by_name) == ["Cà Mau"]
    [(where, why)] = read.problems
    assert where.endswith("line 3")
    assert BAD_LINES[line] in why


def test_bytes_that_are_no_letters_spoil_one_line_only(tmp_path: Path) -> None:
    path = tmp_path / "provinces.json"
    path.write_bytes(
        b'{\n"units": [\n{"name": "\xff", "type": "t"},\n{"name": "Huy", "type": "t"}\n]}'
    )
    read = read_units(path)
    assert list(read.by_name) == ["Huy"]
    assert [where.rpartition(" ")[2] for where, _ in read.problems] == ["3"]


def test_a_file_without_units_is_named(tmp_path: Path) -> None:
    path = tmp_path / "provinces.json"
    path.write_text("{}", encoding="utf-8")
    assert read_units(path) == ({}, ((f"{path}, line 1", "has no line with units"),))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "provinces.json"
    found, [(where, why)] = read_units(path)
    assert not found
    assert where == str(path)
    assert why.startswith("cannot be read")


@pytest.fixture
def no_units(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The gazetteer with the data of a file that was written in another shape."""
    path = tmp_path / "provinces.json"
    data = json.loads(gazetteer._DATA.read_text(encoding="utf-8"))
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    monkeypatch.setattr(gazetteer, "_DATA", path)
    cached = [one for one in vars(gazetteer).values() if hasattr(one, "cache_clear")]
    for one in cached:
        one.cache_clear()
    yield path
    for one in cached:
        one.cache_clear()


def test_without_any_unit_the_file_is_named_and_all_else_is_read(no_units: Path) -> None:
    text = "Tỉnh ủy Sơn La họp Hội nghị lần thứ 9\n(BBK) Ngày 5/7/2018, hội nghị khai mạc."
    values = extract(Document("x", text, url="https://baosonla.vn/son-la/tin-lao-cai.html"))
    assert (values.province, values.year, values.conference) == (None, 2018, 9)
    [(where, why)] = gazetteer.problems()
    assert where == f"{no_units}, line 1"
    assert "each needs a line of its own" in why


def test_a_successor_that_is_none_is_named_and_left_out(tmp_path: Path) -> None:
    path = tmp_path / "provinces.json"
    units = [
        '{"name": "A", "type": "tỉnh", "until": 1990, "successors": ["A"]}',
        '{"name": "B", "type": "tỉnh", "until": 1990, "successors": ["C"]}',
        '{"name": "C", "type": "tỉnh", "until": 1990, "successors": ["B", "D"]}',
        '{"name": "D", "type": "tỉnh", "until": 1990, "successors": ["E"]}',
    ]
    path.write_text('{\n"units": [\n' + ",\n".join(units) + "\n]}", encoding="utf-8")
    read = read_units(path)
    assert {name: unit.successors for name, unit in read.by_name.items()} == {
        "A": (), "B": (), "C": ("B", "D"), "D": (),
    }  # fmt: skip
    assert [(where.rpartition(" ")[2], why) for where, why in read.problems] == [
        ("3", "A is no unit that could succeed A"),
        ("4", "C is no unit that could succeed B"),
        ("6", "E is no unit that could succeed D"),
    ]


def test_a_name_may_have_stood_for_another_unit_long_before() -> None:
    unit = units()["Hậu Giang"]
    assert [unit.existed(year) for year in (1975, 1985, 1991, 1998, 2004, 2026)] == [
        False, True, True, False, True, False,
    ]  # fmt: skip


def test_a_merged_province_existed_until_the_day_before_the_merger() -> None:
    unit = units()["Bắc Kạn"]
    days = ("2023", "2025", "2025-06", "2025-06-30", "2025-07", "2025-07-01")
    found = [unit.existed(int(day[:4]), day) for day in days]
    assert found == [True, True, True, True, False, False]
    assert unit.existed(2025)


def test_every_line_of_the_gazetteer_is_a_unit() -> None:
    assert gazetteer.problems() == ()


def test_a_module_has_no_name_that_it_does_not_have() -> None:
    with pytest.raises(AttributeError, match="PROVINCE_NAMES_1900"):
        gazetteer.PROVINCE_NAMES_1900  # noqa: B018 -- asking is the test
