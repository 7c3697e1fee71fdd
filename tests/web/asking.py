"""How the site is asked, and whether its answers are as described."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
from flask.testing import FlaskClient
from hypothesis import strategies as st

SEED = "000_c7d97e0f48b9f3a1"

DESCRIBED = json.loads(
    (Path(__file__).parents[2] / "webapp/openapi.json").read_text(encoding="utf-8")
)


def check(body: Any, schema: str) -> None:
    whole = {"$ref": f"#/components/schemas/{schema}", "components": DESCRIBED["components"]}
    jsonschema_rs.validate(whole, body)


anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def search(client: FlaskClient, **params: Any) -> Any:
    answer = client.get("/api/search", query_string=params)
    assert answer.status_code == 200
    return answer.json


def page(client: FlaskClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.mimetype == "text/html"
    return answer.text
