"""A Question becomes a Query tree, in terms: which documents, and what raises them.

``evidence`` says how each part may stand in a text; here the parts become groups, the
groups become one query, and neighbours, words and stated facts raise the rank.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from indexer.abbreviations import expansions
from indexer.analysis.filters import fold_term
from indexer.evidence import (
    MOST_BEGINNINGS,
    WEIGHTS,
    Agreement,
    Slot,
    Slots,
    Vocabulary,
    Wanted,
    wholes,
)
from indexer.facets import gazetteer
from indexer.facts import Fact, Words, read_facts
from indexer.numerals import numeral_forms
from indexer.queries import (
    EVERYTHING,
    AllOf,
    AnyOf,
    Best,
    Phrase,
    Query,
    Raised,
    Range,
    Share,
    Term,
    Without,
)
from indexer.questions import Either, Every, Node, Part, Question, Stated
from indexer.requests import FactName, Units
from indexer.results import Note, Understood

TITLE_WEIGHT = 0.5
PAIR_WEIGHT = 0.5
WORD_WEIGHT = 0.1
FACT_WEIGHTS: dict[FactName, float] = {
    "conference": 2.0,
    "province": 1.0,
    "term": 1.0,
    "year": 1.0,
    "month": 1.0,
}
"""A conference number says most: it is what a reader who types one is looking for."""
TOGETHER_WEIGHT = 2.0
"""What each stated fact adds where all of them are true of one article."""
WHOLE_UP_TO = 3
"""Questions of at most this many loose parts match whole; longer ones by idf mass."""
LEAST_SHARE = 0.35
"""The share of a longer question's idf mass that a document must carry."""

_WALL = Part("", ("|",), quoted=True)
"""Stands for what is no word, where words are read in a row."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a question is to be read.

    Attributes:
        loose: As if no mark had been typed.
        expand: With abbreviations and numerals in both directions.
        plain: Facts of these kinds are only words.
        units: By which units provinces are named.
    """

    loose: bool = False
    expand: bool = True
    plain: frozenset[str] = frozenset()
    units: Units = "written"


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A question as an engine is asked it.

    Attributes:
        query: The tree.
        groups: One query for each thing the question asks for, in order.
        texts: The same as typed.
        wanted: Its words and phrases, for highlighting.
        expansions: The other forms that are searched as well, as shown.
        understood: The values it was understood to name.
        notes: What could not be searched as it was typed.
    """

    query: Query
    groups: tuple[Query, ...]
    texts: tuple[str, ...]
    wanted: tuple[Wanted, ...]
    expansions: tuple[str, ...] = ()
    understood: tuple[Understood, ...] = ()
    notes: tuple[Note, ...] = ()


def rewrite(question: Question, vocabulary: Vocabulary, reading: Reading = Reading()) -> Rewritten:
    """Turns a question into terms.

    Args:
        question: What was asked.
        vocabulary: The terms of the index.
        reading: How it is to be read.
    """
    rewriter = _Rewriter(vocabulary, reading, marked=question.marked and not reading.loose)
    root = rewriter.branch(question.root)
    words = _words(question) if rewriter.marked else ()
    kept: Query = Raised(root.kept, words) if words else root.kept
    return Rewritten(
        Without(kept, AnyOf(root.dropped)) if root.dropped else kept,
        tuple(group for group, _ in root.groups),
        tuple(text for _, text in root.groups),
        tuple(rewriter.wanted),
        tuple(rewriter.expansions),
        tuple(dict.fromkeys(rewriter.understood)),
        tuple(rewriter.notes),
    )


@dataclass(slots=True)
class _Branch:
    """What becomes of one ``Every``."""

    kept: Query = EVERYTHING
    dropped: tuple[Query, ...] = ()
    groups: list[tuple[Query, str]] = field(default_factory=list)

    @property
    def query(self) -> Query:
        return Without(self.kept, AnyOf(self.dropped)) if self.dropped else self.kept


class _Rewriter:
    """Rewrites one question, and gathers what is to be said of it."""

    def __init__(self, vocabulary: Vocabulary, reading: Reading, *, marked: bool) -> None:
        self.marked = marked
        self.wanted: list[Wanted] = []
        self.expansions: dict[str, None] = {}
        self.understood: list[Understood] = []
        self.notes: list[Note] = []
        self._vocabulary = vocabulary
        self._reading = reading

    def branch(self, node: Every, *, inner: int | None = None) -> _Branch:
        """What must be there, and what must not.

        Args:
            node: The branch.
            inner: The group of the whole question that it is inside of, if it is.
        """
        row = [child if isinstance(child, Part) else _WALL for child in node.children]
        words = Words(row)
        facts = [fact for fact in read_facts(words) if self._is_known(fact)]
        others = self._others(words)
        branch = _Branch()
        loose: dict[Node, Query] = {}
        needed: dict[Node, Query] = {}
        for i, child in enumerate(node.children):
            key = replace(child, text="") if isinstance(child, (Part, Stated)) else child
            if key in loose or key in needed:
                continue
            number = len(branch.groups) if inner is None else inner
            if isinstance(child, Part):
                wanted = self._wanted(child)
                stated = tuple(fact for fact in facts if i in fact.parts)
                wanted = replace(wanted, others=others.get(i, ()), facts=stated, group=number)
                self.wanted.append(wanted)
                group = self._group(wanted)
                text = child.text
            else:
                group, text = self._node(child, number), _text(child)
            (loose if isinstance(child, Part) and child.loose else needed)[key] = group
            branch.groups.append((group, text))
        branch.kept = _matching(tuple(loose.values()), tuple(needed.values()), whole=node.whole)
        raising = (*self._pairs(row), *self._stated_facts(facts))
        if raising:
            branch.kept = Raised(branch.kept, raising)
        branch.dropped = tuple(self._unwanted(child) for child in node.unwanted)
        self.understood += [_understood(fact, row) for fact in facts]
        return branch

    def _node(self, node: Node, number: int) -> Query:
        match node:
            case Stated():
                shown = ", ".join(node.values) or f"{node.low or ''}..{node.high or ''}"
                self.understood.append(Understood(node.field, shown, node.text, narrows=True))
                return self._stated(node)
            case Either(branches=branches):
                return AnyOf(tuple(self.branch(one, inner=number).query for one in branches))
            case Every():
                return self.branch(node, inner=number).query
            case Part():
                return self._group(self._wanted(node))

    def _unwanted(self, node: Node) -> Query:
        """What is excluded is neither marked nor counted."""
        apart = _Rewriter(
            self._vocabulary, replace(self._reading, expand=False), marked=self.marked
        )
        return apart._node(node, 0)

    def _is_known(self, fact: Fact) -> bool:
        """Whether a fact may be used, and any document has the value."""
        if fact.name in self._reading.plain:
            return False
        if fact.name == "month":
            return bool(self._vocabulary.dates(fact.value))
        return self._vocabulary.has(fact.name, fact.value)

    def _wanted(self, part: Part) -> Wanted:
        typed = self._vocabulary.slots(part, marked=self.marked)
        for i in part.begun:
            if len(typed[i]) > MOST_BEGINNINGS:
                limit = str(MOST_BEGINNINGS)
                self.notes.append(Note("prefix_cut", {"part": part.text, "limit": limit}))
        return Wanted(part, typed, wholes(part))

    def _others(self, words: Words) -> dict[int, tuple[Slots, ...]]:
        """For each part, its other forms, where a stretch of whole parts has some."""
        if not self._reading.expand:
            return {}
        others: dict[int, tuple[Slots, ...]] = {}
        for found in (*expansions(words.typed), *numeral_forms(words)):
            parts = words.owning(found.start, found.end)
            if sum(owner in parts for owner in words.owners) != found.end - found.start:
                continue  # it begins or ends inside a phrase
            forms = [self._vocabulary.abbreviated(f, marked=self.marked) for f in found.others]
            self.expansions.update(dict.fromkeys(form.text for form in found.others))
            for part in parts:
                others[part] = (*others.get(part, ()), *forms)
        return others

    def _stated(self, node: Stated) -> Query:
        """Documents with a value; it scores nothing."""
        if not node.values:
            return Range(node.field, node.low, node.high)
        if node.field == "province" and self._reading.units == "today":
            return _any(Term("province_today", gazetteer.today(v), 0.0) for v in node.values)
        return _any(Term(node.field, value, 0.0) for value in node.values)

    def _group(self, wanted: Wanted) -> Query:
        """Documents with the part: in the text, the title, or what was read from them."""
        if wanted.part.title:
            return _part(wanted, "title_", 1.0)
        stated = (term for fact in wanted.facts for term in self._terms(fact, 0.0))
        # the fact itself raises
        return AnyOf((_part(wanted, "", 1.0), _part(wanted, "title_", TITLE_WEIGHT), *stated))

    def _stated_facts(self, facts: Sequence[Fact]) -> Iterator[Query]:
        """What is stated raises; all of it true of one article: then it is the one asked for."""
        names = dict.fromkeys(fact.name for fact in facts)
        for fact in facts:
            yield _any(self._terms(fact, FACT_WEIGHTS[fact.name]))
        if len(names) > 1:
            yield AllOf(
                tuple(
                    _any(t for f in facts if f.name == n for t in self._terms(f, TOGETHER_WEIGHT))
                    for n in names
                )
            )

    def _terms(self, fact: Fact, weight: float) -> list[Term]:
        if fact.name == "month":
            return [Term("date", date, weight) for date in self._vocabulary.dates(fact.value)]
        return [Term(fact.name, fact.value, weight)]

    def _pairs(self, row: Sequence[Part]) -> Iterator[Query]:
        """Syllables that stand side by side in the question: so they should in the text."""
        pairs: dict[Phrase, None] = {}
        for left, right in pairwise(row):
            if all(len(p.syllables) == 1 and p.loose and not p.begun for p in (left, right)):
                pairs[self._pair(left.syllables[0], right.syllables[0])] = None
        for pair in pairs:
            yield pair
            yield replace(pair, field=f"title_{pair.field}", weight=PAIR_WEIGHT * TITLE_WEIGHT)

    def _pair(self, *typed: str) -> Phrase:
        if not self.marked:
            return Phrase("folded", tuple((fold_term(s),) for s in typed), PAIR_WEIGHT)
        slots = [self._vocabulary.slot(syllable, marked=True) for syllable in typed]
        if any(spelling.agreement == "forgiven" for slot in slots for spelling in slot):
            return Phrase("folded", tuple((fold_term(s),) for s in typed), PAIR_WEIGHT)
        return Phrase("syllables", tuple((s,) for s in typed), PAIR_WEIGHT)


def _understood(fact: Fact, row: Sequence[Part]) -> Understood:
    text = " ".join(row[part].text for part in fact.parts)
    return Understood(fact.name, fact.value, text)


def _text(node: Node) -> str:
    return "" if isinstance(node, Every) else node.text


def _any(queries: Iterator[Term] | Sequence[Term]) -> Query:
    terms = tuple(queries)
    return terms[0] if len(terms) == 1 else Best(terms)


def _part(wanted: Wanted, prefix: str, weight: float) -> Query:
    whole = [Term(prefix + s.field, s.term, weight * WEIGHTS[s.agreement]) for s in wanted.wholes]
    return Best((*whole, *(query for way in wanted.ways for query in _way(way, prefix, weight))))


def _way(slots: Slots, prefix: str, weight: float) -> Iterator[Term | Phrase]:
    if len(slots) == 1:
        for s in slots[0]:
            yield Term(prefix + s.field, s.term, weight * WEIGHTS[s.agreement])
        return
    field_name = prefix + next((slot[0].field for slot in slots if slot), "syllables")
    before: tuple[tuple[str, ...], ...] = ()
    for agreement in WEIGHTS:
        agreeing = tuple(_at_least(slot, agreement) for slot in slots)
        if all(agreeing) and agreeing != before:
            yield Phrase(field_name, agreeing, weight * WEIGHTS[agreement])
            before = agreeing


def _at_least(slot: Slot, agreement: Agreement) -> tuple[str, ...]:
    return tuple(s.term for s in slot if WEIGHTS[s.agreement] >= WEIGHTS[agreement])


def _matching(loose: tuple[Query, ...], needed: tuple[Query, ...], *, whole: bool) -> Query:
    """Everything of a short question, of a long one enough; phrases and values always."""
    if whole or len(loose) <= WHOLE_UP_TO:
        groups = (*loose, *needed)
        return groups[0] if len(groups) == 1 else AllOf(groups)
    share = Share(loose, LEAST_SHARE)
    return AllOf((*needed, share)) if needed else share


def _words(question: Question) -> tuple[Query, ...]:
    """Words of pyvi raise the rank; text typed without marks has none."""
    return tuple(
        Term(field_name, word, weight)
        for word in question.words
        for field_name, weight in (
            ("words", WORD_WEIGHT),
            ("title_words", WORD_WEIGHT * TITLE_WEIGHT),
        )
    )
