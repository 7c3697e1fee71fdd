"""Fills the templates of ``sentences.json``: slots name other templates, facts or ranges.

``{person}`` is any of the templates of that name, ``{person_c}`` the same with a capital,
``{n:2-40}`` a number from 2 to 40 and ``{d}`` a digit.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random

_SENTENCES = Path(__file__).with_name("sentences.json")
_SLOT = re.compile(r"\{(\w+?)(_c)?(?::(\d+)-(\d+))?\}")


@cache
def grammar() -> Mapping[str, tuple[str, ...]]:
    """What each kind of sentence or slot can be."""
    data: dict[str, list[str]] = json.loads(_SENTENCES.read_text(encoding="utf-8"))
    return {name: tuple(choices) for name, choices in data.items()}


class Writer:
    """Fills templates: with the facts of one article first, by chance for the rest."""

    def __init__(self, rng: Random, facts: Mapping[str, str]) -> None:
        """Writes with this chance and these facts."""
        self.rng = rng
        self.facts = facts

    def write(self, name: str) -> str:
        """One sentence of a kind; facts win over the grammar."""
        if name in self.facts:
            return self.facts[name]
        return self.fill(self.rng.choice(grammar()[name]))

    def fill(self, template: str) -> str:
        """The template with every slot filled."""
        return _SLOT.sub(self._slot, template)

    def _slot(self, slot: re.Match[str]) -> str:
        name, capital, low, high = slot.groups()
        if low:
            return str(self.rng.randint(int(low), int(high)))
        text = str(self.rng.randrange(10)) if name == "d" else self.write(name)
        return text[:1].upper() + text[1:] if capital else text
