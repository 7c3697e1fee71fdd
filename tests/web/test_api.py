from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer import Searcher, SearchRequest
from indexer.documents import FACETS
from indexer.params import PARAMETERS
from indexer.presenters import search_body
from tests.web.asking import DESCRIBED, anything, check, search


def test_a_search_has_the_described_shape(client: FlaskClient) -> None:
    body = search(client, q="hội nghị lần thứ 12 Bắc Kạn")
    check(body, "Results")
    assert body["hits"][0]["id"] == "000_c7d97e0f48b9f3a1"
    assert body["hits"][0]["province"] == "Bắc Kạn"


def test_the_command_line_and_the_endpoint_print_the_same_body(
    client: FlaskClient, seeds_index: Path
) -> None:
    with Searcher.open(seeds_index) as searcher:
        request = SearchRequest(q="hoi nghi")
        printed = search_body(searcher.search(request), request, root="", lang="vi")
    served = search(client, q="hoi nghi")
    assert printed.keys() == served.keys()
    assert printed["facets"] == served["facets"]
    assert [hit["id"] for hit in printed["hits"]] == [hit["id"] for hit in served["hits"]]


def test_province_bac_kan_leaves_three_documents(client: FlaskClient) -> None:
    body = search(client, province="bac-kan")
    assert body["total"]["value"] == 3
    years = {each["value"]: each["count"] for each in body["facets"]["year"]["buckets"]}
    assert years == {2023: 2, 2020: 1}
    selected = [b["value"] for b in body["facets"]["province"]["buckets"] if b["selected"]]
    assert selected == ["Bắc Kạn"]


def test_unknown_is_a_bucket_one_can_choose(client: FlaskClient) -> None:
    unknown = search(client)["facets"]["conference"]["buckets"][-1]
    assert (unknown["value"], unknown["label"]) == ("none", "Chưa xác định")
    assert search(client, conference="none")["total"]["value"] == unknown["count"]


@pytest.mark.parametrize(
    ("question", "value", "text"),
    [
        ("hội nghị:12", "12", "hội nghị:12"),
        ("năm:2023", "2023", "năm:2023"),
        ("khóa:XII", "XII", "khóa:XII"),
        ("tỉnh:bac-kan", "Bắc Kạn", "tỉnh:bac-kan"),
        (
            "https://bao.example/hoi-nghi-lan-thu-12",
            "12",
            "https://bao.example/hoi-nghi-lan-thu-12",
        ),
        ("ngày 6 tháng 7 năm 2023", "2023-07-06", "ngày 6 tháng 7 năm 2023"),
    ],
)
def test_a_value_is_said_as_a_filter_takes_it_and_its_words_as_typed(
    client: FlaskClient, question: str, value: str, text: str
) -> None:
    one = search(client, q=question)["query"]["understood"][0]
    assert (one["value"], one["text"]) == (value, text)
    if one["name"] in FACETS:
        search(client, **{one["name"]: value})


def test_marks_are_code_points_and_the_snippet_is_the_original(hostile: FlaskClient) -> None:
    hit = search(hostile, q="ca mau")["hits"][0]
    (start, end) = hit["title_marks"][0]
    assert hit["title"][start:end] == "Cà Mau"
    whole = hostile.get(hit["link"].replace("/documents/", "/api/documents/", 1)).json
    for snippet in hit["snippets"]:
        begin = snippet["start"]
        assert whole["text"][begin : begin + len(snippet["text"])] == snippet["text"]


def test_pages_link_to_their_neighbours(client: FlaskClient) -> None:
    ids: list[str] = []
    address = "/api/search?size=2"
    while address:
        body = client.get(address).json
        ids += [hit["id"] for hit in body["hits"]]
        address = body["links"]["next"]
    assert len(ids) == len(set(ids)) == 5
    assert body["links"]["prev"].endswith("page=2&size=2")


def test_labels_are_english_on_request(client: FlaskClient) -> None:
    body = search(client, lang="en", conference="12")
    assert body["facets"]["province"]["label"] == "Province or city"
    assert body["links"]["self"].endswith("lang=en")


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("year=abc", "year"),
        ("page=-1", "page"),
        ("size=10000", "size"),
        ("color=red", "color"),
        ("lang=fr", "lang"),
        ("page=1&page=2", "page"),
    ],
)
def test_a_bad_parameter_is_a_described_problem(
    client: FlaskClient, query: str, parameter: str
) -> None:
    answer = client.get(f"/api/search?{query}")
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    check(answer.json, "Problem")
    assert answer.json["parameter"] == parameter
    assert client.get(answer.json["type"]).status_code == 200


def test_a_question_of_100_kb_is_cut_with_a_note(client: FlaskClient) -> None:
    body = search(client, q="hội nghị " * 11_000)
    note = next(each for each in body["query"]["notes"] if each["code"] == "question_cut")
    assert "1.000" in note["text"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.sampled_from([*PARAMETERS, "lang"]) | anything, anything), max_size=4))
def test_whatever_is_asked_the_answer_is_described(
    client: FlaskClient, pairs: list[tuple[str, str]]
) -> None:
    answer = client.get(f"/api/search?{urlencode(pairs)}")
    assert answer.status_code in (200, 400)
    check(answer.json, "Results" if answer.status_code == 200 else "Problem")
    page = client.get(f"/?{urlencode(pairs)}")
    assert page.status_code == answer.status_code


@pytest.mark.parametrize("q", ["*", '"', '"hội nghị', "<script>", "-", "\x00", "((", "a:b", "%"])
def test_an_odd_question_is_answered(client: FlaskClient, q: str) -> None:
    check(search(client, q=q), "Results")


def test_an_unknown_value_gives_an_empty_result_and_its_bucket(client: FlaskClient) -> None:
    body = search(client, province="Atlantis")
    assert body["total"]["value"] == 0
    assert {"value": "Atlantis", "label": "Atlantis", "count": 0, "selected": True} in body[
        "facets"
    ]["province"]["buckets"]


@pytest.mark.parametrize("path", ["/api/search", "/api/nope", "/api/documents/nope", "/healthz"])
def test_any_site_may_read_every_answer(client: FlaskClient, path: str) -> None:
    for method in ("GET", "HEAD", "OPTIONS", "POST"):
        answer = client.open(path, method=method, headers={"Origin": "https://elsewhere.example"})
        assert answer.headers["Access-Control-Allow-Origin"] == "*", method
        assert "Set-Cookie" not in answer.headers


def test_a_preflight_request_is_allowed(client: FlaskClient) -> None:
    answer = client.options(
        "/api/search",
        headers={"Origin": "https://a.example", "Access-Control-Request-Method": "GET"},
    )
    assert answer.status_code == 200
    assert "GET" in answer.headers["Access-Control-Allow-Methods"]


def test_the_same_answer_is_not_sent_twice(client: FlaskClient) -> None:
    first = client.get("/api/search?q=a")
    again = client.get("/api/search?q=a", headers={"If-None-Match": first.headers["ETag"]})
    other = client.get("/api/search?q=b", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert other.status_code == 200


def test_another_method_is_refused_with_the_allowed_ones(client: FlaskClient) -> None:
    answer = client.post("/api/search")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert answer.mimetype == "application/problem+json"


def test_the_description_covers_exactly_the_routes(app: Flask, client: FlaskClient) -> None:
    pages = {"/", "/documents/", "/documents/{id}", "/problems/{slug}", "/{path}"}
    pages |= {"/static/{filename}", "/widget.js", "/example"}
    rules = {rule.rule for rule in app.url_map.iter_rules()}
    for long, short in [
        ("<hoinghi_id:document_id>", "{id}"),
        ("<slug>", "{slug}"),
        ("<path:path>", "{path}"),
        ("<path:filename>", "{filename}"),
    ]:
        rules = {rule.replace(long, short) for rule in rules}
    served = client.get("/openapi.json").json
    assert served["openapi"].startswith("3.1")
    assert set(served["paths"]) == rules - pages


def test_the_description_covers_exactly_the_parameters() -> None:
    described = {p["name"] for p in DESCRIBED["paths"]["/api/search"]["get"]["parameters"]}
    assert described == {*PARAMETERS, "lang"}


def test_health_needs_no_index_and_readiness_says_which(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok"}
    assert client.get("/readyz").json["index"]["documents"] == 5
