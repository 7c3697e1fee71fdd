"""What a question states, raised where it is true, or required where a field asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexer.facets import gazetteer
from indexer.facets.meetings.kinds import CONGRESS
from indexer.queries import AllOf, AnyOf, Best, Phrase, Query, Range, Term, Without
from indexer.questions import Part, Stated
from indexer.requests import Units
from indexer.understanding import simplifying, weighing
from indexer.understanding.counting import Counted
from indexer.understanding.facts import Fact
from indexer.understanding.vocabulary import Vocabulary
from indexer.understanding.weighing import Weights

Leaves = tuple[Term | Phrase, ...]


def values(fact: Fact, weight: float, vocabulary: Vocabulary) -> list[Term]:
    """The values in an index that a fact means.

    What came after a province that is named is found below what names it.
    """
    if fact.field != "date":
        worth = 0.0 if fact.former else weight if fact.sure else weight * weighing.UNSURE
        return [Term(fact.name, value, worth) for value in fact.values]
    dates = vocabulary.dates("" if fact.any_year else fact.value)
    return [Term("date", date, weight) for date in dates if fact.is_of(date)]


def instead(part: Part, facts: Sequence[Fact], vocabulary: Vocabulary) -> list[Query]:
    """Documents that have a part of facts since they have their values; it scores nothing.

    A part that says several things (TW6: the centre, a conference) has all of them.

    Args:
        part: The part.
        facts: What it says, or belongs to.
        vocabulary: The terms of the index.
    """
    known: dict[str, list[Query]] = {}
    for fact in facts:
        known.setdefault(fact.name, []).extend(_instead(part, fact, vocabulary))
    if len(known) <= 1:
        return [query for found in known.values() for query in found]
    return [AllOf(tuple(AnyOf(tuple(found)) for found in known.values()))]


def worth(facts: Sequence[Fact], vocabulary: Vocabulary) -> float:
    """What ``raising`` adds to a document of which all of them are true, but for its words."""
    total, together = 0.0, dict[str, float]()
    for fact in facts:
        terms = values(fact, weighing.FACTS[fact.name], vocabulary)
        mass = vocabulary.mass(fact.field, [one.term for one in terms])
        total += mass * max((one.weight for one in terms), default=0.0)
        together[fact.name] = mass * weighing.TOGETHER
    return total + (sum(together.values()) if len(together) > 1 else 0.0)


def _instead(part: Part, fact: Fact, vocabulary: Vocabulary) -> list[Query]:
    """Documents that have a value.

    The number of a congress was read as the term of what reports on it. That is no khóa, so there
    the word has to stand.
    """
    found = values(fact, 0.0, vocabulary)
    if fact.name != "term" or part not in fact.cue:
        return [*found]
    return [Without(one, Term("kind", CONGRESS)) for one in found]


def known(fact: Fact, vocabulary: Vocabulary) -> list[Fact]:
    """A fact as the documents of an index may have it.

    Huế was called Thừa Thiên Huế before. A province of which there is no document stands for
    those that came after it.
    """
    names = (fact.value, *(gazetteer.renamed(fact.value) if fact.name == "province" else ()))
    found = [one for name in names if _has(one := replace(fact, value=name), vocabulary)]
    unit = gazetteer.units().get(fact.value) if fact.name == "province" and not found else None
    for successor in unit.successors if unit else ():
        found += known(replace(fact, value=successor, former=True), vocabulary)
    return found


def _has(fact: Fact, vocabulary: Vocabulary) -> bool:
    return any(vocabulary.has(one.field, one.term) for one in values(fact, 0.0, vocabulary))


def meant(node: Stated, vocabulary: Vocabulary) -> list[Fact]:
    """What a field that asks for a province means: what a fact that names it does.

    Args:
        node: What is asked for.
        vocabulary: The terms of the index.
    """
    named = node.values if node.name == "province" else ()
    return [
        fact for value in named for fact in known(Fact("province", value, value, ()), vocabulary)
    ]


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
        if one.named:
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
