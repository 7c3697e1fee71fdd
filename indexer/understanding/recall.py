"""What is made of a key and of one index is kept for the next question."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Made = TypeVar("Made")


class Recall:
    """Keeps what is made of a key and of one index."""

    def __init__(self, most: int) -> None:
        """Says how much is kept; then it begins anew."""
        self._most = most
        self._made: dict[Hashable, Any] = {}

    def __call__(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made of a key, or is made now.

        Args:
            key: Names all it is made of; its kind first, where there are several.
            make: Makes it.
        """
        made: Made | None = self._made.get(key)
        if made is None:
            if len(self._made) >= self._most:
                self._made.clear()
            made = self._made[key] = make()
        return made
