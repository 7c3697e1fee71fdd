"""How a command is run."""

from __future__ import annotations

import pytest

from indexer.cli import cli, run
from tests.cli.commands import Command, Ran


@pytest.fixture
def hoinghi(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command line here: (exit code, what it printed, what it said)."""

    def call(*args: object) -> Ran:
        code = run(cli, [str(arg) for arg in args])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call
