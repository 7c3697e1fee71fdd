"""What a build publishes, reports and refuses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer import BuildSettings, Document, Searcher, SearchRequest, build_index, current
from indexer.errors import (
    BuildRefusedError,
    HoiNghiError,
    IndexWriteError,
    LockedIndexError,
    RejectedDocumentsError,
    SourceError,
)
from indexer.manifest import MANIFEST
from indexer.publish import CURRENT, locked
from indexer.schema import FORMAT, fingerprint


def documents(count: int, prefix: str = "d") -> list[Document]:
    return [Document(f"{prefix}{n}", f"Hội nghị lần thứ {n}") for n in range(count)]


def found(index: Path, question: str = "") -> set[str]:
    with Searcher.open(index) as searcher:
        hits = searcher.search(SearchRequest(q=question, size=100)).hits
        return {hit.document.id for hit in hits}


def generations(index: Path) -> set[str]:
    return {path.name for path in index.iterdir() if path.is_dir()}


def test_a_build_reports_and_records_what_it_did(seeds: Path, tmp_path: Path) -> None:
    told: list[int] = []
    report = build_index(seeds, tmp_path, progress=told.append)
    assert (report.read, report.indexed, report.rejected, report.problems) == (5, 5, 0, ())
    assert sum(told) == 5
    assert report.seconds > 0
    manifest = current(tmp_path).manifest
    assert manifest["generation"] == report.generation == current(tmp_path).name
    assert (manifest["format"], manifest["fingerprint"]) == (FORMAT, fingerprint())
    assert (manifest["documents"], manifest["read"], manifest["problems"]) == (5, 5, [])
    assert manifest["sources"] == [str(seeds.resolve())]


def test_a_stored_document_is_the_one_given(tmp_path: Path) -> None:
    given = Document(
        "một/hai ba", "\ufeffHội\u200b nghị \ud800\r\n", title="Tên", url="https://x.example/",
        published="2023-07-06", given={"year": 2020}, extra={"khóa": [1, {"b": None}]},
    )  # fmt: skip
    build_index([given], tmp_path)
    with Searcher.open(tmp_path) as searcher:
        document, facets = searcher.document("một/hai ba")
    assert document == given
    assert facets.year == 2020


def test_the_event_and_the_publication_keep_their_own_dates(tmp_path: Path) -> None:
    text = "Ngày 06/7/2023, Tỉnh ủy Bắc Kạn tổ chức Hội nghị lần thứ 12."
    build_index([Document("1", text, published="2023-07-09")], tmp_path)
    with Searcher.open(tmp_path) as searcher:
        document, facets = searcher.document("1")
    assert (facets.date, document.published) == ("2023-07-06", "2023-07-09")


def test_anything_that_gives_documents_can_be_built(seeds: Path, tmp_path: Path) -> None:
    extra = tmp_path / "x.jsonl"
    extra.write_text('{"id": "line", "text": "Hội nghị"}\n', encoding="utf-8")

    def stream() -> Iterator[str | Path | Document]:
        yield Document("made", "Hội nghị")
        yield str(extra)
        yield seeds

    assert build_index(stream(), tmp_path / "index").indexed == 7
    assert {"made", "line"} < found(tmp_path / "index")


def test_the_first_of_two_documents_with_one_id_stays(tmp_path: Path) -> None:
    report = build_index(
        [Document("1", "đầu"), Document("1", "cuối"), Document("2", "x")], tmp_path
    )
    assert (report.read, report.indexed, report.rejected) == (3, 2, 1)
    assert report.problems[0].where.endswith("1")
    assert "already used" in report.problems[0].reason
    assert found(tmp_path, "đầu") == {"1"}
    assert found(tmp_path, "cuối") == set()


@pytest.mark.parametrize(
    "bad",
    [
        Document("\ud800", "Hội nghị"),
        Document("x" * 100_000, "Hội nghị"),
        Document("bad", "Hội nghị", given={"province": "\ud800"}),
        Document("bad", "Hội nghị", given={"province": "đ" * 100_000}),
    ],
    ids=["surrogate id", "long id", "surrogate value", "long value"],
)
def test_a_document_an_index_cannot_hold_takes_no_other_with_it(
    bad: Document, tmp_path: Path
) -> None:
    report = build_index(
        [Document("good", "Hội nghị"), bad, Document("last", "Hội nghị")], tmp_path
    )
    assert report.indexed + report.rejected == 3
    assert {"good", "last"} <= found(tmp_path, "hội nghị")


@pytest.mark.parametrize("odd", ["nul\0nul", "😀 hội", "İ", "a" * 1_000_000, "\n" * 1000 + "x"])
def test_a_document_of_odd_text_is_found(odd: str, tmp_path: Path) -> None:
    assert build_index([Document("1", f"đầu {odd} cuối")], tmp_path).indexed == 1
    assert found(tmp_path, "đầu") == found(tmp_path, "cuoi") == {"1"}


def test_an_empty_source_publishes_nothing(tmp_path: Path) -> None:
    index = tmp_path / "index"
    empty = tmp_path / "x.jsonl"
    empty.write_text("\n\n", encoding="utf-8")
    build_index(documents(2), index)
    before = current(index).name
    for source in ([], [empty], [tmp_path / "missing"], [*documents(3), tmp_path / "missing"]):
        with pytest.raises(SourceError):
            build_index(source, index)
    assert current(index).name == before
    assert generations(index) == {before}


def test_a_source_where_nothing_is_readable_publishes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\0")
    with pytest.raises(BuildRefusedError, match=r"None of 1 documents.*binary"):
        build_index(tmp_path / "a.txt", tmp_path / "index")
    assert generations(tmp_path / "index") == set()


def test_an_empty_index_is_published_by_force(tmp_path: Path) -> None:
    report = build_index([], tmp_path, BuildSettings(force=True))
    assert (report.read, report.indexed) == (0, 0)
    assert found(tmp_path) == found(tmp_path, "hội nghị") == set()


def test_strict_publishes_nothing_if_a_document_is_rejected(tmp_path: Path) -> None:
    twice = [*documents(2), *documents(1)]
    with pytest.raises(RejectedDocumentsError, match="already used"):
        build_index(twice, tmp_path, BuildSettings(strict=True))
    assert generations(tmp_path) == set()
    assert build_index(documents(2), tmp_path, BuildSettings(strict=True)).indexed == 2


def test_an_index_that_shrinks_much_is_refused_unless_forced(tmp_path: Path) -> None:
    build_index(documents(100), tmp_path)
    before = current(tmp_path).name
    with pytest.raises(BuildRefusedError, match=r"70 documents instead of 100.*--force"):
        build_index(documents(70), tmp_path)
    assert current(tmp_path).name == before
    assert len(found(tmp_path)) == 100
    assert build_index(documents(70), tmp_path, BuildSettings(force=True)).indexed == 70
    assert len(found(tmp_path)) == 70


@pytest.mark.parametrize(("before", "after"), [(100, 80), (20, 1)])
def test_an_index_that_shrinks_a_little_is_published(
    before: int, after: int, tmp_path: Path
) -> None:
    build_index(documents(before), tmp_path)
    assert build_index(documents(after), tmp_path).indexed == after


def test_another_source_may_be_of_any_size(tmp_path: Path) -> None:
    for name, count in (("large", 60), ("small", 1)):
        lines = [json.dumps({"id": str(n), "text": "a"}) for n in range(count)]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
        assert build_index(tmp_path / f"{name}.jsonl", tmp_path / "index").indexed == count


def test_the_generation_before_stays_and_can_serve_again(tmp_path: Path) -> None:
    names = [build_index(documents(1, prefix), tmp_path).generation for prefix in "abc"]
    assert generations(tmp_path) == set(names[1:])
    assert found(tmp_path) == {"c0"}
    (tmp_path / CURRENT).write_text(names[1] + "\n", encoding="utf-8")
    assert found(tmp_path) == {"b0"}


def test_a_large_document_is_left_out_by_a_setting(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    for name, size in (("small", 10), ("large", 11)):
        (tmp_path / "source" / f"{name}.txt").write_text("a" * size, encoding="utf-8")
    report = build_index(
        tmp_path / "source", tmp_path / "index", BuildSettings(max_document_bytes=10)
    )
    assert (report.indexed, report.rejected) == (1, 1)
    assert current(tmp_path / "index").manifest["problems"][0]["kind"] == "rejected"


def test_a_locked_index_names_who_holds_it(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(LockedIndexError, match=r"process \d+") as raised:
        build_index(documents(1), tmp_path)
    assert str(tmp_path) in str(raised.value)
    assert build_index(documents(1), tmp_path).indexed == 1


def test_a_folder_that_cannot_be_made_is_an_error_by_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for index in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(IndexWriteError, match="cannot be written"):
            build_index(documents(1), index)


def test_a_source_that_breaks_leaves_the_old_index(tmp_path: Path) -> None:
    build_index(documents(1, "old"), tmp_path)

    def breaking() -> Iterator[Document]:
        yield from documents(3)
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        build_index(breaking(), tmp_path)
    assert found(tmp_path) == {"old0"}
    assert len(generations(tmp_path)) == 1


def test_a_damaged_index_is_replaced_by_the_next_build(tmp_path: Path) -> None:
    build_index(documents(1, "old"), tmp_path)
    (current(tmp_path).path / MANIFEST).unlink()
    with pytest.raises(HoiNghiError):
        current(tmp_path)
    build_index(documents(1, "new"), tmp_path)
    assert found(tmp_path) == {"new0"}
