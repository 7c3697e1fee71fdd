"""What every view needs of the site it belongs to: settings, the index, language, addresses."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import cast

from flask import current_app, request, url_for

from indexer.documents import Document, FacetValues
from indexer.errors import BadParameterError
from indexer.messages import DEFAULT, LANGUAGES
from indexer.requests import SearchRequest
from indexer.results import IndexInfo, Results
from indexer.search import Searcher
from webapp.config import Config

NAME = "hoinghi"
"""Name of the blueprint, and key of the site among the application's extensions."""
_REHEARSED = SearchRequest('"hội nghị lần thứ 7" đảng bộ tỉnh Bắc Kạn năm 2020 -xã')
"""A phrase, words, a name, a number, a year and a minus: what is read once for each is read."""


@dataclass(slots=True)
class Site:
    """One mounted search site.

    The index is opened when first needed, and again at every request until there is one,
    so a site may be started before its index is built.

    Attributes:
        config: Its settings.
        version: Changes whenever templates, scripts, styles or messages change.
    """

    config: Config
    version: str
    _searcher: Searcher | None = None
    _opening: threading.Lock = field(default_factory=threading.Lock)

    def search(self, asked: SearchRequest) -> Results:
        """Ask the index."""
        return self._open().search(asked)

    def rehearse(self) -> None:
        """Ask once, so that no reader waits for what is read at the first question."""
        self.search(_REHEARSED)

    def document(self, document_id: str) -> tuple[Document, FacetValues]:
        """One document with what was read from it."""
        return self._open().document(document_id)

    def info(self) -> IndexInfo:
        """Which index would answer now."""
        return self._open().info()

    def close(self) -> None:
        """Let go of the index; the next question opens it again."""
        with self._opening:
            if self._searcher is not None:
                self._searcher.close()
            self._searcher = None

    def _open(self) -> Searcher:
        with self._opening:
            if self._searcher is None:
                self._searcher = Searcher.open(self.config.index, self.config.seconds)
            return self._searcher


def current_site() -> Site:
    """The site the current application serves."""
    return cast(Site, current_app.extensions[NAME])


def to(endpoint: str, **values: str | bool) -> str:
    """Address of one of our views, wherever the blueprint is mounted."""
    return url_for(f"{request.blueprint or NAME}.{endpoint}", **values)  # type: ignore[arg-type]


def root() -> str:
    """Absolute address of the site without a slash at the end."""
    return to("home", _external=True).rstrip("/")


def query_pairs() -> list[tuple[str, str]]:
    """The query string without ``lang``."""
    return [pair for pair in request.args.items(multi=True) if pair[0] != "lang"]


def language() -> str:
    """The language asked for, for pages that should be shown whatever was asked."""
    asked = request.args.get("lang", "")
    return asked if asked in LANGUAGES else DEFAULT


def checked_language() -> str:
    """The language asked for.

    Raises:
        BadParameterError: If there is no such language.
    """
    asked = request.args.get("lang", "")
    if asked and asked not in LANGUAGES:
        message = f"Bad value for lang: {asked[:60]!r}. It accepts: {', '.join(LANGUAGES)}."
        raise BadParameterError(message, "lang", asked)
    return asked or DEFAULT
