from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def environment() -> Mapping[str, str]:
    """The installed commands first on the path; no settings, no make around this one."""
    commands = Path(sys.executable).parent
    unwanted = re.compile("HOINGHI_|MAKE|MFLAGS")
    kept = {name: value for name, value in os.environ.items() if not unwanted.match(name)}
    path = f"{commands}{os.pathsep}{os.environ['PATH']}"
    return {**kept, "PATH": path, "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"}


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """A folder with the seeds in it, as a reader of the manual has it."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    return tmp_path
