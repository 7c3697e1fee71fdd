"""Which buckets a facet shows, and in which order."""

from __future__ import annotations

import pytest

from indexer import Searcher, SearchRequest, buckets
from indexer.analysis.collation import collation_key
from indexer.analysis.keys import value_key
from indexer.buckets import chosen_values, shown_facet
from indexer.documents import Scalar
from indexer.results import Bucket


def values(name: str, counts: dict[Scalar | None, int], *chosen: str) -> list[Scalar | None]:
    request = SearchRequest(filters={name: chosen} if chosen else {})
    return [bucket.value for bucket in shown_facet(name, counts, request).buckets]


def test_years_fall_numbers_rise_and_no_value_is_last() -> None:
    assert values("year", {2020: 1, None: 9, 2023: 1, 1999: 5}) == [2023, 2020, 1999, None]
    assert values("conference", {12: 1, None: 9, 2: 4}) == [2, 12, None]


def test_names_stand_by_count_then_by_the_vietnamese_alphabet() -> None:
    counts: dict[Scalar | None, int] = {"Đồng Nai": 2, None: 9, "Hà Nội": 2, "An Giang": 1}
    assert values("province", {**counts, "Điện Biên": 2}) == [
        "Điện Biên",
        "Đồng Nai",
        "Hà Nội",
        "An Giang",
        None,
    ]


def test_every_chosen_value_has_a_bucket_of_its_own_kind() -> None:
    request = SearchRequest(filters={"province": ("bac-kan", "none", "nowhere"), "year": ("2020",)})
    province = shown_facet("province", {"Bắc Kạn": 3, "Hà Nội": 1}, request).buckets
    assert province == (
        Bucket("Bắc Kạn", 3, selected=True),
        Bucket("Hà Nội", 1),
        Bucket("nowhere", 0, selected=True),
        Bucket(None, 0, selected=True),
    )
    assert shown_facet("year", {}, request).buckets == (Bucket(2020, 0, selected=True),)
    assert values("year", {2021: 1, 2019: 1}, "2020") == [2021, 2020, 2019]


def test_of_very_many_values_the_most_frequent_and_the_chosen_are_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And no others are put in order, which takes longest."""
    ordered: list[str] = []

    def collated(value: str) -> object:
        ordered.append(value)
        return collation_key(value)

    monkeypatch.setattr(buckets, "collation_key", collated)
    often: dict[Scalar | None, int] = {f"Nơi {number}": 2 for number in range(buckets.MOST)}
    counts = {"Bắc Kạn": 1, None: 1, "Hà Nội": 1, **often, "Cao Bằng": 3}
    request = SearchRequest(filters={"province": ("ha-noi",)})
    shown = [bucket.value for bucket in shown_facet("province", counts, request).buckets]
    assert [shown[0], *shown[-2:]] == ["Cao Bằng", "Hà Nội", None]
    assert len(shown) == buckets.MOST + 2
    assert sorted(ordered) == sorted(value for value in shown if isinstance(value, str))
    numbers = dict.fromkeys(range(5 * buckets.MOST), 1)
    assert values("conference", {**numbers, 7000: 2})[-2:] == [buckets.MOST - 2, 7000]


def test_a_chosen_value_is_looked_for_among_all_only_if_it_is_spelled_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """To compare it with the keys of very many values takes longer than searching."""
    compared: list[Scalar] = []

    def key(value: Scalar) -> str:
        compared.append(value)
        return value_key(value)

    monkeypatch.setattr(buckets, "value_key", key)
    counts: dict[Scalar | None, int] = {"Bắc Kạn": 1, "Hà Nội": 2, None: 4}
    for typed in (("Bắc Kạn", "none"), ("bac-kan", "none")):
        request = SearchRequest(filters={"province": typed})
        shown = shown_facet("province", counts, request).buckets
        assert [bucket.selected for bucket in shown] == [False, True, True]
    assert "Hà Nội" not in compared
    values("level", {"tỉnh": 1, "huyện": 2}, "TINH")
    assert compared[-2:] == ["tỉnh", "huyện"]


def test_a_province_is_chosen_under_any_name_and_counted_under_todays() -> None:
    request = SearchRequest(filters={"province": ("bac kan",)}, units="today")
    assert chosen_values("province", request) == {"thai-nguyen": "bac kan"}


def test_a_listing_is_the_answer_without_its_texts(searcher: Searcher) -> None:
    for q in ("hội nghị lần thứ 12", "dang bo tinh", '"nhiệm kỳ"', ""):
        for chosen in ({}, {"year": ("2023",)}):
            request = SearchRequest(q, filters=chosen, size=3)
            results, listing = searcher.search(request), searcher.listing(request)
            assert listing.ids == tuple(hit.document.id for hit in results.hits)
            assert (listing.total, listing.facets) == (results.total, results.facets)
