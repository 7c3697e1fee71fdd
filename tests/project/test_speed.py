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
from benchmarks.asking import KINDS, Bare, draw, strata
from benchmarks.corpora import VALUES, drawn, prepare, read_corpus, read_prepared, write_corpus
from benchmarks.engines import HITS, Reply, Source
from benchmarks.figures import Figures, Searched, Times, jobs_row
from benchmarks.ours import BARE, FORGETFUL, SHOWN, UNSHOWN
from benchmarks.peers import PEERS
from benchmarks.rooms import ENGINES, Built, Held, Room, build
from benchmarks.speed import Settings
from benchmarks.tables import growth, report

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
    queries = [query for some in draw(texts, strata(texts), 12).values() for query in some]
    return {
        name: dict(zip(queries, room.replies(queries), strict=True)) for name, room in rooms.items()
    }


def test_it_prints_tables_and_writes_the_figures(
    root: Path, tmp_path: Path, environment: Mapping[str, str]
) -> None:
    source, figures, picture = (tmp_path / name for name in ("some.jsonl", "some.json", "some.svg"))
    source.write_text("\n".join(json.dumps(a) for a in articles(25)), encoding="utf-8")
    less = ["--queries", "5", "--rounds", "2", "--pyvi", "5", "--jobs", "2"]
    written = ["--json", str(figures), "--svg", str(picture)]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.speed", str(source), *less, *written],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    (measured,) = json.loads(figures.read_text(encoding="utf-8"))

    assert measured["documents"] == 25
    assert {row["engine"] for row in measured["searched"]} == set(ENGINES)
    for row in measured["searched"]:
        assert 0 < row["first"]["median"] <= row["first"]["p95"]
        assert (row["again"] is None) == (row["engine"] == "plain Whoosh")
        assert row["engine"] in done.stdout
    assert all(built["seconds"] > 0 for built in measured["built"].values())
    assert jobs_row(2) in measured["built"]
    assert measured["pyvi"] > 0
    assert picture.read_text(encoding="utf-8").startswith("<svg ")


def test_the_tables_set_ours_beside_each_peer_and_beside_what_we_mean_to_reach() -> None:
    figures = Figures(1000, 10, pyvi=2.0, sample=5)
    speeds = {BARE: 1.0, UNSHOWN: 4.0, "tantivy": 2.0, "plain Whoosh": 200.0}
    again = {BARE: Times(0.5, 1.5), "tantivy": Times(2.0, 6.0)}
    figures.searched.extend(
        Searched(name, "or", facets=True, first=Times(ms, ms * 3), again=again.get(name))
        for name, ms in speeds.items()
    )
    figures.built[BARE] = Built(seconds=1.0, wall=1.5, peak=10**8, size=3 * 10**6)
    figures.built["tantivy"] = Built(seconds=0.5, wall=0.5, peak=10**8, size=2 * 10**6)
    figures.held[SHOWN] = Held(peak=2 * 10**8, own=10**8)
    lines = [" ".join(line.split()) for line in report(figures).splitlines()]

    assert f"OR: {BARE} / tantivy 0.50× / 0.50× 0.25× / 0.25× ≤ 1×" in lines
    assert f"OR: plain Whoosh / {BARE} 200.00× / 200.00× 400.00× / 400.00× ≥ 150×" in lines
    assert "pyvi + tantivy 2.0 + 0.5 400 0.5 100 2.0 2.50× as fast ≥ 4×" in lines
    assert "index: Hội Nghị / tantivy 1.50× ≤ 2×" in lines
    assert f"{SHOWN} 100 200 ≤ 400" in lines
    assert "OR + facets: tantivy 2.00 2.00" in [
        " ".join(line.split()) for line in growth([figures, figures]).splitlines()
    ]


def test_what_was_asked_once_has_no_tables_of_asking_again() -> None:
    figures = Figures(1000, 10, pyvi=2.0, sample=5)
    figures.searched.extend(
        Searched(name, "or", facets=True, first=Times(ms, ms * 3), again=None)
        for name, ms in {BARE: 1.0, "tantivy": 2.0}.items()
    )
    figures.built[BARE] = Built(seconds=1.0, wall=1.5, peak=10**8, size=3 * 10**6)
    lines = [" ".join(line.split()) for line in report(figures).splitlines()]

    assert f"OR: {BARE} / tantivy 0.50× / 0.50× ≤ 1×" in lines
    assert "first asking goal" in lines
    assert not [line for line in lines if "again" in line]


def test_plain_whoosh_is_left_out_where_it_would_take_hours() -> None:
    assert "plain Whoosh" in Settings(slow=20).engines(20)
    assert Settings(slow=20).engines(21) == [name for name in ENGINES if name != "plain Whoosh"]


def test_every_engine_finds_the_same_documents_and_counts(
    replies: Mapping[str, Mapping[Bare, Reply]],
) -> None:
    bare = {name: replies[name] for name in (BARE, FORGETFUL, *PEERS)}
    for query, ours in replies[BARE].items():
        total = sum(ours.counts["province"].values())
        assert 0 < total <= COUNT
        for name, found in bare.items():
            reply = found[query]
            assert reply.compared.keys() == set(VALUES)
            assert reply.compared == ours.compared, name
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
    shown, unshown = replies[SHOWN], replies[UNSHOWN]

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
    asked = draw(texts, strata(texts), 20)

    assert asked == draw(texts, strata(texts), 20)
    assert tuple(asked) == KINDS
    for kind, queries in asked.items():
        assert len(set(queries)) == 20
        assert {len(query.terms) for query in queries} <= {1, 2, 3, 4}
        assert {query.kind for query in queries} == {kind}
    for query in asked["and"]:
        assert any(set(query.terms) <= set(text) for text in texts)
    for query in asked["phrase"]:
        assert any(" ".join(query.terms) in " ".join(text) for text in texts)


def test_terms_are_frequent_middling_and_rare_ones_and_no_slips_of_the_pen() -> None:
    texts = [["và"] + ["của"] * (n % 20 == 0) + ["họp"] * (n < 4) + [str(n)] for n in range(1000)]

    assert strata(texts) == [["của", "và"], [], ["họp"]]


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
