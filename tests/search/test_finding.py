"""A document is found by what it says, and shown as it says it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from string import ascii_lowercase
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indexer import Document, Searcher, SearchRequest, analyze, build_index
from indexer.analysis.filters import fold
from indexer.analysis.normalizer import normalize
from indexer.documents import FACETS
from indexer.results import Hit, Snippet
from tests.analysis.texts import texts, vietnamese

FEW = settings(max_examples=25)


@given(data=st.data())
def test_a_seed_is_found_by_any_phrase_it_contains(
    data: st.DataObject, searcher: Searcher, seed_texts: dict[str, str]
) -> None:
    doc_id = data.draw(st.sampled_from(sorted(seed_texts)))
    text = seed_texts[doc_id]
    tokens = analyze("syllables", text)
    first = data.draw(st.integers(0, len(tokens) - 1))
    last = data.draw(st.integers(first, min(first + 12, len(tokens) - 1)))
    phrase = text[tokens[first].start : tokens[last].end].replace('"', " ")
    phrase = phrase.replace("“", " ").replace("”", " ")
    for asked in (phrase, fold(normalize(phrase).text), phrase.upper()):
        results = searcher.search(SearchRequest(q=f'"{asked}"'))
        assert doc_id in {hit.document.id for hit in results.hits}, asked


@FEW
@given(st.lists(vietnamese, min_size=1, max_size=4), st.data())
def test_a_document_is_found_by_any_phrase_it_contains(
    written: list[str], data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder:
        documents = [Document(str(n), f"{text} x") for n, text in enumerate(written)]
        build_index(documents, folder)
        with Searcher.open(folder) as searcher:
            for document in documents:
                tokens = analyze("syllables", document.text)
                first = data.draw(st.integers(0, len(tokens) - 1))
                last = data.draw(st.integers(first, min(first + 4, len(tokens) - 1)))
                phrase = document.text[tokens[first].start : tokens[last].end]
                quoted = '"' + "".join(" " if c in '"“”«»' else c for c in phrase) + '"'
                hits = searcher.search(SearchRequest(q=quoted, size=100)).hits
                assert document.id in {hit.document.id for hit in hits}, quoted


@FEW
@given(st.lists(texts, min_size=1, max_size=4), st.one_of(vietnamese, texts))
def test_whatever_the_text_a_snippet_is_a_slice_of_it(written: list[str], asked: str) -> None:
    with TemporaryDirectory() as folder:
        documents = [Document(str(n), f"hội {text}") for n, text in enumerate(written)]
        build_index(documents, folder)
        with Searcher.open(folder) as searcher:
            for question in (asked, "hoi", "hội", f"hội {written[0]}", ""):
                for hit in searcher.search(SearchRequest(q=question)).hits:
                    check_hit(hit)


@pytest.mark.parametrize("question", ["hoi nghi", "Đảng bộ tỉnh Bắc Kạn", '"nhiệm kỳ"', "2023", ""])
def test_a_snippet_of_a_seed_is_a_slice_of_it(question: str, searcher: Searcher) -> None:
    hits = searcher.search(SearchRequest(q=question)).hits
    assert hits
    for hit in hits:
        check_hit(hit)
        assert not question or any(snippet.marks for snippet in (hit.title, *hit.snippets))


def check_hit(hit: Hit) -> None:
    assert hit.title.text == hit.document.title
    check_marks(hit.title)
    assert len(hit.snippets) <= 2
    spans = sorted((s.start, s.start + len(s.text)) for s in hit.snippets)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    for snippet in hit.snippets:
        end = snippet.start + len(snippet.text)
        assert hit.document.text[snippet.start : end] == snippet.text != ""
        check_marks(snippet)


def check_marks(snippet: Snippet) -> None:
    edges = [0, *(place for mark in snippet.marks for place in mark), len(snippet.text)]
    assert all(left <= right for left, right in pairwise(edges))
    assert all(start < end for start, end in snippet.marks)


@pytest.mark.parametrize("question", ["hội nghị", "dang bo tinh", ""])
def test_pages_of_seeds_end_to_end_are_the_whole_list(question: str, searcher: Searcher) -> None:
    request = SearchRequest(q=question, size=100)
    whole = [hit.document.id for hit in searcher.search(request).hits]
    paged = [searcher.search(replace(request, size=2, page=page)).hits for page in range(1, 5)]
    assert [hit.document.id for page in paged for hit in page] == whole


@pytest.mark.parametrize("question", ["hội nghị", "Bắc Kạn", ""])
def test_a_bucket_counts_what_choosing_it_finds(question: str, searcher: Searcher) -> None:
    request = SearchRequest(q=question)
    facets = {facet.name: facet for facet in searcher.search(request).facets}
    assert tuple(facets) == FACETS
    for name, facet in facets.items():
        for bucket in facet.buckets:
            value = "none" if bucket.value is None else str(bucket.value)
            chosen = searcher.search(request.with_filter(name, (value,)))
            assert chosen.total.value == bucket.count > 0


def test_the_order_of_adding_does_not_matter(seed_texts: dict[str, str], tmp_path: Path) -> None:
    documents = [Document(name, text) for name, text in seed_texts.items()]
    build_index(documents, tmp_path / "one")
    build_index(reversed(documents), tmp_path / "other")
    with Searcher.open(tmp_path / "one") as one, Searcher.open(tmp_path / "other") as other:
        for question in ("hội nghị lần thứ 12", "dang bo", ""):
            request = SearchRequest(q=question)
            assert one.search(request).hits == other.search(request).hits
            assert one.search(request).facets == other.search(request).facets


def test_page_furniture_is_never_shown_as_a_snippet(searcher: Searcher) -> None:
    shown = searcher.search(SearchRequest(q="xem thêm", match="most")).hits
    for hit in shown:
        for snippet in hit.snippets:
            inside = range(snippet.start, snippet.start + len(snippet.text))
            assert not any(a in inside and b - 1 in inside for a, b in hit.document.boilerplate)


def test_page_furniture_changes_no_score(tmp_path: Path) -> None:
    plain = "Tỉnh ủy họp bàn về thủy lợi.\nBáo cáo nêu nhiều việc."
    furnished = f"Trang chủ > Thủy lợi > Thủy lợi\n{plain}\nLượt xem: 688\nXem thêm"
    build_index([Document("a", plain, "x"), Document("b", furnished, "x")], tmp_path)
    with Searcher.open(tmp_path) as searcher:
        for asked in ("thủy lợi", "thuy loi", '"thủy lợi"', "báo cáo nhiều việc"):
            hits = searcher.search(SearchRequest(q=asked)).hits
            scores = {hit.document.id: hit.score for hit in hits}
            assert scores["a"] == pytest.approx(scores["b"]), asked
            assert scores["a"] > 0


def test_no_excerpt_only_says_the_title_again(tmp_path: Path) -> None:
    title = "Khai mạc Hội nghị lần thứ 34 Ban Chấp hành Đảng bộ tỉnh Bắc Kạn"
    text = f"{title}.\n\nSáng 6/7, Ban Chấp hành Đảng bộ tỉnh Bắc Kạn khai mạc Hội nghị lần thứ 34."
    build_index([Document("a", text, title=title)], tmp_path)
    with Searcher.open(tmp_path) as found:
        (hit,) = found.search(SearchRequest("hội nghị lần thứ 34 Bắc Kạn")).hits
    assert [snippet.text for snippet in hit.snippets] == [text.split("\n\n")[1]]


def test_a_search_without_time_stops_and_says_so(seeds_index: Path) -> None:
    with Searcher.open(seeds_index, seconds=-1) as searcher:
        results = searcher.search(SearchRequest(q="hội nghị Bắc Kạn"))
        assert [note.code for note in results.question.notes] == ["out_of_time"]
        assert results.hits == ()
    with Searcher.open(seeds_index, seconds=60) as searcher:
        results = searcher.search(SearchRequest(q="hội nghị Bắc Kạn"))
        assert "out_of_time" not in [note.code for note in results.question.notes]
        assert results.hits


@pytest.mark.parametrize(
    "question", ["hội nghị ban chấp hành đảng bộ tỉnh", "bắc kạn hội nghị nghị quyết năm 2023"]
)
def test_asking_for_all_of_a_long_question_is_typing_and_between_its_words(
    question: str, searcher: Searcher
) -> None:
    found = searcher.search(SearchRequest(question, match="all"))
    typed = searcher.search(SearchRequest(" AND ".join(question.split())))
    most = searcher.search(SearchRequest(question)).total

    assert found.total == typed.total
    assert 0 < found.total.value == found.total.unfiltered == found.total.all == most.all


WORDS = (
    *("hội", "nghị", "hoi", "lần", "thứ", "12", "XII", "khóa", "quan", "trọng", "nhằm", "thao"),
    *("tỉnh", "Bắc", "Kạn", "2023", "bao nhiêu", "ngh*", '"đại hội"', '"Bắc Kạn" OR', "AND"),
    *("NOT", "-ban", "-năm:2023", "(", ")", "title:hội", "UBND", "tháng 7/2023"),
)


@given(question=st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join))
@example(question="vấn đề quan lần thứ 12 trọng nhằm")
def test_asking_for_all_keeps_those_that_were_said_to_have_everything(
    question: str, searcher: Searcher
) -> None:
    most = searcher.listing(SearchRequest(question))
    narrowed = searcher.listing(SearchRequest(question, match="all"))
    assert narrowed.total.value == most.total.all
    assert set(narrowed.ids) <= set(most.ids)


def test_what_is_excluded_is_cut_to_the_most_frequent_beginnings_too(tmp_path: Path) -> None:
    many = " ".join(f"x{left}{right}" for left in "abc" for right in ascii_lowercase)
    build_index([Document("many", f"họp {many}"), Document("none", "họp")], tmp_path)
    with Searcher.open(tmp_path) as searcher:
        results = searcher.search(SearchRequest("họp -x*"))
    assert [hit.document.id for hit in results.hits] == ["none"]
    assert "prefix_cut" in [note.code for note in results.question.notes]


@pytest.mark.parametrize(
    ("complete", "words", "also"),
    [(98, 9, ["more", "part"]), (99, 9, ["more"]), (98, 8, ["more"]), (100, 9, [])],
)
def test_with_few_hits_less_of_a_question_as_long_as_a_sentence_is_enough(
    complete: int, words: int, also: list[str], tmp_path: Path
) -> None:
    asked = ["chè", "xanh", "quế", "hồi", "mắc", "ca", "sả", "gừng", "nghệ"][:words]
    written = {f"whole{n}": f"{' '.join(asked)}." for n in range(complete)}
    written |= {f"other{n}": "Chuyện khác." for n in range(3 * complete)}
    written |= {"part": "Chỉ có chè, quế và hồi.", "more": "Có chè, quế, hồi và sả."}
    build_index([Document(name, text) for name, text in written.items()], tmp_path)
    with Searcher.open(tmp_path) as searcher:
        pages = [searcher.search(SearchRequest(" ".join(asked), size=100, page=n)) for n in (1, 2)]
    found = [one.document.id for page in pages for one in page.hits]
    assert pages[0].total.value == len(found)
    assert found[complete:] == also
