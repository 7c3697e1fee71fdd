"""Addresses of searches and documents, the same wherever they are printed."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote, urlencode

from indexer.messages import DEFAULT
from indexer.params import request_params
from indexer.requests import SearchRequest

_ODD_SEGMENTS = {"", ".", ".."}


def search_link(path: str, request: SearchRequest, lang: str) -> str:
    """``path`` with the query string of a request."""
    pairs = request_params(request)
    if lang != DEFAULT:
        pairs.append(("lang", lang))
    return f"{path}?{urlencode(pairs, errors='replace')}" if pairs else path


def document_link(document_id: str, root: str, lang: str, *, page: str = "/documents/") -> str:
    """The address of a document's page, or of its JSON.

    An id that browsers or proxies would not leave alone in a path goes into the query string:
    they take ``.`` and ``..`` as steps, percent-encoded or not, and may merge slashes.
    """
    pairs = [] if lang == DEFAULT else [("lang", lang)]
    path = quote(document_id, safe="/", errors="replace")
    if _ODD_SEGMENTS & set(document_id.split("/")):
        path, pairs = "", [("id", document_id), *pairs]
    return f"{root}{page}{path}" + (f"?{urlencode(pairs, errors='replace')}" if pairs else "")


def page_count(total: int, size: int) -> int:
    """How many pages ``total`` hits fill; one when there is none."""
    return max(1, -(-total // size))


def result_links(
    request: SearchRequest, total: int, *, root: str, lang: str
) -> dict[str, str | None]:
    """Where this answer, its neighbours and its page are; None where there is no neighbour."""
    api, pages = f"{root}/api/search", page_count(total, request.size)

    def to(page: int) -> str | None:
        inside = 1 <= page <= pages
        return search_link(api, replace(request, page=page), lang) if inside else None

    return {
        "self": search_link(api, request, lang),
        "next": to(request.page + 1),
        "prev": to(min(request.page - 1, pages)),
        "html": search_link(f"{root}/", request, lang),
    }
