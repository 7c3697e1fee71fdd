"""Where a Vietnamese syllable carries its tone mark: one placement for both spellings.

Old and new orthography differ in open syllables (hòa / hoà, thủy / thuỷ), and real
pages also misplace the tone in closed ones (giai đọan for giai đoạn). The spelling
kept is the one pyvi's word list knows: the tone on the second vowel.
"""

from __future__ import annotations

import re
import unicodedata

TONES = "\u0300\u0301\u0303\u0309\u0323"  # grave, acute, tilde, hook above, dot below

_LONGEST_SYLLABLE = 7  # nghiêng
_FIRST = {v: "".join(unicodedata.normalize("NFC", v + t) for t in TONES) for v in "oOuU"}
_MOVABLE = re.compile(
    f"[{_FIRST['o']}{_FIRST['O']}][aăeAĂE]|[{_FIRST['u']}{_FIRST['U']}][yY]",
)
_INITIAL = "(?:ngh|ng|nh|gh|gi|kh|ch|ph|th|tr|[bcdđghklmnpqrstvx])?"
_SYLLABLE = re.compile(
    _INITIAL
    + "(?:o(?:a(?:ch|nh|ng|[cimnopty])?|ă(?:ng|[cmnt])|e(?:ng|[not])?)"
    + "|uy(?:nh|ch|[nptu])?)",
    re.IGNORECASE,
)


def place_tones(text: str) -> str:
    """Moves each tone that stands on the wrong vowel; changes no length.

    Args:
        text: NFC text.

    Returns:
        The same text with the tone of movable Vietnamese syllables on the second vowel.
    """
    return _MOVABLE.sub(_moved, text)


def strip_tone(letter: str) -> tuple[str, str]:
    """Splits one NFC letter into (letter without tone, tone mark or "")."""
    decomposed = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in decomposed if mark in TONES), "")
    if not tone:
        return letter, ""
    return unicodedata.normalize("NFC", decomposed.replace(tone, "")), tone


def _moved(match: re.Match[str]) -> str:
    first, tone = strip_tone(match[0][0])
    if not _is_syllable(match.string, match.start(), match.end(), first):
        return match[0]
    return first + unicodedata.normalize("NFC", match[0][1] + tone)


def _is_syllable(text: str, start: int, end: int, first: str) -> bool:
    """Whether the letters around ``start`` are one whole Vietnamese syllable."""
    left, right = start, end
    while left and start - left <= _LONGEST_SYLLABLE and text[left - 1].isalpha():
        left -= 1
    while right < len(text) and right - end <= _LONGEST_SYLLABLE and text[right].isalpha():
        right += 1
    syllable = text[left:start] + first + text[start + 1 : right]
    return _SYLLABLE.fullmatch(syllable) is not None
