"""The words a question is asked with: là gì, bao nhiêu, khi nào, ở đâu.

They say what is wanted, not what stands in the text that answers. So in a question with
other words they are no part of what a document must have, and in its text they raise
nothing; in a title ("Chuyển đổi số là gì?") they do, beside the same words.
A single word of them is left alone: "nao" may be não, "ai" is also AI.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from indexer.analysis.filters import fold_term
from indexer.analysis.normalizer import normalize

PHRASES = (
    "là gì",
    "là ai",
    "là đâu",
    "làm gì",
    "cái gì",
    "điều gì",
    "việc gì",
    "những gì",
    "của ai",
    "bao nhiêu",
    "bao lâu",
    "bao xa",
    "bao giờ",
    "khi nào",
    "lúc nào",
    "hồi nào",
    "thế nào",
    "như thế nào",
    "ra sao",
    "làm sao",
    "vì sao",
    "tại sao",
    "ở đâu",
    "từ đâu",
)
"""Interrogative phrases of Vietnamese: pronouns with the word they are said with."""


def interrogatives(syllables: Sequence[str]) -> list[tuple[int, int]]:
    """The stretches of a question that only ask, as (first syllable, one past the last).

    Args:
        syllables: Normalised, lower-case; those typed with marks have to agree.
    """
    known, longest = _known()
    folded = [fold_term(syllable) for syllable in syllables]
    found = []
    place = 0
    while place < len(folded):
        for end in range(min(len(folded), place + longest), place + 1, -1):
            phrase = known.get(tuple(folded[place:end]))
            if phrase and _agrees(syllables[place:end], phrase):
                found.append((place, end))
                place = end - 1
                break
        place += 1
    return found


def _agrees(typed: Sequence[str], phrase: Sequence[str]) -> bool:
    return all(t in (p, fold_term(p)) for t, p in zip(typed, phrase, strict=True))


@cache
def _known() -> tuple[dict[tuple[str, ...], tuple[str, ...]], int]:
    phrases = [tuple(normalize(phrase).text.split()) for phrase in PHRASES]
    known = {tuple(map(fold_term, phrase)): phrase for phrase in phrases}
    return known, max(map(len, phrases))
