"""The benchmark compares engines that hold and find the same, and writes its figures down."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

from benchmarks.articles import articles
from benchmarks.asking import KINDS, Bare, draw
from benchmarks.corpora import VALUES, drawn, prepare, read_corpus, read_prepared, write_corpus
from benchmarks.engines import HITS, Reply, Source
from benchmarks.ours import BARE, FORGETFUL, OURS
from benchmarks.peers import PEERS
from benchmarks.rooms import ENGINES, Built, Room, build

COUNT = 40


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Source:
    folder = tmp_path_factory.mktemp("corpus")
    made = Source(folder / "corpus.jsonl", folder / "prepared.jsonl", COUNT)
    assert write_corpus([], COUNT, made.corpus) == COUNT
    prepare(made.corpus, COUNT, made.prepared)
    return made


@pytest.fixture(scope="module")
def built(
    source: Source, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Path, Built]]:
    folder = tmp_path_factory.mktemp("engines")
    return {
        engine.index: (folder / engine.index, build(name, source, folder / engine.index))
        for name, engine in ENGINES.items()
        if engine.build is not None
    }


@pytest.fixture(scope="module")
def rooms(built: Mapping[str, tuple[Path, Built]]) -> Iterator[dict[str, Room]]:
    with ExitStack() as stack:
        yield {
            name: stack.enter_context(Room(name, built[engine.index][0]))
            for name, engine in ENGINES.items()
        }


@pytest.fixture(scope="module")
def replies(source: Source, rooms: Mapping[str, Room]) -> dict[str, dict[Bare, Reply]]:
    texts = [each.streams["syllables"].split() for each in read_prepared(source.prepared, COUNT)]
    queries = [query for some in draw(texts, 12).values() for query in some]
    return {
        name: dict(zip(queries, room.replies(queries), strict=True)) for name, room in rooms.items()
    }


def test_it_prints_tables_and_writes_the_figures(
    root: Path, tmp_path: Path, environment: Mapping[str, str]
) -> None:
    source, figures, picture = (tmp_path / name for name in ("some.jsonl", "some.json", "some.svg"))
    source.write_text("\n".join(json.dumps(a) for a in articles(30)), encoding="utf-8")
    sizes = [
        "--sizes",
        "15,30",
        "--slow",
        "20",
        "--queries",
        "6",
        "--rounds",
        "2",
        "--pyvi",
        "5",
        "--jobs",
        "2",
    ]
    written = ["--json", str(figures), "--svg", str(picture)]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.speed", str(source), *sizes, *written],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    small, large = json.loads(figures.read_text(encoding="utf-8"))

    assert (small["documents"], large["documents"]) == (15, 30)
    assert {row["engine"] for row in small["searched"]} == set(ENGINES)
    assert {row["engine"] for row in large["searched"]} == set(ENGINES) - {"plain Whoosh"}
    for row in small["searched"]:
        assert 0 < row["first"]["median"] <= row["first"]["p95"]
        assert (row["again"] is None) == (row["engine"] == "plain Whoosh")
        assert row["engine"] in done.stdout
    assert all(built["seconds"] > 0 for built in large["built"].values())
    assert "Hội Nghị, whole build, 2 processes" in large["built"]
    assert large["pyvi"] > 0
    assert "Growth" in done.stdout
    assert picture.read_text(encoding="utf-8").startswith("<svg ")


def test_every_engine_finds_the_same_documents_and_counts(
    replies: Mapping[str, Mapping[Bare, Reply]],
) -> None:
    bare = {name: replies[name] for name in (BARE, FORGETFUL, *PEERS)}
    for query, ours in replies[BARE].items():
        total = sum(ours.counts["province"].values())
        assert 0 < total <= COUNT
        for name, found in bare.items():
            reply = found[query]
            counts = {facet: dict(reply.counts[facet]) for facet in VALUES}
            assert counts == {facet: dict(ours.counts[facet]) for facet in VALUES}, name
            assert len(set(reply.ids)) == min(total, HITS), name
            if total <= HITS:
                assert set(reply.ids) == set(ours.ids), name


def test_engines_with_the_same_formula_put_the_same_documents_first(
    replies: Mapping[str, Mapping[Bare, Reply]],
) -> None:
    ours, tantivy = replies[BARE], replies["tantivy"]
    alike = sum(len(set(ours[q].ids) & set(tantivy[q].ids)) for q in ours)

    assert alike > 0.9 * sum(len(reply.ids) for reply in ours.values())
    assert ours == replies[FORGETFUL]


def test_the_product_gives_the_same_hits_with_and_without_snippets(
    replies: Mapping[str, Mapping[Bare, Reply]],
) -> None:
    shown, unshown = (replies[name] for name in OURS if name not in (BARE, FORGETFUL))

    assert shown == unshown
    assert sum(not reply.ids for reply in shown.values()) < len(shown) / 10


def test_building_and_searching_tell_what_they_take(
    built: Mapping[str, tuple[Path, Built]], rooms: Mapping[str, Room]
) -> None:
    for _, made in built.values():
        assert made.seconds > 0
        assert made.size > 0
        assert made.peak > 10_000_000
    for room in rooms.values():
        held = room.held()
        assert held.own is None or 0 < held.own < held.peak


def test_the_queries_are_the_same_every_time_distinct_and_of_one_to_four_terms() -> None:
    texts = [article["text"].lower().split() for article in articles(30)]
    asked = draw(texts, 20)

    assert asked == draw(texts, 20)
    assert tuple(asked) == KINDS
    for kind, queries in asked.items():
        assert len(set(queries)) == 20
        assert {len(query.terms) for query in queries} <= {1, 2, 3, 4}
        assert {query.kind for query in queries} == {kind}
    for query in asked["and"]:
        assert any(set(query.terms) <= set(text) for text in texts)
    for query in asked["phrase"]:
        assert any(" ".join(query.terms) in " ".join(text) for text in texts)


def test_facet_values_are_given_by_id_a_few_of_them_often() -> None:
    for facet, values in VALUES.items():
        found = Counter(drawn(facet, f"bai-{number}") for number in range(3000))
        assert found.most_common(1)[0][0] == values[0]
        assert len(found) > 0.9 * len(values)
        assert found[values[0]] > 5 * found[values[-1]]
    assert [len(values) for values in VALUES.values()] == [63, 40, 60]


def test_values_the_corpus_states_are_kept(tmp_path: Path) -> None:
    source, corpus = tmp_path / "source.jsonl", tmp_path / "corpus.jsonl"
    stated = {"id": "a", "text": "Hội nghị lần thứ 7", "province": "Cà Mau", "conference": 7}
    source.write_text(json.dumps(stated), encoding="utf-8")
    write_corpus([source], None, corpus)
    (document,) = read_corpus(corpus, 5)

    assert document.given == {"province": "Cà Mau", "conference": 7, "year": drawn("year", "a")}
