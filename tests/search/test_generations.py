"""A searcher and the builds beside it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

import pytest

from indexer import Document, Results, Searcher, SearchRequest, build_index, current
from indexer.errors import (
    DamagedIndexError,
    NoIndexError,
    StaleIndexError,
    UnknownDocumentError,
)
from indexer.manifest import MANIFEST, sealed
from tests.handles import open_handles

SIZE = 12
THREADS = 8
BUILDS = 6
NOBODY = 65534


def edition(number: int) -> list[Document]:
    """Documents of one build; every one names its build, as does every answer."""
    return [
        Document(f"{number}-{n}", f"Hội nghị lần thứ {n} bản", given={"year": 2000 + number})
        for n in range(1, SIZE + 1)
    ]


def test_an_open_searcher_serves_a_new_generation_from_the_next_search(
    index_of: Callable[[Iterable[Document]], Path],
) -> None:
    index = index_of(edition(1))
    with Searcher.open(index) as searcher:
        before = searcher.search(SearchRequest(q="hội nghị"))
        report = build_index(edition(2), index)
        after = searcher.search(SearchRequest(q="hội nghị"))
        assert {hit.document.id[0] for hit in before.hits} == {"1"}
        assert {hit.document.id[0] for hit in after.hits} == {"2"}
        assert after.index.generation == report.generation != before.index.generation
        assert searcher.info().generation == report.generation


def test_searches_while_builds_publish_each_see_one_whole_generation(tmp_path: Path) -> None:
    index = tmp_path / "index"
    build_index(edition(0), index)
    done = Event()

    def ask(searcher: Searcher) -> list[Results]:
        answers = []
        while not done.is_set():
            answers.append(searcher.search(SearchRequest(q="hội nghị lần thứ", size=100)))
        return answers

    with Searcher.open(index) as searcher, ThreadPoolExecutor(THREADS) as pool:
        asking = [pool.submit(ask, searcher) for _ in range(THREADS)]
        try:
            generations = [build_index(edition(n), index).generation for n in range(1, BUILDS)]
        finally:
            done.set()
        answers = [answer for asked in asking for answer in asked.result()]
        last = searcher.search(SearchRequest(q="hội nghị lần thứ", size=100))
    for answer in (*answers, last):
        assert answer.total.value == len(answer.hits) == SIZE
        (number,) = {hit.document.id.partition("-")[0] for hit in answer.hits}
        years = next(facet for facet in answer.facets if facet.name == "year")
        assert [(b.value, b.count) for b in years.buckets] == [(2000 + int(number), SIZE)]
    assert last.index.generation == generations[-1]
    assert len({answer.index.generation for answer in answers}) > 1


def test_an_old_generation_is_let_go_of(index_of: Callable[[Iterable[Document]], Path]) -> None:
    index = index_of(edition(1))
    with Searcher.open(index) as searcher:
        counts = []
        for number in range(2, 7):
            build_index(edition(number), index)
            searcher.search(SearchRequest(q="hội nghị"))
            counts.append(open_handles())
    assert counts[-1] <= counts[0]


def test_an_unreadable_new_generation_leaves_the_old_one_serving(
    index_of: Callable[[Iterable[Document]], Path],
) -> None:
    index = index_of(edition(1))
    with Searcher.open(index) as searcher:
        build_index(edition(2), index)
        (current(index).path / MANIFEST).write_text("{", encoding="utf-8")
        assert searcher.search(SearchRequest(q="hội nghị")).total.value == SIZE


def test_a_folder_without_an_index_says_how_to_build_one(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(NoIndexError, match="hoinghi build"):
            Searcher.open(folder)


@pytest.mark.parametrize("named", ["", "../outside", "20200101T000000Z-00000000", "\0", "\xff" * 9])
def test_a_current_that_names_no_generation_is_an_error_by_name(tmp_path: Path, named: str) -> None:
    (tmp_path / "current").write_text(named, encoding="latin-1")
    with pytest.raises((NoIndexError, DamagedIndexError), match="hoinghi build"):
        Searcher.open(tmp_path)


@pytest.mark.parametrize(
    "change", [{"format": 0}, {"format": 99}, {"fingerprint": "0000"}, {"fingerprint": None}]
)
def test_an_index_of_another_version_names_the_rebuild_command(
    change: dict[str, object], index_of: Callable[[Iterable[Document]], Path]
) -> None:
    index = index_of(edition(1))
    manifest = current(index).path / MANIFEST
    described = json.loads(manifest.read_text(encoding="utf-8"))
    del described["checksum"]
    manifest.write_text(json.dumps(sealed({**described, **change})), encoding="utf-8")
    with pytest.raises(StaleIndexError, match="hoinghi build SOURCE --index"):
        Searcher.open(index)
    build_index(edition(2), index)
    with Searcher.open(index) as searcher:
        assert searcher.info().documents == SIZE


@pytest.mark.parametrize("content", ["", "{", "[]", "7", "{}", '{"format": 1}', "null"])
def test_a_broken_manifest_is_a_damaged_index(
    content: str, index_of: Callable[[Iterable[Document]], Path]
) -> None:
    index = index_of(edition(1))
    (current(index).path / MANIFEST).write_text(content, encoding="utf-8")
    with pytest.raises(DamagedIndexError, match="hoinghi build"):
        Searcher.open(index)


def test_a_missing_file_is_a_damaged_index(
    index_of: Callable[[Iterable[Document]], Path],
) -> None:
    index = index_of(edition(1))
    next(current(index).path.glob("*.arrays")).unlink()
    with pytest.raises(DamagedIndexError, match="hoinghi build"):
        Searcher.open(index)


def test_an_unknown_document_is_an_error_by_name(searcher: Searcher) -> None:
    for doc_id in ("", "unknown", "../000_c7d97e0f48b9f3a1", "\ud800"):
        with pytest.raises(UnknownDocumentError):
            searcher.document(doc_id)


@pytest.mark.skipif(sys.platform == "win32", reason="rights work differently there")
def test_an_index_that_may_only_be_read_is_searched(
    read_only_index: Path,
) -> None:
    with pytest.raises(PermissionError):
        (read_only_index / "new").write_text("", encoding="utf-8")
    with Searcher.open(read_only_index) as searcher:
        assert searcher.search(SearchRequest(q="hoi nghi")).total.value == SIZE


@pytest.fixture
def read_only_index() -> Iterator[Path]:
    """An index this process may not write to; root gives up its rights meanwhile."""
    with TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        build_index(edition(1), index)
        Path(folder).chmod(0o755)
        paths = [index, *index.rglob("*")]
        for path in paths:
            path.chmod(0o555 if path.is_dir() else 0o444)
        was = os.geteuid()
        if not was:
            os.seteuid(NOBODY)
        try:
            yield index
        finally:
            os.seteuid(was)
            for path in paths:
                path.chmod(0o755 if path.is_dir() else 0o644)
