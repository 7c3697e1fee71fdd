"""An engine of plain loops: what an engine must answer, written to be read, not to be fast."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import assert_never

from whoosh.util.numeric import byte_to_length, length_to_byte

from indexer.analysis.analyzers import ASIDE
from indexer.analysis.keys import value_key
from indexer.documents import (
    UNCERTAIN_BELOW,
    AnalyzedDocument,
    Document,
    FacetValues,
    Scalar,
)
from indexer.engine import NO_VALUE, Answer, Found, Plan
from indexer.facets import gazetteer
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
    Slots,
    Term,
    Without,
)
from indexer.schema import VALUE_FIELDS

K1 = 1.2
B = 0.75


class NaiveReader:
    """Answers plans over a list of analysed documents; an ``EngineReader``."""

    def __init__(self, analyzed: Sequence[AnalyzedDocument]) -> None:
        self._docs = list(analyzed)

    @property
    def documents(self) -> int:
        return len(self._docs)

    def contains(self, field: str, term: str) -> bool:
        return self.frequencies(field, [term]) != [0]

    def frequencies(self, field: str, terms: Sequence[str]) -> list[int]:
        return [sum(term in self._stream(doc, field) for doc in self._docs) for term in terms]

    def side_by_side(self, field: str, left: str, right: str) -> int:
        return self._having((Phrase(field, ((left,), (right,))),))

    def terms(self, field: str, prefix: str, limit: int) -> tuple[str, ...]:
        having = Counter(term for doc in self._docs for term in set(self._stream(doc, field)))
        found = sorted(having, key=lambda term: (-having[term], term))
        return tuple(term for term in found if term.startswith(prefix))[:limit]

    def document(self, doc_id: str) -> tuple[Document, FacetValues] | None:
        return next(((d.document, d.facets) for d in self._docs if d.document.id == doc_id), None)

    def close(self) -> None:
        self._docs.clear()

    def search(self, plan: Plan) -> Answer:
        matching = [doc for doc in self._docs if self._score(plan.query, doc) is not None]
        complete = [doc for doc in matching if all(self._has(g, doc) for g in plan.groups)]
        base = complete if plan.require_all else matching
        hits = [doc for doc in base if self._passes(doc, plan, lifted=None)]
        hits.sort(key=lambda doc: doc.document.id)
        self._sort(hits, plan)
        return Answer(
            total=len(hits),
            all=sum(doc in complete for doc in hits),
            unfiltered=len(base),
            found=tuple(
                Found(
                    doc.document.id,
                    self._score(plan.query, doc) or 0.0,
                    tuple(self._has(group, doc) for group in plan.groups),
                )
                for doc in hits[plan.offset : plan.offset + plan.limit]
            ),
            counts={facet: self._counts(base, plan, facet) for facet in plan.facets},
            masses=tuple(self._mass(group) for group in plan.groups),
        )

    def _sort(self, hits: list[AnalyzedDocument], plan: Plan) -> None:
        """Stable sorts, the least important first; hits without a date come last."""
        hits.sort(key=lambda doc: doc.values.get("date", ""), reverse=plan.sort != "oldest")
        if plan.sort == "relevance":
            hits.sort(key=lambda doc: -round(self._score(plan.query, doc) or 0.0, 9))
        else:
            hits.sort(key=lambda doc: "date" not in doc.values)

    def _counts(
        self, base: list[AnalyzedDocument], plan: Plan, facet: str
    ) -> dict[Scalar | None, int]:
        counts: Counter[Scalar | None] = Counter()
        for doc in base:
            if self._passes(doc, plan, lifted=facet):
                counts[self._spelling(self._value(doc, facet, plan), facet, plan)] += 1
        return dict(counts)

    def _passes(self, doc: AnalyzedDocument, plan: Plan, lifted: str | None) -> bool:
        return all(
            self._key(self._value(doc, facet, plan)) in keys
            for facet, keys in plan.filters.items()
            if facet != lifted
        )

    def _key(self, value: Scalar | None) -> str:
        return NO_VALUE if value is None else value_key(value)

    def _value(self, doc: AnalyzedDocument, facet: str, plan: Plan) -> Scalar | None:
        value = doc.facets.value(facet)
        known = facet in doc.facets.evidence
        if plan.certain and known and doc.facets.confidence(facet) < UNCERTAIN_BELOW:
            return None
        if value is not None and facet == "province" and plan.units == "today":
            value = gazetteer.today(str(value))
        return value

    def _spelling(self, value: Scalar | None, facet: str, plan: Plan) -> Scalar | None:
        """Values with one key are one; the spelling that sorts first stands for all."""
        if not isinstance(value, str):
            return value
        everywhere = Plan(units=plan.units)
        others = (self._value(doc, facet, everywhere) for doc in self._docs)
        return min(str(o) for o in others if o is not None and value_key(o) == value_key(value))

    def _has(self, query: Query, doc: AnalyzedDocument) -> bool:
        return self._score(query, doc) is not None

    @cache  # noqa: B019 - a reader lives as long as its test
    def _mass(self, query: Query) -> float:
        having = sum(self._has(query, doc) for doc in self._docs)
        return self._idf(having) if having else 0.0

    def _score(self, query: Query, doc: AnalyzedDocument) -> float | None:  # noqa: C901, PLR0911 - a case for each node
        """The score of a document, or None if the query does not match it."""
        match query:
            case Term() | Phrase():
                return self._bm25(doc, [query])
            case Range():
                value = doc.values.get(query.field)
                return 0.0 if value is not None and query.holds(value) else None
            case Best(children):
                return self._bm25(doc, children)
            case AnyOf(children, at_least):
                scores = self._scores(children, doc)
                return sum(scores) if len(scores) >= at_least else None
            case Constant(inner, score):
                return score if self._has(inner, doc) else None
            case AllOf(children):
                scores = self._scores(children, doc)
                return sum(scores) if len(scores) == len(children) else None
            case Share(children):
                carried = self._carried(children, doc)
                if not carried or carried < self._least(query):
                    return None
                return sum(self._scores(children, doc)) + query.coverage * carried
            case Without(kept, dropped):
                return None if self._has(dropped, doc) else self._score(kept, doc)
            case Raised(base, raising):
                score = self._score(base, doc)
                return None if score is None else score + sum(self._scores(raising, doc))
            case _:
                assert_never(query)

    @cache  # noqa: B019 - a reader lives as long as its test
    def _least(self, query: Share) -> float:
        """What a document must carry."""
        carried = sorted(self._carried(query.children, doc) for doc in self._docs)
        few = carried[-query.few] if len(carried) >= query.few else 0.0
        return query.least(carried[-1], few) - 1e-9

    def _carried(self, children: Sequence[Query], doc: AnalyzedDocument) -> float:
        return sum(self._mass(child) for child in children if self._has(child, doc))

    def _scores(self, queries: Sequence[Query], doc: AnalyzedDocument) -> list[float]:
        scores = (self._score(query, doc) for query in queries)
        return [score for score in scores if score is not None]

    def _bm25(self, doc: AnalyzedDocument, leaves: Sequence[Term | Phrase]) -> float | None:
        """The best of the leaves, with the idf of the documents that have any of them."""
        strengths = [s for leaf in leaves if (s := self._strength(doc, leaf)) is not None]
        if not strengths:
            return None
        return max(strengths) * self._idf(self._having(tuple(leaves)))

    @cache  # noqa: B019 - a reader lives as long as its test
    def _having(self, leaves: tuple[Term | Phrase, ...]) -> int:
        return sum(any(self._occurrences(d, leaf) for leaf in leaves) for d in self._docs)

    @cache  # noqa: B019 - the same
    def _average(self, field: str) -> float:
        return sum(self._counted(doc, field) for doc in self._docs) / len(self._docs) or 1.0

    def _strength(self, doc: AnalyzedDocument, leaf: Term | Phrase) -> float | None:
        frequency = self._occurrences(doc, leaf)
        if not frequency:
            return None
        if leaf.field in VALUE_FIELDS:  # a value either stands or does not
            return leaf.weight
        norm = K1 * (1 - B + B * self._length(doc, leaf.field) / self._average(leaf.field))
        return leaf.weight * frequency / (frequency + norm)

    def _occurrences(self, doc: AnalyzedDocument, leaf: Term | Phrase) -> int:
        terms = self._stream(doc, leaf.field)
        slots = [(leaf.term,)] if isinstance(leaf, Term) else leaf.slots
        starts = range(len(terms) - len(slots) + 1) if slots else ()
        found = [start for start in starts if self._stands(terms, start, slots)]
        if isinstance(leaf, Term):
            return len(found)
        return sum(
            self._led(terms, start, leaf.led)
            for start in found
            if not self._stands(terms, start + len(slots), (leaf.unless,))
        )

    def _stands(self, terms: Sequence[str], start: int, slots: Slots) -> bool:
        there = terms[start : start + len(slots)]
        return len(there) == len(slots) and all(t in s for t, s in zip(there, slots, strict=True))

    def _led(self, terms: Sequence[str], start: int, led: Led | None) -> bool:
        if led is None:
            return True
        by, others = (
            max((e for slots in some for e in self._ends(terms, start, slots)), default=-1)
            for some in (led.by, led.others)
        )
        return by > others and start - by <= led.within

    def _ends(self, terms: Sequence[str], before: int, slots: Slots) -> list[int]:
        ends = range(len(slots), before + 1) if slots else ()
        return [end for end in ends if self._stands(terms, end - len(slots), slots)]

    def _idf(self, having: int) -> float:
        return math.log(1 + (len(self._docs) - having + 0.5) / (having + 0.5))

    def _length(self, doc: AnalyzedDocument, field: str) -> int:
        """Whoosh keeps a length in one byte, so long ones are rounded."""
        return int(byte_to_length(length_to_byte(self._counted(doc, field))))

    def _counted(self, doc: AnalyzedDocument, field: str) -> int:
        return sum(not term.startswith(ASIDE) for term in self._stream(doc, field))

    def _stream(self, doc: AnalyzedDocument, field: str) -> Sequence[str]:
        if field in doc.values:
            return (doc.values[field],)
        return doc.streams.get(field, ())
