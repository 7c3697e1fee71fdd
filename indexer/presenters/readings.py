"""How a question was understood, as JSON: its notes, its values, and where to change that."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from indexer.analysis.keys import value_key
from indexer.documents import FACETS
from indexer.presenters.labels import note_text, understood_label
from indexer.presenters.links import search_link
from indexer.requests import ANY_YEAR, FACT_NAMES, SearchRequest
from indexer.results import QuestionReading, Understood


def question_body(
    question: QuestionReading, request: SearchRequest, *, root: str, lang: str
) -> dict[str, Any]:
    """The object ``query`` of an answer.

    Args:
        question: How the question was understood.
        request: What was asked, with its filters.
        root: Absolute address of the site without a slash at the end; may be empty.
        lang: Language of labels and notes.
    """

    def link(changed: SearchRequest | None) -> str | None:
        return None if changed is None else search_link(f"{root}/", changed, lang)

    return {
        "raw": question.raw,
        "normalized": question.normalized,
        "notes": [{"code": note.code, "text": note_text(note, lang)} for note in question.notes],
        "expansions": list(question.expansions),
        "understood": [
            {
                "name": one.name,
                "value": one.value,
                "label": understood_label(one, lang),
                "text": one.text,
                "narrows": one.narrows,
                "filter": link(as_filter(one, request)),
                "plain": link(as_plain(one, request)),
            }
            for one in question.understood
        ],
        "excluded": [
            {"text": one.text, "without": link(replace(request, q=one.rest, page=1))}
            for one in question.excluded
        ],
    }


def as_filter(understood: Understood, request: SearchRequest) -> SearchRequest | None:
    """The request that leaves out what lacks the value; None if this one does already."""
    if understood.narrows:
        return None
    if understood.value.startswith(ANY_YEAR):
        return None  # no field asks for it
    if understood.name not in FACETS:  # a month is no facet, but a question can ask for one
        return replace(request, q=f"{request.q} ngày:{understood.value}", page=1)
    if ".." in understood.value:  # and for a range, which no filter takes
        return replace(request, q=f"{request.q} năm:{understood.value}", page=1)
    chosen = request.filters.get(understood.name, ())
    if value_key(understood.value) in map(value_key, chosen):
        return None
    return request.with_filter(understood.name, (*chosen, understood.value))


def as_plain(understood: Understood, request: SearchRequest) -> SearchRequest | None:
    """The request that takes such words as words only; None where they ask for the value."""
    if understood.narrows:
        return None
    plain = {*request.plain, understood.name}
    return replace(request, plain=tuple(n for n in FACT_NAMES if n in plain), page=1)
