"""What every page has to hold whatever its content: access, width, light and dark."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Open = Callable[..., Page]

PAGES = {
    "first": ("seeds", "/"),
    "results": ("many", "/?q=hoi+nghi&province=son-la&year=none&sort=newest"),
    "long": ("many", "/?page=3&size=20"),
    "document": ("seeds", "/documents/000_c7d97e0f48b9f3a1"),
    "empty": ("seeds", "/?q=zzzqqq&province=bac-kan"),
    "error": ("seeds", "/?year=abc"),
    "missing": ("seeds", "/documents/nope"),
    "problem": ("seeds", "/problems/bad-parameter"),
    "unbuilt": ("unbuilt", "/"),
    "example": ("seeds", "/example"),
    "english": ("seeds", "/?q=hoi+nghi&lang=en"),
}
TEXT_BOTTOM = """each => {
  const range = document.createRange();
  range.selectNodeContents(each);
  return range.getBoundingClientRect().bottom;
}"""
EVERY_PAGE = pytest.mark.parametrize("name", PAGES)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def address(name: str, request: pytest.FixtureRequest) -> str:
    site, path = PAGES[name]
    return f"{request.getfixturevalue(site)}{path}"


def violations(page: Page) -> list[Any]:
    # The page's policy forbids injected scripts; the checker is brought in around it.
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    return [
        (each["id"], [node["html"][:200] for node in each["nodes"]])
        for each in found.response["violations"]
    ]


@EVERY_PAGE
@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_a_page_breaks_no_rule_of_access(
    address: str, open_page: Open, scheme: str, width: int
) -> None:
    page = open_page(address, width=width, color_scheme=scheme, bypass_csp=True)
    for summary in page.locator("summary:visible").all():
        summary.click()
    assert violations(page) == []


@EVERY_PAGE
def test_a_page_never_scrolls_sideways(name: str, address: str, open_page: Open) -> None:
    page = open_page(address)
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        folder = os.environ.get("SCREENSHOTS")
        if folder:
            page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


def test_columns_end_and_lines_stand_where_their_neighbours_do(seeds: str, open_page: Open) -> None:
    page = open_page(f"{seeds}/?q=hoi+nghi")
    right = "each => each.getBoundingClientRect().right"
    edge = page.locator(".languages").evaluate(right)
    assert page.locator("main .hits").evaluate(right) == edge
    assert page.locator(".foot a").last.evaluate(right) == edge
    stated = page.locator(".foot > p").first.evaluate(TEXT_BOTTOM)
    linked = page.locator(".foot a").first.evaluate(TEXT_BOTTOM)
    assert stated == linked


@EVERY_PAGE
def test_a_page_has_one_main_heading_and_its_language(address: str, open_page: Open) -> None:
    page = open_page(address)
    assert page.locator("h1").count() == 1
    lang = "en" if "lang=en" in address else "vi"
    assert page.locator("html").get_attribute("lang") == lang
