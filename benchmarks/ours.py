"""Our own engine, bare and as the product asks it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from benchmarks.asking import Bare
from benchmarks.corpora import VALUES, analyzed, read_corpus
from benchmarks.engines import FIELD, HITS, Engine, Reply, Source, Stopwatch
from indexer import Searcher, SearchRequest, build_index
from indexer.documents import Scalar
from indexer.engine import EngineReader, Plan
from indexer.engines import open_engine
from indexer.engines.whoosh.memory import Memory
from indexer.queries import AllOf, AnyOf, Phrase, Query, Term
from indexer.requests import Match
from indexer.results import Facet
from indexer.settings import BuildSettings

BARE, FORGETFUL = "Hội Nghị", "Hội Nghị, remembering nothing"
SHOWN, UNSHOWN = "product, ten marked snippets", "product, no snippets"
_INDEX, _PRODUCT = "Hội Nghị", "product"


def build_bare(source: Source, folder: Path, watch: Stopwatch) -> None:
    """Analysis, inversion and stored text of documents whose facet values are given."""
    folder.mkdir(parents=True, exist_ok=True)
    documents = watch.apart(read_corpus(source.corpus, source.count))
    open_engine().write(folder, analyzed(documents))


def build_product(source: Source, folder: Path, watch: Stopwatch) -> None:
    """The whole build: facts are read out of the text too, and the index is checked."""
    documents = watch.apart(read_corpus(source.corpus, source.count))
    build_index(documents, folder, BuildSettings(jobs=source.jobs))


class AskedEngine:
    """The engine, asked as the peers are."""

    def __init__(self, folder: Path) -> None:
        self._reader = open_engine().open(folder)

    def ask(self, query: Bare, *, facets: bool) -> Reply:
        """Answers a query."""
        counted = tuple(VALUES) if facets else ()
        answer = self._reader.search(Plan(_tree(query), limit=HITS, facets=counted))
        ids = tuple(hit.id for hit in answer.found)
        return Reply(ids, answer.counts)


class AskedForgetful(AskedEngine):
    """The same, each time as if nothing had ever been asked."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        forget(self._reader)


def forget(reader: EngineReader) -> None:
    """Leaves a reader no room to remember scores in: what it costs without."""
    source = reader._source  # type: ignore[attr-defined]  # noqa: SLF001 - no reader of the product would want that
    reader._source = replace(source, memory=Memory(0))  # type: ignore[attr-defined]  # noqa: SLF001 - same


def _tree(bare: Bare) -> Query:
    if bare.kind == "phrase":
        return Phrase(FIELD, tuple((term,) for term in bare.terms))
    terms = tuple(Term(FIELD, term) for term in bare.terms)
    return AnyOf(terms) if bare.kind == "or" else AllOf(terms)


class AskedProduct:
    """The product, asked as a reader types: evidence, title, pairs, every facet, snippets."""

    def __init__(self, folder: Path) -> None:
        self._searcher = Searcher.open(folder)

    def ask(self, query: Bare, *, facets: bool) -> Reply:
        """Answers a question."""
        results = self._searcher.search(_request(query))
        ids = tuple(hit.document.id for hit in results.hits)
        return Reply(ids, _buckets(results.facets) if facets else {})


class AskedUnshown(AskedProduct):
    """The same without stored texts and snippets: ten ids."""

    def ask(self, query: Bare, *, facets: bool) -> Reply:
        """Answers a question."""
        listing = self._searcher.listing(_request(query))
        return Reply(listing.ids, _buckets(listing.facets) if facets else {})


def _request(query: Bare) -> SearchRequest:
    """AND is a question all of which must be there."""
    match: Match = "most" if query.kind == "or" else "all"
    return SearchRequest(query.typed, match=match, size=HITS)


def _buckets(facets: Iterable[Facet]) -> dict[str, dict[Scalar | None, int]]:
    return {
        facet.name: {bucket.value: bucket.count for bucket in facet.buckets} for facet in facets
    }


OURS = {
    BARE: Engine(build_bare, AskedEngine, _INDEX, remembers=True),
    FORGETFUL: Engine(None, AskedForgetful, _INDEX),
    UNSHOWN: Engine(None, AskedUnshown, _PRODUCT, remembers=True),
    SHOWN: Engine(build_product, AskedProduct, _PRODUCT, remembers=True),
}
