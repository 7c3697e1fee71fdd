"""The benchmark of facets counts what is wrong, apart for real values, and checks evidence."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.evidence import complaints
from indexer import Document, complete, extract

LABELLED = Path(__file__).with_name("labelled.jsonl")


@pytest.fixture(scope="module")
def run(
    root: Path, environment: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, dict[str, Any]]:
    figures = tmp_path_factory.mktemp("figures") / "figures.json"
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.facets", str(LABELLED), "--json", str(figures)],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout, json.loads(figures.read_text(encoding="utf-8"))


def score(figures: dict[str, Any], facet: str, mode: str) -> dict[str, Any]:
    return next(s for s in figures["scores"] if (s["facet"], s["mode"]) == (facet, mode))


def test_real_values_are_counted_apart_from_empty_ones(run: tuple[str, dict[str, Any]]) -> None:
    conference = score(run[1], "conference", "text only")
    assert (conference["articles"], conference["real"]) == (4, 2)
    assert (conference["accuracy"], conference["precision"], conference["recall"]) == (
        0.75,
        0.5,
        0.5,
    )
    assert (conference["false_positives"], conference["false_negatives"]) == (1, 1)


def test_a_value_where_none_is_labelled_is_only_a_false_positive(
    run: tuple[str, dict[str, Any]],
) -> None:
    year = score(run[1], "year", "text only")
    assert (year["false_positives"], year["false_negatives"]) == (1, 0)


def test_a_line_without_a_label_is_not_judged_by_it(run: tuple[str, dict[str, Any]]) -> None:
    level = score(run[1], "level", "text only")
    assert (level["articles"], level["real"], level["false_positives"]) == (1, 1, 0)


def test_the_address_is_read_only_where_it_may_be(run: tuple[str, dict[str, Any]]) -> None:
    wrong = {(m["facet"], m["mode"], m["id"]) for m in run[1]["mistakes"]}
    assert ("province", "text only", "address") not in wrong
    assert ("province", "with address", "address") not in wrong
    assert score(run[1], "province", "with address")["real"] == 4
    assert score(run[1], "province", "text only")["real"] == 3


def test_a_mistake_can_be_read_with_its_evidence(run: tuple[str, dict[str, Any]]) -> None:
    printed, figures = run
    mistake = next(m for m in figures["mistakes"] if m["facet"] == "conference")
    assert (mistake["id"], mistake["expected"], mistake["found"]) == ("wrong label", 6, 5)
    assert mistake["evidence"] == ["Hội nghị lần thứ 5 (hội nghị lần thứ N)"]
    assert "wrong label  conference, text only: 5 instead of 6" in printed


def test_the_speed_is_given_beside_pyvis(run: tuple[str, dict[str, Any]]) -> None:
    speed = run[1]["speed"]
    assert speed["ratio"] == pytest.approx(speed["extract"] / speed["pyvi"])
    assert "of pyvi's time" in run[0]


def test_the_evidence_of_an_inferred_year_is_sound_and_needs_both_its_places() -> None:
    text = "Hội nghị lần thứ 9 Tỉnh ủy Cà Mau\nSáng 6/1, hội nghị kiểm điểm công tác năm 2021."
    document = complete(Document("x", text))
    values = extract(document)
    day, reason = values.evidence["year"]
    assert values.year == 2022
    assert list(complaints(document, values)) == []
    for alone in (day, reason):
        broken = replace(values, evidence={**values.evidence, "year": (alone,)})
        assert [complaint.split(":")[0] for complaint in complaints(document, broken)] == ["year"]


@pytest.mark.parametrize("page", ["06/07/2023", "01/01/2023"])
def test_the_evidence_of_yesterday_needs_the_pages_day_and_the_word(page: str) -> None:
    document = complete(Document("x", f"Tỉnh ủy Cà Mau họp\n08:20 {page}\nSáng qua, Tỉnh ủy họp."))
    values = extract(document)
    day, word = values.evidence["date"]
    assert (day.text, word.text) == (page, "Sáng qua")
    assert list(complaints(document, values)) == []
    for alone in (day, word):
        broken = replace(values, evidence={**values.evidence, "date": (alone,)})
        assert [complaint.split(":")[0] for complaint in complaints(document, broken)] == ["date"]


def test_evidence_that_says_something_else_or_stands_elsewhere_is_at_fault() -> None:
    document = complete(Document("x", "Hội nghị lần thứ 9 Tỉnh ủy Cà Mau\nNgày 6/1/2021."))
    values = extract(document)
    assert list(complaints(document, replace(values, conference=8))) == [
        "conference: nothing in ['Hội nghị lần thứ 9'] says 8"
    ]
    assert len(list(complaints(replace(document, text="?" + document.text), values))) == sum(
        len(pieces) for pieces in values.evidence.values()
    )
