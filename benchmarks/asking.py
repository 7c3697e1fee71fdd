"""Which queries are asked: drawn from a corpus' own terms, from frequent to rare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

SEED = 1997
Kind = Literal["or", "and", "phrase"]
KINDS: tuple[Kind, ...] = ("or", "and", "phrase")

_STRATA = ((0.05, 1.01), (0.005, 0.05), (0.0, 0.005))
"""Shares of the documents a term stands in: frequent, middling, rare."""
_SEEN = 3
"""A term in fewer documents is a slip of the pen more often than not."""
_PATIENCE = 50


@dataclass(frozen=True, slots=True)
class Bare:
    """Terms of one field, and how they are asked for.

    Attributes:
        kind: Any of them, all of them, or all in this order side by side.
        terms: One to four.
    """

    kind: Kind
    terms: tuple[str, ...]

    @property
    def typed(self) -> str:
        """The same as a reader types it."""
        words = " ".join(self.terms)
        return f'"{words}"' if self.kind == "phrase" else words


def strata(texts: Iterable[Sequence[str]]) -> list[list[str]]:
    """Terms that are frequent, middling and rare, of documents given as their terms."""
    found: Counter[str] = Counter()
    documents = 0
    for text in texts:
        documents += 1
        found.update(set(text))
    return [
        sorted(t for t, n in found.items() if low <= n / documents < high and n >= _SEEN)
        for low, high in _STRATA
    ]


def draw(
    texts: Sequence[Sequence[str]], terms: Sequence[Sequence[str]], count: int, seed: int = SEED
) -> dict[Kind, list[Bare]]:
    """As many distinct queries of each kind; the same ones every time.

    Args:
        texts: Terms of some documents, in order.
        terms: The ``strata`` of all.
        count: How many of each kind.
        seed: Which ones.
    """
    rng = Random(seed)
    sets = [frozenset(stratum) for stratum in terms]
    drawing: dict[Kind, Callable[[], Bare]] = {
        "or": lambda: Bare("or", _any(rng, terms)),
        "and": lambda: Bare("and", _together(rng, sets, rng.choice(texts))),
        "phrase": lambda: Bare("phrase", _run(rng, rng.choice(texts))),
    }
    return {kind: _distinct(one, count) for kind, one in drawing.items()}


def _any(rng: Random, terms: Sequence[Sequence[str]]) -> tuple[str, ...]:
    filled = [stratum for stratum in terms if stratum]
    return tuple(dict.fromkeys(rng.choice(rng.choice(filled)) for _ in range(rng.randint(1, 4))))


def _together(rng: Random, terms: Sequence[frozenset[str]], text: Sequence[str]) -> tuple[str, ...]:
    """Terms of one document, so that there is something to find."""
    held = [sorted(stratum.intersection(text)) for stratum in terms]
    filled = [stratum for stratum in held if stratum]
    if not filled:
        return ()
    return tuple(dict.fromkeys(rng.choice(rng.choice(filled)) for _ in range(rng.randint(2, 4))))


def _run(rng: Random, text: Sequence[str]) -> tuple[str, ...]:
    size = rng.randint(2, 4)
    start = rng.randrange(max(1, len(text) - size))
    return tuple(text[start : start + size])


def _distinct(one: Callable[[], Bare], count: int) -> list[Bare]:
    found: dict[Bare, None] = {}
    for _ in range(count * _PATIENCE):
        query = one()
        if len(query.terms) > (query.kind != "or"):
            found[query] = None
        if len(found) == count:
            break
    return list(found)
