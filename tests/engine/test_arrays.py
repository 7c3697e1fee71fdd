"""The files of a segment: what is written is read again, and what was changed is refused."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.util.numeric import length_to_byte

from indexer import Document, Searcher, SearchRequest, build_index, current
from indexer.analysis.columns import Columns
from indexer.batches import analyze_documents
from indexer.engine import AnalyzedBatch, Plan
from indexer.engines import open_engine
from indexer.engines.whoosh.container import Container, ContainerWriter
from indexer.engines.whoosh.dictionary import MISSING, Dictionary, encode_terms
from indexer.engines.whoosh.inversion import FieldInverter, Renumbering
from indexer.engines.whoosh.segments import length_bytes
from indexer.engines.whoosh.sorting import order_of
from indexer.errors import DamagedIndexError
from indexer.queries import Term
from indexer.schema import TEXT_FIELDS

ALIKE = st.text("ab\0", min_size=1, max_size=12).map(str.encode)
"""Of which many begin with the same eight bytes."""
TERMS = st.lists(st.binary(min_size=1, max_size=6) | ALIKE, unique=True).map(sorted)


def container(folder: Path) -> Path:
    path = folder / "some.arrays"
    writer = ContainerWriter(path)
    writer.write("small", np.arange(5, dtype=np.uint8))
    writer.write("empty", np.zeros(0, np.uint32))
    writer.stream("parts", np.uint16, (np.full(3, n) for n in range(3)))
    writer.close({"version": 1})
    return path


def test_arrays_come_back_as_written_each_on_its_boundary(tmp_path: Path) -> None:
    path = container(tmp_path)
    read = Container(path)
    assert {name: array.tolist() for name, array in read.arrays.items()} == {
        "small": [0, 1, 2, 3, 4],
        "empty": [],
        "parts": [0, 0, 0, 1, 1, 1, 2, 2, 2],
    }
    assert read.arrays["parts"].dtype == np.uint16
    assert read.about == {"version": 1}
    places = [array.ctypes.data % 64 for array in read.arrays.values() if len(array)]
    assert places == [0, 0]


@given(data=st.data())
def test_a_flipped_bit_or_a_missing_end_is_found(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = container(tmp_path_factory.mktemp("container"))
    content = bytearray(path.read_bytes())
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(0, len(content) - 1)) :]
    else:
        place = data.draw(st.sampled_from(_meant(path)))
        content[place] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(content)
    with pytest.raises(DamagedIndexError, match=r"some\.arrays is damaged: "):
        Container(path)


def _meant(path: Path) -> list[int]:
    """The bytes that mean something: all but those that fill up to the next boundary."""
    size = path.stat().st_size
    between = {*range(64 + 5, 128), *range(128 + 18, 192)}
    return [place for place in range(size) if place not in between]


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.arrays"
    path.write_bytes(b"PK\x03\x04" + bytes(1000))
    with pytest.raises(DamagedIndexError, match="not a segment of this product"):
        Container(path)


def test_one_flipped_bit_in_the_postings_of_an_index_names_the_rebuild(
    seeds: Path, tmp_path: Path
) -> None:
    build_index(seeds, tmp_path)
    path = next(current(tmp_path).path.glob("*.arrays"))
    content = path.read_bytes()
    places = Container(path).arrays["folded/positions"].tobytes()
    path.write_bytes(content.replace(places, bytes([places[0] ^ 4]) + places[1:]))
    remedy = r"the checksum of folded/positions does not agree\).*; build it again: hoinghi build"
    with pytest.raises(DamagedIndexError, match=remedy):
        Searcher.open(tmp_path)


@given(TERMS, st.binary(max_size=4) | ALIKE)
def test_a_dictionary_finds_its_terms_by_row_and_by_beginning(
    terms: list[bytes], other: bytes
) -> None:
    dictionary = Dictionary(*encode_terms(terms))
    assert list(dictionary) == terms
    assert [dictionary.row(term) for term in terms] == list(range(len(terms)))
    assert (dictionary.row(other) == MISSING) == (other not in terms)
    asked = [other, *reversed(terms), other + b"\0"]
    alone = [Dictionary(*encode_terms(terms)).row(term) for term in asked]
    assert Dictionary(*encode_terms(terms)).rows(asked) == alone
    assert [terms[row] for row in dictionary.beginning_with(other)] == [
        term for term in terms if term.startswith(other)
    ]


@pytest.mark.parametrize("count", [0, 1, 15, 16, 17, 32, 400])
def test_a_term_is_found_wherever_it_stands_among_many(count: int) -> None:
    terms = sorted(str(number).encode() for number in range(count))
    dictionary = Dictionary(*encode_terms(terms))
    after = [term + b"\0" for term in terms]
    assert [dictionary.lower_bound(term) for term in terms] == list(range(count))
    assert [dictionary.lower_bound(term) for term in after] == list(range(1, count + 1))
    assert dictionary.row(b"") == MISSING


NUMBERS = st.integers(0, 5) | st.sampled_from([2**16, 2**16 + 3, 2**24 + 1, 2**32 - 1])


@given(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=30))
def test_rows_are_sorted_as_python_sorts_them(rows: list[tuple[int, int]]) -> None:
    columns = [np.array(column, np.uint32) for column in zip(*rows, strict=True)]
    columns = columns or [np.zeros(0, np.uint32)] * 2
    by_both = sorted(range(len(rows)), key=rows.__getitem__)
    assert order_of(*columns).tolist() == by_both
    assert order_of(columns[1]).tolist() == sorted(range(len(rows)), key=lambda i: rows[i][1])


def test_terms_keep_their_number_in_a_field_whatever_vocabulary_they_come_in() -> None:
    inverter = FieldInverter(positional=True)
    renumbering = Renumbering(inverter)
    growing = ["hội", "nghị", "in no document"]

    def numbered(vocabulary: list[str], *places: int) -> list[bytes]:
        numbers = renumbering.of(vocabulary, np.array(places, np.int32))
        return [inverter.numbering.terms[number] for number in numbers.tolist()]

    assert numbered(growing, 1, 0, 1) == ["nghị".encode(), "hội".encode(), "nghị".encode()]
    growing.append("two\nlines")
    assert numbered(growing, 3, 0) == [b"two\nlines", "hội".encode()]
    assert numbered(["tỉnh", "hội"], 0, 1) == ["tỉnh".encode(), "hội".encode()]
    assert numbered(["tỉnh", "hội"]) == []
    assert len(inverter.numbering.terms) == 4


@given(st.integers(0, 200_000))
def test_lengths_are_kept_as_whoosh_keeps_them(length: int) -> None:
    assert length_bytes(np.array([length])).tolist() == [length_to_byte(length)]


def test_more_values_than_two_bytes_count_are_counted(tmp_path: Path) -> None:
    count = 70_000
    none = Columns((), *[np.zeros(0, np.int64)] * 4)
    batch = AnalyzedBatch(
        ids=[str(number) for number in range(count)],
        originals=["{}"] * count,
        values=[{"province": f"Nơi {number}"} for number in range(count)],
        columns=dict.fromkeys(TEXT_FIELDS, none),
    )
    engine = open_engine()
    assert engine.write(tmp_path, [batch]) == count
    reader = engine.open(tmp_path)
    found = reader.search(Plan(filters={"province": frozenset({"noi-69999"})}))
    assert [hit.id for hit in found.found] == ["69999"]
    assert set(found.counts["province"].values()) == {1}
    assert len(found.counts["province"]) == count
    reader.close()


def test_an_index_that_cannot_be_written_to_is_searched(seeds: Path, tmp_path: Path) -> None:
    build_index(seeds, tmp_path)
    everything = [tmp_path, *tmp_path.rglob("*")]
    before = {path: path.stat().st_mtime_ns for path in everything}
    _chmod(everything, 0o555)
    try:
        with Searcher.open(tmp_path) as searcher:
            assert searcher.search(SearchRequest("hội nghị")).total.value == 5
    finally:
        _chmod(everything, 0o755)
    assert {path: path.stat().st_mtime_ns for path in [tmp_path, *tmp_path.rglob("*")]} == before


def _chmod(paths: Iterable[Path], mode: int) -> None:
    for path in paths:
        os.chmod(path, mode if path.is_dir() else mode & 0o666)  # noqa: PTH101 - as above


def test_a_long_term_list_stays_in_the_file(tmp_path: Path) -> None:
    """A million terms must not become a million Python objects."""
    documents = [Document("a", " ".join(f"t{number}" for number in range(60_000)))]
    engine = open_engine()
    engine.write(tmp_path, analyze_documents(documents, pytest.fail))
    reader = engine.open(tmp_path)
    assert reader.search(Plan(Term("folded", "t59999"))).total == 1
    assert reader.terms("folded", "t5999", 3) == ("t5999", "t59990", "t59991")
    reader.close()
