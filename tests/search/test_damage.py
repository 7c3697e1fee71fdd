"""An index that is not what was written is refused, and the command that rebuilds it named."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import Document, Searcher, SearchRequest, build_index, current
from indexer.errors import DamagedIndexError, StaleIndexError
from indexer.manifest import MANIFEST, sealed

REFUSED = "hoinghi build"


def built(index: Path, *texts: str) -> Path:
    """An index of some texts; gives the folder that has its files."""
    documents = [Document(f"{number}", text) for number, text in enumerate(texts)]
    build_index(documents, index)
    return current(index).path


@contextmanager
def changed(path: Path, content: bytes) -> Iterator[None]:
    before = path.read_bytes()
    path.write_bytes(content)
    try:
        yield
    finally:
        path.write_bytes(before)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    built(folder, "Hội nghị tổng kết", "Hội nghị sơ kết")
    return folder


@pytest.mark.parametrize("pattern", [MANIFEST, "*.toc"])
@given(data=st.data())
def test_no_bit_of_manifest_and_contents_changes_unnoticed(
    data: st.DataObject, pattern: str, index: Path
) -> None:
    path = next(current(index).path.glob(pattern))
    content = bytearray(path.read_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with changed(path, bytes(content)), pytest.raises(DamagedIndexError, match=REFUSED):
        Searcher.open(index)


@pytest.mark.parametrize("key", ["built_at", "files", "checksum", "format", "documents"])
def test_a_manifest_without_something_is_refused(key: str, index: Path) -> None:
    path = current(index).path / MANIFEST
    described = json.loads(path.read_text(encoding="utf-8"))
    del described[key]
    content = json.dumps(described).encode()
    with changed(path, content), pytest.raises(DamagedIndexError, match=REFUSED):
        Searcher.open(index)


def test_a_manifest_of_another_version_is_told_from_a_damaged_one(index: Path) -> None:
    path = current(index).path / MANIFEST
    described = json.loads(path.read_text(encoding="utf-8"))
    del described["checksum"]
    earlier = json.dumps({**described, "format": 3}).encode()  # which had no checksums
    later = json.dumps(sealed({**described, "format": 99})).encode()
    for content in (earlier, later):
        with changed(path, content), pytest.raises(StaleIndexError, match=REFUSED):
            Searcher.open(index)


def test_a_source_whose_name_is_no_text_fits_in_a_manifest() -> None:
    manifest = sealed({"sources": ["bài \udcff"]})
    assert manifest == sealed(manifest | {"sources": ["bài ?"]}) == sealed({"sources": ["bài ?"]})


@pytest.mark.parametrize("texts", [["Trận bóng đá"], ["Trận bóng"] * 2, ["Bóng"] * 9])
@pytest.mark.parametrize("pattern", ["*.arrays", "*.toc"])
def test_a_sound_file_of_another_index_is_refused(
    pattern: str, texts: list[str], index: Path, tmp_path: Path
) -> None:
    foreign = next(built(tmp_path, *texts).glob(pattern)).read_bytes()
    path = next(current(index).path.glob(pattern))
    with changed(path, foreign), pytest.raises(DamagedIndexError, match=REFUSED):
        Searcher.open(index)


def test_the_same_content_under_the_same_name_is_the_same_segment(
    index: Path, tmp_path: Path
) -> None:
    again = built(tmp_path, "Hội nghị tổng kết", "Hội nghị sơ kết")
    path = next(current(index).path.glob("*.arrays"))
    copyfile(next(again.glob("*.arrays")), path)
    with Searcher.open(index) as searcher:
        assert searcher.search(SearchRequest("sơ kết")).total.value == 1
