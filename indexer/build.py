"""STORY ONE: files in, index out."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from indexer.batches import analyze_documents, degraded
from indexer.corrections import Corrections, read_corrections
from indexer.documents import Document
from indexer.engine import Engine
from indexer.engines import open_engine
from indexer.errors import (
    BuildRefusedError,
    HoiNghiError,
    IndexWriteError,
    RejectedDocumentsError,
    SourceError,
)
from indexer.publish import (
    clean,
    current,
    describe,
    locked,
    new_generation,
    publish,
)
from indexer.settings import BuildSettings
from indexer.sources import Read, read_sources
from indexer.sources.problems import Problem

Progress = Callable[[int], None]
"""Told how many more documents have been read."""

_SHRINK_SHARE = 0.1
_SHRINK_COUNT = 20


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What became of a source.

    Attributes:
        read: Documents met, rejected ones included.
        indexed: Documents in the new index.
        problems: What was left out, and why.
        seconds: How long it took.
        generation: The name of the new generation.
    """

    read: int
    indexed: int
    problems: tuple[Problem, ...]
    seconds: float
    generation: str

    @property
    def rejected(self) -> int:
        """Documents left out."""
        return sum(problem.kind == "rejected" for problem in self.problems)


def build_index(
    source: str | Path | Iterable[str | Path | Document],
    index: str | Path,
    settings: BuildSettings | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Builds a new generation of an index and puts it in place.

    Args:
        source: A file or folder, several of them, or documents.
        index: The folder that holds the index; made if missing.
        settings: How to build.
        progress: Called with 1 for each document met.

    Returns:
        What was read, indexed and left out.

    Raises:
        SourceError: A source or the file of corrections is missing, or there is no document.
        LockedIndexError: Another build is running.
        BuildRefusedError: The new index is empty or much smaller; the old one stays.
        IndexWriteError: The disk is full or not writable; the old one stays.
        WorkerError: A process that analysed documents died; the old one stays.
    """
    settings = settings or BuildSettings()
    corrections = read_corrections(_paths(source), settings.corrections)
    run = _Run(settings, progress or (lambda _: None), _described(source), corrections)
    index = Path(index)
    try:
        with locked(index):
            return run.build(_read(source, settings, index), index)
    except OSError as error:
        raise IndexWriteError(
            f"The index in {index} cannot be written: {error.strerror or error}; "
            "what was there before is unchanged",
            path=str(index),
        ) from error


def _read(
    source: str | Path | Iterable[str | Path | Document], settings: BuildSettings, index: Path
) -> Iterator[Read]:
    if isinstance(source, str | Path):
        source = [source]
    for item in source:
        if isinstance(item, Document):
            yield item
        else:
            yield from read_sources([item], settings.max_document_bytes, index)


def _described(source: object) -> list[str]:
    """The sources as the manifest records them; documents handed over have no name."""
    return [str(Path(path).resolve()) for path in _paths(source)]


def _paths(source: object) -> list[str | Path]:
    """Those sources that are paths and can be looked at more than once."""
    some = source if isinstance(source, list | tuple) else [source]
    return [each for each in some if isinstance(each, str | Path)]


@dataclass
class _Run:
    """One build: what it has met so far."""

    settings: BuildSettings
    progress: Progress
    sources: list[str]
    corrections: Corrections
    engine: Engine = field(default_factory=open_engine)
    problems: list[Problem] = field(default_factory=list)
    read: int = 0

    def build(self, items: Iterator[Read], index: Path) -> BuildReport:
        started = time.perf_counter()
        path = new_generation(index)
        try:
            documents = self._documents(items)
            batches = analyze_documents(
                documents, self._rejected, corrections=self.corrections, jobs=self.settings.jobs
            )
            indexed = self.engine.write(path, batches, self.settings.memory)
            self.problems += [*self.corrections.problems, *self.corrections.unmatched()]
            self.problems += degraded()
            self._check(indexed, index, path)
            describe(path, self._manifest(indexed), self.engine.unchecked(path))
            publish(index, path)
        except BaseException:
            shutil.rmtree(path, ignore_errors=True)
            raise
        clean(index)
        seconds = time.perf_counter() - started
        return BuildReport(self.read, indexed, tuple(self.problems), seconds, path.name)

    def _documents(self, items: Iterator[Read]) -> Iterator[Document]:
        seen: set[str] = set()
        for item in items:
            if isinstance(item, Problem):
                self._leave_out(item)
                continue
            self._count()
            if item.id in seen:
                self.problems.append(Problem(f"id {item.id}", "was already used; ids must differ"))
                continue
            seen.add(item.id)
            yield item

    def _rejected(self, document: Document, reason: str) -> None:
        """One bad document must not end the build."""
        self.problems.append(Problem(f"id {document.id}", f"could not be analysed: {reason}"))

    def _leave_out(self, problem: Problem) -> None:
        self.problems.append(problem)
        if problem.kind == "rejected":
            self._count()

    def _count(self) -> None:
        self.read += 1
        self.progress(1)

    def _check(self, indexed: int, index: Path, path: Path) -> None:
        """Refuses an index that cannot be what was meant, unless forced."""
        reader = self.engine.open(path)
        held = reader.documents
        reader.close()
        if held != indexed:
            raise BuildRefusedError(f"The new index holds {held} of {indexed} documents")
        if self.settings.strict and any(p.kind == "rejected" for p in self.problems):
            first = next(p for p in self.problems if p.kind == "rejected")
            raise RejectedDocumentsError(
                f"Nothing was published, since documents were rejected; "
                f"the first: {first.where}: {first.reason}"
            )
        if self.settings.force:
            return
        if not self.read:
            why = "".join(f"; {p.where}: {p.reason}" for p in self.problems[:1])
            raise SourceError(f"The source holds no document{why}", path=", ".join(self.sources))
        if not indexed:
            raise BuildRefusedError(
                f"None of {self.read} documents could be indexed, so the old index stays; "
                f"the first: {self.problems[0].where}: {self.problems[0].reason}"
            )
        self._check_size(indexed, index)

    def _check_size(self, indexed: int, index: Path) -> None:
        try:
            before = current(index).manifest
        except HoiNghiError:
            return
        lost = int(before.get("documents", 0)) - indexed
        same = before.get("sources") == self.sources
        if same and lost > _SHRINK_COUNT and lost > _SHRINK_SHARE * before["documents"]:
            raise BuildRefusedError(
                f"The new index would hold {indexed} documents instead of {before['documents']}, "
                "so the old one stays; if that is right, build with --force"
            )

    def _manifest(self, indexed: int) -> dict[str, Any]:
        return {
            "documents": indexed,
            "read": self.read,
            "sources": self.sources,
            "problems": [
                {"where": p.where, "reason": p.reason, "kind": p.kind} for p in self.problems
            ],
        }
