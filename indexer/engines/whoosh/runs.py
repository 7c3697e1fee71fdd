"""A run: the postings of some documents, in memory or in a file until they are merged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.container import Array, Column, ContainerWriter
from indexer.engines.whoosh.pairs import PairColumns, count_pairs

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Run:
    """Postings of some documents, all with higher numbers than those of the run before.

    Its rows are in the order of their terms, as those of any other run: they are merged by
    reading each run once from its beginning to its end.

    Attributes:
        terms: Number of each row's term in the field's numbering.
        starts: Where each row's postings begin, and where the last ends.
        docs: Document numbers, ascending within a row.
        frequencies: Occurrences in each of them.
        positions: Position of each occurrence; None in a field without.
        position_starts: Where each row's positions begin, and where the last ends.
        pairs: In how many documents two rows' terms are neighbours; None in a field without
            positions.
    """

    terms: Column
    starts: Column
    docs: Column
    frequencies: Column
    positions: Column | None = None
    position_starts: Column | None = None
    pairs: PairColumns | None = None

    def with_pairs(self) -> Run:
        """The same, its pairs counted from its positions."""
        if self.positions is None or self.position_starts is None:
            return self
        rows = np.repeat(
            np.arange(len(self.terms), dtype=np.uint32), np.diff(self.position_starts[:])
        )
        docs = np.repeat(self.docs[:], self.frequencies[:])
        positions = self.positions[:]
        order = np.lexsort((positions, docs))
        pairs = count_pairs(rows[order], docs[order], positions[order])
        return replace(self, pairs=PairColumns(*pairs))

    def kept(self, live: NDArray[np.bool_], numbers: Array, terms: Array) -> Run:
        """The same without deleted documents, renumbered.

        Args:
            live: Which documents are not deleted.
            numbers: Old document number to new one.
            terms: Old term number to new one.
        """
        docs = self.docs[:]
        kept = live[docs]
        before = np.concatenate([[0], np.cumsum(kept)])
        starts = before[self.starts[:]]
        used = np.append(np.diff(starts) > 0, True)
        positions = self.positions
        if positions is not None:
            positions = positions[:][np.repeat(kept, self.frequencies[:])]
        return placed(
            Run(
                terms=terms[used[:-1]],
                starts=starts[used],
                docs=numbers[docs[kept]].astype(np.uint32),
                frequencies=self.frequencies[:][kept],
                positions=positions,
            )
        )


def placed(run: Run) -> Run:
    """A run with the places where the positions of its rows begin."""
    if run.positions is None:
        return run
    ends = np.concatenate([[0], np.cumsum(run.frequencies[:], dtype=np.int64)])
    return replace(run, position_starts=ends[run.starts[:]])


def save_run(run: Run, container: ContainerWriter, name: str) -> None:
    """Writes a run, to be merged later."""
    for part in _COLUMNS:
        column = getattr(run, part)
        if column is not None:
            container.write(f"{name}/{part}", column)
    if run.pairs is not None:
        container.write(f"{name}/pairs", run.pairs.keys[:])
        container.write(f"{name}/pair_counts", run.pairs.counts[:])


def load_run(columns: Mapping[str, Column], name: str) -> Run:
    """A run written by ``save_run``, its columns left in the file."""
    found = {part: columns.get(f"{name}/{part}") for part in _COLUMNS}
    keys, counts = columns.get(f"{name}/pairs"), columns.get(f"{name}/pair_counts")
    pairs = None if keys is None or counts is None else PairColumns(keys, counts)
    return Run(**found, pairs=pairs)  # type: ignore[arg-type]  # only positions may be missing


_COLUMNS = tuple(field.name for field in fields(Run) if field.name != "pairs")
