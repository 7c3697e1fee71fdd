"""Text goes out compressed to whoever accepts it: a long list of facets shrinks eightfold."""

from __future__ import annotations

import gzip

from flask import Response, request

_LEAST_BYTES = 1024
_LEVEL = 5
_TYPES = ("text/", "application/json", "application/problem+json", "image/svg+xml")


def compress(response: Response) -> Response:
    """Compress a finished answer with gzip if that is accepted and worth it."""
    if not (response.mimetype or "").startswith(_TYPES) or response.content_encoding:
        return response
    response.vary.add("Accept-Encoding")
    wanted = request.accept_encodings["gzip"] > 0 and request.method == "GET"
    if not wanted or (response.content_length or 0) < _LEAST_BYTES:
        return response
    response.direct_passthrough = False  # a static file is read, so that it can be compressed
    response.set_data(gzip.compress(response.get_data(), _LEVEL, mtime=0))
    response.content_encoding = "gzip"
    if "ETag" in response.headers:
        response.headers["ETag"] = "W/" + response.headers["ETag"].removeprefix("W/")
    return response
