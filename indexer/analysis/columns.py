"""Terms of many texts as columns of numbers, and the lists such columns grow from."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32] | NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Columns:
    """The terms of one chain in several texts, in order: row by row one occurrence.

    Attributes:
        vocabulary: Term number to term.
        terms: Term number of each occurrence.
        starts: First code point of it in its text.
        ends: One past its last.
        documents: Which text it stands in, from 0.
        aside: Which occurrences are set aside as page furniture; None if none is.
    """

    vocabulary: Sequence[str]
    terms: Ints
    starts: Ints
    ends: Ints
    documents: Ints
    aside: Flags | None = None

    def lengths(self, count: int) -> NDArray[np.int64]:
        """How many terms each of ``count`` texts has, those set aside not counted."""
        counted = self.documents if self.aside is None else self.documents[~self.aside]
        return np.bincount(counted, minlength=count)

    def rows(self) -> Iterator[tuple[str, int, int, int]]:
        """Term, start, end and text of each occurrence."""
        return zip(
            [self.vocabulary[number] for number in self.terms.tolist()],
            self.starts.tolist(),
            self.ends.tolist(),
            self.documents.tolist(),
            strict=True,
        )

    def streams(self, count: int) -> Iterator[list[str]]:
        """The terms of each of ``count`` texts, as lists whose index is the position."""
        found = [self.vocabulary[number] for number in self.terms.tolist()]
        bounds = np.searchsorted(self.documents, np.arange(count + 1)).tolist()
        for start, end in pairwise(bounds):
            yield found[start:end]


class Growing(array):  # type: ignore[type-arg]  # generic in its stubs only
    """A column that grows while it is read: a list of numbers, also seen as an array."""

    _seen: NDArray[Any] | None = None

    def values(self) -> NDArray[Any]:
        """The column so far."""
        if self._seen is None or len(self._seen) != len(self):
            self._seen = np.array(self)
        return self._seen


Named = TypeVar("Named", str, bytes)


class Numbering(dict[Named, int]):
    """Term to number: whatever is looked up has one, from 0, always the same.

    Attributes:
        terms: The terms by number.
    """

    def __init__(self) -> None:
        super().__init__()
        self.terms: list[Named] = []

    def __missing__(self, term: Named) -> int:
        number = self[term] = len(self.terms)
        self.terms.append(term)
        return number


class Ragged:
    """Rows of different lengths in flat columns: row to its slice of them.

    Attributes:
        columns: The columns, all of one length.
        sizes: How many entries each row has.
    """

    def __init__(self, *codes: str) -> None:
        self.columns = [Growing(code) for code in codes]
        self.sizes = Growing("i")
        self._starts: NDArray[np.int64] = np.zeros(0, np.int64)

    def __len__(self) -> int:
        return len(self.columns[0])

    def gather(self, rows: Ints) -> tuple[NDArray[np.int64], NDArray[np.int64], Ints]:
        """The entries of some rows, one row after the other.

        Returns:
            Where each entry stands in the columns; which of ``rows`` it belongs to; and
            for each of ``rows``, how many entries stand before its own.
        """
        sizes = self.sizes.values()
        if len(self._starts) != len(sizes):
            self._starts = np.cumsum(sizes) - sizes
        counts = sizes[rows]
        before = np.cumsum(counts) - counts
        row = np.repeat(np.arange(len(rows)), counts)
        shift = np.repeat(self._starts[rows] - before, counts)
        return shift + np.arange(len(row)), row, before
