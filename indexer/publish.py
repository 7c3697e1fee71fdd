"""Generations: an index is built apart and put in place by one atomic rename.

``index/<generation>/`` holds a complete index and its ``manifest.json``;
``index/current`` is a small file with the name of the one that serves. Replacing a
file is atomic everywhere, also where symbolic links do not exist and while readers
hold the old generation open; those finish undisturbed.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shlex
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from indexer.durability import make_folder, sync_file, sync_folder
from indexer.errors import DamagedIndexError, LockedIndexError, NoIndexError, StaleIndexError
from indexer.manifest import MANIFEST, check_files, read_manifest, write_manifest
from indexer.schema import FORMAT, fingerprint

CURRENT = "current"
_LOCK = ".lock"
_OWNER = ".lock-owner"
_NAME = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Generation:
    """One complete index.

    Attributes:
        path: Its folder.
        manifest: What its manifest says.
    """

    path: Path
    manifest: dict[str, Any]

    @property
    def name(self) -> str:
        """The name of the folder."""
        return self.path.name

    @property
    def rebuild(self) -> str:
        """The command that builds this index again, from the sources it was built from."""
        return rebuild_command(self.path.parent, self.manifest.get("sources"))


@contextlib.contextmanager
def locked(index: Path) -> Iterator[None]:
    """Holds the right to write an index; the system lets go of it if the process dies.

    Raises:
        LockedIndexError: Somebody else holds it.
    """
    make_folder(index)
    lock = FileLock(index / _LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        owner = _read(index / _OWNER) or "another process"
        raise LockedIndexError(
            f"The index in {index} is being written by {owner}; wait until it has finished",
            path=str(index),
            owner=owner,
        ) from error
    try:
        (index / _OWNER).write_text(f"process {os.getpid()}", encoding="utf-8")
        yield
    finally:
        (index / _OWNER).unlink(missing_ok=True)
        lock.release()


def new_generation(index: Path) -> Path:
    """Makes an empty folder for a new generation, and clears away half-built ones."""
    clean(index)
    now = datetime.now(UTC)
    path = index / f"{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}"
    path.mkdir()
    return path


def describe(path: Path, described: dict[str, Any], files: Iterable[Path] = ()) -> None:
    """Writes the manifest of a finished generation; for the arguments see ``write_manifest``."""
    manifest = {
        "format": FORMAT,
        "fingerprint": fingerprint(),
        "generation": path.name,
        "previous": current_name(path.parent),
        "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
        **described,
    }
    write_manifest(path, manifest, files)


def publish(index: Path, path: Path) -> None:
    """Makes a finished generation the current one, durably and at once."""
    for file in path.iterdir():
        sync_file(file)
    sync_folder(path)
    temporary = index / f"{CURRENT}.{path.name}"
    temporary.write_text(path.name + "\n", encoding="utf-8")
    sync_file(temporary)
    temporary.replace(index / CURRENT)
    sync_folder(index)


def current(index: str | Path) -> Generation:
    """The generation that serves.

    Raises:
        NoIndexError: Nothing was built here.
        StaleIndexError: It was built by another version.
        DamagedIndexError: Its manifest is missing or broken, or a file is not the one it names.
    """
    index = Path(index)
    name = current_name(index)
    if name is None:
        raise NoIndexError(
            f"There is no index in {index}; build one: {rebuild_command(index)}", path=str(index)
        )
    path = index / name
    try:
        manifest = read_manifest(path)
        generation = Generation(path, manifest)
        if (manifest["format"], manifest["fingerprint"]) != (FORMAT, fingerprint()):
            raise StaleIndexError(
                f"The index in {index} was built by another version; "
                f"build it again: {generation.rebuild}",
                path=str(index),
            )
        check_files(path, manifest)
    except (OSError, ValueError, KeyError) as error:
        raise DamagedIndexError(
            f"The index in {path} cannot be read ({error}); "
            f"build it again: {rebuild_command(index)}",
            path=str(path),
        ) from error
    return generation


def rebuild_command(index: Path, sources: object = None) -> str:
    """What to type to build an index again; ``SOURCE`` where its sources are not known."""
    known = [shlex.quote(str(each)) for each in sources] if isinstance(sources, list) else []
    return " ".join(["hoinghi build", *(known or ["SOURCE"]), "--index", shlex.quote(str(index))])


def current_name(index: Path) -> str | None:
    """The name ``current`` holds, or None without one."""
    name = _read(index / CURRENT)
    return name if name and _NAME.fullmatch(name) else None


def current_stamp(index: Path) -> tuple[int, ...] | None:
    """Something that differs once another generation serves; None without one.

    Cheaper than reading the name, and asked at every search.
    """
    try:
        found = os.stat(f"{index}/{CURRENT}")  # noqa: PTH116 - a path takes as long to make
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino, found.st_size


def clean(index: Path) -> None:
    """Removes generations other than the current one and the one before it.

    Only under the lock. What another process still holds open (Windows) stays for later.
    """
    serving = current_name(index)
    previous = _previous(index / serving) if serving else None
    unsure = serving and not previous  # where the one before is unknown, whole ones stay
    for path in list(index.iterdir()):
        if not _NAME.fullmatch(path.name) or path.name in (serving, previous):
            continue
        if not (unsure and (path / MANIFEST).exists()):
            shutil.rmtree(path, ignore_errors=True)
    for leftover in index.glob(f"{CURRENT}.*"):
        leftover.unlink(missing_ok=True)


def _previous(path: Path) -> str | None:
    """The generation that served before this one, as its manifest says."""
    try:
        previous: str | None = read_manifest(path).get("previous")
    except (OSError, ValueError):
        return None
    return previous


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
