"""What is committed holds for everybody: nothing of one machine, locks that pip can use."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

HOME = re.compile(r"(?<![\w.])/(?:home|root|Users|work|mnt)/\w|[A-Z]:\\\\Users")
LOCKS = ("requirements.txt", "requirements-dev.txt")
PIN = re.compile(r"^([a-z0-9][a-z0-9.-]*)(?:\[[a-z,]+\])?==(\S+)( ; .+)? \\$")


def committed(root: Path) -> list[Path]:
    """The files git knows; without it or outside a clone, all that are not hidden or built."""
    known = _known_to_git(root) if shutil.which("git") else []
    folders = ("benchmarks", "docs", "indexer", "seeds", "tests", "tools", "webapp")
    found = known or [path for folder in folders for path in (root / folder).rglob("*")]
    return [path for path in found if path.is_file() and path.suffix != ".pyc"]


def _known_to_git(root: Path) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=False
    )
    return [root / name for name in listed.stdout.split("\0") if name]


def test_no_file_names_a_folder_of_one_machine(root: Path) -> None:
    guilty = []
    for path in committed(root):
        if path.suffix in {".png", ".ico"} or path == Path(__file__):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        guilty += [f"{path.relative_to(root)}: {found.group()}" for found in HOME.finditer(text)]

    assert guilty == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_only_pins_with_hashes(root: Path, lock: str) -> None:
    lines = (root / lock).read_text(encoding="utf-8").splitlines()
    hashes = [line for line in lines if line.startswith("    --hash=sha256:")]
    pins = [line for line in lines if PIN.match(line)]
    comments = [line for line in lines if line.startswith("#")]

    assert len(pins) > 20
    assert len(hashes) + len(pins) + len(comments) == len(lines)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_package_index(root: Path, lock: str) -> None:
    text = (root / lock).read_text(encoding="utf-8")

    assert not re.search(r"https?:|index-url|find-links|trusted-host|@ ", text)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_every_dependency_the_project_declares(root: Path, lock: str) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["build"]]
    if lock == "requirements-dev.txt":
        groups = project["dependency-groups"]
        wanted += [*groups["test"], *groups["lint"], *groups["bench"]]
    pins = {
        found[1]
        for line in (root / lock).read_text(encoding="utf-8").splitlines()
        if (found := PIN.match(line))
    }

    assert {re.split(r"[<>=~ ]", name)[0] for name in wanted} <= pins


def test_both_locks_choose_the_same_versions(root: Path) -> None:
    run, dev = (
        {line for line in (root / lock).read_text(encoding="utf-8").splitlines() if PIN.match(line)}
        for lock in LOCKS
    )

    assert run <= dev
