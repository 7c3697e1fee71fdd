"""The named chains that turn text into terms, as one literal table.

Every chain reads the same pieces, so a text is prepared once and its terms of all
chains agree on their places. ``bulk`` makes the same terms of many texts at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, compress, count
from operator import ne, not_
from typing import Literal, NamedTuple

from indexer.analysis import compounds, tokenizer
from indexer.analysis.compounds import Role
from indexer.analysis.filters import fold_term, has_marks
from indexer.analysis.pieces import LONGEST_TERM, Compound, recall_piece
from indexer.analysis.tokens import Token
from indexer.documents import Span

JOINT = "_"
"""What stands between the syllables of a word's term, as in pyvi's output."""

BARE = "~"
"""Leads the term of a syllable in a line written without any marks: there ``~hoa`` may
be hoa, hòa or hóa, while ``hoa`` in a line with marks is hoa and nothing else."""

ASIDE = "|"
"""Leads the term of whatever stands in page furniture: it keeps its place, so that a quoted
phrase finds it, but it is another term, so that nothing else does."""

Unit = Literal["syllable", "word", "compound"]


class Occurrences(NamedTuple):
    """Every unit of one kind in a text, in order.

    Attributes:
        terms: Its plain term, lower-case and with marks.
        spans: Its place in the original text.
    """

    terms: list[str]
    spans: list[Span]


class PreparedText:
    """A text on its way to terms: normalised, lower-cased, cut; each step done once."""

    def __init__(self, text: str) -> None:
        self.tokens: list[str] = []
        self.syllables = Occurrences([], [])
        self._token_of: list[int] = []
        self._compounds: list[Compound] = []
        self._roles = bytearray()
        terms, spans = self.syllables
        place = 0
        for piece in text.split(" "):  # the loop every question and snippet waits for
            tokens, roles, found, starts, ends, owners, wholes = recall_piece(piece)
            if wholes:
                first = len(terms)
                self._compounds += [Compound(t, first + a, first + b) for t, a, b in wholes]
            if len(starts) == 1:
                spans.append((place + starts[0], place + ends[0]))
                self._token_of.append(len(self.tokens) + owners[0])
            else:
                spans += [(place + a, place + b) for a, b in zip(starts, ends, strict=True)]
                self._token_of += [len(self.tokens) + owner for owner in owners]
            terms += found
            self.tokens += tokens
            self._roles += roles
            place += len(piece) + 1

    @cached_property
    def words(self) -> Occurrences:
        """The words as pyvi finds them, less their punctuation."""
        syllables, places = self.syllables
        terms: list[str] = []
        spans: list[Span] = []
        first = 0
        for end in self._word_ends():
            if end - first == 1:
                terms.append(syllables[first])
                spans.append(places[first])
            else:
                terms.append(JOINT.join(syllables[first:end])[:LONGEST_TERM])
                spans.append((places[first][0], places[end - 1][1]))
            first = end
        return Occurrences(terms, spans)

    def _word_ends(self) -> list[int]:
        """One past the last syllable of each word."""
        numbers = list(accumulate(map(not_, tokenizer.joins(self.tokens))))
        word_of = [numbers[token] for token in self._token_of]
        ends = compress(count(1), map(ne, word_of, word_of[1:]))
        return [*ends, len(word_of)] if word_of else []

    @cached_property
    def compounds(self) -> list[Compound]:
        """What is also found whole, each from its first to its last syllable."""
        ranges = list(compounds.ranges(bytes(self._roles)))
        if not ranges:
            return self._compounds
        syllable_at = {token: i for i, token in enumerate(self._token_of)}
        return sorted(
            self._compounds + [self._range(syllable_at[first]) for first in ranges],
            key=lambda compound: compound.first,
        )

    @cached_property
    def bare(self) -> list[bool]:
        """For each syllable, whether no syllable of its line carries a mark."""
        marked = {
            line
            for line, term in zip(self._line_of, self.syllables.terms, strict=True)
            if has_marks(term)
        }
        return [line not in marked for line in self._line_of]

    def occurrences(self, unit: Unit) -> Occurrences:
        """Every unit of a kind."""
        if unit == "compound":
            spans = self.syllables.spans
            return Occurrences(
                [found.term for found in self.compounds],
                [(spans[found.first][0], spans[found.end - 1][1]) for found in self.compounds],
            )
        return self.words if unit == "word" else self.syllables

    @cached_property
    def _line_of(self) -> list[int]:
        count = self._roles.count
        if not count(Role.NEWLINE):
            return [0] * len(self._token_of)
        line, before, lines = 0, 0, []
        for token in self._token_of:
            line += count(Role.NEWLINE, before, token)
            before = token
            lines.append(line)
        return lines

    def _range(self, first: int) -> Compound:
        years = self.syllables.terms[first : first + 2]
        return Compound(compounds.years(*years), first, first + 2)


def join(left: str, right: str) -> str:
    """The term of a word from the term of its beginning and its next syllable."""
    return f"{left}{JOINT}{right}"[:LONGEST_TERM]


@dataclass(frozen=True, slots=True)
class Chain:
    """How one kind of term is made.

    Attributes:
        unit: What becomes a term.
        form: The term, from the plain one and whether its line is bare.
    """

    unit: Unit
    form: Callable[[str, bool], str]

    def terms(self, text: PreparedText) -> list[str]:
        """The terms of a text, one a position."""
        terms = text.occurrences(self.unit).terms
        if self.form is plain:
            return terms
        bare = text.bare if self.unit == "syllable" else [False] * len(terms)
        return list(map(self.form, terms, bare))

    def tokens(self, text: PreparedText) -> list[Token]:
        """The terms with their spans in the original text."""
        new = tuple.__new__
        placed = zip(self.terms(text), text.occurrences(self.unit).spans, strict=True)
        return [
            new(Token, (term, start, end, position))  # half the time of Token(…)
            for position, (term, (start, end)) in enumerate(placed)
        ]


def _as_written(term: str, bare: bool) -> str:  # noqa: FBT001 - mapped over two lists
    return BARE + term if bare and not term.isdigit() else term


def _folded(term: str, bare: bool) -> str:  # noqa: ARG001, FBT001 - same
    return fold_term(term)


def plain(term: str, bare: bool) -> str:  # noqa: ARG001, FBT001 - same
    """The term as it is."""
    return term


CHAINS: dict[str, Chain] = {
    "syllables": Chain("syllable", _as_written),
    "folded": Chain("syllable", _folded),
    "words": Chain("word", plain),
    "compounds": Chain("compound", plain),
}
"""Chain name to chain; ``hoinghi analyze --chain`` offers exactly these."""


def analyze(chain: str, text: str) -> list[Token]:
    """Turns a text into the tokens of one chain.

    Args:
        chain: A name in ``CHAINS``.
        text: Any text.

    Returns:
        The tokens in order, with spans in ``text``.
    """
    return CHAINS[chain].tokens(PreparedText(text))
