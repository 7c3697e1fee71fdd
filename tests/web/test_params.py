from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.keys import value_key
from indexer.documents import FACETS
from indexer.errors import BadParameterError
from indexer.params import PARAMETERS, parse_params, request_params
from indexer.requests import SearchRequest
from webapp.links import Links

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
names = text.map(str.strip).filter(lambda value: bool(value_key(value)))
numbers = {
    "year": st.integers(1000, 9999).map(str) | st.just("none"),
    "conference": st.integers(1, 999).map(str) | st.just("none"),
}


def values(facet: str) -> st.SearchStrategy[tuple[str, ...]]:
    one = numbers.get(facet, names)
    return st.lists(one, min_size=1, max_size=4, unique_by=value_key).map(tuple)


requests = st.builds(
    SearchRequest,
    q=text,
    filters=st.fixed_dictionaries({}, optional={facet: values(facet) for facet in FACETS}),
    sort=st.sampled_from(["relevance", "newest", "oldest"]),
    page=st.integers(1, 10**6),
    size=st.integers(1, 100),
    match=st.sampled_from(["most", "all"]),
    units=st.sampled_from(["written", "today"]),
    expand=st.booleans(),
    certain=st.booleans(),
)


@given(requests)
def test_parameters_there_and_back_are_the_same_request(request: SearchRequest) -> None:
    assert parse_params(request_params(request)) == request


@given(requests, st.sampled_from(FACETS), st.data())
def test_toggling_a_value_twice_gives_the_same_address(
    request: SearchRequest, facet: str, data: st.DataObject
) -> None:
    chosen = request.filters.get(facet, ())
    value = data.draw(st.sampled_from(chosen) if chosen else numbers.get(facet, names))
    once = toggled(request, facet, value)
    first_page = Links("/", request, "vi").sort(request.sort)
    assert Links("/", once, "vi").toggle(facet, value) == first_page


def toggled(request: SearchRequest, facet: str, value: str) -> SearchRequest:
    chosen = request.filters.get(facet, ())
    kept = tuple(each for each in chosen if value_key(each) != value_key(value))
    return request.with_filter(facet, kept if len(kept) < len(chosen) else (*chosen, value))


@given(st.lists(st.tuples(st.sampled_from(PARAMETERS) | text, text), max_size=5))
def test_any_pairs_are_a_request_or_an_error_that_names_one(
    pairs: list[tuple[str, str]],
) -> None:
    named = None
    try:
        request = parse_params(pairs)
    except BadParameterError as error:
        named = error.parameter
    else:
        assert parse_params(request_params(request)) == request
    assert named in {None, *(name for name, _ in pairs)}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("year", "abc"),
        ("year", "202"),
        ("year", "20233"),
        ("year", "२०२३"),
        ("conference", "0"),
        ("conference", "-1"),
        ("conference", "XII"),
        ("page", "0"),
        ("page", "-1"),
        ("page", "1e3"),
        ("page", "9" * 5000),
        ("size", "0"),
        ("size", "101"),
        ("size", "10000"),
        ("sort", "best"),
        ("units", "old"),
        ("match", "none"),
        ("expand", "yes"),
        ("certain", "2"),
        ("colour", "red"),
    ],
)
def test_a_bad_value_is_an_error_that_names_parameter_and_value(name: str, value: str) -> None:
    with pytest.raises(BadParameterError) as caught:
        parse_params([(name, value)])
    assert (caught.value.parameter, caught.value.value) == (name, value)


def test_two_spellings_of_one_value_are_one() -> None:
    pairs = [("province", "Bắc Kạn"), ("province", "bac-kan"), ("province", "Ba\u0306\u0301c Kạn")]
    assert parse_params(pairs).filters == {"province": ("Bắc Kạn",)}


def test_values_keep_their_order() -> None:
    pairs = [("province", "Sơn La"), ("year", "2023"), ("province", "Bắc Kạn")]
    assert parse_params(pairs).filters == {"province": ("Sơn La", "Bắc Kạn"), "year": ("2023",)}


def test_empty_fields_of_a_form_count_as_not_given() -> None:
    pairs = [("q", ""), ("province", " "), ("year", ""), ("sort", ""), ("page", "")]
    assert parse_params(pairs) == SearchRequest()


def test_unknown_is_a_value_of_every_facet() -> None:
    request = parse_params([(facet, "None") for facet in FACETS])
    assert {value_key(chosen) for (chosen,) in request.filters.values()} == {"none"}
    assert request.filters["year"] == ("none",)


def test_a_parameter_given_twice_with_two_values_is_an_error() -> None:
    with pytest.raises(BadParameterError) as caught:
        parse_params([("page", "1"), ("page", "2")])
    assert caught.value.code == "repeated_parameter"


def test_a_long_question_is_no_error() -> None:
    assert len(parse_params([("q", "a" * 100_000)]).q) == 100_000


def test_twenty_thousand_filter_values_are_read_at_once() -> None:
    pairs = [("province", f"tỉnh {number}") for number in range(20_000)]
    assert len(parse_params(pairs).filters["province"]) == 20_000
