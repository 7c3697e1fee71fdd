"""What a question states, raised where it is true, or required where a field asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.facets import gazetteer
from indexer.queries import AllOf, Best, Phrase, Query, Range, Term
from indexer.questions import Stated
from indexer.requests import Units
from indexer.understanding import simplifying, weighing
from indexer.understanding.counting import Counted
from indexer.understanding.evidence import Vocabulary
from indexer.understanding.facts import Fact
from indexer.understanding.weighing import Weights

Leaves = tuple[Term | Phrase, ...]


def values(fact: Fact, weight: float, vocabulary: Vocabulary) -> list[Term]:
    """The values in an index that a fact means."""
    if fact.name in ("month", "date"):
        return [Term("date", date, weight) for date in vocabulary.dates(fact.value)]
    return [Term(fact.name, fact.value, weight)]


def is_known(fact: Fact, vocabulary: Vocabulary) -> bool:
    """Whether any document has a value that a fact means."""
    return any(vocabulary.has(one.field, one.term) for one in values(fact, 0.0, vocabulary))


def required(node: Stated, units: Units) -> Query:
    """Documents with a value that a field asks for; it scores nothing.

    Args:
        node: What is asked for.
        units: By which units provinces are named.
    """
    if not node.values:
        return Range(node.name, node.low, node.high)
    if node.name == "province" and units == "today":
        today = [gazetteer.today(value) for value in node.values]
        return weighing.one_of([Term("province_today", value, 0.0) for value in today])
    return weighing.one_of([Term(node.name, value, 0.0) for value in node.values])


def raising(
    facts: Sequence[Fact], counted: Sequence[Counted], vocabulary: Vocabulary, weights: Weights
) -> Iterator[Query]:
    """What is stated raises; all of it true of one article: then it is the one asked for.

    A congress is no value of an article, so its title has to tell.

    Args:
        facts: The values that are stated.
        counted: The numbers beside a cue.
        vocabulary: The terms of the index.
        weights: What each thing is worth.
    """
    together: dict[str, list[Term | Phrase]] = {}
    for fact in facts:
        yield weighing.one_of(values(fact, weighing.FACTS[fact.name], vocabulary))
        more = values(fact, weighing.TOGETHER, vocabulary)
        together.setdefault(fact.name, []).extend(more)
    for one in counted:
        for prefix in ("", "title_"):
            found = _beside_cue(one, prefix, weights.counted, vocabulary, weights)
            if found:
                yield Best(found)
        if one.kind == "congress":
            named = _beside_cue(one, "title_", weighing.TOGETHER, vocabulary, weights)
            together.setdefault(one.kind, []).extend(named)
    stated = [Best(tuple(queries)) for queries in together.values() if queries]
    if len(stated) > 1:
        yield AllOf(tuple(stated))


def _beside_cue(
    one: Counted, prefix: str, weight: float, vocabulary: Vocabulary, weights: Weights
) -> Leaves:
    """The ways to write a number beside its cue that any document has."""

    def make() -> Leaves:
        query = simplifying.simplified(
            weighing.counted(one.ways, prefix, weight, weights), vocabulary.has
        )
        match query:
            case Best(children):
                return children
            case Term() | Phrase():
                return (query,)
        return ()

    return vocabulary.recall(("counted", one.key, prefix, weight, weights), make)
