"""What is left of a question when one part of it is taken out: no sign that stood for it."""

from __future__ import annotations

import re

from indexer.questions.fields import begins_with_field

_EITHER = ("OR", "HOẶC")
_BINARY = ("AND", *_EITHER)
_WORD = r"(?<![^\s()])"
_EXCLUDING_END = re.compile(rf"{_WORD}(?:NOT|[-+*!]+)\s*$")
_BINARY_END = re.compile(rf"{_WORD}({'|'.join(_BINARY)})\s*$")
_BINARY_START = re.compile(rf"\s*({'|'.join(_BINARY)})(?![^\s()])")
_PUNCTUATION = re.compile(r"[^\w\s()\"“”«»*-]*")
_DASHES = re.compile(r"[+]*-[-+*!'‘]*")


def without(typed: str, start: int, end: int) -> str:
    """A question without a part, and without what only worked on it.

    Args:
        typed: The question.
        start: Where the part begins, its minus included.
        end: One past its last code point; punctuation that follows goes with it.
    """
    left = typed[:start].rstrip()
    right = typed[end:]
    right = right[_PUNCTUATION.match(right).end() :]  # type: ignore[union-attr]  # it matches nothing, too
    right = _without_dash(right).lstrip()
    known = None
    while known != (left, right):
        known = left, right
        left, right = _tidied(left, right)
    apart = "" if left.endswith("(") or right.startswith(")") else " "
    return " ".join(f"{left}{apart}{right}".split())


def _tidied(left: str, right: str) -> tuple[str, str]:
    """Both sides of a gap, one step nearer to a question that has none."""
    left = _EXCLUDING_END.sub("", left).rstrip()
    before, after = _BINARY_END.search(left), _BINARY_START.match(right)
    opens, closes = not left or left.endswith("("), not right or right.startswith(")")
    if left and opens and right and closes:
        return left[:-1].rstrip(), _without_dash(right[1:]).lstrip()
    if before and (closes or (after and before[1] not in _EITHER)):
        return left[: before.start()].rstrip(), right
    if after and (opens or before):
        return left, right[after.end() :].lstrip()
    return left, right


def _without_dash(right: str) -> str:
    """What followed a part without a space, whose dash would be a minus after one.

    Before a field's name it was a minus there, too.
    """
    dashes = _DASHES.match(right)
    if dashes is None or begins_with_field(right.lstrip("-")):
        return right
    return right[dashes.end() :]
