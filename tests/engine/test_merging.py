"""Runs become one index: the same one whatever their number, in little memory and few files."""

from __future__ import annotations

import tracemalloc
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, product
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import fields, index

from indexer import Document
from indexer.batches import analyze_documents
from indexer.engines import open_engine
from indexer.engines.whoosh import merging
from indexer.engines.whoosh import pairs as pairs_module
from indexer.engines.whoosh.collecting import Collector
from indexer.engines.whoosh.container import Container, ContainerWriter
from indexer.engines.whoosh.inversion import FieldInverter, invert
from indexer.engines.whoosh.merging import write_field
from indexer.engines.whoosh.pairs import (
    PairColumns,
    PairCounts,
    PairTable,
    count_pairs,
    write_pairs,
)
from indexer.engines.whoosh.runs import Run, load_run, save_run
from indexer.engines.whoosh.writer import ArrayWriter
from tests.handles import open_handles


@given(st.lists(st.lists(st.integers(0, 4), max_size=8), max_size=6))
def test_postings_and_pairs_are_those_a_loop_over_the_documents_finds(
    streams: list[list[int]],
) -> None:
    terms = np.array([term for stream in streams for term in stream], np.uint32)
    docs = np.repeat(np.arange(len(streams), dtype=np.uint32), [len(s) for s in streams])
    places = np.array([i for stream in streams for i in range(len(stream))], np.uint32)

    assert _listed(invert(terms, docs, places)) == {
        (term, doc): [i for i, other in enumerate(stream) if other == term]
        for doc, stream in enumerate(streams)
        for term in stream
    }
    counted = count_pairs(terms, docs, places)
    pairs = [set(pairwise(stream)) for stream in streams]
    expected = {pair: sum(pair in some for some in pairs) for pair in set().union(*pairs)}
    assert {
        (key >> 32, key & 0xFFFFFFFF): n
        for key, n in zip(counted.keys.tolist(), counted.counts.tolist(), strict=True)
    } == expected
    merged = _merged([(counted, range(5))])
    assert all(merged.documents(*pair) == count for pair, count in expected.items())
    others = set(product(range(5), range(5))) - expected.keys()
    assert all(merged.documents(*pair) <= 1 for pair in others)


PAIRS = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 3))


@given(st.lists(PAIRS, max_size=5), st.permutations(range(5)), st.integers(1, 9))
def test_tables_of_pairs_are_summed_a_few_pairs_at_a_time(
    tables: list[dict[tuple[int, int], int]], ranks: list[int], at_once: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairs_module, "_AT_ONCE", at_once)
        merged = _merged([_by_rows(table, ranks) for table in tables], ranks)
    summed = sum(map(Counter, tables), Counter())
    renumbered = {(ranks[a], ranks[b]): n for (a, b), n in summed.items() if n > 1}
    expected = _table(renumbered)
    assert merged.counts.keys.tolist() == expected.keys.tolist()
    assert merged.counts.counts.tolist() == expected.counts.tolist()
    assert all(merged.documents(ranks[a], ranks[b]) == n for (a, b), n in summed.items())


def test_most_pairs_that_no_document_has_are_known_to_stand_in_none() -> None:
    pairs = [(left, right) for left in range(40) for right in range(left % 7)]
    merged = _merged([(_table(dict.fromkeys(pairs, 1)), range(100))])
    assert all(merged.documents(*pair) == 1 for pair in pairs)
    others = [(left, right) for left in range(40) for right in range(50, 100)]
    assert sum(merged.documents(*pair) for pair in others) < len(others) / 4


def _by_rows(
    table: dict[tuple[int, int], int], ranks: list[int]
) -> tuple[PairCounts, Sequence[int]]:
    """A table by the rows of a run, and the term of each row: only those that it has."""
    terms = sorted({term for pair in table for term in pair}, key=ranks.__getitem__)
    rows = {(terms.index(a), terms.index(b)): count for (a, b), count in table.items()}
    return _table(rows), terms


def _merged(
    tables: list[tuple[PairCounts, Sequence[int]]], ranks: Sequence[int] = range(100)
) -> PairTable:
    """What is read of the table written of several."""
    with TemporaryDirectory() as folder:
        writer = ContainerWriter(Path(folder) / "pairs")
        columns = [(PairColumns(*pairs), np.array(terms, np.uint32)) for pairs, terms in tables]
        write_pairs(writer, "some", columns, np.array(ranks))
        writer.close()
        written = writer.columns()
        keys, counts, seen = (
            written[f"some/{part}"][:] for part in ("pairs", "pair_counts", "pairs_seen")
        )
    return PairTable(PairCounts(keys, counts), seen)


def _table(counts: dict[tuple[int, int], int]) -> PairCounts:
    keys = [left << 32 | right for left, right in sorted(counts)]
    numbers = [counts[pair] for pair in sorted(counts)]
    return PairCounts(np.array(keys, np.uint64), np.array(numbers, np.uint32))


def _listed(run: Run) -> dict[tuple[int, int], list[int]]:
    found = {}
    assert run.positions is not None
    positions = iter(run.positions.tolist())
    for row, term in enumerate(run.terms.tolist()):
        for i in range(int(run.starts[row]), int(run.starts[row + 1])):
            places = [next(positions) for _ in range(int(run.frequencies[i]))]
            found[term, int(run.docs[i])] = places
    return found


@pytest.mark.parametrize(("memory", "jobs"), [(1, 1), (2**30, 2), (10**6, 3)])
def test_the_file_is_the_same_whatever_the_memory_and_the_processes(
    memory: int, jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = [_article(number) for number in range(120)]

    def written(name: str, memory: int, jobs: int) -> bytes:
        folder = tmp_path / name
        folder.mkdir()
        batches = analyze_documents(documents, pytest.fail, batch=9000, jobs=jobs)
        assert open_engine().write(folder, batches, memory) == len(documents)
        return next(folder.glob("*.arrays")).read_bytes()

    plain = written("plain", 2**30, 1)
    monkeypatch.setattr(merging, "_AT_ONCE", 500)
    monkeypatch.setattr(pairs_module, "_AT_ONCE", 50)
    assert written("other", memory, jobs) == plain
    assert not list(tmp_path.glob("*/*.run*"))


def _article(number: int) -> Document:
    rng = Random(number)
    words = ("hội", "nghị", "Đảng", "bộ", "tỉnh", "kinh tế", "năm 2023", "05-NQ/TU", f"số {number}")
    text = " ".join(rng.choice(words) for _ in range(300))
    return Document(f"bài {number}", f"{text}.\nTHONG BAO {number}", "Hội nghị")


def test_many_runs_of_many_terms_are_merged_in_the_memory_of_a_few(tmp_path: Path) -> None:
    """A run and a term of the field must not cost anything unless the run has the term."""
    runs, terms, postings = 150, 30_000, 400
    inverter = FieldInverter(positional=True)
    inverter.numbering.numbers([b"%05d" % number for number in range(terms)])
    saved = ContainerWriter(tmp_path / "runs")
    for number in range(runs):
        some = np.random.default_rng(number).choice(terms, postings, replace=False)
        inverter.add(some, np.full(postings, number), np.arange(postings))
        save_run(inverter.run(), saved, str(number))
    saved.close()
    columns = saved.columns()
    written = ContainerWriter(tmp_path / "merged")
    tracemalloc.start()
    loaded = [load_run(columns, str(number)) for number in range(runs)]
    write_field(written, "f", inverter.numbering.terms, loaded)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    written.close()
    assert len(Container(written.path).arrays["f/docs"]) == runs * postings
    assert peak < runs * terms * 3


def test_what_was_spilled_keeps_no_file_open(tmp_path: Path) -> None:
    ix = index.create_in(str(tmp_path), fields.Schema(body=fields.TEXT))
    writer = ArrayWriter(ix, memory=1)
    opened = []
    for number in range(30):
        writer.add_document(body=f"hội nghị {number}")
        opened.append(open_handles())
    assert len(list(tmp_path.glob("*.run*"))) == 30
    assert opened[-1] == opened[0]
    writer.commit()
    assert not list(tmp_path.glob("*.run*"))
    with ix.searcher() as searcher:
        assert searcher.doc_frequency("body", "nghị") == 30


def test_a_segment_that_is_merged_goes_to_a_file_when_memory_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ix = index.create_in(str(tmp_path), fields.Schema(body=fields.TEXT))
    for number in range(3):
        writer = ArrayWriter(ix)
        writer.add_document(body=f"hội nghị {number}")
        writer.commit(merge=False)
    spilled: list[int] = []
    write = Collector.write

    def written(self: Collector, container: ContainerWriter) -> list[str]:
        spilled.append(len(list(tmp_path.glob("*.run*"))))
        return write(self, container)

    monkeypatch.setattr(Collector, "write", written)
    ArrayWriter(ix, memory=1).commit(optimize=True)
    assert spilled == [3]
    with ix.searcher() as searcher:
        assert [segment.doc_count() for segment in ix._segments()] == [3]
        assert searcher.doc_frequency("body", "nghị") == 3
