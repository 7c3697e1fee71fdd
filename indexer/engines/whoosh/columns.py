"""Facet values and dates of every document, as arrays of codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import IndexReader

from indexer.analysis.keys import value_key
from indexer.documents import FACETS, Scalar
from indexer.engine import NO_VALUE
from indexer.schema import NUMBERS, VALUE_FIELDS

Codes = NDArray[np.int64]
Mask = NDArray[np.bool_]


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
    def of(cls, raw: list[str], *, numbers: bool = False) -> Column:
        """A column of the values as stored; codes rise with the values.

        Spellings with one key are one value, shown as the one that sorts first; one
        without any letter or digit is no value.
        """
        code_of_key = {NO_VALUE: 0, "": 0}
        values: list[Scalar | None] = [None]
        for value in sorted(set(raw)):
            if code_of_key.setdefault(value_key(value), len(values)) == len(values):
                values.append(int(value) if numbers else value)
        codes = np.array([code_of_key[value_key(value)] for value in raw], np.int64)
        return cls(codes, values, code_of_key)

    def chosen(self, keys: frozenset[str]) -> Mask:
        """Which documents have one of the values."""
        codes = [self.code_of_key[key] for key in keys if key in self.code_of_key]
        return np.isin(self.codes, np.array(codes, np.int64))

    def counts(self, mask: Mask) -> dict[Scalar | None, int]:
        """How many documents of ``mask`` have each value; values without any left out."""
        found = np.bincount(self.codes[mask], minlength=len(self.values))
        return {value: int(count) for value, count in zip(self.values, found, strict=True) if count}

    def without(self, masked: Mask) -> Column:
        """The same column with no value where ``masked``."""
        return replace(self, codes=np.where(masked, 0, self.codes))


class Columns:
    """The value columns of an index, read once when it is opened."""

    def __init__(self, reader: IndexReader) -> None:
        raw = {name: _read(reader, name) for name in VALUE_FIELDS}
        self._written = {
            name: Column.of(raw[name], numbers=name in NUMBERS)
            for name in (*FACETS, "province_today")
        }
        self._certain = {
            name: column.without(_names_facet(raw["uncertain"], name))
            for name, column in self._written.items()
        }
        self.dates: Codes = Column.of(raw["date"]).codes
        """Order of the dates: a later date has a higher number, no date is 0."""

    def facets(self, *, today: bool, certain: bool) -> Mapping[str, Column]:
        """Facet to column, by today's provinces or as written, with guesses or without."""
        columns = self._certain if certain else self._written
        return {
            facet: columns["province_today" if today and facet == "province" else facet]
            for facet in FACETS
        }


def _read(reader: IndexReader, name: str) -> list[str]:
    if not reader.doc_count_all():
        return []  # Whoosh's reader of an empty index has no columns
    column = reader.column_reader(name)
    return [column[doc] for doc in range(reader.doc_count_all())]


def _names_facet(uncertain: list[str], name: str) -> Mask:
    facet = name.removesuffix("_today")
    return np.array([facet in listed.split() for listed in uncertain], np.bool_)
