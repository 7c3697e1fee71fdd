"""Templates and JSON become responses, with the names every template may use."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from flask import Response, render_template, request

from indexer import messages
from indexer.messages import format_date, format_number, format_time, has_message, translate
from webapp.context import current_site, language, root, to
from webapp.markup import marked


@cache
def asset_version() -> str:
    """A name for the present state of templates, scripts, styles and messages."""
    digest = hashlib.sha256()
    for folder in (Path(__file__).parent, Path(messages.__file__).parent):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def page(template: str, status: int = 200, **context: object) -> Response:
    """A page of the site."""
    lang = language()
    site = current_site()
    names = {
        "lang": lang,
        "t": partial(translate, lang),
        "to": to,
        "site_title": site.config.title or translate(lang, "site.title"),
        "asset": partial(_asset, site.version),
        "number": partial(format_number, lang),
        "day": partial(format_date, lang),
        "moment": partial(format_time, lang),
        "marked": marked,
        "rule": partial(_rule, lang),
        "home": to("home") + ("" if lang == "vi" else f"?lang={lang}"),
    }
    return Response(render_template(f"hoinghi/{template}", **names, **context), status)


def json_body(body: object, status: int = 200, mimetype: str = "application/json") -> Response:
    """A JSON answer in plain UTF-8."""
    text = json.dumps(body, ensure_ascii=False, default=str)
    return Response(text.encode("utf-8", "replace"), status, mimetype=mimetype)


def unless_known(make: Callable[[], Response], generation: str | None = None) -> Response:
    """The response ``make`` gives, or 304 when the client has it already.

    Args:
        make: Makes the response; not called when the client has it.
        generation: The index that answers; None for what does not depend on it.
    """
    site = current_site()
    seen = generation if generation is not None else site.info().generation
    about = f"{site.version}\n{site.config.title}\n{seen}\n{root()}\n{request.full_path}"
    tag = hashlib.sha256(about.encode("utf-8", "replace")).hexdigest()[:24]
    known = request.if_none_match.contains_weak(tag)
    response = Response(status=304) if known else make()
    response.set_etag(tag, weak=True)
    response.headers.setdefault("Cache-Control", "no-cache")
    return response


def _rule(lang: str, name: str) -> str:
    key = f"rule.{name}"
    return translate(lang, key) if has_message(key) else name


def _asset(version: str, filename: str) -> str:
    return to("static", filename=filename, v=version)
