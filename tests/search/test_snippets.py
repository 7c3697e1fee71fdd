"""The excerpts of very long texts: found far inside, and never at any price."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import Document, Searcher, SearchRequest, build_index
from indexer.highlighting import snippets
from indexer.highlighting.matches import Finder, Match
from indexer.highlighting.snippets import highlight
from indexer.highlighting.windows import Parts, _together, best_window, worth
from tests.search.test_matches import finder_of

READ = snippets._READ
_FILLER = "việc chung của cả vùng nói mãi không hết, "


class Counting:
    """A finder that counts the code points it is given."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self.alternatives = finder.alternatives
        self.neighbours = finder.neighbours
        self.looked_at = 0

    @property
    def pieces_read(self) -> int:
        return self._finder.pieces_read

    def find(self, text: str, *, title: bool = False) -> list[Match]:
        self.looked_at += len(text)
        return self._finder.find(text, title=title)


def test_a_match_far_inside_a_very_long_text_is_shown_in_its_place(tmp_path: Path) -> None:
    text = "Đây nói ý khác.\n" * 20_000 + "Cuối cùng là hội nghị tổng kết.\n" + "Hết.\n" * 9
    build_index([Document("a", text)], tmp_path)
    with Searcher.open(tmp_path) as found:
        (hit,) = found.search(SearchRequest("hội nghị tổng kết")).hits
    (snippet,) = hit.snippets
    assert snippet.text == text[snippet.start : snippet.start + len(snippet.text)]
    assert [snippet.text[a:b] for a, b in snippet.marks] == ["hội nghị tổng kết"]


def test_a_text_as_long_as_a_shelf_is_looked_at_only_as_far_as_a_reader_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(snippets, "_MOST_READ", 5 * READ)
    document = Document("a", "Đây nói ý khác.\n" * 60_000 + "Hội nghị.\n", title="Bài về hội nghị")
    finder = Counting(finder_of("hội nghị", document.text))
    shown = highlight(document, finder, [1.0, 1.0])  # type: ignore[arg-type]

    assert len(document.text) > 9 * READ
    assert finder.looked_at == 5 * READ + len(document.title)
    (snippet,) = shown.snippets
    assert (snippet.text, snippet.marks) == ("Đây nói ý khác.", ())
    assert shown.title.marks == ((7, 15),)


def test_what_only_looks_like_the_question_is_not_read_to_the_end() -> None:
    document = Document("a", "Hóa, hỏa hoạ hoả. " * 60_000, title="Hòa")
    finder = finder_of("hòa", document.text, document.title)
    shown = highlight(document, finder, [1.0])

    window = READ // len("Hóa,")
    assert snippets._MOST_PIECES < finder.pieces_read < snippets._MOST_PIECES + window
    assert shown.title.marks == ((0, 3),)
    assert [snippet.marks for snippet in shown.snippets] == [()]


def test_a_line_far_inside_that_says_the_title_again_is_no_excerpt() -> None:
    far = "Đây nói ý khác.\n" * 10_000
    again = "Kết quả hội nghị tỉnh"
    document = Document("a", f"{far}{again}.\nHội nghị của tỉnh bế mạc.\n", title=again)
    (snippet,) = highlight(document, finder_of("hội nghị", document.text), [1.0, 1.0]).snippets

    assert snippet.text == "Hội nghị của tỉnh bế mạc."


def test_an_excerpt_that_begins_inside_a_title_that_was_cut_is_marked_there_too() -> None:
    text = f"{_FILLER * 6}ngân sách của tỉnh, rồi sau đó đến hội nghị."
    document = Document("a", text, title=text[:-20], title_span=(0, len(text) - 20))
    finder = finder_of("hội nghị ngân sách", text)
    (snippet,) = highlight(document, finder, [1.0] * 4).snippets

    assert [snippet.text[a:b] for a, b in snippet.marks] == ["ngân sách", "hội nghị"]


_placed = st.tuples(
    st.integers(0, 60), st.integers(1, 2), st.integers(0, 3), st.sampled_from(["full", "unmarked"])
)


@given(st.lists(_placed, max_size=12), st.sets(st.integers(0, 3)))
def test_the_excerpt_is_taken_from_the_run_of_matches_that_tells_most(
    placed: list[tuple[int, int, int, str]], covered: set[int]
) -> None:
    text = ("hội nghị tỉnh ủy bàn việc " * 3 + "\n") * 8
    starts = [start * 9 for start, *_ in placed]
    matches = sorted(
        Match(start, start + 4 * length, part, agreement)  # type: ignore[arg-type]
        for start, (_, length, part, agreement) in zip(starts, placed, strict=True)
    )
    parts = Parts([4.0, 2.0, 1.0, 0.5], {(0, 1), (1, 2), (2, 3)})
    runs = []
    for first in range(len(matches)):
        last = first + 1
        while last < len(matches) and _together(
            text, *matches[last - 1 : last + 1], matches[first]
        ):
            last += 1
        runs.append(matches[first:last])
    best = max((worth(run, parts, covered) for run in runs), default=0.0)
    window = best_window(text, matches, parts, covered)

    assert window in runs or not runs
    assert worth(window, parts, covered) == pytest.approx(best)


@pytest.mark.parametrize("apart", range(9))
def test_every_match_in_an_excerpt_is_marked_however_far_from_the_others(apart: int) -> None:
    text = f"Hội nghị tỉnh bàn việc {_FILLER * apart}sau đó hội nghị bế mạc."
    document = Document("a", text, title="Tin")
    (snippet,) = highlight(document, finder_of("hội nghị", text), [1.0, 1.0]).snippets

    marked = [snippet.text[a:b].lower() for a, b in snippet.marks]
    assert marked == ["hội nghị"] * snippet.text.lower().count("hội nghị")


@given(st.lists(st.sampled_from(["hội nghị", "ngân sách", "x", _FILLER, "\n", ". "]), max_size=40))
def test_two_excerpts_share_nothing(pieces: list[str]) -> None:
    document = Document("a", " ".join(pieces), title="Tin")
    finder = finder_of("hội nghị ngân sách", document.text)
    shown = sorted(highlight(document, finder, [1.0] * 4).snippets, key=lambda s: s.start)

    assert all(
        left.start + len(left.text) <= right.start and left.text and right.text
        for left, right in pairwise(shown)
    )
    assert all(document.text[s.start :].startswith(s.text) for s in shown)


@pytest.mark.parametrize("order", [("hội nghị", "ngân sách"), ("ngân sách", "hội nghị")])
def test_an_excerpt_beside_another_begins_where_that_ends(order: tuple[str, str]) -> None:
    text = f"{_FILLER}{order[0]} {_FILLER * 6}{order[1]} {_FILLER * 6}".strip()
    finder = finder_of("hội nghị ngân sách", text)
    shown = highlight(Document("a", text, title="Tin"), finder, [1.0] * 4).snippets

    assert len(shown) == 2
    assert sorted(s.text[a:b] for s in shown for a, b in s.marks) == sorted(order)
    first, second = sorted(shown, key=lambda s: s.start)
    assert first.start + len(first.text) <= second.start
