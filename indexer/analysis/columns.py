"""Terms of many texts as columns of numbers, and the lists such columns grow from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

Ints = NDArray[np.int32] | NDArray[np.int64]
Flags = NDArray[np.bool_]

_FIRST_ROOM = 64
_SECOND = 32
"""Bits of the second number in a key of two."""


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
        generation: Within one, a term of this analyzer's chain always has the same
            number, and ``vocabulary`` only grows; in the next, numbers begin anew.
    """

    vocabulary: Sequence[str]
    terms: Ints
    starts: Ints
    ends: Ints
    documents: Ints
    aside: Flags | None = None
    generation: int = 0

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


class Growing:
    """A column of numbers that grows at its end and is seen as an array."""

    def __init__(self, dtype: DTypeLike = np.int32) -> None:
        self._room: NDArray[Any] = np.zeros(_FIRST_ROOM, dtype)
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def extend(self, values: ArrayLike) -> None:
        """Adds numbers at the end."""
        added = np.asarray(values, self._room.dtype)
        end = self._size + len(added)
        if end > len(self._room):
            grown = np.zeros(end + end // 4, self._room.dtype)
            grown[: self._size] = self.values()
            self._room = grown
        self._room[self._size : end] = added
        self._size = end

    def values(self) -> NDArray[Any]:
        """The column so far; it may be written to."""
        return self._room[: self._size]

    def take(self, rows: Ints) -> NDArray[Any]:
        """The numbers of some rows: in half the time of an index, and checked as one."""
        return self.values().take(rows)


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

    def numbers(self, terms: Sequence[Named]) -> Ints:
        """The number of each of some terms."""
        return np.fromiter(map(self.__getitem__, terms), np.int32, len(terms))


class PairNumbers:
    """Two numbers to one, kept in sorted columns: a tenth of what a dictionary takes."""

    def __init__(self) -> None:
        self._keys = np.full(1, np.iinfo(np.int64).max)
        self._numbers = np.zeros(1, np.int32)

    def of(self, first: Ints, second: Ints, make: Callable[[int, int], int]) -> Ints:
        """The number of each pair; ``make`` gives it where it is not yet known."""
        keys = first.astype(np.int64) << _SECOND | second
        at = np.searchsorted(self._keys, keys)
        known = self._keys.take(at) == keys
        if not known.all():
            self._add(np.unique(keys[~known]), make)
            at = np.searchsorted(self._keys, keys)
        return self._numbers.take(at)

    def _add(self, keys: NDArray[np.int64], make: Callable[[int, int], int]) -> None:
        seconds = (keys & ((1 << _SECOND) - 1)).tolist()
        made = list(map(make, (keys >> _SECOND).tolist(), seconds))
        at = np.searchsorted(self._keys, keys)
        self._keys = np.insert(self._keys, at, keys)
        self._numbers = np.insert(self._numbers, at, made)


class Ragged:
    """Rows of different lengths in flat columns: row to its slice of them.

    Attributes:
        columns: The columns, all of one length.
    """

    def __init__(self, *dtypes: DTypeLike) -> None:
        self.columns = [Growing(dtype) for dtype in dtypes]
        self._starts, self._sizes = Growing(), Growing()

    def __len__(self) -> int:
        return len(self.columns[0])

    def add_rows(self, count: int) -> None:
        """Adds empty rows."""
        self._starts.extend(np.zeros(count))
        self._sizes.extend(np.zeros(count))

    def fill(self, rows: Ints, sizes: Ints, *columns: ArrayLike) -> None:
        """Gives some rows their entries.

        Args:
            rows: Which rows, empty so far.
            sizes: How many entries each of them gets.
            columns: The entries, one row after the other.
        """
        self._sizes.values()[rows] = sizes
        self._starts.values()[rows] = np.cumsum(sizes, dtype=np.int64) - sizes + len(self)
        for column, added in zip(self.columns, columns, strict=True):
            column.extend(added)

    def gather(self, rows: Ints) -> tuple[Ints, Ints, Ints]:
        """The entries of some rows, one row after the other.

        Returns:
            Where each entry stands in the columns; which of ``rows`` it belongs to; and
            for each of ``rows``, how many entries stand before its own.
        """
        counts = self._sizes.take(rows)
        before = np.cumsum(counts, dtype=np.int32) - counts
        row = np.repeat(np.arange(len(rows), dtype=np.int32), counts)
        shift = self._starts.take(rows) - before
        return shift.take(row) + np.arange(len(row), dtype=np.int32), row, before
