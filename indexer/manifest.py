"""The manifest of an index: what it says of itself, and whether it is still what was written.

It holds a checksum of itself and one of each file that has none of its own, so that whatever
was changed, down to a bit, is found before anything is read from it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"

_CHECKSUM = "checksum"
_FILES = "files"


def write_manifest(path: Path, described: dict[str, Any], files: Iterable[Path] = ()) -> None:
    """Writes the manifest of a finished index.

    Args:
        path: The folder of the index.
        described: What it says.
        files: Files of the index that hold no checksum of their own.
    """
    checksums = {file.name: _checksum(file.read_bytes()) for file in files}
    text = json.dumps(sealed({**described, _FILES: checksums}), ensure_ascii=False, indent=1)
    (path / MANIFEST).write_text(text + "\n", encoding="utf-8")


def sealed(described: dict[str, Any]) -> dict[str, Any]:
    """A manifest with its checksum; what fits in no file, a lone surrogate, is replaced."""
    raw = json.dumps(described, ensure_ascii=False).encode("utf-8", "replace")
    manifest: dict[str, Any] = json.loads(raw)
    return {**manifest, _CHECKSUM: _own(manifest)}


def read_manifest(path: Path) -> dict[str, Any]:
    """What the manifest of an index says.

    Raises:
        OSError: It cannot be read.
        ValueError: It is not what was written. One without a checksum, as an earlier version
            wrote it, is taken as it is.
    """
    manifest = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
    if not isinstance(manifest, dict):
        raise ValueError(f"{MANIFEST} is no manifest")  # noqa: TRY004 - as any broken JSON
    if _CHECKSUM in manifest and manifest[_CHECKSUM] != _own(manifest):
        raise ValueError(f"{MANIFEST} was changed")
    return manifest


def check_files(path: Path, manifest: dict[str, Any]) -> None:
    """Compares the files of an index with its manifest.

    Raises:
        OSError: One of them cannot be read.
        ValueError: One of them was changed, or the manifest has lost its checksum.
    """
    if _CHECKSUM not in manifest:
        raise ValueError(f"{MANIFEST} was changed")
    for name, checksum in manifest[_FILES].items():
        if _checksum((path / name).read_bytes()) != checksum:
            raise ValueError(f"{name} was changed")


def _own(manifest: dict[str, Any]) -> str:
    said = {name: value for name, value in manifest.items() if name != _CHECKSUM}
    return _checksum(json.dumps(said, sort_keys=True).encode())


def _checksum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
