"""A piece of text, from space to space, to its tokens: the one place that decides them.

No token reaches across a space, so a piece means the same wherever it stands; a text is
its pieces in a row, and each distinct one is read once. Only words (which syllables
join) and year ranges depend on neighbours. Places count the original piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import repeat
from sys import intern
from typing import NamedTuple, TypeVar

from indexer.analysis import compounds, tokenizer
from indexer.analysis.compounds import ROLES, Role
from indexer.analysis.filters import lower
from indexer.analysis.normalizer import Normalized, normalize
from indexer.analysis.tokenizer import Known
from indexer.documents import Span

Shared = TypeVar("Shared", bytes, tuple[int, ...])

LONGEST_TERM = 100
"""Code points of a term that are kept; longer runs are no words of any language."""

_RUN = re.compile(r"[^\W_]+")
_OTHER = int(Role.OTHER)
# One syllable among a few signs, each of which is a token of its own there.
_ONE_RUN = re.compile(r"""([(\["'“‘-]?)([^\W_]+)([)\]"'”’.,;:!?%-]{0,2})""")
_LONGEST_REMEMBERED = 40
_REMEMBERED = 1 << 15


class Compound(NamedTuple):
    """Something written with inner signs.

    Attributes:
        term: The term of the whole.
        first: Its first syllable.
        end: One past its last syllable.
    """

    term: str
    first: int
    end: int


class Piece(NamedTuple):
    """A piece as read.

    Its syllables are what is searched: the runs of letters and digits in its tokens.

    Attributes:
        tokens: pyvi's tokens, in lower case, punctuation included.
        roles: The ``Role`` of each token.
        terms: The syllables, normalised, in lower case.
        starts: First code point of each syllable in the original piece.
        ends: One past its last.
        owners: Which token each syllable belongs to.
        compounds: What is also searched whole.
    """

    tokens: tuple[str, ...]
    roles: bytes
    terms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    owners: tuple[int, ...]
    compounds: tuple[Compound, ...] = ()


Recalled = tuple[int, tuple[Known, ...], tuple[int, ...], bytes, str, int, int, Piece | None]
"""What every text needs of a piece: how far the next one is; of its tokens, what is known,
how many syllables each has, and the roles; the one syllable of a usual piece, with its
start and end; and the whole piece if it is not usual, having no syllable, several, or
compounds. A plain tuple is unpacked in a fraction of the time of a named one."""


class Parts(NamedTuple):
    """What stands in a text, place by place.

    Attributes:
        tokens: pyvi's tokens.
        roles: The ``Role`` of each.
        cuts: The span of each.
        runs: The spans of the syllables.
        owners: Which token each syllable belongs to.
        compounds: What is also searched whole.
    """

    tokens: list[str]
    roles: bytearray
    cuts: list[Span]
    runs: list[Span]
    owners: list[int]
    compounds: list[Compound]


def read_piece(piece: str) -> Piece:
    """Reads a piece of text.

    Args:
        piece: Any text, best one without spaces.
    """
    normalized = normalize(piece)
    text = lower(normalized.text)
    one = _ONE_RUN.fullmatch(text)
    return _one_run(one, normalized) if one else _many_runs(text, normalized)


class _Memory(dict[str, Recalled]):
    """``read_piece`` with a bounded memory, for pieces that come again and again.

    Safe to share between threads: what one forgets, another reads again.
    """

    def __missing__(self, piece: str) -> Recalled:
        read = _recalled(piece)
        if len(piece) <= _LONGEST_REMEMBERED:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[piece] = read
        return read


recall_piece = _Memory().__getitem__
"""``read_piece``, which see, out of the one memory there is."""


def recall_syllables(
    piece: str,
) -> tuple[Sequence[str], Sequence[int], Sequence[int], Sequence[Compound]]:
    """The terms, starts, ends and compounds of a piece, out of the same memory."""
    *_, term, start, end, rest = recall_piece(piece)
    if rest is None:
        return (term,), (start,), (end,), ()
    return rest.terms, rest.starts, rest.ends, rest.compounds


def _recalled(piece: str) -> Recalled:
    read = read_piece(piece)
    tokens, roles, terms, starts, ends, owners, wholes = read
    counts = [0] * len(tokens)
    for owner in owners:
        counts[owner] += 1
    of_tokens = len(piece) + 1, tokenizer.known(tokens), _shared(tuple(counts)), _shared(roles)
    if len(terms) == 1 and not wholes:
        return *of_tokens, terms[0], starts[0], ends[0], None
    return *of_tokens, "", 0, 0, read


@lru_cache(maxsize=256)
def _shared(value: Shared) -> Shared:
    """One object for all equal ones: most pieces are alike in this, and memory is slow."""
    return value


def _one_run(one: re.Match[str], normalized: Normalized) -> Piece:
    """What ``_many_runs`` would say of one syllable among signs: most pieces are that."""
    before, run, after = one.groups()
    run = intern(run)  # one string wherever it is kept or compared
    tokens = (*before, run, *after)
    start, end = normalized.original_span(*one.span(2))
    term = run[:LONGEST_TERM]
    return Piece(tokens, roles_of(tokens), (term,), (start,), (end,), (len(before),))


def _many_runs(text: str, normalized: Normalized) -> Piece:
    tokens, roles, _, runs, owners, found = parts_of(text)
    spans = runs if normalized.starts is None else [normalized.original_span(*r) for r in runs]
    starts, ends = zip(*spans, strict=True) if spans else ((), ())
    terms = tuple(terms_of(text, runs))
    return Piece(tuple(tokens), bytes(roles), terms, starts, ends, tuple(owners), tuple(found))


def parts_of(text: str) -> Parts:
    """Everything that stands in normalised, lower-case text, of one piece or of many."""
    cuts = tokenizer.cut(text)
    tokens = [text[start:end] for start, end in cuts]
    runs, owners = _runs(text, cuts)
    found = _compounds(text, cuts, runs)
    roles = bytearray(roles_of(tokens))
    for _, first, end in found:
        for owner in owners[first:end]:
            roles[owner] = _OTHER
    return Parts(tokens, roles, cuts, runs, owners, found)


def terms_of(text: str, runs: Iterable[Span]) -> list[str]:
    """The terms of runs of letters and digits."""
    return [text[start:end][:LONGEST_TERM] for start, end in runs]


def roles_of(tokens: Iterable[str]) -> bytes:
    """The ``Role`` of each token, as if it stood free."""
    return bytes(map(ROLES.get, tokens, repeat(_OTHER)))


def _runs(text: str, cuts: list[Span]) -> tuple[list[Span], list[int]]:
    """Spans of the runs of letters and digits in each token, and the token of each."""
    runs: list[Span] = []
    owners: list[int] = []
    for number, cut in enumerate(cuts):
        start, end = cut
        if text[start:end].isalnum():
            runs.append(cut)
            owners.append(number)
        elif end - start > 1:
            found = [run.span() for run in _RUN.finditer(text, start, end)]
            runs += found
            owners += [number] * len(found)
    return runs, owners


def _compounds(text: str, cuts: list[Span], runs: list[Span]) -> list[Compound]:
    """The compounds of a text, each from its first to its last syllable."""
    if len(runs) < 2:  # noqa: PLR2004 - a whole has parts
        return []
    found: list[Compound] = []
    first = 0
    for start, stop in compounds.compounds(text, cuts):
        while first < len(runs) and runs[first][0] < start:
            first += 1
        end = first
        while end < len(runs) and runs[end][1] <= stop:
            end += 1
        if end - first > 1:
            place = runs[first][0]
            whole = compounds.whole(text[place : min(runs[end - 1][1], place + LONGEST_TERM)])
            found.append(Compound(whole, first, end))
        first = end
    return found
