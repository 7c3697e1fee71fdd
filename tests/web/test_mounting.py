from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from webapp import Config, create_app, create_blueprint


def test_the_site_mounts_in_another_application_under_a_prefix(seeds_index: Path) -> None:
    host = Flask("host")
    host.add_url_rule("/", "front", lambda: "the host's own page")
    host.register_blueprint(
        create_blueprint({"HOINGHI_INDEX": str(seeds_index)}), url_prefix="/tra-cuu"
    )
    client = host.test_client()
    assert client.get("/").text == "the host's own page"
    text = client.get("/tra-cuu/?province=bac-kan").text
    assert 'href="/tra-cuu/documents/000_c7d97e0f48b9f3a1"' in text
    assert 'action="/tra-cuu/"' in text
    with client.get("/tra-cuu/static/site.css") as style:
        assert style.status_code == 200
    body = client.get("/tra-cuu/api/search").json
    assert body["links"]["self"] == "http://localhost/tra-cuu/api/search"
    assert client.get("/tra-cuu/api/search?year=abc").mimetype == "application/problem+json"
    assert "Không có trang này" in client.get("/tra-cuu/nope").text
    assert "Content-Security-Policy" not in client.get("/").headers
    assert client.get("/nope").text.count("Không có trang này") == 0


def test_two_sites_live_in_two_applications(seeds_index: Path, hostile_index: Path) -> None:
    first = create_app({"HOINGHI_INDEX": str(seeds_index)}).test_client()
    second = create_app({"HOINGHI_INDEX": str(hostile_index)}).test_client()
    assert first.get("/readyz").json["index"]["documents"] == 5
    assert second.get("/readyz").json["index"]["documents"] == 2


def test_forwarded_headers_count_only_behind_declared_proxies(seeds_index: Path) -> None:
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "tim.example"}
    for proxies, root in (("0", "http://localhost"), ("1", "https://tim.example")):
        settings = {"HOINGHI_INDEX": str(seeds_index), "HOINGHI_PROXIES": proxies}
        body = create_app(settings).test_client().get("/api/search", headers=forwarded).json
        assert body["links"]["html"] == f"{root}/"


def test_only_the_named_origins_may_call_when_some_are_named(seeds_index: Path) -> None:
    settings = {
        "HOINGHI_INDEX": str(seeds_index),
        "HOINGHI_CORS_ORIGINS": "https://a.example, https://b.example",
        "HOINGHI_FRAME_ANCESTORS": "https://a.example",
        "HOINGHI_TITLE": "Kho hội nghị",
    }
    client = create_app(settings).test_client()
    for origin, allowed in [
        ("https://b.example", "https://b.example"),
        ("https://c.example", None),
    ]:
        answer = client.get("/api/search", headers={"Origin": origin})
        assert answer.headers.get("Access-Control-Allow-Origin") == allowed
        assert "Origin" in answer.headers["Vary"]
    page = client.get("/")
    assert "frame-ancestors https://a.example" in page.headers["Content-Security-Policy"]
    assert "<title>Kho hội nghị</title>" in page.text


def test_settings_have_defaults_and_come_from_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert Config.from_environment({"HOINGHI_INDEX": "", "HOINGHI_CORS_ORIGINS": " "}) == Config()
    monkeypatch.setenv("HOINGHI_TITLE", "Từ môi trường")
    assert "Từ môi trường" in create_app().test_client().get("/example").text


@pytest.mark.parametrize(
    "wrong",
    [
        {"HOINGHI_PROXIES": "many"},
        {"HOINGHI_SECONDS": "soon"},
        {"HOINGHI_SECONDS": "0"},
        {"HOINGHI_FRAME_ANCESTORS": "x; script-src *"},
    ],
)
def test_a_wrong_setting_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="HOINGHI_"):
        Config.from_environment(wrong)
