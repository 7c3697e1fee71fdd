"""Headers of every answer: what a page may load, and who may call the endpoint."""

from __future__ import annotations

from flask import Response, request

from webapp.context import current_site, to

_FOREVER = "public, max-age=31536000, immutable"
_MACHINE = ("healthz", "readyz", "openapi.json", "widget.js")


def is_machine_path() -> bool:
    """Whether the request came for data or for the widget rather than for a page."""
    home = to("home")
    path = f"{request.script_root}{request.path}"
    inside = path[len(home) :] if path.startswith(home) else path.lstrip("/")
    return inside == "api" or inside.startswith("api/") or inside in _MACHINE


def add_headers(response: Response) -> Response:
    """Add the security headers, and CORS where other sites may call."""
    config = current_site().config
    response.headers["Content-Security-Policy"] = _policy(config.frame_ancestors)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    if (request.endpoint or "").endswith(".static"):
        fresh = request.args.get("v") == current_site().version
        response.headers["Cache-Control"] = _FOREVER if fresh else "no-cache"
    if is_machine_path():
        _allow_origin(response, config.cors_origins)
    return response


def _policy(frame_ancestors: tuple[str, ...]) -> str:
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            f"frame-ancestors {' '.join(frame_ancestors)}",
        ]
    )


def _allow_origin(response: Response, origins: tuple[str, ...]) -> None:
    origin = request.headers.get("Origin", "")
    if "*" in origins:
        response.headers["Access-Control-Allow-Origin"] = "*"
    else:
        response.vary.add("Origin")
        if origin not in origins:
            return
        response.headers["Access-Control-Allow-Origin"] = origin
    response.headers["Access-Control-Expose-Headers"] = "ETag"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        response.headers["Access-Control-Allow-Headers"] = "Accept, If-None-Match"
        response.headers["Access-Control-Max-Age"] = "86400"
