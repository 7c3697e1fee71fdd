"""What has been computed lately, kept as long as there is room for it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")

_ENTRY = 500
"""Bytes an entry takes besides its value."""


class Memory(Generic[Value]):
    """The values used last, as many as fit into some bytes; safe to share between threads.

    Attributes:
        room: Bytes.
    """

    def __init__(self, room: int) -> None:
        self.room = room
        self._values: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()
        self._used = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Value | None:
        """A value, or None if it is not known any more."""
        with self._lock:
            entry = self._values.get(key)
            if entry is None:
                return None
            self._values.move_to_end(key)
            return entry[0]

    def put(self, key: Hashable, value: Value, size: int) -> Value:
        """Keeps a value of ``size`` bytes, and forgets what was used longest ago."""
        with self._lock:
            _, before = self._values.pop(key, (None, 0))
            self._values[key] = value, size + _ENTRY
            self._used += size + _ENTRY - before
            while self._used > self.room:
                _, (_, gone) = self._values.popitem(last=False)
                self._used -= gone
        return value
