"""pyvi's word model, read from its installed files without importing scikit-learn.

pyvi decides with a linear-chain CRF of two labels: B_W begins a word, I_W continues
one. Its model is a CRFsuite file inside a pickle. With two labels only the difference
between them matters, so every attribute becomes one number and Viterbi one addition
and one comparison a syllable. The answers are pyvi's own; loading takes a tenth of a
second instead of one, and 20 MB instead of 120.
"""

from __future__ import annotations

import importlib.util
import re
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from sys import intern

from indexer.analysis.crfsuite import UnknownModelError, pickled_model, read_weights
from indexer.analysis.crfweights import Bonus, Moves, Shape, Syllable

_OWN = "word.lower():"
_ATTRIBUTE = re.compile(
    r"(?:[+-]1:)?word\.(?:lower\(\):|is(?:upper|title)\(\)$)|word\.isdigit\(\)$|bias$"
    r"|[+-](?:1:word\.bi|2:word\.tri)_gram\(\)$"
)
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
        known: ``syllable``, which see, out of a memory.
    """

    def __init__(self, words: str, model: bytes) -> None:
        """Builds the model.

        Args:
            words: Content of pyvi's ``words.txt``.
            model: A CRFsuite model as stored by pyvi.

        Raises:
            UnknownModelError: The model is not the two-label CRF this code knows.
        """
        weights = read_weights(model)
        for name in weights.of:
            if not _ATTRIBUTE.match(name):
                raise UnknownModelError(f"the model has the unknown attribute {name!r}")
        self._of = weights.of
        self.pairs, self.triples, listed = _read_words(words)
        self._named = listed | {name.partition(_OWN)[2] for name in weights.of if _OWN in name}
        self._unnamed: dict[tuple[bool, bool, bool, Shape], Syllable] = {}
        self.bonus = Bonus.of(weights.of)
        self.moves = Moves.of(weights)
        self._bonus, self._moves = tuple(self.bonus), tuple(self.moves)  # unpacked faster
        self._unknown = self._unnamed_syllable("\N{LATIN SMALL LETTER DZ}")
        self.known = _Memory(self.syllable).__getitem__

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
        return self.joins_of(list(map(self.known, tokens)))

    def joins_of(self, known: Sequence[Syllable]) -> list[bool]:
        """``joins`` of what is known of tokens."""
        return self._labels(known, self._bests(known)) if known else []

    def syllable(self, token: str) -> Syllable:
        """What the model knows of a token; the same object for all it knows nothing of."""
        if token not in self._named and token.islower() and token.isalpha():
            return self._unknown  # most are that: lower case, in no list
        low = intern(token.lower())
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
        seconds = pairs | triples.keys() if triples else pairs
        return Syllable(own, before, after, low, seconds, pairs, triples, Shape.of(token))

    def _bests(self, known: Sequence[Syllable]) -> list[float]:
        """Viterbi over two labels: the difference of their best path scores, each time.

        What speaks for I_W over B_W comes from a syllable and from its neighbours, so a
        syllable is settled with the next one in sight. One loop, nothing called: this is
        half of what a question takes.
        """
        from_begin, from_in, gain_begin, gain_in, gain_mixed = self._moves
        pair_first, pair_second, triple_first, triple_third = self._bonus
        bests: list[float] = []
        left = known[0]
        score, gain, third = left.own, 0.0, 0.0
        for right in known[1:]:
            low = right.low
            score += right.after
            following = right.own + left.before + third
            third = 0.0
            if low in left.seconds:
                if low in left.pairs:
                    score += pair_first
                    following += pair_second
                if _third(known, len(bests)) in left.triples.get(low, ()):
                    score += triple_first
                    third = triple_third
            best = score + gain
            bests.append(best)
            if best <= from_begin:  # Moves.step, written out
                gain = gain_begin
            else:
                gain = gain_in if best >= from_in else gain_mixed - best
            left, score = right, following
        bests.append(score + gain)
        return bests

    def _labels(self, known: Sequence[Syllable], bests: list[float]) -> list[bool]:
        """Viterbi's way back, and what pyvi's own rule makes of it."""
        from_begin, from_in = self.moves[:2]
        labels = [False] * len(bests)
        limit = 0.0
        for i in range(len(bests) - 1, 0, -1):
            if bests[i] > limit:
                labels[i] = known[i].shape.may_continue(known[i - 1].shape)
                limit = from_in
            else:
                limit = from_begin
        return labels


class _Memory(dict[str, Syllable]):
    """Syllables by token, a bounded number of them. Safe to share between threads."""

    _REMEMBERED = 1 << 15
    _LONGEST = 40

    def __init__(self, read: Callable[[str], Syllable]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, token: str) -> Syllable:
        syllable = self._read(token)
        if len(token) <= self._LONGEST:
            if len(self) >= self._REMEMBERED:
                self.clear()
            self[token] = syllable
        return syllable


def _third(known: Sequence[Syllable], first: int) -> str | None:
    """The syllable two after the first, as the word list has it."""
    return known[first + 2].low if first + 2 < len(known) else None


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
        match [*map(intern, word.split(" "))]:
            case [first, second]:
                pairs.setdefault(first, set()).add(second)
                listed.update((first, second))
            case [first, second, third]:
                triples.setdefault(first, {}).setdefault(second, set()).add(third)
                listed.update((first, second, third))
    return pairs, triples, listed
