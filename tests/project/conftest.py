from __future__ import annotations

import os
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
    """The installed commands first on the path, and nothing set for this project."""
    commands = Path(sys.executable).parent
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HOINGHI_")}
    path = f"{commands}{os.pathsep}{os.environ['PATH']}"
    return {**kept, "PATH": path, "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"}


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """A folder with the seeds in it, as a reader of the manual has it."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    return tmp_path
