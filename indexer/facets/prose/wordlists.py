r"""A list of words, rewritten so that a text without any of them is passed over quickly.

Python looks fast for a pattern whose branches all begin with a letter, and slowly for one that
begins with ``\b``. So ``\b(?:bàn|(?:họp|mở) phiên|báo cáo)`` becomes
``(?:b(?<!\wb)(?:àn|áo cáo)|h(?<!\wh)ọp phiên|m(?<!\wm)ở phiên)``, which matches the same in half
the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

_SIGN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^]\\])*\]|[()|]|[^\\\[()|]+", re.DOTALL)
_LOOK_BEHIND = re.compile(r"\(\?<!((?:\\.|\[[^]]*\]|[^()\\\[|])*)\)")
_LETTER = re.compile(r"[^\W\d_](?![?*+{])")
_OPENS_LIST = re.compile(rf"(?:\\b|{_LOOK_BEHIND.pattern})*(?=\(\?:)")
_REPEATS = ("?", "*", "+", "{")

Branch = tuple[str, str]
"""The letter that words begin with, and what may stand before it; and what follows it."""

_NO_LETTER: Branch = ("", "")


def quickened(pattern: str) -> str:
    r"""The pattern, with ``\b`` behind the first letters; as it is where words have none.

    Args:
        pattern: A regular expression, to be looked for in any place of a text.
    """
    words, tail = _list(pattern)
    branches = _together(branch for each in words for branch in _branches(each))
    if len({begun[:1] for begun, _ in branches} - {""}) < len(branches):
        return pattern  # of one letter, words that would change their order; or not even a letter
    return f"(?:{'|'.join(begun + rest for begun, rest in branches)}){tail}"


def _together(branches: Iterable[Branch]) -> list[Branch]:
    """The branches, those that begin alike made one."""
    rests: dict[str, list[str]] = {}
    for begun, rest in branches:
        rests.setdefault(begun, []).append(rest)
    return [
        (begun, f"(?:{'|'.join(some)})" if len(some) > 1 else some[0])
        for begun, some in rests.items()
    ]


def _list(pattern: str) -> tuple[list[str], str]:
    """The alternatives of a pattern, and what follows all of them."""
    opens = _OPENS_LIST.match(pattern)
    if opens is not None:
        inner, tail = _group(pattern[opens.end() :])
        if not tail.startswith(_REPEATS) and len(_alternatives(tail)) == 1:
            return [opens[0] + each for each in _alternatives(inner)], tail
    return _alternatives(pattern), ""


def _branches(words: str, behind: tuple[str, ...] = (), *, bound: bool = False) -> Iterator[Branch]:
    """How words may begin: each time with one letter; or without any, where that is not known.

    Args:
        words: A pattern without alternatives of its own.
        behind: What may not stand before it.
        bound: Whether it begins with a word.
    """
    look = _LOOK_BEHIND.match(words)
    if look is not None:
        yield from _branches(words[look.end() :], (*behind, look[1]), bound=bound)
    elif words.startswith(r"\b"):
        yield from _branches(words[2:], behind, bound=True)
    elif words.startswith("(?:"):
        yield from _of_group(words, behind, bound=bound)
    elif _LETTER.match(words):
        letter = words[0]
        begun = rf"{letter}(?<!\w{letter})" if bound else letter
        yield begun, "".join(f"(?<!{each}{letter})" for each in behind) + words[1:]
    else:
        yield _NO_LETTER


def _of_group(words: str, behind: tuple[str, ...], *, bound: bool) -> Iterator[Branch]:
    """How words may begin that begin with a group, which may be missing if ``?`` follows it."""
    inner, tail = _group(words)
    may_miss = tail.startswith("?")
    tail = tail[1:] if may_miss else tail
    each_way = (_branches(each, behind, bound=bound) for each in _alternatives(inner))
    found = [(begun, rest + tail) for begun, rest in _together(chain.from_iterable(each_way))]
    if may_miss:
        found += _branches(tail, behind, bound=bound)
    names_twice = "(?P<" in tail and len(found) > 1
    yield from [_NO_LETTER] if tail.startswith(_REPEATS) or names_twice else found


def _alternatives(pattern: str) -> list[str]:
    """What ``|`` separates outside of groups."""
    if "|" not in pattern:
        return [pattern]
    parts, depth = [""], 0
    for sign in _SIGN.findall(pattern):
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def _group(pattern: str) -> tuple[str, str]:
    """What a group that opens a pattern holds, and what follows it."""
    depth = place = 0
    for sign in _SIGN.findall(pattern):
        place += len(sign)
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            break
    return pattern[len("(?:") : place - 1], pattern[place:]
