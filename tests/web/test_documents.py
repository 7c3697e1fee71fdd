"""``/api/documents/``: any document by its id, whatever letters that has."""

from __future__ import annotations

from urllib.parse import parse_qs, quote, urlsplit

import pytest
from flask.testing import FlaskClient

from indexer.presenters import document_link
from tests.web.asking import check, search

ODD_ID = "odd/../id with ?#&%2F and ủ"


def test_a_document_is_the_whole_original_with_evidence(client: FlaskClient) -> None:
    body = client.get("/api/documents/000_c7d97e0f48b9f3a1").json
    check(body, "Document")
    for evidence in body["evidence"].values():
        for each in evidence:
            if each["source"] == "text":
                assert body["text"][each["start"] : each["end"]] == each["text"]


@pytest.mark.parametrize("document_id", [ODD_ID, "//emoji"])
def test_an_id_with_odd_letters_is_found_under_it(hostile: FlaskClient, document_id: str) -> None:
    for address in ("/api/documents/", "/documents/"):
        assert hostile.get(f"{address}{quote(document_id)}").status_code == 200


@pytest.mark.parametrize("document_id", ["..", ".", "a/../b", "./x", "/x", "x/", "a//b", "a b/.."])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_id_no_path_can_hold_goes_into_the_query(document_id: str, lang: str) -> None:
    address = urlsplit(document_link(document_id, "https://a.example", lang))
    assert (address.netloc, address.path) == ("a.example", "/documents/")
    pairs = parse_qs(address.query, keep_blank_values=True)
    assert pairs == {"id": [document_id], **({"lang": [lang]} if lang == "en" else {})}


@pytest.mark.parametrize("document_id", ["...", "a..b/.c", "%2e%2e", "a\\..", "?id=..", "#"])
def test_any_other_id_stays_in_the_path(document_id: str) -> None:
    address = document_link(document_id, "", "vi")
    assert address == f"/documents/{quote(document_id)}"


@pytest.mark.parametrize("query", ["", "?id=", "?id=nope", "?id=..&lang=en"])
def test_an_unknown_id_in_the_query_is_a_problem(client: FlaskClient, query: str) -> None:
    assert client.get(f"/api/documents/{query}").json["type"].endswith("/unknown-document")
    assert client.get(f"/documents/{query}").status_code == 404


def test_every_link_leads_to_its_document(hostile: FlaskClient) -> None:
    for hit in search(hostile)["hits"]:
        assert "http://localhost/documents/" in hit["link"]
        body = hostile.get(hit["link"].replace("/documents/", "/api/documents/", 1)).json
        assert body["id"] == hit["id"]


def test_an_unknown_document_is_a_problem(client: FlaskClient) -> None:
    answer = client.get("/api/documents/nope")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
