"""Token: one occurrence of a term, with its place in the original text."""

from __future__ import annotations

from typing import NamedTuple


class Token(NamedTuple):
    """One occurrence of a term.

    Attributes:
        term: What the index knows it as.
        start: First code point of it in the original text.
        end: One past its last code point in the original text.
        position: Its number among the tokens of its chain, from 0.
    """

    term: str
    start: int
    end: int
    position: int
