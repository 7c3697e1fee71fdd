"""The product's formula as a Whoosh model, so that Whoosh itself ranks by it."""

from __future__ import annotations

from typing import Any

from whoosh.scoring import BaseScorer, WeightingModel, WeightLengthScorer

from indexer.queries import inverse_frequency

K1 = 1.2
B = 0.75


class LuceneBM25(WeightingModel):  # type: ignore[misc]  # Whoosh carries no types
    """BM25 as Lucene has it: its idf, and no factor k1 + 1.

    Give it to a Whoosh searcher: ``index.searcher(weighting=LuceneBM25())``.
    """

    def idf(self, searcher: Any, fieldname: str, text: bytes) -> float:
        """The idf of a term."""
        parent = searcher.get_parent()
        having = parent.doc_frequency(fieldname, text)
        return inverse_frequency(parent.doc_count_all(), having)

    def scorer(self, searcher: Any, fieldname: str, text: bytes, qf: int = 1) -> BaseScorer:
        """What scores the postings of a term."""
        del qf
        idf = self.idf(searcher, fieldname, text)
        if not searcher.schema[fieldname].scorable:
            return _Same(idf)
        return _Scorer(searcher, fieldname, text, idf)


class _Same(BaseScorer):  # type: ignore[misc]  # the same
    """A value either stands or does not."""

    def __init__(self, score: float) -> None:
        self._score = score

    def supports_block_quality(self) -> bool:
        return True

    def score(self, matcher: Any) -> float:
        del matcher
        return self._score

    def max_quality(self) -> float:
        return self._score

    def block_quality(self, matcher: Any) -> float:
        del matcher
        return self._score


class _Scorer(WeightLengthScorer):  # type: ignore[misc]  # the same
    def __init__(self, searcher: Any, fieldname: str, text: bytes, idf: float) -> None:
        self._average = searcher.get_parent().avg_field_length(fieldname) or 1
        self._idf = idf
        self.setup(searcher, fieldname, text)

    def _score(self, weight: float, length: int) -> float:
        norm = K1 * (1 - B + B * length / self._average)
        return self._idf * weight / (weight + norm)
