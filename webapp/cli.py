"""The console script ``hoinghi``: the library's commands and ``serve``."""

from __future__ import annotations

import copy
import os
import sys
from typing import TYPE_CHECKING

import click

from indexer import console
from indexer.cli import Exit, cli, run, with_index
from indexer.errors import HoiNghiError

if TYPE_CHECKING:
    from webapp.context import Site


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    help="Port to listen on; the next free one if it is taken.",
)
@with_index
@click.option(
    "--threads",
    type=click.IntRange(1, 64),
    default=4,
    show_default=True,
    help="Requests answered at once.",
)
def serve(host: str, port: int, index: str, threads: int) -> int:
    """Serve the search page, the endpoint and the widget.

    Starts without an index too, and uses it as soon as it is built.
    """
    # Flask and the server are loaded when they are started, not for --help.
    from webapp.application import create_app, site_of  # noqa: PLC0415
    from webapp.server import Address, serve_forever  # noqa: PLC0415

    def tell(address: Address) -> None:
        if address.port != port:
            console.tell(f"Port {port} is taken; using {address.port}.")
        console.tell(f"Serving {index} at {address} (Ctrl-C stops)")

    try:
        app = create_app({**os.environ, "HOINGHI_INDEX": str(index)})
        _prepare(site_of(app))
        serve_forever(app, Address(host, port), threads, tell)
    except (OSError, ValueError) as error:
        console.tell(f"Error: cannot serve at {host}:{port}: {error}")
        return Exit.FAILED
    console.tell("Stopped.")
    return Exit.INTERRUPTED


def main() -> None:
    """Entry point of the console script."""
    group = copy.copy(cli)
    group.commands = {**cli.commands, "serve": serve}
    sys.exit(run(group))


def _prepare(site: Site) -> None:
    try:
        site.rehearse()
        documents = console.counted(site.info().documents, "document")
        console.tell(f"{documents} can be searched.")
    except HoiNghiError as error:
        console.tell(f"Warning: {error}")


if __name__ == "__main__":
    main()
