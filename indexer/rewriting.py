"""A Question becomes a Query tree, in terms: which documents, and what raises them.

``evidence`` says how each part may stand in a text; here the parts become groups, the
groups become one query, and neighbours, words and stated facts raise the rank.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from indexer.evidence import (
    WEIGHTS,
    Contains,
    Slots,
    Wanted,
    expanded,
    facts_of,
    wanted_part,
)
from indexer.queries import (
    EVERYTHING,
    AllOf,
    AnyOf,
    Best,
    Phrase,
    Query,
    Raised,
    Share,
    Term,
    Without,
)
from indexer.questions import Question

TITLE_WEIGHT = 0.5
PAIR_WEIGHT = 0.5
WORD_WEIGHT = 0.1
TOGETHER_WEIGHT = 2.0
"""What each stated fact adds where all of them are true of one article."""
WHOLE_UP_TO = 3
"""Questions of at most this many parts match whole; longer ones by idf mass."""
LEAST_SHARE = 0.35
"""The share of a longer question's idf mass that a document must carry."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A question as an engine is asked it.

    Attributes:
        query: The tree.
        groups: One query a wanted part, in order.
        wanted: The same parts for highlighting.
        expansions: The other forms that are searched as well, as shown.
    """

    query: Query
    groups: tuple[Query, ...]
    wanted: tuple[Wanted, ...]
    expansions: tuple[str, ...]


def rewrite(
    question: Question,
    contains: Contains,
    facts: Sequence[Term] = (),
    *,
    loose: bool = False,
    expand: bool = True,
) -> Rewritten:
    """Turns a question into terms.

    Args:
        question: What was asked.
        contains: Tells which spellings the index has at all.
        facts: What the question states of an article, as terms of the value fields: an
            article that states it too has the words, and ranks higher.
        loose: Read it as if no mark had been typed.
        expand: Search abbreviations in both directions.
    """
    marked = question.marked and not loose
    unwanted = {fact for part in question.excluded for fact in facts_of(part, facts)}
    facts = tuple(fact for fact in facts if fact not in unwanted)
    wanted = tuple(wanted_part(part, contains, marked=marked) for part in question.wanted)
    forms: list[str] = []
    if expand:
        wanted, forms = expanded(wanted, marked=marked)
    wanted = tuple(replace(one, facts=facts_of(one.part, facts)) for one in wanted)
    groups = tuple(_group(one) for one in wanted)
    query = _matching(groups)
    words = (*_pairs(wanted, marked=marked), *_words(question, marked=marked))
    raising = (*words, *facts, *_together(facts))
    if raising:
        query = Raised(query, raising)
    dropped = tuple(_group(wanted_part(p, contains, marked=marked)) for p in question.excluded)
    if dropped:
        query = Without(query, AnyOf(dropped))
    return Rewritten(query, groups, wanted, tuple(dict.fromkeys(forms)))


def _group(wanted: Wanted) -> Query:
    """Documents with the part: in the text, the title, or what was read from them."""
    stated = (replace(fact, weight=0.0) for fact in wanted.facts)  # the fact itself raises
    return AnyOf((_part(wanted, "", 1.0), _part(wanted, "title_", TITLE_WEIGHT), *stated))


def _part(wanted: Wanted, prefix: str, weight: float) -> Query:
    wholes = [Term(prefix + s.field, s.term, weight * WEIGHTS[s.agreement]) for s in wanted.wholes]
    return Best((*wholes, *(query for way in wanted.ways for query in _way(way, prefix, weight))))


def _way(slots: Slots, prefix: str, weight: float) -> list[Term | Phrase]:
    if len(slots) == 1:
        return [Term(prefix + s.field, s.term, weight * WEIGHTS[s.agreement]) for s in slots[0]]
    field = prefix + slots[0][0].field
    exact = tuple((slot[0].term,) for slot in slots)
    loose = tuple(tuple(s.term for s in slot) for slot in slots)
    phrases: list[Term | Phrase] = [Phrase(field, exact, weight * WEIGHTS[slots[0][0].agreement])]
    if loose != exact:
        phrases.append(Phrase(field, loose, weight * WEIGHTS["forgiven"]))
    return phrases


def _together(facts: Sequence[Term]) -> list[Query]:
    """Everything a question states, true of one article: then it is the one asked for."""
    together = tuple(replace(fact, weight=TOGETHER_WEIGHT) for fact in facts)
    return [AllOf(together)] if len(together) > 1 else []


def _matching(groups: tuple[Query, ...]) -> Query:
    if not groups:
        return EVERYTHING
    return AllOf(groups) if len(groups) <= WHOLE_UP_TO else Share(groups, LEAST_SHARE)


def _pairs(wanted: tuple[Wanted, ...], *, marked: bool) -> list[Query]:
    """Syllables that stand side by side in the question: so they should in the text."""
    field = "syllables" if marked else "folded"
    return [
        Phrase(prefix + field, ((left.typed[0][0].term,), (right.typed[0][0].term,)), weight)
        for left, right in pairwise(wanted)
        if len(left.typed) == len(right.typed) == 1
        for prefix, weight in (("", PAIR_WEIGHT), ("title_", PAIR_WEIGHT * TITLE_WEIGHT))
    ]


def _words(question: Question, *, marked: bool) -> list[Query]:
    """Words of pyvi raise the rank; text typed without marks has none."""
    if not marked:
        return []
    return [
        Term(field, word, weight)
        for word in question.words
        for field, weight in (("words", WORD_WEIGHT), ("title_words", WORD_WEIGHT * TITLE_WEIGHT))
    ]
