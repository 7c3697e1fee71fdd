from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.sources import boilerplate
from indexer.sources.boilerplate import boilerplate_spans, title_span
from indexer.sources.furniture import FURNITURE


def furniture(text: str) -> list[str]:
    return [text[start:end] for start, end in boilerplate_spans(text)]


FURNITURE_LINES = [
    "0:00 / 0:00",
    "0:00",
    "01:02:03 / 1:30:00",
    "Xem thêm",
    "Tìm kiếm theo ngày",
    "• Loading...",
    "Lượt xem: 688",
    "- Lượt xem: 24.342",
    "1.024 lượt xem",
    "Chuyên mục: CHÍNH TRỊ | Lượt xem : 10,351",
    "Ảnh: Trần Tú |",
    "(Ảnh: CTV).",
    "Tin, ảnh: Hà An",
    "Tin: K.N - Ảnh: C.Đ",
    "(Photo: Tri Dung/VNA) |",
    "![]() |",
    "{title}",
    "Trang chủ > Tin tức > Chính trị",
    "Home Tin tức Kinh tế",
    "Bí thư Tỉnh ủy phát biểu - ảnh 3",
    "Ông Nguyễn Văn A tái đắc cử - Ảnh 1.",
    "Bạn gặp vấn đề gì khi xem video này ?",
    "Xem thêm: Hội nghị cán bộ toàn tỉnh",
    ">> Xem thêm : Bế mạc Hội nghị lần thứ 12",
    "Mời bạn đọc xem thêm tại: Chuyên trang Đại hội",
    "Tin liên quan: Khai mạc kỳ họp thứ 13",
    "Từ khóa: hội nghị, quy hoạch",
    ">>> Nhiều thủ khoa trượt công chức thủ đô",
    "(Nguồn: Hội nghị báo chí)",
    "Nguồn : Sở Nông nghiệp .",
    "(Theo TTXVN)",
    ">> Xem thêm: Huyện ủy Mai Sơn tổ chức hội nghị",
    "Đọc thêm: Vì sao cà phê được mùa?",
    "Bài liên quan: Mùa vàng trên núi",
    "Những tin mới hơn",
    "Các tin đã đưa",
    "Bạn có thể quan tâm",
    "Cùng chuyên mục",
    ">>> Người Mông giữ rừng",
    "Chính trị | Xã hội | Kinh tế",
    "Thời sự • Văn hóa • Bạn đọc • Podcast",
    "Giọng nữ miền Bắc",
    "Nam miền Trung",
    "Nghe audio",
    "1x",
    "0.75x",
    "Ảnh TTXVN",
    "Theo TTXVN",
    "Theo Báo Lao Động",
    "( Nguồn : VOV ) .",
    "(Nguồn: Cổng thông tin điện tử Chính phủ)",
    "Nguồn: baolangson.vn",
    "Tags: Lạng Sơn, cửa khẩu, nông sản",
    "Từ khóa: nông thôn mới",
    "Đã xem: 55",
    "Số lần xem: 1.045",
    "Chia sẻ Facebook",
    "Facebook | Twitter | Zalo",
    "Bản quyền thuộc về Báo Lai Châu",
    "© 2021 Đài PT-TH Gia Lai",
    "Giấy phép số 102/GP-BTTTT",
    "Giấy phép hoạt động báo điện tử số 7/GP-CBC do Cục Báo chí cấp ngày 2/3/2019.",
    "Cần Thơ 31°C",
    "Vinh: 24 - 29°C",
    "TP. Vinh 30°C",
    "Huế 31°C | Vinh 33°C | TP HCM 34°C",
    "TP Huế 28°C, Đà Lạt 17°C, Cà Mau 30°C",
    "Sa Pa 9-14 độ C; TP.HCM 24-33 độ C",
    "Huế: 24°/31° Vinh: 23°/30°",
    "19°C Đà Lạt / 30°C Vũng Tàu",
    "Nhiệt độ: Pleiku 22°C - TP. Kon Tum 24°C",
    "Độ ẩm: 80%",
    "Chia sẻ bài viết này",
    "Chia sẻ:",
    "Thích và chia sẻ",
    "Chia sẻ lên mạng xã hội",
    "Chia sẻ cho bạn bè",
    "Chia sẻ bài viết trên:",
    "Sao chép liên kết",
    "Bình luận (12)",
    "Ý kiến bạn đọc",
]


@pytest.mark.parametrize("line", FURNITURE_LINES)
def test_page_furniture_is_found(line: str) -> None:
    assert furniture(f"Một dòng chữ bình thường.\n{line}\nMột dòng khác nữa.") == [line]


@pytest.mark.parametrize("stop", [".", " .", "...", "!", " ?", ";", " …"])
def test_the_stop_of_a_sentence_makes_no_line_furniture(stop: str) -> None:
    for line in FURNITURE_LINES:
        spaced = boilerplate._spaced(line + stop)
        if FURNITURE.fullmatch(spaced):
            assert FURNITURE.fullmatch(spaced.rstrip(boilerplate._STOP_SIGNS))


@pytest.mark.parametrize(
    "line",
    [
        "Hội nghị lần thứ 12, Ban Chấp hành Đảng bộ tỉnh Bắc Kạn khóa XII",
        "Quang cảnh Hội nghị.",
        "Ngày đăng: 26/10/2020",
        "Thứ Năm, 15/10/2020, 16:21 (GMT+7)",
        "Ảnh hưởng của dịch bệnh đến sản xuất: nhiều doanh nghiệp gặp khó.",
        "Chia sẻ khó khăn với nhân dân vùng lũ",
        "BBK - Sáng 06/7, Ban Chấp hành Đảng bộ tỉnh tổ chức Hội nghị.",
        "Toàn cảnh Đại hội. (Ảnh: Viết Ý/TTXVN)",
        "Xin xem thêm ở trang sau: bảng 3.",
        "Nguồn: nước của sông Cầu. Dòng chảy yếu dần từ tháng Ba.",
        "Theo báo cáo: thu ngân sách tăng.",
        "Nguồn nước: thiếu từ tháng Ba.",
        "Theo báo cáo của Ủy ban nhân dân tỉnh",
        "Theo báo Tin tức, đại hội bầu 45 ủy viên.",
        "Nguồn: ngân sách tỉnh và đóng góp của nhân dân",
        "Họ và tên | Chức vụ | Đơn vị",
        "Kinh tế - xã hội",
        "Kinh tế",
        "Giấy phép số 15 do tỉnh cấp cho mỏ đá hết hạn từ cuối năm ngoái.",
        "Nhiệt độ tăng thêm 2°C thì lúa mất mùa.",
        "Vinh nóng 39°C, Huế 40°C",
        "Đêm thấp nhất 17°C, ngày cao nhất 29°C.",
        "Sản lượng tăng 3x",
        "» Xây dựng đội ngũ cán bộ cấp chiến lược, nhất là người đứng đầu, trong năm nay",
        "Chia sẻ về công tác cán bộ",
        "Facebook và công tác tuyên truyền",
        "Chia sẻ tại hội nghị",
        "Chia sẻ bài học của tỉnh bạn",
        "Video về quê hương ba tỉnh",
        "Ý kiến bạn đọc gửi về hội nghị",
        "Mới nhất là cây cầu qua sông",
        "Tin vắn tắt về buổi họp",
        "Nội dung liên quan đến đất đai",
    ],
)
def test_what_an_article_says_is_not_furniture(line: str) -> None:
    assert furniture(line) == []


def test_headlines_below_related_articles_are_furniture_until_the_next_sentence() -> None:
    text = (
        "Xã vùng cao họp\nSáng nay, xã họp.\nTin liên quan\nTỉnh ủy Lào Cai họp\n\n"
        "Bầu cử ở Hà Giang\nHội nghị kết thúc vào buổi trưa.\nQuang cảnh buổi họp"
    )
    listed = ["Tin liên quan", "Tỉnh ủy Lào Cai họp", "Bầu cử ở Hà Giang"]
    assert furniture(text) == listed


@pytest.mark.parametrize(
    "heading",
    [
        "Đọc thêm",
        "Xem thêm",
        "Tin vắn",
        "VIDEO",
        "Video nổi bật",
        "Mới nhất",
        "Đáng chú ý",
        "Tin, bài liên quan",
        "Nội dung liên quan",
        "Các tin liên quan khác:",
        "Đọc nhiều nhất",
        "Tin được quan tâm nhiều nhất",
        "Tin cùng mục",
        "Tiêu điểm",
        "Gợi ý cho bạn",
        "Đừng bỏ lỡ",
    ],
)
def test_other_headlines_stand_below_many_headings(heading: str) -> None:
    lines = ["Xã họp", "Sáng nay, xã họp.", heading, "Khởi công cầu", "Mùa lúa sớm", "Hết giờ."]
    assert furniture("\n".join(lines)) == lines[2:5]


@pytest.mark.parametrize("opening", ["Đáng chú ý:", "Mới nhất:", "Nổi bật:", "Video ghi lại"])
def test_a_list_of_the_articles_own_stays(opening: str) -> None:
    lines = ["Xã họp", "Sáng nay, xã họp.", opening, "- Thu ngân sách tăng", "- Hộ nghèo giảm"]
    assert not {"- Thu ngân sách tăng", "- Hộ nghèo giảm"} & set(furniture("\n".join(lines)))


def test_before_the_first_sentence_no_line_is_taken_for_a_related_headline() -> None:
    text = "Tin mới nhất\nĐại hội Đảng bộ huyện\nSáng nay, đại hội khai mạc."
    assert furniture(text) == ["Tin mới nhất"]


def test_a_list_of_related_headlines_is_not_endless() -> None:
    lines = [f"Dòng thứ {'i' * n}" for n in range(1, 40)]
    text = "\n".join(["Một câu.", "Các tin khác:", *lines])
    assert len(furniture(text)) == 13


@pytest.mark.parametrize(
    ("line", "left_out"),
    [
        ("13/12/2022 14:20 | Lượt xem: 1.204", ["| Lượt xem: 1.204"]),
        ("Thứ Ba, 13-12-2022 | Lượt xem: 12", ["| Lượt xem: 12"]),
        ("Trang chủ » Tin tức | 13/12/2022", ["Trang chủ » Tin tức |"]),
        ("Trang chủ > Tin tức > Ngày 13.12.2022, 14:20", ["Trang chủ > Tin tức >"]),
        ("Tin liên quan: Xã họp | 13/12/2022", ["Tin liên quan: Xã họp | 13/12/2022"]),
        ("Trang chủ » Hội nghị ngày 13/12/2022", ["Trang chủ » Hội nghị ngày 13/12/2022"]),
    ],
)
def test_the_date_of_the_page_in_a_line_of_furniture_stays(line: str, left_out: list[str]) -> None:
    text = f"{line}\nĐảng bộ xã họp\nSáng nay, xã họp."
    assert furniture(text) == left_out
    assert text[slice(*title_span(text, boilerplate_spans(text)))] == "Đảng bộ xã họp"


def test_the_first_related_headline_may_stand_in_the_line_that_announces_them() -> None:
    lines = ["Xã họp", "Sáng nay, xã họp.", "Tin liên quan: Khởi công cầu", "Mùa lúa sớm"]
    assert furniture("\n".join(lines)) == lines[2:]
    assert furniture("\n".join([*lines[:3], "Buổi họp kết thúc lúc trưa."])) == lines[2:3]


def test_a_place_above_its_temperature_is_furniture() -> None:
    assert furniture("Hà Nội\n32°\nĐà Lạt\n18 - 21°C\nMột câu.")[::2] == ["Hà Nội", "Đà Lạt"]
    assert furniture("Trời nóng\n38°C") == ["38°C"]


def test_sections_are_a_menu_when_three_stand_in_a_row() -> None:
    menu = ["Thời sự", "Kinh tế", "Thể thao", "Du lịch"]
    assert furniture("\n".join([*menu, "Một câu."])) == menu
    assert furniture("Kinh tế\nVăn hóa\nHai mặt của một vấn đề.") == []


def test_the_second_copy_of_a_caption_is_furniture() -> None:
    text = "Quang cảnh Hội nghị.\n\nQuang cảnh Hội nghị.\n\nMột đoạn.\nQuang cảnh Hội nghị."
    assert boilerplate_spans(text) == ((22, 42), (54, 74))


def test_a_short_line_may_come_again_elsewhere() -> None:
    assert furniture("Điều 1.\nMột đoạn văn.\nĐiều 1.") == []


def test_a_numbered_copy_of_the_title_is_furniture() -> None:
    text = "Khai mạc Đại hội Đảng bộ tỉnh\nMột đoạn.\nKhai mạc Đại hội Đảng bộ tỉnh - 2"
    assert furniture(text) == ["Khai mạc Đại hội Đảng bộ tỉnh - 2"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("0:00 / 0:00\n  Hội nghị Tỉnh ủy \nNội dung", "Hội nghị Tỉnh ủy"),
        ("Thứ Năm, 15/10/2020, 16:21 (GMT+7)\n.\n\nNghị quyết Đại hội", "Nghị quyết Đại hội"),
        ("04:10, 12/10/2020\r\nHôm nay họp\r\n", "Hôm nay họp"),
        ("Toàn cảnh Đại hội. (Ảnh: Viết Ý/TTXVN)\nĐại hội bế mạc", "Đại hội bế mạc"),
        ("chỉ một dòng", "chỉ một dòng"),
    ],
)
def test_the_title_is_the_first_line_that_says_something(text: str, title: str) -> None:
    span = title_span(text, boilerplate_spans(text))
    assert text[slice(*span)] == title


@pytest.mark.parametrize("text", ["", " \n\u00a0\n", "0:00", "12/10/2020", "....", "Xem thêm"])
def test_a_text_that_says_nothing_has_no_title(text: str) -> None:
    assert title_span(text, boilerplate_spans(text)) is None


def test_a_long_title_is_cut_between_words() -> None:
    text = "từ " * 400
    start, end = title_span(text, ())
    assert start == 0
    assert 250 < end <= 300
    assert text[end] == " "


@given(st.text(alphabet=st.sampled_from("aà0:/ -\n\r.|(){}!>\u00a0\u2028\u0301ả")))
def test_spans_are_sorted_disjoint_trimmed_lines(text: str) -> None:
    place = 0
    for start, end in boilerplate_spans(text):
        assert place <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert "\n" not in text[start:end]
        place = end
    span = title_span(text, boilerplate_spans(text))
    assert span is None or text[slice(*span)].strip() == text[slice(*span)] != ""


@pytest.mark.parametrize(
    "piece", ["a b ", "- ảnh ", ">", "0:", "(", "![", "ảnh: ", "kinh tế\n", "xem nhiều\n"]
)
def test_a_very_long_line_is_judged_soon(piece: str) -> None:
    text = piece * (5_000_000 // len(piece))
    started = time.process_time()
    boilerplate_spans(text)
    assert time.process_time() - started < 10
