"""The JSON objects of search results and documents."""

from __future__ import annotations

from typing import Any

from indexer.documents import FACETS, Document, Evidence, FacetValues
from indexer.facets import explain
from indexer.presenters.labels import facet_body, note_text
from indexer.presenters.links import document_link, result_links
from indexer.presenters.readings import question_body
from indexer.requests import SearchRequest
from indexer.results import Hit, IndexInfo, Results, Snippet

Body = dict[str, Any]
"""A JSON object; the manual of the endpoint says what its keys hold."""


def search_body(results: Results, request: SearchRequest, *, root: str, lang: str) -> Body:
    """The body of ``/api/search``.

    Args:
        results: The answer.
        request: What was asked.
        root: Absolute address of the site without a slash at the end; may be empty.
        lang: Language of labels and notes.
    """
    total = results.total
    return {
        "query": question_body(results.question, request, root=root, lang=lang),
        "total": {
            "value": total.value,
            "relation": "eq",
            "all": total.all,
            "unfiltered": total.unfiltered,
        },
        "hits": [hit_body(hit, root=root, lang=lang) for hit in results.hits],
        "facets": {facet.name: facet_body(facet, lang) for facet in results.facets},
        "links": result_links(request, total.value, root=root, lang=lang),
        "index": index_body(results.index),
        "took_ms": round(results.took_ms, 3),
    }


def hit_body(hit: Hit, *, root: str, lang: str) -> Body:
    """One element of ``hits``."""
    return {
        "id": hit.document.id,
        "title": hit.title.text or hit.document.title,
        "title_marks": [list(mark) for mark in hit.title.marks],
        **_addresses(hit.document, root, lang),
        **_values(hit.document, hit.facets),
        "uncertain": _uncertain(hit.facets),
        "score": round(hit.score, 6),
        "snippets": [_snippet(snippet) for snippet in hit.snippets],
        "why": [{"code": note.code, "text": note_text(note, lang, "why")} for note in hit.why],
    }


def document_body(document: Document, facets: FacetValues, *, root: str, lang: str) -> Body:
    """The body of ``/api/documents/<id>``: the whole original and what was read from it."""
    return {
        **extract_body(document, facets),
        "uncertain": _uncertain(facets, "period"),
        **_addresses(document, root, lang),
        "text": document.text,
        "title_span": list(document.title_span) if document.title_span else None,
        "boilerplate": [list(span) for span in document.boilerplate],
        "extra": dict(document.extra),
        "links": {
            "self": document_link(document.id, root, lang, page="/api/documents/"),
            "html": document_link(document.id, root, lang),
        },
    }


def extract_body(document: Document, facets: FacetValues) -> Body:
    """What ``extract --json`` prints for a document."""
    evidence = facets.evidence.items()
    return {
        "id": document.id,
        "title": document.title,
        **_values(document, facets),
        "period": facets.period,
        "evidence": {facet: [_evidence(each) for each in found] for facet, found in evidence},
    }


def explained_body(document: Document, facets: FacetValues) -> Body:
    """What ``extract --json --explain`` prints: every candidate too, and why it won or lost."""
    candidates = [
        {
            "facet": one.facet,
            "value": one.value,
            "rule": one.rule,
            "weight": round(one.weight, 3),
            "won": one.won,
            "why": one.why,
            "spans": [_evidence(each) for each in one.spans],
        }
        for one in explain(document, facets)
    ]
    return {**extract_body(document, facets), "candidates": candidates}


def index_body(info: IndexInfo) -> Body:
    """Which index answered."""
    return {
        "generation": info.generation,
        "documents": info.documents,
        "built_at": info.built_at,
    }


def _addresses(document: Document, root: str, lang: str) -> Body:
    return {"url": document.url, "link": document_link(document.id, root, lang)}


def _values(document: Document, facets: FacetValues) -> Body:
    dates = {"date": facets.date, "published": document.published}
    return {**dates, **{name: facets.value(name) for name in FACETS}}


def _uncertain(facets: FacetValues, *more: str) -> list[str]:
    return [name for name in (*FACETS, *more, "date") if facets.is_guess(name)]


def _snippet(snippet: Snippet) -> Body:
    marks = [list(mark) for mark in snippet.marks]
    return {
        "text": snippet.text,
        "marks": marks,
        "start": snippet.start,
        "cut_before": snippet.cut_before,
        "cut_after": snippet.cut_after,
    }


def _evidence(evidence: Evidence) -> Body:
    return {
        "source": evidence.source,
        "start": evidence.start,
        "end": evidence.end,
        "text": evidence.text,
        "rule": evidence.rule,
        "confidence": round(evidence.confidence, 3),
    }
