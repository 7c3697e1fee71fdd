"""The site behind waitress, on a port that is free."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from flask import Flask
from waitress.server import create_server

LAST_PORT = 65535

_LONGEST_REQUEST_LINE = 256 * 1024
_LARGEST_REQUEST_BODY = 64 * 1024
_PORTS_TRIED = 50


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen.

    Attributes:
        host: Name or number of the interface.
        port: The first port to try.
    """

    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"


def serve_forever(
    app: Flask, wanted: Address, threads: int, ready: Callable[[Address], None]
) -> None:
    """Serve until interrupted, on the wanted port or the first free one after it.

    Args:
        app: The application.
        wanted: Where to listen.
        threads: Requests answered at once.
        ready: Told where it listens, before it begins to answer.

    Raises:
        OSError: If it cannot listen there at all.
    """
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a short queue is no fault
    taken: OSError | None = None
    for port in range(wanted.port, min(wanted.port + _PORTS_TRIED, LAST_PORT) + 1):
        try:
            server = create_server(
                app,
                host=wanted.host,
                port=port,
                threads=threads,
                ident=None,
                max_request_header_size=_LONGEST_REQUEST_LINE,
                max_request_body_size=_LARGEST_REQUEST_BODY,
            )
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            taken = error
            continue
        with closing(server):
            ready(Address(wanted.host, port))
            server.run()
        return
    raise OSError(errno.EADDRINUSE, f"no free port from {wanted.port} on") from taken
