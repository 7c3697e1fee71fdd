"""The folder of an index while it is written: who holds its lock, and what is durable there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import LockError
from whoosh.util.filelock import LockBase

from indexer.durability import sync_file, sync_folder


class DurableStorage(FileStorage):  # type: ignore[misc]  # Whoosh carries no types
    """A folder where a file gets its name once all that was written before is durable.

    Whoosh commits by giving the table of contents its name.
    """

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:  # noqa: FBT001, FBT002 - Whoosh's signature
        """Renames a file, durably."""
        folder = Path(self.folder)
        sync_file(folder / oldname)
        sync_folder(folder)
        super().rename_file(oldname, newname, safe)
        sync_folder(folder)


def told_who(ix: Any) -> LockError:
    """The error of a second writer, which says who holds the lock."""
    folder = Path(ix.storage.folder)
    try:
        owner = (folder / f"{ix.indexname}_WRITELOCK").read_text(encoding="utf-8")
    except (OSError, ValueError):  # Windows lets nobody read what is locked
        owner = ""
    return LockError(
        f"The index in {folder} is being written by {owner or 'another writer'}; "
        "wait until it has finished"
    )


def sign(lock: LockBase | None, owner: str) -> None:
    """Writes into the file of a lock who holds it, once; an empty name for nobody any more."""
    if lock is not None:  # a writer can be told to take none
        os.ftruncate(lock.fd, 0)
        os.write(lock.fd, owner.encode())
