"""Provinces around a merger: whose name counts when both are named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.documents import Document
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
