"""What bulk analysis keeps of every distinct piece, syllable, word and term: numbers."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from indexer.analysis import tokenizer
from indexer.analysis.analyzers import ASIDE, CHAINS, Unit, join, plain
from indexer.analysis.bulkwords import BulkWords
from indexer.analysis.columns import Flags, Growing, Ints, Numbering, Ragged
from indexer.analysis.filters import has_marks
from indexer.analysis.pieces import Compound, read_piece

_SECOND = 32
"""Bits of the second number in a key of two."""


class Forms:
    """A chain's vocabulary, and which of its terms each unit becomes."""

    def __init__(self, chain: str, units: dict[Unit, Numbering[str]]) -> None:
        self.chain = CHAINS[chain]
        self._units = units[self.chain.unit]
        self._same = self.chain.form is plain
        self.vocabulary: Numbering[str] = self._units if self._same else Numbering()
        self._known = np.full(0, -1, np.int32)

    def of(self, units: Ints, bare: Flags) -> Ints:
        """The term number of each unit, in a bare line or not."""
        if self._same:
            return units
        keys = units * 2 + bare
        new = np.full(2 * len(self._units) - len(self._known), -1, np.int32)
        self._known = np.append(self._known, new)
        for key in np.unique(keys[self._known[keys] < 0]).tolist():
            term = self.chain.form(self._units.terms[key // 2], bool(key % 2))
            self._known[key] = self.vocabulary[term]
        return self._known[keys]

    def set_aside(self, numbers: Ints, aside: Flags) -> Ints:
        """The term numbers, those of page furniture as terms of their own."""
        found, places = np.unique(numbers[aside], return_inverse=True)
        terms = self.vocabulary.terms
        moved = [self.vocabulary[ASIDE + terms[number]] for number in found.tolist()]
        numbers = numbers.copy()
        numbers[aside] = np.array(moved, numbers.dtype)[places]
        return numbers


class Memory(dict[str, int]):
    """Piece to number: whatever is looked up has been read.

    Attributes:
        lengths: By piece number, its length and the space after it.
        tokens: By piece number, the number and the role of each token.
        syllables: By piece number, each one's number, start, end and token.
        compounds: By piece number, each one's number, first syllable and end.
        token: Token to number.
        units: Plain terms to numbers.
        forms: Chain to its vocabulary.
    """

    def __init__(self) -> None:
        super().__init__()
        self.lengths = Growing("i")
        self.tokens = Ragged("i", "b")
        self.syllables = Ragged("i", "i", "i", "i")
        self.compounds = Ragged("i", "i", "i")
        self.token: Numbering[str] = Numbering()
        self.units: dict[Unit, Numbering[str]] = {
            "syllable": Numbering(),
            "word": Numbering(),
            "compound": Numbering(),
        }
        self.forms = {chain: Forms(chain, self.units) for chain in CHAINS}
        model = tokenizer.model()
        self._words = None if model is None else BulkWords(model)
        self._marked = Growing("b")
        self._word_alone = Growing("i")
        self._longer: dict[int, int] = {}

    def __missing__(self, piece: str) -> int:
        tokens, roles, terms, starts, ends, owners, compounds = read_piece(piece)
        token, role = self.tokens.columns
        token.extend(map(self.token.__getitem__, tokens))
        role.frombytes(roles)
        self.tokens.sizes.append(len(tokens))
        syllable, start, end, owner = self.syllables.columns
        syllable.extend(map(self.units["syllable"].__getitem__, terms))
        start.extend(starts)
        end.extend(ends)
        owner.extend(owners)
        self.syllables.sizes.append(len(terms))
        self._add_compounds(compounds)
        self.lengths.append(len(piece) + 1)
        number = self[piece] = len(self)
        return number

    def _add_compounds(self, compounds: tuple[Compound, ...]) -> None:
        columns, number = self.compounds.columns, self.units["compound"]
        for term, first, end in compounds:
            for column, value in zip(columns, (number[term], first, end), strict=True):
                column.append(value)
        self.compounds.sizes.append(len(compounds))

    @property
    def size(self) -> int:
        """How much is kept, in entries of about the same size."""
        named = sum(map(len, self.units.values())) + len(self.token) + len(self)
        return named + len(self.tokens) + len(self.syllables)

    def marked(self, syllables: Ints) -> Flags:
        """Which syllables carry a mark."""
        for term in self.units["syllable"].terms[len(self._marked) :]:
            self._marked.append(has_marks(term))
        return self._marked.values()[syllables].astype(bool)

    def joins(self, tokens: Ints, first: Flags) -> Flags:
        """For each token, whether it continues the word before it; see ``BulkWords``."""
        if self._words is None:
            return self._joined_one_by_one(tokens, first)
        for token in self.token.terms[len(self._words) :]:
            self._words.add(token)
        return self._words.joins(tokens, first)

    def words_alone(self, syllables: Ints) -> Ints:
        """The number of the word that each syllable is when it stands alone."""
        for term in self.units["syllable"].terms[len(self._word_alone) :]:
            self._word_alone.append(self.units["word"][term])
        alone: Ints = self._word_alone.values()[syllables]
        return alone

    def longer_words(self, words: Ints, syllables: Ints) -> Ints:
        """The number of each word with one more syllable at its end."""
        keys, places = np.unique(words.astype(np.int64) << _SECOND | syllables, return_inverse=True)
        return np.array([self._longer_word(key) for key in keys.tolist()], np.int32)[places]

    def _longer_word(self, key: int) -> int:
        number = self._longer.get(key)
        if number is None:
            left = self.units["word"].terms[key >> _SECOND]
            right = self.units["syllable"].terms[key & ((1 << _SECOND) - 1)]
            number = self._longer[key] = self.units["word"][join(left, right)]
        return number

    def _joined_one_by_one(self, tokens: Ints, first: Flags) -> Flags:
        joined: list[bool] = []
        starts = [*np.flatnonzero(first).tolist(), len(tokens)]
        for start, end in pairwise(starts):
            named = [self.token.terms[token] for token in tokens[start:end].tolist()]
            joined += tokenizer.joins(named)
        return np.array(joined, bool)
