"""Facet values and dates of every document, as arrays of codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.keys import value_key
from indexer.documents import FACETS, Scalar
from indexer.engine import NO_VALUE
from indexer.engines.whoosh.container import smallest
from indexer.engines.whoosh.fields import Fields
from indexer.engines.whoosh.sets import Docs, Mask
from indexer.queries import Range
from indexer.schema import NUMBERS, VALUE_FIELDS

Codes = NDArray[np.integer[Any]]

Counted = NDArray[np.intp]


@dataclass(frozen=True)
class Column:
    """One value a document, as a code.

    Attributes:
        codes: The code of each document's value; 0 is "no value".
        values: Code to value.
        code_of_key: Key of a value (``value_key``, or ``NO_VALUE``) to its code.
    """

    codes: Codes
    values: list[Scalar | None]
    code_of_key: dict[str, int]

    @classmethod
    def of(cls, raw: Codes, stored: Sequence[str], *, numbers: bool = False) -> Column:
        """A column of values as stored; codes rise with the values.

        Spellings with one key are one value, shown as the one that sorts first; one
        without any letter or digit is no value.

        Args:
            raw: A number for each document.
            stored: The value of each number.
            numbers: Whether values are numbers.
        """
        code_of_key = {NO_VALUE: 0, "": 0}
        values: list[Scalar | None] = [None]
        codes = np.zeros(len(stored), np.int64)
        for number in sorted(range(len(stored)), key=stored.__getitem__):
            code = code_of_key.setdefault(value_key(stored[number]), len(values))
            codes[number] = code
            if code == len(values):
                values.append(int(stored[number]) if numbers else stored[number])
        small = codes.astype(smallest(len(values) - 1))
        return cls(small[raw], values, code_of_key)

    def chosen(self, keys: frozenset[str]) -> Mask:
        """Which documents have one of the values."""
        wanted = np.zeros(len(self.values), np.bool_)
        wanted[[self.code_of_key[key] for key in keys if key in self.code_of_key]] = True
        return wanted[self.codes]

    def without(self, masked: Mask) -> Column:
        """The same column with no value where ``masked``."""
        return replace(self, codes=self.codes * ~masked)


class ColumnGroup:
    """Several columns that are counted together.

    The codes of a document stand side by side and those of one column after those of another,
    so that one pass over the documents counts all facets.
    """

    def __init__(self, columns: Mapping[str, Column], documents: int) -> None:
        """Takes the columns by name, and how many documents there are."""
        sizes = [len(column.values) for column in columns.values()]
        self._names = tuple(columns)
        self._ends = np.cumsum(sizes, dtype=np.intp)
        self._size = sum(sizes)
        self._values = [value for column in columns.values() for value in column.values]
        self._codes = np.empty((documents, len(columns)), smallest(self._size))
        for i, column in enumerate(columns.values()):
            self._codes[:, i] = column.codes
            self._codes[:, i] += self._codes.dtype.type(self._ends[i] - sizes[i])

    @cached_property
    def _everything(self) -> Counted:
        return self._count(self._codes)

    def counts(self, docs: Docs) -> dict[str, dict[Scalar | None, int]]:
        """How many of some documents have each value; values without any left out."""
        return self._named(self._count(self._codes.take(docs, 0)))

    def counts_but(self, others: Docs) -> dict[str, dict[Scalar | None, int]]:
        """The same for all documents but some: quicker where most are wanted."""
        return self._named(self._everything - self._count(self._codes.take(others, 0)))

    def _count(self, codes: Codes) -> Counted:
        return np.bincount(codes.reshape(-1), minlength=self._size)

    def _named(self, counted: Counted) -> dict[str, dict[Scalar | None, int]]:
        held = counted.nonzero()[0]
        ends = held.searchsorted(self._ends).tolist()
        counts = counted.take(held).tolist()
        values = [self._values[code] for code in held.tolist()]
        return {
            name: dict(zip(values[start:end], counts[start:end], strict=True))
            for name, start, end in zip(self._names, [0, *ends], ends, strict=False)
        }


class Columns:
    """The value columns of an index, read once when it is opened.

    Attributes:
        dates: Order of the dates: a later date has a higher number, no date is 0.
    """

    def __init__(self, fields: Fields) -> None:
        stored = {name: _stored(fields, name) for name in VALUE_FIELDS}
        written = {
            name: Column.of(*stored[name], numbers=name in NUMBERS)
            for name in (*FACETS, "province_today")
        }
        codes, lists = stored["uncertain"]
        certain = {
            name: column.without(_names_facet(lists, name)[codes])
            for name, column in written.items()
        }
        self._dates = Column.of(*stored["date"])
        self.dates = self._dates.codes.astype(np.int64)
        self._values = {**written, "date": self._dates}
        self._groups: dict[tuple[bool, bool, tuple[str, ...]], ColumnGroup] = {}
        self._facets = {
            (today, sure): {
                facet: columns["province_today" if today and facet == "province" else facet]
                for facet in FACETS
            }
            for today in (False, True)
            for sure, columns in ((False, written), (True, certain))
        }

    def facets(self, *, today: bool, certain: bool) -> Mapping[str, Column]:
        """Facet to column, by today's provinces or as written, with guesses or without."""
        return self._facets[today, certain]

    def group(self, names: tuple[str, ...], *, today: bool, certain: bool) -> ColumnGroup:
        """Some facets, to be counted together."""
        key = today, certain, names
        if key not in self._groups:
            facets = self.facets(today=today, certain=certain)
            self._groups[key] = ColumnGroup({name: facets[name] for name in names}, len(self.dates))
        return self._groups[key]

    def within(self, query: Range) -> Docs:
        """The documents whose value lies in a range."""
        column = self._values[query.field]
        held = [value is not None and query.holds(str(value)) for value in column.values]
        return np.flatnonzero(np.array(held)[column.codes])


def _stored(fields: Fields, name: str) -> tuple[Codes, list[str]]:
    codes, values = fields.column(name)
    return codes, ["" if value is None else value.decode() for value in values]


def _names_facet(uncertain: list[str], name: str) -> Mask:
    facet = name.removesuffix("_today")
    return np.array([facet in listed.split() for listed in uncertain], np.bool_)
