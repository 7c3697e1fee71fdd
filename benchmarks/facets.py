"""Measures how right the facets are that are read from raw text, and how fast they are read.

    python -m benchmarks.facets labelled.jsonl [more.jsonl …] [--json FILE]

A labelled line is an article (``id``, ``text``, perhaps ``title``, ``url``, ``published``)
with what a person read from it: ``province``, ``year``, ``conference`` (or
``conference_number``), perhaps ``term``, ``kind``, ``level``, ``period``, ``date``; null
where nothing tells. A line without a facet's label is not judged by it.
``province_text_only`` and the like say what the text alone can tell, where that differs
from what text, address and publication date tell together.

Most articles have no conference number, so accuracy flatters: precision and recall count
only real values. The time is that of the text alone, beside pyvi's for the same texts.
"""

from __future__ import annotations

import argparse
import json
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.evidence import complaints
from indexer import Document
from indexer.documents import FacetValues
from indexer.facets import extract
from indexer.sources import complete

NAMES = ("province", "year", "conference", "term", "kind", "level", "period", "date")
MODES = ("text only", "with address")
ROUNDS = 5
"""Times the speed is measured; the fastest counts, since noise only slows."""

Labels = dict[str, Any]
"""A labelled line."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A value that is not the labelled one.

    Attributes:
        facet: Which facet.
        mode: What could be read: text only, or with the address.
        id: The article.
        expected: The labelled value, None where there is none.
        found: The value read, None where there is none.
        evidence: What it was read from.
    """

    facet: str
    mode: str
    id: str
    expected: Any
    found: Any
    evidence: list[str]


@dataclass(frozen=True, slots=True)
class Score:
    """How right one facet is.

    Attributes:
        facet: Which facet.
        mode: What could be read: text only, or with the address.
        articles: How many were read.
        real: How many have a value.
        accuracy: Share read as labelled, articles without a value included.
        false_positives: Values read that are not the labelled one.
        false_negatives: Labelled values that were not read.
        precision: Share of the values read that are right; 1 if none was read.
        recall: Share of the labelled values that were read; 1 if there is none.
    """

    facet: str
    mode: str
    articles: int
    real: int
    accuracy: float
    false_positives: int
    false_negatives: int
    precision: float
    recall: float


def labelled(paths: Iterable[Path]) -> list[Labels]:
    """The labelled lines of the files."""
    lines = (line for path in paths for line in path.read_text("utf-8").splitlines())
    return [json.loads(line) for line in lines if line.strip()]


def article(labels: Labels, mode: str) -> Document:
    """The article as the product reads it; no label is shown to it."""
    known = labels if mode == MODES[1] else {}
    return complete(
        Document(
            str(labels["id"]),
            labels["text"],
            title=labels.get("title") or "",
            url=known.get("url"),
            published=known.get("published"),
        )
    )


def expected(labels: Labels, facet: str, mode: str) -> list[Any]:
    """The labelled value of a facet; nothing where a person did not say what it is."""
    keys = ["conference_number", facet] if facet == "conference" else [facet]
    if mode == MODES[0]:
        keys = [*(f"{key}_text_only" for key in keys), *keys]
    return [labels[key] for key in keys if key in labels][:1]


def measure(lines: Sequence[Labels]) -> tuple[list[Score], list[Mistake], list[str]]:
    """Scores, mistakes, and complaints about evidence, for both modes."""
    scores, mistakes, complained = [], [], []
    names = [name for name in NAMES if any({name, f"{name}_number"} & set(line) for line in lines)]
    for mode in MODES:
        read = [(line, extract(article(line, mode))) for line in lines]
        for line, values in read:
            found = complaints(article(line, mode), values)
            complained += [f"{line['id']}, {mode}: {complaint}" for complaint in found]
        for name in names:
            score, wrong = _score(read, name, mode)
            scores.append(score)
            mistakes += wrong
    return scores, mistakes, complained


def _score(
    read: Sequence[tuple[Labels, FacetValues]], facet: str, mode: str
) -> tuple[Score, list[Mistake]]:
    pairs = [
        (gold, getattr(values, facet), line, values)
        for line, values in read
        for gold in expected(line, facet, mode)
    ]
    real = sum(gold is not None for gold, *_ in pairs)
    given = sum(value is not None for _, value, *_ in pairs)
    right = sum(gold == value for gold, value, *_ in pairs)
    hits = sum(gold == value is not None for gold, value, *_ in pairs)
    mistakes = [
        Mistake(facet, mode, str(line["id"]), gold, value, _words(values, facet))
        for gold, value, line, values in pairs
        if gold != value
    ]
    accuracy, precision = _share(right, len(pairs)), _share(hits, given)
    recall = _share(hits, real)
    score = Score(
        facet, mode, len(pairs), real, accuracy, given - hits, real - hits, precision, recall
    )
    return score, mistakes


def _words(values: FacetValues, facet: str) -> list[str]:
    return [f"{piece.text} ({piece.rule})" for piece in values.evidence.get(facet, ())]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def speed(lines: Sequence[Labels]) -> dict[str, float]:
    """Seconds that extraction and pyvi take for the same texts, and their ratio."""
    with warnings.catch_warnings():  # pyvi 0.1.1 is older than today's Python
        warnings.simplefilter("ignore")
        from pyvi import ViTokenizer  # noqa: PLC0415 - not for those who only want scores
    documents = [article(line, MODES[0]) for line in lines]
    best = {"extract": float("inf"), "pyvi": float("inf")}
    for _ in range(ROUNDS):  # in turn, so that both meet the same machine
        ours = _seconds(extract, documents)
        theirs = _seconds(ViTokenizer.tokenize, [document.text for document in documents])
        best = {"extract": min(best["extract"], ours), "pyvi": min(best["pyvi"], theirs)}
    return {**best, "ratio": best["extract"] / best["pyvi"]}


def _seconds(work: Callable[[Any], object], items: Sequence[object]) -> float:
    before = time.process_time()
    for item in items:
        work(item)
    return max(time.process_time() - before, 1e-9)


def table(scores: Sequence[Score]) -> str:
    """The scores, a line each."""
    rows = [("facet", "read from", "right", "real", "FP", "FN", "precision", "recall")]
    for score in scores:
        shares = (f"{share:.3f}" for share in (score.accuracy, score.precision, score.recall))
        right, precision, recall = shares
        counts = (str(score.real), str(score.false_positives), str(score.false_negatives))
        rows.append((score.facet, score.mode, right, *counts, precision, recall))
    return "\n".join(
        f"{row[0]:<12}{row[1]:<14}" + "".join(f"{cell:>10}" for cell in row[2:]) for row in rows
    )


def confusions(mistakes: Sequence[Mistake]) -> str:
    """The mistakes, to read."""
    return "\n".join(
        f"{m.id}  {m.facet}, {m.mode}: {m.found} instead of {m.expected}"
        + (f", from {'; '.join(m.evidence)}" if m.evidence else "")
        for m in mistakes
    )


def main() -> None:
    """Prints scores, mistakes and speed; with --json, writes the same to a file."""
    parser = argparse.ArgumentParser(prog="benchmarks.facets", description=main.__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.jsonl")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    options = parser.parse_args()
    lines = labelled(options.files)
    scores, mistakes, complained = measure(lines)
    seconds = speed(lines)
    print(table(scores))
    print(f"\nMistakes: {len(mistakes)}\n{confusions(mistakes)}")
    print(f"\nEvidence at fault: {len(complained)}", *complained, sep="\n")
    print(
        f"\nExtraction {seconds['extract']:.4f} s, pyvi {seconds['pyvi']:.4f} s for the same texts:"
        f" {seconds['ratio']:.3f} of pyvi's time"
    )
    if options.json:
        figures = {
            "articles": len(lines),
            "scores": [asdict(score) for score in scores],
            "mistakes": [asdict(mistake) for mistake in mistakes],
            "evidence_at_fault": complained,
            "speed": seconds,
        }
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
