from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page, Route, expect

Open = Callable[..., Page]
Serve = Callable[[Flask], AbstractContextManager[str]]


def host_page(endpoint: str, lang: str = "vi") -> Flask:
    """Somebody else's page, with a policy that allows the endpoint and nothing more."""
    app = Flask("host", static_folder=None)

    @app.get("/")
    def front() -> tuple[str, dict[str, str]]:
        html = (
            f'<!doctype html><html lang="{lang}"><title>Trang khác</title><main><h1>Trang khác</h1>'
            f'<script type="module" src="{endpoint}/widget.js"></script>'
            f'<hoinghi-search endpoint="{endpoint}" lang="{lang}"></hoinghi-search></main>'
        )
        policy = f"default-src 'none'; script-src {endpoint}; connect-src {endpoint}"
        return html, {"Content-Security-Policy": policy}

    return app


@pytest.fixture(scope="module")
def host(seeds: str, serve: Serve) -> Iterator[str]:
    with serve(host_page(seeds)) as origin:
        yield origin


def ask(page: Page, question: str) -> None:
    page.get_by_label("Nội dung cần tìm").fill(question)


def test_it_searches_from_another_origin_under_a_strict_policy(
    host: str, seeds: str, open_page: Open
) -> None:
    page = open_page(host)
    ask(page, "hội nghị lần thứ 12 bắc kạn")
    first = page.locator("li").first
    expect(first).to_contain_text("06/7/2023 · Bắc Kạn · Hội nghị lần thứ 12")
    expect(first.locator("mark").first).to_have_text("Hội nghị lần thứ 12")
    expect(page.get_by_role("status")).to_contain_text("Tìm thấy")
    first.get_by_role("link").click()
    expect(page).to_have_url(f"{seeds}/documents/000_c7d97e0f48b9f3a1")
    expect(page.get_by_role("heading", level=1)).to_contain_text("lần thứ 12")


def test_it_says_which_words_a_hit_lacks(host: str, open_page: Open) -> None:
    page = open_page(host)
    ask(page, "hội nghị lần thứ 12 bắc kạn")
    hits = page.locator("li")
    expect(hits.last).to_contain_text("Không có: ")
    expect(hits.first).not_to_contain_text("Không có: ")


def test_its_chips_filter_by_province(host: str, open_page: Open) -> None:
    page = open_page(host)
    ask(page, "hội nghị")
    page.get_by_role("button", name="Sơn La (1)").click()
    expect(page.locator("li")).to_have_count(1)
    chosen = page.get_by_role("button", name="Sơn La (1)")
    expect(chosen).to_have_attribute("aria-pressed", "true")
    expect(chosen).to_be_focused()
    chosen.click()
    expect(page.locator("li")).to_have_count(5)


def test_it_says_when_nothing_is_found(host: str, open_page: Open) -> None:
    page = open_page(host)
    ask(page, "zzzqqq")
    expect(page.get_by_role("status")).to_contain_text("Không tìm thấy tài liệu nào")
    ask(page, "")
    expect(page.get_by_role("status")).to_have_text("")


def test_it_says_when_the_server_is_away_and_tries_again(
    host: str, seeds: str, open_page: Open
) -> None:
    page = open_page(host)
    page.route(f"{seeds}/api/**", lambda route: route.abort())
    ask(page, "hội nghị")
    expect(page.get_by_role("status")).to_contain_text("Không kết nối được")
    page.unroute(f"{seeds}/api/**")
    page.get_by_role("button", name="Thử lại").click()
    expect(page.locator("li")).to_have_count(5)


def test_it_tells_the_reason_the_server_gives(unbuilt: str, open_page: Open, serve: Serve) -> None:
    with serve(host_page(unbuilt)) as origin:
        page = open_page(origin)
        ask(page, "hội nghị")
        expect(page.get_by_role("status")).to_contain_text("Chưa có chỉ mục")


def test_a_late_reply_does_not_replace_a_newer_one(host: str, open_page: Open) -> None:
    page = open_page(host)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(re.compile(r"q=s"), hold)
    with page.expect_request(re.compile(r"q=s")):
        ask(page, "sơn la")
    ask(page, "hội nghị lần thứ 24")
    expect(page.locator("li").first).to_contain_text("lần thứ 24")
    for route in held:
        route.continue_()
    expect(page.locator("li").first).to_contain_text("lần thứ 24")
    expect(page.get_by_role("status")).to_contain_text("Tìm thấy")


def test_keys_of_an_input_method_are_left_alone(host: str, open_page: Open) -> None:
    page = open_page(host)
    ask(page, "hội nghị")
    expect(page.locator("li")).to_have_count(5)
    box = page.get_by_label("Nội dung cần tìm")
    for composing, moved in ((True, False), (False, True)):
        box.focus()
        box.dispatch_event(
            "keydown",
            {"key": "ArrowDown", "isComposing": composing, "bubbles": True, "composed": True},
        )
        assert page.locator("li a").first.evaluate("a => a.matches(':focus')") is moved
    page.keyboard.press("Escape")
    expect(box).to_be_focused()
    expect(box).to_have_value("hội nghị")


def test_marks_are_placed_right_after_letters_outside_the_basic_plane(
    hostile: str, open_page: Open, serve: Serve
) -> None:
    with serve(host_page(hostile)) as origin:
        page = open_page(origin)
        ask(page, "ca mau")
        expect(page.locator("li a mark")).to_have_text(["Cà Mau"])
        expect(page.locator("li p mark").first).to_have_text("Cà Mau")


def test_a_script_in_a_document_stays_text(hostile: str, open_page: Open, serve: Serve) -> None:
    with serve(host_page(hostile)) as origin:
        page = open_page(origin)
        ask(page, "thử nghiệm")
        expect(page.locator("li")).to_contain_text("<script>window.broken = 1</script>")
        assert page.evaluate("typeof window.broken") == "undefined"


def test_it_speaks_english_and_can_change_its_language(
    seeds: str, open_page: Open, serve: Serve
) -> None:
    with serve(host_page(seeds, "en")) as origin:
        page = open_page(origin)
        page.get_by_label("What are you looking for?").fill("hội nghị")
        expect(page.get_by_role("status")).to_contain_text("5 documents found")
        page.locator("hoinghi-search").evaluate("each => each.setAttribute('lang', 'vi')")
        expect(page.get_by_role("status")).to_contain_text("Tìm thấy 5 tài liệu")


@pytest.mark.parametrize("width", [390, 1280])
def test_it_fits_and_breaks_no_rule_of_access(host: str, open_page: Open, width: int) -> None:
    page = open_page(host, width=width, bypass_csp=True)
    ask(page, "hội nghị")
    expect(page.locator("li")).to_have_count(5)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Axe().run(page).response["violations"] == []
    size = page.locator("input").evaluate("input => parseFloat(getComputedStyle(input).fontSize)")
    assert size >= 16


def test_the_example_page_runs_it_under_the_policy_of_the_site(seeds: str, open_page: Open) -> None:
    page = open_page(f"{seeds}/example")
    page.locator("hoinghi-search input").fill("hội nghị")
    expect(page.locator("hoinghi-search li")).to_have_count(5)
