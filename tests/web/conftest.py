"""A site over a real index: the five seeds and a few documents that try to break it."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from indexer import Document, build_index
from webapp import create_app

SEEDS = Path(__file__).parents[2] / "seeds"

HOSTILE = (
    Document(
        id="odd/../id with ?#&%2F and ủ",
        text="<script>alert(1)</script> & “nguy hiểm” của thử nghiệm\n\nNội dung thử nghiệm.",
        title="<script>alert(1)</script> thử nghiệm",
        url="javascript:alert(1)",
    ),
    Document(
        id="//emoji",
        text="😀😀 Hội nghị lần thứ 7 😀 của Tỉnh ủy Cà Mau năm 2021",
        title="Emoji 😀 Cà Mau",
        url="https://example.org/a?b=<c>",
        published="2021-02-03",
    ),
)


@pytest.fixture(scope="session")
def seeds_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    index = tmp_path_factory.mktemp("seeds") / "index"
    build_index(SEEDS, index)
    return index


@pytest.fixture(scope="session")
def hostile_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    index = tmp_path_factory.mktemp("hostile") / "index"
    build_index(HOSTILE, index)
    return index


@pytest.fixture(scope="session")
def app(seeds_index: Path) -> Flask:
    return create_app({"HOINGHI_INDEX": str(seeds_index)})


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def hostile(hostile_index: Path) -> FlaskClient:
    return create_app({"HOINGHI_INDEX": str(hostile_index)}).test_client()
