"""Whoosh's own queries, answered over arrays where they can be, else by Whoosh itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from whoosh import query as whoosh
from whoosh import sorting
from whoosh.reading import IndexReader
from whoosh.searching import Searcher

from indexer.engines.whoosh import sets
from indexer.engines.whoosh.columns import Columns
from indexer.engines.whoosh.evaluator import Evaluator, Source
from indexer.engines.whoosh.fields import Fields
from indexer.engines.whoosh.pruning import best_of
from indexer.engines.whoosh.sets import Docs
from indexer.queries import AllOf, AnyOf, Constant, Phrase, Query, Raised, Term, Without


class StockAnswer(NamedTuple):
    """What was found.

    Attributes:
        total: Documents that match.
        hits: The best, with their scores; ties by document number.
        counts: Facet to value to count, with the values Whoosh gives groups as names.
    """

    total: int
    hits: list[tuple[int, float]]
    counts: dict[str, dict[Any, int]]


class StockSearcher:
    """Asks an index the way Whoosh's users do, with Whoosh's queries.

    Attributes:
        fallbacks: How many queries had to be left to Whoosh.
    """

    def __init__(self, searcher: Searcher) -> None:
        """Takes a Whoosh searcher; it should rank by ``scoring.LuceneBM25``."""
        self._searcher = searcher
        fields = Fields(searcher.reader())
        self._source = Source(fields, Columns(fields))
        self._numbers = np.arange(fields.documents)
        self.fallbacks = 0

    def search(
        self, query: whoosh.Query, limit: int = 10, facets: Sequence[str] = ()
    ) -> StockAnswer:
        """Answers a query, or raises what Whoosh would raise."""
        reader = self._searcher.reader()
        translated = translate(query, reader)
        if translated is None or not all(map(reader.has_column, facets)):
            self.fallbacks += 1
            return self._by_whoosh(query, limit, facets)
        evaluator = Evaluator(self._source)
        found = evaluator.matches(translated)
        live = self._source.fields.live
        if live is not None:
            found = sets.kept(found, live)
        docs, scores = best_of(evaluator, translated, found, limit, self._numbers)
        hits = zip(docs.tolist(), scores.tolist(), strict=True)
        counts = {name: self._count(name, found.loose) for name in facets}
        return StockAnswer(found.size, list(hits), counts)

    def _count(self, name: str, docs: Docs) -> dict[Any, int]:
        codes, values = self._source.fields.column(name)
        counts = np.bincount(codes[docs], minlength=len(values))
        field = self._searcher.schema[name]
        values[0] = field.column_type.default_value()
        named: Counter[Any] = Counter()  # for the default may be some document's value too
        for code in np.flatnonzero(counts).tolist():
            named[field.from_column_value(values[code])] += int(counts[code])
        return dict(named)

    def _by_whoosh(self, query: whoosh.Query, limit: int, facets: Sequence[str]) -> StockAnswer:
        results = self._searcher.search(
            query, limit=None, groupedby=list(facets) or None, maptype=sorting.Count
        )
        hits = [(doc, score) for score, doc in results.top_n]
        counts = {name: dict(results.groups(name)) for name in facets}
        return StockAnswer(len(hits), hits[:limit], counts)


def translate(query: whoosh.Query, reader: IndexReader) -> Query | None:
    """A Whoosh query as one of ours; None if it has no equal."""
    try:
        return _translated(query, reader)
    except _NoEqual:
        return None


_NO_BOOST = 1.0
"""What Whoosh takes a constant score of 0 for."""


class _NoEqual(Exception):  # noqa: N818 - not an error: Whoosh answers instead
    """A query that only Whoosh can answer."""


def _translated(query: Any, reader: IndexReader) -> Query:  # noqa: C901, PLR0911 - a case each
    match query:
        case whoosh.Term():
            return _term(query.fieldname, query.text, reader, query.boost)
        case whoosh.Phrase() if query.slop == 1:
            return _phrase(query, reader)
        case whoosh.Every() if query.fieldname is None:
            return Constant(AllOf(), query.boost or _NO_BOOST)
        case whoosh.ConstantScoreQuery():
            return Constant(_matching(query.child, reader), query.score or _NO_BOOST)
        case whoosh.Not():
            return Constant(Without(AllOf(), _matching(query.query, reader)), 1.0)
        case whoosh.And(subqueries=[_, *_]) if query.boost == 1:
            return AllOf(_all(query.subqueries, reader))
        case whoosh.Or(subqueries=[_, *_]) if query.boost == 1 and not (
            query.scale or query.minmatch
        ):
            return AnyOf(_all(query.subqueries, reader))
        case whoosh.AndNot():
            return Without(_translated(query.a, reader), _matching(query.b, reader))
        case whoosh.AndMaybe():
            return Raised(_translated(query.a, reader), (_translated(query.b, reader),))
    raise _NoEqual


def _matching(query: whoosh.Query, reader: IndexReader) -> Query:
    """A query of which only the documents count.

    Prefixes, wildcards, ranges and fuzzy terms have an equal only here: their score in
    Whoosh depends on how many terms a segment happens to have for them.
    """
    if not isinstance(query, whoosh.MultiTerm):
        return _translated(query, reader)
    if query.fieldname not in reader.schema:
        raise _NoEqual
    texts = query._btexts(reader)  # noqa: SLF001 - the terms it stands for
    return AnyOf(tuple(_term(query.fieldname, text, reader) for text in texts))


def _all(queries: Iterable[whoosh.Query], reader: IndexReader) -> tuple[Query, ...]:
    return tuple(_translated(each, reader) for each in queries)


def _phrase(query: whoosh.Phrase, reader: IndexReader) -> Query:
    """Whoosh scores a phrase as its words."""
    terms = tuple(_term(query.fieldname, word, reader, query.boost) for word in query.words)
    if not terms or not reader.schema[query.fieldname].format.supports("positions"):
        raise _NoEqual
    together = Phrase(query.fieldname, tuple((term.term,) for term in terms))
    return AllOf((*terms, Constant(together)))


def _term(name: str, value: object, reader: IndexReader, boost: float = 1.0) -> Term:
    """A term; one whose bytes are no text, as those of a number, has no equal."""
    try:
        raw = value if isinstance(value, bytes) else reader.schema[name].to_bytes(value)
        return Term(name, raw.decode(), boost)
    except Exception as error:  # which Whoosh raises as well, or takes for a term of no document
        raise _NoEqual from error
