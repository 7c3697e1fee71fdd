"""What a source may hold, and what is said of what it may not."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer import (
    Document,
    build_index,
    complete,
    count_documents,
)
from indexer.errors import SourceError
from tests.build.sources import LIMIT, read

NOBODY = 65534


def test_a_text_file_is_a_document_byte_for_byte(tmp_path: Path) -> None:
    text = "\ufeff  Tiêu đề \r\n\r\nNội dung\u200b. \r\n\r"
    (tmp_path / "bài một.v2.txt").write_bytes(text.encode())
    ((document,), problems) = read(tmp_path)
    assert (document.id, document.text, problems) == ("bài một.v2", text, [])


def test_ids_of_text_files_are_paths_below_the_source_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.TXT", "a/sâu/ơ.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("nội dung", encoding="utf-8")
    assert [document.id for document in read(tmp_path)[0]] == ["a/1", "a/2", "a/sâu/ơ", "b"]
    assert [document.id for document in read(tmp_path / "a")[0]] == ["1", "2", "sâu/ơ"]
    assert [document.id for document in read(tmp_path / "b.txt")[0]] == ["b"]
    assert count_documents([tmp_path]) == 4


def test_a_folder_whose_name_looks_like_a_text_file_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "x.txt").mkdir()
    (tmp_path / "x.txt" / "y.txt").write_text("nội dung", encoding="utf-8")
    assert [document.id for document in read(tmp_path)[0]] == ["x.txt/y"]


def test_hidden_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name in (".git/a.txt", ".b.txt", "c.txt"):
        (tmp_path / name).write_text("nội dung", encoding="utf-8")
    documents, problems = read(tmp_path)
    assert ([document.id for document in documents], problems) == (["c"], [])


def test_the_seeds_are_read_whole(seeds: Path, seed_texts: dict[str, str]) -> None:
    documents, problems = read(seeds, limit=10**6)
    assert {document.id: document.text for document in documents} == seed_texts
    assert problems == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        ("nội dung".encode("utf-16"), "UTF-16"),
        ("nội dung".encode("utf-16-be"), "binary"),
        ("n\u1ed9i".encode() + b"\xff\xfe" + b"a", "is not UTF-8 (byte 0xff at offset 5)"),
        (b"T\xe0i li\xeau", "is not UTF-8"),
        (b"\xed\xa0\x80", "is not UTF-8"),
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
        (b"a" * (LIMIT + 1), "10,001 bytes, more than the limit"),
    ],
)
def test_a_text_file_that_cannot_be_read_is_reported(
    content: bytes, reason: str, tmp_path: Path
) -> None:
    (tmp_path / "bad.txt").write_bytes(content)
    (tmp_path / "good.txt").write_text("nội dung", encoding="utf-8")
    documents, (problem,) = read(tmp_path)
    assert [document.id for document in documents] == ["good"]
    assert (problem.where, problem.kind) == (str(tmp_path / "bad.txt"), "rejected")
    assert reason in problem.reason


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_that_leads_nowhere_is_reported(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "good.txt").write_text("nội dung", encoding="utf-8")
    documents, (problem,) = read(tmp_path)
    assert [document.id for document in documents] == ["good"]
    assert problem.where.endswith("gone.txt")
    assert problem.kind == "rejected"
    assert "cannot be read" in problem.reason


def test_a_file_of_another_kind_is_skipped_and_said(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    (tmp_path / "b.txt").write_text("nội dung", encoding="utf-8")
    documents, (problem,) = read(tmp_path)
    assert [document.id for document in documents] == ["b"]
    assert (problem.kind, problem.where) == ("skipped", str(tmp_path / "a.pdf"))


def test_a_missing_source_and_one_without_articles_are_errors(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="does not exist"):
        read(tmp_path / "missing")
    with pytest.raises(SourceError, match=r"No \.txt or \.jsonl file"):
        read(tmp_path)


def test_the_title_is_the_first_line_that_is_no_furniture() -> None:
    document = complete(
        Document("1", "0:00 / 0:00\n  \nXem thêm\n Tên bài \r\n0:00\nNội dung dài.")
    )
    assert document.title == "Tên bài"
    assert document.title_span == (25, 32)
    shown = [document.text[start:end] for start, end in document.boilerplate]
    assert shown == ["0:00 / 0:00", "Xem thêm", "0:00"]


def test_a_text_of_furniture_alone_has_no_title() -> None:
    document = complete(Document("1", "0:00 / 0:00\n06/7/2023\n"))
    assert (document.title, document.title_span) == ("", None)


@contextlib.contextmanager
def locked_folder() -> Iterator[Path]:
    """A source with a folder that whoever runs the test may not enter, root included."""
    with tempfile.TemporaryDirectory() as name:
        source, locked = Path(name), Path(name, "locked")
        locked.mkdir()
        for path in (locked / "a.txt", source / "b.txt"):
            path.write_text("Hội nghị", encoding="utf-8")
        source.chmod(0o755)
        locked.chmod(0o000)
        user = os.geteuid()
        if user == 0:
            os.seteuid(NOBODY)
        try:
            yield source
        finally:
            os.seteuid(user)
            locked.chmod(0o700)


def test_a_folder_inside_that_cannot_be_read_is_reported() -> None:
    with locked_folder() as source:
        documents, problems = read(source)
        with pytest.raises(SourceError, match="cannot be read: Permission denied"):
            read(source / "locked" / "a.txt")
    assert [document.id for document in documents] == ["b"]
    assert [(Path(p.where).name, p.reason, p.kind) for p in problems] == [
        ("locked", "cannot be read: Permission denied", "rejected")
    ]


def test_a_pipe_in_a_folder_is_reported_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "a.txt").write_text("Hội nghị", encoding="utf-8")
    documents, problems = read(tmp_path)
    assert [document.id for document in documents] == ["a"]
    assert [(Path(p.where).name, p.kind) for p in problems] == [("pipe.txt", "skipped")]


def test_the_index_inside_a_source_is_no_source(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Hội nghị", encoding="utf-8")
    for _ in range(2):
        report = build_index(tmp_path, tmp_path / "index")
        assert (report.indexed, report.problems) == (1, ())


def test_a_file_of_another_kind_alone_says_why_there_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "readme.md").write_text("x", encoding="utf-8")
    with pytest.raises(SourceError, match=r"no document; .*readme\.md: no reader for \.md"):
        build_index(tmp_path / "readme.md", tmp_path / "index")
