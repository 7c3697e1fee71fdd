"""The relevance benchmark counts as its names say, and asks every engine the same."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from benchmarks import rankers, relevance
from indexer import Document

PASSAGES = [
    Document("sông", "Sông Cầu chảy qua Bắc Kạn rồi về Thái Nguyên."),
    Document("núi", "Núi Phan Xi Păng cao nhất nước."),
    Document("hồ", "Hồ Ba Bể là hồ nước ngọt ở Bắc Kạn."),
]
QUERIES = [
    relevance.Query("Hồ nước ngọt ở Bắc Kạn?", frozenset({"hồ"})),
    relevance.Query("Sông Cầu chảy qua đâu?", frozenset({"sông", "hồ"})),
]


def test_figures_are_what_their_names_say() -> None:
    answers = {"Hồ nước ngọt ở Bắc Kạn?": ["núi", "hồ"], "Sông Cầu chảy qua đâu?": ["sông"]}
    figures = relevance.score("engine", "as written", QUERIES, answers.__getitem__)
    gain = 1 / math.log2(3)
    assert figures.p1 == 0.5
    assert figures.mrr10 == 0.75
    assert figures.ndcg10 == pytest.approx((gain + 1 / (1 + gain)) / 2)
    assert figures.r10 == figures.r100 == 0.75


def test_nothing_found_counts_nothing() -> None:
    figures = relevance.score("engine", "capitals", QUERIES, lambda _question: [])
    assert (figures.p1, figures.mrr10, figures.ndcg10, figures.r10, figures.r100) == (0,) * 5


def test_marks_are_dropped_by_chance_but_always_the_same_ones() -> None:
    text = "Bộ trưởng chủ trì hội nghị triển khai nhiệm vụ của ngành giáo dục năm học mới"
    dropped = relevance.dropped_by_chance(text)
    assert dropped == relevance.dropped_by_chance(text)
    same = [a == b for a, b in zip(dropped.split(), text.split(), strict=True)]
    assert True in same
    assert False in same


def test_every_engine_finds_what_answers() -> None:
    for name, ask in rankers.peers(PASSAGES):
        assert ask("Núi cao nhất")[0] == "núi", name
        assert ask("") == [], name


def test_the_product_is_asked_in_every_column_and_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    passages, queries = tmp_path / "passages.jsonl", tmp_path / "queries.jsonl"
    passages.write_text(
        "".join(json.dumps({"id": p.id, "text": p.text}) + "\n" for p in PASSAGES), "utf-8"
    )
    lines = ({"id": "q", "query": q.text, "relevant": sorted(q.relevant)} for q in QUERIES)
    queries.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    figures = tmp_path / "figures.json"
    arguments = ["relevance", str(passages), str(queries), "--json", str(figures), "--sweep"]
    monkeypatch.setattr("sys.argv", [*arguments, "--no-peers", "--all"])
    relevance.main()
    told = json.loads(figures.read_text("utf-8"))
    assert [line["column"] for line in told["figures"]] == list(relevance.COLUMNS)
    assert {line["mrr10"] for line in told["figures"]} == {1.0}
    assert {line["weight"] for line in told["sweep"]} == set(relevance.SWEPT)
    assert "MRR@10" in capsys.readouterr().out
