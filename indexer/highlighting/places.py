"""Where in a text the terms of a question stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from indexer.analysis.analyzers import BARE, PreparedText
from indexer.analysis.filters import fold_term, has_marks, lower
from indexer.analysis.normalizer import normalize
from indexer.analysis.pieces import recall_syllables
from indexer.analysis.sieve import Candidate, Sieve, every_piece
from indexer.documents import Span

_LINE_ENDS = "\n\u2028\u2029"
_LINE_END = re.compile(f"[{_LINE_ENDS}]")
_SIGNS = re.compile(r"[\W_]+")
_GROUP = 3
"""Digits of a group in a number such as 11.555."""
_YEARS = re.compile(r"\d{4}-\d{4}")

Key = tuple[str, str]
"""Field and term."""

Keys = tuple[Key, ...]


class _Kept(NamedTuple):
    """What a question names in a piece of text.

    Attributes:
        length: How many syllables the piece has.
        syllables: Of each that is named: its number, its place, as what it is named, and as
            what where its line has no marks.
        compounds: Of each whole: its first syllable, its term, and where its syllables are.
    """

    length: int
    syllables: tuple[tuple[int, int, int, Keys, Keys], ...]
    compounds: tuple[tuple[int, str, tuple[Span, ...]], ...]


class _Pieces(dict[str, _Kept]):
    """Pieces of text come again and again; each is read once."""

    def __init__(self, read: Callable[[str], _Kept]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, piece: str) -> _Kept:
        kept = self[piece] = self._read(piece)
        return kept


class Terms:
    """The terms that a question names, to be found in any number of texts.

    Only pieces of a text that may hold one are read, and of those only the syllables that
    are named are kept.

    Attributes:
        pieces: What the question names in a piece of text.
        pieces_read: How many pieces of texts were looked up there.
    """

    def __init__(self, named: Iterable[Key]) -> None:
        """Takes the fields and terms."""
        self._named = frozenset(named)
        self.pieces = _Pieces(self._read_piece)
        self.pieces_read = 0
        self._ranges = any(
            field == "compounds" and _YEARS.fullmatch(term) for field, term in self._named
        )
        self._sieve = Sieve(syllable for key in self._named for syllable in _syllables_of(*key))

    def _read_piece(self, piece: str) -> _Kept:
        """What the question names in a piece of text."""
        terms, starts, ends, wholes = recall_syllables(piece)
        syllables = [
            (i, start, end, *keys)
            for i, (term, start, end) in enumerate(zip(terms, starts, ends, strict=True))
            if any(keys := self._keys(term))
        ]
        compounds = [
            (first, whole, tuple(zip(starts[first:end], ends[first:end], strict=True)))
            for whole, first, end in wholes
            if self.names("compounds", whole)
        ]
        return _Kept(len(terms), tuple(syllables), tuple(compounds))

    def _keys(self, term: str) -> tuple[Keys, Keys]:
        """What a syllable may be of what the question names; then the same in a bare line."""
        folded = fold_term(term)
        usual = self._of_named(("syllables", term), ("folded", folded))
        if term.isdigit() or has_marks(term):
            return usual, usual
        return usual, self._of_named(("syllables", BARE + folded), ("folded", folded))

    def _of_named(self, *keys: Key) -> Keys:
        return tuple(key for key in keys if key in self._named)

    def candidates(self, text: str) -> Iterable[Candidate]:
        """The pieces of a text that may hold what is named."""
        if not self._named:
            return ()
        # The parts of a range of years are counted from the beginning of the text.
        return every_piece(text) if self._ranges else self._sieve.candidates(text)

    def names(self, field: str, term: str) -> bool:
        """Whether the question names a term."""
        return (field, term) in self._named

    @property
    def asks_for_years(self) -> bool:
        """Whether a range of years is among what is named: its parts may stand apart."""
        return self._ranges


def _syllables_of(field: str, term: str) -> Iterator[str]:
    """Syllables of which one stands wherever a term does, marks aside."""
    if field != "compounds":
        yield fold_term(term.removeprefix(BARE))
        return
    if term.isdigit():
        yield term[-_GROUP:]  # written in groups
    for part in _SIGNS.split(term):
        yield part
        if not part or part.isdigit():  # dates lose their leading zeros
            yield from (part.zfill(1), part.zfill(2))


class Places:
    """A text as far as a question is concerned.

    Attributes:
        at: Field and term to the first and last syllable of each place where it stands.
        spans: The place in the text of each of those syllables.
    """

    def __init__(self, text: str, terms: Terms) -> None:
        """Reads a text."""
        self.at: dict[Key, list[Span]] = defaultdict(list)
        self.spans: dict[int, Span] = {}
        self._text = text
        self._line_end = 0
        self._line_is_bare = False
        self._read(terms)
        if terms.asks_for_years:
            self._read_years(terms)

    def _read(self, terms: Terms) -> None:
        first = 0
        for begin, end, apart in terms.candidates(self._text):
            terms.pieces_read += 1
            first += apart  # so that what stands on both sides is not side by side
            length, syllables, wholes = terms.pieces[self._text[begin:end]]
            for number, a, b, usual, in_bare in syllables:
                self.spans[first + number] = span = begin + a, begin + b
                keys = in_bare if usual != in_bare and self._is_bare(span) else usual
                for key in keys:
                    self.at[key].append((first + number, first + number))
            for number, whole, spans in wholes:
                self._keep_whole(whole, first + number, [(begin + a, begin + b) for a, b in spans])
            first += length

    def _read_years(self, terms: Terms) -> None:
        """Ranges of years, which may hold spaces."""
        prepared = PreparedText(self._text)
        for whole, first, end in prepared.compounds:
            if _YEARS.fullmatch(whole) and terms.names("compounds", whole):
                self._keep_whole(whole, first, prepared.syllables.spans[first:end])

    def _keep_whole(self, whole: str, first: int, spans: Sequence[Span]) -> None:
        self.spans.update(enumerate(spans, first))
        span = (first, first + len(spans) - 1)
        if span not in self.at["compounds", whole]:
            self.at["compounds", whole].append(span)

    def _is_bare(self, span: Span) -> bool:
        """Whether a span, none before it asked for later, stands in a line without marks."""
        start, end = span
        if start >= self._line_end:
            first = max(self._text.rfind(e, self._line_end, start) for e in _LINE_ENDS) + 1
            line_end = _LINE_END.search(self._text, end)
            self._line_end = line_end.start() if line_end else len(self._text)
            self._line_is_bare = _is_bare(self._text[first : self._line_end])
        return self._line_is_bare


def _is_bare(line: str) -> bool:
    low = lower(line)  # normalising adds marks to letters, and takes none away
    return not (has_marks(low) or has_marks(lower(normalize(line).text)))
