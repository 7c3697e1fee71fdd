"""What a question names is found where it stands, whatever is passed over on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.analyzers import CHAINS, PreparedText
from indexer.analysis.filters import fold
from indexer.analysis.sieve import every_piece
from indexer.highlighting.matches import Finder
from indexer.questions import read_question
from indexer.understanding.readings import Reading
from indexer.understanding.rewriting import rewrite
from indexer.understanding.vocabulary import Vocabulary
from tests.analysis.texts import texts, vietnamese


class Lexicon:
    """The terms of some texts."""

    def __init__(self, written: Iterable[str]) -> None:
        texts = [PreparedText(text) for text in written]
        self.documents = len(texts)
        self._terms, self._pairs = (
            {
                name: Counter(term for text in texts for term in {*read(chain.terms(text))})
                for name, chain in CHAINS.items()
            }
            for read in (iter, pairwise)
        )

    def contains(self, field: str, term: str) -> bool:
        return term in self._terms.get(field, ())

    def frequencies(self, field: str, terms: Sequence[str]) -> list[int]:
        return [self._terms.get(field, {}).get(term, 0) for term in terms]

    def side_by_side(self, field: str, left: str, right: str) -> int:
        return self._pairs.get(field, {}).get((left, right), 0)

    def terms(self, field: str, prefix: str, limit: int) -> tuple[str, ...]:
        known = sorted(self._terms.get(field, ()))
        return tuple(term for term in known if term.startswith(prefix))[:limit]


def finder_of(question: str, *written: str, loose: bool = False) -> Finder:
    vocabulary = Vocabulary(Lexicon(written))
    rewritten = rewrite(read_question(question), vocabulary, Reading(loose=loose))
    return Finder(rewritten.wanted, neighbours=rewritten.neighbours)


def found_in_all(finder: Finder, text: str) -> list[tuple[int, int, int, str]]:
    """The same, every piece of the text read."""
    finder.candidates = every_piece  # type: ignore[method-assign]
    return finder.find(text)  # type: ignore[return-value]


@st.composite
def asked(draw: st.DrawFn, text: str) -> str:
    """A question about a text: words of it as they are or changed, among others."""
    own = [text[a:b] for a, b in PreparedText(text).syllables.spans] or ["x"]
    changes = st.sampled_from([str, fold, str.upper, "“{}”".format, "{}*".format, "-{}".format])
    word = st.one_of(st.sampled_from(own), st.sampled_from(text.split() or ["x"]), vietnamese)
    changed = st.builds(lambda one, change: change(one), word, changes)
    return " ".join(draw(st.lists(changed, min_size=1, max_size=6)))


@given(st.data(), st.one_of(vietnamese, texts), st.booleans())
def test_what_is_passed_over_holds_nothing(data: st.DataObject, text: str, loose: bool) -> None:  # noqa: FBT001 - drawn
    question = data.draw(asked(text))
    finder, plain = (finder_of(question, text, loose=loose) for _ in range(2))
    assert finder.find(text) == found_in_all(plain, text)


@pytest.mark.parametrize(
    ("question", "text", "marked"),
    [
        ("11555", "dân số 11.555 người, 11 555 là hai số", ["11.555"]),
        ("6/7", "sáng 06/07 họp, chiều 7/6 nghỉ", ["06/07"]),
        ("05-NQ/TU", "Nghị quyết 05 - NQ, số 05-NQ/TU.", ["05-NQ/TU"]),
        ("2020-2025", "nhiệm kỳ 2020 - 2025", ["2020 - 2025"]),
        ('"cơ hội mới"', "cơ hội\nmới, cơ, hội và mới", ["cơ hội\nmới"]),
        ('"cơ mới"', "cơ hội mới", []),
        ("km", "dài 2.5km, 3 km", ["km", "km"]),
        ("nghị*", "Nghị quyết, hội nghị và Nghịch", ["Nghị", "nghị", "Nghịch"]),
        ("hoi", "HỘI, hỏi và hoi", ["HỘI", "hỏi", "hoi"]),
        ("hội", "hoi nghi\nhỏi hoi\u2028İ HOI hoi", ["hoi", "HOI"]),
    ],
)
def test_each_way_of_writing_is_found(question: str, text: str, marked: list[str]) -> None:
    finder = finder_of(question, text)
    found = [text[match.start : match.end] for match in finder.find(text)]
    assert sorted(set(found)) == sorted(set(marked))
    assert finder.find(text) == found_in_all(finder, text)


def test_pieces_that_a_question_does_not_name_are_not_read() -> None:
    text = "Đoạn văn này dài. " * 500 + "Rồi đến hội nghị. " + "Và còn nữa. " * 500
    finder = finder_of("hội nghị", text)
    assert [text[match.start : match.end] for match in finder.find(text)] == ["hội", "nghị"]
    assert sorted(finder.terms.pieces) == ["hội", "nghị."]
