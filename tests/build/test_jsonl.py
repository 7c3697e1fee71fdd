"""What a line of a .jsonl source may hold, and what is said of what it may not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from indexer import complete, extract
from tests.build.sources import lines, read


def test_a_line_gives_everything_it_knows(tmp_path: Path) -> None:
    line = {
        "id": " 1/ủ#?", "text": " Nội dung ", "title": " Tên ", "url": "https://x.example/1",
        "published": "2023-07-07T08:00:00+07:00", "province": "Bac Kan", "year": "2023",
        "conference": 12, "date": "2023-07-06", "term": "khóa 12",
        "tags": ["a", {"b": None}], "số": 1.5, "kind": "của nguồn",
    }  # fmt: skip
    ((document,), problems) = read(lines(tmp_path / "x.jsonl", line))
    assert problems == []
    assert (document.id, document.text, document.title) == (" 1/ủ#?", " Nội dung ", "Tên")
    assert (document.url, document.published) == ("https://x.example/1", "2023-07-07")
    assert document.extra == {"tags": ["a", {"b": None}], "số": 1.5, "kind": "của nguồn"}
    facets = extract(complete(document))
    assert (facets.province, facets.year, facets.conference) == ("Bắc Kạn", 2023, 12)
    assert (facets.date, facets.term) == ("2023-07-06", "XII")
    for name in ("province", "year", "conference", "date", "term"):
        assert [(e.source, e.rule) for e in facets.evidence[name]] == [("given", "given")]


def test_a_number_may_be_an_id(tmp_path: Path) -> None:
    ((document,), _) = read(lines(tmp_path / "x.jsonl", {"id": 7, "text": "a"}))
    assert document.id == "7"


def test_blank_lines_and_a_byte_order_mark_are_no_documents(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": "1", "text": "a"}\r\n\r\n \t\n{"id": "2", "text": "b"}')
    documents, problems = read(path)
    assert ([document.id for document in documents], problems) == (["1", "2"], [])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "is not JSON"),
        ("[1]", "is not a JSON object"),
        ('"id"', "is not a JSON object"),
        ("NaN", "is not a JSON object"),
        ("[" * 9000, "is not JSON"),
        ({"text": "a"}, 'has no "id"'),
        ({"id": "", "text": "a"}, 'has no "id"'),
        ({"id": None, "text": "a"}, 'has no "id"'),
        ({"id": True, "text": "a"}, 'has no "id"'),
        ({"id": ["1"], "text": "a"}, 'has no "id"'),
        ({"id": "1"}, 'has no "text"'),
        ({"id": "1", "text": None}, 'has no "text"'),
        ({"id": "1", "text": 5}, 'has no "text"'),
        ({"id": "1", "text": " \n"}, 'has an empty "text"'),
        ({"id": "1", "text": "a", "title": 3}, 'has no "title" that is a string'),
        ({"id": "1", "text": "a", "url": ["x"]}, 'has no "url" that is a string'),
    ],
)
def test_a_line_that_is_no_document_is_reported_and_the_next_one_read(
    line: Any, reason: str, tmp_path: Path
) -> None:
    path = lines(tmp_path / "x.jsonl", line, {"id": "good", "text": "a"})
    documents, (problem,) = read(path)
    assert [document.id for document in documents] == ["good"]
    assert problem.where == f"{path}, line 1"
    assert problem.kind == "rejected"
    assert reason in problem.reason


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("published", "hôm qua"), ("published", 2023), ("published", "2023-13-01"),
        ("date", "06/7/2023"), ("date", "2023-02-30"), ("date", ["2023"]),
        ("year", "hai nghìn"), ("year", 20), ("year", 2023.5), ("year", True),
        ("conference", 0), ("conference", "mười"), ("conference", 100),
        ("conference", "999"), ("conference", {}),
        ("province", 7), ("province", ["Bắc Kạn"]), ("term", [1]),
        ("term", 999), ("term", "999"), ("term", "khóa 40"), ("term", True),
    ],
)  # fmt: skip
def test_a_value_of_a_wrong_type_is_dropped_and_said(key: str, value: Any, tmp_path: Path) -> None:
    line = {"id": "1", "text": "nội dung", key: value}
    ((document,), (problem,)) = read(lines(tmp_path / "x.jsonl", line))
    assert key not in document.given
    assert document.published is None
    assert problem.kind == "dropped"
    assert f'"{key}"' in problem.reason
    assert "id 1" in problem.where


def test_a_year_that_is_not_its_dates_is_dropped_and_said(tmp_path: Path) -> None:
    line = {"id": "1", "text": "nội dung", "year": 2019, "date": "2018-01-02"}
    ((document,), (problem,)) = read(lines(tmp_path / "x.jsonl", line))
    assert document.given == {"date": "2018-01-02"}
    assert problem.kind == "dropped"
    assert "2019" in problem.reason
    facets = extract(complete(document))
    assert (facets.year, facets.date) == (2018, "2018-01-02")


def test_lone_surrogates_and_nul_in_json_are_made_harmless(tmp_path: Path) -> None:
    raw = (
        '{"id": "a\\ud800", "text": "x\\udfffy\\u0000z", '
        '"\\ud801": ["\\ud802"], "province": "\\ud803"}'
    )
    ((document,), _) = read(lines(tmp_path / "x.jsonl", raw))
    assert (document.id, document.text) == ("a\ufffd", "x\ufffdy\0z")
    assert document.extra == {"\ufffd": ["\ufffd"]}
    assert document.given == {"province": "\ufffd"}


@pytest.mark.parametrize("content", [b"\xff\xfe{", b'{"id": "1", "text": "a\xff"}', b"\0\0\0"])
def test_a_line_in_another_encoding_is_reported(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(content + b'\n{"id": "good", "text": "a"}\n')
    documents, (problem,) = read(path)
    assert [document.id for document in documents] == ["good"]
    assert problem.kind == "rejected"


@pytest.mark.parametrize("ending", [b"\n", b""])
def test_a_line_of_fifty_megabytes_is_left_out_and_said(ending: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    size = 50_000_000
    with path.open("wb") as file:
        file.write(b'{"id": "good", "text": "a"}\n')
        file.write(b"x" * size + ending)
        if ending:
            file.write(b'{"id": "next", "text": "a"}\n')
    documents, (problem,) = read(path, limit=16 * 1024 * 1024)
    assert [document.id for document in documents] == (["good", "next"] if ending else ["good"])
    assert problem.where == f"{path}, line 2"
    assert f"{size + len(ending):,} bytes" in problem.reason


def test_a_line_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    line = json.dumps({"id": "1", "text": "a" * 100})
    lines(path, line)
    assert len(read(path, limit=len(line))[0]) == 1
    assert len(read(path, limit=len(line) - 1)[0]) == 0
