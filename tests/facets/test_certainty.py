"""Which values read from a text are guesses only."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.documents import UNCERTAIN_BELOW, Document
from indexer.facets import extract


@pytest.mark.parametrize(
    ("told", "sure"),
    [
        ("Ngày 5/7/2019 và ngày 5/7/2021, Tỉnh ủy Bắc Giang họp.", False),
        ("Ngày 4/2/2018, ngày 6/8/2020, Tỉnh ủy Bắc Giang họp.", False),
        ("Sáng 9/3/2017 hoặc sáng 9/3/2018, Tỉnh ủy Bắc Giang họp.", False),
        ("Ngày 5/7/2021 và ngày 6/7/2021, Tỉnh ủy Bắc Giang họp.", True),
        ("Ngày 5/7/2021, Tỉnh ủy Bắc Giang họp, xem lại việc ngày 8/3/2020.", True),
        ("Tỉnh ủy Tiền Giang họp, nhắc lại chiến thắng Ấp Bắc (2/1/1963).", False),
        ("Ngày 8/11/1986, Tỉnh ủy Tiền Giang họp.", True),
    ],
)
def test_a_year_is_sure_where_one_date_tells_of_the_event(
    told: str, *, sure: bool, document_of: Callable[..., Document]
) -> None:
    values = extract(document_of(f"Tin của Tỉnh ủy\n{told}"))
    assert values.year is not None
    assert (values.confidence("year") >= UNCERTAIN_BELOW) == sure
