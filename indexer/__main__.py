"""``python -m indexer``: every command but ``serve``, which belongs to the web."""

from __future__ import annotations

import sys

from indexer.cli import cli, run

if __name__ == "__main__":
    sys.exit(run(cli))
