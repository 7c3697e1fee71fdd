"""A process of its own for each engine, so that memory and caches are its own too."""

from __future__ import annotations

import gc
import multiprocessing
import resource
import sys
import time
import warnings
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from benchmarks.asking import Bare
from benchmarks.engines import Asked, Reply, Source, Stopwatch
from benchmarks.ours import OURS
from benchmarks.peers import PEERS

ENGINES = {**OURS, **PEERS}

_KIB = 1024
_opened: list[Asked] = []


@dataclass(frozen=True, slots=True)
class Built:
    """What building an engine took.

    Attributes:
        seconds: Processor seconds, of all threads and processes.
        wall: Seconds by the clock.
        peak: Most bytes the process held, shared ones included.
        size: Bytes on disk.
    """

    seconds: float
    wall: float
    peak: int
    size: int


@dataclass(frozen=True, slots=True)
class Held:
    """Bytes a searching process holds.

    Attributes:
        peak: At most, files it maps included.
        own: Now, without what it shares with other processes; None where that is not known.
    """

    peak: int
    own: int | None


class Room:
    """A process in which one engine has been opened."""

    def __init__(self, name: str, folder: Path) -> None:
        self._process = _process()
        self._process.submit(_open, name, folder).result()

    def times(self, queries: Sequence[Bare], *, facets: bool) -> list[float]:
        """Asks each query once; milliseconds of processor time of each."""
        return self._process.submit(_times, queries, facets=facets).result()

    def replies(self, queries: Sequence[Bare]) -> list[Reply]:
        """The answers themselves, counts and all."""
        return self._process.submit(_replies, queries).result()

    def held(self) -> Held:
        """The memory of its process."""
        return self._process.submit(_held).result()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.shutdown()


def build(name: str, source: Source, folder: Path) -> Built:
    """Builds an engine in a process that ends with it."""
    with _process() as process:
        return process.submit(_build, name, source, folder).result()


def pyvi_seconds(texts: Sequence[str]) -> float:
    """Processor seconds pyvi takes to find the words of texts."""
    with _process() as process:
        return process.submit(_pyvi, texts).result()


def _process() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))


def _build(name: str, source: Source, folder: Path) -> Built:
    build_it = ENGINES[name].build
    if build_it is None:
        raise ValueError(f"{name} searches what another engine builds")
    folder.mkdir(parents=True)
    watch = Stopwatch()
    build_it(source, folder, watch)
    seconds, wall = watch.read()
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return Built(seconds, wall, _peak(), size)


def _open(name: str, folder: Path) -> None:
    _opened.append(ENGINES[name].open(folder))


def _times(queries: Sequence[Bare], *, facets: bool) -> list[float]:
    (engine,) = _opened
    gc.collect()
    found = []
    for query in queries:
        before = time.process_time()
        engine.ask(query, facets=facets)
        found.append((time.process_time() - before) * 1000)
    return found


def _replies(queries: Sequence[Bare]) -> list[Reply]:
    return [_opened[0].ask(query, facets=True) for query in queries]


def _held() -> Held:
    gc.collect()
    return Held(_peak(), _status("smaps_rollup").get("Anonymous"))


def _peak() -> int:
    """Most memory held; where the system tells, since the process began and not its parent."""
    known = _status("status").get("VmHWM")
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return known or used * (1 if sys.platform == "darwin" else _KIB)


def _status(file: str) -> dict[str, int]:
    """What Linux tells of this process, in bytes."""
    try:
        lines = Path("/proc/self", file).read_text("utf-8").splitlines()
    except OSError:
        return {}
    words = [line.split() for line in lines]
    return {w[0].rstrip(":"): int(w[1]) * _KIB for w in words if len(w) == 3 and w[2] == "kB"}


def _pyvi(texts: Sequence[str]) -> float:
    with warnings.catch_warnings():  # pyvi 0.1.1 is older than today's Python
        warnings.simplefilter("ignore")
        from pyvi import ViTokenizer  # noqa: PLC0415 - no other process needs it

        ViTokenizer.tokenize("nạp mô hình trước")
        before = time.process_time()
        for text in texts:
            ViTokenizer.tokenize(text)
        return time.process_time() - before
