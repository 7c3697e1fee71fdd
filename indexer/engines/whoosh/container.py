"""One file of named arrays: aligned, memory-mapped, and checked before it is believed.

    magic (64 bytes) | array, array, … each on a 64-byte boundary | directory (JSON) | footer

The directory names each array with its place, type, length and CRC-32; the footer holds
the directory's own place and CRC-32 and the length of the file, so that a file cut short,
a flipped bit or a file of another kind is found before anything is read from it.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.errors import DamagedIndexError

Array = NDArray[Any]

_MAGIC = b"Hoi Nghi segment 1\n".ljust(64, b"\0")
_ALIGNED = 64
_FOOTER = struct.Struct("<QQIQ")  # place and length of the directory, its CRC, the file's length
_CHECKED_AT_ONCE = 1 << 24


class _Entry(NamedTuple):
    """Where an array stands in the file, and what it must come to."""

    start: int
    dtype: str
    length: int
    crc: int


class Column(Protocol):
    """An array, or one in a file, of which only parts are asked for."""

    def __len__(self) -> int: ...

    def __getitem__(self, part: slice, /) -> Array: ...


class FileColumn:
    """An array in a file that is open only while a part of it is read."""

    def __init__(self, path: Path, entry: _Entry) -> None:
        """Takes the place of the array in the file."""
        self._path = path
        self._kind = np.dtype(entry.dtype)
        self._entry = entry

    def __len__(self) -> int:
        return self._entry.length

    def __getitem__(self, part: slice, /) -> Array:
        first, last, _ = part.indices(len(self))
        place = self._entry.start + first * self._kind.itemsize
        return np.fromfile(self._path, self._kind, last - first, offset=place)


class ContainerWriter:
    """Writes arrays one after the other; nothing counts until ``close`` wrote the directory."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: BinaryIO = path.open("wb")
        self._place = self._file.write(_MAGIC)
        self._directory: dict[str, _Entry] = {}
        self._name = ""
        self._kind: np.dtype[Any] = np.dtype(np.uint8)
        self._start = self._crc = 0

    def write(self, name: str, array: Array) -> None:
        """Writes one array under a name of its own."""
        self.start(name, array.dtype)
        self.append(array)

    def stream(self, name: str, dtype: np.dtype[Any] | type, parts: Iterable[Array]) -> None:
        """Writes one array that comes in parts, so that it need never be whole in memory."""
        self.start(name, dtype)
        for part in parts:
            self.append(part)

    def start(self, name: str, dtype: np.dtype[Any] | type) -> None:
        """Begins an array; what is appended until the next begins is its content."""
        self._end()
        self._name, self._kind = name, np.dtype(dtype).newbyteorder("<")
        self._start, self._crc = self._place, 0

    def append(self, part: Array) -> None:
        """Adds to the array begun last."""
        raw = np.ascontiguousarray(part, self._kind).view(np.uint8)
        self._crc = zlib.crc32(raw.data, self._crc)
        self._place += self._file.write(raw.data)

    def _end(self) -> None:
        if self._name:
            length = (self._place - self._start) // self._kind.itemsize
            self._directory[self._name] = _Entry(self._start, self._kind.str, length, self._crc)
        self._name = ""
        self._place += self._file.write(bytes(-self._place % _ALIGNED))

    def close(self, about: Mapping[str, Any] | None = None) -> str:
        """Writes the directory, and what the file says of itself.

        Returns:
            What identifies the content: ``Container.identity``.
        """
        self._end()
        described = {"arrays": self._directory, "about": about or {}}
        raw = json.dumps(described, ensure_ascii=False).encode()
        length = self._place + len(raw) + _FOOTER.size
        footer = _FOOTER.pack(self._place, len(raw), zlib.crc32(raw), length)
        with self._file:
            self._file.write(raw + footer)
        return _identity(raw)

    def columns(self) -> dict[str, FileColumn]:
        """The arrays of the finished file, each to be read in parts."""
        return {name: FileColumn(self.path, entry) for name, entry in self._directory.items()}

    def abandon(self) -> None:
        """Closes the file and removes it."""
        self._file.close()
        self.path.unlink(missing_ok=True)


class Container:
    """The arrays of one file, as views of the mapped file.

    Attributes:
        arrays: Name to array; read only.
        about: What the file says of itself.
        identity: A checksum of the directory, and by the checksums there of everything.
    """

    def __init__(self, path: Path) -> None:
        """Maps a file, and reads everything once to compare it with its checksums.

        Raises:
            DamagedIndexError: The file is not what was written.
        """
        self._path = path
        raw = self._map()
        directory = self._directory(raw)
        try:
            self.about: dict[str, Any] = directory["about"]
            self.arrays = {
                name: self._view(raw, name, _Entry(*entry))
                for name, entry in directory["arrays"].items()
            }
        except (KeyError, TypeError, ValueError) as error:
            raise self.damaged(f"its directory is broken ({error})") from error

    def _map(self) -> NDArray[np.uint8]:
        try:
            return np.memmap(self._path, np.uint8, "r").view(np.ndarray)
        except ValueError as error:  # an empty file cannot be mapped
            raise self.damaged("it is empty") from error

    def _directory(self, raw: NDArray[np.uint8]) -> dict[str, Any]:
        if raw[: len(_MAGIC)].tobytes() != _MAGIC:
            raise self.damaged("it is not a segment of this product")
        place, length, crc, whole = _FOOTER.unpack(
            raw[-_FOOTER.size :].tobytes().rjust(_FOOTER.size, b"\0")
        )
        described = raw[place : place + length].tobytes() if whole == len(raw) else b""
        if not described or zlib.crc32(described) != crc:
            raise self.damaged("it was cut short or changed")
        self.identity = _identity(described)
        directory: dict[str, Any] = json.loads(described)
        return directory

    def _view(self, raw: NDArray[np.uint8], name: str, entry: _Entry) -> Array:
        kind = np.dtype(entry.dtype)
        part = raw[entry.start : entry.start + entry.length * kind.itemsize]
        if _crc(part) != entry.crc:
            raise self.damaged(f"the checksum of {name} does not agree")
        return part.view(kind)

    def damaged(self, why: str) -> DamagedIndexError:
        """The error that says what is wrong with the file."""
        return DamagedIndexError(f"{self._path.name} is damaged: {why}", path=str(self._path))


def _identity(directory: bytes) -> str:
    return hashlib.sha256(directory).hexdigest()


def _crc(part: NDArray[np.uint8]) -> int:
    crc = 0
    for start in range(0, len(part), _CHECKED_AT_ONCE):
        crc = zlib.crc32(part[start : start + _CHECKED_AT_ONCE].data, crc)
    return crc


def smallest(largest: int) -> type[np.unsignedinteger[Any]]:
    """The smallest unsigned type that holds numbers up to ``largest``."""
    for kind in (np.uint8, np.uint16, np.uint32):
        if largest <= np.iinfo(kind).max:
            return kind
    return np.uint64
