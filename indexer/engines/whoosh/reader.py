"""One published Whoosh index, opened for reading."""

from __future__ import annotations

import pickle
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from whoosh import index

from indexer.documents import Document, FacetValues
from indexer.engine import Answer, Plan
from indexer.engines.whoosh.columns import Columns
from indexer.engines.whoosh.evaluator import Source
from indexer.engines.whoosh.fields import Fields
from indexer.engines.whoosh.ranking import ranks_of
from indexer.engines.whoosh.searching import Search
from indexer.errors import DamagedIndexError
from indexer.stored import load

_BROKEN = (zlib.error, struct.error, pickle.UnpicklingError, EOFError, OSError, UnicodeError)


class WhooshReader:
    """Answers plans over one immutable Whoosh index; safe to share between threads."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        try:
            self._reader = index.open_dir(str(directory)).reader()
            self._fields = Fields(self._reader)
            self._columns = Columns(self._fields)
            self._source = Source(self._fields, self._columns)
            self._take_orders()
        except Exception as error:  # a broken pickle or file can raise anything
            raise self._damaged(error) from error

    def _take_orders(self) -> None:
        """In which order documents stand by date; where scores are equal, the newest first."""
        self._ids = self._fields.ids()
        ids, dates = self._ids.ranks, self._columns.dates
        newest = ranks_of(np.lexsort((ids, -dates)))
        oldest = ranks_of(np.lexsort((ids, dates, dates == 0)))
        self._ranks = {"relevance": newest, "newest": newest, "oldest": oldest}

    @property
    def documents(self) -> int:
        """How many documents the index holds."""
        return int(self._reader.doc_count())

    def contains(self, field: str, term: str) -> bool:
        """Whether any document has the term in the field."""
        return self._fields[field].contains(term)

    def frequencies(self, field: str, terms: Sequence[str]) -> list[int]:
        """How many documents have each of some terms in the field."""
        return self._fields[field].counts(terms)

    def side_by_side(self, field: str, left: str, right: str) -> int:
        """How many documents have two terms side by side; for 0 it may rarely say 1."""
        return self._fields[field].pair_count(left, right)

    def terms(self, field: str, prefix: str, limit: int) -> tuple[str, ...]:
        """The terms of a field that begin with a prefix, in the most documents first."""
        return tuple(term for term, _ in self._fields[field].terms(prefix)[:limit])

    def document(self, doc_id: str) -> tuple[Document, FacetValues] | None:
        """The stored document of an id."""
        for number in reversed(self._fields["id"].postings(doc_id).docs.tolist()):
            if self._fields.live is None or self._fields.live[number]:
                try:
                    return load(self._reader.stored_fields(number)["original"])
                except _BROKEN as error:
                    raise self._damaged(error) from error
        return None

    def close(self) -> None:
        """Lets go of the index's files."""
        self._reader.close()

    def search(self, plan: Plan) -> Answer:
        """Answers a plan.

        Raises:
            DamagedIndexError: A part of the files that is read only now is broken.
        """
        try:
            return Search(self._source, plan, self._ranks[plan.sort]).answer(self._ids)
        except _BROKEN as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> DamagedIndexError:
        message = f"The index in {self._directory} cannot be read ({error})"
        return DamagedIndexError(message, path=str(self._directory))
