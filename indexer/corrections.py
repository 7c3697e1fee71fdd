"""What editors put right: ``corrections.csv`` beside the articles wins over everything read.

Each line is ``id,field,value``; an empty value says that the value is unknown.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from indexer.documents import FacetValues, Scalar
from indexer.errors import SourceError
from indexer.facets.given import NAMES, checked, with_stated
from indexer.sources import COLLECTIONS, CORRECTIONS
from indexer.sources.problems import Problem

_HEADER = ["id", "field", "value"]


@dataclass(frozen=True, slots=True)
class _Correction:
    """One line: the value (None for unknown), as written, where, and whether it must match."""

    value: Scalar | None
    written: str
    where: str
    expected: bool


@dataclass
class Corrections:
    """The corrections of a run, and what was wrong with their files.

    Attributes:
        problems: Lines that could not be used.
    """

    problems: list[Problem] = field(default_factory=list)
    _by_id: dict[str, dict[str, _Correction]] = field(default_factory=dict)
    _met: set[str] = field(default_factory=set)

    def apply(self, doc_id: str, values: FacetValues) -> FacetValues:
        """The values of a document with its corrections in their place."""
        lines = self._by_id.get(doc_id)
        if lines is None:
            return values
        stated = {name: (line.value, line.written) for name, line in lines.items()}
        return with_stated(values, stated, "correction")

    def meet(self, doc_id: str) -> None:
        """Notes that there is a document of an id."""
        if doc_id in self._by_id:
            self._met.add(doc_id)

    def unmatched(self) -> Iterator[Problem]:
        """The corrections of documents that were not met, though all they may be of was read."""
        for doc_id, lines in self._by_id.items():
            if doc_id not in self._met:
                for name, line in lines.items():
                    if not line.expected:
                        continue
                    reason = f"corrects {name} of {doc_id!r}, but there is no such document"
                    yield Problem(line.where, reason, "dropped")

    def read(self, path: Path, *, expected: bool = True) -> None:
        """Adds the lines of a file; of two that correct the same value, the later counts.

        Args:
            path: The file.
            expected: Whether every document it corrects should be met.

        Raises:
            SourceError: The file is missing or cannot be read.
        """
        try:
            content = path.read_bytes()
        except OSError as error:
            raise SourceError(
                f"The corrections in {path} cannot be read: {error.strerror or error}",
                path=str(path),
            ) from error
        lines = content.removeprefix(b"\xef\xbb\xbf").splitlines()
        # Spreadsheets write semicolons where the comma is the decimal sign.
        delimiter = ";" if lines and b";" in lines[0] and b"," not in lines[0] else ","
        for number, line in enumerate(lines, 1):
            if line.strip():
                self._add(line, delimiter, f"{path}, line {number}", expected=expected)

    def _add(self, line: bytes, delimiter: str, where: str, *, expected: bool) -> None:
        try:
            row = _row(line, delimiter)
            if [cell.lower() for cell in row] == _HEADER:
                return
            doc_id, name, written = _complete(row)
            value = checked(name, written) if written else None
        except (ValueError, csv.Error) as error:
            self.problems.append(Problem(where, f"is no correction: {error}", "dropped"))
        else:
            self._by_id.setdefault(doc_id, {})[name] = _Correction(value, written, where, expected)


def read_corrections(sources: Iterable[str | Path], extra: str | Path | None) -> Corrections:
    """Reads the ``corrections.csv`` in each source folder and beside each file, and one more.

    Args:
        sources: Files and folders of articles.
        extra: Another file of corrections, which counts more than those.
    """
    corrections = Corrections()
    for path, expected in _found(sources).items():
        corrections.read(path, expected=expected)
    if extra is not None:
        corrections.read(Path(extra))
    return corrections


def _found(sources: Iterable[str | Path]) -> dict[Path, bool]:
    """Each file of corrections, and whether all that it may correct is read.

    Beside a single article stand the corrections of its neighbours too.
    """
    found: dict[Path, bool] = {}
    for source in map(Path, sources):
        folder = source if source.is_dir() else source.parent
        if (path := folder / CORRECTIONS).is_file():
            whole = source.is_dir() or source.suffix.lower() in COLLECTIONS
            found[path] = found.get(path, False) or whole
    return found


def _row(line: bytes, delimiter: str) -> list[str]:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError("it is not UTF-8") from error
    return [cell.strip() for cell in next(csv.reader([text], delimiter=delimiter, strict=True))]


def _complete(row: list[str]) -> list[str]:
    if len(row) != len(_HEADER):
        raise ValueError(f"it has {len(row)} columns instead of id, field, value")
    if not row[0]:
        raise ValueError("it names no document")
    if row[1] not in NAMES:
        raise ValueError(f"{row[1]!r} is not one of {', '.join(NAMES)}")
    return row
