"""The writer of arrays taken as any Whoosh writer: what it refuses leaves no trace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from whoosh import analysis, columns, fields, index

from indexer.engines.whoosh.codec import ArrayCodec
from indexer.engines.whoosh.writer import ArrayWriter

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
