"""The import law holds, and would notice if it did not."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

LINT = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"


def lint_imports(folder: Path, environment: Mapping[str, str]) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-c", LINT],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def test_every_import_contract_is_kept(root: Path, environment: Mapping[str, str]) -> None:
    code, told = lint_imports(root, environment)

    assert "0 broken" in told
    assert code == 0


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("indexer/utils.py", '"""A drawer for anything."""\n'),
        ("indexer/analysis/stray.py", "import pyvi\n"),
        ("indexer/facets/stray.py", "import indexer.search\n"),
        ("indexer/facets/stray.py", "import whoosh.index\n"),
        ("indexer/sources/stray.py", "import flask\n"),
        ("indexer/presenters/stray.py", "import webapp.links\n"),
        ("webapp/stray.py", "import indexer.engines\n"),
    ],
)
def test_an_import_against_the_law_is_noticed(
    root: Path, tmp_path: Path, environment: Mapping[str, str], place: str, code: str
) -> None:
    for package in ("indexer", "webapp"):
        shutil.copytree(root / package, tmp_path / package)
    shutil.copy(root / "pyproject.toml", tmp_path)
    (tmp_path / place).write_text(code, encoding="utf-8")

    assert lint_imports(tmp_path, environment)[0] == 1
