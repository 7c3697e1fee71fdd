"""``/api/analyze``: a text becomes terms as it does on the command line."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer import CHAINS, analyze
from indexer.requests import MAX_QUESTION
from tests.web.asking import DESCRIBED, anything, check
from webapp import create_app
from webapp.analysis import PARAMETERS as ANALYSIS_PARAMETERS


def test_a_text_is_analysed_as_the_command_line_does_it(client: FlaskClient) -> None:
    text = "Nghị quyết 05-NQ/TU của Tỉnh ủy"
    rows = client.get("/api/analyze", query_string={"text": text}).json
    assert rows == [
        {**token._asdict(), "chain": name} for name in CHAINS for token in analyze(name, text)
    ]
    assert {text[row["start"] : row["end"]] for row in rows if row["chain"] == "words"} >= {
        "Nghị quyết", "Tỉnh ủy"
    }  # fmt: skip
    for row in rows:
        check(row, "Token")


@pytest.mark.parametrize(
    ("query", "chains"),
    [
        ("chain=words", ["words"]),
        ("chain=folded&chain=words&chain=folded&lang=en", ["folded", "words"]),
        ("chain=", list(CHAINS)),
        ("", list(CHAINS)),
    ],
)
def test_only_the_asked_chains_answer(client: FlaskClient, query: str, chains: list[str]) -> None:
    rows = client.get(f"/api/analyze?text=06/7/2023&{query}").json
    assert list(dict.fromkeys(row["chain"] for row in rows)) == chains


@pytest.mark.parametrize(
    ("query", "parameter", "accepts"),
    [
        ("text=a&chain=verbs", "chain", ", ".join(CHAINS)),
        ("text=a&q=b", "q", "text, chain, lang"),
        ("text=a&lang=fr", "lang", "vi hoặc en"),
        ("text=a&text=b", "text", "text, chain, lang"),
    ],
)
def test_what_analysis_does_not_take_is_refused_with_what_it_does(
    client: FlaskClient, query: str, parameter: str, accepts: str
) -> None:
    answer = client.get(f"/api/analyze?{query}")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    check(answer.json, "Problem")
    assert (answer.json["parameter"], answer.json["accepts"]) == (parameter, accepts)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_two_texts_at_once_are_refused(client: FlaskClient) -> None:
    assert client.get("/api/analyze?text=a&text=a").status_code == 200
    assert client.get("/api/analyze?text=a&text=b").json["type"].endswith("/repeated-parameter")


def test_a_long_text_is_analysed_as_far_as_a_question_is_read(client: FlaskClient) -> None:
    rows = client.get("/api/analyze", query_string={"text": "hội " * 25_000, "chain": "words"}).json
    assert rows[-1]["end"] == MAX_QUESTION - 1


def test_analysis_needs_no_index(tmp_path: Path) -> None:
    client = create_app({"HOINGHI_INDEX": str(tmp_path)}).test_client()
    assert client.get("/api/analyze").json == []
    assert client.get("/api/search").status_code == 503


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["text", "chain", "lang"]) | anything, anything)))
def test_whatever_is_to_be_analysed_the_answer_is_described(
    client: FlaskClient, pairs: list[tuple[str, str]]
) -> None:
    answer = client.get(f"/api/analyze?{urlencode(pairs)}")
    assert answer.status_code in (200, 400)
    for row in answer.json if answer.status_code == 200 else []:
        check(row, "Token")


def test_the_description_covers_what_analysis_takes() -> None:
    described = DESCRIBED["paths"]["/api/analyze"]["get"]["parameters"]
    assert [each["name"] for each in described] == [*ANALYSIS_PARAMETERS, "lang"]
    token = DESCRIBED["components"]["schemas"]["Token"]["properties"]
    assert described[1]["schema"]["items"]["enum"] == token["chain"]["enum"] == list(CHAINS)
