"""Hội Nghị: full-text search that understands Vietnamese.

How text flows, in the order of the modules:

    sources     raw files become Documents
    facets      a Document says its province, year, conference number, with evidence
    analysis    text becomes terms that know their place
    build       story one: files in, one new index generation out
    questions   a typed question becomes a Query tree
    search      story two: a question in, Results out
    engines     where terms are stored and intersected (Whoosh)
    presenters  Results become the body that page, JSON and widget share

Names are loaded when first used, so importing this package costs nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as type checkers know it, without importing typing

if TYPE_CHECKING:
    from indexer.analysis.analyzers import CHAINS as CHAINS
    from indexer.analysis.analyzers import analyze as analyze
    from indexer.build import BuildReport as BuildReport
    from indexer.build import build_index as build_index
    from indexer.documents import Document as Document
    from indexer.documents import Evidence as Evidence
    from indexer.documents import FacetValues as FacetValues
    from indexer.errors import HoiNghiError as HoiNghiError
    from indexer.extraction import read_facets as read_facets
    from indexer.facets import extract as extract
    from indexer.params import parse_params as parse_params
    from indexer.presenters import error_text as error_text
    from indexer.presenters import explained_body as explained_body
    from indexer.presenters import extract_body as extract_body
    from indexer.presenters import note_text as note_text
    from indexer.presenters import problem_body as problem_body
    from indexer.presenters import search_body as search_body
    from indexer.publish import current as current
    from indexer.requests import SearchRequest as SearchRequest
    from indexer.results import Hit as Hit
    from indexer.results import Results as Results
    from indexer.search import Searcher as Searcher
    from indexer.settings import BuildSettings as BuildSettings
    from indexer.sources import complete as complete
    from indexer.sources import count_documents as count_documents
    from indexer.sources import read_sources as read_sources

_HOMES = {
    "BuildReport": "indexer.build",
    "BuildSettings": "indexer.settings",
    "CHAINS": "indexer.analysis.analyzers",
    "Document": "indexer.documents",
    "Evidence": "indexer.documents",
    "FacetValues": "indexer.documents",
    "Hit": "indexer.results",
    "HoiNghiError": "indexer.errors",
    "Results": "indexer.results",
    "SearchRequest": "indexer.requests",
    "Searcher": "indexer.search",
    "analyze": "indexer.analysis.analyzers",
    "build_index": "indexer.build",
    "complete": "indexer.sources",
    "count_documents": "indexer.sources",
    "current": "indexer.publish",
    "error_text": "indexer.presenters",
    "explained_body": "indexer.presenters",
    "extract": "indexer.facets",
    "extract_body": "indexer.presenters",
    "note_text": "indexer.presenters",
    "parse_params": "indexer.params",
    "problem_body": "indexer.presenters",
    "read_facets": "indexer.extraction",
    "read_sources": "indexer.sources",
    "search_body": "indexer.presenters",
}

__all__ = list(_HOMES)
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib  # noqa: PLC0415 - only when a name is first used

    return getattr(importlib.import_module(_HOMES[name]), name)
