"""Setting up finds a Python and a Chromium that work, or says in one line what to install."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="make is for Unix")

# What `python -c …` does on each of these machines; $2 is the code it is asked to run.
WORKS = '#!/bin/sh\ncase "$2" in *version_info*) echo 3.12 ;; esac\n'
OLD = '#!/bin/sh\ncase "$2" in *version_info*) echo 3.9 ;; esac\n'
NEWER = '#!/bin/sh\ncase "$2" in *version_info*) echo 3.99 ;; esac\n'
NO_VENV = '#!/bin/sh\ncase "$2" in *version_info*) echo 3.12 ;; *) exit 1 ;; esac\n'
FAILS = "#!/bin/sh\necho 'pyenv: command not found' >&2\nexit 127\n"
BROWSER = "#!/bin/sh\necho Chromium 999\n"


def command(folder: Path, name: str, script: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(script, encoding="utf-8")
    path.chmod(0o755)
    return path


def run(script: Path, path: Path, *args: str, **more: str) -> subprocess.CompletedProcess[str]:
    shell = shutil.which("sh")
    assert shell
    return subprocess.run(
        [shell, str(script), *args],
        env={"PATH": str(path), **more},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_newest_python_is_taken(root: Path, tmp_path: Path) -> None:
    for name in ("python3", "python3.11", "python3.13"):
        command(tmp_path, name, WORKS)

    assert run(root / "tools/python", tmp_path).stdout == "python3.13\n"


def test_a_python_that_is_named_wins(root: Path, tmp_path: Path) -> None:
    command(tmp_path, "python3.13", WORKS)
    mine = command(tmp_path / "with space", "mine", WORKS)

    assert run(root / "tools/python", tmp_path, PYTHON=str(mine)).stdout == f"{mine}\n"


@pytest.mark.parametrize("script", [FAILS, NO_VENV, OLD, NEWER])
def test_a_python_that_is_no_use_is_passed_over(root: Path, tmp_path: Path, script: str) -> None:
    command(tmp_path, "python3.13", script)
    command(tmp_path, "python3.11", WORKS)

    assert run(root / "tools/python", tmp_path).stdout == "python3.11\n"


@pytest.mark.parametrize(
    ("script", "told"),
    [
        (NO_VENV, "Python 3.12 lacks its venv module. Install the package python3-venv"),
        (OLD, "Python 3.9 is not supported: install Python 3.11 to 3.14"),
        (NEWER, "Python 3.99 is not supported: install Python 3.11 to 3.14"),
        (FAILS, "No Python found: install Python 3.11 to 3.14"),
    ],
)
def test_without_a_usable_python_one_line_says_what_to_install(
    root: Path, tmp_path: Path, script: str, told: str
) -> None:
    command(tmp_path, "python3", script)
    done = run(root / "tools/python", tmp_path)

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(told)
    assert "python3-venv" in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_chromium_that_is_named_is_taken(root: Path, tmp_path: Path) -> None:
    mine = command(tmp_path / "with space", "chrome", BROWSER)
    command(tmp_path, "chromium", BROWSER)
    done = run(root / "tools/chromium", tmp_path, sys.executable, CHROMIUM=str(mine))

    assert done.stdout == f"{mine}\n"


def test_a_chromium_that_does_not_start_is_passed_over(root: Path, tmp_path: Path) -> None:
    command(tmp_path, "chromium", FAILS)
    works = command(tmp_path, "google-chrome", BROWSER)
    done = run(root / "tools/chromium", tmp_path, sys.executable, CHROMIUM="no-such-thing")

    assert done.stdout == f"{works}\n"
    assert "CHROMIUM=no-such-thing does not run" in done.stderr


def test_without_any_chromium_one_line_says_what_to_run(root: Path, tmp_path: Path) -> None:
    python = command(tmp_path, "python", "#!/bin/sh\nexit 1\n")
    command(tmp_path, "id", "#!/bin/sh\necho 1000\n")
    done = run(root / "tools/chromium", tmp_path, str(python))

    assert done.returncode == 1
    assert done.stdout == ""
    assert "Run: sudo apt install chromium" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("code", "serves"), [(0, True), (4, True), (1, False), (5, False), (75, False)]
)
def test_make_run_serves_what_could_be_indexed_and_nothing_after_a_failure(
    root: Path, environment: Mapping[str, str], tmp_path: Path, code: int, *, serves: bool
) -> None:
    make = shutil.which("make")
    assert make, "this test needs make"
    (tmp_path / "run.stamp").touch()
    ends = f'#!/bin/sh\ncase "$1" in build) exit {code} ;; serve) echo serving ;; esac\n'
    command(tmp_path / "bin", "hoinghi", ends)
    done = subprocess.run(
        [make, "run", f"VENV={tmp_path}"],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout == ("serving\n" if serves else "")
    assert (done.returncode == 0) is serves
    assert ("left out" in done.stderr) is (code == 4)


def test_make_help_lists_every_target(root: Path, environment: Mapping[str, str]) -> None:
    make = shutil.which("make")
    assert make, "this test needs make"
    done = subprocess.run(
        [make, "help"], cwd=root, env=environment, capture_output=True, text=True, check=True
    )
    listed = {line.split()[1] for line in done.stdout.splitlines()}

    assert listed == {"run", "test", "lint", "bench", "coverage", "lock", "clean", "help"}
