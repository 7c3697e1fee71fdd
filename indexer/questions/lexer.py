"""A question cut into words, phrases, values and signs, in one pass.

What looks like a sign but stands as prose has it is a word: a dash inside a name or a
range, HOẶC in a sentence wholly in capitals, a colon with a space after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from itertools import islice
from typing import NamedTuple

from indexer.analysis.filters import lower
from indexer.documents import Span
from indexer.facets import gazetteer
from indexer.questions.counted import counted_end
from indexer.questions.dashes import is_inner_dash
from indexer.questions.fields import (
    LONGEST_VALUE,
    FieldName,
    field_called,
    name_pattern,
    read_value,
)


class Kind(Enum):
    """What a token is."""

    WORD = auto()
    PHRASE = auto()
    FIELD = auto()
    OPEN = auto()
    CLOSE = auto()
    OR = auto()
    AND = auto()
    NOT = auto()
    STRAY_QUOTE = auto()


class Token(NamedTuple):
    """A piece of a question.

    Attributes:
        kind: What it is.
        start: Its first code point.
        end: One past its last.
        inner: What it says, without quotes, a field's name or spaces around it.
        field: The field, where one is named.
        excludes: Whether a minus stands before the value of that field.
    """

    kind: Kind
    start: int
    end: int
    inner: Span
    field: FieldName | None = None
    excludes: bool = False


OPERATORS = {"OR": Kind.OR, "HOẶC": Kind.OR, "AND": Kind.AND, "NOT": Kind.NOT}
SHOUTED = 6
"""A question without small letters and with more words than this is prose in capitals."""

_TOKEN = re.compile(
    r"""\s+
    |"(?P<straight>[^"]*)"|“(?P<curly>[^”"]*)[”"]|«(?P<angle>[^»]*)»
    |(?P<stray>["“”«»])|(?P<open>\()|(?P<close>\))
    |(?P<minus>(?<![^\s(])[+]*-[-+*!'‘]*(?=["“«(]|[^\W\d_]))
    |(?P<years>(?<![^\s(])(?:19|20)\d\d[ ]?(?:-|\.\.)[ ]?(?:19|20)\d\d(?![,.;:!?…]*[^\s,.;:!?…)]))
    |(?P<word>[^\s"“”«»()]+)""",
    re.VERBOSE,
)
_MINUS_OF_VALUE = re.compile(r"""[+]*-[-+*!'‘]*(?=["“«<>=]|[^\W_])""")
_SIGNS = {"stray": Kind.STRAY_QUOTE, "open": Kind.OPEN, "close": Kind.CLOSE}
_QUOTED = re.compile(r'"([^"]*)"|“([^”"]*)[”"]|«([^»]*)»')
_CHUNK = re.compile(r"[^\s\"“”«»()]+")
_UNIT = re.compile(r"(?:tỉnh|tinh|thành phố|thanh pho|tp\.?) ")
_ENDING = ".,;:!?…'’"
_LONGEST = 52
"""Code points that the name of a province has at most, with what kind of unit it is."""


class Lexer:
    """Cuts one question; linear in its length."""

    def __init__(self, text: str) -> None:
        """Takes normalised text."""
        self._text = text
        self._low = lower(text)
        self._has_colon = ":" in text
        self._prose = 0  # one past the last that is excluded or a field
        small = any(letter.islower() for letter in text)
        self._operators = OPERATORS if small or len(text.split()) <= SHOUTED else {}

    def tokens(self) -> Iterator[Token]:
        """The tokens, in order."""
        place = 0
        excludes = False
        while match := _TOKEN.match(self._text, place):
            token = self._token(match)
            if token is not None:
                if excludes and token.kind is Kind.WORD:
                    token = self._whole(token)
                if excludes or token.kind is Kind.FIELD:
                    self._prose = token.end
                excludes = token.kind is Kind.NOT
                yield token
            place = token.end if token else match.end()

    def _token(self, match: re.Match[str]) -> Token | None:
        match match.lastgroup:
            case None:
                return None
            case "straight" | "curly" | "angle" as quotes:
                return Token(Kind.PHRASE, *match.span(), self._stripped(match.span(quotes)))
            case "minus":
                named = self._has_colon and self._named_field(match.end())
                inner = not named and is_inner_dash(self._text, *match.span(), self._prose)
                return None if inner else _sign(Kind.NOT, match)
            case "word":
                return self._word(match)
            case "years":
                return _sign(Kind.WORD, match)
            case name:
                return _sign(_SIGNS[name], match)

    def _word(self, match: re.Match[str]) -> Token:
        if match[0] in self._operators:
            return _sign(self._operators[match[0]], match)
        if not self._has_colon:
            return _sign(Kind.WORD, match)
        dashes = len(match[0]) - len(match[0].lstrip("-"))
        field = self._named_field(match.start() + dashes)
        if field and dashes:  # after a letter it would be inside the word
            return Token(Kind.NOT, match.start(), field.start, field.inner)
        return field or _sign(Kind.WORD, match)

    def _named_field(self, place: int) -> Token | None:
        """A field's name with its value; before a space, the name is a word."""
        named = name_pattern().match(self._low, place)
        if named is None:
            return None
        field = field_called(named["name"])
        minus = _MINUS_OF_VALUE.match(self._text, named.end())
        start = minus.end() if minus else named.end()
        excludes = minus is not None
        quoted = _QUOTED.match(self._text, start)
        if quoted:
            inner = self._stripped(quoted.span(quoted.lastindex or 0))
            return Token(Kind.FIELD, named.start(), quoted.end(), inner, field, excludes)
        chunk = _CHUNK.match(self._text, start)
        if chunk is None and self._text[start : start + 1].isspace():
            return None
        end = self._longest_value(field, start, chunk.end()) if chunk else start
        end = start + len(_without_ending(self._text[start:end]))
        return Token(Kind.FIELD, named.start(), end, (start, end), field, excludes)

    def _longest_value(self, field: FieldName, start: int, end: int) -> int:
        """Where a value without quotes ends: names, numbers in words and ranges have spaces."""
        if field == "title":
            return end
        words = islice(_CHUNK.finditer(self._text, end), LONGEST_VALUE - 1)
        for reach in reversed([word.end() for word in words]):
            if read_value(field, self._text[start:reach], ""):
                return reach
        return end

    def _whole(self, word: Token) -> Token:
        """All that is excluded with a word: a province's name, or a cue and its number."""
        start, end = word.inner
        low = self._low[start : start + _LONGEST]
        unit = _UNIT.match(low)
        begins = {0, unit.end() if unit else 0}
        names = (span for _, span in gazetteer.find_names(low))
        name = next((stop for begin, stop in names if begin in begins), 0)
        end = max(end, start + name, start + counted_end(low))
        return Token(Kind.WORD, start, end, (start, end))

    def _stripped(self, span: Span) -> Span:
        text = self._text[slice(*span)]
        start = span[0] + len(text) - len(text.lstrip())
        return start, max(start, span[0] + len(text.rstrip()))


def _without_ending(value: str) -> str:
    """A value without the punctuation that ends it in prose; two dots are of a range."""
    bare = value.rstrip(_ENDING)
    return bare + ".." if value.startswith("..", len(bare)) else bare


def _sign(kind: Kind, match: re.Match[str]) -> Token:
    return Token(kind, *match.span(), match.span())
