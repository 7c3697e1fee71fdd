"""New pieces to columns, many at once: of each, what ``read_piece`` says of it.

No token reaches across a space, so new pieces are read as one text, with spaces between
them, and told apart afterwards by their places: a few calls instead of many.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from indexer.analysis.columns import Ints
from indexer.analysis.filters import lower
from indexer.analysis.pieces import parts_of, read_piece, terms_of
from indexer.analysis.tones import place_tones

# What normalising leaves as and where it is but for tones: letters in one code point, not
# the look-alike eth, and common signs. Addresses are left out: see ``tokenizer.cut``.
_SIMPLE = re.compile(r"(?:[!-9;-?A-~À-ÏÑ-ÖØ-ïñ-öø-žƠơƯưẠ-ỹ×÷‘’“”…«»°]|:(?!//)|\n)+")
_LONGEST_SIMPLE = 100


class Read(NamedTuple):
    """Pieces as read, each column all their entries in a row.

    Attributes:
        token_counts: How many tokens each piece has.
        tokens: The tokens; this and the others as in ``Piece``.
        roles: The role of each token.
        syllable_counts: How many syllables each piece has.
        terms: The syllables.
        starts: The start of each syllable in its piece.
        ends: Its end.
        owners: Which token of its piece it belongs to.
        compound_counts: How many compounds each piece has.
        wholes: The terms of the compounds.
        firsts: The first syllable of each.
        lasts: One past its last syllable.
    """

    token_counts: Ints
    tokens: Sequence[str]
    roles: bytes | bytearray
    syllable_counts: Ints
    terms: Sequence[str]
    starts: Ints
    ends: Ints
    owners: Ints
    compound_counts: Ints
    wholes: Sequence[str]
    firsts: Ints
    lasts: Ints


def is_simple(piece: str) -> bool:
    """Whether ``read_together`` can read a piece."""
    return len(piece) <= _LONGEST_SIMPLE and _SIMPLE.fullmatch(piece) is not None


def read_together(pieces: Sequence[str]) -> Read:
    """Reads simple pieces as one text."""
    text = lower(place_tones(" ".join(pieces)))  # neither changes a length
    tokens, roles, cuts, runs, owners, compounds = parts_of(text)
    lengths = _lengths(pieces) + 1
    places = np.cumsum(lengths, dtype=np.int64) - lengths
    starts, ends = _numbers(runs, 2)
    piece, syllables, first_syllable = _by_piece(places, starts)
    _, counts, first_token = _by_piece(places, _numbers(cuts, 2)[0])
    firsts, lasts = _numbers([found[1:] for found in compounds], 2)
    whole_in, wholes, _ = _by_piece(places, starts[firsts])
    return Read(
        counts, tokens, roles,
        syllables, terms_of(text, runs), starts - places[piece], ends - places[piece],
        np.array(owners, np.int64) - first_token[piece],
        wholes, [found.term for found in compounds],
        firsts - first_syllable[whole_in], lasts - first_syllable[whole_in],
    )  # fmt: skip


def read_alone(pieces: Sequence[str]) -> Read:
    """Reads pieces of any kind, one by one."""
    tokens, roles, terms, starts, ends, owners, compounds = zip(
        *map(read_piece, pieces), strict=True
    )
    found = list(chain.from_iterable(compounds))
    firsts, lasts = _numbers([each[1:] for each in found], 2)
    return Read(
        _lengths(tokens), list(chain.from_iterable(tokens)), b"".join(roles),
        _lengths(terms), list(chain.from_iterable(terms)),
        _flat(starts), _flat(ends), _flat(owners),
        _lengths(compounds), [each.term for each in found], firsts, lasts,
    )  # fmt: skip


def _by_piece(places: Ints, starts: Ints) -> tuple[Ints, Ints, Ints]:
    """Which piece each entry stands in; how many each piece has, and how many before it."""
    piece = np.searchsorted(places, starts, side="right") - 1
    counts = np.bincount(piece, minlength=len(places))
    return piece, counts, np.cumsum(counts) - counts


def _lengths(values: Sequence[Sequence[object]]) -> Ints:
    return np.fromiter(map(len, values), np.int32, len(values))


def _flat(values: Iterable[Iterable[int]]) -> Ints:
    return np.fromiter(chain.from_iterable(values), np.int64)


def _numbers(rows: Iterable[Iterable[int]], width: int) -> Ints:
    """Rows of numbers as columns."""
    return _flat(rows).reshape(-1, width).T
