"""The endpoint: search, documents and analysis as JSON, and whether the service is well."""

from __future__ import annotations

import json
from importlib.resources import files

from flask import Blueprint, Response, request

from indexer.params import parse_params
from indexer.presenters import document_body, index_body, search_body
from webapp.analysis import analysis
from webapp.context import checked_language, current_site, query_pairs, root
from webapp.rendering import json_body, unless_known


def search() -> Response:
    """``GET /api/search``."""
    lang = checked_language()
    asked = parse_params(query_pairs())

    def make() -> Response:
        results = current_site().search(asked)
        return json_body(search_body(results, asked, root=root(), lang=lang))

    return unless_known(make)


def document(document_id: str) -> Response:
    """``GET /api/documents/<id>``."""
    lang = checked_language()

    def make() -> Response:
        found, facets = current_site().document(document_id)
        return json_body(document_body(found, facets, root=root(), lang=lang))

    return unless_known(make)


def document_by_query() -> Response:
    """``GET /api/documents/?id=<id>``, for an id that no path can hold."""
    return document(request.args.get("id", ""))


def health() -> Response:
    """``GET /healthz``: the process answers."""
    return json_body({"status": "ok"})


def ready() -> Response:
    """``GET /readyz``: there is an index to search."""
    return json_body({"status": "ready", "index": index_body(current_site().info())})


def description() -> Response:
    """``GET /openapi.json``: this endpoint, described."""
    text = files("webapp").joinpath("openapi.json").read_text(encoding="utf-8")
    described = {**json.loads(text), "servers": [{"url": root() or "/"}]}
    return unless_known(lambda: json_body(described), generation="")


def register(blueprint: Blueprint) -> None:
    """Add the routes."""
    blueprint.add_url_rule("/api/search", "api_search", search)
    blueprint.add_url_rule(
        "/api/documents/<hoinghi_id:document_id>", "api_document", document, merge_slashes=False
    )
    blueprint.add_url_rule("/api/documents/", "api_document_by_query", document_by_query)
    blueprint.add_url_rule("/api/analyze", "api_analyze", analysis)
    blueprint.add_url_rule("/healthz", "health", health)
    blueprint.add_url_rule("/readyz", "ready", ready)
    blueprint.add_url_rule("/openapi.json", "description", description)
