"""The runs of a field are merged, stretch by stretch of its terms, into its final arrays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from indexer.engines.whoosh.container import Array, ContainerWriter, smallest
from indexer.engines.whoosh.dictionary import encode_terms
from indexer.engines.whoosh.pairs import merge_pairs
from indexer.engines.whoosh.runs import Numbers, Run

_AT_ONCE = 2_000_000
"""Postings merged at once."""

DOC_BITS = 16
"""Bits of a document number that are kept apart from the others."""

_LOWER = (1 << DOC_BITS) - 1


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
        pairs, seen = merge_pairs([run.pairs for run in runs if run.pairs is not None], ranks)
        container.write(f"{name}/pairs", pairs.keys)
        container.write(f"{name}/pair_counts", pairs.counts)
        container.write(f"{name}/pairs_seen", seen)


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
    ends = counts.cumsum(dtype=np.int64)
    found: Numbers = (starts - ends + counts).repeat(counts)
    found += np.arange(len(found))
    return found
