"""The script other sites embed, and a page that shows how."""

from __future__ import annotations

import json
from importlib.resources import files

from flask import Blueprint, Response

from indexer.messages import LANGUAGES, catalog
from webapp.context import root
from webapp.rendering import page, unless_known

_STRINGS = (
    "box.label",
    "box.placeholder",
    "box.button",
    "facet.province",
    "results.count",
    "results.loading",
    "results.untitled",
    "results.guess",
    "empty.for",
    "empty.spelling",
    "hit.conference",
)
_PLACEHOLDER = "{/* messages */}"


def script() -> Response:
    """``GET /widget.js``: the custom element with the messages it needs."""

    def make() -> Response:
        source = files("webapp").joinpath("static/widget.js").read_text(encoding="utf-8")
        chosen = {lang: _messages(lang) for lang in LANGUAGES}
        text = source.replace(_PLACEHOLDER, json.dumps(chosen, ensure_ascii=False))
        return Response(text, mimetype="text/javascript")

    return unless_known(make, generation="")


def example() -> Response:
    """``GET /example``: the two ways to embed, live."""
    return page("example.html", endpoint=root())


def register(blueprint: Blueprint) -> None:
    """Add the routes."""
    blueprint.add_url_rule("/widget.js", "widget", script)
    blueprint.add_url_rule("/example", "example", example)


def _messages(lang: str) -> dict[str, object]:
    return {
        key: message
        for key, message in catalog(lang).items()
        if key in _STRINGS or key.startswith("widget.")
    }
