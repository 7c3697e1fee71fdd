"""The site as an application of its own, and as a blueprint for somebody else's."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import cast

from flask import Blueprint, Flask
from flask.blueprints import BlueprintSetupState
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import BaseConverter

from webapp import api, errors, pages, widget
from webapp.compression import compress
from webapp.config import Config
from webapp.context import NAME, Site
from webapp.headers import add_headers
from webapp.rendering import asset_version


def site_of(app: Flask) -> Site:
    """The site an application serves."""
    return cast(Site, app.extensions[NAME])


class _DocumentId(BaseConverter):
    """Any text at all: ids are kept exactly, slashes included."""

    regex = r"[\s\S]+"
    part_isolating = False


def create_app(config: Config | Mapping[str, str] | None = None) -> Flask:
    """The site as an application of its own.

    Args:
        config: Its settings, or a mapping with the names of the environment variables;
            without it they come from the environment.
    """
    app = Flask(__name__, static_folder=None)
    blueprint = create_blueprint(config)
    app.register_blueprint(blueprint)
    errors.register(app)
    app.after_request(add_headers)
    proxies = site_of(app).config.proxies
    if proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app,
            x_for=proxies,
            x_proto=proxies,
            x_host=proxies,
            x_prefix=proxies,
        )
    return app


def create_blueprint(config: Config | Mapping[str, str] | None = None) -> Blueprint:
    """The site as a blueprint: ``app.register_blueprint(create_blueprint(), url_prefix="/x")``.

    Args:
        config: As for ``create_app``.
    """
    if not isinstance(config, Config):
        config = Config.from_environment(os.environ if config is None else config)
    site = Site(config, asset_version())
    blueprint = Blueprint(
        NAME,
        __name__,
        template_folder="templates",
        static_folder="static",
        static_url_path="/static",
    )

    def prepare(state: BlueprintSetupState) -> None:
        state.app.extensions[NAME] = site
        state.app.url_map.converters["hoinghi_id"] = _DocumentId

    blueprint.record_once(prepare)
    for room in (api, widget, pages):
        room.register(blueprint)
    errors.register(blueprint)
    blueprint.after_request(add_headers)
    blueprint.after_request(compress)
    return blueprint
