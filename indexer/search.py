"""STORY TWO: question in, results out."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from indexer.asking import ask
from indexer.buckets import shown_facet
from indexer.documents import FACETS, Document, FacetValues
from indexer.engine import Answer, EngineReader
from indexer.engines import open_engine
from indexer.errors import DamagedIndexError, HoiNghiError, UnknownDocumentError
from indexer.highlighting.matches import Finder
from indexer.highlighting.reasons import reasons
from indexer.highlighting.snippets import highlight
from indexer.publish import Generation, current, current_name, current_stamp
from indexer.questions import Question
from indexer.requests import SearchRequest
from indexer.results import (
    Facet,
    Hit,
    IndexInfo,
    Listing,
    Note,
    QuestionReading,
    Results,
    Total,
)
from indexer.understanding.readings import Rewritten
from indexer.understanding.vocabulary import Vocabulary
from indexer.understanding.weighing import WEIGHTS, Weights


class Searcher:
    """Answers requests over the current generation of an index.

    Safe to share between threads. When a new generation is published, the next search
    uses it; searches under way finish on the old one.
    """

    def __init__(self, index: Path, seconds: float | None = None) -> None:
        """Opens an index; see ``open``."""
        self._index = index
        self._seconds = seconds
        self._engine = open_engine()
        self._lock = threading.Lock()
        self._opened = self._open()

    @classmethod
    def open(cls, path: str | Path, seconds: float | None = None) -> Searcher:
        """Opens the current generation of an index.

        Args:
            path: The folder of the index.
            seconds: How long the engine may take for a question; then it stops, and a note
                says that hits may be missing. None for no limit.

        Raises:
            NoIndexError: Nothing was built there.
            StaleIndexError: It was built by another version.
            DamagedIndexError: Its files cannot be read.
        """
        return cls(Path(path), seconds)

    def search(self, request: SearchRequest) -> Results:
        """Answers a request."""
        started = time.perf_counter()
        generation, reader, vocabulary, _ = self._current()
        with _naming_the_remedy(generation):
            question, rewritten, answer, notes = ask(
                reader, vocabulary, request, seconds=self._seconds
            )
            hits = tuple(_hits(reader, vocabulary, rewritten, answer))
        return Results(
            question=_reading(question, rewritten, notes),
            total=_total(answer),
            hits=hits,
            facets=_facets(answer, request),
            index=_info(generation, reader),
            took_ms=(time.perf_counter() - started) * 1000,
        )

    def listing(self, request: SearchRequest) -> Listing:
        """The answer without texts: the ids of the hits, and all that is counted."""
        generation, reader, vocabulary, _ = self._current()
        with _naming_the_remedy(generation):
            _, _, answer, _ = ask(reader, vocabulary, request, seconds=self._seconds)
        ids = tuple(found.id for found in answer.found)
        return Listing(ids, _total(answer), _facets(answer, request))

    def ids(self, request: SearchRequest, weights: Weights = WEIGHTS) -> list[str]:
        """The ids of the hits of a request, without their texts.

        Args:
            request: What is asked.
            weights: What each thing is worth; others than the usual ones to compare.
        """
        _, reader, vocabulary, _ = self._current()
        _, _, answer, _ = ask(reader, vocabulary, request, weights)
        return [found.id for found in answer.found]

    def document(self, doc_id: str) -> tuple[Document, FacetValues]:
        """A stored document with its facet values.

        Raises:
            UnknownDocumentError: No document has this id.
        """
        generation, reader, *_ = self._current()
        with _naming_the_remedy(generation):
            found = reader.document(doc_id)
        if found is None:
            raise UnknownDocumentError(f"There is no document {doc_id!r}", id=doc_id)
        return found

    def info(self) -> IndexInfo:
        """Which index answers now."""
        return _info(*self._current()[:2])

    def close(self) -> None:
        """Lets go of the index's files."""
        self._opened[1].close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _open(self) -> _Opened:
        stamp = current_stamp(self._index)
        generation = current(self._index)
        with _naming_the_remedy(generation):
            reader = self._engine.open(generation.path)
        return _Opened(generation, reader, Vocabulary(reader), stamp)

    def _current(self) -> _Opened:
        """The newest generation; an unreadable one leaves the last good one serving."""
        opened = self._opened
        stamp = current_stamp(self._index)
        if stamp is None or stamp == opened.stamp:
            return opened
        with self._lock:
            opened = self._opened
            if current_name(self._index) in (None, opened.name):
                self._opened = opened._replace(stamp=stamp)
            elif stamp != opened.stamp:
                with contextlib.suppress(HoiNghiError):
                    self._opened = self._open()
        return self._opened


class _Opened(NamedTuple):
    """One generation, open for reading."""

    generation: Generation
    reader: EngineReader
    vocabulary: Vocabulary
    stamp: tuple[int, ...] | None

    @property
    def name(self) -> str:
        """The name of the generation."""
        return self.generation.name


@contextlib.contextmanager
def _naming_the_remedy(generation: Generation) -> Iterator[None]:
    try:
        yield
    except DamagedIndexError as error:
        message = f"{error}; build it again: {generation.rebuild}"
        raise DamagedIndexError(message, path=str(generation.path)) from error


def _reading(question: Question, rewritten: Rewritten, notes: list[Note]) -> QuestionReading:
    return QuestionReading(
        question.raw,
        question.normalized,
        (*question.notes, *rewritten.notes, *notes),
        rewritten.expansions,
        rewritten.understood,
        question.excluded,
    )


def _hits(
    reader: EngineReader, vocabulary: Vocabulary, rewritten: Rewritten, answer: Answer
) -> Iterator[Hit]:
    finder = Finder(rewritten.wanted, rewritten.alternatives, rewritten.neighbours)
    masses = [answer.masses[one.group] for one in rewritten.wanted]
    for found in answer.found:
        stored = reader.document(found.id)
        if stored is not None:  # always so: a reader's index does not change
            document, facets = stored
            shown = highlight(document, finder, masses)
            why = tuple(reasons(found, rewritten, facets, shown, vocabulary))
            yield Hit(document, facets, found.score, shown.title, shown.snippets, why)


def _total(answer: Answer) -> Total:
    return Total(answer.total, answer.all, answer.unfiltered)


def _facets(answer: Answer, request: SearchRequest) -> tuple[Facet, ...]:
    return tuple(shown_facet(name, answer.counts[name], request) for name in FACETS)


def _info(generation: Generation, reader: EngineReader) -> IndexInfo:
    return IndexInfo(generation.name, reader.documents, str(generation.manifest["built_at"]))
