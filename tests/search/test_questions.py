from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer import Searcher, SearchRequest
from indexer.analysis.analyzers import PreparedText
from indexer.analysis.filters import fold
from indexer.analysis.normalizer import normalize
from indexer.questions import Either, Every, Node, Part, Stated, all_parts, read_question
from indexer.questions.lexer import OPERATORS
from indexer.questions.parser import Parser
from indexer.understanding.interrogatives import PHRASES, interrogatives
from indexer.understanding.words import Words
from tests.analysis.texts import texts

_signs = st.text('"“”«»-*/ \t\nhộiABC12', max_size=80)

WILD = {
    "quotes": '"' * 100_000,
    "curly quotes": "“" * 100_000,
    "dashes": "-" * 100_000,
    "numbers": "1/" * 50_000,
    "words": "hội nghị " * 11_000,
    "addresses": "a@" * 50_000,
    "marks": "a" + "\u0323" * 100_000,
    "surrogates": "\ud800" * 100_000,
    "nulls": "\0" * 100_000,
    "parentheses": "(" * 100_000,
    "closed parentheses": "()" * 50_000,
    "closing parentheses": ")" * 100_000,
    "alternatives": "a OR " * 20_000,
    "nested alternatives": "(a OR " * 20_000,
    "only OR": "OR " * 33_000,
    "exclusions": "-a " * 33_000,
    "nested exclusions": "-(" * 50_000,
    "NOT": "NOT " * 25_000,
    "stars": "*" * 100_000,
    "beginnings": "a* " * 33_000,
    "fields": "tỉnh:" * 20_000,
    "values": "năm:2020..2023 " * 6_000,
    "bad values": "năm:x " * 16_000,
    "names": "tinh:bac kan " * 8_000,
    "dashes before words": "a -b" * 25_000,
    "quotes inside each other": '"“«' * 33_000,
    "lucene": "+a^2~ [x TO y] /b.*/ && " * 4_000,
}


_words = st.sampled_from(
    ["Hội", "nghị", "OR", "HOẶC", "and", "NOT", "2020", "hoà", "x²", "TƯ", "OR."]
)


@given(st.lists(st.one_of(_words, st.from_regex(r"\w{1,5}", fullmatch=True)), max_size=8))
@example(["tỉnh", "\u00bd", "唐"])
def test_a_question_of_words_is_read_as_any_other(words: list[str]) -> None:
    for space in (" ", "  ", "\u00a0", "\n"):
        typed = space.join(words)
        normalized = normalize(typed)
        shown = typed if normalized.starts is None else normalized.text
        quick, slow = Parser(normalized.text, shown), Parser(normalized.text, shown)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(slow, "_plain_words", lambda: None)
            expected = slow.parse()
        root = quick.parse()
        assert root == expected
        assert [part.text for part in all_parts(root)] == [p.text for p in all_parts(expected)]
        assert (quick.notes, quick.excluded) == (slow.notes, slow.excluded)


@given(st.one_of(texts, _signs))
def test_reading_a_question_never_fails(raw: str) -> None:
    question = read_question(raw)
    assert question.raw == raw
    assert all(part.syllables for part in question.wanted)
    assert all(len(one.rest) < len(raw) for one in question.excluded)


@pytest.mark.parametrize("name", WILD)
def test_a_question_of_a_hundred_kilobytes_is_cut_and_answered(
    name: str, searcher: Searcher
) -> None:
    question = read_question(WILD[name])
    assert 980 < len(question.raw) <= 1000
    assert unicodedata.normalize("NFC", WILD[name]).startswith(question.raw)
    assert question.notes[0].code == "question_cut"
    assert question.notes[0].args == {"limit": "1000"}
    results = searcher.search(SearchRequest(q=WILD[name]))
    assert "question_cut" in [note.code for note in results.question.notes]


def test_a_question_of_the_longest_length_is_not_cut() -> None:
    assert read_question("a" * 1000).notes == ()


@given(texts)
@example("12 2020 HỘI hoà thuỷ ½ ﬁ " + "a" * 120)
def test_the_words_of_a_question_are_the_syllables_of_its_text(raw: str) -> None:
    for word in raw.split():
        if word.isalnum() and word not in OPERATORS:
            terms = [s for part in read_question(word).wanted for s in part.syllables]
            assert terms == PreparedText(word).syllables.terms


@given(raw=st.one_of(texts, _signs))
def test_any_question_is_answered(raw: str, searcher: Searcher) -> None:
    results = searcher.search(SearchRequest(q=raw))
    assert 0 <= results.total.all <= results.total.value <= results.total.unfiltered <= 5
    assert len(results.hits) == results.total.value


def test_a_phrase_in_the_title_is_found_in_a_document_whose_text_lacks_it(
    searcher: Searcher,
) -> None:
    title = searcher.document("002_7735401eec862884")[0].title
    assert searcher.search(SearchRequest(q=f'"{title}"')).hits[0].document.title == title


def shape(node: Node) -> str:
    """A tree in one line: ' before phrases, * after beginnings, - before what is unwanted."""
    match node:
        case Part():
            signs = ("title:" if node.title else "") + ("'" if node.quoted else "")
            return signs + "_".join(
                s + "*" * (i in node.begun) for i, s in enumerate(node.syllables)
            )
        case Stated():
            bounds = f"{node.low or ''}..{node.high or ''}"
            return f"{node.name}={'|'.join(node.values) or bounds}"
        case Either():
            return "{" + " | ".join(map(shape, node.branches)) + "}"
        case Every():
            inner = [
                f"({shape(each)})" if isinstance(each, Every) else shape(each)
                for each in node.children
            ]
            return " ".join([*inner, *(f"-{shape(each)}" for each in node.unwanted)])


READ = json.loads((Path(__file__).parents[1] / "data/questions.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", READ, ids=lambda case: case["q"][:40] or "nothing")
def test_a_question_is_read_as_described(case: dict[str, Any]) -> None:
    question = read_question(case["q"])
    assert shape(question.root) == case["read"]
    assert [note.code for note in question.notes] == case.get("notes", [])
    assert [each.text for each in question.excluded] == case.get("excluded", [])


MANUAL = (Path(__file__).parents[2] / "docs/query-language.md").read_text(encoding="utf-8")
EXAMPLES = [
    example
    for row in re.findall(r"(?m)^\| (`[^|]+) \|", MANUAL)
    for example in re.findall(r"`([^`]+)`", row)
]

EXPECTED = {"excluded", "excluded_there", "no_marks", "only_part"}


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_of_the_manual_is_understood_and_answered(
    example: str, searcher: Searcher
) -> None:
    question = searcher.search(SearchRequest(q=example)).question
    assert {note.code for note in question.notes} <= EXPECTED
    assert example in {case["q"] for case in READ}


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("(a -b) c", "(a) c"),
        ("(-b) c", "c"),
        ("((-b)) c", "c"),
        ("c NOT (NOT (-b))", "c"),
        ("họp -'xanh', đỏ", "họp đỏ"),
        ("họp -tỉnh:Bắc Kạn, đỏ", "họp đỏ"),
        ("NOT -b c", "c"),
        ("- --b c", "c"),
        ("a AND NOT b", "a"),
        ("a AND -b c", "a AND c"),
        ("-b AND c", "c"),
        ("a OR -b", "a"),
        ("a HOẶC -b c", "a HOẶC c"),
        ("a OR -b OR c", "a OR c"),
        ("a AND -b OR c", "a OR c"),
        ("a OR -b AND c", "a OR c"),
        ("a (title:-b OR c)", "a (c)"),
        ("a (c OR -b)", "a (c)"),
        ('"a OR" -b', '"a OR"'),
        ("gặp -khóa XII-XIII", "gặp"),
        ("gặp -khóa XII - XIII tím", "gặp tím"),
        ("gặp -năm 2020 đến 2023, tím", "gặp tím"),
        ("gặp -khóa XII-lam", "gặp lam"),
        ("gặp -ngày 6-7-2023 tím", "gặp tím"),
        ("gặp -năm 2020 đến nay", "gặp đến nay"),
        ('gặp -"lam"-tím', "gặp tím"),
        ('gặp -"lam",--tím', "gặp tím"),
        ('gặp -"lam"-"tím"', 'gặp "tím"'),
        ('gặp (-"lam"-tím)', "gặp (tím)"),
        ("gặp (-lam)-tím", "gặp tím"),
        ('gặp -"lam" -tím', "gặp -tím"),
        ('gặp -"lam"-năm:2023', "gặp -năm:2023"),
    ],
)
def test_what_is_left_without_an_exclusion_has_no_sign_of_it(typed: str, rest: str) -> None:
    assert read_question(typed).excluded[0].rest == rest


def test_what_is_shown_of_a_question_is_as_it_was_typed() -> None:
    typed = "khóa XII ủy -hòa tỉnh:hòa-bình"
    question = read_question(typed)
    assert [part.text for part in question.wanted] == ["khóa", "XII", "ủy"]
    assert [each.text for each in question.excluded] == ["hòa"]
    assert read_question(unicodedata.normalize("NFD", typed)).root.children[0] == Part(
        "khoá", ("khoá",)
    )


@pytest.mark.parametrize("phrase", PHRASES)
def test_what_only_asks_is_found_in_a_question(phrase: str) -> None:
    question = normalize(f"hội nghị {phrase} thành công").text
    end = 2 + len(phrase.split())
    assert asking(question) == asking(fold(question)) == [(2, end)]


@pytest.mark.parametrize(
    ("question", "asked"),
    [("hội nghị thê nào", [(2, 4)]), ("bao nhiều người", []), ('hội nghị "thế nào"', [])],
)
def test_missing_marks_of_what_only_asks_are_forgiven(
    question: str, asked: list[tuple[int, int]]
) -> None:
    assert asking(question) == asked


def asking(question: str) -> list[tuple[int, int]]:
    return interrogatives(Words(read_question(question).wanted))


def test_a_long_question_is_cut_between_words() -> None:
    question = read_question("hội nghị " * 200)
    assert {part.text for part in question.wanted} == {"hội", "nghị"}
    assert [note.code for note in question.notes] == ["question_cut"]


def test_neither_spaces_nor_marks_apart_make_a_question_longer() -> None:
    assert read_question(" " * 100_000).notes == ()
    question = read_question(" " * 990 + "hội nghị " + " " * 990 + "quý này")
    assert [part.text for part in question.wanted] == ["hội", "nghị", "quý", "này"]
    apart = unicodedata.normalize("NFD", "nghị quyết " * 80)
    assert len(apart) > 1000
    assert not question.notes + read_question(apart).notes


@pytest.mark.parametrize("typed", ["OR", "HOẶC"])
def test_a_note_names_the_operator_that_was_typed(typed: str) -> None:
    (note,) = read_question(f"cờ {typed}").notes
    assert note.args["part"] == typed
