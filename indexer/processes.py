"""The same work on many things, shared among processes; the results come in order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from typing import Any, TypeVar

from indexer.errors import WorkerError

Thing = TypeVar("Thing")
Made = TypeVar("Made")

_ALONE = 3
"""Things done before other processes are started, which takes as long as doing some."""

_work: Callable[[Any], Any]
"""What this process does, once ``_start`` has run in it."""


def in_processes(
    make: Callable[[], Callable[[Thing], Made]], things: Iterable[Thing], jobs: int
) -> Iterator[tuple[Thing, Made]]:
    """Does some work on each thing.

    Args:
        make: Makes what does the work; called once in each process, so it must be
            something that can be sent there, as its results must.
        things: What to work on; read only a little ahead.
        jobs: Processes. With one, or with few things, all is done in this one.

    Yields:
        Each thing with its result, in order.

    Raises:
        WorkerError: A process died.
    """
    remaining = iter(things)
    work = make()
    for thing in remaining if jobs <= 1 else islice(remaining, _ALONE):
        yield thing, work(thing)
    first = list(islice(remaining, 1))
    if first:
        yield from _shared(make, chain(first, remaining), jobs)


def _shared(
    make: Callable[[], Callable[[Thing], Made]], things: Iterable[Thing], jobs: int
) -> Iterator[tuple[Thing, Made]]:
    # Spawned, not forked: this process may have threads, and Windows knows nothing else.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, initializer=_start, initargs=(make,)) as pool:
        waiting: deque[tuple[Thing, Future[Made]]] = deque()
        try:
            for thing in things:
                waiting.append((thing, pool.submit(_do, thing)))
                if len(waiting) > jobs:
                    done, future = waiting.popleft()
                    yield done, future.result()
            for done, future in waiting:
                yield done, future.result()
        except BrokenProcessPool as error:
            raise WorkerError(
                "A process that analyses documents died, perhaps for want of memory; "
                "the index is unchanged. Try again with --jobs 1"
            ) from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _start(make: Callable[[], Callable[[Any], Any]]) -> None:
    """Prepares a process: it leaves Ctrl-C to its parent, and dies with it."""
    global _work  # noqa: PLW0603 - the one thing a process of a pool has of its own
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_die_with_parent, daemon=True).start()
    _work = make()


def _die_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(thing: Any) -> Any:
    return _work(thing)
