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
        jobs: Processes that read and analyse documents; the index is the same whatever
            their number. More than one needs a main module that can be imported.
        memory: Bytes that sorting the terms may take before it goes on in a file.
        corrections: A file of corrections, beside those in the source folders.
    """

    force: bool = False
    strict: bool = False
    max_document_bytes: int = 64 * 1024 * 1024
    jobs: int = 1
    memory: int = 512 * 1024 * 1024
    corrections: str | Path | None = None
