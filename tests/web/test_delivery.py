"""How pages and files go out: light, kept as long as they hold, and of whichever index serves."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from indexer import build_index
from indexer.manifest import MANIFEST
from indexer.publish import current
from tests.web.asking import SEED
from webapp import create_app
from webapp.widget import _PLACEHOLDER


def test_every_answer_says_what_may_be_loaded(client: FlaskClient) -> None:
    for address in ("/", "/nope", f"/documents/{SEED}", "/api/search", "/static/site.css"):
        with client.get(address) as answer:
            headers = answer.headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "Set-Cookie" not in headers


def test_nothing_is_inline_and_nothing_comes_from_elsewhere(client: FlaskClient) -> None:
    for address in ("/", "/?q=x&year=2023", f"/documents/{SEED}", "/example", "/nope"):
        text = client.get(address).text
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", text)
        assert not re.findall(r'(?:src|<link[^>]*href)="(?:https?:)?//(?!localhost)', text)


def test_head_answers_without_a_body(client: FlaskClient) -> None:
    answer = client.head("/?q=x")
    assert (answer.status_code, answer.data) == (200, b"")


def test_the_same_page_is_not_sent_twice(client: FlaskClient) -> None:
    tag = client.get("/").headers["ETag"]
    assert client.get("/", headers={"If-None-Match": tag}).status_code == 304


def test_a_site_without_an_index_says_how_to_build_one_and_finds_it_later(
    tmp_path: Path,
) -> None:
    client = create_app({"HOINGHI_INDEX": str(tmp_path / "index")}).test_client()
    answer = client.get("/")
    assert answer.status_code == 503
    pinned = "Chưa có chỉ mục tìm kiếm. Người quản trị hãy chạy lệnh: hoinghi build"
    assert pinned in answer.text
    assert client.get("/api/search").json["status"] == 503
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200
    build_index(_seeds(), tmp_path / "index")
    assert client.get("/").status_code == 200


def _seeds() -> Path:
    return Path(__file__).parents[2] / "seeds"


@pytest.mark.parametrize(
    ("manifest", "title"),
    [('{"format": 0, "fingerprint": ""}', "phiên bản khác"), ("", "Không đọc được chỉ mục")],
)
def test_a_site_with_an_unusable_index_says_what_to_run_but_no_path_of_the_server(
    manifest: str, title: str, tmp_path: Path
) -> None:
    build_index(_seeds(), tmp_path)
    (current(tmp_path).path / MANIFEST).write_text(manifest, encoding="utf-8")
    client = create_app({"HOINGHI_INDEX": str(tmp_path)}).test_client()
    remedy = "chạy lại lệnh hoinghi build với đúng thư mục nguồn và chỉ mục như lần trước"
    for answer in (client.get("/"), client.get("/api/search")):
        assert answer.status_code == 503
        assert title in answer.text
        assert remedy in answer.text
        assert tmp_path.name not in answer.text


def test_a_new_generation_is_served_and_its_pages_are_new(tmp_path: Path) -> None:
    index = tmp_path / "index"
    build_index(_seeds(), index)
    client = create_app({"HOINGHI_INDEX": str(index)}).test_client()
    before = client.get("/").headers["ETag"]
    build_index(_seeds(), index)
    after = client.get("/", headers={"If-None-Match": before})
    assert after.status_code == 200
    assert after.headers["ETag"] != before


def test_the_widget_carries_its_messages_and_stays_small(client: FlaskClient) -> None:
    answer = client.get("/widget.js")
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert _PLACEHOLDER not in answer.text
    assert "Tìm kiếm" in answer.text
    assert len(answer.data) < 15_000
    assert not re.search(r"innerHTML|eval\(|new Function|insertAdjacentHTML", answer.text)


def test_a_page_with_its_script_and_style_is_light(client: FlaskClient) -> None:
    parts = ("/?q=hoi+nghi", "/static/site.css", "/static/site.js", "/static/icon.svg")
    total = 0
    for part in parts:
        with client.get(part) as answer:
            total += len(answer.data)
    assert 0 < total < 60_000


def test_styles_are_kept_for_as_long_as_their_address_stays(client: FlaskClient) -> None:
    address = re.search(r'href="(/static/site.css[^"]*)"', client.get("/").text)
    assert address is not None
    with client.get(address[1]) as named, client.get("/static/site.css") as unnamed:
        assert "immutable" in named.headers["Cache-Control"]
        assert unnamed.headers["Cache-Control"] == "no-cache"


def test_text_is_compressed_for_whoever_accepts_it(client: FlaskClient) -> None:
    plain = client.get("/?q=hoi+nghi")
    for accepted in ("gzip", "br, gzip;q=0.5"):
        answer = client.get("/?q=hoi+nghi", headers={"Accept-Encoding": accepted})
        assert answer.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(answer.data) == plain.data
        assert "Accept-Encoding" in answer.headers["Vary"]
    refused = client.get("/?q=hoi+nghi", headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refused.headers
