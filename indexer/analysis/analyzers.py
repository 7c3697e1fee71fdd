"""The named chains that turn text into terms, as one literal table.

Every chain reads the same normalised, lower-cased, cut text, so a document is
prepared once and its terms of all chains agree on their places.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from indexer.analysis import tokenizer
from indexer.analysis.filters import fold, fold_term, lower
from indexer.analysis.normalizer import Normalized, normalize
from indexer.analysis.tokens import Token
from indexer.documents import Span

JOINT = "_"
"""What stands between the syllables of a word's term, as in pyvi's output."""

BARE = "~"
"""Leads the term of a syllable in a line written without any marks: there ``~hoa`` may
be hoa, hòa or hóa, while ``hoa`` in a line with marks is hoa and nothing else."""

_LONGEST_TERM = 100
"""Code points of a term that are kept; longer runs are no words of any language."""


class PreparedText:
    """A text on its way to terms: normalised, lower-cased, cut; each step done once."""

    def __init__(self, text: str) -> None:
        self.normalized: Normalized = normalize(text)
        # Words change with case ("Ban_Chấp_hành", "ban chấp_hành"), so case goes first.
        self.lowered: str = lower(self.normalized.text)

    @cached_property
    def cuts(self) -> list[Span]:
        """Spans of pyvi's tokens in ``lowered``, punctuation included."""
        return tokenizer.cut(self.lowered)

    @cached_property
    def syllables(self) -> list[Span]:
        """Spans in ``lowered`` of what is searched: tokens less their punctuation."""
        return [span for cut in self.cuts if (span := self._trimmed(cut))]

    @cached_property
    def words(self) -> list[list[Span]]:
        """The syllables, grouped into pyvi's words."""
        joined = tokenizer.joins([self.lowered[a:b] for a, b in self.cuts])
        words: list[list[Span]] = []
        for cut, continues in zip(self.cuts, joined, strict=True):
            span = self._trimmed(cut)
            if span is None:
                continue
            if continues and words:
                words[-1].append(span)
            else:
                words.append([span])
        return words

    @cached_property
    def bare(self) -> list[bool]:
        """For each syllable, whether its line has letters but no marks at all."""
        folded = fold(self.lowered)
        bare: list[bool] = []
        end, without = -1, False
        for start, _ in self.syllables:
            if start > end:
                first = self.lowered.rfind("\n", 0, start) + 1
                found = self.lowered.find("\n", start)
                end = len(self.lowered) if found < 0 else found
                without = self.lowered[first:end] == folded[first:end]
            bare.append(without)
        return bare

    def marked_terms(self) -> list[str]:
        """The terms of the syllables; those that may stand for others lead with ``BARE``."""
        return [
            BARE + term if bare and not term.isdigit() else term
            for term, bare in zip(map(self.term, self.syllables), self.bare, strict=True)
        ]

    def term(self, span: Span) -> str:
        """The text of a span, cut to the length a term may have."""
        return self.lowered[span[0] : min(span[1], span[0] + _LONGEST_TERM)]

    def _trimmed(self, span: Span) -> Span | None:
        start, end = span
        while end > start and not self.lowered[end - 1].isalnum():
            end -= 1
        while start < end and not self.lowered[start].isalnum():
            start += 1
        return (start, end) if start < end else None


@dataclass(frozen=True, slots=True)
class Chain:
    """How one kind of term is made.

    Attributes:
        spans: The places of its tokens, each one or more syllables.
        terms: The terms at these places, one a position.
    """

    spans: Callable[[PreparedText], list[list[Span]]]
    terms: Callable[[PreparedText], list[str]]

    def tokens(self, text: PreparedText) -> list[Token]:
        """The terms with their spans in the original text."""
        place = text.normalized.original_span
        return [
            Token(term, *place(spans[0][0], spans[-1][1]), position)
            for position, (spans, term) in enumerate(
                zip(self.spans(text), self.terms(text), strict=True)
            )
        ]


def _each_syllable(text: PreparedText) -> list[list[Span]]:
    return [[span] for span in text.syllables]


def _each_word(text: PreparedText) -> list[list[Span]]:
    return text.words


def _folded_terms(text: PreparedText) -> list[str]:
    return [fold_term(text.term(span)) for span in text.syllables]


def _word_terms(text: PreparedText) -> list[str]:
    return [JOINT.join(map(text.term, spans)) for spans in text.words]


CHAINS: dict[str, Chain] = {
    "syllables": Chain(_each_syllable, PreparedText.marked_terms),
    "folded": Chain(_each_syllable, _folded_terms),
    "words": Chain(_each_word, _word_terms),
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
