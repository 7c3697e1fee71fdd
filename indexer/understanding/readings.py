"""How a question is to be read, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.queries import Query
from indexer.requests import Units
from indexer.results import Note, Understood
from indexer.understanding.evidence import Wanted
from indexer.understanding.weighing import WEIGHTS, Weights


@dataclass(frozen=True, slots=True)
class Reading:
    """How a question is to be read.

    Attributes:
        loose: As if no mark had been typed.
        unquoted: As if the phrases beside a longer question's words stood without quotes.
        whole: As if AND stood between its words.
        partly: As no more than a part of it, though few of its words do more than ask.
        expand: With abbreviations and numerals in both directions.
        plain: Facts of these kinds are only words.
        units: By which units provinces are named.
        weights: What each thing is worth.
    """

    loose: bool = False
    unquoted: bool = False
    whole: bool = False
    partly: bool = False
    expand: bool = True
    plain: frozenset[str] = frozenset()
    units: Units = "written"
    weights: Weights = WEIGHTS


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A question as an engine is asked it.

    Attributes:
        query: The tree.
        groups: One query for each thing the question asks for, in order.
        texts: The same as typed; for each word of a province's name all of it.
        wanted: Its words and phrases, for highlighting.
        alternatives: For each OR or exclusion in parentheses, inner ones first, which of them
            each alternative asks for.
        neighbours: Which of them stand right before which, each by its place in ``wanted``.
        expansions: The other forms that are searched as well, as shown.
        understood: The values it was understood to name.
        notes: What could not be searched as it was typed.
        loose: Whether typed marks are not asked for.
        careless: Whether so many marks are missing that a missing one says nothing.
        partly: Whether nothing has all of it, nor an alternative whole.
    """

    query: Query
    groups: tuple[Query, ...]
    texts: tuple[str, ...]
    wanted: tuple[Wanted, ...]
    alternatives: tuple[tuple[range, ...], ...] = ()
    neighbours: frozenset[tuple[int, int]] = frozenset()
    expansions: tuple[str, ...] = ()
    understood: tuple[Understood, ...] = ()
    notes: tuple[Note, ...] = ()
    loose: bool = False
    careless: bool = False
    partly: bool = False


STRICT = Reading()
"""Nothing more or less than what was typed."""
