"""What editors put right wins over what is read, and lines of no use are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer import Searcher, SearchRequest, build_index
from indexer.corrections import Corrections, read_corrections
from indexer.documents import Document, FacetValues
from indexer.errors import SourceError
from indexer.extraction import read_facets
from indexer.facets import extract
from indexer.settings import BuildSettings
from indexer.sources.problems import Problem

TEXT = "Hội nghị lần thứ 5 Tỉnh ủy Cà Mau\nSáng 6/7/2023, khai mạc."


def corrected(path: Path, content: str, doc_id: str = "a") -> tuple[FacetValues, Corrections]:
    file = path / "some.csv"
    file.write_text(content, encoding="utf-8")
    corrections = read_corrections([], file)
    return corrections.apply(doc_id, extract(Document(doc_id, TEXT))), corrections


@pytest.mark.parametrize("content", [
    "id,field,value\na,conference,7\na,province,bac kan\n",
    "a,conference,7\r\na,province,Bắc Kạn",
    "\ufeffid;field;value\na;conference;7\n\na;province;bắc kạn\n",
    'ID,Field,Value\n"a","conference","6"\na,conference, 7\na,province,tỉnh Bắc Kạn\n',
])  # fmt: skip
def test_a_correction_wins_and_is_its_own_evidence(tmp_path: Path, content: str) -> None:
    values, corrections = corrected(tmp_path, content)
    assert (values.conference, values.province, values.year) == (7, "Bắc Kạn", 2023)
    (evidence,) = values.evidence["conference"]
    assert (evidence.source, evidence.rule, evidence.text) == ("correction", "correction", "7")
    assert values.confidence("conference") == 1
    assert corrections.problems == []


def test_an_empty_value_says_that_the_value_is_unknown(tmp_path: Path) -> None:
    values, _ = corrected(tmp_path, "a,conference,\n")
    assert values.conference is None
    ((source, _, _, written, _, _),) = values.evidence["conference"]
    assert (source, written) == ("correction", "")
    assert values.province == "Cà Mau"


@pytest.mark.parametrize(
    ("line", "date", "year"),
    [
        ("a,year,2022", None, 2022),
        ("a,year,2023", "2023-07-06", 2023),
        ("a,year,", None, None),
        ("a,date,2021-02-03", "2021-02-03", 2021),
        ("a,date,2021-02", "2021-02", 2021),
        ("a,year,2019\na,date,2021-02-03", "2021-02-03", 2021),
    ],
)
def test_date_and_year_never_contradict_each_other(
    tmp_path: Path, line: str, date: str | None, year: int | None
) -> None:
    values, corrections = corrected(tmp_path, line)
    assert (values.date, values.year) == (date, year)
    assert corrections.problems == []


@pytest.mark.parametrize(
    "line",
    [
        "a,conference", "a,conference,7,8", ",conference,7", "a,number,7", "a,conference,seven",
        "a,conference,0", "a,conference,999", "a,year,23", "a,date,2023-02-31",
        "a,province,Atlantis", "a,kind,hop",
        "a,level,country", "a,term,40", "a,term,?", "a,period,2025-2020", 'a,conference,"7',
    ],
)  # fmt: skip
def test_a_line_of_no_use_is_named_and_the_others_are_used(tmp_path: Path, line: str) -> None:
    values, corrections = corrected(tmp_path, f"id,field,value\n{line}\na,term,khóa 14\n")
    (problem,) = corrections.problems
    assert problem.where.endswith("some.csv, line 2")
    assert problem.reason.startswith("is no correction: ")
    assert (values.term, values.conference, values.year) == ("XIV", 5, 2023)


def test_a_line_in_another_encoding_is_named(tmp_path: Path) -> None:
    file = tmp_path / "some.csv"
    file.write_bytes("a,province,Bắc Kạn\n".encode("utf-16") + b"\na,conference,7\n")
    corrections = read_corrections([], file)
    assert corrections.problems[0].where.endswith("line 1")
    assert corrections.apply("a", extract(Document("a", TEXT))).conference == 7


def test_a_missing_file_of_corrections_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"nowhere[.]csv cannot be read"):
        build_index([Document("a", TEXT)], tmp_path, BuildSettings(corrections="nowhere.csv"))


def test_a_build_uses_the_corrections_of_its_folder_and_names_those_of_nothing(
    tmp_path: Path,
) -> None:
    source, index = tmp_path / "articles", tmp_path / "index"
    source.mkdir()
    (source / "a.txt").write_text(TEXT, encoding="utf-8")
    (source / "corrections.csv").write_text("a,conference,7\ngone,year,2020\n", encoding="utf-8")
    extra = tmp_path / "more.csv"
    extra.write_text("a,conference,8\n", encoding="utf-8")

    report = build_index(source, index)
    (problem,) = report.problems
    assert (report.read, report.indexed, report.rejected) == (1, 1, 0)
    assert problem.where.endswith("corrections.csv, line 2")
    assert problem.reason == "corrects year of 'gone', but there is no such document"
    with Searcher.open(index) as searcher:
        request = SearchRequest("", filters={"conference": ("7",)})
        assert [hit.document.id for hit in searcher.search(request).hits] == ["a"]

    build_index(source, index, BuildSettings(corrections=extra))
    with Searcher.open(index) as searcher:
        assert searcher.search(SearchRequest("")).hits[0].facets.conference == 8


def test_corrections_beside_a_single_collection_win(tmp_path: Path) -> None:
    lines = tmp_path / "articles.jsonl"
    lines.write_text('{"id": "a", "text": "Tỉnh ủy Cà Mau họp"}\n', encoding="utf-8")
    (tmp_path / "corrections.csv").write_text("a,year,2021\ngone,year,2020\n", encoding="utf-8")
    problems: list[Problem] = []
    ((_, values),) = read_facets([str(lines)], problems)
    assert values.year == 2021
    (problem,) = problems
    assert problem.where.endswith("corrections.csv, line 2")
    assert "there is no such document" in problem.reason


def test_corrections_of_an_articles_neighbours_are_no_problem(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Tỉnh ủy Cà Mau họp", encoding="utf-8")
    (tmp_path / "corrections.csv").write_text("a,year,2021\nb,year,2020\n", encoding="utf-8")
    problems: list[Problem] = []
    ((_, values),) = read_facets([str(tmp_path / "a.txt")], problems)
    assert values.year == 2021
    assert problems == []
    list(read_facets([str(tmp_path)], problems))
    assert [problem.where[-6:] for problem in problems] == ["line 2"]
