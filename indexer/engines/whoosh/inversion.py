"""Occurrences in the order of the text become postings in the order of the terms.

One number holds an occurrence (term, document, position), so that sorting numbers inverts
an index: numpy does that faster than any loop over terms. What does not fit into memory
is written out as sorted runs, and the runs are merged stretch by stretch of the terms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.columns import Numbering
from indexer.engines.whoosh.container import Array, Container, ContainerWriter, smallest
from indexer.engines.whoosh.dictionary import encode_terms
from indexer.engines.whoosh.pairs import PairCounts, count_pairs, merge_pairs

BYTES_AN_OCCURRENCE = 48
"""What an occurrence takes in memory from its arrival until its run is sorted."""

_AT_ONCE = 2_000_000
"""Postings merged at once."""

DOC_BITS = 16
"""Bits of a document number that are kept apart from the others."""

_LOWER = (1 << DOC_BITS) - 1

_KEY = 64
"""Bits of a number that is sorted."""

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Run:
    """Postings of some documents, all with higher numbers than those of the run before.

    Attributes:
        terms: Number of each row's term in the field's numbering.
        starts: Where each row's postings begin, and where the last ends.
        docs: Document numbers, ascending within a row.
        frequencies: Occurrences in each of them.
        positions: Position of each occurrence; None in a field without.
        pairs: How many documents have each pair of neighbours; None in a field without
            positions.
    """

    terms: Array
    starts: Array
    docs: Array
    frequencies: Array
    positions: Array | None
    pairs: PairCounts | None = None

    def with_pairs(self) -> Run:
        """The same, its pairs counted from its positions."""
        if self.positions is None:
            return self
        counts = self.position_starts()
        terms = np.repeat(self.terms, np.diff(counts))
        docs = np.repeat(self.docs, self.frequencies)
        order = np.lexsort((self.positions, docs))
        pairs = count_pairs(terms[order], docs[order], self.positions[order])
        return replace(self, pairs=pairs)

    def position_starts(self) -> Numbers:
        """Where each row's positions begin, and where the last ends."""
        ends = np.concatenate([[0], np.cumsum(self.frequencies, dtype=np.int64)])
        starts: Numbers = ends[self.starts]
        return starts


@dataclass
class FieldInverter:
    """Collects one field's occurrences.

    Attributes:
        positional: Whether places are kept.
        numbering: The field's terms by number.
    """

    positional: bool
    numbering: Numbering[bytes] = field(default_factory=Numbering)
    _terms: list[Array] = field(default_factory=list)
    _docs: list[Array] = field(default_factory=list)
    _positions: list[Array] = field(default_factory=list)
    size: int = 0

    def add(self, terms: Array, docs: Array, positions: Array) -> None:
        """Adds occurrences, in the order of documents and positions.

        Args:
            terms: Their numbers.
            docs: Their documents' numbers.
            positions: Their places.
        """
        self._terms.append(terms.astype(np.uint32))
        self._docs.append(docs.astype(np.uint32))
        if self.positional:
            self._positions.append(positions.astype(np.uint32))
        self.size += len(terms)

    def run(self) -> Run:
        """The run of what was added since the last one."""
        terms, docs = _joined(self._terms), _joined(self._docs)
        positions = _joined(self._positions) if self.positional else None
        self._terms, self._docs, self._positions, self.size = [], [], [], 0
        return invert(terms, docs, positions)


def invert(terms: Array, docs: Array, positions: Array | None) -> Run:
    """Postings of occurrences that come in the order of documents and positions."""
    first = int(docs[0]) if len(docs) else 0
    local = docs - np.uint32(first)
    places = np.zeros(0, np.uint32) if positions is None else positions
    sorted_terms, sorted_docs, sorted_positions = _sorted(terms, local, places)
    begins = _changes(sorted_terms, sorted_docs)
    heads = np.flatnonzero(begins)
    row_terms = sorted_terms[heads]
    row_heads = np.flatnonzero(_changes(row_terms))
    pairs = None if positions is None else count_pairs(terms, local, positions)
    return Run(
        terms=row_terms[row_heads],
        starts=np.append(row_heads, len(heads)),
        docs=(sorted_docs[heads] + np.uint32(first)).astype(np.uint32),
        frequencies=np.diff(np.append(heads, len(sorted_terms))).astype(np.uint32),
        positions=None if positions is None else sorted_positions,
        pairs=pairs,
    )


def _sorted(terms: Array, docs: Array, positions: Array) -> tuple[Array, Array, Array]:
    """The three columns by term, then document, then position."""
    term_bits, doc_bits, position_bits = (_bits(column) for column in (terms, docs, positions))
    if term_bits + doc_bits + position_bits > _KEY:
        order = np.argsort(terms, kind="stable")  # they come in order of the other two
        return terms[order], docs[order], positions[order] if len(positions) else positions
    keys = terms.astype(np.uint64) << np.uint64(doc_bits + position_bits)
    keys |= docs.astype(np.uint64) << np.uint64(position_bits)
    if len(positions):
        keys |= positions
    keys.sort()
    places = (keys & np.uint64((1 << position_bits) - 1)).astype(np.uint32)
    keys >>= np.uint64(position_bits)
    numbers = (keys & np.uint64((1 << doc_bits) - 1)).astype(np.uint32)
    keys >>= np.uint64(doc_bits)
    return keys.astype(np.uint32), numbers, places


def _bits(column: Array) -> int:
    return int(column.max()).bit_length() if len(column) else 0


def _changes(*columns: Array) -> NDArray[np.bool_]:
    """Where any of the columns differs from the row before; the first row does."""
    changes = np.zeros(len(columns[0]), np.bool_)
    changes[:1] = True
    for column in columns:
        changes[1:] |= column[1:] != column[:-1]
    return changes


def _joined(parts: list[Array]) -> Array:
    return np.concatenate(parts) if parts else np.zeros(0, np.uint32)


def save_run(run: Run, container: ContainerWriter, name: str) -> None:
    """Writes a run, to be merged later."""
    for part in ("terms", "starts", "docs", "frequencies", "positions"):
        column = getattr(run, part)
        if column is not None:
            container.write(f"{name}/{part}", column)
    if run.pairs is not None:
        container.write(f"{name}/pairs", run.pairs.keys)
        container.write(f"{name}/pair_counts", run.pairs.counts)


def load_run(container: Container, name: str) -> Run:
    """A run written by ``save_run``, its columns left in the file."""
    column = {
        part: container.arrays.get(f"{name}/{part}")
        for part in ("terms", "starts", "docs", "frequencies", "positions")
    }
    keys = container.arrays.get(f"{name}/pairs")
    counts = container.arrays.get(f"{name}/pair_counts")
    pairs = None if keys is None or counts is None else PairCounts(keys, counts)
    return Run(**column, pairs=pairs)  # type: ignore[arg-type]  # only positions may be missing


def write_field(
    container: ContainerWriter, name: str, terms: Sequence[bytes], runs: Sequence[Run]
) -> None:
    """Merges a field's runs into its final arrays.

    Args:
        container: The segment's file.
        name: The field.
        terms: Term number to term; those without a posting are left out.
        runs: In the order of their documents.
    """
    numbers, ranks = _ordered(terms, runs)
    letters, ends = encode_terms([terms[number] for number in numbers.tolist()])
    container.write(f"{name}/letters", letters)
    container.write(f"{name}/ends", ends)
    rows = [_rows_of(run, ranks, len(numbers)) for run in runs]
    merge = _Merge(rows, [np.asarray(run.starts, np.int64) for run in runs])
    container.write(f"{name}/starts", merge.starts)
    _write_docs(container, name, merge, runs)
    frequencies = [run.frequencies for run in runs]
    most = _largest(frequencies)
    if most > 1:
        container.stream(f"{name}/frequencies", smallest(most), merge.parts(frequencies))
    positions = [run.positions for run in runs if run.positions is not None]
    if len(positions) == len(runs):
        placed = _Merge(rows, [run.position_starts() for run in runs])
        kind = smallest(_largest(positions))
        container.write(f"{name}/position_starts", placed.starts)
        container.stream(f"{name}/positions", kind, placed.parts(positions))
        pairs = merge_pairs([run.pairs for run in runs if run.pairs is not None], ranks)
        container.write(f"{name}/pairs", pairs.keys)
        container.write(f"{name}/pair_counts", pairs.counts)


def _write_docs(container: ContainerWriter, name: str, merge: _Merge, runs: Sequence[Run]) -> None:
    """Document numbers as their lower two bytes and, where there are more, the upper ones."""
    docs = [run.docs for run in runs]
    lower = (part & np.uint32(_LOWER) for part in merge.parts(docs))
    container.stream(f"{name}/docs", np.uint16, lower)
    largest = _largest(docs) >> DOC_BITS
    if largest:
        upper = (part >> np.uint32(DOC_BITS) for part in merge.parts(docs))
        container.stream(f"{name}/docs_upper", smallest(largest), upper)


def _ordered(terms: Sequence[bytes], runs: Sequence[Run]) -> tuple[Numbers, Numbers]:
    """The numbers of the terms that have postings, in byte order, and the rank of each."""
    used = np.unique(np.concatenate([np.zeros(0, np.uint32), *(run.terms for run in runs)]))
    numbers = np.array(sorted(used.tolist(), key=terms.__getitem__), np.int64)
    ranks = np.zeros(len(terms), np.int64)
    ranks[numbers] = np.arange(len(numbers))
    return numbers, ranks


def _rows_of(run: Run, ranks: Numbers, count: int) -> Numbers:
    """For each rank, the row of its term in a run; -1 if the run has none."""
    rows = np.full(count, -1, np.int64)
    rows[ranks[run.terms]] = np.arange(len(run.terms))
    return rows


def _largest(columns: Sequence[Array]) -> int:
    return max((int(column.max(initial=0)) for column in columns), default=0)


class _Merge:
    """Puts the rows of several runs end to end, term by term, in the order of the terms.

    Attributes:
        starts: Where each row begins in what comes out, and where the last ends.
    """

    def __init__(self, rows: Sequence[Numbers], starts: Sequence[Numbers]) -> None:
        """Takes, for each run, the row of each rank and where its rows begin."""
        # The row -1 reads the 0 at the end: nothing.
        lengths = [np.append(np.diff(start), 0) for start in starts]
        self._counts = [length[row] for length, row in zip(lengths, rows, strict=True)]
        self._firsts = [start[row] for start, row in zip(starts, rows, strict=True)]
        counts = np.sum(self._counts, axis=0) if rows else np.zeros(0, np.int64)
        ends = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])
        self.starts: Array = ends.astype(smallest(int(ends[-1])))
        self._ends = ends

    def parts(self, columns: Sequence[Array]) -> Iterator[Array]:
        """One column of the runs merged, some millions of entries at a time."""
        first, last = 0, len(self._ends) - 1
        while first < last:
            stop = int(np.searchsorted(self._ends, self._ends[first] + _AT_ONCE))
            stop = min(max(first + 1, stop), last)
            yield self._stretch(slice(first, stop), columns)
            first = stop

    def _stretch(self, rows: slice, columns: Sequence[Array]) -> Array:
        begin, end = self._ends[rows.start], self._ends[rows.stop]
        places = self._ends[rows] - begin
        out = np.empty(end - begin, np.uint32)
        for counts, firsts, column in zip(self._counts, self._firsts, columns, strict=True):
            out[ranges(places, counts[rows])] = column[ranges(firsts[rows], counts[rows])]
            places = places + counts[rows]
        return out


def ranges(starts: Array, counts: Array) -> Numbers:
    """The numbers ``starts[i] … starts[i] + counts[i] - 1`` for every i, end to end."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    found: Numbers = np.repeat(starts - ends + counts, counts)
    found += np.arange(total)
    return found
