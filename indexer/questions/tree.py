"""A question as a tree: words and phrases, values, alternatives, and what is unwanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from indexer.analysis.analyzers import JOINT, PreparedText, words_of
from indexer.results import Excluded, Note

ValueField = Literal["province", "year", "conference", "term", "kind", "level", "date"]
"""What a question can ask of a document beside its words."""


WHOLE_UP_TO = 3
"""So many loose words must all be there; of more, what carries enough."""


@dataclass(frozen=True, slots=True)
class Part:
    """Syllables that must stand side by side: a word, a phrase, a number of a document.

    Attributes:
        text: As typed, without quotes and minus.
        syllables: Normalised, in lower case.
        whole: The term of the whole, where it is written with inner signs; else "".
        quoted: Whether quotes stood around it; then a document must have it.
        begun: Which of the syllables are only the beginning of one (``nghị*``).
        title: Whether only titles count.
    """

    text: str = field(compare=False)
    syllables: tuple[str, ...]
    whole: str = ""
    quoted: bool = False
    begun: frozenset[int] = frozenset()
    title: bool = False

    def __hash__(self) -> int:
        return hash(self.syllables)  # hardly any two of the same differ otherwise

    @property
    def loose(self) -> bool:
        """Whether a long question may do without it."""
        return not (self.quoted or self.title)

    @property
    def texts(self) -> Sequence[str]:
        """Each syllable as typed, where that can be told."""
        texts = self.text.split()
        return texts if len(texts) == len(self.syllables) else self.syllables


@dataclass(frozen=True, slots=True)
class Stated:
    """A value that a document must have: ``năm:2020..2023``.

    Attributes:
        text: As typed.
        name: Which value.
        values: Any of these; empty where an index compares the bounds.
        low: The least value, or None for no bound.
        high: The greatest, or None for no bound.
    """

    text: str = field(compare=False)
    name: ValueField
    values: tuple[str, ...] = ()
    low: str | int | None = None
    high: str | int | None = None

    @property
    def shown(self) -> str:
        """The value, the range, or the values, each as an index has it."""
        if self.low is None and self.high is None:
            return ", ".join(self.values)
        low, high = (str(bound or "") for bound in (self.low, self.high))
        return low if low == high else f"{low}..{high}"


@dataclass(frozen=True, slots=True)
class Every:
    """Everything in ``children`` (of loose words perhaps only most), nothing of ``unwanted``.

    Attributes:
        children: What a document should have.
        unwanted: What it must not have.
        whole: Whether AND was typed, so that no word may be missing.
    """

    children: tuple[Node, ...] = ()
    unwanted: tuple[Node, ...] = ()
    whole: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked."""
        return not (self.children or self.unwanted)

    def each_once(self) -> Iterator[tuple[int, Node]]:
        """The children with their places; what is typed twice is asked once."""
        first: dict[Node, int] = {}
        for place, child in enumerate(self.children):
            first.setdefault(child, place)
        yield from ((place, child) for child, place in first.items())


@dataclass(frozen=True, slots=True)
class Either:
    """Any of ``branches``.

    Attributes:
        text: As typed.
        branches: The alternatives.
    """

    text: str
    branches: tuple[Every, ...]


Node = Part | Stated | Every | Either


@dataclass(frozen=True)
class Question:
    """A question as understood.

    Attributes:
        raw: As typed, cut to ``MAX_QUESTION`` characters.
        normalized: In the index's spelling.
        root: What it asks for.
        excluded: What it excludes, wherever that stands.
        marked: Whether any mark was typed; then missing marks mean something.
        notes: What was cut, repaired or not understood.
    """

    raw: str
    normalized: str
    root: Every = Every()
    excluded: tuple[Excluded, ...] = ()
    marked: bool = False
    notes: tuple[Note, ...] = ()

    def __hash__(self) -> int:
        return hash(self.raw)  # all else is read from it

    @cached_property
    def wanted(self) -> tuple[Part, ...]:
        """The words and phrases a document should have, in order."""
        return tuple(wanted_parts(self.root))

    @property
    def is_longer(self) -> bool:
        """Whether more words were typed than match whole, in an alternative perhaps."""
        return any(map(is_longer, _branches(self.root)))

    @property
    def quotes_in_passing(self) -> bool:
        """Whether a longer question has a phrase beside its words, as prose has."""
        return unquoted(self.root) != self.root

    @property
    def words(self) -> tuple[str, ...]:
        """The words of more than one syllable that pyvi finds, as terms of the words field."""
        texts = [part.text for part in self.wanted]
        if all(map(str.isalnum, texts)):  # as most are
            terms = words_of([part.syllables[0] for part in self.wanted])
        else:  # the full stop gives pyvi the end of sentence it expects
            terms = PreparedText(" ".join([*texts, "."])).words.terms
        return tuple(dict.fromkeys(term for term in terms if JOINT in term))


def _branches(node: Node) -> Iterator[Every]:
    """A branch that is wanted, and those inside it."""
    if isinstance(node, Every):
        yield node
        for child in node.children:
            yield from _branches(child)
    elif isinstance(node, Either):
        for branch in node.branches:
            yield from _branches(branch)


def is_longer(node: Every) -> bool:
    """Whether more words were typed than match whole, and no AND between them."""
    loose = [child for child in node.children if isinstance(child, Part) and child.loose]
    return not node.whole and len(loose) > WHOLE_UP_TO


def unquoted(node: Every) -> Every:
    """The same without the quotes, if there are more words beside them than match whole.

    Args:
        node: What is asked. What must not be there stays as it is.
    """
    if not is_longer(node):
        return node
    children = [one for child in node.children for one in _apart(child)]
    return replace(node, children=tuple(children))


def _apart(node: Node) -> Iterator[Node]:
    if isinstance(node, Part) and node.quoted and not node.title:
        yield from one_by_one(node)
    else:
        yield node


def one_by_one(part: Part) -> Iterator[Part]:
    """The syllables of a part, each as a word without quotes."""
    for i, (text, syllable) in enumerate(zip(part.texts, part.syllables, strict=True)):
        yield Part(text, (syllable,), begun=frozenset({0} if i in part.begun else ()))


def wanted_parts(node: Node) -> Iterator[Part]:
    """The words and phrases of a tree that are wanted, in order."""
    match node:
        case Part():
            yield node
        case Every(children=children) | Either(branches=children):
            for child in children:
                yield from wanted_parts(child)
        case Stated():
            pass


def all_parts(node: Node) -> Iterator[Part]:
    """The words and phrases of a tree, unwanted ones too."""
    match node:
        case Part():
            yield node
        case Every(children, unwanted):
            for child in (*children, *unwanted):
                yield from all_parts(child)
        case Either(branches=branches):
            for branch in branches:
                yield from all_parts(branch)
        case Stated():
            pass
