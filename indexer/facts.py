"""What a question states of an article: read by the rules that read the articles.

A question "hội nghị lần thứ 12 Bắc Kạn" names a conference and a province. An article
whose extracted values say so has these words, and ranks higher, even where it writes
"lần thứ mười hai" or names its province only in its address. Nothing is left out for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.analysis.filters import has_marks
from indexer.analysis.normalizer import normalize
from indexer.documents import Document
from indexer.facets import extract
from indexer.queries import Term

WEIGHTS = {"conference": 2.0, "province": 1.0, "term": 1.0, "year": 1.0}
"""A conference number says most: it is what a reader who types one is looking for."""

_YEAR = re.compile(r"(?<![\w/.-])(?:19|20)\d\d(?![\w/-]|\.\d)")
_COMMITTEE = (" Ban Chap hanh Dang bo tinh", " Ban Chấp hành Đảng bộ tỉnh")


def facts(question: str) -> tuple[Term, ...]:
    """Terms of the value fields for what a question states.

    Args:
        question: As typed.
    """
    return tuple(Term(facet, value, WEIGHTS[facet]) for facet, value in _stated(question))


def _stated(question: str) -> Iterator[tuple[str, str]]:
    stated = extract(Document(id="", text=question))
    # A question need not say whose conference it is; here it is always a committee's.
    whole = question + _COMMITTEE[has_marks(normalize(question).text)]
    conference = stated.conference or extract(Document(id="", text=whole)).conference
    for facet, value in (
        ("province", stated.province),
        ("conference", conference),
        ("term", stated.term),
    ):
        if value is not None:
            yield facet, str(value)
    for year in dict.fromkeys(_YEAR.findall(question)):
        yield "year", year
