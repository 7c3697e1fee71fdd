"""What stands in one pair of parentheses, as far as it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from indexer.questions.lexer import Token
from indexer.questions.tree import Either, Every, Node
from indexer.results import Excluded


class Exclusion(NamedTuple):
    """Something that is excluded.

    Attributes:
        what: What is shown of it.
        where: The parentheses in which it stands, as typed.
        confined: Whether it holds only there, since there are alternatives to them.
    """

    what: Excluded
    where: str = ""
    confined: bool = False


@dataclass(slots=True)
class Frame:
    """One pair of parentheses, or the whole question.

    Attributes:
        start: Where it begins.
        minus: Where the minus before it stands, or None.
        branches: What OR separates.
        whole: Of each branch, whether AND stands in it.
        unwanted: What is excluded.
        excluded: What is shown of that, and of what is excluded further in.
        waiting: An AND that nothing follows yet, or None.
        either: The last OR, as typed.
    """

    start: int
    minus: int | None = None
    branches: list[list[Node]] = field(default_factory=lambda: [[]])
    whole: list[bool] = field(default_factory=lambda: [False])
    unwanted: list[Node] = field(default_factory=list)
    excluded: list[Exclusion] = field(default_factory=list)
    waiting: Token | None = None
    either: str = ""

    def want(self, nodes: Sequence[Node]) -> None:
        """Adds to what the last branch asks for."""
        self.branches[-1] += nodes
        if nodes and self.waiting:
            self.join()

    def exclude(self, nodes: Sequence[Node], shown: Excluded) -> None:
        """Adds to what is excluded."""
        self.unwanted += nodes
        self.excluded.append(Exclusion(shown))
        self.join()

    def join(self) -> None:
        """What AND waited for is there."""
        self.whole[-1] |= self.waiting is not None
        self.waiting = None

    def exclusions(self, where: str) -> list[Exclusion]:
        """What is excluded in these parentheses, as it is for what stands around them."""
        alternatives = sum(map(bool, self.branches)) > 1
        return [
            one._replace(confined=True)
            if one.confined or (alternatives and one.where)
            else one._replace(where=where)
            for one in self.excluded
        ]

    def node(self, text: str) -> Every | Either:
        """The tree of what was read."""
        branches = [
            Every(tuple(branch), (), whole)
            for branch, whole in zip(self.branches, self.whole, strict=True)
            if branch
        ]
        if len(branches) <= 1:
            one = branches[0] if branches else Every()
            return replace(one, unwanted=tuple(self.unwanted))
        either = Either(text, tuple(branches))
        return Every((either,), tuple(self.unwanted)) if self.unwanted else either
