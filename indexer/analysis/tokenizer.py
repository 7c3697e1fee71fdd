"""Text to syllables and words with spans. Only this file and ``crf`` know pyvi.

The tokens are pyvi's own, cut by the same pattern, and the words are pyvi's own,
joined by the same model; what is added is that every one keeps its place.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from functools import cache
from typing import Any

from indexer.analysis.crf import WordModel
from indexer.analysis.crfsuite import UnknownModelError
from indexer.analysis.crfweights import Shape
from indexer.documents import Span

# pyvi's pattern, alternative by alternative (pyvi.ViTokenizer.sylabelize).
_PYVI = re.compile(
    r"[A-ZĐ]+\.|Tp\.|Mr\.|Mrs\.|Ms\.|Dr\.|ThS\.|==>|->|\.\.\.|>>|\n|\w+://\S+"
    r"|[a-zA-Z0-9_.+-]+@(?:[a-zA-Z0-9-]+\.)+[a-zA-Z0-9-]+|\d+(?:[.,_]\d+)+|[^\w\s]|\w+"
)
# The same language where no e-mail or web address can begin: those two alternatives
# cost quadratic time on long runs, and a lower-case letter can then begin only a word.
_PLAIN = re.compile(
    r"[^\W\dA-ZĐ]\w*|[A-ZĐ]+\.|Tp\.|Mrs?\.|Ms\.|Dr\.|ThS\.|[^\W\d]\w*"
    r"|\d+(?:[.,_]\d+)+|\w+|\n|\.\.\.|->|==>|>>|[^\w\s]"
)
_PIECE = re.compile(r"\S+|\n")
_LONGEST_ADDRESS = 2000

Known = Any
"""What is known of a token: the model's syllable, or where pyvi decides the token itself."""

FALLBACK = "words are taken from pyvi itself, which is slower"
"""What a warning says where the installed pyvi is not the one known."""


def cut(text: str) -> list[Span]:
    """Cuts text into pyvi's tokens: syllables, numbers, addresses, punctuation.

    Args:
        text: Normalised text.

    Returns:
        The span of every token, in order, disjoint; only white space lies between.
    """
    if "@" not in text and "://" not in text:
        return [match.span() for match in _PLAIN.finditer(text)]
    spans: list[Span] = []
    for piece in _PIECE.finditer(text):
        spans.extend(m.span() for m in _pattern(piece[0]).finditer(text, *piece.span()))
    return spans


def _pattern(piece: str) -> re.Pattern[str]:
    address = ("@" in piece or "://" in piece) and len(piece) <= _LONGEST_ADDRESS
    return _PYVI if address else _PLAIN


def joins(tokens: Sequence[str]) -> list[bool]:
    """For each token, whether pyvi makes it continue the word before it."""
    return joins_of(known(tokens))


def known(tokens: Sequence[str]) -> tuple[Known, ...]:
    """What ``joins_of`` asks of each token, to be kept where a token comes again and again."""
    found = model()
    return tuple(map(found.known, tokens)) if found else tuple(tokens)


def joins_of(known: Sequence[Known]) -> list[bool]:
    """``joins`` of tokens that were looked up before."""
    found = model()
    return found.joins_of(known) if found else _pyvi_joins(known)


@cache
def model() -> WordModel | None:
    """The model of the installed pyvi, or None if only pyvi itself can read it."""
    try:
        return WordModel.installed()
    except UnknownModelError as error:
        warnings.warn(f"{error}; {FALLBACK}", stacklevel=2)
        return None


def _pyvi_joins(tokens: Sequence[str]) -> list[bool]:
    """The same decision by pyvi itself, walked back from its output string."""
    if not tokens:
        return []
    from pyvi import ViTokenizer  # noqa: PLC0415 - a second to import, and rarely needed

    features = ViTokenizer.ViTokenizer.sent2features(list(tokens), is_training=False)
    labels = ViTokenizer.ViTokenizer.model.predict([features])[0]
    shapes = [Shape.of(token) for token in tokens]
    return [
        bool(i) and labels[i] == "I_W" and shapes[i].may_continue(shapes[i - 1])
        for i in range(len(tokens))
    ]
