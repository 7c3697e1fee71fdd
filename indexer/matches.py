"""Where a text has the parts of a question, in the original's own places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from indexer.analysis.analyzers import BARE, PreparedText
from indexer.analysis.filters import fold_term, has_marks, lower
from indexer.analysis.normalizer import normalize
from indexer.analysis.pieces import recall_syllables
from indexer.analysis.sieve import Candidate, Sieve, every_piece
from indexer.documents import Span
from indexer.evidence import WEIGHTS, Agreement, Slot, Wanted, Way

_LINE_ENDS = "\n\u2028\u2029"
_LINE_END = re.compile(f"[{_LINE_ENDS}]")
_SIGNS = re.compile(r"[\W_]+")
_GROUP = 3
"""Digits of a group in a number such as 11.555."""
_YEARS = re.compile(r"\d{4}-\d{4}")

Key = tuple[str, str]
"""Field and term."""

Keys = tuple[Key, ...]

Occurrence = tuple[int, int, Agreement]
"""First and last syllable, and how well they agree with what was typed."""


class Match(NamedTuple):
    """An occurrence of a part of the question in a text.

    Attributes:
        start: First code point in the original text.
        end: One past the last.
        part: Which part of the question.
        agreement: How well it agrees with what was typed.
    """

    start: int
    end: int
    part: int
    agreement: Agreement


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


class Finder:
    """Finds the parts of one question in any number of texts.

    Only pieces of a text that may hold what the question names are read, and of those only
    the syllables that it names are kept.

    Attributes:
        wanted: The parts.
        pieces: What the question names in a piece of text.
        pieces_read: How many pieces of texts were looked up there.
    """

    def __init__(self, wanted: Sequence[Wanted]) -> None:
        """Takes the parts of the question with their spellings."""
        self.wanted = wanted
        self._named = {
            (spelling.field, spelling.term)
            for one in wanted
            for slot in (one.wholes, *(s for way in (*one.ways, *one.never) for s in way.slots))
            for spelling in slot
        }
        self.pieces = _Pieces(self._read_piece)
        self.pieces_read = 0
        self._ranges = any(
            field == "compounds" and _YEARS.fullmatch(term) for field, term in self._named
        )
        self._sieve = Sieve(syllable for key in self._named for syllable in _syllables_of(*key))

    def find(self, text: str, *, title: bool = False) -> list[Match]:
        """Occurrences of each part, ordered by place.

        Where a text has a part in its best spelling, weaker spellings of it are no match:
        ``Ban`` does not mark bàn where Ban stands.

        Args:
            text: The text.
            title: Whether it is a title, which some parts are only looked for in.
        """
        if not self._named:
            return []
        read = _Read(text, self)
        found: set[Match] = set()
        for number, one in enumerate(self.wanted if read.places else ()):
            if one.part.title and not title:
                continue
            for first, last, agreement in _best(one, read.places):
                start, end = read.spans[first][0], read.spans[last][1]
                found.add(Match(start, end, number, agreement))
        return sorted(found)

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


class _Read:
    """A text as far as a question is concerned.

    Attributes:
        places: Field and term to the first and last syllable of each place where it stands.
        spans: The place in the text of each of those syllables.
    """

    def __init__(self, text: str, finder: Finder) -> None:
        self.places: dict[Key, list[Span]] = defaultdict(list)
        self.spans: dict[int, Span] = {}
        self._text = text
        self._line_end = 0
        self._line_is_bare = False
        self._read(finder)
        if finder.asks_for_years:
            self._read_years(finder)

    def _read(self, finder: Finder) -> None:
        first = 0
        for begin, end, apart in finder.candidates(self._text):
            finder.pieces_read += 1
            first += apart  # so that what stands on both sides is not side by side
            length, syllables, wholes = finder.pieces[self._text[begin:end]]
            for number, a, b, usual, in_bare in syllables:
                self.spans[first + number] = span = begin + a, begin + b
                keys = in_bare if usual != in_bare and self._is_bare(span) else usual
                for key in keys:
                    self.places[key].append((first + number, first + number))
            for number, whole, spans in wholes:
                self._keep_whole(whole, first + number, [(begin + a, begin + b) for a, b in spans])
            first += length

    def _read_years(self, finder: Finder) -> None:
        """Ranges of years, which may hold spaces."""
        prepared = PreparedText(self._text)
        for whole, first, end in prepared.compounds:
            if _YEARS.fullmatch(whole) and finder.names("compounds", whole):
                self._keep_whole(whole, first, prepared.syllables.spans[first:end])

    def _keep_whole(self, whole: str, first: int, spans: Sequence[Span]) -> None:
        self.spans.update(enumerate(spans, first))
        span = (first, first + len(spans) - 1)
        if span not in self.places["compounds", whole]:
            self.places["compounds", whole].append(span)

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


def _best(wanted: Wanted, places: Mapping[Key, list[Span]]) -> list[Occurrence]:
    """The occurrences that agree best with what was typed."""
    if len(wanted.typed) == 1 and not (wanted.wholes or wanted.others):
        return _best_of_one(wanted.typed[0], places)
    found = list(_occurrences(wanted, places))
    if wanted.never and any(agreement == "apart" for *_, agreement in found):
        found = list(_as_meant(found, wanted, places))
    best = max((WEIGHTS[agreement] for _, _, agreement in found), default=0.0)
    return [one for one in found if WEIGHTS[one[2]] == best]


def _as_meant(
    found: Iterable[Occurrence], wanted: Wanted, places: Mapping[Key, list[Span]]
) -> Iterator[Occurrence]:
    """Occurrences but for those of a number that counts something else there."""
    others = {
        place
        for way in wanted.never
        for first, last, _ in _way(way, places)
        for place in range(first, last + 1)
    }
    for one in found:
        if one[2] != "apart" or one[0] not in others:
            yield one


def _best_of_one(slot: Slot, places: Mapping[Key, list[Span]]) -> list[Occurrence]:
    """The same of a syllable, as most parts are: its spellings stand in order."""
    found: list[Occurrence] = []
    for field, term, agreement in slot:
        if found and agreement != found[0][2]:
            break
        found += [(place, place, agreement) for place, _ in places.get((field, term), ())]
    return found


def _occurrences(wanted: Wanted, places: Mapping[Key, list[Span]]) -> Iterator[Occurrence]:
    """Every occurrence, with the weakest agreement in it."""
    for spelling in wanted.wholes:
        for first, last in places.get((spelling.field, spelling.term), ()):
            yield first, last, spelling.agreement
    for way in wanted.ways:
        yield from _way(way, places)


def _way(way: Way, places: Mapping[Key, list[Span]]) -> Iterator[Occurrence]:
    slots: list[dict[int, Agreement]] = []
    for slot in reversed(way.slots):  # of a number after its cue the number is rare
        found = _slot_places(slot, places)
        if not found:
            return
        slots.insert(0, found)
    if len(slots) == 1:
        yield from ((place, place, agreement) for place, agreement in slots[0].items())
        return
    for first in slots[0]:
        agreements = [slot.get(first + offset) for offset, slot in enumerate(slots)]
        present = [agreement for agreement in agreements if agreement is not None]
        if len(present) == len(slots):
            last = first + len(slots) - 1
            yield first + way.lead, last, min(present, key=WEIGHTS.__getitem__)


def _slot_places(slot: Slot, places: Mapping[Key, list[Span]]) -> dict[int, Agreement]:
    return {
        place: spelling.agreement
        for spelling in reversed(slot)  # the best agreement is written last
        for place, _ in places.get((spelling.field, spelling.term), ())
    }
