from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Open = Callable[..., Page]

SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


def years(page: Page) -> dict[str, int]:
    labels = page.locator("[data-facet=year] label").all_inner_texts()
    return {year: int(count) for year, count, *_ in (label.split() for label in labels)}


def check(page: Page, facet: str, label: str, *, scripts: bool) -> None:
    name = re.compile(rf"^{label} \d")
    page.locator(f"[data-facet={facet}]").get_by_role("checkbox", name=name).check()
    if not scripts:
        page.get_by_role("button", name="Áp dụng").click()


@SCRIPTS
def test_choosing_bac_kan_leaves_three_documents_and_counts_the_years(
    seeds: str, open_page: Open, *, scripts: bool
) -> None:
    page = open_page(seeds, java_script_enabled=scripts)
    check(page, "province", "Bắc Kạn", scripts=scripts)
    expect(page.locator(".hits > li")).to_have_count(3)
    expect(page.get_by_role("status").first).to_have_text("Tìm thấy 3 tài liệu")
    assert years(page) == {"2023": 2, "2020": 1}
    assert "province=B%E1%BA%AFc+K%E1%BA%A1n" in page.url


@SCRIPTS
def test_two_values_of_one_facet_widen_and_a_chip_takes_one_back(
    seeds: str, open_page: Open, *, scripts: bool
) -> None:
    page = open_page(f"{seeds}/?q=hoi+nghi", java_script_enabled=scripts)
    check(page, "province", "Sơn La", scripts=scripts)
    check(page, "province", "Thái Nguyên", scripts=scripts)
    expect(page.locator(".hits > li")).to_have_count(2)
    page.get_by_role("link", name="Bỏ lọc: Sơn La").click()
    expect(page.locator(".hits > li")).to_have_count(1)
    page.get_by_role("link", name="Bỏ lọc: Thái Nguyên").click()
    expect(page.locator(".hits > li")).to_have_count(5)


@SCRIPTS
def test_a_question_is_typed_and_its_first_hit_opened(
    seeds: str, open_page: Open, *, scripts: bool
) -> None:
    page = open_page(seeds, java_script_enabled=scripts)
    page.get_by_label("Nội dung cần tìm").fill("hoi nghi lan thu 24")
    page.get_by_role("button", name="Tìm kiếm").click()
    first = page.locator(".hits > li").first
    expect(first).to_contain_text("Thái Nguyên")
    expect(first.locator("mark").first).to_have_text(re.compile("hội nghị", re.IGNORECASE))
    first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("lần thứ 24")
    page.get_by_role("row", name="Hội nghị lần thứ").get_by_role("link").nth(1).click()
    expect(page.locator("mark:target")).to_contain_text("24")


@SCRIPTS
def test_the_histogram_chooses_a_year(seeds: str, open_page: Open, *, scripts: bool) -> None:
    page = open_page(seeds, java_script_enabled=scripts)
    page.locator(".histogram a").first.click()
    expect(page.get_by_role("status").first).to_have_text("Tìm thấy 2 tài liệu")
    expect(page.get_by_role("checkbox", name=re.compile("^2020"))).to_be_checked()


@SCRIPTS
def test_pages_are_turned_and_sorted(many: str, open_page: Open, *, scripts: bool) -> None:
    page = open_page(f"{many}/?q=hoi+nghi", java_script_enabled=scripts)
    first = page.locator(".hits h2").all_inner_texts()
    page.get_by_role("link", name="Trang sau").click()
    expect(page.get_by_role("status").first).to_contain_text("Trang 2/")
    assert page.locator(".hits h2").all_inner_texts() != first
    page.get_by_role("link", name="Cũ nhất").click()
    expect(page.get_by_role("status").first).to_contain_text("Trang 1/")
    dates = page.locator(".hits time").evaluate_all("all => all.map(each => each.dateTime)")
    assert len(dates) > 1
    assert dates == sorted(dates)


@SCRIPTS
def test_a_long_facet_shows_more_and_less(many: str, open_page: Open, *, scripts: bool) -> None:
    page = open_page(many, java_script_enabled=scripts)
    province = page.locator("[data-facet=province]")
    expect(province.locator("li:visible")).to_have_count(10)
    province.get_by_text("Xem thêm").click()
    assert province.locator("li:visible").count() > 40
    province.get_by_text("Thu gọn").click()
    expect(province.locator("li:visible")).to_have_count(10)


def test_typing_narrows_the_provinces_with_or_without_marks(many: str, open_page: Open) -> None:
    page = open_page(many)
    box = page.get_by_label("Nhập tên tỉnh, thành phố")
    visible = page.locator("[data-facet=province] li:visible")
    for typed in ("son la", "Sơn La", unicodedata.normalize("NFD", "Sơn La")):
        box.fill(typed)
        expect(visible).to_have_count(1)
        expect(visible).to_contain_text("Sơn La")
    box.fill("")
    expect(visible).to_have_count(10)


def test_a_choice_keeps_focus_announces_the_count_and_can_be_undone(
    seeds: str, open_page: Open
) -> None:
    page = open_page(f"{seeds}/?q=hoi+nghi")
    page.get_by_role("checkbox", name=re.compile("^Sơn La")).press("Space")
    expect(page.locator("body > [role=status]")).to_have_text("Tìm thấy 1 tài liệu")
    focused = page.evaluate("document.activeElement.value")
    assert focused == "Sơn La"
    page.go_back()
    expect(page.locator(".hits > li")).to_have_count(5)
    page.reload()
    expect(page.locator(".hits > li")).to_have_count(5)


def test_slash_goes_to_the_box_but_not_while_typing(seeds: str, open_page: Open) -> None:
    page = open_page(f"{seeds}/?q=a")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("1/2")
    expect(page.locator("#q")).to_have_value("1/2")


def test_the_skip_link_comes_first_and_leads_to_the_results(seeds: str, open_page: Open) -> None:
    page = open_page(f"{seeds}/?q=a")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến phần kết quả")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


@SCRIPTS
def test_on_a_phone_the_filters_open_at_a_tap(
    seeds: str, open_page: Open, *, scripts: bool
) -> None:
    page = open_page(f"{seeds}/?q=hoi+nghi", width=390, java_script_enabled=scripts)
    bac_kan = page.get_by_role("checkbox", name=re.compile("^Bắc Kạn"))
    expect(bac_kan).to_be_hidden()
    page.get_by_text("Bộ lọc", exact=True).click()
    bac_kan.check()
    if not scripts:
        page.get_by_role("button", name="Áp dụng").click()
    expect(page.get_by_role("status").first).to_have_text("Tìm thấy 3 tài liệu")


def test_a_document_leads_back_to_its_results(seeds: str, open_page: Open) -> None:
    page = open_page(f"{seeds}/?q=hoi+nghi&province=bac-kan")
    page.locator(".hits a").first.click()
    page.get_by_role("link", name="Về kết quả tìm kiếm").click()
    expect(page).to_have_url(f"{seeds}/?q=hoi+nghi&province=bac-kan")


@SCRIPTS
def test_a_script_in_document_or_question_stays_text(
    hostile: str, open_page: Open, *, scripts: bool
) -> None:
    question = "%3Cscript%3Ewindow.broken%3D1%3C%2Fscript%3E+th%E1%BB%AD+nghi%E1%BB%87m"
    page = open_page(f"{hostile}/?q={question}", java_script_enabled=scripts)
    expect(page.locator(".hits")).to_contain_text("<script>window.broken = 1</script>")
    page.locator(".hits a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("<script>")
    expect(page.locator(".original")).to_contain_text("<img src=x")
    assert page.locator("a[href^=javascript]").count() == 0
    if scripts:
        assert page.evaluate("typeof window.broken") == "undefined"


def test_a_document_opens_whose_id_a_browser_would_change_in_a_path(
    hostile: str, open_page: Open
) -> None:
    page = open_page(f"{hostile}/?q=yen+bai")
    page.get_by_role("link", name="Mã khó").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mã khó")
    page.get_by_role("link", name="EN").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".id")).to_have_text("a/../..")


def test_nothing_is_asked_of_another_site_and_no_cookie_is_set(seeds: str, open_page: Open) -> None:
    page = open_page(seeds)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.locator(".hits a").first.click()
    expect(page.locator(".original")).to_be_visible()
    assert asked
    assert all(url.startswith(seeds) for url in asked)
    assert page.context.cookies() == []
