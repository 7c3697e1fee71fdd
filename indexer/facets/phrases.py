"""Patterns written once, matched in marked and in unmarked text.

A pattern is written in lower case with any tone placement. For marked text it is
brought into the spelling of the normaliser; for text without any marks it is folded.
Every repetition in a pattern is bounded, so matching takes linear time whatever the
text holds.
"""

from __future__ import annotations

import re
from functools import cached_property

from indexer.analysis.filters import fold
from indexer.analysis.normalizer import normalize

_SPACE, _PERHAPS_SPACE = r"\s{1,4}", r"\s{0,4}"
# A damaged encoding leaves a space after à (its second byte is a no-break space).
_TORN = re.compile("à(?=[a-z])")


class Phrase:
    """One pattern in both its forms; compiled on first use, so importing stays light."""

    def __init__(self, pattern: str) -> None:
        """Takes a regular expression in lower case; a space stands for any white space."""
        self._pattern = pattern

    @cached_property
    def marked(self) -> re.Pattern[str]:
        """For text that carries Vietnamese marks."""
        return re.compile(_TORN.sub("à ?", self._spelled))

    @cached_property
    def folded(self) -> re.Pattern[str]:
        """For text without marks."""
        return re.compile(fold(self._spelled))

    @cached_property
    def _spelled(self) -> str:
        spelled = normalize(self._pattern).text
        return spelled.replace(" ?", _PERHAPS_SPACE).replace(" ", _SPACE)
