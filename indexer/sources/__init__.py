"""Raw files become Documents: one reader per suffix, each problem reported, none fatal."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from indexer.documents import Document
from indexer.errors import SourceError
from indexer.sources.boilerplate import boilerplate_spans, title_span
from indexer.sources.jsonl import read_jsonl
from indexer.sources.problems import Problem
from indexer.sources.text import read_text

READERS = {".txt": read_text, ".jsonl": read_jsonl}
"""Suffix (lower case) to the function that reads such a file."""

COLLECTIONS = frozenset({".jsonl"})
"""Suffixes of files that hold many documents."""

CORRECTIONS = "corrections.csv"
"""A file of this name in a source folder, or beside a file, holds corrections; no document."""

Read = Document | Problem


def read_sources(
    sources: Iterable[str | Path], max_bytes: int, index: Path | None = None
) -> Iterator[Read]:
    """Reads files and folders, in order, folders sorted by name.

    Args:
        sources: Files or folders.
        max_bytes: A document larger than this is left out.
        index: The folder an index is being built in; it is no source, even inside one.

    Yields:
        Documents as their source gave them, and problems where it did not.

    Raises:
        SourceError: A source does not exist, or a folder holds no file of a known kind.
    """
    for source in sources:
        problems: list[Problem] = []
        for path, base in _files(Path(source), problems, index):
            yield from _read_file(path, base, max_bytes)
        yield from problems


def count_documents(sources: Iterable[str | Path]) -> int:
    """About how many documents the sources hold, to show progress; cheap, never fails."""
    total = 0
    for source in sources:
        try:
            total += sum(_count(path) for path, _ in _files(Path(source), []))
        except (OSError, SourceError):
            continue
    return total


def complete(document: Document) -> Document:
    """Adds what the text itself tells: its boilerplate, and a title if none was given."""
    boilerplate = document.boilerplate or boilerplate_spans(document.text)
    if document.title:
        return replace(document, boilerplate=boilerplate)
    span = title_span(document.text, boilerplate)
    title = document.text[span[0] : span[1]] if span else ""
    return replace(document, boilerplate=boilerplate, title=title, title_span=span)


def _files(
    source: Path, problems: list[Problem], index: Path | None = None
) -> list[tuple[Path, Path]]:
    """(file, folder its id is relative to) of every file of a source."""
    try:
        mode = source.stat().st_mode
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        reason = "does not exist" if missing else f"cannot be read: {error.strerror}"
        raise SourceError(
            f"{source} {reason}; name a file or a folder", path=str(source)
        ) from error
    if not stat.S_ISDIR(mode):
        return [(source, source.parent)]
    files = list(_inside(source, problems, index))
    if not problems and not any(path.suffix.lower() in READERS for path in files):
        known = " or ".join(READERS)
        raise SourceError(
            f"No {known} file in {source}; put articles there or name another folder",
            path=str(source),
        )
    return [(path, source) for path in files]


def _inside(source: Path, problems: list[Problem], index: Path | None) -> Iterator[Path]:
    """The files of a folder by name; a folder that cannot be read becomes a problem."""

    def refused(error: OSError) -> None:
        problems.append(Problem(str(error.filename), f"cannot be read: {error.strerror}"))

    found: list[Path] = []
    inside = index and index.resolve()
    for folder, folders, names in os.walk(source, onerror=refused):
        here = Path(folder)
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and (here / name).resolve() != inside
        ]
        found += [here / name for name in names if not name.startswith(".")]
    for path in sorted(found):
        if path == source / CORRECTIONS:
            continue
        if path.exists() and not path.is_file():
            problems.append(Problem(str(path), "is a pipe or a device, not a file", "skipped"))
        else:
            yield path


def _read_file(path: Path, base: Path, max_bytes: int) -> Iterator[Read]:
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(READERS)
        yield Problem(str(path), f"no reader for {path.suffix or 'this file'}: {known}", "skipped")
        return
    try:
        yield from reader(path, base, max_bytes)
    except OSError as error:
        yield Problem(str(path), f"cannot be read: {error.strerror or error}")


def _count(path: Path) -> int:
    if path.suffix.lower() != ".jsonl":
        return 1
    if not path.is_file():  # a pipe can be read only once
        return 0
    with path.open("rb") as lines:
        return sum(block.count(b"\n") for block in iter(lambda: lines.read(1 << 20), b""))
