"""A real server and a real browser."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from waitress.server import create_server

from benchmarks.articles import articles
from indexer import Document, build_index
from webapp import create_app

Open = Callable[..., Page]

SEEDS = Path(__file__).parents[2] / "seeds"
HOSTILE = (
    Document(
        id="hostile",
        text="<script>window.broken = 1</script> thử nghiệm <img src=x onerror=broken=1>",
        title="<script>window.broken = 1</script> thử nghiệm",
        url="javascript:window.broken=1",
    ),
    Document(id="emoji", text="😀😀 Hội nghị ở Cà Mau 😀 năm 2021", title="Biểu tượng 😀 Cà Mau"),
    Document(id="a/../..", text="Đại hội ở Yên Bái", title="Mã khó"),
)


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """Serve a WSGI application on a free port; gives its origin."""
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.close()  # its loop ends with the last connection, so nobody waits for it


@pytest.fixture(scope="session")
def serve() -> Callable[[Any], AbstractContextManager[str]]:
    """``with serve(app) as origin:`` serves another application."""
    return serving


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=found,
            args=[
                "--no-sandbox",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
            ],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Opens an address; at the end no page may have had an error."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def opened(address: str, *, width: int = 1280, **options: Any) -> Page:
        size = {"width": width, "height": 844}
        context = browser.new_context(viewport=size, locale="vi-VN", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: note(message.text))
        page.goto(address)
        return page

    def note(text: str) -> None:
        if "Content Security Policy" in text:
            errors.append(text)

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


def site(folder: Path, source: Any) -> Iterator[str]:
    build_index(source, folder / "index")
    with serving(create_app({"HOINGHI_INDEX": str(folder / "index")})) as origin:
        yield origin


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from site(tmp_path_factory.mktemp("seeds"), SEEDS)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from site(tmp_path_factory.mktemp("hostile"), HOSTILE)


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Three thousand generated articles: every province, and hundreds of pages."""
    keys = ("id", "text", "title", "url", "published")
    documents = [
        Document(**{key: article[key] for key in keys if key in article})
        for article in articles(count=3000)
    ]
    yield from site(tmp_path_factory.mktemp("many"), documents)


@pytest.fixture(scope="session")
def unbuilt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("unbuilt")
    with serving(create_app({"HOINGHI_INDEX": str(folder / "index")})) as origin:
        yield origin
