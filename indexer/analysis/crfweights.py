"""The numbers of pyvi's word model, in the form in which two labels need them."""

from __future__ import annotations

import string
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from indexer.analysis.crfsuite import UnknownModelError, Weights

_PUNCTUATION = set(string.punctuation)


class Shape(NamedTuple):
    """What pyvi's own rule asks of a token, whatever the model says.

    Attributes:
        alone: Whether it is never joined (punctuation, or a leading digit).
        title: Whether it begins with a capital.
    """

    alone: bool
    title: bool

    @classmethod
    def of(cls, token: str) -> Shape:
        """The shape of a token as written."""
        return _SHAPES[token in _PUNCTUATION or token[0].isdigit(), token[0].istitle()]

    def may_continue(self, left: Shape) -> bool:
        """Whether a token of this shape may continue the word that ``left`` is in."""
        return not (left.alone or self.alone or (self.title and not left.title))


_SHAPES = {both: Shape(*both) for both in product((False, True), repeat=2)}


@dataclass(slots=True, eq=False)  # not frozen: that makes each three times as slow to make
class Syllable:
    """What the model knows of one syllable, as differences I_W - B_W.

    Attributes:
        own: Weight of the syllable itself, with the bias.
        before: What it adds to the syllable after it.
        after: What it adds to the syllable before it.
        low: Lower-case form, as the word list has it.
        seconds: Second syllables of any word it begins.
        pairs: Second syllables of the two-syllable words it begins.
        triples: Second syllable to third ones, of the three-syllable words it begins.
        shape: What pyvi's own rule asks of it.
    """

    own: float
    before: float
    after: float
    low: str
    seconds: AbstractSet[str]
    pairs: AbstractSet[str]
    triples: Mapping[str, AbstractSet[str]]
    shape: Shape


class Moves(NamedTuple):
    """The transition weights, as one step of Viterbi on the difference needs them.

    The best difference so far stays under ``from_begin`` or over ``from_in``, or lies
    between; what is added to the next score depends on which.

    Attributes:
        from_begin: At most this: the syllable before begins a word either way.
        from_in: At least this: the syllable before continues a word either way.
        gain_begin: Added after a syllable that begins a word.
        gain_in: Added after a syllable that continues one.
        gain_mixed: What the best difference is taken from, in between.
    """

    from_begin: float
    from_in: float
    gain_begin: float
    gain_in: float
    gain_mixed: float

    @classmethod
    def of(cls, weights: Weights) -> Moves:
        """The moves of a model."""
        return cls(
            weights.begin_begin - weights.in_begin,
            weights.begin_in - weights.in_in,
            weights.begin_in - weights.begin_begin,
            weights.in_in - weights.in_begin,
            weights.begin_in - weights.in_begin,
        )

    def step(self, best: float, score: float) -> float:
        """The best difference at a syllable, from the one before it and its own score."""
        if best <= self.from_begin:
            return score + self.gain_begin
        if best >= self.from_in:
            return score + self.gain_in
        return score + self.gain_mixed - best


class Bonus(NamedTuple):
    """What a word of the word list adds to the scores of its syllables.

    Attributes:
        pair_first: Added to the first of two syllables that are a word.
        pair_second: Added to the second.
        triple_first: Added to the first of three.
        triple_third: Added to the third.
    """

    pair_first: float
    pair_second: float
    triple_first: float
    triple_third: float

    @classmethod
    def of(cls, weights: Mapping[str, float]) -> Bonus:
        """The bonuses of a model.

        Raises:
            UnknownModelError: The model knows no such attributes.
        """
        names = (
            "+1:word.bi_gram()",
            "-1:word.bi_gram()",
            "+2:word.tri_gram()",
            "-2:word.tri_gram()",
        )
        try:
            return cls(*(weights[name] for name in names))
        except KeyError as error:
            raise UnknownModelError(f"the model lacks the attribute {error}") from error
