"""pyvi's word decisions for the tokens of many texts at once, in numpy.

The same decisions as ``WordModel.joins``. The transition weights couple neighbours so
weakly that nearly every label is decided by its own score, whatever the label before
it; the few others are decided one by one.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.columns import Flags, Growing, Ints
from indexer.analysis.crf import WordModel
from indexer.analysis.crfweights import Syllable

_UNKNOWN = -1


class BulkWords:
    """Remembers what the model knows of each token, as columns.

    Most tokens are of a few kinds the model knows nothing of, so the columns are by
    kind: one for all tokens that share what is known.
    """

    def __init__(self, model: WordModel) -> None:
        self._model = model
        self._lexicon = _lexicon(model)
        self._kinds: dict[Syllable, int] = {}
        self._kind = Growing()  # by token number; the others are by kind
        self._own, self._before, self._after = (Growing(np.float64) for _ in range(3))
        self._entry = Growing()
        self._alone, self._title = Growing(np.bool_), Growing(np.bool_)

    def __len__(self) -> int:
        """How many tokens it knows."""
        return len(self._kind)

    def extend(self, tokens: Sequence[str]) -> None:
        """Takes the tokens of the next token numbers."""
        new: list[Syllable] = []
        kinds: list[int] = []
        for known in map(self._model.syllable, tokens):
            kind = self._kinds.setdefault(known, len(self._kinds))
            kinds.append(kind)
            if kind == len(self._own) + len(new):
                new.append(known)
        self._kind.extend(kinds)
        self._add_kinds(new)

    def joins(self, tokens: Ints, first: Flags) -> Flags:
        """For each token, whether it continues the word of the token before it.

        Args:
            tokens: Token numbers of texts in a row.
            first: Which of them begin a text.
        """
        kinds = self._kind.take(tokens)
        labels = self._labels(self._scores(kinds, first), first)
        alone = self._alone.take(kinds)
        title = self._title.take(kinds)
        labels[1:] &= ~(alone[1:] | alone[:-1] | (title[1:] & ~title[:-1]))
        labels[first] = False
        return labels

    def _add_kinds(self, new: Sequence[Syllable]) -> None:
        number = self._lexicon.number
        self._own.extend([known.own for known in new])
        self._before.extend([known.before for known in new])
        self._after.extend([known.after for known in new])
        self._entry.extend([number.get(known.low, _UNKNOWN) for known in new])
        self._alone.extend([known.shape.alone for known in new])
        self._title.extend([known.shape.title for known in new])

    def _scores(self, kinds: Ints, first: Flags) -> NDArray[np.float64]:
        """Evidence for I_W over B_W of each token, from itself and its neighbours."""
        bonus = self._model.bonus
        scores: NDArray[np.float64] = self._own.take(kinds)
        beside = ~first[1:]
        scores[:-1] += self._after.take(kinds[1:]) * beside
        scores[1:] += self._before.take(kinds[:-1]) * beside
        pairs, triples = self._lexicon.words(self._entry.take(kinds), beside)
        scores[pairs] += bonus.pair_first
        scores[pairs + 1] += bonus.pair_second
        scores[triples] += bonus.triple_first
        scores[triples + 2] += bonus.triple_third
        return scores

    def _labels(self, scores: NDArray[np.float64], first: Flags) -> Flags:
        """Viterbi; what both labels of the token before agree on needs no path."""
        moves = self._model.moves
        last = np.append(first[1:], True)
        labels = scores + min(moves.gain_in, moves.gain_begin) > max(moves.from_in, 0.0)
        never = scores + max(moves.gain_in, moves.gain_begin) <= min(moves.from_begin, 0.0)
        open_ = np.flatnonzero(~(labels | never) | first | last)
        bests = self._bests(open_, scores, labels, first)
        self._settle(open_, bests, labels, last)
        return labels

    def _bests(
        self, open_: Ints, scores: NDArray[np.float64], labels: Flags, first: Flags
    ) -> list[float]:
        """The best difference at each open token."""
        moves = self._model.moves
        bests: list[float] = []
        last = -1
        starts, before = first[open_].tolist(), labels[open_ - 1].tolist()
        for place, score, start, joined in zip(
            open_.tolist(), scores[open_].tolist(), starts, before, strict=True
        ):
            if start:
                best = score
            elif last == place - 1:
                best = moves.step(bests[-1], score)
            else:
                best = score + (moves.gain_in if joined else moves.gain_begin)
            bests.append(best)
            last = place
        return bests

    def _settle(self, open_: Ints, bests: list[float], labels: Flags, last: Flags) -> None:
        """Writes the labels of the open tokens, from the last to the first."""
        moves = self._model.moves
        ends = last[open_].tolist()
        after = labels[np.minimum(open_ + 1, len(labels) - 1)].tolist()
        places = open_.tolist()
        found = array("b", bytes(len(places)))
        for i in range(len(places) - 1, -1, -1):
            following = i + 1 < len(places) and places[i + 1] == places[i] + 1
            label = found[i + 1] if following else after[i]
            limit = 0.0 if ends[i] else moves.from_in if label else moves.from_begin
            found[i] = bests[i] > limit
        labels[open_] = np.frombuffer(found, np.int8).astype(bool)


@cache
def _lexicon(model: WordModel) -> _Lexicon:
    """The lexicon of a model, made once: memories come and go."""
    return _Lexicon(model)


class _Lexicon:
    """pyvi's words of two and three syllables, as sorted keys of syllable numbers."""

    def __init__(self, model: WordModel) -> None:
        pairs = [(a, b) for a, seconds in model.pairs.items() for b in seconds]
        triples = [
            (a, b, c)
            for a, seconds in model.triples.items()
            for b, thirds in seconds.items()
            for c in thirds
        ]
        beginning = {syllable for a, b, _ in triples for syllable in (a, b)}
        known = {syllable for word in (*pairs, *triples) for syllable in word} - beginning
        self.number = {name: number for number, name in enumerate((*beginning, *known))}
        self._triples = self._keys(triples, len(self.number))
        self._pairs = _PairBits(self._keys(pairs, len(self.number)), len(self.number))
        begins = self._keys([(a, b) for a, b, _ in triples], len(beginning))
        self._begins = _PairBits(begins, len(beginning))

    def words(self, entries: Ints, beside: Flags) -> tuple[Ints, Ints]:
        """Where words of two syllables, and of three, of the word list begin."""
        left, right = entries[:-1], entries[1:]
        found = np.flatnonzero(beside & (left >= 0) & (right >= 0))
        first, second = left.take(found), right.take(found)
        pairs = found[self._pairs.has(first, second)]
        most = self._begins.count
        chosen = np.flatnonzero((first < most) & (second < most) & (found + 1 < len(beside)))
        chosen = chosen[self._begins.has(first.take(chosen), second.take(chosen))]
        following = found.take(chosen) + 1
        third = right.take(following)
        keys = first.take(chosen).astype(np.int64) * len(self.number) + second.take(chosen)
        keys = keys * len(self.number) + third
        at = np.minimum(np.searchsorted(self._triples, keys), len(self._triples) - 1)
        whole = beside.take(following) & (third >= 0) & (self._triples.take(at) == keys)
        return pairs, following[whole] - 1

    def _keys(self, words: Iterable[tuple[str, ...]], base: int) -> NDArray[np.int64]:
        keys = [
            sum(self.number[name] * base**place for place, name in enumerate(reversed(word)))
            for word in words
        ]
        return np.array(sorted(keys), np.int64)


class _PairBits:
    """One bit for every pair of numbers there is: a few megabytes, no search.

    Attributes:
        count: How many numbers there are.
    """

    def __init__(self, keys: NDArray[np.int64], count: int) -> None:
        self.count = count
        self._bits = np.zeros(count**2 // 8 + 1, np.uint8)
        np.bitwise_or.at(self._bits, keys >> 3, (1 << (keys & 7)).astype(np.uint8))

    def has(self, left: Ints, right: Ints) -> Flags:
        """Whether each pair is one of the keys, which are ``left * count + right``."""
        keys = left.astype(np.int64) * self.count + right
        found: Flags = (self._bits.take(keys >> 3) >> (keys & 7).astype(np.uint8) & 1).astype(bool)
        return found
