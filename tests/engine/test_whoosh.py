"""What is special to the Whoosh engine: its files are an ordinary Whoosh index."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from indexer import Document, build_index, current
from indexer.batches import analyze_documents
from indexer.engine import Plan
from indexer.engines import open_engine
from indexer.errors import DamagedIndexError
from indexer.queries import Phrase, Term

STOCK = """
import sys, warnings
warnings.simplefilter("ignore")
from whoosh import index
from whoosh.qparser import QueryParser
opened = index.open_dir(sys.argv[1])
with opened.searcher() as searcher:
    reader = searcher.reader()
    assert reader.doc_count() == 5
    assert ("folded", b"kan") in reader and ("syllables", "kạn".encode()) in reader
    assert ("words", "chấp_hành".encode()) in reader
    hits = searcher.search(QueryParser("folded", opened.schema).parse('"bac kan" xii'))
    print(" ".join(sorted(hit["id"][:3] for hit in hits)))
"""


def test_stock_whoosh_opens_the_generation_and_finds_terms(seeds_index: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", STOCK, str(current(seeds_index).path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stderr == ""
    assert ran.stdout.split() == ["000", "002"]


def test_an_index_without_documents_answers_with_nothing(tmp_path: Path) -> None:
    engine = open_engine()
    assert engine.write(tmp_path, []) == 0
    reader = engine.open(tmp_path)
    answer = reader.search(Plan(Term("syllables", "hội")))
    assert (answer.total, answer.found, answer.counts["year"]) == (0, (), {})
    assert reader.search(Plan(Phrase("syllables", (("hội",), ("nghị",))))).total == 0
    reader.close()


def test_a_document_of_many_terms_is_found_by_its_last(tmp_path: Path) -> None:
    """More than one block of postings, and more occurrences than a byte counts."""
    engine = open_engine()
    long = " ".join(f"hội t{number}" for number in range(3000))
    short = [Document(f"s{number}", f"hội nghị {number}") for number in range(300)]
    engine.write(tmp_path, analyze_documents([Document("long", long), *short], pytest.fail))
    reader = engine.open(tmp_path)
    assert reader.search(Plan(Phrase("syllables", (("t2998",), ("t2999",))))).total == 0
    found = reader.search(Plan(Phrase("syllables", (("hội",), ("t2999",)))))
    assert [hit.id for hit in found.found] == ["long"]
    assert reader.search(Plan(Term("syllables", "hội"), limit=1)).total == 301
    reader.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # see the end
@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.99])
@pytest.mark.parametrize("suffix", [".arrays", ".toc"])
def test_a_file_cut_short_is_reported_as_a_damaged_index(
    share: float, suffix: str, seeds: Path, tmp_path: Path
) -> None:
    build_index(seeds, tmp_path)
    folder = current(tmp_path).path
    file = next(path for path in folder.iterdir() if path.suffix == suffix)
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(DamagedIndexError) as raised:
        open_engine().open(folder)
    assert "cannot be read" in str(raised.value)
    del raised
    gc.collect()  # Whoosh leaves a file it could not read to the collector, which warns
