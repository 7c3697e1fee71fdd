"""What a question states raises the articles of which it is true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer import pruning, weighing
from indexer.counting import Counted
from indexer.evidence import Vocabulary
from indexer.facts import Fact
from indexer.queries import AllOf, Best, Phrase, Query, Term
from indexer.weighing import Weights

Leaves = tuple[Term | Phrase, ...]


def values(fact: Fact, weight: float, vocabulary: Vocabulary) -> list[Term]:
    """The values in an index that a fact means."""
    if fact.name in ("month", "date"):
        return [Term("date", date, weight) for date in vocabulary.dates(fact.value)]
    return [Term(fact.name, fact.value, weight)]


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
        query = pruning.pruned(weighing.counted(one.ways, prefix, weight, weights), vocabulary.has)
        match query:
            case Best(children):
                return children
            case Term() | Phrase():
                return (query,)
        return ()

    return vocabulary.recall(("counted", one.key, prefix, weight, weights), make)
