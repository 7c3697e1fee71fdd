"""What a query ends in: the documents of a term, and of a phrase.

Each is looked up once a search; where a phrase stands is remembered, since the next question
may have it too.
"""

from __future__ import annotations

from collections import defaultdict

from indexer.engines.whoosh import phrases
from indexer.engines.whoosh.fields import Fields
from indexer.engines.whoosh.memory import Memory
from indexer.engines.whoosh.postings import Postings, TermPostings
from indexer.engines.whoosh.sets import Docs, Packed
from indexer.queries import Led, Phrase, Slots, Term

Remembered = Memory[Packed | Postings]
"""What parts of questions came to."""

_Places = tuple[str, Slots, Led | None, tuple[str, ...]]
"""All of a phrase but its weight."""


class Leaves:
    """The terms and phrases of one search."""

    def __init__(self, fields: Fields, memory: Remembered) -> None:
        """Takes what is searched, and what earlier searches found."""
        self._fields = fields
        self._memory = memory
        self._terms: dict[tuple[str, str], TermPostings] = {}
        self._phrases: dict[_Places, Postings] = {}
        self._looser: dict[tuple[str, int, str], list[tuple[Slots, Docs]]] = defaultdict(list)

    def postings(self, leaf: Term | Phrase) -> Postings:
        """The documents of a term or a phrase, and how often it stands in each."""
        if isinstance(leaf, Term):
            return self.term(leaf.field, leaf.term)
        key = leaf.field, leaf.slots, leaf.led, leaf.unless
        found = self._phrases.get(key)
        if found is None:
            found = self._phrases[key] = self._phrase(leaf)
            for term in () if leaf.led or leaf.unless else _last_terms(leaf):
                self._looser[leaf.field, len(leaf.slots), term].append((leaf.slots, found.docs))
        return found

    def _phrase(self, phrase: Phrase) -> Postings:
        name = phrase.field
        key = name, phrase.slots, phrase.led, phrase.unless
        known = self._memory.get(key)
        if isinstance(known, Postings):
            return known
        slots = self._of_terms(name, phrase.slots)
        led = self._led(name, phrase.led)
        unless = [self.term(name, term) for term in phrase.unless]
        within = self._around(phrase)
        found = phrases.find_phrase(slots, self._fields.documents, within, led, unless)
        self._memory.put(key, found, found.docs.nbytes + found.frequencies.nbytes)
        return found

    def _of_terms(self, name: str, slots: Slots) -> list[list[TermPostings]]:
        return [[self.term(name, term) for term in slot] for slot in slots]

    def _led(self, name: str, led: Led | None) -> phrases.Led | None:
        if led is None:
            return None
        by, others = ([self._of_terms(name, one) for one in some] for some in (led.by, led.others))
        return by, others, led.within

    def _around(self, phrase: Phrase) -> Docs | None:
        """The documents of a phrase of this search that also stands wherever another does."""
        for term in _last_terms(phrase)[:1]:  # the last often tells most: it may be a number
            for slots, docs in self._looser.get((phrase.field, len(phrase.slots), term), ()):
                pairs = zip(phrase.slots, slots, strict=True)
                if all(set(narrow) <= set(wide) for narrow, wide in pairs):
                    return docs
        return None

    def term(self, name: str, term: str) -> TermPostings:
        """The documents of a term in a field."""
        key = name, term
        found = self._terms.get(key)
        if found is None:
            found = self._terms[key] = self._fields[name].postings(term)
        return found


def _last_terms(phrase: Phrase) -> tuple[str, ...]:
    return phrase.slots[-1] if phrase.slots else ()
