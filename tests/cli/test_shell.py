"""Commands in a process of their own: on a terminal, in a pipe, on any console."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest

THAI_NGUYEN = "001_8f68731991dda5bb"
ROOT = Path(__file__).parents[2]


def process(*args: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "indexer", *map(str, args)],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        cwd=ROOT,
        capture_output=True,
        check=False,
    )


def test_a_user_builds_and_searches_from_a_shell(tmp_path: Path) -> None:
    built = process("build", "--index", tmp_path)
    assert (built.returncode, built.stdout) == (0, b"")
    assert b"Read 5 documents, indexed 5, left out 0" in built.stderr
    asked = process("search", "hoi nghi lan thu 24", "--json", "--index", tmp_path)
    assert asked.returncode == 0
    assert json.loads(asked.stdout)["hits"][0]["id"] == THAI_NGUYEN
    shown = process("search", "hội nghị lần thứ 24", "--index", tmp_path, PYTHONUTF8="1")
    assert "Thái Nguyên" in shown.stdout.decode()
    assert b"1 document, " in shown.stderr


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8", "utf-16"])
def test_a_console_that_cannot_show_vietnamese_ends_no_command(
    encoding: str, seeds_index: Path
) -> None:
    for options in (["--json"], []):
        ran = process(
            "search", "hội nghị lần thứ 24", "--index", seeds_index, *options,
            PYTHONIOENCODING=encoding, PYTHONUTF8="0",
        )  # fmt: skip
        assert (ran.returncode, b"Traceback" in ran.stderr) == (0, False)
        if options:
            body = json.loads(ran.stdout.decode(encoding))
            assert body["hits"][0]["province"] == "Thái Nguyên"


def test_a_question_in_broken_bytes_is_only_a_question(seeds_index: Path) -> None:
    command = [sys.executable, "-m", "indexer", "search", b"h\xff\xfe", "--index", str(seeds_index)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert (ran.returncode, ran.stdout) == (3, b"")
    assert b"Traceback" not in ran.stderr


def test_a_terminal_shows_marks_in_bold(seeds_index: Path) -> None:
    shown = on_terminal("search", "hoi nghi", "--index", seeds_index)
    assert "\x1b[1mHội nghị" in shown


def test_a_terminal_shows_no_colour_if_told_so(seeds_index: Path) -> None:
    shown = on_terminal("search", "hoi nghi", "--index", seeds_index, NO_COLOR="1")
    assert "\x1b" not in shown
    assert "Hội nghị" in shown


def test_output_that_is_no_terminal_has_no_colour(seeds_index: Path) -> None:
    ran = process("search", "hoi nghi", "--index", seeds_index)
    assert b"\x1b" not in ran.stdout + ran.stderr


def test_progress_is_shown_on_a_terminal_only(seeds: Path, tmp_path: Path) -> None:
    assert "5/5" in on_terminal("build", seeds, "--index", tmp_path)
    ran = process("build", seeds, "--index", tmp_path)
    assert ran.stderr.decode().strip().splitlines() == [ran.stderr.decode().strip()]
    assert b"5/5" not in ran.stderr


def test_a_reader_that_goes_away_ends_the_command_quietly(seeds_index: Path) -> None:
    command = [sys.executable, "-m", "indexer", "search", "", "--index", str(seeds_index)]
    piped = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )  # fmt: skip
    with piped:
        piped.stdout.close()
        assert b"Traceback" not in piped.stderr.read()


def on_terminal(*args: object, **environment: str) -> str:
    """What a command shows on a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "indexer", *map(str, args)]
    env = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
    env |= {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "TERM": "xterm", **environment}
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=theirs, stderr=theirs) as running:
        os.close(theirs)
        shown = b""
        while select.select([ours], [], [], 60)[0]:
            try:
                block = os.read(ours, 65536)
            except OSError:  # Linux ends a terminal so
                break
            if not block:
                break
            shown += block
    os.close(ours)
    assert running.returncode == 0
    return shown.decode()
