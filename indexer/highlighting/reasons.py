"""Why a document is among the hits, where that is not obvious."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import starmap

from indexer.abbreviations import expansions
from indexer.analysis.analyzers import PreparedText
from indexer.analysis.filters import fold_term, lower
from indexer.analysis.normalizer import normalize
from indexer.documents import FacetValues
from indexer.engine import Found
from indexer.facets import gazetteer
from indexer.facets.numbers import parse_number
from indexer.highlighting.snippets import Highlights
from indexer.questions import Part
from indexer.results import Note, Snippet
from indexer.syllables import agrees, both_i, has_more_marks, may_be_level
from indexer.understanding.evidence import Wanted
from indexer.understanding.facts import Fact
from indexer.understanding.readings import Rewritten
from indexer.understanding.vocabulary import Vocabulary

_LONGEST_WORD = 6


def reasons(
    found: Found,
    rewritten: Rewritten,
    facets: FacetValues,
    shown: Highlights,
    vocabulary: Vocabulary,
) -> Iterator[Note]:
    """What a reader could not guess of why a document is here.

    Args:
        found: The document as an engine found it.
        rewritten: What was asked.
        facets: The values read from the document.
        shown: What is shown of it.
        vocabulary: The terms of the index.
    """
    unseen = [
        one
        for i, one in enumerate(rewritten.wanted)
        if i not in shown.best and found.has[one.group]
    ]
    read = [fact for one in unseen if (fact := _read(one, facets))]
    if missing := dict.fromkeys(_missing(found, rewritten, facets, shown)):
        yield Note("missing", {"words": ", ".join(missing)})
    if others := _other_marks(shown, rewritten, vocabulary):
        yield Note("other_marks", {"words": ", ".join(others)})
    if any(best.agreement == "unmarked" for best in shown.best.values()):
        yield Note("unmarked")
    as_typed = {best.text for best in shown.best.values() if best.agreement == "full"}
    texts = {
        " ".join(best.text.split()): None
        for best in shown.best.values()
        if best.agreement == "abbreviated" and best.text not in as_typed
    }
    short = [text for text in texts if _is_abbreviation(text)]
    if short:
        yield Note("abbreviated", {"words": ", ".join(short)})
    if full := [text for text in texts if text not in short]:
        yield Note("otherwise", {"words": ", ".join(full)})
    if read:
        said = (
            str(facets.value(fact.field))
            if fact.is_wide
            else " ".join(part.text for part in fact.parts)
            for fact in read
        )
        yield Note("extracted", {"words": ", ".join(dict.fromkeys(said))})


def _missing(
    found: Found, rewritten: Rewritten, facets: FacetValues, shown: Highlights
) -> Iterator[str]:
    """What a document lacks; of alternatives none of which it has whole, of the nearest one."""
    for text, has in zip(rewritten.texts, found.has, strict=True):
        if not has:
            yield text
    had = {*shown.best, *(i for i, one in enumerate(rewritten.wanted) if _read(one, facets))}
    for ranges in _unnested(rewritten.alternatives) if rewritten.partly else ():
        lacking = min(([i for i in parts if i not in had] for parts in ranges), key=len)
        yield from (rewritten.wanted[i].part.text for i in lacking)


def _unnested(alternatives: Sequence[Sequence[range]]) -> Iterator[Sequence[range]]:
    """Those of some alternatives that are not inside others, nor others inside them."""
    spans = [(ranges[0].start, ranges[-1].stop) for ranges in alternatives]
    for ranges, (start, stop) in zip(alternatives, spans, strict=True):
        if sum(first < stop and start < last for first, last in spans) == 1:
            yield ranges


def _read(wanted: Wanted, facets: FacetValues) -> Fact | None:
    """What was read from a document that states a part."""
    return next(
        (
            fact
            for fact in wanted.facts
            if wanted.part in fact.parts and fact.is_of(facets.value(fact.field))
        ),
        None,
    )


def _is_abbreviation(text: str) -> bool:
    """Whether it is one, or has one in it; a number and the number of a document do not."""
    if not (" " in text or any(map(str.isdigit, text))) and parse_number(text) is None:
        return True
    syllables = PreparedText(text).syllables
    capitals = {i for i, (a, b) in enumerate(syllables.spans) if text[a:b].isupper()}
    found = expansions(syllables.terms, capitals)
    return not text[0].isdigit() and any(one.is_short for one in found)


def _other_marks(shown: Highlights, rewritten: Rewritten, vocabulary: Vocabulary) -> list[str]:
    """The syllables, as the text has them, whose marks are not those that were typed.

    A missing mark inside a name or a word that agrees otherwise says nothing: Thai Nguyên.
    """
    if rewritten.loose:
        return _in_conflict((shown.title, *shown.snippets), rewritten.wanted)
    if rewritten.careless:
        return []
    found: dict[str, None] = {}
    for i, best in shown.best.items():
        if best.agreement == "forgiven":
            found |= dict.fromkeys(_not_level(rewritten.wanted[i].part, best.text))
    completed = _completed(shown, rewritten, vocabulary) if found else set()
    return [text for text in found if lower(normalize(text).text) not in completed]


def _completed(shown: Highlights, rewritten: Rewritten, vocabulary: Vocabulary) -> set[str]:
    """The syllables of what is marked that a name or a word of the question has."""
    typed = [syllable for one in rewritten.wanted for syllable in one.part.syllables]
    known = {
        tuple(lower(normalize(name).text).split())
        for one in rewritten.understood
        if (unit := gazetteer.units().get(one.value))
        for name in (unit.name, f"{unit.type} {unit.name}")
    }
    return {
        syllable
        for run in _marked_runs(shown)
        for size in range(2, _LONGEST_WORD + 1)
        for found in _windows(run, size)
        for asked in _windows(typed, size)
        if all(map(has_more_marks, asked, found))
        if found in known or vocabulary.is_usual(asked, found)
        for syllable in found
    }


def _marked_runs(shown: Highlights) -> Iterator[Sequence[str]]:
    for snippet in (shown.title, *shown.snippets):
        for start, end in snippet.marks:
            yield PreparedText(snippet.text[start:end]).syllables.terms


def _windows(row: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    return (tuple(row[i : i + size]) for i in range(len(row) - size + 1))


def _not_level(part: Part, text: str) -> Iterator[str]:
    """The syllables that have a mark that was not typed, beside others that were.

    No tone means level tone, if that may stand there at all: Nguyên is not Nguyễn.
    """
    terms, starts, ends = PreparedText(text).syllables
    if part.begun or len(terms) != len(part.syllables):
        return
    for typed, term, start, end in zip(part.syllables, terms, starts, ends, strict=True):
        if may_be_level(typed) and term not in both_i(typed):
            yield text[start:end]


def _in_conflict(shown: Iterable[Snippet], wanted: Iterable[Wanted]) -> list[str]:
    """The marked syllables whose marks conflict with what was typed, as the text has them."""
    whole: dict[str, list[str]] = defaultdict(list)
    begun: dict[str, str] = {}
    for one in wanted:
        for i, syllable in enumerate(one.part.syllables):
            if i in one.part.begun:
                begun[syllable] = fold_term(syllable)
            else:
                whole[fold_term(syllable)].append(syllable)
    found: dict[str, str] = {}
    for snippet in shown:
        for start, end in snippet.marks:
            marked = snippet.text[start:end]
            for syllable, first, last in zip(*PreparedText(marked).syllables, strict=True):
                folded = fold_term(syllable)
                asked = [(each, syllable) for each in whole.get(folded, ())]
                asked += [
                    (each, syllable[: len(each)])
                    for each, bare in begun.items()
                    if folded.startswith(bare)
                ]
                if asked and not any(starmap(agrees, asked)):
                    found.setdefault(syllable, marked[first:last])
    return list(found.values())
