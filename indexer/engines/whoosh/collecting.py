"""What the fields of a segment have collected: in memory, and beyond its limit in files."""

from __future__ import annotations

from pathlib import Path

from indexer.engines.whoosh.container import ContainerWriter
from indexer.engines.whoosh.inversion import BYTES_AN_OCCURRENCE, FieldInverter
from indexer.engines.whoosh.merging import write_field
from indexer.engines.whoosh.runs import Run, load_run, save_run


class Collector:
    """Collects the occurrences of a segment's fields, as runs of those that fit into memory."""

    def __init__(self, path: Path, memory: int) -> None:
        """Collects nothing yet.

        Args:
            path: The segment's file; what does not fit into memory goes beside it.
            memory: Bytes that occurrences may take until they are sorted.
        """
        self._path = path
        self._memory = memory
        self._inverters: dict[str, FieldInverter] = {}
        self._runs: dict[str, list[Run]] = {}
        self._spilled: list[Path] = []

    def inverter(self, name: str, *, positional: bool) -> FieldInverter:
        """What takes the occurrences of a field."""
        inverter = self._inverters.get(name)
        if inverter is None:
            inverter = self._inverters[name] = FieldInverter(positional)
        return inverter

    def add_run(self, name: str, run: Run) -> None:
        """Adds a finished run of a field, of documents after those of the run before."""
        self._runs.setdefault(name, []).append(run)

    def keep_within_memory(self) -> None:
        """Writes what was collected to a file of its own once it is too much."""
        size = sum(inverter.size for inverter in self._inverters.values())
        if size * BYTES_AN_OCCURRENCE > self._memory:
            self._spill()

    def _spill(self) -> None:
        spilled = ContainerWriter(self._path.with_suffix(f".run{len(self._spilled)}"))
        self._spilled.append(spilled.path)
        names = [name for name, inverter in self._inverters.items() if inverter.size]
        try:
            for name in names:
                save_run(self._inverters[name].run(), spilled, name)
            spilled.close()
        except BaseException:
            spilled.abandon()
            raise
        columns = spilled.columns()
        for name in names:
            self.add_run(name, load_run(columns, name))

    def finish_runs(self) -> None:
        """Makes runs of all that is in memory."""
        for name, inverter in self._inverters.items():
            if inverter.size:
                self.add_run(name, inverter.run())

    def write(self, container: ContainerWriter) -> list[str]:
        """Merges all runs into a segment's file; gives the names of the fields."""
        self.finish_runs()
        for name, runs in sorted(self._runs.items()):
            write_field(container, name, self._inverters[name].numbering.terms, runs)
        names = sorted(self._runs)
        self.discard()
        return names

    def discard(self) -> None:
        """Forgets all runs, and removes their files."""
        self._runs = {}
        while self._spilled:
            self._spilled.pop().unlink(missing_ok=True)
