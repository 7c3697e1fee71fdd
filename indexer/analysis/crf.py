"""pyvi's word model, read from its installed files without importing scikit-learn.

pyvi decides with a linear-chain CRF of two labels: B_W begins a word, I_W continues
one. Its model is a CRFsuite file inside a pickle. With two labels only the difference
between them matters, so every attribute becomes one number and Viterbi one addition
and one comparison a syllable. The answers are pyvi's own; loading takes a tenth of a
second instead of one, and 20 MB instead of 120.

The file format is CRFsuite's ``lCRF``: https://www.chokkan.org/software/crfsuite/
"""

from __future__ import annotations

import importlib.util
import pickletools
import string
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

_HEADER = struct.Struct("<4sI4sIIIIIIIII")
_CHUNK = struct.Struct("<4sII")
_FEATURE = struct.Struct("<IIId")
_STATE = 0
_LABELS = ["B_W", "I_W"]
_PUNCTUATION = set(string.punctuation)


class UnknownModelError(Exception):
    """The installed pyvi brings a model this module cannot read."""


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
        return cls(token in _PUNCTUATION or token[0].isdigit(), token[0].istitle())

    def may_continue(self, left: Shape) -> bool:
        """Whether a token of this shape may continue the word that ``left`` is in."""
        return not (left.alone or self.alone or (self.title and not left.title))


class Syllable(NamedTuple):
    """What the model knows of one syllable, as differences I_W - B_W.

    Attributes:
        own: Weight of the syllable itself, with the bias.
        before: What it adds to the syllable after it.
        after: What it adds to the syllable before it.
        low: Lower-case form, as the word list has it.
        pairs: Second syllables of the two-syllable words it begins.
        triples: Second syllable to third ones, of the three-syllable words it begins.
        shape: What pyvi's own rule asks of it.
    """

    own: float
    before: float
    after: float
    low: str
    pairs: frozenset[str]
    triples: dict[str, set[str]]
    shape: Shape


@dataclass(frozen=True, slots=True)
class _Weights:
    """Attribute name to weight, and the transition weights, as differences I_W - B_W."""

    of: dict[str, float]
    begin_begin: float
    begin_in: float
    in_begin: float
    in_in: float


class WordModel:
    """Tells which syllables continue a word. Safe to share between threads."""

    _REMEMBERED = 100_000

    def __init__(self, words: str, model: bytes) -> None:
        """Builds the model.

        Args:
            words: Content of pyvi's ``words.txt``.
            model: A CRFsuite model as stored by pyvi.

        Raises:
            UnknownModelError: The model is not the two-label CRF this code knows.
        """
        weights = _read_weights(model)
        self._of = weights.of
        self._pairs, self._triples = _read_words(words)
        self._memo: dict[str, Syllable] = {}
        try:
            self._pair_weights = weights.of["-1:word.bi_gram()"], weights.of["+1:word.bi_gram()"]
            self._triple_weights = (
                weights.of["-2:word.tri_gram()"],
                weights.of["+2:word.tri_gram()"],
            )
        except KeyError as error:
            raise UnknownModelError(f"the model lacks the attribute {error}") from error
        self._from_begin = weights.begin_begin - weights.in_begin
        self._from_in = weights.begin_in - weights.in_in
        self._gain_begin = weights.begin_in - weights.begin_begin
        self._gain_in = weights.in_in - weights.in_begin
        self._gain_mixed = weights.begin_in - weights.in_begin

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
            return cls(words, _pickled_model((models / "pyvi3.pkl").read_bytes()))
        except (OSError, ValueError, KeyError, IndexError, struct.error) as error:
            raise UnknownModelError(f"pyvi's model cannot be read: {error}") from error

    def joins(self, tokens: Sequence[str]) -> list[bool]:
        """For each token, whether it continues the word of the token before it."""
        if not tokens:
            return []
        known = [self._memo.get(token) or self._look_up(token) for token in tokens]
        labels = self._decode(self._scores(known))
        labels[0] = False
        for i in range(1, len(known)):
            if labels[i]:
                labels[i] = known[i].shape.may_continue(known[i - 1].shape)
        return labels

    def _look_up(self, token: str) -> Syllable:
        low = token.lower()
        name = low.split("\0", 1)[0]  # CRFsuite keeps C strings
        of = self._of.get
        own = of("bias", 0.0) + of("word.lower():" + name, 0.0)
        before = of("-1:word.lower():" + name, 0.0)
        after = of("+1:word.lower():" + name, 0.0)
        for holds, shape in (
            (token.isupper(), "word.isupper()"),
            (token.istitle(), "word.istitle()"),
            (token.isdigit(), "word.isdigit()"),
        ):
            if holds:
                own += of(shape, 0.0)
                before += of("-1:" + shape, 0.0)
                after += of("+1:" + shape, 0.0)
        syllable = Syllable(
            own,
            before,
            after,
            low,
            frozenset(self._pairs.get(low, ())),
            self._triples.get(low, {}),
            Shape.of(token),
        )
        if len(self._memo) < self._REMEMBERED:
            self._memo[token] = syllable
        return syllable

    def _scores(self, known: list[Syllable]) -> list[float]:
        """Evidence for I_W over B_W of each syllable, from itself and its neighbours."""
        scores = [syllable.own for syllable in known]
        pair_before, pair_after = self._pair_weights
        triple_before, triple_after = self._triple_weights
        for i in range(len(known) - 1):
            left, right = known[i], known[i + 1]
            scores[i + 1] += left.before
            scores[i] += right.after
            if right.low in left.pairs:
                scores[i + 1] += pair_before
                scores[i] += pair_after
            thirds = left.triples.get(right.low)
            if thirds and i + 2 < len(known) and known[i + 2].low in thirds:
                scores[i + 2] += triple_before
                scores[i] += triple_after
        return scores

    def _decode(self, scores: list[float]) -> list[bool]:
        """Viterbi over two labels, on the difference of their best path scores."""
        best = scores[0]
        bests = [best]
        for score in scores[1:]:
            if best <= self._from_begin:
                best = score + self._gain_begin
            elif best >= self._from_in:
                best = score + self._gain_in
            else:
                best = score + self._gain_mixed - best
            bests.append(best)
        labels = [False] * len(bests)
        label = labels[-1] = bests[-1] > 0.0
        for i in range(len(bests) - 2, -1, -1):
            label = labels[i] = bests[i] > (self._from_in if label else self._from_begin)
        return labels


def _read_words(words: str) -> tuple[dict[str, set[str]], dict[str, dict[str, set[str]]]]:
    pairs: dict[str, set[str]] = {}
    triples: dict[str, dict[str, set[str]]] = {}
    for word in words.split("\n"):
        match word.split(" "):
            case [first, second]:
                pairs.setdefault(first, set()).add(second)
            case [first, second, third]:
                triples.setdefault(first, {}).setdefault(second, set()).add(third)
    return pairs, triples


def _pickled_model(pickled: bytes) -> bytes:
    """The CRFsuite file inside pyvi's pickle, found without unpickling anything."""
    for opcode, value, _ in pickletools.genops(pickled):
        if opcode.name == "BINUNICODE" and isinstance(value, str) and value[:4] == "lCRF":
            return value.encode("latin-1")
        if isinstance(value, bytes) and value[:4] == b"lCRF":
            return value
    raise UnknownModelError("pyvi's pickle holds no CRFsuite model")


def _read_weights(model: bytes) -> _Weights:
    magic, _, kind, _, _, _, _, features, labels, attributes, _, _ = _HEADER.unpack_from(model)
    if (magic, kind) != (b"lCRF", b"FOMC"):
        raise UnknownModelError(f"not a first-order CRFsuite model: {magic!r} {kind!r}")
    if (found := list(_strings(model, labels))) != _LABELS:
        raise UnknownModelError(f"labels {found} instead of {_LABELS}")
    names = list(_strings(model, attributes))
    of: dict[str, float] = {}
    moves: dict[tuple[int, int], float] = {}
    count = _CHUNK.unpack_from(model, features)[2]
    start = features + _CHUNK.size
    for place in range(start, start + count * _FEATURE.size, _FEATURE.size):
        kind_of, source, target, weight = _FEATURE.unpack_from(model, place)
        if kind_of == _STATE:
            of[names[source]] = of.get(names[source], 0.0) + (weight if target else -weight)
        else:
            moves[source, target] = weight
    return _Weights(of, moves[0, 0], moves[0, 1], moves[1, 0], moves[1, 1])


def _strings(model: bytes, start: int) -> Iterator[str]:
    """The strings of a CQDB chunk in the order of their numbers."""
    magic, _, _, _, count, offsets = struct.unpack_from("<4sIIIII", model, start)
    if magic != b"CQDB":
        raise UnknownModelError("a string table is not where it should be")
    for number in range(count):
        (place,) = struct.unpack_from("<I", model, start + offsets + 4 * number)
        _, size = struct.unpack_from("<II", model, start + place)
        raw = model[start + place + 8 : start + place + 8 + size]
        yield raw.rstrip(b"\0").decode("utf-8")
