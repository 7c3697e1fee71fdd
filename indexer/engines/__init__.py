"""The engines. Each folder or file here is the only place that imports its library."""

from __future__ import annotations

import warnings

from indexer.engine import Engine


def open_engine() -> Engine:
    """The engine that makes and reads indexes."""
    with warnings.catch_warnings():
        # Whoosh 2.7.4 compares with "is" and has invalid escapes; Python warns when it
        # compiles them, which an installer that does not compile leaves to the first run.
        warnings.simplefilter("ignore")
        from indexer.engines.whoosh import WhooshEngine  # noqa: PLC0415 - the chosen one only

    return WhooshEngine()
