"""What each thing a question asks for is worth: the few weights, and the queries made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from indexer.analysis.analyzers import ASIDE
from indexer.analysis.filters import fold_term
from indexer.queries import AllOf, AnyOf, Best, Led, Phrase, Query, Share, Term
from indexer.syllables import may_be_vietnamese
from indexer.understanding.evidence import WEIGHTS as AGREEMENT
from indexer.understanding.evidence import (
    Agreement,
    Wanted,
    Way,
    may_lack_marks,
)


class Weights(NamedTuple):
    """The weights of ranking; ``benchmarks/relevance.py`` sweeps them.

    Attributes:
        full: A spelling that agrees in every mark.
        abbreviated: An abbreviation, or what it stands for.
        forgiven: A spelling with marks that were not typed.
        careless: The same, in a question that lacks the marks of half of its syllables: only
            one in six is written without any.
        apart: A number away from what it counts in the question.
        unmarked: The same letters in a line without marks.
        astray: The words of a month (mười hai) where they name none: they are words of any text.
        title: The title, beside the text.
        counted: A number beside what it counts, in any way it is written.
        agreeing: All of a short question just as it was typed, of alternatives one: more than
            any number of spellings whose marks are forgiven.
        pair: Two syllables that stand side by side in the question and in the text.
        folded: How much of a pair that may lack marks counts whatever its marks are; all of it
            in a careless question.
        word: A word of pyvi's.
        share: Of a longer question's idf mass, the share of what the best document carries
            that every other must carry.
        scant: The same share of a question as long as a sentence where few documents carry that:
            the longer it is, the more of it only says how the rest is meant.
        coverage: Of a longer question, how much it counts to have a part at all, beside how
            often a document has it.
        careless_coverage: The same in a question that lacks the marks of half of its syllables:
            each stands for many, and most documents have one of them.
    """

    full: float = AGREEMENT["full"]
    abbreviated: float = AGREEMENT["abbreviated"]
    forgiven: float = AGREEMENT["forgiven"]
    careless: float = 0.8
    apart: float = AGREEMENT["apart"]
    unmarked: float = AGREEMENT["unmarked"]
    astray: float = AGREEMENT["astray"]
    title: float = 0.5
    counted: float = 1.0
    agreeing: float = 50.0
    pair: float = 0.5
    folded: float = 0.8
    word: float = 0.05
    share: float = 0.45
    scant: float = 0.3
    coverage: float = 0.6
    careless_coverage: float = 0.3

    def for_question(self, syllables: Iterable[str]) -> Weights:
        """The weights for a question.

        Args:
            syllables: What was typed; none where it counts as typed without marks.
        """
        bare = [fold_term(s) == s for s in syllables if may_be_vietnamese(fold_term(s))]
        if bare and 2 * sum(bare) < len(bare):
            return self
        return self._replace(forgiven=self.careless, folded=1.0, coverage=self.careless_coverage)

    def agreement(self, how: Agreement) -> float:
        """The weight of a spelling."""
        return float(getattr(self, how))


WEIGHTS = Weights()

FACTS = {"conference": 2.0, "province": 1.0, "term": 1.0, "date": 1.0, "month": 0.5, "year": 0.25}
"""A conference number says most: it is what a reader who types one is looking for."""
UNSURE = 0.2
"""How much of that a province is worth whose name may be words: hòa bình, hải dương học."""
TOGETHER = 2.0
"""What each stated fact adds where all of them are true of one article."""

SENTENCE = 8
"""A question of more words is as long as a sentence."""


def matching(loose: Sequence[Query], needed: Sequence[Query], weights: Weights | None) -> Query:
    """Everything of a short question, of a long one enough; phrases and values always.

    Args:
        loose: Words.
        needed: What must be there however long the question is.
        weights: How much of the words is enough; None for all of them.
    """
    if weights is None or not loose:
        groups = (*loose, *needed)
        return groups[0] if len(groups) == 1 else AllOf(groups)
    scant = weights.scant if len(loose) > SENTENCE else weights.share
    enough = Share(tuple(loose), weights.share, weights.coverage, scant)
    return AllOf((*needed, enough)) if needed else enough


def group(wanted: Wanted, weights: Weights) -> Query:
    """Documents with a part, in the text or the title."""
    if wanted.part.title:
        return _anywhere(wanted, "title_", 1.0, weights)
    return AnyOf(
        (
            _anywhere(wanted, "", 1.0, weights),
            _anywhere(wanted, "title_", weights.title, weights),
            *_as_typed(wanted, weights),
            *_in_furniture(wanted),
        )
    )


def meant(wanted: Wanted, weights: Weights) -> Query:
    """Documents with a number where it counts what it counts in the question."""
    if wanted.part.title:
        return counted(wanted.ways, "title_", 1.0, weights)
    both = ("", 1.0), ("title_", weights.title)
    return AnyOf(tuple(counted(wanted.ways, *one, weights) for one in both))


def or_stated(found: Query, stated: Sequence[Query]) -> Query:
    """Documents with a part, or of which a value was read that it states."""
    if not stated:
        return found
    ways = found.children if isinstance(found, AnyOf) else (found,)
    return AnyOf((*ways, *stated))


def _as_typed(wanted: Wanted, weights: Weights) -> Iterator[Query]:
    """A syllable that may lack marks may also be just what was typed.

    ``nhiêu`` is rare, ``nhiều`` is not: where spellings share one idf, the rare one that was
    typed would be worth as little as the frequent one. So as much of it as is not given to
    the forgiven spellings counts by its own idf.
    """
    if len(wanted.typed) != 1 or not may_lack_marks(wanted.typed[0]):
        return
    exact = [spelling for spelling in wanted.typed[0] if spelling.agreement == "full"]
    own = weights.full - weights.forgiven
    for prefix, weight in (("", own), ("title_", own * weights.title)):
        yield one_of([Term(prefix + s.field, s.term, weight) for s in exact])


def _in_furniture(wanted: Wanted) -> Sequence[Query]:
    """Where a quoted phrase stands in page furniture it is found, but adds nothing."""
    if not wanted.part.quoted:
        return ()
    if len(wanted.typed) == 1:
        return [Term(s.field, ASIDE + s.term, 0.0) for s in wanted.typed[0]]
    slots = tuple(
        tuple(term for s in slot for term in (s.term, ASIDE + s.term)) for slot in wanted.typed
    )
    field = next((slot[0].field for slot in wanted.typed if slot), "syllables")
    return [Phrase(field, slots, 0.0)]


def pair(prefix: str, field: str, both: tuple[str, str], share: float, weights: Weights) -> Query:
    """Two syllables side by side.

    Args:
        prefix: Of the fields of the title, or of the text.
        field: The field.
        both: The syllables.
        share: How much of the weight of a pair they get.
        weights: What each thing is worth.
    """
    weight = weights.pair * share * (weights.title if prefix else 1.0)
    return Phrase(prefix + field, tuple((term,) for term in both), weight)


def counted(ways: Iterable[Way], prefix: str, weight: float, weights: Weights) -> Best:
    """A number where it counts what it counts in the question.

    Args:
        ways: How it is written, with the words that say what it counts.
        prefix: Of the fields, those of the title or of the text.
        weight: What that adds.
        weights: What each spelling is worth.
    """
    return Best(tuple(q for way in ways for q in _way(way, prefix, weight, weights)))


def neighbours_in_short(ways: Iterable[Way], pairs: int, weights: Weights) -> Iterator[Query]:
    """Where an abbreviation stands, all that it stands for does, side by side.

    Args:
        ways: The abbreviations.
        pairs: How many neighbours there are in what they stand for.
        weights: What each thing is worth.
    """
    for prefix, share in (("", 1.0), ("title_", weights.title)):
        weight = weights.pair * pairs * share
        yield Best(tuple(q for way in ways for q in _way(way, prefix, weight, weights)))


def words(terms: Iterable[str], weights: Weights) -> Iterator[Query]:
    """Words of pyvi's raise the rank."""
    for term in terms:
        yield Term("words", term, weights.word)
        yield Term("title_words", term, weights.word * weights.title)


def one_of(terms: Sequence[Term]) -> Query:
    """Any of some values; they share one idf."""
    return terms[0] if len(terms) == 1 else Best(tuple(terms))


def _anywhere(wanted: Wanted, prefix: str, weight: float, weights: Weights) -> Query:
    """A part in the title or in the text."""
    if not (wanted.wholes or wanted.others):
        return Best(_way(Way(wanted.typed), prefix, weight, weights))
    whole = [
        Term(prefix + s.field, s.term, weight * weights.agreement(s.agreement))
        for s in wanted.wholes
    ]
    ways = (_way(way, prefix, weight, weights) for way in (Way(wanted.typed), *wanted.others))
    return Best((*whole, *chain.from_iterable(ways)))


def _way(way: Way, prefix: str, weight: float, weights: Weights) -> tuple[Term | Phrase, ...]:
    """One way to write a part: a term, or a phrase at each agreement that adds to it."""
    slots = way.slots
    if len(slots) == 1:
        most = weights.forgiven if may_lack_marks(slots[0]) else weights.full
        return tuple(
            [
                Term(prefix + field, term, weight * min(most, weights.agreement(agreement)))
                for field, term, agreement in slots[0]
            ]
        )
    field = prefix + next((slot[0].field for slot in slots if slot), "syllables")
    led = Led(way.led.by_terms, way.led.other_terms, way.led.within) if way.led else None
    unless = tuple([spelling.term for spelling in way.unless])
    return tuple(
        [
            Phrase(field, terms, weight * weights.agreement(agreement), led, unless)
            for agreement, terms in way.levels
        ]
    )
