"""One published Whoosh index, opened for reading."""

from __future__ import annotations

import contextlib
import pickle
import struct
import threading
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from whoosh import index

from indexer.documents import Document, FacetValues, Scalar
from indexer.engine import Answer, Found, Plan
from indexer.engines.whoosh.columns import Codes, Column, Columns, Mask
from indexer.engines.whoosh.evaluator import Evaluator, Scored
from indexer.engines.whoosh.postings import PostingsReader
from indexer.errors import DamagedIndexError
from indexer.stored import load

_BROKEN = (zlib.error, struct.error, pickle.UnpicklingError, EOFError, OSError, UnicodeError)


class WhooshReader:
    """Answers plans over one immutable Whoosh index; safe to share between threads."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        with self._refusing(Exception):  # a broken pickle or zip can raise anything
            # Whoosh's files keep a reading position, so whoever reads holds the lock.
            self._lock = threading.Lock()
            self._reader = index.open_dir(str(directory)).reader()
            self._postings = PostingsReader(self._reader, self._lock)
            self._columns = Columns(self._reader)
            self._ids = [fields["id"] for fields in self._reader.all_stored_fields()]
        self._number = {doc_id: number for number, doc_id in enumerate(self._ids)}
        self._id_order = np.argsort(np.argsort(np.array(self._ids, dtype=object)))

    @property
    def documents(self) -> int:
        """How many documents the index holds."""
        return len(self._ids)

    def contains(self, field: str, term: str) -> bool:
        """Whether any document has the term in the field."""
        return self._postings.contains(field, term)

    def terms(self, field: str, prefix: str, limit: int) -> tuple[str, ...]:
        """The terms of a field that begin with a prefix, in the most documents first."""
        return tuple(self._postings.terms(field, prefix)[:limit])

    def document(self, doc_id: str) -> tuple[Document, FacetValues] | None:
        """The stored document of an id."""
        number = self._number.get(doc_id)
        if number is None:
            return None
        with self._refusing(*_BROKEN):
            return self._stored(number)

    def close(self) -> None:
        """Lets go of the index's files."""
        self._postings.close()

    def search(self, plan: Plan) -> Answer:
        """Answers a plan.

        Raises:
            DamagedIndexError: A part of the files that is read only now is broken.
        """
        with self._refusing(*_BROKEN):
            return self._answer(plan)

    @contextlib.contextmanager
    def _refusing(self, *errors: type[Exception]) -> Iterator[None]:
        """Turns what broken files raise into an error that names the remedy."""
        try:
            yield
        except errors as error:
            raise DamagedIndexError(
                f"The index in {self._directory} cannot be read ({error})",
                path=str(self._directory),
            ) from error

    def _answer(self, plan: Plan) -> Answer:
        evaluator = Evaluator(self._postings)
        scored = evaluator.evaluate(plan.query)
        groups = [evaluator.evaluate(group).mask for group in plan.groups]
        everything = np.logical_and.reduce([scored.mask, *groups])
        base = everything if plan.require_all else scored.mask
        columns = self._columns.facets(today=plan.units == "today", certain=plan.certain)
        allowed = {name: columns[name].chosen(keys) for name, keys in plan.filters.items()}
        hits = np.logical_and.reduce([base, *allowed.values()])
        page = self._order(scored, hits, plan)[plan.offset : plan.offset + plan.limit]
        return Answer(
            total=int(hits.sum()),
            all=int((hits & everything).sum()),
            unfiltered=int(base.sum()),
            found=tuple(self._found(int(doc), scored, groups) for doc in page),
            counts=_counts(columns, base, allowed),
            masses=tuple(evaluator.mass(group) for group in plan.groups),
        )

    def _order(self, scored: Scored, hits: Mask, plan: Plan) -> Codes:
        """Document numbers of the hits, best first; ties by date, then by id."""
        docs = np.flatnonzero(hits)
        dates, ids = self._columns.dates[docs], self._id_order[docs]
        if plan.sort == "relevance":
            # Scores equal but for rounding are ties, whatever order they were added in.
            return docs[np.lexsort((ids, -dates, -np.round(scored.scores[docs], 9)))]
        newest = -dates if plan.sort == "newest" else dates
        return docs[np.lexsort((ids, newest, dates == 0))]

    def _found(self, number: int, scored: Scored, groups: list[Mask]) -> Found:
        document, facets = self._stored(number)
        has = tuple(bool(mask[number]) for mask in groups)
        return Found(document, facets, float(scored.scores[number]), has)

    def _stored(self, number: int) -> tuple[Document, FacetValues]:
        with self._lock:
            fields = self._reader.stored_fields(number)
        return load(fields["original"])


def _counts(
    columns: Mapping[str, Column], base: Mask, allowed: Mapping[str, Mask]
) -> dict[str, dict[Scalar | None, int]]:
    """Counts of every facet, each with its own filter lifted."""
    return {
        facet: column.counts(
            np.logical_and.reduce([base, *(m for name, m in allowed.items() if name != facet)])
        )
        for facet, column in columns.items()
    }
