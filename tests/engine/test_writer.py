"""The writer of arrays taken as any Whoosh writer: what it refuses leaves no trace."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from whoosh import analysis, columns, fields, index, query
from whoosh.multiproc import SerialMpWriter
from whoosh.writing import IndexingError

from indexer.engines.whoosh.codec import ArrayCodec
from indexer.engines.whoosh.container import ContainerWriter
from indexer.engines.whoosh.writer import ArrayWriter
from tests.handles import file_of

Made = Callable[[Any], Any]

NO_YEAR = 2**31 - 1
"""What Whoosh says of a document without a number."""

WRITERS: dict[str, Made] = {
    "stock": lambda ix: ix.writer(),
    "arrays": ArrayWriter,
    "stock writer of arrays": lambda ix: ix.writer(codec=ArrayCodec()),
}


def made(folder: Path, **schema: Any) -> Any:
    return index.create_in(str(folder), fields.Schema(**schema))


@pytest.mark.parametrize("after", [{"body": "ba"}, {}])
@pytest.mark.parametrize(
    "bad",
    [
        {"body": "hai", "extra": lambda: 0},
        {"extra": lambda: 0},
        {"body": "hai", "year": 5, "_stored_year": "no number"},
        {"body": "hai", "year": 2**70},
        {"body": b"no text"},
        {"body": "hai", "pickled": {"a": 1}},
        {"body": "hai", "missing": "field"},
        {"body": "hai", "_body_boost": 2.0},
    ],
)
def test_a_document_that_fails_leaves_no_trace(
    bad: dict[str, Any], after: dict[str, Any], tmp_path: Path
) -> None:
    ix = made(
        tmp_path,
        id=fields.ID(unique=True, stored=True),
        body=fields.TEXT(stored=True),
        extra=fields.STORED,
        year=fields.NUMERIC(sortable=True),
        pickled=fields.COLUMN(columns.PickleColumn(columns.VarBytesColumn())),
    )
    writer = ArrayWriter(ix)
    writer.add_document(id="1", body="một", year=1)
    with pytest.raises(Exception, match=r"\w"):  # each kind of failure has a kind of its own
        writer.add_document(id="2", **bad)
    writer.add_document(id="3", **after)
    writer.commit()
    with ix.searcher() as searcher:
        reader = searcher.reader()
        assert [stored["id"] for stored in reader.all_stored_fields()] == ["1", "3"]
        assert list(reader.lexicon("id")) == [b"1", b"3"]
        assert set(reader.lexicon("body")) == {"một".encode(), *map(str.encode, after.values())}
        assert [reader.doc_field_length(doc, "body") for doc in (0, 1)] == [1, len(after)]
        years = reader.column_reader("year")
        assert [years[doc] for doc in (0, 1)] == [1, NO_YEAR]


def test_an_update_that_fails_leaves_the_document_as_it_was(tmp_path: Path) -> None:
    ix = made(tmp_path, id=fields.ID(unique=True, stored=True), body=fields.TEXT)
    writer = ArrayWriter(ix)
    writer.add_document(id="1", body="một")
    writer.commit()
    writer = ArrayWriter(ix)
    with pytest.raises(ValueError, match="unicode or sequence"):
        writer.update_document(id="1", body=b"no text")
    writer.commit()
    with ix.searcher() as searcher:
        assert [hit["id"] for hit in searcher.search(query.Term("body", "một"))] == ["1"]


@pytest.mark.parametrize("full", ["stored/blocks", "body/docs"])
def test_what_was_half_written_to_a_full_disk_cannot_be_committed(
    full: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = ContainerWriter.append

    def failing(self: ContainerWriter, part: Any) -> None:
        if self._name == full:
            raise OSError("no space left")
        append(self, part)

    ix = made(tmp_path, body=fields.TEXT(stored=True))
    before = sorted(path.name for path in tmp_path.iterdir())
    writer = ArrayWriter(ix, memory=1)
    writer.add_document(body="một")
    with monkeypatch.context() as patched:
        patched.setattr(ContainerWriter, "append", failing)
        with pytest.raises(OSError, match="no space"):
            writer.add_document(body="hai ba " * 3000)
    with pytest.raises(IndexingError, match="half written; cancel"):
        writer.commit()
    writer.cancel()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["MAIN_WRITELOCK", *before]


@pytest.mark.parametrize("how", WRITERS)
def test_words_are_corrected_by_their_unchanged_form(how: str, tmp_path: Path) -> None:
    text = fields.TEXT(analyzer=analysis.StemmingAnalyzer(), spelling=True)
    ix = made(tmp_path, text=text)
    for optimize in (False, True):
        writer = WRITERS[how](ix)
        writer.add_document(text="running renders shading")
        writer.add_document(text="running runs")
        writer.commit(merge=optimize, optimize=optimize)
        with ix.searcher() as searcher:
            assert searcher.suggest("text", "rendrs") == ["renders"]
            assert searcher.suggest("text", "runing") == ["running"]
            assert b"running" not in list(searcher.reader().lexicon("text"))


def test_a_boosted_field_is_refused(tmp_path: Path) -> None:
    ix = made(tmp_path, text=fields.TEXT(field_boost=2.0))
    writer = ArrayWriter(ix)
    with pytest.raises(ValueError, match="text is boosted; boost the question instead"):
        writer.add_document(text="hai ba hai")
    writer.cancel()
    stock = ix.writer(codec=ArrayCodec())
    stock.add_document(text="hai ba hai")
    with pytest.raises(ValueError, match="text is boosted; boost the question instead"):
        stock.commit()
    stock.cancel()


def test_a_second_writer_is_told_who_holds_the_index(tmp_path: Path) -> None:
    ix = made(tmp_path, text=fields.TEXT)
    first = ArrayWriter(ix)
    with pytest.raises(index.LockError, match=f"is being written by process {os.getpid()}; wait"):
        ArrayWriter(ix)
    first.cancel()
    stock = ix.writer()
    with pytest.raises(index.LockError, match="is being written by another writer; wait"):
        ArrayWriter(ix)
    stock.cancel()
    ArrayWriter(ix).cancel()


def test_whooshs_writer_of_several_processes_writes_arrays(tmp_path: Path) -> None:
    ix = made(tmp_path, id=fields.ID(stored=True), text=fields.TEXT)
    writer = SerialMpWriter(ix, procs=2, codec=ArrayCodec())  # in this process, one by one
    for number in range(20):
        writer.add_document(id=str(number), text="hội nghị " * (number % 3) + "tỉnh")
    writer.commit()
    with ix.searcher() as searcher:
        found = searcher.search(query.Phrase("text", ["hội", "nghị"]), limit=None)
        assert {hit["id"] for hit in found} == {str(n) for n in range(20) if n % 3}
        lengths = {
            searcher.stored_fields(doc)["id"]: searcher.reader().doc_field_length(doc, "text")
            for doc in range(20)
        }
    assert lengths == {str(number): 2 * (number % 3) + 1 for number in range(20)}


def test_a_commit_is_durable_before_it_is_named_and_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    happened: list[str] = []
    rename = os.rename

    def synced(handle: int) -> None:
        name = file_of(handle, (tmp_path, *tmp_path.iterdir())).name
        happened.append(f"synced {name.rpartition('.toc.')[1] or Path(name).suffix or 'folder'}")

    def renamed(before: str, after: str) -> None:
        happened.append(f"renamed {Path(after).name}")
        rename(before, after)

    ix = made(tmp_path, text=fields.TEXT)
    writer = ArrayWriter(ix)
    writer.add_document(text="hội nghị")
    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "rename", renamed)
    writer.commit()
    folder = [] if os.name == "nt" else ["synced folder"]  # there no folder can be opened
    files = ["synced .arrays", "synced .toc."]
    assert happened == [*files, *folder, "renamed _MAIN_1.toc", *folder]
