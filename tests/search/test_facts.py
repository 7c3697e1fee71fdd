from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import Document, Searcher, SearchRequest, build_index
from indexer.analysis.filters import fold
from indexer.questions import read_question
from indexer.understanding import facts
from indexer.understanding.facts import read_facts
from indexer.understanding.words import Words


def stated(question: str) -> dict[str, str]:
    found = read_facts(Words(read_question(question).wanted))
    assert len({fact.name for fact in found}) == len(found)
    return {fact.name: fact.value for fact in found}


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("hội nghị lần thứ 12 Bắc Kạn", {"province": "Bắc Kạn", "conference": "12"}),
        ("hoi nghi lan thu muoi hai bac kan", {"province": "Bắc Kạn", "conference": "12"}),
        ("hội nghị thứ mười hai", {"conference": "12"}),
        ("hội nghị trung ương 8", {"province": "Trung ương", "conference": "8"}),
        ("hội nghị Ban Chấp hành lần thứ hai mươi mốt", {"conference": "21"}),
        ("Hội nghị BCH Đảng bộ tỉnh lần thứ XII", {"conference": "12"}),
        ("BCH Đảng bộ tỉnh lần thứ XII", {}),
        ("Hội nghị sau Đại hội Đảng bộ tỉnh lần thứ XII", {}),
        ("hội nghị 12", {"conference": "12"}),
        ("hội nghị XVI", {"conference": "16"}),
        ("hội nghị 12 Bắc Kạn", {"province": "Bắc Kạn", "conference": "12"}),
        ("hội nghị 12 tỉnh Bắc Kạn", {"province": "Bắc Kạn", "conference": "12"}),
        ("hội nghị 6 tháng đầu năm", {}),
        ("hội nghị 5 năm thực hiện nghị quyết", {}),
        ("hội nghị 5 năm 2023", {"conference": "5", "year": "2023"}),
        ("hội nghị 12 nước", {}),
        ("hội nghị hai bên", {}),
        ("hội nghị TƯ 8", {"province": "Trung ương", "conference": "8"}),
        ("hội nghị T.Ư 8", {"province": "Trung ương", "conference": "8"}),
        ("hỏi nghi lần thứ 12", {}),
        ("lần 12", {"conference": "12"}),
        ("Bắc kan lần 12", {"province": "Bắc Kạn", "conference": "12"}),
        ("mỗi lần tự học", {}),
        ("họp thứ ba", {}),
        ("chiến tranh thế giới lần thứ hai", {}),
        ("kỳ họp thứ 13", {}),
        ("hội thi lần thứ 5", {}),
        ("đại hội lần thứ XII", {}),
        ("đại hội XIII", {}),
        ("đại hội Đảng bộ tỉnh Bắc Kạn lần thứ mười hai", {"province": "Bắc Kạn"}),
        ("khóa 12", {"term": "XII"}),
        ("khóa thứ XII", {"term": "XII"}),
        ("khóa VI bàn gì", {"term": "VI"}),
        ("khóa vi", {"term": "VI"}),
        ("khóa vi tính", {}),
        ("khóa 12,5", {}),
        ("khóa 12/10/2022", {"date": "2022-10-12"}),
        ("khóa năm 2023", {"year": "2023"}),
        ("hội nghị xi măng", {}),
        ("hội nghị XI bàn gì", {"conference": "11"}),
        ("hội nghị thứ ba", {"conference": "3"}),
        ("hội nghị thứ ba tuần tới", {}),
        ("khoa hoc", {}),
        ("HĐND khóa XIV", {}),
        ("UBND tỉnh Hà Giang năm 2020", {"province": "Hà Giang", "year": "2020"}),
        ("Bắc Cạn", {"province": "Bắc Kạn"}),
        ("Hà Tây 2005", {"province": "Hà Tây", "year": "2005"}),
        ("BBK", {"province": "Bắc Kạn"}),
        ("Sài Gòn", {"province": "Thành phố Hồ Chí Minh"}),
        ("họp ở sai gon", {"province": "Thành phố Hồ Chí Minh"}),
        ("sai gòn", {"province": "Thành phố Hồ Chí Minh"}),
        ("Sài Gón", {}),
        ("Băc Kạn", {"province": "Bắc Kạn"}),
        ("Bắc Kán", {}),
        ("tp hcm", {"province": "Thành phố Hồ Chí Minh"}),
        ("Hà Bính", {}),
        ("Thái Bình Dương", {}),
        ("tháng 7/2023", {"month": "2023-07"}),
        ("thang bay nam 2023", {"month": "2023-07"}),
        ("tháng bảy/2023", {"month": "2023-07"}),
        ("thang muoi hai/2023", {"month": "2023-12"}),
        ("hội nghị lần thứ XII/2023", {"conference": "12", "year": "2023"}),
        ("hội thi lần thứ XII/2023", {"year": "2023"}),
        ("tháng 7.2023", {"month": "2023-07"}),
        ("thắng 7 2023", {"year": "2023"}),
        ("tháng 13/2023", {}),
        ("nhiệm kỳ 2020-2025", {}),
        ("giai đoạn 2020 - 2025", {}),
        ("họp năm 2020 - 2023", {"year": "2020..2023"}),
        ("nam 2023-2020", {"year": "2020..2023"}),
        ("họp từ năm 2020 đến năm 2023", {"year": "2020..2023"}),
        ("hop tu 2020 den 2023", {"year": "2020..2023"}),
        ("họp năm 2020 tới 2023", {"year": "2020..2023"}),
        ("họp 2023 đến 2020 ở xã", {"year": "2020..2023"}),
        ("giai đoạn 2020-2023", {"year": "2020..2023"}),
        ("họp 2020 - 2023", {"year": "2020..2023"}),
        ("họp 2020–2023", {"year": "2020..2023"}),
        ("từ năm 2020 đến năm 2025", {"year": "2020..2025"}),
        ("kế hoạch 2021-2025", {}),
        ("quy hoạch 2021 - 2030", {}),
        ("nhiệm kỳ 2020 - 2023", {}),
        ("nhiệm kỳ 2020 đến 2025", {}),
        ("từ năm 2020 đến nay", {"year": "2020"}),
        ('họp từ "2020" đến 2023', {"year": "2023"}),
        ("BR-VT", {"province": "Bà Rịa - Vũng Tàu"}),
        ("họp ở br-vt", {"province": "Bà Rịa - Vũng Tàu"}),
        ("TT-Huế", {"province": "Thừa Thiên Huế"}),
        ("bac-kan", {"province": "Bắc Kạn"}),
        ("bắc-giáng", {}),
        ("ngày 06/7/2023", {"date": "2023-07-06"}),
        ("22-12-2023", {"date": "2023-12-22"}),
        ("sáng 6 tháng 7 năm 2023", {"date": "2023-07-06"}),
        ("32/7/2023", {}),
        ("ngày 15 tháng 8", {"date": "--08-15"}),
        ("ngày 15/8", {"date": "--08-15"}),
        ("sáng mùng 2 tháng chín", {"date": "--09-02"}),
        ("ngay 15 thang tam", {"date": "--08-15"}),
        ("ngày 15 tháng 8 năm 2021", {"date": "2021-08-15"}),
        ("kết quả 6 tháng 8 đơn vị", {}),
        ("tỷ lệ 15/8", {}),
        ("tháng 8", {}),
        ("hội nghị 12 backan", {"province": "Bắc Kạn", "conference": "12"}),
        ("thainguyen 2020", {"province": "Thái Nguyên", "year": "2020"}),
        ("tỉnh bắckạn", {"province": "Bắc Kạn"}),
        ("nghean", {"province": "Nghệ An"}),
        ("backanx", {}),
        ("Bắc Thái", {"province": "Bắc Thái"}),
        ('"Bắc Kạn" "hội nghị lần thứ 12"', {}),
        ("", {}),
    ],
)
def test_a_question_states_what_an_article_would(question: str, facts: dict[str, str]) -> None:
    assert stated(question) == facts


_SAID = (
    *("hội nghị", "lần thứ", "lần", "khóa", "đại hội", "trung ương", "TƯ", "HNTW", "bch", "tháng"),
    *("năm", "ngày", "7", "XII", "mười hai", "2023", "6/7", "7/2023", "2020-2023", "BBK", "bbk"),
    *("tth", "Bắc Kạn", "sài gòn", "BR-VT", "nghean", "cà phê", "mưa", "panorama"),
)


@given(st.lists(st.sampled_from(_SAID), max_size=6).map(" ".join), st.booleans())
def test_rows_that_state_nothing_are_told_without_reading_them(said: str, marked: bool) -> None:  # noqa: FBT001 - drawn
    words = Words(read_question(said if marked else fold(said)).wanted)
    found = read_facts(words)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(facts, "_may_state", lambda folded: True)  # noqa: ARG005 - called so
        assert read_facts(words) == found


def order(documents: Iterable[Document], question: str, index: Path) -> list[str]:
    build_index(documents, index)
    with Searcher.open(index) as searcher:
        return [hit.document.id for hit in searcher.search(SearchRequest(question)).hits]


@pytest.mark.parametrize("question", ["hội nghị lần thứ 12 Bắc Kạn", "hoi nghi lan thu 12 bac kan"])
def test_an_article_that_writes_its_number_as_a_word_comes_first(
    question: str, tmp_path: Path
) -> None:
    def article(number: str, rest: str) -> Document:
        title = f"Hội nghị Ban Chấp hành Đảng bộ tỉnh Bắc Kạn lần thứ {number}"
        return Document(number, f"{title}\nHội nghị thảo luận {rest} và công tác cán bộ.")

    others = [article(str(n), f"{n} nội dung") for n in range(20, 40)]
    documents = [*others, article("mười hai", "dự thảo"), article("8", "12 báo cáo")]
    assert order(documents, question, tmp_path)[0] == "mười hai"


def test_a_fact_that_no_article_states_hides_nothing(tmp_path: Path) -> None:
    documents = [Document("a", "Hội nghị lần thứ 12 của ngành y tế bàn việc phòng bệnh.")]
    assert order(documents, "hội nghị lần thứ 12 Bắc Kạn", tmp_path) == ["a"]


@pytest.mark.parametrize("question", ["hội nghị lần thứ 12 Bắc Kạn", "hoi nghi lan thu 12 bac kan"])
def test_what_states_everything_stands_above_what_only_has_the_words(
    question: str, tmp_path: Path
) -> None:
    committee = "Ban Chấp hành Đảng bộ tỉnh"
    documents = [
        Document(
            "another province",
            f"Hội nghị lần thứ 12 {committee} Sơn La\nĐại biểu tỉnh Bắc Kạn dự hội nghị.",
        ),
        Document(
            "another number",
            f"Hội nghị lần thứ 11 {committee} Bắc Kạn\nNgày 12/4/2023, chỉ số tăng 12 bậc.",
        ),
        Document("both", f"Hội nghị lần thứ mười hai {committee} Bắc Kạn\nHội nghị bàn ngân sách."),
    ]
    assert order(documents, question, tmp_path)[0] == "both"


def test_a_fact_that_is_excluded_raises_nothing(tmp_path: Path) -> None:
    committee = "Ban Chấp hành Đảng bộ tỉnh"
    documents = [
        Document("named apart", f"Hội nghị lần thứ 5 {committee}", given={"province": "Bắc Kạn"}),
        Document("other", f"Hội nghị lần thứ 5 {committee} họp hội nghị", given={"year": 2020}),
    ]
    plain = order(documents, "hội nghị", tmp_path)
    assert plain == ["other", "named apart"]
    assert order(documents, 'hội nghị -"Bắc Kạn"', tmp_path) == plain


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("trồng rừng từ năm 2020 đến năm 2023", "từ năm 2020 đến năm 2023"),
        ("họp giai đoạn 2020 - 2023", "giai đoạn 2020 - 2023"),
        ("họp 2020..2025, ở xã", "2020..2025"),
        ("họp ngày 6 tháng 7 năm 2023", "ngày 6 tháng 7 năm 2023"),
        ("họp hội nghị TƯ 8", "hội nghị TƯ 8"),
        ("đón khách ở tỉnh Bắc Kạn", "tỉnh Bắc Kạn"),
    ],
)
def test_a_fact_is_told_in_the_words_that_were_typed_and_their_order(
    question: str, said: str
) -> None:
    [*_, fact] = read_facts(Words(read_question(question).wanted))
    assert fact.text == said
