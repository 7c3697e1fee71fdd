"""The Whoosh engine: an ordinary Whoosh index, read into numpy arrays to be searched.

``writer`` fills it, ``postings`` reads terms, ``columns`` reads facet values,
``evaluator`` runs a query tree over them, ``reader`` puts the answer together.
``whoosh.index.open_dir`` opens what ``writer`` wrote, with nothing of ours installed.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from indexer.documents import AnalyzedDocument
from indexer.engine import EngineReader
from indexer.engines.whoosh.reader import WhooshReader
from indexer.engines.whoosh.writer import write_index


class WhooshEngine:
    """Makes and opens Whoosh indexes."""

    def write(self, directory: Path, documents: Iterable[AnalyzedDocument]) -> int:
        """Writes a complete index into an empty directory."""
        return write_index(directory, documents)

    def open(self, directory: Path) -> EngineReader:
        """Opens an index written by ``write``.

        Raises:
            DamagedIndexError: The files are not a readable index.
        """
        return WhooshReader(directory)
