"""The words a question is asked with: là gì, bao nhiêu, khi nào, ở đâu.

They say what is wanted, not what stands in the text that answers. So in a question with
other words they are no part of what a document must have, and in its text they raise
nothing; in a title ("Chuyển đổi số là gì?") they do, beside the same words.
A single word of them is left alone: "nao" may be não, "ai" is also AI. Typed marks have to
agree, missing ones are forgiven.
"""

from __future__ import annotations

from functools import cache

from indexer.understanding.words import Cue, Words, cues

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


def interrogatives(words: Words) -> list[tuple[int, int]]:
    """The stretches of a question that only ask, as (first syllable, one past the last)."""
    found = []
    place = 0
    while place < len(words.folded):
        beginning = _by_first_syllable().get(words.folded[place], ())
        said = next((cue for cue in beginning if words.says(place, cue)), None)
        end = place + (len(said.folded) if said else 1)
        if said:
            found.append((place, end))
        place = end
    return found


def asking(words: Words) -> list[tuple[int, ...]]:
    """The parts that only ask, those of one phrase together; none if there are no others."""
    found = [words.owning(start, end) for start, end in interrogatives(words)]
    only = {part for parts in found for part in parts}
    return found if len(only) < len(words.parts) else []


@cache
def _by_first_syllable() -> dict[str, list[Cue]]:
    """The phrases by the syllable they begin with, without marks; the longest first."""
    known: dict[str, list[Cue]] = {}
    for cue in sorted(cues(*PHRASES), key=lambda cue: -len(cue.folded)):
        known.setdefault(cue.folded[0], []).append(cue)
    return known
