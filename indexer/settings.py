"""The knobs of building and searching, frozen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """How an index is built.

    Attributes:
        force: Publish even when the new index looks wrong (empty, or much smaller).
        strict: Publish nothing when any document is rejected.
        max_document_bytes: A document or line larger than this is left out and reported.
        corrections: A file of corrections, beside those in the source folders.
    """

    force: bool = False
    strict: bool = False
    max_document_bytes: int = 16 * 1024 * 1024
    corrections: str | Path | None = None
