"""Builds that end in the middle: killed, out of disk, locked out."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from indexer import Document, Searcher, SearchRequest, build_index
from indexer.manifest import MANIFEST
from indexer.publish import current_name
from tests.handles import file_of

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and limits of POSIX")

ROOT = Path(__file__).parents[2]

# Python itself tells of every file it opens, renames or syncs; at the chosen one the
# process kills itself, as surely as the machine's power going away.
KILLED = """
import os, signal, sys
event, part, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
seen = 0

def hook(name, args):
    global seen
    if name == event and part in " ".join(map(str, args)):
        seen += 1
        if seen == times:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(hook)
sys.argv = ["hoinghi", *sys.argv[4:]]
from indexer.cli import cli, run
sys.exit(run(cli))
"""

MOMENTS = {
    "before anything is written": ("open", ".lock-owner", 1),
    "when the folder is made": ("os.mkdir", "Z-", 1),
    "at Whoosh's first file": ("open", "MAIN_", 1),
    "while postings are written": ("open", "MAIN_", 6),
    "when the manifest is begun": ("open", "manifest.json w", 1),
    "when the files are made durable": ("open", "manifest.json r+", 1),
    "before the new name is written": ("open", "current.", 1),
    "before the new name is put in place": ("os.rename", "current.", 1),
    "when the lock is given back": ("os.remove", ".lock-owner", 1),
}


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **more}


def write(path: Path, prefix: str, count: int = 30) -> Path:
    lines = [{"id": f"{prefix}{n}", "text": f"Hội nghị lần thứ {n}\n" * 9} for n in range(count)]
    path.write_text("\n".join(map(json.dumps, lines)) + "\n", encoding="utf-8")
    return path


def found(index: Path) -> set[str]:
    """First letters of the ids an index serves; all of them must be there."""
    with Searcher.open(index) as searcher:
        results = searcher.search(SearchRequest(q="hoi nghi", size=100))
        assert results.total.value == len(results.hits) == 30
        return {hit.document.id[0] for hit in results.hits}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_build_leaves_the_old_index_and_the_next_build_cleans_up(
    moment: str, tmp_path: Path
) -> None:
    index = tmp_path / "index"
    build_index(write(tmp_path / "old.jsonl", "a"), index)
    new = write(tmp_path / "new.jsonl", "b")
    event, part, times = MOMENTS[moment]
    ran = subprocess.run(
        [sys.executable, "-c", KILLED, event, part, str(times), "build", str(new),
         "--index", str(index)],
        env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == -signal.SIGKILL, ran.stderr
    published = moment == "when the lock is given back"
    assert found(index) == ({"b"} if published else {"a"})
    before = current_name(index)
    report = build_index(write(tmp_path / "next.jsonl", "c"), index)
    assert found(index) == {"c"}
    left = {path.name for path in index.iterdir() if not path.name.startswith(".")}
    assert {"current", before, report.generation} <= left
    whole = [name for name in left - {"current"} if (index / name / MANIFEST).exists()]
    assert left == {"current", *whole}
    assert len(whole) <= 3
    build_index(write(tmp_path / "last.jsonl", "d"), index)
    assert len([path for path in index.iterdir() if path.is_dir()]) == 2


def test_the_folders_made_for_an_index_are_durable_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []

    def sync(handle: int) -> None:
        synced.append(file_of(handle, (tmp_path, *tmp_path.rglob("*"))))

    monkeypatch.setattr(os, "fsync", sync)
    index = tmp_path / "new" / "index"
    build_index(write(tmp_path / "old.jsonl", "a"), index)
    assert synced[:2] == [tmp_path, tmp_path / "new"]
    assert synced[-1] == index
    once = len(synced)
    build_index(write(tmp_path / "new.jsonl", "b"), index)
    assert tmp_path not in synced[once:]


FULL = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
sys.argv = ["hoinghi", *sys.argv[2:]]
from indexer.cli import cli, run
sys.exit(run(cli))
"""


@pytest.mark.parametrize("room", [0, 10, 300, 2000, 8000])
def test_a_full_disk_leaves_the_old_index_and_says_so(room: int, tmp_path: Path) -> None:
    index = tmp_path / "index"
    build_index(write(tmp_path / "old.jsonl", "a"), index)
    new = write(tmp_path / "new.jsonl", "b")
    ran = subprocess.run(
        [sys.executable, "-c", FULL, str(room), "build", str(new), "--index", str(index)],
        env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert "Traceback" not in ran.stderr
    assert f"The index in {index} cannot be written" in ran.stderr
    assert "unchanged" in ran.stderr
    assert found(index) == {"a"}
    assert len([path for path in index.iterdir() if path.is_dir()]) == 1
    build_index(new, index)
    assert found(index) == {"b"}


@contextmanager
def waiting_build(index: Path, pipe: Path) -> Iterator[subprocess.Popen[str]]:
    """A real build that waits for the rest of its source, in the middle of its work."""
    os.mkfifo(pipe)
    process = subprocess.Popen(
        [sys.executable, "-m", "indexer", "build", str(pipe), "--index", str(index)],
        env=environment(), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    with process:
        try:
            # Opening a pipe waits for its reader, which by then holds the lock.
            with pipe.open("w", encoding="utf-8") as source:
                source.write(json.dumps({"id": "b0", "text": "Hội nghị"}) + "\n")
                source.flush()
                yield process
        finally:
            if process.poll() is None:
                process.kill()


def test_a_second_build_beside_a_running_one_is_told_who_holds_the_index(tmp_path: Path) -> None:
    index = tmp_path / "index"
    old = write(tmp_path / "old.jsonl", "a")
    build_index(old, index)
    with waiting_build(index, tmp_path / "pipe.jsonl") as first:
        ran = subprocess.run(
            [sys.executable, "-m", "indexer", "build", str(old), "--index", str(index), "--json"],
            env=environment(), cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert found(index) == {"a"}
    assert ran.returncode == 75
    assert f"process {first.pid}" in ran.stderr
    assert json.loads(ran.stdout)["type"].endswith("/problems/locked")


def test_a_lock_dies_with_its_owner(tmp_path: Path) -> None:
    index = tmp_path / "index"
    build_index(write(tmp_path / "old.jsonl", "a"), index)
    with waiting_build(index, tmp_path / "pipe.jsonl") as process:
        process.kill()
        process.wait()
        build_index([Document(f"c{n}", "Hội nghị") for n in range(30)], index)
    assert found(index) == {"c"}


@pytest.fixture
def heeded_interrupts() -> Iterator[None]:
    """Processes started now heed SIGINT, even where these tests run in the background.

    A signal that is ignored stays so in every process started; one that is handled does not.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeded_interrupts")
def test_an_interrupted_build_leaves_the_old_index_and_nothing_else(tmp_path: Path) -> None:
    index = tmp_path / "index"
    build_index(write(tmp_path / "old.jsonl", "a"), index)
    with waiting_build(index, tmp_path / "pipe.jsonl") as process:
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate()
    assert process.returncode == 130
    assert stdout == ""
    assert "Interrupted" in stderr
    assert "Traceback" not in stderr
    assert found(index) == {"a"}
    assert len([path for path in index.iterdir() if path.is_dir()]) == 1
