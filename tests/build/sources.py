"""Sources for tests, and what is read of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from indexer import Document, read_sources
from indexer.sources.problems import Problem

LIMIT = 10_000


def read(*sources: Path, limit: int = LIMIT) -> tuple[list[Document], list[Problem]]:
    items = list(read_sources(sources, limit))
    documents = [item for item in items if isinstance(item, Document)]
    return documents, [item for item in items if isinstance(item, Problem)]


def lines(path: Path, *objects: Any) -> Path:
    text = "".join(f"{o if isinstance(o, str) else json.dumps(o)}\n" for o in objects)
    path.write_text(text, encoding="utf-8")
    return path
