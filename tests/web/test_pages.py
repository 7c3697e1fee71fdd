from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from indexer import BuildSettings, Document, build_index
from tests.web.asking import SEED, page
from webapp import create_app


def test_the_first_visit_explains_and_offers_questions(client: FlaskClient) -> None:
    text = page(client, "/")
    assert "Tìm trong 5 tài liệu" in text
    assert "Thử tìm:" in text


def test_a_result_shows_title_date_place_number_and_marks(client: FlaskClient) -> None:
    text = page(client, "/?q=h%E1%BB%99i+ngh%E1%BB%8B+l%E1%BA%A7n+th%E1%BB%A9+12")
    first = text.split("<li>\n        <h2>")[1]
    assert f'href="/documents/{SEED}"' in first
    assert "06/7/2023" in first
    assert "Bắc Kạn" in first
    assert "<mark>" in first
    assert 'role="status"' in text


def test_a_chosen_value_is_checked_and_a_chip_removes_it(client: FlaskClient) -> None:
    text = page(client, "/?province=bac-kan&year=2023&q=h%E1%BB%99i")
    assert re.search(r'name="province" value="Bắc Kạn" checked', text)
    assert 'aria-label="Bỏ lọc: Bắc Kạn"' in text
    removed = re.search(r'<a href="([^"]*)" aria-label="Bỏ lọc: Bắc Kạn"', text)
    assert removed is not None
    assert "province" not in removed[1]
    assert "year=2023" in removed[1]


def test_another_spelling_of_a_chosen_province_is_the_same_chip(client: FlaskClient) -> None:
    assert 'aria-label="Bỏ lọc: Sơn La"' in page(client, "/?province=SON_LA")


def test_a_script_in_a_question_stays_text(client: FlaskClient) -> None:
    text = page(client, f"/?q={quote('<script>alert(1)</script>')}&province={quote('<b>x')}")
    assert "<script>alert" not in text
    assert "<b>x" not in text


def test_a_script_in_a_document_stays_text(hostile: FlaskClient) -> None:
    for address in ("/", f"/?q={quote('thử nghiệm')}"):
        assert "<script>alert" not in page(hostile, address)
    link = next(
        hit["link"]
        for hit in hostile.get("/api/search").json["hits"]
        if hit["id"].startswith("odd")
    )
    text = page(hostile, link)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script>alert" not in text
    assert 'href="javascript:' not in text


def test_only_web_addresses_of_sources_are_links(hostile: FlaskClient) -> None:
    assert 'href="https://example.org/a?b=&lt;c&gt;"' in page(hostile, "/documents///emoji")


def test_every_value_of_a_document_links_to_where_it_was_read(client: FlaskClient) -> None:
    text = page(client, f"/documents/{SEED}")
    anchors = re.findall(r'href="#([a-z]+-\d+)"', text)
    assert {"province-0", "year-0", "conference-0"} <= set(anchors)
    for anchor in anchors:
        assert text.count(f'id="{anchor}"') == 1


def test_a_stated_value_is_said_once_to_be_stated(tmp_path: Path) -> None:
    given = {"province": "bac kan", "year": 2023}
    build_index([Document("a", "Phiên họp thứ 3 của Tỉnh ủy", given=given)], tmp_path)
    client = create_app({"HOINGHI_INDEX": str(tmp_path)}).test_client()
    text = page(client, "/documents/a")
    assert "Thông tin về tài liệu</h2>" in text
    assert "nguồn ghi sẵn" not in text
    rows = dict(re.findall(r'(?s)<th scope="row">([^<]*)</th>(.*?)</tr>', text))
    assert rows["Tỉnh, thành phố"].count("do nguồn ghi") == 1
    assert "“bac kan”" in rows["Tỉnh, thành phố"]
    assert rows["Năm"].count("do nguồn ghi") == 1
    assert "Căn cứ" not in rows["Năm"]


def test_a_value_that_an_editor_calls_unknown_is_said_to_be_corrected(tmp_path: Path) -> None:
    corrections = tmp_path / "some.csv"
    corrections.write_text("a,conference,\n", encoding="utf-8")
    settings = BuildSettings(corrections=corrections)
    build_index([Document("a", "Phiên họp thứ 3 của Tỉnh ủy")], tmp_path / "index", settings)
    client = create_app({"HOINGHI_INDEX": str(tmp_path / "index")}).test_client()
    text = page(client, "/documents/a")
    rows = dict(re.findall(r'(?s)<th scope="row">([^<]*)</th>(.*?)</tr>', text))
    assert "Chưa xác định" in rows["Hội nghị lần thứ"]
    assert "đã sửa" in rows["Hội nghị lần thứ"]
    assert "đã sửa" not in rows["Tỉnh, thành phố"]


def test_values_read_from_the_text_are_headed_so(client: FlaskClient) -> None:
    assert "Thông tin đọc từ văn bản</h2>" in page(client, f"/documents/{SEED}")


def test_a_document_page_holds_every_line_of_the_original(client: FlaskClient) -> None:
    text = page(client, f"/documents/{SEED}")
    article = re.sub(r"<[^>]*>", "", text)
    original = client.get(f"/api/documents/{SEED}").json["text"]
    for line in original.splitlines():
        assert line.strip() in article


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/?year=abc", 400, "Năm không hợp lệ: “abc”"),
        ("/?page=-1", 400, "Tham số page không hợp lệ"),
        ("/?size=10000", 400, "số nguyên từ 1 đến 100"),
        ("/?colour=red", 400, "Không có tham số “colour”"),
        ("/?colour=red", 400, "plain, lang."),
        ("/?lang=fr", 400, "vi hoặc en"),
        ("/documents/nope", 404, "Không có tài liệu này"),
        ("/nope", 404, "Không có trang này"),
        ("/problems/nope", 404, "Không có trang này"),
    ],
)
def test_an_error_is_a_page_that_helps(
    client: FlaskClient, address: str, status: int, sentence: str
) -> None:
    assert sentence in page(client, address, status)


def test_an_empty_result_suggests_what_to_do(client: FlaskClient) -> None:
    text = page(client, "/?q=zzzqqq")
    assert "Không tìm thấy tài liệu nào cho “zzzqqq”" in text
    assert "Kiểm tra chính tả" in text


def test_an_empty_result_says_what_is_left_without_filters(client: FlaskClient) -> None:
    assert "Bỏ hết bộ lọc: 5 tài liệu" in page(client, "/?province=Atlantis")


def test_a_page_beyond_the_last_leads_back(client: FlaskClient) -> None:
    assert "Về trang 1" in page(client, "/?page=99")


def test_pages_are_turned_by_links(client: FlaskClient) -> None:
    text = page(client, "/?size=2&page=2")
    assert "Trang 2/3" in text
    assert 'rel="prev" href="/?size=2"' in text
    assert 'rel="next" href="/?page=3&amp;size=2"' in text


def test_the_page_is_english_at_a_click(client: FlaskClient) -> None:
    text = page(client, "/?q=x&lang=en")
    assert '<html lang="en">' in text
    assert '<input type="hidden" name="lang" value="en">' in text
    assert 'href="/?q=x"' in text


def test_one_click_narrows_to_what_has_every_word_and_back(client: FlaskClient) -> None:
    question = "/?q=hội+nghị+lần+thứ+12+Bắc+Kạn"
    some = client.get(question).text
    assert "Chỉ xem 1 tài liệu chứa đủ các từ" in some
    every = client.get(question + "&match=all").text
    assert "Tìm thấy 1 tài liệu" in every
    assert "Xem cả tài liệu chỉ chứa một phần" in every


def test_abbreviations_are_said_and_can_be_switched_off(client: FlaskClient) -> None:
    expanded = client.get("/?q=MTTQ").text
    assert "Tìm cả: Mặt trận Tổ quốc" in expanded
    assert "expand=0" in expanded
    typed = client.get("/?q=MTTQ&expand=0").text
    assert "Tìm cả: " not in typed
    assert "Tìm cả cách viết tắt và viết đầy đủ" in typed


def test_what_was_understood_can_be_made_a_filter_or_plain_words(client: FlaskClient) -> None:
    text = page(client, "/?q=hội+nghị+lần+thứ+12+Bắc+Kạn")
    assert "Đang hiểu là:" in text
    chosen = re.search(r'<a href="([^"]*)" title="Chỉ xem tài liệu có: Bắc Kạn">Bắc Kạn</a>', text)
    assert chosen is not None
    filtered = page(client, chosen[1].replace("&amp;", "&"))
    assert 'aria-label="Bỏ lọc: Bắc Kạn"' in filtered
    plain = re.search(r'href="([^"]*)" aria-label="Tìm “Bắc Kạn” như từ thường"', text)
    assert plain is not None
    words = page(client, plain[1].replace("&amp;", "&"))
    assert "Tìm “Bắc Kạn” như từ thường" not in words
    assert "Tìm “hội nghị lần thứ 12” như từ thường" in words
    assert "Hiểu cả ý nghĩa của các từ: Tỉnh, thành phố" in words


def test_a_link_of_one_of_two_values_says_what_becomes_of_both(client: FlaskClient) -> None:
    text = page(client, "/?q=hội+nghị+năm+2020,+2023")
    label = 'aria-label="Tìm “năm 2020”, “2023” như từ thường"'
    assert text.count(label) == 2
    plain = re.search(rf'href="([^"]*)" {label}', text)
    assert plain is not None
    words = page(client, plain[1].replace("&amp;", "&"))
    assert "Đang hiểu là:" not in words
    wider = page(client, "/?q=hội+nghị+năm+2020,+2023&year=2020")
    chosen = re.search(r'href="([^"]*)" title="Chỉ xem tài liệu có: Năm 2020 hoặc Năm 2023"', wider)
    assert chosen is not None
    both = page(client, chosen[1].replace("&amp;", "&"))
    assert 'aria-label="Bỏ lọc: Năm 2020"' in both
    assert 'aria-label="Bỏ lọc: Năm 2023"' in both


def test_a_range_of_years_can_be_required(client: FlaskClient) -> None:
    text = page(client, "/?q=hội+nghị+năm+2021+-+2023")
    chosen = re.search(r'href="([^"]*)" title="Chỉ xem tài liệu có: Năm: 2021–2023"', text)
    assert chosen is not None
    assert "Tìm thấy 3 tài liệu" in page(client, chosen[1].replace("&amp;", "&"))


def test_what_is_excluded_is_a_chip_that_takes_it_back(client: FlaskClient) -> None:
    text = page(client, "/?q=hội+nghị+-xanh+%22Bắc+Kạn%22")
    assert "Không chứa:" in text
    kept = re.search(r'<a href="([^"]*)" aria-label="Không loại trừ nữa: xanh">', text)
    assert kept is not None
    assert "Không chứa:" not in page(client, kept[1].replace("&amp;", "&"))


def test_what_was_not_understood_is_said_on_the_page(client: FlaskClient) -> None:
    assert "Chưa hiểu phần “năm:abc”" in page(client, "/?q=hội+năm:abc")
