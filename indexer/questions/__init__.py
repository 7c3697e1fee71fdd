"""The typed question: cut into parts, with notes on what was not understood.

``lexer`` cuts it, ``fields`` knows the names and values one can ask for, ``parser``
makes the ``tree``. Nothing that can be typed is an error.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from indexer.analysis.filters import fold_term
from indexer.analysis.normalizer import normalize
from indexer.questions.fields import begins_with_field
from indexer.questions.parser import Parser
from indexer.questions.tree import (
    WHOLE_UP_TO,
    Either,
    Every,
    Node,
    Part,
    Question,
    Stated,
    all_parts,
    one_by_one,
    unquoted,
    wanted_parts,
)
from indexer.requests import MAX_QUESTION
from indexer.results import Note

__all__ = [
    "WHOLE_UP_TO",
    "Either",
    "Every",
    "Node",
    "Part",
    "Question",
    "Stated",
    "all_parts",
    "one_by_one",
    "read_question",
    "unquoted",
    "wanted_parts",
]

_PRINTED_DASH = re.compile(r"(?<![^\s(])[\u2010-\u2015\u2212](?=[^\W_]|[\"“«(])")
"""The minus that excludes is the one on the keyboard; only before a field prose has none."""
_SHOWN = 60
_WORD_END = re.compile(r".*\S(?=\s)", re.DOTALL)
_LONGEST_APART = 3 * MAX_QUESTION
"""A letter has two marks at most; marks are put together in time that grows faster than they."""
_REMEMBERED = 512
"""Questions are asked again when a page is turned or a facet is chosen."""


def read_question(raw: str) -> Question:
    """Reads a question; never raises, and takes linear time.

    Args:
        raw: Whatever was typed.
    """
    if len(raw) <= MAX_QUESTION:
        return _read(raw, is_cut=False)
    # Neither spaces nor marks apart from their letters make a question longer.
    spaced = " ".join(raw.split())
    said = unicodedata.normalize("NFC", spaced[:_LONGEST_APART])
    if len(said) <= MAX_QUESTION:
        return _read(said, is_cut=len(spaced) > _LONGEST_APART)
    # Half a word would be looked for like a whole one.
    whole = _WORD_END.match(said, 0, MAX_QUESTION + 1)
    return _read(whole[0] if whole else said[:MAX_QUESTION], is_cut=True)


@lru_cache(_REMEMBERED)
def _read(raw: str, *, is_cut: bool) -> Question:
    notes = [Note("question_cut", {"limit": str(MAX_QUESTION)})] if is_cut else []
    typed = _PRINTED_DASH.sub(_as_typed, raw)
    normalized = normalize(typed)
    parser = Parser(normalized.text, typed if normalized.starts is None else normalized.text)
    root = parser.parse()
    if normalized.text.strip() and root.is_empty:
        notes.append(Note("nothing_to_search", {"part": raw.strip()[:_SHOWN]}))
    else:
        notes += parser.notes
    notes += [Note("excluded", {"part": unwanted.text}) for unwanted in parser.excluded]
    marked = any(fold_term(s) != s for part in all_parts(root) for s in part.syllables)
    return Question(raw, normalized.text.strip(), root, parser.excluded, marked, tuple(notes))


def _as_typed(dash: re.Match[str]) -> str:
    return "-" if begins_with_field(dash.string[dash.end() :]) else "- "
