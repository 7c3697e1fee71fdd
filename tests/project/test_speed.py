"""The benchmark measures the product beside plain Whoosh and writes the same figures down."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks.articles import articles
from benchmarks.speed import questions
from indexer import Document


def test_it_prints_a_table_and_writes_the_figures(
    root: Path, tmp_path: Path, environment: Mapping[str, str]
) -> None:
    source, figures = tmp_path / "articles.jsonl", tmp_path / "figures.json"
    lines = [json.dumps(article) for article in articles(20)]
    source.write_text("\n".join(lines), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.speed", str(source), "--json", str(figures)],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    measured = json.loads(figures.read_text(encoding="utf-8"))

    assert measured["documents"] == 20
    assert [engine["name"].split(",")[0] for engine in measured["engines"]] == [
        "Hội Nghị",
        "plain Whoosh",
        "plain Whoosh",
    ]
    for engine in measured["engines"]:
        assert 0 < engine["median_ms"] <= engine["p95_ms"]
        assert engine["name"] in done.stdout


def test_the_questions_are_the_same_every_time_and_stand_in_the_documents() -> None:
    documents = [Document(str(n), article["text"]) for n, article in enumerate(articles(30))]
    texts = [" ".join(document.text.split()) for document in documents]
    asked = questions(documents, 50)

    assert asked == questions(documents, 50)
    assert all(any(question in text for text in texts) for question in asked)
