"""pyvi's word model, read from its installed files without importing scikit-learn.

pyvi decides with a linear-chain CRF of two labels: B_W begins a word, I_W continues
one. Its model is a CRFsuite file inside a pickle. With two labels only the difference
between them matters, so every attribute becomes one number and Viterbi one addition
and one comparison a syllable. The answers are pyvi's own; loading takes a tenth of a
second instead of one, and 20 MB instead of 120.
"""

from __future__ import annotations

import importlib.util
import struct
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from indexer.analysis.crfsuite import UnknownModelError, pickled_model, read_weights
from indexer.analysis.crfweights import Bonus, Moves, Shape, Syllable

_OWN = "word.lower():"
_NO_PAIRS: AbstractSet[str] = frozenset()
_NO_TRIPLES: Mapping[str, AbstractSet[str]] = {}

Pairs = dict[str, set[str]]
Triples = dict[str, dict[str, set[str]]]


class WordModel:
    """Tells which syllables continue a word. Safe to share between threads.

    Attributes:
        pairs: First to second syllables of the two-syllable words.
        triples: First to second to third syllables of the three-syllable words.
        bonus: What such words add.
        moves: How labels follow each other.
    """

    _REMEMBERED = 1 << 15

    def __init__(self, words: str, model: bytes) -> None:
        """Builds the model.

        Args:
            words: Content of pyvi's ``words.txt``.
            model: A CRFsuite model as stored by pyvi.

        Raises:
            UnknownModelError: The model is not the two-label CRF this code knows.
        """
        weights = read_weights(model)
        self._of = weights.of
        self._memo: dict[str, Syllable] = {}
        self.pairs, self.triples, listed = _read_words(words)
        self._named = listed | {name.partition(_OWN)[2] for name in weights.of if _OWN in name}
        self._unnamed: dict[tuple[bool, bool, bool, Shape], Syllable] = {}
        self.bonus = Bonus.of(weights.of)
        self.moves = Moves.of(weights)
        self._unknown = self._unnamed_syllable("\N{LATIN SMALL LETTER DZ}")

    @classmethod
    def installed(cls) -> WordModel:
        """The model of the installed pyvi.

        Raises:
            UnknownModelError: pyvi's files are missing or not the ones known.
        """
        spec = importlib.util.find_spec("pyvi")
        if spec is None or not spec.submodule_search_locations:
            raise UnknownModelError("pyvi is not installed")
        models = Path(spec.submodule_search_locations[0]) / "models"
        try:
            words = (models / "words.txt").read_text(encoding="utf-8")
            return cls(words, pickled_model((models / "pyvi3.pkl").read_bytes()))
        except (OSError, ValueError, KeyError, IndexError, struct.error) as error:
            raise UnknownModelError(f"pyvi's model cannot be read: {error}") from error

    def joins(self, tokens: Sequence[str]) -> list[bool]:
        """For each token, whether it continues the word of the token before it."""
        if not tokens:
            return []
        get = self._memo.get
        known = [get(token) or self._remember(token) for token in tokens]
        labels = self._decode(self._scores(known))
        labels[0] = False
        for i, label in enumerate(labels):
            if label:
                labels[i] = known[i].shape.may_continue(known[i - 1].shape)
        return labels

    def syllable(self, token: str) -> Syllable:
        """What the model knows of a token; the same object for all it knows nothing of."""
        if token not in self._named and token.islower() and token.isalpha():
            return self._unknown  # most are that: lower case, in no list
        low = token.lower()
        name = low.split("\0", 1)[0]  # CRFsuite keeps C strings
        if low in self._named or name in self._named:
            return self._syllable(token, low, name)
        return self._unnamed_syllable(token)

    def _unnamed_syllable(self, token: str) -> Syllable:
        key = (token.isupper(), token.istitle(), token.isdigit(), Shape.of(token))
        if key not in self._unnamed:
            low = token.lower()
            self._unnamed[key] = self._syllable(token, low, low)
        return self._unnamed[key]

    def _syllable(self, token: str, low: str, name: str) -> Syllable:
        of = self._of.get
        own = of("bias", 0.0) + of(_OWN + name, 0.0)
        before, after = of("-1:" + _OWN + name, 0.0), of("+1:" + _OWN + name, 0.0)
        for shape in _shapes(token):
            own += of(shape, 0.0)
            before += of("-1:" + shape, 0.0)
            after += of("+1:" + shape, 0.0)
        pairs = self.pairs.get(low, _NO_PAIRS)
        triples = self.triples.get(low, _NO_TRIPLES)
        return Syllable(own, before, after, low, pairs, triples, Shape.of(token))

    def _remember(self, token: str) -> Syllable:
        if len(self._memo) >= self._REMEMBERED:
            self._memo.clear()
        syllable = self._memo[token] = self.syllable(token)
        return syllable

    def _scores(self, known: list[Syllable]) -> list[float]:
        """Evidence for I_W over B_W of each syllable, from itself and its neighbours."""
        pair_first, pair_second, triple_first, triple_third = self.bonus
        scores: list[float] = []
        triples: list[int] = []
        left = known[0]
        score = left.own
        for right in known[1:]:
            score += right.after
            following = right.own + left.before
            low = right.low
            if low in left.pairs:
                score += pair_first
                following += pair_second
            if low in left.triples:
                triples.append(len(scores))
            scores.append(score)
            left, score = right, following
        scores.append(score)
        for i in triples:
            if i + 2 < len(known) and known[i + 2].low in known[i].triples[known[i + 1].low]:
                scores[i] += triple_first
                scores[i + 2] += triple_third
        return scores

    def _decode(self, scores: list[float]) -> list[bool]:
        """Viterbi over two labels, on the difference of their best path scores."""
        from_begin, from_in, gain_begin, gain_in, gain_mixed = self.moves
        best = scores[0]
        bests = [best]
        for score in scores[1:]:  # Moves.step, written out: a call a syllable costs too much
            if best <= from_begin:
                best = score + gain_begin
            elif best >= from_in:
                best = score + gain_in
            else:
                best = score + gain_mixed - best
            bests.append(best)
        labels = [False] * len(bests)
        label = labels[-1] = bests[-1] > 0.0
        for i in range(len(bests) - 2, -1, -1):
            label = labels[i] = bests[i] > (from_in if label else from_begin)
        return labels


def _shapes(token: str) -> Iterator[str]:
    """The attributes of how a token is written."""
    if token.isupper():
        yield "word.isupper()"
    if token.istitle():
        yield "word.istitle()"
    if token.isdigit():
        yield "word.isdigit()"


def _read_words(words: str) -> tuple[Pairs, Triples, set[str]]:
    """The words of two syllables, those of three, and every syllable of either."""
    pairs: Pairs = {}
    triples: Triples = {}
    listed: set[str] = set()
    for word in words.split("\n"):
        match word.split(" "):
            case [first, second]:
                pairs.setdefault(first, set()).add(second)
                listed.update((first, second))
            case [first, second, third]:
                triples.setdefault(first, {}).setdefault(second, set()).add(third)
                listed.update((first, second, third))
    return pairs, triples, listed
