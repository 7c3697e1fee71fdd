"""What the fields of a segment have collected: in memory, and beyond its limit in files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
        if self._is_much(len(run.docs if run.positions is None else run.positions)):
            self._save([(name, run)])
        else:
            self._runs.setdefault(name, []).append(run)

    def keep_within_memory(self) -> None:
        """Writes what was collected to a file of its own once it is too much."""
        if self._is_much(sum(inverter.size for inverter in self._inverters.values())):
            self._save(self._finished())

    def _is_much(self, occurrences: int) -> bool:
        return occurrences * BYTES_AN_OCCURRENCE > self._memory

    def _finished(self) -> Iterator[tuple[str, Run]]:
        """What is in memory as runs, one after the other."""
        for name, inverter in self._inverters.items():
            if inverter.size:
                yield name, inverter.run()

    def _save(self, runs: Iterable[tuple[str, Run]]) -> None:
        saved = ContainerWriter(self._path.with_suffix(f".run{len(self._spilled)}"))
        self._spilled.append(saved.path)
        names = []
        try:
            for name, run in runs:
                save_run(run, saved, name)
                names.append(name)
            saved.close()
        except BaseException:
            saved.abandon()
            raise
        columns = saved.columns()
        for name in names:
            self._runs.setdefault(name, []).append(load_run(columns, name))

    def finish_runs(self) -> None:
        """Makes runs of all that is in memory."""
        for name, run in self._finished():
            self._runs.setdefault(name, []).append(run)

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
