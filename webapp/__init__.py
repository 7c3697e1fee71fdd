"""The front: pages, endpoint and widget over an index.

``create_app()`` makes a whole application; ``create_blueprint()`` makes the same site for
another Flask application, at whatever prefix it is mounted.

Names are loaded when first used, so the command line can show its help without Flask.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from webapp.application import create_app as create_app
    from webapp.application import create_blueprint as create_blueprint
    from webapp.config import Config as Config

_HOMES = {
    "Config": "webapp.config",
    "create_app": "webapp.application",
    "create_blueprint": "webapp.application",
}

__all__ = list(_HOMES)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib  # noqa: PLC0415 - only when a name is first used

    return getattr(importlib.import_module(_HOMES[name]), name)
