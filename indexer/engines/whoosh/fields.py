"""The fields of an index across its segments, as the evaluator reads them.

Document numbers run through all segments; those of an index of one segment, which is what
a build makes, are the segment's own and nothing is copied.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import IndexReader

from indexer.engines.whoosh.codec import documents_of, terms_of
from indexer.engines.whoosh.dictionary import MISSING
from indexer.engines.whoosh.postings import TermPostings
from indexer.engines.whoosh.scoring import K1, B
from indexer.engines.whoosh.segments import LENGTHS
from indexer.engines.whoosh.sets import Docs, Floats
from indexer.engines.whoosh.terms import ArrayTermsReader, InvertedField


class Field:
    """One field of all segments."""

    def __init__(
        self, documents: int, segments: Sequence[tuple[int, InvertedField]], total: int
    ) -> None:
        """Puts the segments' fields together.

        Args:
            documents: How many documents there are, deleted ones included.
            segments: The first document number of each segment that has the field, and
                the field.
            total: Terms of the field in all documents.
        """
        self._documents = documents
        self._segments = segments
        self._total = total
        self._nothing = TermPostings(documents, ())

    def norms(self, docs: Docs) -> Floats | None:
        """K1 (1 - B + B length / average) of some documents.

        None for a field that is not scored by length.
        """
        if self._lengths is None:
            return None
        return self._norm_of_byte.take(self._lengths.take(docs))

    @cached_property
    def least_norm(self) -> float:
        """The least of the norms; 0 without any."""
        if self._lengths is None or not len(self._lengths):
            return 0.0
        return float(self._norm_of_byte[self._lengths.min()])

    @cached_property
    def _norm_of_byte(self) -> Floats:
        average = self._total / max(1, self._documents) or 1.0
        return np.asarray(K1 * (1 - B + B * LENGTHS / average), np.float64)

    @cached_property
    def _lengths(self) -> NDArray[np.uint8] | None:
        """The length byte of every document."""
        if all(field.lengths is None for _, field in self._segments):
            return None
        lengths = np.zeros(self._documents, np.uint8)
        for first, field in self._segments:
            if field.lengths is not None:
                lengths[first : first + len(field.lengths)] = field.lengths
        return lengths

    def contains(self, term: str) -> bool:
        """Whether any document has a term."""
        raw = _encoded(term)
        return any(field.dictionary.row(raw) != MISSING for _, field in self._segments)

    def counts(self, terms: Sequence[str]) -> list[int]:
        """How many documents have each of some terms."""
        raw = [_encoded(term) for term in terms]
        found = [0] * len(raw)
        for _, field in self._segments:
            for i, row in enumerate(field.dictionary.rows(raw)):
                if row != MISSING:
                    found[i] += field.count(row)
        return found

    def postings(self, term: str) -> TermPostings:
        """The documents of a term."""
        rows = self._rows(term)
        return TermPostings(self._documents, rows) if rows else self._nothing

    def pair_count(self, left: str, right: str) -> int:
        """How many documents have two terms side by side; of those that none has 0, or rarely 1."""
        found = 0
        for _, field in self._segments:
            rows = [field.dictionary.row(_encoded(term)) for term in (left, right)]
            if field.pairs is not None and MISSING not in rows:
                found += field.pairs.documents(*rows)
        return found

    def terms(self, prefix: str = "") -> list[tuple[str, int]]:
        """The terms that begin with a prefix, with their counts, the most frequent first."""
        found: dict[str, int] = {}
        for _, field in self._segments:
            rows = field.dictionary.beginning_with(prefix.encode())
            for row, count in zip(rows, field.counts(rows).tolist(), strict=True):
                term = field.dictionary[row].decode()
                found[term] = found.get(term, 0) + count
        return sorted(found.items(), key=lambda item: (-item[1], item[0]))

    def _rows(self, term: str) -> list[tuple[int, InvertedField, int]]:
        raw = _encoded(term)
        found = []
        for first, field in self._segments:
            row = field.dictionary.row(raw)
            if row != MISSING:
                found.append((first, field, row))
        return found


def _encoded(term: str) -> bytes:
    return term.encode("utf-8", "replace")  # a lone surrogate can be typed


class Ids:
    """The ids of documents: from number to id, and the order of the ids.

    Attributes:
        ranks: The place of each document's id among all.
    """

    def __init__(self, documents: int, segments: Sequence[tuple[int, InvertedField]]) -> None:
        """Takes the field of the ids, as ``Field`` does."""
        self._segments = segments
        self._rows = np.zeros(documents, np.uint32)
        for first, field in segments:
            counts = field.counts(range(len(field.dictionary)))
            self._rows[first + field.as_run().docs[:].astype(np.intp)] = np.repeat(
                np.arange(len(counts)), counts
            )
        self.ranks = self._rows if len(segments) <= 1 else self._ranked(documents)

    def of(self, docs: Docs) -> list[str]:
        """The ids of some documents."""
        rows = self._rows.take(docs).tolist()
        if len(self._segments) == 1:
            dictionary = self._segments[0][1].dictionary
            return [dictionary.term(row).decode() for row in rows]
        firsts = np.array([first for first, _ in self._segments])
        segments = (firsts.searchsorted(docs, "right") - 1).tolist()
        parts = [field.dictionary for _, field in self._segments]
        return [parts[i][row].decode() for i, row in zip(segments, rows, strict=True)]

    def _ranked(self, documents: int) -> NDArray[np.uint32]:
        ranks = np.empty(documents, np.uint32)
        names = self.of(np.arange(documents))
        ranks[sorted(range(documents), key=names.__getitem__)] = np.arange(documents)
        return ranks


class Fields:
    """All fields of an index.

    Attributes:
        documents: How many documents it holds, deleted ones included.
        live: Which of them are not deleted; None if all.
    """

    def __init__(self, reader: IndexReader) -> None:
        """Reads nothing yet but the names.

        Raises:
            TypeError: A segment was written by another codec.
        """
        self.documents: int = reader.doc_count_all()
        self._leaves = [(leaf, first) for leaf, first in reader.leaf_readers() if self.documents]
        for leaf, _ in self._leaves:
            if not isinstance(terms_of(leaf), ArrayTermsReader):
                raise TypeError("a segment is not of arrays")
        self.live = self._live()
        self._reader = reader
        self._fields: dict[str, Field] = {}

    def __getitem__(self, name: str) -> Field:
        field = self._fields.get(name)
        if field is None:
            segments = self._segments(name)
            total = int(self._reader.field_length(name))
            field = self._fields[name] = Field(self.documents, segments, total)
        return field

    def ids(self) -> Ids:
        """The ids of the documents."""
        return Ids(self.documents, self._segments("id"))

    def _segments(self, name: str) -> list[tuple[int, InvertedField]]:
        found = ((first, terms_of(leaf).field(name)) for leaf, first in self._leaves)
        return [(first, part) for first, part in found if part is not None]

    def column(self, name: str) -> tuple[NDArray[np.int64], list[Any]]:
        """A code for each document (0: no value), and the value of each code."""
        codes = np.zeros(self.documents, np.int64)
        values: list[Any] = [None]
        code_of: dict[Any, int] = {}
        for leaf, first in self._leaves:
            if documents_of(leaf).has_column(name):
                own, known = documents_of(leaf).column(name)
                for value in known:
                    if value not in code_of:
                        code_of[value] = len(values)
                        values.append(value)
                renumbered = np.array([0, *(code_of[value] for value in known)])
                codes[first : first + len(own)] = renumbered[own]
        return codes, values

    def _live(self) -> NDArray[np.bool_] | None:
        deleted = [
            first + doc for leaf, first in self._leaves for doc in documents_of(leaf).deleted_docs()
        ]
        if not deleted:
            return None
        live = np.ones(self.documents, np.bool_)
        live[deleted] = False
        return live
