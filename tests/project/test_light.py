"""Importing the library and asking for help stay light."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping

import pytest

HEAVY = {"flask", "numpy", "pyvi", "scipy", "sklearn", "sklearn_crfsuite", "whoosh"}

HELP = "import sys; sys.argv = ['hoinghi', '--help']; from webapp.cli import main; main()"


def loaded_by(code: str, environment: Mapping[str, str]) -> set[str]:
    """The top-level packages a fresh interpreter has loaded when the code has run."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


@pytest.mark.parametrize("code", ["import indexer", "import webapp", "import indexer.cli", HELP])
def test_it_loads_no_heavy_package(code: str, environment: Mapping[str, str]) -> None:
    loaded = loaded_by(code, environment)

    assert "indexer" in loaded or "webapp" in loaded
    assert not loaded & HEAVY


def test_a_heavy_package_would_be_noticed(environment: Mapping[str, str]) -> None:
    assert "numpy" in loaded_by("import numpy", environment)
