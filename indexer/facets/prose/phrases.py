r"""Patterns written once, matched in marked and in unmarked text.

A pattern is written in lower case with any tone placement. For marked text it is
brought into the spelling of the normaliser; for text without any marks it is folded.
Every repetition in a pattern is bounded, so matching takes linear time whatever the
text holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.analysis.filters import fold
from indexer.analysis.normalizer import normalize
from indexer.facets.prose.wordlists import quickened

_SPACE, _PERHAPS_SPACE = r"\s{1,4}", r"\s{0,4}"
# A damaged encoding leaves a space after à (its second byte is a no-break space).
_TORN = re.compile("à(?=[a-z])")


MARKED, UNMARKED = 0, 1
"""The kinds of text: with Vietnamese marks, and without any."""


@dataclass(frozen=True, slots=True)
class Form:
    """A phrase as it is looked for in one kind of text.

    Attributes:
        pattern: What it matches.
        cues: Words one of which every match holds; none where that is not known.
        ends: Words or signs one of which every match ends with, but for spaces; none where
            that is not known.
    """

    pattern: re.Pattern[str]
    cues: tuple[str, ...]
    ends: tuple[str, ...]


class Phrase:
    """One pattern in both its forms; compiled on first use, so importing stays light."""

    def __init__(self, pattern: str, *cues: str, ends: tuple[str, ...] = ()) -> None:
        """Takes a regular expression in lower case; a space stands for any white space.

        Args:
            pattern: The expression.
            cues: Syllables, or parts of them without an à, one of which every match holds.
                They are looked for first: most places have none, and plain words are found
                many times faster than patterns.
            ends: Syllables, their last letters after an à, or signs, one of which every match ends
                with, but for spaces. They are looked at first where a match ends at a known place.
        """
        self._pattern = pattern
        self._cues = cues
        self._ends = ends
        self.forms: list[Form | None] = [None, None]

    def form(self, kind: int) -> Form:
        """What is looked for in one kind of text; ``forms`` keeps it."""
        spell = _folded if kind == UNMARKED else _spelled
        cues, ends = (tuple(map(spell, words)) for words in (self._cues, self._ends))
        form = self.forms[kind] = Form(re.compile(quickened(self.written(kind))), cues, ends)
        return form

    def written(self, kind: int) -> str:
        """The expression in the spelling of one kind of text."""
        spelled = _spelled(self._pattern)
        spelled = spelled.replace(" ?", _PERHAPS_SPACE).replace(" ", _SPACE)
        return fold(spelled) if kind == UNMARKED else _TORN.sub("à ?", spelled)


def _spelled(word: str) -> str:
    return normalize(word).text


def _folded(word: str) -> str:
    return fold(_spelled(word))
