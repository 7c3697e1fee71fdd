"""A run: the postings of some documents, in memory or in a file until they are merged."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.container import Array, Container, ContainerWriter
from indexer.engines.whoosh.pairs import PairCounts, count_pairs

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

    def kept(self, live: NDArray[np.bool_], numbers: Array, terms: Array) -> Run:
        """The same without deleted documents, renumbered.

        Args:
            live: Which documents are not deleted.
            numbers: Old document number to new one.
            terms: Old term number to new one.
        """
        kept = live[self.docs]
        before = np.concatenate([[0], np.cumsum(kept)])
        starts = before[self.starts]
        used = np.diff(starts) > 0
        positions = self.positions
        if positions is not None:
            positions = positions[np.repeat(kept, self.frequencies)]
        return replace(
            self,
            terms=terms[used],
            starts=np.append(starts[:-1][used], starts[-1:]),
            docs=numbers[self.docs[kept]].astype(np.uint32),
            frequencies=self.frequencies[kept],
            positions=positions,
        )


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
