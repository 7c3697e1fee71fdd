"""Many texts at once to columns of terms: what ``analyzers`` does, for building.

Each distinct piece of text is read once, by the same ``read_piece``, and kept as
numbers; the rest is numpy. What is kept is bounded: when full, it is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import compounds
from indexer.analysis.analyzers import CHAINS, Unit
from indexer.analysis.bulkmemory import Memory
from indexer.analysis.columns import Columns, Flags, Ints
from indexer.analysis.compounds import Role
from indexer.analysis.pieces import LONGEST_TERM
from indexer.documents import Span

MOST_KEPT = 45_000_000
"""Bytes that pieces, tokens and terms may take together, by a rough count: with all else an
analysing process holds, that stays below 80 MB above bare Python and numpy."""

_MOST_SYLLABLES = LONGEST_TERM // 2 + 1  # a longer word's term is cut before its end

_APART = 1 << 40
"""More than any text is long: places of different texts never meet."""


class BulkAnalyzer:
    """Analyses batches of texts, faster the more of them it has seen; for one thread.

    Attributes:
        generation: How often it has forgotten; every ``Columns`` says its own.
    """

    def __init__(self, most_kept: int = MOST_KEPT) -> None:
        self.generation = 0
        self._most_kept = most_kept
        self._memory = Memory()

    def analyze_batch(
        self,
        texts: Sequence[str],
        chains: Iterable[str] = tuple(CHAINS),
        aside: Sequence[Sequence[Span]] = (),
    ) -> dict[str, Columns]:
        """Turns texts into the tokens of some chains.

        Args:
            texts: Any texts; a million characters or so at once are fastest.
            chains: Names in ``CHAINS``.
            aside: Of each text, the sorted and disjoint spans of its page furniture.

        Returns:
            Chain to the terms and spans that ``analyze`` gives, as columns; terms of
            page furniture begin with ``ASIDE``.
        """
        if self._memory.size > self._most_kept:
            self._memory = Memory()
            self.generation += 1
        batch = _Batch(self._memory, texts, aside)
        return {name: batch.columns(name, self.generation) for name in chains}


class _Units(NamedTuple):
    """Occurrences of one kind of unit: number, span, and which text."""

    numbers: Ints
    starts: Ints
    ends: Ints
    texts: Ints


class _Batch:
    """Some texts on their way to columns, each step done once and when it is needed."""

    def __init__(
        self, memory: Memory, texts: Sequence[str], aside: Sequence[Sequence[Span]]
    ) -> None:
        self._memory = memory
        bounds = [i * _APART + place for i, spans in enumerate(aside) for s in spans for place in s]
        self._bounds = np.array(bounds, np.int64)
        self._pieces, counts = memory.pieces(texts)
        self._text_of = np.repeat(np.arange(len(texts), dtype=np.int32), counts)
        lengths = memory.lengths.take(self._pieces)
        places = np.cumsum(lengths, dtype=np.int32) - lengths
        firsts = np.cumsum(counts, dtype=np.int32) - counts
        self._places = places - np.repeat(places[firsts], counts)

    def columns(self, name: str, generation: int) -> Columns:
        """The terms of a chain."""
        forms = self._memory.forms[name]
        units = self._units(forms.chain.unit)
        syllables = forms.chain.unit == "syllable"
        bare = self._bare if syllables else np.zeros(len(units.numbers), bool)
        numbers = forms.of(units.numbers, bare)
        found = units.starts, units.ends, units.texts
        vocabulary = forms.vocabulary.terms
        if not len(self._bounds):
            return Columns(vocabulary, numbers, *found, generation=generation)
        aside = self._aside(units)
        numbers = forms.set_aside(numbers, aside)
        return Columns(vocabulary, numbers, *found, aside, generation)

    def _aside(self, units: _Units) -> Flags:
        """Which units begin in page furniture: past an odd number of its bounds."""
        places = units.texts.astype(np.int64) * _APART + units.starts
        inside: Flags = np.searchsorted(self._bounds, places, side="right") % 2 == 1
        return inside

    def _units(self, unit: Unit) -> _Units:
        if unit == "compound":
            return self._compounds
        return self._words if unit == "word" else self._syllable_rows[0]

    @cached_property
    def _tokens(self) -> tuple[Ints, NDArray[np.int8], Flags, Ints]:
        """Number and role of each token, whether it begins a text; tokens before each piece."""
        at, piece, before = self._memory.tokens.gather(self._pieces)
        tokens, roles = (column.take(at) for column in self._memory.tokens.columns)
        return tokens, roles, _changes(self._text_of.take(piece)), before

    @cached_property
    def _syllable_rows(self) -> tuple[_Units, Ints, Ints]:
        """The syllables, the token of each, and how many stand before each piece."""
        at, piece, before = self._memory.syllables.gather(self._pieces)
        number, start, end, token = (c.take(at) for c in self._memory.syllables.columns)
        place = self._places.take(piece)
        units = _Units(number, start + place, end + place, self._text_of.take(piece))
        return units, token + self._tokens[3].take(piece), before

    @cached_property
    def _words(self) -> _Units:
        syllables, token_of, _ = self._syllable_rows
        tokens, _, first, _ = self._tokens
        begins = ~self._memory.joins(tokens, first)
        word_of: Ints = np.cumsum(begins, dtype=np.int32).take(token_of)
        heads = np.flatnonzero(_changes(word_of))
        sizes = np.diff(np.append(heads, len(word_of)))
        words = self._memory.words_alone(syllables.numbers.take(heads))
        for size in range(1, min(_MOST_SYLLABLES, sizes.max(initial=1))):
            longer = np.flatnonzero(sizes > size)
            added = syllables.numbers[heads[longer] + size]
            words[longer] = self._memory.longer_words(words[longer], added)
        ends = syllables.ends.take(heads + sizes - 1)
        return _Units(words, syllables.starts.take(heads), ends, syllables.texts.take(heads))

    @cached_property
    def _compounds(self) -> _Units:
        syllables, _, before = self._syllable_rows
        at, piece, _ = self._memory.compounds.gather(self._pieces)
        number, first, end = (column.take(at) for column in self._memory.compounds.columns)
        rows = np.stack([number, first + before[piece], end + before[piece]])
        ranges = np.array(list(self._ranges()), np.int64).reshape(-1, 3)
        rows = np.concatenate([rows, ranges.T], axis=1)
        number, first, end = rows[:, np.argsort(rows[1], kind="stable")]
        ends = syllables.ends[end - 1]
        return _Units(number, syllables.starts[first], ends, syllables.texts[first])

    @cached_property
    def _bare(self) -> Flags:
        """For each syllable, whether no syllable of its line carries a mark."""
        _, roles, first, _ = self._tokens
        syllables, token_of, _ = self._syllable_rows
        lines = np.cumsum(first | (roles == Role.NEWLINE))
        line_of = lines.take(token_of)
        marked = np.zeros(len(first) + 1, bool)
        marked[line_of[self._memory.marked(syllables.numbers)]] = True
        bare: Flags = ~marked.take(line_of)
        return bare

    def _ranges(self) -> Iterator[tuple[int, int, int]]:
        """The year ranges: number, first syllable and end."""
        _, roles, first, _ = self._tokens
        syllables, token_of, _ = self._syllable_rows
        found = list(compounds.ranges((roles | (first * np.int8(Role.FIRST))).tobytes()))
        named, number = self._memory.units["syllable"].terms, self._memory.units["compound"]
        for start in np.searchsorted(token_of, found).tolist():
            years = (named[syllable] for syllable in syllables.numbers[start : start + 2].tolist())
            yield number[compounds.years(*years)], start, start + 2


def _changes(values: Ints) -> Flags:
    """Where a column differs from the row before it; the first row does."""
    changes: Flags = np.diff(values, prepend=-1) != 0
    return changes
