"""The named chains that turn text into terms, as one literal table.

Every chain reads the same pieces, so a text is prepared once and its terms of all
chains agree on their places. ``bulk`` makes the same terms of many texts at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain, count, pairwise, repeat
from typing import Literal, NamedTuple

from indexer.analysis import compounds, tokenizer
from indexer.analysis.compounds import Role
from indexer.analysis.filters import fold_term, has_marks
from indexer.analysis.pieces import LONGEST_TERM, Compound, Piece, recall_piece
from indexer.analysis.tokenizer import Known
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
        starts: Its first code point in the original text.
        ends: One past its last.
    """

    terms: list[str]
    starts: list[int]
    ends: list[int]

    @property
    def spans(self) -> list[Span]:
        """The place of each in the original text."""
        return list(zip(self.starts, self.ends, strict=True))


class PreparedText:
    """A text on its way to terms: normalised, lower-cased, cut; each step done once."""

    def __init__(self, text: str) -> None:
        self.syllables = Occurrences([], [], [])
        self._text = text
        self._known: list[Known] = []
        self._counts: list[int] = []
        self._compounds: list[Compound] = []
        self._words: Occurrences | None = None
        all_known, all_counts = self._known, self._counts
        terms, starts, ends = self.syllables
        place = 0
        # The loop every question and snippet waits for.
        for size, known, counts, _, term, start, end, rest in map(recall_piece, text.split(" ")):
            if rest is None:
                terms.append(term)
                starts.append(place + start)
                ends.append(place + end)
            else:
                self._add(rest, place)
            all_known += known
            all_counts += counts
            place += size

    def _add(self, piece: Piece, place: int) -> None:
        """Adds the syllables and compounds of an unusual piece."""
        terms, starts, ends = self.syllables
        first = len(terms)
        self._compounds += [Compound(t, first + a, first + b) for t, a, b in piece.compounds]
        terms += piece.terms
        starts += [place + start for start in piece.starts]
        ends += [place + end for end in piece.ends]

    @property
    def words(self) -> Occurrences:
        """The words as pyvi finds them, less their punctuation."""
        if self._words is None:  # cached_property takes as long as finding a word
            self._words = self._found_words()
        return self._words

    def _found_words(self) -> Occurrences:
        terms, starts, ends = self.syllables
        bounds = self._word_bounds(len(terms))
        return Occurrences(
            [
                terms[first] if end - first == 1 else JOINT.join(terms[first:end])[:LONGEST_TERM]
                for first, end in pairwise(bounds)
            ],
            [starts[first] for first in bounds[:-1]],
            [ends[end - 1] for end in bounds[1:]],
        )

    def _word_bounds(self, count: int) -> list[int]:
        """The first syllable of each word, and ``count``, which is one past the last."""
        before = accumulate(self._counts, initial=0)  # syllables before each token
        joins = zip(before, tokenizer.joins_of(self._known), strict=False)
        bounds = dict.fromkeys([first for first, more in joins if not more])
        bounds[count] = None  # there already if the text ends with a sign
        return list(bounds)

    @cached_property
    def compounds(self) -> list[Compound]:
        """What is also found whole, each from its first to its last syllable."""
        ranges = list(compounds.ranges(self._roles))
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
            _, starts, ends = self.syllables
            return Occurrences(
                [found.term for found in self.compounds],
                [starts[found.first] for found in self.compounds],
                [ends[found.end - 1] for found in self.compounds],
            )
        return self.words if unit == "word" else self.syllables

    @cached_property
    def _token_of(self) -> list[int]:
        return list(chain.from_iterable(map(repeat, count(), self._counts)))

    @cached_property
    def _roles(self) -> bytes:
        # Recalled once more: keeping them would cost every question, and few ask for roles.
        return b"".join([recall_piece(piece)[3] for piece in self._text.split(" ")])

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


def words_of(syllables: Sequence[str]) -> list[str]:
    """The terms of the words in a sentence of nothing but syllables and its full stop.

    What ``PreparedText`` says of such a sentence, without reading its pieces.

    Args:
        syllables: Each normalised, in lower case.
    """
    joins = tokenizer.joins([*syllables, "."])
    firsts = [place for place, more in enumerate(joins[:-1]) if not more]
    return [
        JOINT.join(syllables[first:end])[:LONGEST_TERM]
        for first, end in pairwise([*firsts, len(syllables)])
    ]


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
        return self._formed(text.occurrences(self.unit).terms, text)

    def tokens(self, text: PreparedText) -> list[Token]:
        """The terms with their spans in the original text."""
        terms, starts, ends = text.occurrences(self.unit)
        rows = zip(self._formed(terms, text), starts, ends, count(), strict=False)
        return list(map(tuple.__new__, repeat(Token), rows))  # half the time of Token(…)

    def _formed(self, terms: list[str], text: PreparedText) -> list[str]:
        if self.form is plain:
            return terms
        bare = text.bare if self.unit == "syllable" else [False] * len(terms)
        return list(map(self.form, terms, bare))


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
