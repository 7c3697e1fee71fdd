"""The syllables of a row of parts, read together: names, and what stands before a place.

Typed marks have to agree with what is looked for, missing ones are forgiven. What is in
quotes is a wall to what reads a row: it is meant as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from indexer.analysis.filters import fold_term, lower
from indexer.analysis.normalizer import normalize
from indexer.facets import gazetteer
from indexer.facets.gazetteer import glued
from indexer.questions import Node, Part
from indexer.syllables import has_more_marks, may_be_vietnamese

YEAR = re.compile(r"(?:19|20)\d\d")
_WALL = ("|",)


class Cue(NamedTuple):
    """Words that say what stands after them.

    Attributes:
        marked: Its syllables, normalised.
        folded: The same without marks.
    """

    marked: tuple[str, ...]
    folded: tuple[str, ...]


def cues(*written: str) -> tuple[Cue, ...]:
    """Cues from their words."""
    marked = (tuple(lower(normalize(words).text).split()) for words in written)
    return tuple(Cue(syllables, tuple(map(fold_term, syllables))) for syllables in marked)


_CALLED = tuple((cue, "Thành phố Hồ Chí Minh") for cue in cues("Sài Gòn"))
"""What people call a province in a question; in an article it may be a river or a newspaper."""


class Words:
    """The syllables of a row of parts, each knowing its part."""

    def __init__(self, parts: Sequence[Part]) -> None:
        """Takes parts that stand side by side; a quoted one is a wall to what reads facts."""
        self.parts = parts
        self.typed: list[str] = []
        self.marked: list[str] = []
        self.owners: list[int] = []
        for number, part in enumerate(parts):
            count = len(part.syllables)
            self.typed += part.syllables
            self.marked += part.syllables if part.loose and not part.begun else _WALL * count
            self.owners += [number] * count
        self.folded = [fold_term(syllable) for syllable in self.marked]
        self.text = " ".join(self.folded)

    @cached_property
    def texts(self) -> list[str]:
        """The syllables as typed, where that can be told."""
        return [text for part in self.parts for text in part.texts]

    @cached_property
    def capitals(self) -> frozenset[int]:
        """The syllables typed in capitals, unless all of the question is."""
        capitals = frozenset([i for i, text in enumerate(self.texts) if text.isupper()])
        if capitals and not any(map(str.islower, "".join(self.texts))):
            ordinary = sum(map(may_be_vietnamese, map(fold_term, self.typed)))
            return frozenset() if ordinary > 1 else capitals
        return capitals

    @cached_property
    def names(self) -> list[tuple[str, int, int]]:
        """Provinces, old ones too, with the syllables of each; typed marks have to agree."""
        found = list(gazetteer.find_names(self.text))
        starts = _starts(self.folded) if found else {}
        called = [
            (name, start, start + len(cue.folded))
            for cue, name in _CALLED
            if cue.folded[0] in self.folded
            for start in range(len(self.folded))
            if self.says(start, cue)
        ]
        together = [(name, i, i + 1) for i, one in enumerate(self.marked) if (name := glued(one))]
        apart = [
            (name, first, last)
            for name, (start, end) in found
            if (first := starts.get(start)) is not None
            and _agrees(name, self.marked[first : (last := starts.get(end + 1, len(self.folded)))])
        ]
        return [*called, *together, *(one for one in self._joined() if one not in apart), *apart]

    def _joined(self) -> Iterator[tuple[str, int, int]]:
        """Provinces in what is written with inner signs, as if without them: BR-VT is BRVT."""
        start = 0
        for part in self.parts:
            end = start + len(part.syllables)
            if end - start > 1 and " " not in part.text:
                name = glued("".join(self.marked[start:end]))
                if name:
                    yield name, start, end
            start = end

    def whole_names(self) -> dict[Node, str]:
        """Each part of the name of a province, and all of the name: one alone says little."""
        found: dict[Node, str] = {}
        for _, first, last in self.names:
            parts = self.said(first, last)
            found |= dict.fromkeys(parts, " ".join(part.text for part in parts))
        return found

    def as_spelt(self, name: str, first: int, last: int) -> tuple[frozenset[str], ...]:
        """What each syllable of a province's name may be that is typed as the name is spelt.

        Nothing is missing in ``Quảng Nam``; ``Đăk Lăk`` may be Đắk Lắk, another spelling of it.
        """
        typed = tuple(self.marked[first:last])
        spellings = _spellings(name)
        if typed not in spellings:
            return ()
        alike = (one for one in spellings if _is_spelt(typed, one))
        return tuple(frozenset(each) for each in zip(*alike, strict=True))

    def is_joined(self, place: int) -> bool:
        """Whether a syllable is one of a date, a decimal or a name written in one piece."""
        return self.parts[self.owners[place]].whole != ""

    def is_name(self, end: int) -> bool:
        """Whether the name of a province ends before a syllable."""
        return any(last == end for _, _, last in self.names)

    def names_at(self, start: int) -> bool:
        """Whether the name of a province begins with a syllable."""
        return any(first == start for _, first, _ in self.names)

    def is_year(self, place: int) -> bool:
        """Whether a syllable is a year."""
        return place < len(self.folded) and YEAR.fullmatch(self.folded[place]) is not None

    def is_wall(self, place: int) -> bool:
        """Whether a syllable is not to be read."""
        return self.marked[place] in _WALL

    def owning(self, start: int, end: int) -> tuple[int, ...]:
        """The parts of some syllables."""
        return tuple(dict.fromkeys(self.owners[start:end]))

    def is_whole(self, start: int, end: int) -> bool:
        """Whether some syllables are all of their parts."""
        owners = self.owning(start, end)
        return sum(owner in owners for owner in self.owners) == end - start

    def said(self, start: int, end: int) -> tuple[Part, ...]:
        """The same as what was typed."""
        return tuple(self.parts[part] for part in self.owning(start, end))

    def text_of(self, start: int, end: int) -> str:
        """The same as one text."""
        return " ".join(self.parts[part].text for part in self.owning(start, end))

    def says(self, start: int, cue: Cue) -> bool:
        """Whether a cue begins at a syllable."""
        end = start + len(cue.folded)
        return tuple(self.folded[start:end]) == cue.folded and all(
            map(has_more_marks, self.marked[start:end], cue.marked)
        )

    def before(self, place: int, known: Iterable[Cue]) -> int | None:
        """Where one of some cues begins that ends right before a place; None if none does."""
        for cue in known:
            start = place - len(cue.folded)
            if start >= 0 and self.says(start, cue):
                return start
        return None


def _starts(syllables: Sequence[str]) -> dict[int, int]:
    """Where each syllable begins in the text of all, to its number."""
    starts: dict[int, int] = {}
    place = 0
    for number, syllable in enumerate(syllables):
        starts[place] = number
        place += len(syllable) + 1
    return starts


def _agrees(name: str, typed: Sequence[str]) -> bool:
    if all(fold_term(syllable) == syllable for syllable in typed):
        return True
    return any(_is_spelt(typed, written) for written in _spellings(name))


def _is_spelt(typed: Sequence[str], written: Sequence[str]) -> bool:
    return len(written) == len(typed) and all(map(has_more_marks, typed, written))


@cache
def _spellings(name: str) -> tuple[tuple[str, ...], ...]:
    unit = gazetteer.units()[name]
    written = (lower(normalize(spelling).text) for spelling in (unit.name, *unit.spellings))
    return tuple(tuple(re.findall(r"[^\W_]+", spelling)) for spelling in written)
