"""Which terms of one index may stand for a typed syllable: what is asked of an index, remembered.

A syllable that carries no tone may have one, since the level tone is written without; one that
hardly any document has as it was typed may lack any mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, product
from typing import Protocol

from indexer.abbreviations import Form
from indexer.analysis.analyzers import BARE, JOINT
from indexer.analysis.filters import fold_term
from indexer.queries import inverse_frequency
from indexer.questions import Part
from indexer.syllables import (
    begun_with_other_i,
    both_i,
    has_tone,
    has_vowel,
    is_vietnamese,
    may_be_level,
    with_more_marks,
)
from indexer.understanding.evidence import (
    WEIGHTS,
    Agreement,
    Slot,
    Slots,
    Spelling,
    abbreviated,
    complete,
)
from indexer.understanding.recall import Recall

MOST_BEGINNINGS = 60
"""Terms that a prefix stands for at most: the most frequent ones."""

_SLIP = 100
"""So many times rarer than what has more marks, a syllable with a tone is taken for a slip."""
_MOST_DATES = 100_000
"""More than three centuries have days."""
_REMEMBERED = 1 << 14
_FEW_REMEMBERED = 1 << 12
"""Of what may take some thousand bytes."""
_QUESTIONS = 512
"""Of two to six kilobytes: as many as some readers ask while one of them turns pages."""


class Lexicon(Protocol):
    """What an index tells of its terms."""

    @property
    def documents(self) -> int:
        """How many documents it holds."""

    def contains(self, field: str, term: str) -> bool:
        """Whether any document has the term in the field."""

    def frequencies(self, field: str, terms: Sequence[str]) -> list[int]:
        """How many documents have each of some terms in the field."""

    def side_by_side(self, field: str, left: str, right: str) -> int:
        """How many documents have two terms side by side; for 0 it may rarely say 1."""

    def terms(self, field: str, prefix: str, limit: int) -> tuple[str, ...]:
        """The terms of a field that begin with a prefix, in the most documents first."""


class Vocabulary:
    """Which terms of one index may stand for what was typed; remembers what it was asked.

    Attributes:
        terms: The terms of a field that begin with a prefix.
        recall: What becomes of a part of a question.
        recall_question: What becomes of a whole one: it is asked again when a page is turned
            or a facet is chosen.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        """Takes the index."""
        self._contains = lexicon.contains
        self._held: dict[tuple[str, str], bool] = {}
        self._frequencies_in = lexicon.frequencies
        self._side_by_side = lexicon.side_by_side
        self._documents = lexicon.documents
        self.terms = lru_cache(_FEW_REMEMBERED)(lexicon.terms)
        self.recall = Recall(_FEW_REMEMBERED)
        self.recall_question = Recall(_QUESTIONS)

    def has(self, field: str, term: str) -> bool:
        """Whether any document has a term in a field."""
        known = self._held.get((field, term))
        return self._learn(field, term, self._contains(field, term)) if known is None else known

    def _learn(self, field: str, term: str, held: bool) -> bool:  # noqa: FBT001 - which it is
        if len(self._held) >= _REMEMBERED:
            self._held = {}  # replaced, not cleared: other threads may be reading it
        self._held[field, term] = held
        return held

    def slot(self, typed: str, *, marked: bool, begun: bool = False) -> Slot:
        """The spellings a typed syllable stands for, best agreement first.

        Args:
            typed: The syllable, normalised, in lower case.
            marked: Whether the question has marks, so that missing ones mean something.
            begun: Whether it is only the beginning of one.
        """
        if begun:  # which may be sixty; the terms themselves are remembered
            return self._beginnings(typed, marked=marked)
        key = "slot", typed, marked
        return self.recall(key, lambda: self._spellings(typed, marked=marked))

    def slots(self, part: Part, *, marked: bool) -> Slots:
        """The spellings of each syllable of a part."""
        return tuple(
            self.slot(syllable, marked=marked, begun=i in part.begun)
            for i, syllable in enumerate(part.syllables)
        )

    def excluded_slots(self, part: Part, *, marked: bool) -> Slots:
        """The same for a part that must not be there: marks that are missing are not forgiven.

        A level tone is a tone. What no document has as it was typed lacks marks for sure only
        where it has another tone, or a final consonant that level tone does not stand before.
        """
        return tuple(
            slot
            if self._lacks_marks(syllable, slot, begun=i in part.begun)
            else tuple(s for s in slot if _is_meant(s))
            for i, (syllable, slot) in enumerate(
                zip(part.syllables, self.slots(part, marked=marked), strict=True)
            )
        )

    def abbreviated(self, form: Form, *, marked: bool) -> Slots:
        """The slots of another form of what was typed."""
        return tuple(abbreviated(syllables, marked=marked) for syllables in form.slots)

    def dates(self, beginning: str) -> tuple[str, ...]:
        """The dates that documents have, of a month or of all."""
        return self.terms("date", beginning, _MOST_DATES)

    def mass(self, field: str, terms: Sequence[str]) -> float:
        """The idf of the documents with any of some values, of which none has two."""
        having = sum(self._frequencies_in(field, terms))
        return inverse_frequency(self._documents, min(having, self._documents)) if having else 0.0

    def is_usual(self, typed: Sequence[str], found: Sequence[str]) -> bool:
        """Whether some syllables are a word with the marks of a text, and hardly ever as typed."""
        [usual] = self._frequencies_in("words", [JOINT.join(found)])
        rare = min(self._side_by_side("syllables", *both) for both in pairwise(typed))
        return usual > rare * _SLIP

    def may_have_in_a_row(self, typed: Sequence[str]) -> bool:
        """Whether any text or title may have some syllables in a row: each two are neighbours."""
        pairs = list(pairwise(map(fold_term, typed)))
        return any(
            all(self._side_by_side(field, *both) for both in pairs)
            for field in ("folded", "title_folded")
        )

    def usual_pair(self, left: str, right: str) -> tuple[str, ...]:
        """With which marks two syllables stand side by side, if hardly ever as typed."""
        return self.recall(("usual", left, right), lambda: self._usual_pair(left, right))

    def _usual_pair(self, left: str, right: str) -> tuple[str, ...]:
        pairs = list(product(self._with_marks(left), self._with_marks(right)))
        if len(pairs) == 1:
            return ()
        counts = [self._side_by_side("syllables", *both) for both in pairs]
        usual = max(counts)
        return pairs[counts.index(usual)] if usual > counts[0] * _SLIP else ()

    def _with_marks(self, typed: str) -> list[str]:
        """A typed syllable, and those that it may be if marks are missing."""
        slot = self.slot(typed, marked=True)
        return [typed, *(s.term for s in slot if s.agreement == "forgiven")]

    def _spellings(self, typed: str, *, marked: bool) -> Slot:
        found = list(complete(typed, marked=marked))
        if marked and (more := self._with_missing_marks(typed)):
            found[1:1] = [Spelling("syllables", term, "forgiven") for term in more]
            found.sort(key=lambda spelling: -WEIGHTS[spelling.agreement])
        return tuple(found)

    def _with_missing_marks(self, typed: str) -> list[str]:
        """What a syllable may be if marks are missing: its tone, or it is hardly ever written so.

        A slip of the pen in one document must not take from everybody what is meant.
        """
        folded = fold_term(typed)
        if has_vowel(folded) and not is_vietnamese(typed):
            return []
        most = self._frequency(typed) * _SLIP if has_tone(typed) else 0
        if most >= self._documents:
            return []
        terms = list(dict.fromkeys(t for one in both_i(typed) for t in with_more_marks(one)))
        counts = self._frequencies(terms)
        if sum(counts) <= most:
            return []
        return [term for term, count in zip(terms, counts, strict=True) if count]

    def _lacks_marks(self, typed: str, slot: Slot, *, begun: bool) -> bool:
        if may_be_level(typed):
            return False
        return not (_is_begun(slot) if begun else self._frequency(typed))

    def _frequency(self, term: str) -> int:
        return self._frequencies([term])[0]

    def _frequencies(self, terms: Sequence[str]) -> list[int]:
        """In how many documents each syllable stands, titles apart from texts."""
        in_text = self._frequencies_in("syllables", terms)
        in_title = self._frequencies_in("title_syllables", terms)
        for term, text, title in zip(terms, in_text, in_title, strict=True):
            if text or title:  # then it will be asked for
                self._learn("syllables", term, text > 0)
                self._learn("title_syllables", term, title > 0)
        return [text + title for text, title in zip(in_text, in_title, strict=True)]

    def _beginnings(self, typed: str, *, marked: bool) -> Slot:
        bare = fold_term(typed)
        if not marked:
            return tuple(self._continuations(("folded", ""), (bare,), "full"))
        full = tuple(self._continuations(("syllables", ""), (typed,), "full"))
        forgiven = with_more_marks(typed) if is_vietnamese(typed) else ()
        more = tuple(self._continuations(("syllables", ""), forgiven, "forgiven"))
        if has_tone(typed) and not self._is_slip(full, more):
            more = ()
        return (*full, *more, *self._continuations(("syllables", BARE), (bare,), "unmarked"))

    def _is_slip(self, full: Slot, more: Slot) -> bool:
        """Whether what begins as typed is as rare beside what has more marks as a slip is."""
        rare, usual = (
            sum(self._frequencies([spelling.term for spelling in slot])) for slot in (full, more)
        )
        return usual > rare * _SLIP

    def _continuations(
        self, place: tuple[str, str], prefixes: Iterable[str], agreement: Agreement
    ) -> Iterator[Spelling]:
        """The most frequent terms that begin with one of the prefixes, and one more.

        What is also written so that it begins with one (kĩ for kỹ) is among them.
        """
        field, sign = place  # before each of its terms
        terms = {
            term: None
            for prefix in prefixes
            for where in (field, f"title_{field}")
            for term in (
                *(sign + t for t in begun_with_other_i(prefix) if self.has(where, sign + t)),
                *self.terms(where, sign + prefix, MOST_BEGINNINGS + 1),
            )
        }
        for term in list(terms)[: MOST_BEGINNINGS + 1]:
            yield Spelling(field, term, agreement)


def _is_begun(slot: Slot) -> bool:
    """Whether any term begins as typed."""
    return any(spelling.agreement == "full" for spelling in slot)


def _is_meant(spelling: Spelling) -> bool:
    return spelling.agreement != "forgiven"
