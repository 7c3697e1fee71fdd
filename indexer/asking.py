"""A request is asked of an index: as typed; if nothing has it, for less, under a note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from indexer.buckets import chosen_values
from indexer.engine import Answer, EngineReader, Plan
from indexer.questions import Part, Question, read_question
from indexer.requests import SearchRequest
from indexer.results import Note
from indexer.syllables import may_be_vietnamese
from indexer.understanding.readings import Reading, Rewritten
from indexer.understanding.rewriting import rewrite
from indexer.understanding.vocabulary import Vocabulary
from indexer.understanding.weighing import WEIGHTS, Weights


def ask(
    reader: EngineReader,
    vocabulary: Vocabulary,
    request: SearchRequest,
    weights: Weights = WEIGHTS,
    seconds: float | None = None,
) -> tuple[Question, Rewritten, Answer, list[Note]]:
    """Asks for what was typed; if nothing has it, for less, and a note says so.

    Args:
        reader: Who answers.
        vocabulary: The terms of the same index.
        request: What is asked.
        weights: What each thing is worth.
        seconds: How long each asking may take.
    """
    question = read_question(request.q)
    empty: list[tuple[Rewritten, Answer]] = []
    for reading in _readings(question, request, weights):
        rewritten = rewrite(question, vocabulary, reading)
        answer = reader.search(_plan(rewritten, request, seconds))
        if reading.partly:  # nothing has all that was typed, as was seen before
            answer = replace(answer, all=0)
        if answer.unfiltered or not answer.complete:
            return question, rewritten, answer, _notes(question, rewritten, answer)
        empty.append((rewritten, answer))
        if reading.whole:  # it narrows what has most of it, even to nothing
            most = rewrite(question, vocabulary, replace(reading, whole=False))
            if reader.search(Plan(most.query, limit=1, facets=(), seconds=seconds)).total:
                break
    return question, *empty[0], []


def _readings(question: Question, request: SearchRequest, weights: Weights) -> Iterator[Reading]:
    """As typed; then with less of it; each with the marks typed, then with any.

    Less are phrases as words, and of a longer question any part, where what it asks for is few
    words.
    """
    strict = Reading(
        whole=request.match == "all",
        expand=request.expand,
        plain=frozenset(request.plain),
        units=request.units,
        weights=weights,
    )
    for reading in _with_less(question, strict):
        yield reading
        if question.marked:
            yield replace(reading, loose=True)


def _with_less(question: Question, strict: Reading) -> Iterator[Reading]:
    yield strict
    if question.quotes_in_passing:
        yield replace(strict, unquoted=True)
    if question.is_longer and not strict.whole:
        yield replace(strict, unquoted=True, partly=True)


def _plan(rewritten: Rewritten, request: SearchRequest, seconds: float | None) -> Plan:
    unsorted = request.sort == "relevance" and not rewritten.groups
    return Plan(
        query=rewritten.query,
        groups=rewritten.groups,
        filters={name: frozenset(chosen_values(name, request)) for name in request.filters},
        sort="newest" if unsorted else request.sort,
        offset=(request.page - 1) * request.size,
        limit=request.size,
        require_all=request.match == "all",
        units=request.units,
        certain=request.certain,
        seconds=seconds,
    )


def _notes(question: Question, rewritten: Rewritten, answer: Answer) -> list[Note]:
    notes = []
    if rewritten.loose:
        notes.append(Note("other_marks"))
    quoted = [part for part in question.wanted if part.quoted]
    if quoted and not {one.part for one in rewritten.wanted}.issuperset(quoted):
        notes.append(Note("phrase_apart"))
    if not question.marked and any(map(_may_be_marked, question.wanted)):
        notes.append(Note("no_marks"))
    if not answer.complete:
        notes.append(Note("out_of_time"))
    elif answer.unfiltered and not answer.all and (len(answer.masses) > 1 or question.is_longer):
        notes.append(Note("only_part"))
    return notes


def _may_be_marked(part: Part) -> bool:
    """Whether a part is more than figures and abbreviations, which are written without marks."""
    if part.whole and any(map(str.isdigit, part.syllables)):
        return False  # the number of a document, or a day
    return bool(part.begun) or any(map(may_be_vietnamese, part.syllables))
