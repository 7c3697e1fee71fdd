"""Open files of this process, on any system."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

_MOST = 4096
"""Handles that a process may have by default, and then some."""


def open_handles() -> int:
    """How many files and folders are open."""
    return sum(map(_is_open, range(_MOST)))


def file_of(handle: int, among: Iterable[Path]) -> Path:
    """Which of some files or folders a handle is of."""
    opened = os.fstat(handle)
    return next(path for path in among if os.path.samestat(opened, path.stat()))


def _is_open(handle: int) -> bool:
    try:
        os.fstat(handle)
    except OSError:
        return False
    return True
