"""Provinces around a merger: whose name counts when both are named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.documents import UNCERTAIN_BELOW, Document
from indexer.facets import extract

NOVEMBER = "Ngày 4/11/2025, "


@pytest.mark.parametrize(
    ("told", "province"),
    [
        # After the merger the old name says where something was.
        (f"{NOVEMBER}Đảng ủy xã Tân Kỳ, tỉnh Yên Bái cũ, nay thuộc tỉnh Lào Cai, họp.", "Lào Cai"),
        (f"{NOVEMBER}xã Tân Kỳ (Hải Dương cũ), Thành phố Hải Phòng, họp.", "Hải Phòng"),
        (f"{NOVEMBER}xã Tân Kỳ, tỉnh Phú Yên trước đây, họp ở tỉnh Đắk Lắk.", "Đắk Lắk"),
        (f"{NOVEMBER}phường Lái Thiêu (Bình Dương cũ), Thành phố Hồ Chí Minh, họp.",
         "Thành phố Hồ Chí Minh"),
        ("Ngày 1/7/2025, xã Tân Kỳ, tỉnh Hà Nam, sáp nhập vào tỉnh Ninh Bình.", "Ninh Bình"),
        # Before it, the new one says where it is now.
        ("Ngày 30/6/2025, xã Tân Kỳ, tỉnh Hà Nam (nay thuộc tỉnh Ninh Bình), họp.", "Hà Nam"),
        ("Ngày 4/11/2016, xã Tân Kỳ, tỉnh Hòa Bình, nay là tỉnh Phú Thọ, họp.", "Hòa Bình"),
        ("Ngày 4/11/1995, xã Tân Kỳ, tỉnh Hà Bắc cũ, nay thuộc tỉnh Bắc Ninh, họp.", "Hà Bắc"),
        ("Ngày 4/5/2008, xã Tân Kỳ, tỉnh Hà Tây (nay thuộc thành phố Hà Nội), họp.", "Hà Tây"),
        ("Ngày 4/9/2008, xã Tân Kỳ, tỉnh Hà Tây cũ, nay thuộc thành phố Hà Nội, họp.", "Hà Nội"),
        # Without a date, the words alone tell.
        ("Xã Tân Kỳ, tỉnh Bến Tre cũ, nay thuộc tỉnh Vĩnh Long, họp.", "Vĩnh Long"),
        ("Xã Tân Kỳ, tỉnh Bến Tre trước khi sáp nhập, họp với tỉnh Vĩnh Long.", "Vĩnh Long"),
        ("Xã Tân Kỳ, tỉnh Bến Tre, họp với tỉnh Vĩnh Long.", "Bến Tre"),
    ],
)  # fmt: skip
def test_the_unit_of_the_events_time_counts(
    document_of: Callable[..., Document], told: str, province: str
) -> None:
    assert extract(document_of(f"Xã Tân Kỳ họp\n{told}")).province == province


def test_an_old_name_that_stands_alone_is_kept_as_a_guess(
    document_of: Callable[..., Document],
) -> None:
    values = extract(document_of(f"Xã Tân Kỳ họp\n{NOVEMBER}xã Tân Kỳ, tỉnh Kon Tum cũ, họp."))
    assert values.province == "Kon Tum"
    assert values.confidence("province") < 0.6


def test_a_name_of_two_units_counts_in_the_years_of_both(
    document_of: Callable[..., Document],
) -> None:
    for year, sure in ((1986, True), (1999, False), (2019, True)):
        text = f"Tỉnh ủy Hậu Giang họp\nNgày 10/5/{year}, Tỉnh ủy Hậu Giang họp bàn việc nước."
        values = extract(document_of(text))
        assert values.province == "Hậu Giang"
        assert (values.confidence("province") > 0.6) == sure


@pytest.mark.parametrize(
    "told",
    [
        "Khảo sát hạ tầng\nNgày 5/3/2023, đoàn các tỉnh Lạng Sơn, Cao Bằng và Bắc Kạn đi khảo sát.",
        "Các tỉnh Đắk Lắk, Gia Lai, Kon Tum chống hạn\nNgày 5/3/2023, hội nghị diễn ra.",
        "Liên tỉnh Thái Bình - Nam Định - Hà Nam ký quy chế\nNgày 5/6/2023, ba bên ký quy chế.",
        "Công an hai tỉnh Long An, Tiền Giang phối hợp\nNgày 5/3/2023, công an bàn kế hoạch.",
        "Tổng kết thi đua\nNgày 5/3/2023, cụm gồm các tỉnh Hà Nam; Nam Định; Thái Bình họp.",
    ],
)
def test_one_of_several_provinces_is_at_most_a_guess(
    document_of: Callable[..., Document], told: str
) -> None:
    assert extract(document_of(told)).confidence("province") < UNCERTAIN_BELOW


def test_none_of_many_provinces_is_chosen(document_of: Callable[..., Document]) -> None:
    told = "Nắng nóng ở các tỉnh Thanh Hóa, Nghệ An, Hà Tĩnh, Quảng Bình."
    assert extract(document_of(f"Nắng nóng kéo dài\n{told}")).province is None
    address = {"url": "https://baonghean.vn/nang-nong.html"}
    assert extract(document_of(f"Nắng nóng kéo dài\n{told}", **address)).province == "Nghệ An"


@pytest.mark.parametrize(
    ("told", "province"),
    [
        ("Tỉnh ủy Lạng Sơn họp\nTỉnh ủy Lạng Sơn tiếp đoàn các tỉnh Cao Bằng, Bắc Kạn và Hà Giang.",
         "Lạng Sơn"),
        ("Bàn việc nối đường\nUBND tỉnh Sơn La tiếp các tỉnh Điện Biên, Lai Châu, Hòa Bình.",
         "Sơn La"),
        ("Bắc Kạn đón khách\nLãnh đạo các tỉnh Cao Bằng, Bắc Kạn, Thái Nguyên họp.", "Bắc Kạn"),
        ("Ngày hội\nTại Đà Nẵng, tỉnh Quảng Nam tổ chức ngày hội; tỉnh mời nhiều khách.",
         "Quảng Nam"),
        ("Họp\nUBND thành phố Thái Bình, tỉnh Thái Bình, họp.", "Thái Bình"),
    ],
)  # fmt: skip
def test_a_list_of_others_takes_nothing_from_the_articles_own(
    document_of: Callable[..., Document], told: str, province: str
) -> None:
    values = extract(document_of(told))
    assert values.province == province
    assert values.confidence("province") >= UNCERTAIN_BELOW


LATE = "Trung tâm dự báo\nTrung tâm dự báo họp." + " Việc này giúp bà con chủ động mùa vụ." * 20


@pytest.mark.parametrize(
    ("told", "sure"),
    [
        ("Một bạn trẻ ở trường chuyên, tỉnh Phú Yên, góp ý.", False),
        ("Công an tỉnh Phú Yên biết; UBND tỉnh Phú Yên cũng vậy.", False),
        ("Dự họp có Bí thư Tỉnh ủy Phú Yên." * 4, False),
        ("Tỉnh ủy Phú Yên họp. UBND tỉnh Phú Yên giao việc; dân Phú Yên đồng tình.", True),
    ],
)
def test_a_province_told_aside_is_a_guess(
    document_of: Callable[..., Document], told: str, *, sure: bool
) -> None:
    values = extract(document_of(f"{LATE} {told}"))
    assert values.province == "Phú Yên"
    assert (values.confidence("province") >= UNCERTAIN_BELOW) == sure


@pytest.mark.parametrize(
    "told",
    [
        "Tiểu sử Bí thư Tỉnh ủy Sơn La\nTháng 5-2013, Ban Chấp hành khóa XII bầu ông.",
        "Huyện ủy Mai Sơn mở hội nghị\nHọc Kết luận Hội nghị Tỉnh ủy Sơn La khóa XV.",
    ],
)
def test_a_term_told_in_passing_is_at_most_a_guess(
    document_of: Callable[..., Document], told: str
) -> None:
    values = extract(document_of(told))
    assert values.term is not None
    assert values.confidence("term") < UNCERTAIN_BELOW
