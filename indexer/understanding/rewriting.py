"""A Question becomes a Query tree, in terms: which documents, and what raises them.

``evidence`` says how each part may stand in a text, ``weighing`` what that is worth; here
the tree of the question is walked, and neighbours, words and stated facts raise the rank.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from indexer.queries import EVERYTHING, AnyOf, Constant, Query, Raised, Without
from indexer.questions import (
    WHOLE_UP_TO,
    Either,
    Every,
    Node,
    Part,
    Question,
    Stated,
    unquoted,
)
from indexer.results import Note, Understood
from indexer.understanding import agreeing, simplifying, stating, weighing
from indexer.understanding.evidence import Wanted, wholes
from indexer.understanding.facts import Fact, read_facts
from indexer.understanding.interrogatives import asking
from indexer.understanding.making import Maker
from indexer.understanding.neighbours import Neighbours, places, side_by_side
from indexer.understanding.readings import STRICT, Reading, Rewritten
from indexer.understanding.vocabulary import MOST_BEGINNINGS, Vocabulary
from indexer.understanding.wordings import AS_TYPED, Wording, Wordings
from indexer.understanding.words import Words

_WALL = Part("", ("|",), quoted=True)
"""Stands for what is no word, where words are read in a row."""


def rewrite(question: Question, vocabulary: Vocabulary, reading: Reading = STRICT) -> Rewritten:
    """Turns a question into terms.

    Args:
        question: What was asked.
        vocabulary: The terms of the index.
        reading: How it is to be read.
    """
    key = question, reading
    return vocabulary.recall_question(key, lambda: _rewritten(question, vocabulary, reading))


def _rewritten(question: Question, vocabulary: Vocabulary, reading: Reading) -> Rewritten:
    marked = question.marked and not reading.loose
    typed = [s for part in question.wanted for s in part.syllables] if marked else []
    weights = reading.weights.for_question(typed)
    careless = weights is not reading.weights
    reading = replace(reading, weights=weights) if careless else reading
    rewriter = _Rewriter(vocabulary, reading, marked=marked)
    # Text typed without marks has no words.
    words = (
        simplifying.held(weighing.words(question.words, weights), vocabulary.has) if marked else ()
    )
    root = rewriter.branch(question.root, raising=words)
    return Rewritten(
        root.query,
        tuple(root.groups),
        tuple(root.texts),
        tuple(rewriter.wanted),
        tuple(rewriter.alternatives),
        frozenset(rewriter.neighbours),
        tuple(rewriter.expansions),
        tuple(dict.fromkeys(rewriter.understood)),
        tuple(rewriter.notes),
        question.marked and reading.loose,
        careless and question.is_longer,
        reading.partly,
    )


@dataclass(slots=True)
class _Branch:
    """What becomes of one ``Every``."""

    kept: Query = EVERYTHING
    typed: Query | None = None
    dropped: tuple[Query, ...] = ()
    groups: list[Query] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def query(self) -> Query:
        return Without(self.kept, AnyOf(self.dropped)) if self.dropped else self.kept


class _Rewriter:
    """Rewrites one question, and gathers what is to be said of it."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        reading: Reading,
        *,
        marked: bool,
        excludes: bool = False,
    ) -> None:
        self.wanted: list[Wanted] = []
        self.alternatives: list[tuple[range, ...]] = []
        self.neighbours: set[tuple[int, int]] = set()
        self.expansions: dict[str, None] = {}
        self.understood: list[Understood] = []
        self.notes: list[Note] = []
        self._vocabulary = vocabulary
        self._reading = reading
        self._weights = reading.weights
        self._marked = marked
        self._excludes = excludes
        self._maker = Maker(vocabulary, reading.weights, marked=marked, excludes=excludes)
        self._pairs = Neighbours(vocabulary, reading.weights, marked=marked)

    def branch(
        self, node: Every, inner: int | None = None, raising: tuple[Query, ...] = ()
    ) -> _Branch:
        """What must be there, what must not, and what raises.

        Args:
            node: The branch.
            inner: The group of the whole question that it is a part of, if it is one.
            raising: What raises beside neighbours and facts.
        """
        node = unquoted(node) if self._reading.unquoted else node
        row = [child if isinstance(child, Part) else _WALL for child in node.children]
        words = Words(row)
        facts = self._facts(words)
        self.understood += [Understood(fact.name, fact.value, fact.text) for fact in facts]
        wordings = self._wordings(words)
        names = words.whole_names()
        branch = _Branch()
        loose: list[Query] = []
        needed: list[Query] = []
        whole = node.whole or self._excludes
        passed = set[int]() if whole else self._asking(words)
        spans: dict[Node, range] = {}
        asked: list[agreeing.Group] = []
        for i, child in node.each_once():
            if i in passed:
                continue
            number = len(asked) if inner is None else inner
            before = len(self.wanted)
            if isinstance(child, Part):
                stated = tuple(fact for fact in facts if child in (*fact.cue, *fact.parts))
                query, meant = self._group(child, wordings.of(child), stated, number)
                asked.append(agreeing.Group(meant, self.wanted[before]))
            else:
                query, typed = self._node(child, number)
                asked.append(agreeing.Group(meant := query, typed=typed))
            spans[child] = range(before, len(self.wanted))
            is_loose = isinstance(child, Part) and child.loose
            (loose if is_loose else needed).append(meant if whole or inner is not None else query)
            branch.texts.append("" if isinstance(child, Every) else names.get(child, child.text))
        self.neighbours.update(side_by_side(spans.get(child) for child in node.children))
        branch.groups = [one.query for one in asked]
        whole = whole or self._must_be_whole(len(loose), outermost=inner is None)
        if whole and not self._excludes:
            branch.typed = agreeing.as_typed(asked, self._vocabulary, self._weights)
        branch.kept = weighing.matching(loose, needed, None if whole else self._weights)
        raising = (
            *self._maker.apart(row),
            *self._pairs.raising(places(row, passed, wordings)),
            *self._maker.in_short(wordings),
            *stating.raising(facts, wordings.counted, self._vocabulary, self._weights),
            *raising,
            *(self._agreeing(branch, row, () if whole else facts) if inner is None else ()),
        )
        if raising:
            branch.kept = Raised(branch.kept, raising)
        branch.dropped = tuple(self._unwanted(child) for child in node.unwanted)
        return branch

    def _must_be_whole(self, words: int, *, outermost: bool) -> bool:
        """Whether a branch has to match whole: an alternative always, if any document can."""
        if self._reading.whole:
            return True
        if outermost:
            return words <= WHOLE_UP_TO and not self._reading.partly
        return words <= WHOLE_UP_TO or not self._reading.partly

    def _agreeing(
        self, branch: _Branch, row: Sequence[Part], facts: Sequence[Fact]
    ) -> Iterator[Query]:
        """What raises where all of the question stands as typed.

        A fact may be misread, or true of much else: it adds no more than the question does that
        stands in a text word by word.
        """
        if branch.typed:
            yield Constant(branch.typed, self._weights.agreeing)
        part = agreeing.word_by_word(row) if facts else None
        if part and self._vocabulary.may_have_in_a_row(part.syllables):
            yield Constant(self._maker.as_typed(part), stating.worth(facts, self._vocabulary))

    def _node(self, node: Node, number: int) -> agreeing.Found:
        match node:
            case Part():
                return self._group(node, AS_TYPED, (), number)[0], None
            case Stated():
                return self._stated(node), None
            case Either(branches=branches):
                return agreeing.either(self._alternatives(branches, number))
            case Every():
                return self._alternatives([node], number)[0]

    def _alternatives(self, branches: Sequence[Every], number: int) -> list[agreeing.Found]:
        found, parts = [], []
        for node in branches:
            first = len(self.wanted)
            branch = self.branch(node, number)
            found.append((branch.query, branch.typed))
            parts.append(range(first, len(self.wanted)))
        self.alternatives.append(tuple(parts))
        return found

    def _stated(self, node: Stated) -> Query:
        """What a field asks for; a province that no document has, of those that came after it."""
        facts = stating.meant(node, self._vocabulary)
        if self._excludes:  # which would leave out what was not named
            facts = [fact for fact in facts if not fact.former]
        asked = replace(node, values=tuple(fact.value for fact in facts) or node.values)
        self.understood.append(Understood(node.name, asked.shown, node.text, narrows=True))
        if any(fact.former for fact in facts):
            args = {"part": ", ".join(node.values), "list": asked.shown}
            self.notes.append(Note("came_after", args))
        return stating.required(asked, self._reading.units)

    def _unwanted(self, node: Node) -> Query:
        """What is excluded is neither marked nor counted, and means only what was typed."""
        marked = self._marked or self._reading.loose  # other marks than typed are never excluded
        reading = replace(self._reading, expand=False, unquoted=False, loose=False)
        apart = _Rewriter(self._vocabulary, reading, marked=marked, excludes=True)
        query, _ = apart._node(node, 0)
        self.notes += apart.notes
        return query

    def _group(
        self, part: Part, wording: Wording, facts: tuple[Fact, ...], number: int
    ) -> tuple[Query, Query]:
        """Documents that may have a part, and those of them that have it as it is meant."""
        typed = wording.apart or wording.named or self._maker.slots(part)
        for i in part.begun:
            if len(typed[i]) > MOST_BEGINNINGS:
                args = {"part": part.text, "limit": str(MOST_BEGINNINGS)}
                self.notes.append(Note("prefix_cut", args))
        wanted = Wanted(part, typed, wholes(part), wording.ways, facts, number)
        self.wanted.append(wanted)
        return self._maker.group(wanted, wording.key)

    def _wordings(self, words: Words) -> Wordings:
        """In which other words the parts may stand, if that is asked for."""
        words = Words(()) if self._excludes else words
        expand = self._reading.expand
        found = Wordings(words, self._vocabulary, marked=self._marked, expand=expand)
        self.expansions |= found.texts
        return found

    def _facts(self, words: Words) -> list[Fact]:
        """What is stated, if it may be used and any document has the value."""
        if self._excludes:
            return []
        plain, vocabulary = self._reading.plain, self._vocabulary
        found = (stating.known(fact, vocabulary) for fact in read_facts(words))
        return [fact for facts in found for fact in facts if fact.name not in plain]

    def _asking(self, words: Words) -> set[int]:
        """The parts that only ask, if there are others."""
        found = asking(words)
        texts = (" ".join(words.parts[part].text for part in parts) for parts in found)
        self.notes += [Note("only_asks", {"part": text}) for text in texts]
        return {part for parts in found for part in parts}
