"""Every command and option, run in this process; ``test_shell`` runs some in their own."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from indexer import __version__, build_index
from indexer.cli import Exit, cli
from indexer.manifest import MANIFEST
from indexer.publish import current, locked
from tests.cli.commands import Command, objects


def test_build_takes_files_and_folders(hoinghi: Command, seeds: Path, tmp_path: Path) -> None:
    line = tmp_path / "x.jsonl"
    line.write_text('{"id": "1", "text": "Hội nghị"}\n', encoding="utf-8")
    code, out, err = hoinghi("build", seeds, line, "--index", tmp_path / "index", "--json")
    assert (code, json.loads(out)["indexed"]) == (0, 6)
    assert json.loads(out).keys() == {
        "read", "indexed", "rejected", "problems", "seconds", "generation",
    }  # fmt: skip
    assert "indexed 6" in err


def test_build_says_what_it_left_out_and_why(hoinghi: Command, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    for number in range(30):
        (source / f"bad{number:02}.txt").write_bytes(b"\0")
    (source / "good.txt").write_text("Hội nghị", encoding="utf-8")
    code, out, err = hoinghi("build", source, "--index", tmp_path / "index", "--json")
    assert code == Exit.SOME_REJECTED == 4
    assert err.count("binary") == 20
    assert "10 more" in err
    assert len(json.loads(out)["problems"]) == 30
    code, out, _ = hoinghi("info", "--index", tmp_path / "index")
    assert (code, "left out: 30" in out) == (0, True)


def test_build_refuses_an_index_that_shrank_unless_forced(hoinghi: Command, tmp_path: Path) -> None:
    source = tmp_path / "x.jsonl"
    rows = [json.dumps({"id": str(n), "text": "Hội nghị"}) + "\n" for n in range(60)]
    source.write_text("".join(rows), encoding="utf-8")
    assert hoinghi("build", source, "--index", tmp_path / "index")[0] == 0
    source.write_text("".join(rows[:10]), encoding="utf-8")
    code, out, err = hoinghi("build", source, "--index", tmp_path / "index", "--json")
    assert code == Exit.NOT_PUBLISHED == 5
    assert json.loads(out)["type"].endswith("/problems/build-refused")
    assert "--force" in err
    assert hoinghi("build", source, "--index", tmp_path / "index", "--force")[0] == 0


def test_build_with_strict_publishes_nothing_rejected(hoinghi: Command, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\0")
    (tmp_path / "good.txt").write_text("Hội nghị", encoding="utf-8")
    code, out, err = hoinghi("build", tmp_path, "--strict", "--index", tmp_path / "index", "--json")
    assert code == Exit.SOME_REJECTED
    assert json.loads(out)["type"].endswith("/problems/rejected-documents")
    assert "bad.txt" in err
    assert hoinghi("info", "--index", tmp_path / "index")[0] == Exit.NO_INDEX


@pytest.mark.parametrize("command", ["build", "extract"])
def test_a_missing_source_fails(command: str, hoinghi: Command, tmp_path: Path) -> None:
    code, out, err = hoinghi(command, tmp_path / "missing", "--index", tmp_path / "i", "--json")
    assert code == Exit.FAILED == 1
    problem = json.loads(out)
    assert problem["type"].endswith("/problems/source")
    assert problem["detail"].startswith(f"{tmp_path / 'missing'} does not exist; name a file")
    assert f"Error: {problem['detail']}\n" == err


def test_a_locked_index_has_its_own_code(hoinghi: Command, seeds: Path, tmp_path: Path) -> None:
    with locked(tmp_path):
        code, out, err = hoinghi("build", seeds, "--index", tmp_path, "--json")
    assert code == Exit.LOCKED == 75
    assert json.loads(out)["type"].endswith("/problems/locked")
    assert f"process {os.getpid()}" in err


@pytest.mark.parametrize("command", [["search", "x"], ["info"]])
def test_no_index_a_stale_and_a_damaged_one_have_one_code(
    command: list[str], hoinghi: Command, seeds: Path, tmp_path: Path
) -> None:
    def fails(problem: str) -> None:
        code, out, err = hoinghi(*command, "--index", tmp_path, "--json")
        assert code == Exit.NO_INDEX == 66
        assert json.loads(out)["type"].endswith(problem)
        assert f"Error: {json.loads(out)['detail']}\n" == err
        assert f"hoinghi build SOURCE --index {tmp_path}" in err

    fails("/problems/no-index")
    build_index(seeds, tmp_path)
    manifest = current(tmp_path).path / MANIFEST
    manifest.write_text('{"format": 0, "fingerprint": ""}', encoding="utf-8")
    fails("/problems/stale-index")
    manifest.write_text("", encoding="utf-8")
    fails("/problems/damaged-index")


def test_search_prints_hits_with_their_values(hoinghi: Command, seeds_index: Path) -> None:
    code, out, err = hoinghi("search", "hoi nghi lan thu 24", "--index", seeds_index)
    assert code == 0
    assert out.startswith("1. Hội nghị Ban Chấp hành Đảng bộ tỉnh lần thứ 24")
    assert "2023 · Thái Nguyên (suy đoán) · hội nghị lần thứ 24 · 001_8f68731991dda5bb" in out
    assert "without marks" in err


def test_search_finds_nothing_with_its_own_code(hoinghi: Command, seeds_index: Path) -> None:
    code, out, _ = hoinghi("search", "zzzz", "--index", seeds_index)
    assert (code, out) == (Exit.NOTHING_FOUND, "")
    code, out, _ = hoinghi("search", "zzzz", "--index", seeds_index, "--json")
    assert (code, json.loads(out)["total"]["value"]) == (3, 0)


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--province", "bac kan"], {"000", "002", "003"}),
        (["--province", "bac-kan", "--province", "Sơn La"], {"000", "002", "003", "004"}),
        (["--year", "2020"], {"002", "004"}),
        (["--year", "2020", "--year", "2023", "--province", "son la"], {"004"}),
        (["--conference", "12"], {"000"}),
        (["--conference", "none"], {"002", "003"}),
        (["--term", "XX"], {"001"}),
        (["--kind", "hoi-nghi-bch", "--year", "2023"], {"000", "001"}),
        (["--level", "tỉnh", "--conference", "24"], {"001"}),
        (["--sort", "newest", "--size", "1"], {"003"}),
        (["--sort", "newest", "--size", "4", "--page", "2"], {"004"}),
        (["--units", "today", "--province", "Thái Nguyên"], {"000", "001", "002", "003"}),
        (["--match", "all"], {"000", "001", "002", "003", "004"}),
    ],
)
def test_search_is_narrowed_sorted_and_paged(
    options: list[str], found: set[str], hoinghi: Command, seeds_index: Path
) -> None:
    code, out, _ = hoinghi("search", "", "--index", seeds_index, "--json", *options)
    assert code == 0
    assert {hit["id"][:3] for hit in json.loads(out)["hits"]} == found


def test_search_may_leave_guesses_out(hoinghi: Command, seeds_index: Path) -> None:
    _, out, _ = hoinghi("search", "--index", seeds_index, "--json")
    guessed = {h["id"] for h in json.loads(out)["hits"] if "year" in h["uncertain"]}
    _, out, _ = hoinghi("search", "--index", seeds_index, "--json", "--certain", "--year", "none")
    assert {hit["id"] for hit in json.loads(out)["hits"]} == guessed


@pytest.mark.parametrize(
    "options",
    [
        ["--year", "abc"], ["--year", "20"], ["--page", "0"], ["--page", "-1"], ["--page", "x"],
        ["--size", "0"], ["--size", "10000"], ["--sort", "best"], ["--conference", "1000"],
        ["--units", "old"], ["--match", "some"],
    ],
)  # fmt: skip
def test_a_bad_value_is_misuse(options: list[str], hoinghi: Command, seeds_index: Path) -> None:
    code, out, err = hoinghi("search", "x", "--index", seeds_index, "--json", *options)
    assert code == Exit.MISUSE == 2
    problem = json.loads(out)
    assert problem["parameter"] == options[0].removeprefix("--")
    assert problem["status"] == 400
    assert options[1] in err


@pytest.mark.parametrize(
    "args",
    [["search", "x", "--colour", "red"], ["serve"], ["analyze"], ["--wrong"],
     ["analyze", "x", "--chain", "none"], ["search", "a", "b"]],
)  # fmt: skip
def test_a_wrong_command_line_is_misuse(args: list[str], hoinghi: Command) -> None:
    code, out, err = hoinghi(*args)
    assert (code, out) == (Exit.MISUSE, "")
    assert "Usage: hoinghi" in err
    code, out, _ = hoinghi(*args, "--json")
    assert code == Exit.MISUSE
    assert json.loads(out)["detail"]


def test_analyze_prints_a_row_a_token(hoinghi: Command) -> None:
    code, out, err = hoinghi("analyze", "Hội nghị  Hòa", "--json")
    assert (code, err) == (0, "")
    assert objects(out)[:3] == [
        {"term": "hội", "start": 0, "end": 3, "position": 0, "chain": "syllables"},
        {"term": "nghị", "start": 4, "end": 8, "position": 1, "chain": "syllables"},
        {"term": "hoà", "start": 10, "end": 13, "position": 2, "chain": "syllables"},
    ]
    assert {row["chain"] for row in objects(out)} == {"syllables", "folded", "words"}
    code, out, _ = hoinghi("analyze", "Hội nghị", "--chain", "words")
    assert (code, out) == (0, "words\t0\t0-8\thội_nghị\n")


def test_info_says_what_serves(hoinghi: Command, seeds_index: Path) -> None:
    code, out, err = hoinghi("info", "--index", seeds_index)
    assert (code, err) == (0, "")
    assert "documents: 5" in out
    code, out, _ = hoinghi("info", "--index", seeds_index, "--json")
    assert (code, json.loads(out)["generation"]) == (0, current(seeds_index).name)


def test_info_counts_apart_what_left_no_document_out(hoinghi: Command, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "bad.txt").write_bytes(b"\0")
    (source / "picture.png").write_bytes(b"\0")
    row = {"id": "1", "text": "Hội nghị", "year": "soon"}
    (source / "good.jsonl").write_text(json.dumps(row), encoding="utf-8")
    assert hoinghi("build", source, "--index", tmp_path / "index")[0] == Exit.SOME_REJECTED
    _, out, _ = hoinghi("info", "--index", tmp_path / "index")
    assert out.splitlines()[-3:] == [
        "left out: 1", "files that are no documents: 1", "values dropped: 1",
    ]  # fmt: skip


def test_the_index_may_be_named_in_the_environment(
    hoinghi: Command, seeds_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOINGHI_INDEX", str(seeds_index))
    assert hoinghi("info")[0] == 0


@pytest.mark.parametrize("args", [["--help"], ["-h"], *([name, "--help"] for name in cli.commands)])
def test_every_command_explains_itself(args: list[str], hoinghi: Command) -> None:
    code, out, err = hoinghi(*args)
    assert (code, err) == (0, "")
    assert out.startswith("Usage: hoinghi")
    for name in cli.commands if len(args) == 1 else ["--index", "Folder that holds the index."]:
        assert name in out


def test_the_version_is_told(hoinghi: Command) -> None:
    code, out, _ = hoinghi("--version")
    assert code == 0
    assert __version__ in out
