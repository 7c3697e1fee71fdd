"""Importing the library and asking for help stay light."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping

import pytest

HEAVY = {"flask", "numpy", "pyvi", "scipy", "sklearn", "sklearn_crfsuite", "whoosh"}

LIGHT = {
    "indexer",
    "indexer.cli",
    "indexer.console",
    "indexer.errors",
    "webapp",
    "webapp.cli",
}
MOST_MODULES = 35  # 3.11 loads 24 for dataclasses, for click's pages of help, and our own
HELP = "import sys; sys.argv = ['hoinghi', '--help']; from webapp.cli import main; main()"


def loaded_by(code: str, environment: Mapping[str, str]) -> set[str]:
    """The modules a fresh interpreter has loaded when the code has run."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip() for line in lines}


def packages(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


@pytest.mark.parametrize("code", ["import indexer", "import webapp", "import indexer.cli", HELP])
def test_it_loads_no_heavy_package(code: str, environment: Mapping[str, str]) -> None:
    loaded = packages(loaded_by(code, environment))

    assert "indexer" in loaded or "webapp" in loaded
    assert not loaded & HEAVY


def test_a_heavy_package_would_be_noticed(environment: Mapping[str, str]) -> None:
    assert "numpy" in packages(loaded_by("import numpy", environment))


def test_help_loads_little_beyond_click(environment: Mapping[str, str]) -> None:
    own = loaded_by(HELP, environment) - loaded_by("import click", environment)

    assert {"indexer.cli", "webapp.cli"} < own
    assert {name for name in own if packages({name}) <= {"indexer", "webapp"}} <= LIGHT
    assert not packages(own) & {"email", "http", "json", "logging", "pathlib", "urllib"}
    assert len(own) <= MOST_MODULES
