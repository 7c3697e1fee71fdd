"""In which other words may a part of a question stand: abbreviations, and how numbers are written.

Where loose words are written another way, each of them may stand so. Within quotes the
phrase may stand with one or more of its stretches written another way, the rest as typed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.abbreviations import Expansion, Form, expansions, form_of
from indexer.analysis.filters import fold_term
from indexer.facets import gazetteer
from indexer.questions import Part, one_by_one
from indexer.syllables import has_more_marks
from indexer.understanding import codes, numerals
from indexer.understanding.counting import Counted, count
from indexer.understanding.dates import dates
from indexer.understanding.evidence import (
    WEIGHTS,
    Agreement,
    Slots,
    Way,
    abbreviated,
)
from indexer.understanding.ordinals import ORDINALS, Number, numbers
from indexer.understanding.stretches import Stretch, merged, mixtures
from indexer.understanding.vocabulary import Vocabulary
from indexer.understanding.words import Words
from indexer.understanding.years import ranges


@dataclass(frozen=True, slots=True)
class Wording:
    """In which other words a part may stand.

    Attributes:
        key: What all of this is made of, beside the part.
        ways: How else it may stand.
        apart: Where it is a number beside what it counts, and nothing else: the number elsewhere.
        named: Where it is a syllable of a name typed with all its marks, and nothing else: no
            other marks than the name's.
    """

    key: tuple[Hashable, ...] = ()
    ways: tuple[Way, ...] = ()
    apart: Slots = ()
    named: Slots = ()


AS_TYPED = Wording()


class Wordings:
    """The other wordings of a row of parts.

    Attributes:
        texts: What is searched as well, as shown.
        counted: The numbers beside a cue.
        short: The abbreviations of several words, and of how many syllables each is one.
    """

    def __init__(self, words: Words, vocabulary: Vocabulary, *, marked: bool, expand: bool) -> None:
        """Takes the parts, the terms of the index, and how to read them.

        Args:
            words: The parts.
            vocabulary: The terms of the index.
            marked: Whether the question has marks.
            expand: Whether other words than the typed ones are searched.
        """
        self.texts: dict[str, None] = {}
        self.counted: list[Counted] = []
        self.short: list[tuple[int, tuple[Way, ...]]] = []
        self._words = words
        self._vocabulary = vocabulary
        self._marked = marked
        self._found: dict[Part, Wording] = {}
        if marked:
            self._named()
        if expand:
            self._abbreviations()
            self._names()
            self._ranges()
            self._dates()
            self._numbers()

    def of(self, part: Part) -> Wording:
        """The other words in which a part may stand."""
        return self._found.get(part, AS_TYPED)

    def _abbreviations(self) -> None:
        words = self._words
        within: dict[int, list[Stretch]] = defaultdict(list)
        for found in expansions(words.typed, words.capitals):
            owners = words.owning(found.start, found.end)
            if len(owners) == 1 and not words.parts[owners[0]].loose:
                within[owners[0]].append(self._stretch(found))
                if words.is_whole(found.start, found.end):
                    self._add_led(found)
            elif words.is_whole(found.start, found.end):
                ways = tuple(self._ways(found))
                short = tuple(way for way in ways if len(way.slots) == 1)
                if short:
                    self.short.append((found.end - found.start, short))
                self._add(words.said(found.start, found.end), Wording((_texts(found),), ways))
                self.texts |= dict.fromkeys(_texts(found))
            # else it begins or ends inside what is written without a space
        for owner, part in enumerate(words.parts):
            if len(part.syllables) > 1 or owner in within:
                self._within(owner, within[owner])

    def _add_led(self, found: Expansion) -> None:
        """The forms that have to stand behind something else, of a phrase that is no more."""
        led = replace(found, others=tuple(form for form in found.others if form.lead))
        if led.others:
            said = self._words.said(found.start, found.end)
            self._add(said, Wording((_texts(led),), tuple(self._ways(led))))
            self.texts |= dict.fromkeys(_texts(led))

    def _named(self) -> None:
        """The syllables of a name that lack no marks, unless they stand elsewhere as well."""
        words = self._words
        among: dict[int, frozenset[str]] = {}
        for name, first, last in words.names:
            if words.is_whole(first, last) and len(words.owning(first, last)) == last - first:
                spelt = words.as_spelt(name, first, last)
                among |= zip(words.owning(first, last), spelt, strict=False)
        elsewhere = {part for i, part in enumerate(words.parts) if i not in among}
        for i, written in among.items():
            part = words.parts[i]
            if part not in elsewhere:
                slot = self._vocabulary.slot(part.syllables[0], marked=True)
                kept = tuple(s for s in slot if s.agreement != "forgiven" or s.term in written)
                self._add([part], Wording((written,), named=(kept,)))

    def _names(self) -> None:
        """The name of a province, typed without its space or abbreviated; or spelt otherwise."""
        for name, first, last in self._words.names:
            written = form_of(name)
            bare = [fold_term(syllable) for (syllable,) in written.slots]
            if len(bare) == last - first > 1:
                self._add_forms(self._spelt_otherwise(name, first, last), first, last)
            elif len(self._words.owning(first, last)) == 1:
                self._add_forms([written], first, last)

    def _ranges(self) -> None:
        """Years from one to another, with a dash or in words."""
        for one in ranges(self._words):
            forms = one.forms(self._words)
            self._add_forms(forms, one.start, one.end + 1)
            del self.texts[forms[one.written].text]

    def _dates(self) -> None:
        """Months and days, with a sign or in words."""
        words = self._words
        for one in dates(words):
            start = one.place if one.day else one.start
            if words.is_whole(start, one.end):
                forms = tuple(one.forms())
                self._add_forms(forms, start, one.end)
                for form in forms:
                    if one.is_typed(form, words):
                        del self.texts[form.text]

    def _spelt_otherwise(self, name: str, first: int, last: int) -> Iterator[Form]:
        """The other spellings of a name, of as many syllables, that any document has."""
        unit, typed = gazetteer.units()[name], self._words.marked[first:last]
        for form in map(form_of, (unit.name, *unit.spellings)):
            written = [syllable for (syllable,) in form.slots]
            if len(written) != len(typed) or all(map(has_more_marks, typed, written)):
                continue
            if all(self._vocabulary.has("syllables", syllable) for syllable in written):
                yield form

    def _add_forms(self, forms: Iterable[Form], first: int, last: int) -> None:
        for form in forms:
            way = Way(self._vocabulary.abbreviated(form, marked=self._marked))
            self._add(self._words.said(first, last), Wording((form.text,), (way,)))
            self.texts[form.text] = None

    def _within(self, owner: int, known: Sequence[Stretch]) -> None:
        """A phrase, or what is written without a space, with stretches written another way."""
        part, first = self._words.parts[owner], self._words.owners.index(owner)
        endings = list(codes.endings(part.syllables))
        if " " not in part.text:
            for found in endings:
                way = tuple(map(Way, codes.ways(part.syllables, found)))
                self._add([part], Wording((_texts(found),), way))
                self.texts |= dict.fromkeys(_texts(found))
            if endings:
                return
        if part.loose:
            return
        of_codes = (self._stretch(found, first) for found in endings)
        stretches = merged([*known, *of_codes, *self._numerals(part, first)])
        if stretches:
            typed = self._vocabulary.slots(part, marked=self._marked)
            phrases = mixtures(typed, first, stretches)
            texts = tuple(stretch.texts for stretch in stretches)
            self._add([part], Wording(texts, tuple(map(Way, phrases))))
            self.texts |= dict.fromkeys(text for said in texts for text in said)

    def _numerals(self, part: Part, first: int) -> Iterator[Stretch]:
        """The numbers in a phrase whose cue stands there, too, with the other numerals for them."""
        row = list(one_by_one(part))
        for number in numbers(Words(row)):
            start, end = number.place, number.end
            forms, texts = [], []
            for form in numerals.forms(number.value, number.kind):
                said = numerals.syllables_of(form)
                if said != part.syllables[start:end] and _counts_alike(row, number, said):
                    forms.append(tuple(abbreviated((s,), marked=self._marked) for s in said))
                    texts.append(numerals.said(number.kind if number.named else None, form))
            if forms:
                yield Stretch(first + start, first + end, tuple(forms), tuple(texts))

    def _numbers(self) -> None:
        words = self._words
        counting: set[int] = set()
        apart: dict[Part, Slots] = {}
        for number in numbers(words):
            span = number.place, number.end
            if words.is_whole(*span):
                typed = tuple(words.marked[number.place : number.end])
                found = count(number, typed, marked=self._marked)
                self.counted.append(found)
                self.texts |= dict.fromkeys(found.texts)
                self._add(words.said(*span), Wording((found.key,), found.ways))
                self._ordinals(number.place, found)
                counting.update(words.owning(*span))
                slots = (self._vocabulary.slot(s, marked=self._marked) for s in typed)
                most: Agreement = "astray" if number.kind == "month" else "apart"
                apart |= dict.fromkeys(words.said(*span), _weakened(tuple(slots), most))
        others = {part for i, part in enumerate(words.parts) if i not in counting}
        for part in apart.keys() - others:
            self._add([part], Wording((True,), apart=apart[part]))

    def _ordinals(self, place: int, found: Counted) -> None:
        """Before a number "lần" and "thứ" need not stand where it counts the same without."""
        for before in reversed(range(place)):
            ordinal = self._words.folded[before]
            if ordinal not in ORDINALS:
                return
            ways = tuple(found.without(ordinal))
            self._add(self._words.said(before, before + 1), Wording((found.key,), ways))

    def _add(self, parts: Iterable[Part], more: Wording) -> None:
        for part in parts:
            known = self.of(part)
            self._found[part] = Wording(
                (*known.key, *more.key),
                (*known.ways, *more.ways),
                known.apart or more.apart,
                known.named or more.named,
            )

    def _ways(self, found: Expansion) -> Iterator[Way]:
        for form in found.others:
            yield Way(self._vocabulary.abbreviated(form, marked=self._marked), form.lead)

    def _stretch(self, found: Expansion, first: int = 0) -> Stretch:
        """A stretch of a phrase; what has to stand behind something else is no form of it."""
        others = tuple(form for form in found.others if not form.lead)
        found = replace(found, others=others)
        forms = tuple(way.slots for way in self._ways(found))
        return Stretch(first + found.start, first + found.end, forms, _texts(found))


def _counts_alike(row: Sequence[Part], number: Number, syllables: Sequence[str]) -> bool:
    """Whether other numerals count the same in the same place: after a committee XII may not."""
    if not number.named:  # it is of anything, in any numerals
        return True
    start, end = number.place, number.end
    other = [*row[:start], *(Part(s, (s,)) for s in syllables), *row[end:]]
    same = number._replace(end=start + len(syllables))
    return same in numbers(Words(other))


def _texts(found: Expansion) -> tuple[str, ...]:
    return tuple(form.text for form in found.others)


def _weakened(slots: Slots, most: Agreement) -> Slots:
    """The same slots, of spellings that agree at most so well."""
    return tuple(
        tuple(
            s if WEIGHTS[s.agreement] < WEIGHTS[most] else s._replace(agreement=most) for s in slot
        )
        for slot in slots
    )
