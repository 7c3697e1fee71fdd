"""The benchmark of analysis compares with pyvi and writes the same figures down."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks.analysis import VARIANTS, f1


def run(root: Path, environment: Mapping[str, str], *options: str) -> str:
    """What the benchmark prints."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.analysis", *options],
        cwd=root,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def test_it_prints_ratios_and_writes_them(
    root: Path, tmp_path: Path, environment: Mapping[str, str]
) -> None:
    figures, gold = tmp_path / "figures.json", tmp_path / "gold.txt"
    gold.write_text("hội_nghị của tỉnh_ủy .\nđại_hội lần thứ 12\n", encoding="utf-8")
    printed = run(root, environment, "--limit", "20", "--words", str(gold), "--json", str(figures))
    measured = json.loads(figures.read_text(encoding="utf-8"))
    assert measured["texts"] == 20
    assert measured["ratio_to_pyvi"]["pyvi"] == 1
    assert all(name in printed and ratio > 0 for name, ratio in measured["ratio_to_pyvi"].items())
    assert measured["f1"]["tokenizer"] == measured["f1"]["pyvi"]


def test_it_counts_texts_whose_words_differ_from_pyvis(
    root: Path, tmp_path: Path, environment: Mapping[str, str]
) -> None:
    texts, figures = tmp_path / "texts.jsonl", tmp_path / "figures.json"
    texts.write_text('{"text": "Hội nghị lần thứ 12"}\n{"text": ""}\n', encoding="utf-8")
    run(root, environment, "--parity", str(texts), "--json", str(figures))
    measured = json.loads(figures.read_text(encoding="utf-8"))
    assert measured["texts"] == 2
    assert set(measured["differences"]) == {*VARIANTS, "bulk"}
    assert set(measured["differences"].values()) == {0}


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        ("hội_nghị tỉnh", "hội_nghị tỉnh", 1.0),
        ("hội_nghị tỉnh .", "hội_nghị tỉnh", 1.0),
        ("hội_nghị tỉnh", "hội nghị tỉnh", 0.4),
        ("hội_nghị", "hội nghị", 0.0),
    ],
)
def test_f1_counts_words_by_their_syllables(gold: str, found: str, expected: float) -> None:
    assert f1([gold], lambda _: found.split()) == pytest.approx(expected)
