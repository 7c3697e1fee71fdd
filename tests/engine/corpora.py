"""Strategies for small corpora and for the plans asked of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import strategies as st

from indexer.analysis.analyzers import ASIDE
from indexer.analysis.columns import Columns, Numbering
from indexer.analysis.keys import value_key
from indexer.batches import field_values
from indexer.documents import FACETS, AnalyzedDocument, Document, Evidence, FacetValues
from indexer.engine import NO_VALUE, AnalyzedBatch, EngineReader, Plan
from indexer.engines import open_engine
from indexer.queries import (
    AllOf,
    AnyOf,
    Best,
    Constant,
    Led,
    Phrase,
    Query,
    Raised,
    Range,
    Share,
    Term,
    Without,
)
from indexer.schema import TEXT_FIELDS
from indexer.stored import dump

VOCABULARY = ("hội", "nghị", "~hoi", "|hội", "đảng_bộ", "12")
ABSENT = "vắng"
VALUES: dict[str, tuple[str | int, ...]] = {
    "province": ("Bắc Kạn", "Thái Nguyên", "Hà Nội", "Trung ương", "Vùng Cao", "vùng-cao"),
    "year": (1999, 2020, 2023),
    "conference": (2, 10, 12),
    "term": ("XII", "XX"),
    "kind": ("hội nghị BCH", "đại hội"),
    "level": ("tỉnh", "huyện"),
}
DATES = ("1999", "2020-10", "2020-10-05", "2023-07-06")

_streams = st.fixed_dictionaries(
    {}, optional={name: st.lists(st.sampled_from(VOCABULARY), max_size=14) for name in TEXT_FIELDS}
)


@st.composite
def _facets(draw: st.DrawFn) -> FacetValues:
    found: dict[str, str | int] = {}
    evidence: dict[str, tuple[Evidence, ...]] = {}
    for name in (*FACETS, "date"):
        choices = VALUES.get(name, DATES)
        value = draw(st.none() | st.sampled_from(choices))
        if value is not None:
            found[name] = value
            sure = draw(st.sampled_from((0.3, 0.9)))
            evidence[name] = (Evidence("text", 0, 1, "x", "rule", sure),)
    return FacetValues(**found, evidence=evidence)  # type: ignore[arg-type]


@st.composite
def corpora(draw: st.DrawFn) -> list[AnalyzedDocument]:
    """Up to eight analysed documents of few terms and values, so that much coincides."""
    ids = draw(st.lists(st.sampled_from("abcdefghđ"), min_size=1, max_size=8, unique=True))
    return [
        AnalyzedDocument(
            Document(name, f"text {name}"), facets, draw(_streams), field_values(facets)
        )
        for name in ids
        for facets in [draw(_facets())]
    ]


_fields = st.sampled_from(("syllables", "folded", "title_words"))
_placed = st.sampled_from(("syllables", "title_folded"))  # words keep no places
_terms = st.sampled_from((*VOCABULARY, ABSENT))
_weights = st.sampled_from((0.25, 0.5, 1.0))
_slots = st.lists(_terms, min_size=1, max_size=2, unique=True).map(tuple)
_phrases = st.lists(_slots, min_size=1, max_size=3).map(tuple)
_some_phrases = st.lists(st.lists(_slots, min_size=1, max_size=2).map(tuple), max_size=2).map(tuple)
_led = st.builds(Led, _some_phrases, _some_phrases, st.integers(0, 3))
_unless = st.lists(_terms, max_size=2, unique=True).map(tuple)
_written: st.SearchStrategy[Term | Phrase] = st.one_of(
    st.builds(Term, _fields, _terms, _weights),
    st.builds(Phrase, _placed, _phrases, _weights, st.none() | _led, _unless),
)
_ranges: st.SearchStrategy[Query] = st.one_of(
    st.builds(
        Range,
        st.sampled_from(("year", "conference")),
        st.none() | st.sampled_from((1, 10, 12, 2010, 2023)),
        st.none() | st.sampled_from((9, 12, 1999, 2020)),
    ),
    st.builds(
        Range,
        st.just("date"),
        st.none() | st.sampled_from(("1999-12-31", "2020", "2020-10", "2020-10-05")),
        st.none() | st.sampled_from(("2020-10", "2020-10-05", "2023-07")),
    ),
)
_leaves: st.SearchStrategy[Query] = st.one_of(
    _written,
    _ranges,
    st.builds(Best, st.lists(_written, min_size=0, max_size=3).map(tuple)),
    st.just(AllOf()),
)


def _nodes(queries: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    some = st.lists(queries, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(AnyOf, some, st.integers(1, 3)),
        st.builds(Constant, queries, st.sampled_from((0.0, 1.0))),
        st.builds(AllOf, some),
        st.builds(
            Share,
            some,
            share=st.sampled_from((0.3, 0.45, 0.8, 1.0)),
            coverage=st.sampled_from((0.0, 0.2, 1.5)),
            scant=st.sampled_from((0.1, 0.3, 1.0)),
            few=st.sampled_from((1, 2, 3, 100)),
        ),
        st.builds(Without, queries, queries),
        st.builds(Raised, queries, some),
    )


queries: st.SearchStrategy[Query] = st.recursive(_leaves, _nodes, max_leaves=6)
"""Any query tree over the vocabulary and one term no document has."""

filters = st.dictionaries(
    st.sampled_from(FACETS),
    st.just(None),
    max_size=2,
).flatmap(
    lambda chosen: st.fixed_dictionaries(
        {
            facet: st.frozensets(
                st.sampled_from((*map(value_key, VALUES[facet]), NO_VALUE, "khong-co")),
                min_size=1,
                max_size=3,
            )
            for facet in chosen
        }
    )
)

plans = st.builds(
    Plan,
    query=queries,
    groups=st.lists(queries, max_size=3).map(tuple),
    filters=filters,
    sort=st.sampled_from(("relevance", "newest", "oldest")),
    offset=st.integers(0, 4),
    limit=st.integers(0, 10),
    require_all=st.booleans(),
    units=st.sampled_from(("written", "today")),
    certain=st.booleans(),
    facets=st.just(FACETS) | st.lists(st.sampled_from(FACETS), unique=True).map(tuple),
)


def batch_of(corpus: Sequence[AnalyzedDocument]) -> AnalyzedBatch:
    """Analysed documents as engines take them."""
    columns = {}
    for name in TEXT_FIELDS:
        numbering: Numbering[str] = Numbering()
        streams = [doc.streams.get(name, ()) for doc in corpus]
        terms = np.array([numbering[term] for stream in streams for term in stream], np.int64)
        documents = np.repeat(np.arange(len(corpus)), [len(stream) for stream in streams])
        places = np.zeros(len(terms), np.int64)
        aside = np.array([term.startswith(ASIDE) for s in streams for term in s], bool)
        columns[name] = Columns(numbering.terms, terms, places, places, documents, aside)
    return AnalyzedBatch(
        [doc.document.id for doc in corpus],
        [dump(doc.document, doc.facets) for doc in corpus],
        [doc.values for doc in corpus],
        columns,
    )


@contextmanager
def opened(corpus: list[AnalyzedDocument]) -> Iterator[EngineReader]:
    """The corpus written by the real engine and opened again."""
    engine = open_engine()
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        assert engine.write(Path(folder), [batch_of(corpus)]) == len(corpus)
        reader = engine.open(Path(folder))
        try:
            yield reader
        finally:
            reader.close()
