"""Analysis in bulk gives exactly what analysis of a single text gives."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from itertools import islice, pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.analysis import VARIANTS, bulk_differences
from benchmarks.articles import articles
from indexer import CHAINS, Document, analyze
from indexer.analysis.analyzers import ASIDE
from indexer.analysis.bulk import BulkAnalyzer
from indexer.analysis.bulkreading import Read, is_simple, read_alone, read_together
from indexer.batches import analyze_documents
from tests.analysis.texts import texts

HOSTILE = {
    "nothing": "",
    "no space": "đ" * 1_000_000,
    "marks": "a" + "\u0323" * 100_000,
    "control characters": "\0\x01hội\x1f\x7fnghị\x85 \0" * 1000,
    "joined emoji": "👩\u200d👩\u200d👧\ufe0f hội " * 1000,
    "right to left": "\u202eמפלגה hội \u0627\u0644\u062d\u0632\u0628 " * 1000,
    "scripts": "Đảng党партия정당ﾊﾝ " * 1000,
    "Hangul in pieces": "\u1100\u1161\u11a8" * 10_000,
    "one long compound": "a-" * 500_000,
    "one long address": "a@" + "b." * 500_000 + "vn",
    "one long word": "hội_" * 250_000,
    "years": "2020 - " * 100_000,
    "lines": "a\n" * 300_000,
    "spaces": " " * 1_000_000,
    "surrogates": "\ud800 " * 1000,
}


@given(st.lists(texts, max_size=6))
def test_columns_are_the_tokens_of_each_text(many: list[str]) -> None:
    assert bulk_differences(BulkAnalyzer(), many) == 0


@pytest.mark.parametrize("variant", VARIANTS)
def test_columns_of_articles_are_their_tokens(variant: str, seed_texts: dict[str, str]) -> None:
    written = [*seed_texts.values(), *(article["text"] for article in articles(100))]
    analyzer = BulkAnalyzer()
    assert bulk_differences(analyzer, [VARIANTS[variant](text) for text in written]) == 0


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_has_lawful_columns(name: str) -> None:
    text = HOSTILE[name]
    for columns in BulkAnalyzer().analyze_batch(["hội nghị", text, "2020 - 2025"]).values():
        rows = [(start, end) for _, start, end, number in columns.rows() if number == 1]
        assert all(0 <= start < end <= len(text) for start, end in rows)
        assert all(left[0] <= right[0] and left[1] <= right[1] for left, right in pairwise(rows))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_alone_has_the_same_tokens(name: str) -> None:
    assert bulk_differences(BulkAnalyzer(), [HOSTILE[name][:100_000]]) == 0


@given(st.lists(texts, min_size=2, max_size=6), st.integers(0, 30))
def test_forgetting_changes_nothing(many: list[str], most_kept: int) -> None:
    forgetful = BulkAnalyzer(most_kept)
    for text in many:
        columns = forgetful.analyze_batch([text])["syllables"]
        assert [row[0] for row in columns.rows()] == [t.term for t in analyze("syllables", text)]


def test_columns_read_before_forgetting_stay_readable() -> None:
    forgetful = BulkAnalyzer(0)
    before = forgetful.analyze_batch(["hội nghị tỉnh ủy"])["words"]
    forgetful.analyze_batch(["một câu khác"])
    assert [row[0] for row in before.rows()] == ["hội_nghị", "tỉnh_uỷ"]


def test_numbers_of_terms_hold_as_long_as_nothing_is_forgotten() -> None:
    analyzer = BulkAnalyzer()
    first = analyzer.analyze_batch(["hội nghị tỉnh ủy 2020 - 2025"])
    before = {name: list(columns.vocabulary) for name, columns in first.items()}
    second = analyzer.analyze_batch(["tỉnh ủy họp hội nghị 05-NQ/TU", "HOI NGHI"])
    for name, columns in second.items():
        assert columns.generation == first[name].generation == analyzer.generation
        assert columns.vocabulary[: len(before[name])] == before[name]
        assert len(columns.vocabulary) == len(set(columns.vocabulary)) > len(before[name])


def test_numbers_begin_anew_in_a_generation_of_their_own() -> None:
    forgetful = BulkAnalyzer(0)
    first = forgetful.analyze_batch(["hội nghị"])["words"]
    second = forgetful.analyze_batch(["tỉnh ủy"])["words"]
    assert (first.generation, second.generation) == (0, 1)
    assert list(second.vocabulary) == ["tỉnh", "uỷ", "tỉnh_uỷ"]


def test_what_is_forgotten_is_let_go_of_at_once() -> None:
    forgetful = BulkAnalyzer(0)
    forgetful.analyze_batch(["hội nghị tỉnh ủy"])
    kept = weakref.ref(forgetful._memory)
    gc.disable()  # it would find a cycle of references some day, and all of it is held until then
    forgetful.analyze_batch(["một câu khác"])
    gc.enable()
    assert kept() is None


def test_what_is_kept_is_bounded_by_its_size() -> None:
    most = 200_000
    analyzer = BulkAnalyzer(most)
    generations = [
        analyzer.analyze_batch([" ".join(f"từ{i}{j}" for j in range(50))])["words"].generation
        for i in range(50)
    ]
    assert generations == sorted(generations)
    assert 1 < generations[-1] < len(generations) - 1


def test_long_pieces_count_by_their_length() -> None:
    analyzer = BulkAnalyzer(200_000)
    for text in ("a", "b" * 200_000, "c"):
        analyzer.analyze_batch([text])
    assert analyzer.generation == 1


def test_simple_pieces_read_together_are_read_as_alone() -> None:
    pieces = [
        piece
        for article in articles(50)
        for piece in article["text"].split(" ")
        if is_simple(piece)
    ]
    assert len(pieces) > 10_000
    together, alone = read_together(pieces), read_alone(pieces)
    for name in Read._fields:
        assert list(getattr(together, name)) == list(getattr(alone, name)), name


@given(
    st.lists(
        st.text("aAđĐòủÔ19.,-/:'\"“”…()_\n°«!?ŨŸ×ð@", min_size=1, max_size=12).filter(is_simple),
        min_size=1,
    )
)
def test_odd_simple_pieces_read_together_are_read_as_alone(pieces: list[str]) -> None:
    together, alone = read_together(pieces), read_alone(pieces)
    for name in Read._fields:
        assert list(getattr(together, name)) == list(getattr(alone, name)), name


def test_a_range_of_years_does_not_reach_into_the_next_text() -> None:
    columns = BulkAnalyzer().analyze_batch(["năm 2020", "- 2021 - 2022", "2023 -", "2024"])
    assert list(columns["compounds"].rows()) == [("2021-2022", 2, 13, 1)]


def test_only_the_asked_chains_are_made() -> None:
    assert list(BulkAnalyzer().analyze_batch(["hội nghị"], ["words"])) == ["words"]
    assert list(BulkAnalyzer().analyze_batch([])) == list(CHAINS)


def rejected_into(rejected: list[str]) -> Callable[[Document, str], None]:
    """Collects what could not be analysed."""
    return lambda document, reason: rejected.append(f"{document.id}: {reason}")


@pytest.mark.parametrize("batch", [1, 3000, 10**9])
def test_documents_are_analysed_alike_whatever_the_batch(batch: int) -> None:
    documents = [
        Document(str(i), a["text"], a["title"]) for i, a in enumerate(islice(articles(), 20))
    ]
    rejected: list[str] = []
    batches = list(analyze_documents(documents, rejected_into(rejected), batch))
    assert [doc_id for each in batches for doc_id in each.ids] == [each.id for each in documents]
    for part, chain in product(("text", "title"), CHAINS):
        name = chain if part == "text" else f"title_{chain}"
        streams = [
            stream for each in batches for stream in each.columns[name].streams(len(each.ids))
        ]
        for document, stream in zip(documents, streams, strict=True):
            terms = [term.removeprefix(ASIDE) for term in stream]
            assert terms == [token.term for token in analyze(chain, getattr(document, part))]
    assert rejected == []


def test_a_document_that_cannot_be_analysed_does_not_end_the_others() -> None:
    class Unsplittable(str):
        __slots__ = ()

        def split(self, *_: object) -> list[str]:  # type: ignore[override]
            raise ValueError(self)

    rejected: list[str] = []
    documents = [Document("a", "hội nghị"), Document("b", "đại hội", Unsplittable("x")),
                 Document("c", "tỉnh ủy")]  # fmt: skip
    found = list(analyze_documents(documents, rejected_into(rejected)))
    assert [doc_id for each in found for doc_id in each.ids] == ["a", "c"]
    assert rejected == ["b: ValueError('x')"]


def test_furniture_keeps_its_places_under_terms_of_its_own_and_is_not_counted() -> None:
    texts = ["hội nghị\nxem thêm\nhọp", "Doc them", "xem"]
    found = BulkAnalyzer().analyze_batch(texts, ["syllables", "folded"], [[(9, 17)], [(0, 8)], []])
    columns = found["syllables"]
    assert list(columns.streams(3)) == [
        ["hội", "nghị", "|xem", "|thêm", "họp"], ["|~doc", "|~them"], ["~xem"],
    ]  # fmt: skip
    assert columns.lengths(3).tolist() == [3, 0, 1]
    assert next(found["folded"].streams(3))[2:] == ["|xem", "|them", "hop"]
