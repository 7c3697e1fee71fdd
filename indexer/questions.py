"""The typed question: cut into parts, with notes on what was not understood.

Words, "quoted phrases", and -excluded ones. Nothing that can be typed is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.analysis.analyzers import CHAINS, JOINT, PreparedText
from indexer.analysis.filters import fold_term
from indexer.analysis.normalizer import normalize
from indexer.requests import MAX_QUESTION
from indexer.results import Note

_PART = re.compile(
    r"""(?P<minus>(?<!\S)-(?=["“«]|[^\W\d_]))?
    (?:"(?P<straight>[^"]*)"|“(?P<curly>[^”"]*)[”"]|«(?P<angle>[^»]*)»
    |(?P<stray>["“”«»])
    |(?P<years>(?<!\S)(?:19|20)\d\d[ ]?-[ ]?(?:19|20)\d\d(?!\S))
    |(?P<word>[^\s"“”«»]+))""",
    re.VERBOSE,
)

_SHOWN = 60
"""Code points of the question that a note repeats."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a question asks for.

    Attributes:
        text: As typed, without quotes and minus.
        syllables: Its normalised, lower-case syllables; more than one must stand
            side by side.
        excluded: Whether documents with it are unwanted.
        whole: The term of the whole, where it is written with inner signs; else "".
    """

    text: str
    syllables: tuple[str, ...]
    excluded: bool = False
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood.

    Attributes:
        raw: As typed, cut to ``MAX_QUESTION`` characters.
        normalized: In the index's spelling.
        parts: What it asks for, in order.
        words: pyvi's words of more than one syllable, as terms of the words field.
        marked: Whether any mark was typed; then missing marks mean something.
        notes: What was cut or repaired.
    """

    raw: str
    normalized: str
    parts: tuple[Part, ...]
    words: tuple[str, ...]
    marked: bool
    notes: tuple[Note, ...]

    @property
    def wanted(self) -> tuple[Part, ...]:
        """The parts a document should have."""
        return tuple(part for part in self.parts if not part.excluded)

    @property
    def excluded(self) -> tuple[Part, ...]:
        """The parts a document must not have."""
        return tuple(part for part in self.parts if part.excluded)


def read_question(raw: str) -> Question:
    """Reads a question; never raises, and takes linear time.

    Args:
        raw: Whatever was typed.
    """
    notes: list[Note] = []
    if len(raw) > MAX_QUESTION:
        notes.append(Note("question_cut", {"limit": str(MAX_QUESTION)}))
        raw = raw[:MAX_QUESTION]
    normalized = normalize(raw).text.strip()
    parts = tuple(_distinct(_parts(normalized, notes)))
    if normalized and not parts:
        cut = [note for note in notes if note.code == "question_cut"]
        notes = [*cut, Note("nothing_to_search", {"part": normalized[:_SHOWN]})]
    wanted = " ".join(part.text for part in parts if not part.excluded)
    marked = any(fold_term(s) != s for part in parts for s in part.syllables)
    notes.extend(Note("excluded", {"part": part.text}) for part in parts if part.excluded)
    return Question(raw, normalized, parts, _words(wanted), marked, tuple(notes))


def _parts(text: str, notes: list[Note]) -> Iterator[Part]:
    for match in _PART.finditer(text):
        excluded = match["minus"] is not None
        quoted = next((q for q in match.group("straight", "curly", "angle") if q is not None), None)
        if match["stray"]:
            notes.append(Note("unbalanced_quotes", {"part": text[match.start() :]}))
        elif quoted is not None:
            yield from _phrase(quoted.strip(), excluded=excluded)
        else:
            yield from _chunk(match["years"] or match["word"], notes, excluded=excluded)


def _phrase(text: str, *, excluded: bool) -> Iterator[Part]:
    prepared = PreparedText(text)
    syllables = tuple(prepared.syllables.terms)
    if syllables:
        wholes = [c.term for c in prepared.compounds if c.end - c.first == len(syllables)]
        yield Part(text, syllables, excluded, *wholes)


def _chunk(chunk: str, notes: list[Note], *, excluded: bool) -> Iterator[Part]:
    """What was typed without a space: syllables, and compounds each in one piece."""
    if "*" in chunk:
        notes.append(Note("wildcard_ignored", {"part": chunk}))
    if excluded:
        yield from _phrase(re.sub(r"^\W+|\W+$", "", chunk), excluded=True)
        return
    prepared = PreparedText(chunk)
    wholes = {compound.first: compound for compound in prepared.compounds}
    place = 0
    while place < len(prepared.syllables.terms):
        end = wholes[place].end if place in wholes else place + 1
        whole = wholes[place].term if place in wholes else ""
        yield _part(chunk, prepared, place, end, whole)
        place = end


def _part(chunk: str, prepared: PreparedText, first: int, end: int, whole: str) -> Part:
    terms, spans = prepared.syllables
    typed = chunk[spans[first][0] : spans[end - 1][1]]
    return Part(typed, tuple(terms[first:end]), whole=whole)


def _distinct(parts: Iterator[Part]) -> Iterator[Part]:
    seen: set[tuple[tuple[str, ...], bool]] = set()
    for part in parts:
        key = (part.syllables, part.excluded)
        if key not in seen:
            seen.add(key)
            yield part


def _words(text: str) -> tuple[str, ...]:
    """The question's words; the full stop gives pyvi the end of sentence it expects."""
    terms = CHAINS["words"].terms(PreparedText(f"{text} ."))
    return tuple(dict.fromkeys(term for term in terms if JOINT in term))
