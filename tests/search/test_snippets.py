"""The excerpts of very long texts: found far inside, and never at any price."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer import Document, Searcher, SearchRequest, build_index, snippets
from indexer.matches import Finder, Match
from indexer.snippets import highlight
from tests.search.test_matches import finder_of

READ = snippets._READ


class Counting:
    """A finder that counts the code points it is given."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self.looked_at = 0

    @property
    def pieces_read(self) -> int:
        return self._finder.pieces_read

    def find(self, text: str, *, title: bool = False) -> list[Match]:
        self.looked_at += len(text)
        return self._finder.find(text, title=title)


def test_a_match_far_inside_a_very_long_text_is_shown_in_its_place(tmp_path: Path) -> None:
    text = "Nội dung khác.\n" * 20_000 + "Cuối cùng là hội nghị tổng kết.\n" + "Hết.\n" * 9
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
    document = Document("a", "Nội dung khác.\n" * 60_000 + "Hội nghị.\n", title="Bài về hội nghị")
    finder = Counting(finder_of("hội nghị", document.text))
    shown = highlight(document, finder, [1.0, 1.0])  # type: ignore[arg-type]

    assert len(document.text) > 9 * READ
    assert finder.looked_at == 5 * READ + len(document.title)
    assert [(snippet.text, snippet.marks) for snippet in shown.snippets] == [("Nội dung khác.", ())]
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
    far = "Nội dung khác.\n" * 10_000
    again = "Kết quả hội nghị tỉnh"
    document = Document("a", f"{far}{again}.\nHội nghị của tỉnh bế mạc.\n", title=again)
    (snippet,) = highlight(document, finder_of("hội nghị", document.text), [1.0, 1.0]).snippets

    assert snippet.text == "Hội nghị của tỉnh bế mạc."
