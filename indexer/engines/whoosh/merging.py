"""The runs of a field are merged, stretch by stretch of its terms, into its final arrays.

However many runs there are, only one stretch of them is in memory, and none of their files
is open but while a part of it is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from indexer.engines.whoosh.container import Array, Column, ContainerWriter, smallest
from indexer.engines.whoosh.dictionary import encode_terms
from indexer.engines.whoosh.pairs import write_pairs
from indexer.engines.whoosh.runs import Numbers, Run

_AT_ONCE = 500_000
"""Postings or positions merged at once."""

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
    rows = [run.terms for run in runs]
    postings = _level(rows, [run.starts for run in runs], ranks, len(numbers))
    found = [run.position_starts for run in runs if run.position_starts is not None]
    positional = len(found) == len(runs)
    placed = _level(rows, found, ranks, len(numbers)) if positional else None
    merge = _Merge(rows, ranks, (placed or postings).starts)
    container.write(f"{name}/starts", _small(postings.starts))
    _write_docs(container, name, merge, postings, [run.docs for run in runs])
    frequencies = [run.frequencies for run in runs]
    most = _largest(frequencies)
    if most > 1:
        parts = merge.parts(postings, frequencies)
        container.stream(f"{name}/frequencies", smallest(most), parts)
    if placed is not None:
        _write_positions(container, name, merge, placed, runs)
        write_pairs(container, name, [(run.pairs, run.terms) for run in runs if run.pairs], ranks)


def _write_positions(
    container: ContainerWriter, name: str, merge: _Merge, placed: _Level, runs: Sequence[Run]
) -> None:
    positions = [run.positions for run in runs if run.positions is not None]
    container.write(f"{name}/position_starts", _small(placed.starts))
    parts = merge.parts(placed, positions)
    container.stream(f"{name}/positions", smallest(_largest(positions)), parts)


def _write_docs(
    container: ContainerWriter, name: str, merge: _Merge, postings: _Level, docs: Sequence[Column]
) -> None:
    """Document numbers as their lower two bytes and, where there are more, the upper ones."""
    lower = (part & np.uint32(_LOWER) for part in merge.parts(postings, docs))
    container.stream(f"{name}/docs", np.uint16, lower)
    largest = _largest(docs) >> DOC_BITS
    if largest:
        upper = (part >> np.uint32(DOC_BITS) for part in merge.parts(postings, docs))
        container.stream(f"{name}/docs_upper", smallest(largest), upper)


def _ordered(terms: Sequence[bytes], runs: Sequence[Run]) -> tuple[Array, Numbers]:
    """The numbers of the terms that have postings, in byte order, and the rank of each."""
    if len(runs) == 1:
        numbers = runs[0].terms[:]
    else:
        used = np.zeros(len(terms), np.bool_)
        for run in runs:
            used[run.terms[:]] = True
        numbers = np.array(sorted(used.nonzero()[0].tolist(), key=terms.__getitem__), np.int64)
    ranks = np.zeros(len(terms), np.int64)
    ranks[numbers] = np.arange(len(numbers))
    return numbers, ranks


def _largest(columns: Sequence[Column]) -> int:
    return max((int(column[:].max(initial=0)) for column in columns), default=0)


def _small(numbers: Array) -> Array:
    return numbers.astype(smallest(int(numbers[-1])))


class _Level(NamedTuple):
    """What rows consist of: their postings, or all the positions in these.

    Attributes:
        runs: For each run, where each row begins and where the last ends.
        starts: The same for the rows merged, one a term.
    """

    runs: Sequence[Column]
    starts: Numbers


def _level(rows: Sequence[Column], runs: Sequence[Column], ranks: Numbers, count: int) -> _Level:
    """Adds up how long the rows of each term are.

    Args:
        rows: For each run, the number of each row's term.
        runs: For each run, where the rows begin.
        ranks: The rank of each term's number.
        count: How many ranks there are.
    """
    lengths = np.zeros(count, np.int64)
    for terms, starts in zip(rows, runs, strict=True):
        lengths[ranks[terms[:]]] += _lengths(starts[:])
    return _Level(runs, np.concatenate([[0], np.cumsum(lengths)]))


def _lengths(starts: Array) -> Numbers:
    ends: Numbers = starts.astype(np.int64)
    return ends[1:] - ends[:-1]


class _Merge:
    """Puts the rows of several runs end to end, term by term, a stretch of terms at a time."""

    def __init__(self, rows: Sequence[Column], ranks: Numbers, starts: Numbers) -> None:
        """Decides on the stretches.

        Args:
            rows: For each run, the number of each row's term.
            ranks: The rank of each term's number.
            starts: Where the merged rows begin in the longest column.
        """
        self._rows = rows
        self._ranks = ranks
        self._bounds = _bounds(starts)
        self._cuts = [ranks[terms[:]].searchsorted(self._bounds) for terms in rows]

    def parts(self, level: _Level, columns: Sequence[Column]) -> Iterator[Array]:
        """One column of the runs merged, a stretch at a time."""
        for number, (first, last) in enumerate(pairwise(self._bounds)):
            begins = level.starts[first : last + 1]
            if len(columns) == 1:
                yield columns[0][begins[0] : begins[-1]]
            else:
                yield self._stretch(number, begins, level, columns)

    def _stretch(
        self, number: int, begins: Numbers, level: _Level, columns: Sequence[Column]
    ) -> Array:
        out = np.empty(begins[-1] - begins[0], np.uint32)
        places = begins[:-1] - begins[0]
        runs = zip(self._rows, self._cuts, level.runs, columns, strict=True)
        for terms, cuts, run_starts, column in runs:
            first, last = cuts[number], cuts[number + 1]
            if first < last:
                ranks = self._ranks[terms[first:last]] - self._bounds[number]
                starts = run_starts[first : last + 1]
                lengths = _lengths(starts)
                out[ranges(places[ranks], lengths)] = column[starts[0] : starts[-1]]
                places[ranks] += lengths
        return out


def _bounds(starts: Numbers) -> list[int]:
    """Ranks that cut the merged rows into stretches of few entries."""
    last = len(starts) - 1
    bounds = [0]
    while bounds[-1] < last:
        stop = int(starts.searchsorted(starts[bounds[-1]] + _AT_ONCE))
        bounds.append(min(max(bounds[-1] + 1, stop), last))
    return bounds


def ranges(starts: Array, counts: Array) -> Numbers:
    """The numbers ``starts[i] … starts[i] + counts[i] - 1`` for every i, end to end."""
    ends = counts.cumsum(dtype=np.int64)
    found: Numbers = (starts - ends + counts).repeat(counts)
    found += np.arange(len(found))
    return found
