"""The Whoosh engine: a Whoosh index whose postings are arrays, and a search over arrays.

Written: ``writer`` inverts documents (``collecting``, ``inversion``, ``sorting``, ``pairs``,
``runs``, ``merging``) into the one file of a segment (``segments``, ``container``, ``dictionary``,
``storing``); ``onedocument`` analyses as Whoosh does. Between Whoosh and that file: ``codec``,
``fieldwriting``, ``terms``, ``matcher``, ``documents``. Read by us: ``fields`` and ``columns``
see the segments as one, ``evaluator`` finds which documents match a query tree (``postings``,
``phrases``, ``sets``, ``unions``, ``masses``, ``memory``), ``scores`` how well some of them do
(``pruning``, ``ranking``, ``adjacency``), and ``searching`` makes an answer of it.

``whoosh.index.open_dir`` opens what ``writer`` wrote wherever this package is importable.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from indexer.engine import AnalyzedBatch, EngineReader
from indexer.engines.whoosh.reader import WhooshReader
from indexer.engines.whoosh.writer import MEMORY, write_index


class WhooshEngine:
    """Makes and opens Whoosh indexes."""

    def write(self, directory: Path, batches: Iterable[AnalyzedBatch], memory: int = MEMORY) -> int:
        """Writes a complete index into an empty directory."""
        return write_index(directory, batches, memory)

    def unchecked(self, directory: Path) -> list[Path]:
        """Whoosh's table of contents; it holds those of the segments."""
        return sorted(directory.glob("*.toc"))

    def open(self, directory: Path) -> EngineReader:
        """Opens an index written by ``write``.

        Raises:
            DamagedIndexError: The files are not a readable index.
        """
        return WhooshReader(directory)
