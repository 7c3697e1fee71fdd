"""The pages people see: search, a document, what an error means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, Response, abort, request

from indexer.analysis.keys import value_key
from indexer.documents import FACETS
from indexer.facets import gazetteer
from indexer.messages import LANGUAGES, translate
from indexer.params import ACCEPTS, parse_params
from indexer.presenters import (
    STATUS,
    Body,
    document_body,
    document_link,
    page_count,
    search_body,
    value_label,
)
from indexer.requests import SearchRequest
from webapp import markup
from webapp.context import checked_language, current_site, language, query_pairs, to
from webapp.histogram import bars
from webapp.links import Links
from webapp.rendering import page, unless_known

_SHOWN_VALUES = (*FACETS, "period", "date")
_SHOWN = 10
"""Values a facet shows before "Xem thêm"."""

EXAMPLES = ("hội nghị lần thứ 12 Bắc Kạn", "phát triển kinh tế - xã hội", "cong tac xay dung dang")


def home() -> Response:
    """``GET /``: the search page."""
    checked_language()
    asked = parse_params(query_pairs())
    return unless_known(lambda: _results(asked))


def document(document_id: str) -> Response:
    """``GET /documents/<id>``: the original and what was read from it."""
    checked_language()
    return unless_known(lambda: _document(document_id))


def document_by_query() -> Response:
    """``GET /documents/?id=<id>``, for an id that no path can hold."""
    return document(request.args.get("id", ""))


def problem(slug: str) -> Response:
    """``GET /problems/<code>``: the page the ``type`` of an error points to."""
    code = slug.replace("-", "_")
    if code not in STATUS:
        abort(404)
    return page("problem.html", code=code, http_status=STATUS[code], accepts=ACCEPTS)


def nothing(path: str) -> Response:
    """Any other address: an error of this site, even when mounted in another application."""
    del path
    abort(404)


def register(blueprint: Blueprint) -> None:
    """Add the routes."""
    blueprint.add_url_rule("/", "home", home)
    blueprint.add_url_rule(
        "/documents/<hoinghi_id:document_id>", "document", document, merge_slashes=False
    )
    blueprint.add_url_rule("/documents/", "document_by_query", document_by_query)
    blueprint.add_url_rule("/problems/<slug>", "problem", problem)
    blueprint.add_url_rule("/<path:path>", "nothing", nothing)


def _results(asked: SearchRequest) -> Response:
    lang = language()
    results = current_site().search(asked)
    body = search_body(results, asked, root=to("home").rstrip("/"), lang=lang)
    links = Links(to("home"), _as_shown(asked, body), lang)
    total = body["total"]["value"]
    return page(
        "search.html",
        asked=asked,
        body=body,
        links=links,
        chips=list(links.chips()),
        plain=", ".join(translate(lang, f"facet.{name}") for name in asked.plain),
        pages=page_count(total, asked.size),
        window=list(links.window(total)),
        bars=bars(body["facets"].get("year", {}).get("buckets", []), links),
        first_visit=not request.args.keys() - {"lang"},
        examples=EXAMPLES,
        facets={name: _split(facet["buckets"]) for name, facet in body["facets"].items()},
    )


def _as_shown(asked: SearchRequest, body: Body) -> SearchRequest:
    """The request with its filters spelled as their buckets are, so that links agree with them."""
    filters = {}
    for facet, values in asked.filters.items():
        buckets = body["facets"].get(facet, {}).get("buckets", [])
        names = {value_key(str(bucket["value"])): str(bucket["value"]) for bucket in buckets}
        spelled = [_province(value, asked) if facet == "province" else value for value in values]
        shown = [names.get(value_key(value), value) for value in spelled]
        filters[facet] = tuple(dict.fromkeys(shown))
    return replace(asked, filters=filters)


def _split(buckets: Sequence[Body]) -> tuple[list[Body], list[Body]]:
    """What a facet shows at once, chosen values always, and what comes at "Xem thêm"."""
    chosen = [bucket for bucket in buckets[_SHOWN:] if bucket["selected"]]
    more = [bucket for bucket in buckets[_SHOWN:] if not bucket["selected"]]
    return [*buckets[:_SHOWN], *chosen], more


def _province(value: str, asked: SearchRequest) -> str:
    name = gazetteer.canonical(value) or value
    return gazetteer.today(name) if asked.units == "today" else name


def _document(document_id: str) -> Response:
    lang = language()
    found, facets = current_site().document(document_id)
    site = to("home").rstrip("/")
    body = document_body(found, facets, root=site, lang=lang)
    places = markup.places(facets)
    links = Links(to("home"), SearchRequest(), lang)
    rows = [_row(name, body, markup.anchors(facets), links) for name in _SHOWN_VALUES]
    return page(
        "document.html",
        body=body,
        languages={code: document_link(found.id, site, code) for code in LANGUAGES},
        heading=markup.heading(found, places),
        paragraphs=list(markup.paragraphs(found, places)),
        rows=rows,
        facts="document.about" if any(row["stated"] for row in rows) else "document.facts",
        source=body["url"] if _is_web_address(body["url"]) else None,
    )


def _row(name: str, body: Body, ids: dict[str, list[str | None]], links: Links) -> Body:
    """One line of the table of extracted values."""
    value, evidence = body[name], body["evidence"].get(name, [])
    sources = {each["source"] for each in evidence}
    certainty = "guess" if name in body["uncertain"] else "sure"
    stated = bool(sources) and sources <= {"given", "correction"}
    if stated:
        certainty = "given" if "given" in sources else "corrected"
    known = value is not None
    places = list(zip(evidence, ids.get(name, []), strict=True))
    return {
        "name": name,
        "label": value_label(name, value, links.lang) if known else None,
        "href": links.toggle(name, value) if known and name in FACETS else None,
        "certainty": certainty,
        "stated": stated,
        # What was stated is only worth saying again where it is written differently.
        "evidence": [pair for pair in places if not stated or pair[0]["text"] != str(value)],
    }


def _is_web_address(url: str | None) -> bool:
    return url is not None and url.lower().startswith(("http://", "https://"))
