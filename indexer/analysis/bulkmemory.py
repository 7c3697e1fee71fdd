"""What bulk analysis keeps of every distinct piece, syllable, word and term: numbers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, compress, pairwise

import numpy as np

from indexer.analysis import tokenizer
from indexer.analysis.analyzers import ASIDE, CHAINS, Unit, join, plain
from indexer.analysis.bulkreading import Read, is_simple, read_alone, read_together
from indexer.analysis.bulkwords import BulkWords
from indexer.analysis.columns import Flags, Growing, Ints, Numbering, PairNumbers, Ragged
from indexer.analysis.filters import has_marks

# Bytes, roughly: a string with its place in a dictionary and a list; a row of a column.
_NAMED, _ENTRY = 200, 16


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
        for key in np.unique(keys[self._known.take(keys) < 0]).tolist():
            term = self.chain.form(self._units.terms[key // 2], bool(key % 2))
            self._known[key] = self.vocabulary[term]
        found: Ints = self._known.take(keys)
        return found

    def set_aside(self, numbers: Ints, aside: Flags) -> Ints:
        """The term numbers, those of page furniture as terms of their own."""
        found, places = np.unique(numbers[aside], return_inverse=True)
        terms = self.vocabulary.terms
        moved = [self.vocabulary[ASIDE + terms[number]] for number in found.tolist()]
        numbers = numbers.copy()
        numbers[aside] = np.array(moved, numbers.dtype)[places]
        return numbers


class Memory(dict[str, int]):
    """Piece to number: whatever is looked up gets one, and is read with the next ``read``.

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
        self.lengths = Growing()
        self.tokens = Ragged(np.int32, np.int8)
        self.syllables = Ragged(np.int32, np.int32, np.int32, np.int32)
        self.compounds = Ragged(np.int32, np.int32, np.int32)
        self.token: Numbering[str] = Numbering()
        self.units: dict[Unit, Numbering[str]] = {
            "syllable": Numbering(),
            "word": Numbering(),
            "compound": Numbering(),
        }
        self.forms = {chain: Forms(chain, self.units) for chain in CHAINS}
        model = tokenizer.model()
        self._words = None if model is None else BulkWords(model)
        self._unread: list[str] = []
        self._letters = 0
        self._marked = Growing(np.bool_)
        self._word_alone = Growing()
        self._longer = PairNumbers()

    def __missing__(self, piece: str) -> int:
        number = self[piece] = len(self)
        self._unread.append(piece)
        return number

    def pieces(self, texts: Sequence[str]) -> tuple[Ints, Ints]:
        """The pieces of texts in a row, and how many each text has."""
        counts = np.array([text.count(" ") + 1 for text in texts], np.int32)
        split = chain.from_iterable(text.split(" ") for text in texts)
        pieces = np.fromiter(map(self.__getitem__, split), np.int32, counts.sum())
        if self._unread:
            self._read()
        return pieces, counts

    @property
    def size(self) -> int:
        """About how many bytes are kept."""
        named = sum(map(len, self.units.values())) + len(self.token) + len(self)
        return named * _NAMED + (len(self.tokens) + len(self.syllables)) * _ENTRY + self._letters

    def _read(self) -> None:
        """Reads all pieces that were looked up and not yet read."""
        simple = np.fromiter(map(is_simple, self._unread), bool, len(self._unread))
        rows = np.arange(len(self) - len(simple), len(self), dtype=np.int32)
        lengths = np.fromiter(map(len, self._unread), np.int32, len(simple))
        for ragged in (self.tokens, self.syllables, self.compounds):
            ragged.add_rows(len(simple))
        for chosen, read in ((simple, read_together), (~simple, read_alone)):
            if chosen.any():
                self._keep(rows[chosen], read(list(compress(self._unread, chosen))))
        self.lengths.extend(lengths + 1)
        self._letters += 2 * int(lengths.sum())
        self._unread = []

    def _keep(self, rows: Ints, read: Read) -> None:
        self.tokens.fill(
            rows,
            read.token_counts,
            self.token.numbers(read.tokens),
            np.frombuffer(read.roles, np.int8),
        )
        self.syllables.fill(
            rows,
            read.syllable_counts,
            self.units["syllable"].numbers(read.terms),
            read.starts,
            read.ends,
            read.owners,
        )
        self.compounds.fill(
            rows,
            read.compound_counts,
            self.units["compound"].numbers(read.wholes),
            read.firsts,
            read.lasts,
        )

    def marked(self, syllables: Ints) -> Flags:
        """Which syllables carry a mark."""
        new = self.units["syllable"].terms[len(self._marked) :]
        self._marked.extend(list(map(has_marks, new)))
        marked: Flags = self._marked.take(syllables)
        return marked

    def joins(self, tokens: Ints, first: Flags) -> Flags:
        """For each token, whether it continues the word before it; see ``BulkWords``."""
        if self._words is None:
            return self._joined_one_by_one(tokens, first)
        self._words.extend(self.token.terms[len(self._words) :])
        return self._words.joins(tokens, first)

    def words_alone(self, syllables: Ints) -> Ints:
        """The number of the word that each syllable is when it stands alone."""
        new = self.units["syllable"].terms[len(self._word_alone) :]
        self._word_alone.extend(self.units["word"].numbers(new))
        alone: Ints = self._word_alone.take(syllables)
        return alone

    def longer_words(self, words: Ints, syllables: Ints) -> Ints:
        """The number of each word with one more syllable at its end."""
        return self._longer.of(words, syllables, self._longer_word)

    def _longer_word(self, word: int, syllable: int) -> int:
        left, right = self.units["word"].terms[word], self.units["syllable"].terms[syllable]
        return self.units["word"][join(left, right)]

    def _joined_one_by_one(self, tokens: Ints, first: Flags) -> Flags:
        joined: list[bool] = []
        starts = [*np.flatnonzero(first).tolist(), len(tokens)]
        for start, end in pairwise(starts):
            named = [self.token.terms[token] for token in tokens[start:end].tolist()]
            joined += tokenizer.joins(named)
        return np.array(joined, bool)
