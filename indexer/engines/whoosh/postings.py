"""Terms of a Whoosh index as numpy arrays, decoded once and remembered."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import IndexReader, TermNotFound

Docs = NDArray[np.int64]
Floats = NDArray[np.float64]

K1 = 1.2
B = 0.75
_POSITION_BITS = 32
_REMEMBERED_POSTINGS = 4_000_000


class Postings(NamedTuple):
    """One term's documents.

    Attributes:
        docs: Document numbers, ascending.
        frequencies: How often the term stands in each.
    """

    docs: Docs
    frequencies: Floats


_NONE = Postings(np.empty(0, np.int64), np.empty(0, np.float64))
_NOWHERE: Docs = np.empty(0, np.int64)


def inverse_frequency(documents: int, having: int) -> float:
    """Lucene's idf, ln(1 + (N - n + 1/2) / (n + 1/2)); never negative.

    Source: org.apache.lucene.search.similarities.BM25Similarity.
    """
    return math.log(1 + (documents - having + 0.5) / (having + 0.5))


class PostingsReader:
    """Decodes postings, positions and lengths; safe to share between threads.

    Whoosh's files keep a reading position, so each decoding holds a lock; what is
    decoded is shared and never written again.
    """

    def __init__(self, reader: IndexReader, lock: threading.Lock) -> None:
        self._reader = reader
        self._lock = lock
        self._memory: OrderedDict[tuple[str, str, bool], object] = OrderedDict()
        self._remembered = 0
        self._norms: dict[str, Floats] = {}
        self.documents: int = reader.doc_count_all()

    def contains(self, field: str, term: str) -> bool:
        """Whether any document has the term."""
        with self._lock:
            return (field, term) in self._reader

    def terms(self, field: str, prefix: str = "") -> list[str]:
        """The terms of a field that begin with a prefix, in the most documents first."""
        with self._lock:
            found = [
                (-info.doc_frequency(), term.decode())
                for term, info in self._reader.iter_field(field, prefix)
                if term.startswith(prefix.encode())
            ]
        return [term for _, term in sorted(found)]

    def postings(self, field: str, term: str) -> Postings:
        """The documents of a term; empty arrays if there is none."""
        with self._lock:
            known = self._recall(field, term, positions=False)
            if isinstance(known, Postings):
                return known
            return self._remember(field, term, self._decode(field, term))

    def positions(self, field: str, term: str) -> Docs:
        """Every occurrence of a term as document << 32 | position, ascending."""
        with self._lock:
            known = self._recall(field, term, positions=True)
            if isinstance(known, np.ndarray):
                return known
            keys = self._decode_positions(field, term)
            self._keep((field, term, True), keys, keys.size)
            return keys

    def norms(self, field: str) -> Floats:
        """K1 (1 - B + B length / average length) of every document of a field."""
        with self._lock:
            if field not in self._norms:
                length_of = self._reader.doc_field_length
                lengths = np.array(  # Whoosh gives None for a document without the field
                    [length_of(doc, field) or 0 for doc in range(self.documents)], np.float64
                )
                average = lengths.sum() / max(1, self.documents) or 1.0
                self._norms[field] = K1 * (1 - B + B * lengths / average)
            return self._norms[field]

    def close(self) -> None:
        """Lets go of the files."""
        with self._lock:
            self._reader.close()

    def _recall(self, field: str, term: str, *, positions: bool) -> object:
        known = self._memory.get((field, term, positions))
        if known is not None:
            self._memory.move_to_end((field, term, positions))
        return known

    def _remember(self, field: str, term: str, postings: Postings) -> Postings:
        self._keep((field, term, False), postings, postings.docs.size)
        return postings

    def _keep(self, key: tuple[str, str, bool], value: object, size: int) -> None:
        self._memory[key] = value
        self._remembered += size + 1
        while self._remembered > _REMEMBERED_POSTINGS and len(self._memory) > 1:
            _, oldest = self._memory.popitem(last=False)
            docs = oldest.docs if isinstance(oldest, Postings) else oldest
            self._remembered -= (docs.size if isinstance(docs, np.ndarray) else 0) + 1

    def _decode(self, field: str, term: str) -> Postings:
        docs: list[int] = []
        frequencies: list[float] = []
        try:
            matcher = self._reader.postings(field, term)
        except TermNotFound:
            return _NONE
        while matcher.is_active():
            docs.append(matcher.id())
            frequencies.append(matcher.weight())
            matcher.next()
        return Postings(np.array(docs, np.int64), np.array(frequencies, np.float64))

    def _decode_positions(self, field: str, term: str) -> Docs:
        try:
            matcher = self._reader.postings(field, term)
        except TermNotFound:
            return _NOWHERE
        keys: list[int] = []
        while matcher.is_active():
            base = matcher.id() << _POSITION_BITS
            keys.extend(base | position for position in matcher.value_as("positions"))
            matcher.next()
        return np.array(keys, np.int64)


def document_of(keys: Docs) -> Docs:
    """The document numbers of occurrences as ``positions`` gives them."""
    return keys >> _POSITION_BITS
