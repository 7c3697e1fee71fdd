"""A .txt file is one document: its id the path below the source, its text the whole file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from indexer.documents import Document
from indexer.sources.problems import Problem


def read_text(path: Path, base: Path, max_bytes: int) -> Iterator[Document | Problem]:
    """Reads one file, byte for byte: nothing trimmed, no line ending converted.

    Args:
        path: The file.
        base: The folder its id is relative to.
        max_bytes: A larger file is left out.
    """
    doc_id = path.relative_to(base).with_suffix("").as_posix()
    size = path.stat().st_size
    if size > max_bytes:
        yield Problem(str(path), f"{size:,} bytes, more than the limit of {max_bytes:,}; split it")
        return
    raw = path.read_bytes()
    reason = unreadable(raw) or _bad_id(doc_id)
    if reason:
        yield Problem(str(path), reason)
    else:
        yield Document(id=doc_id, text=raw.decode("utf-8"))


def unreadable(raw: bytes) -> str:
    """Why bytes are no text in UTF-8, or "" if they are."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "is UTF-16, not UTF-8; save it as UTF-8"
    if b"\0" in raw:
        return "is a binary file, not text (it holds NUL bytes)"
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        bad = raw[error.start]
        return f"is not UTF-8 (byte 0x{bad:02x} at offset {error.start:,}); save it as UTF-8"
    return "" if text.strip("\ufeff \t\r\n") else "is empty"


def _bad_id(doc_id: str) -> str:
    try:
        doc_id.encode("utf-8")
    except UnicodeEncodeError:
        return "has a file name that is not UTF-8; rename it"
    return ""
