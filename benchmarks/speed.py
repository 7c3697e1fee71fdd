"""Measures building and searching beside other engines, in one run on the same documents.

    python -m benchmarks.speed [CORPUS.jsonl …] [--sizes 10000,30000,100000] [--json FILE]

Without a corpus, the generator's articles. The engines are plain Whoosh, SQLite FTS5 and
tantivy; all hold the same terms and the same three facet values a document, and all return
the ids of ten hits (``peers``, ``ours``, ``corpora``). Two kinds of rows: *engine* asks ours
for the bare query the peers get, *product* types it into the searcher, which finds evidence,
titles, pairs and every facet too.

Each engine searches in a process of its own. After a warm-up with other queries each query is
asked once a round, the engines taking turns block by block; processor time is counted, so that
other work on the machine touches no row. Our engine remembers what parts of questions came to,
as the files of the others stay in the page cache: so the first asking and later ones stand
apart, and one row has nothing to remember. Look at the ratios: seconds differ between machines.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.asking import SEED, Bare, Kind, draw, strata
from benchmarks.charts import chart
from benchmarks.corpora import prepare, read_corpus, read_prepared, write_corpus
from benchmarks.engines import FIELD, Source
from benchmarks.figures import Figures, Searched, Times, jobs_row
from benchmarks.ours import SHOWN
from benchmarks.peers import PEERS
from benchmarks.rooms import ENGINES, Built, Room, build, pyvi_seconds
from benchmarks.tables import growth, report

_BLOCK = 25
"""Queries one engine answers before the next one's turn."""
_WARM_UP = 30
_SLOW = "plain Whoosh"
_TEXTS = 2000
"""Documents that terms which stand together are drawn from."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How much is measured.

    Attributes:
        queries: Of each kind.
        rounds: How often each is asked.
        pyvi: Documents pyvi is measured on.
        slow: More documents than that are too many for plain Whoosh.
        jobs: Processes of another build of ours, if more than one.
    """

    queries: int = 200
    rounds: int = 4
    pyvi: int = 1000
    slow: int = 30_000
    jobs: int = os.cpu_count() or 1

    def engines(self, count: int) -> list[str]:
        """The engines that are measured on so many documents."""
        return [name for name in ENGINES if name != _SLOW or count <= self.slow]


@dataclass(frozen=True, slots=True)
class Lane:
    """An engine in the race: asked with facets, or without."""

    engine: str
    facets: bool


def measure(sources: Sequence[Source], folder: Path, settings: Settings) -> Iterator[Figures]:
    """Builds and asks every engine on each number of documents, the same queries on all."""
    queries, warm_up = _queries(sources[0], settings.queries)
    for source in sources:
        texts, share = _sample(source, settings.pyvi)
        _tell(f"{source.count:,} documents: pyvi")
        figures = Figures(
            documents=source.count,
            queries=min(map(len, queries.values())),
            pyvi=pyvi_seconds(texts) / share,
            sample=len(texts),
        )
        place = folder / str(source.count)
        figures.built.update(_build(source, place, settings))
        _search(figures, place, queries, (warm_up, settings))
        yield figures


def _queries(source: Source, count: int) -> tuple[dict[Kind, list[Bare]], dict[Kind, list[Bare]]]:
    """The queries, and others to warm up with."""
    every = max(1, source.count // _TEXTS)
    texts: list[list[str]] = []

    def all_texts() -> Iterator[list[str]]:
        for number, document in enumerate(read_prepared(source.prepared, source.count)):
            text = document.streams[FIELD].split()
            if number % every == 0:
                texts.append(text)
            yield text

    terms = strata(all_texts())
    drawn = draw(texts, terms, count)
    others = draw(texts, terms, _WARM_UP, SEED + 1)
    return drawn, {kind: [q for q in others[kind] if q not in drawn[kind]] for kind in drawn}


def _sample(source: Source, count: int) -> tuple[list[str], float]:
    """Texts of evenly spread documents, and their share of all characters."""
    every = max(1, source.count // count)
    chosen, whole = [], 0
    for number, document in enumerate(read_corpus(source.corpus, source.count)):
        text = f"{document.title}\n{document.text}"
        whole += len(text)
        if number % every == 0:
            chosen.append(text)
    return chosen, sum(map(len, chosen)) / whole


def _build(source: Source, place: Path, settings: Settings) -> Iterator[tuple[str, Built]]:
    for name in settings.engines(source.count):
        if ENGINES[name].build is not None:
            _tell(f"{source.count:,} documents: building {name}")
            yield name, build(name, source, place / ENGINES[name].index)
    if settings.jobs > 1:
        _tell(f"{source.count:,} documents: building with {settings.jobs} jobs")
        yield (
            jobs_row(settings.jobs),
            build(SHOWN, replace(source, jobs=settings.jobs), place / "jobs"),
        )


def _search(
    figures: Figures,
    place: Path,
    queries: Mapping[Kind, Sequence[Bare]],
    how: tuple[Mapping[Kind, Sequence[Bare]], Settings],
) -> None:
    warm_up, settings = how
    with ExitStack() as stack:
        rooms = {
            name: stack.enter_context(Room(name, place / ENGINES[name].index))
            for name in settings.engines(figures.documents)
        }
        for kind, asked in queries.items():
            _tell(f"{figures.documents:,} documents: asking, {kind}")
            for room in rooms.values():
                room.times(warm_up[kind], facets=True)
            times = race(rooms, asked, settings.rounds)
            for lane, (first, again) in times.items():
                row = (Times.of(first), Times.of(again) if again else None)
                figures.searched.append(Searched(lane.engine, kind, lane.facets, *row))
        figures.held.update({name: room.held() for name, room in rooms.items()})


def race(
    rooms: Mapping[str, Room], queries: Sequence[Bare], rounds: int
) -> dict[Lane, tuple[list[float], list[float]]]:
    """Times of the first asking and of all later ones, for each engine.

    Ours counts facets always, so it runs with them alone: asking again without would only
    find what it remembers. The slow engine runs once; it remembers nothing.
    """
    lanes = [Lane(name, facets) for name in rooms for facets in (True, False)]
    lanes = [lane for lane in lanes if lane.facets or lane.engine in PEERS]
    times: dict[Lane, tuple[list[float], list[float]]] = {lane: ([], []) for lane in lanes}
    for number in range(rounds):
        for start in range(0, len(queries), _BLOCK):
            for lane in lanes:
                if number == 0 or lane.engine != _SLOW:
                    block = queries[start : start + _BLOCK]
                    found = rooms[lane.engine].times(block, facets=lane.facets)
                    times[lane][number > 0].extend(found)
            lanes = [*lanes[1:], lanes[0]]
    return times


def _tell(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def _options() -> argparse.Namespace:
    default = Settings()
    parser = argparse.ArgumentParser(prog="benchmarks.speed", description=main.__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="CORPUS.jsonl")
    parser.add_argument("--sizes", type=_numbers, help="numbers of documents; default: all")
    parser.add_argument("--queries", type=int, default=default.queries, help="of each kind")
    parser.add_argument(
        "--rounds", type=int, default=default.rounds, help="how often each is asked"
    )
    parser.add_argument("--pyvi", type=int, default=default.pyvi, help="documents pyvi cuts")
    parser.add_argument(
        "--slow", type=int, default=default.slow, help="most documents for plain Whoosh"
    )
    parser.add_argument("--jobs", type=int, default=default.jobs, help="processes of a build more")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    parser.add_argument("--svg", type=Path, metavar="FILE", help="draw the last size here")
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    return sorted({int(number) for number in text.split(",")})


def main() -> None:
    """Prints tables; with --json and --svg, writes and draws the same figures."""
    options = _options()
    settings = Settings(options.queries, options.rounds, options.pyvi, options.slow, options.jobs)
    found = []
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for figures in measure(_sources(options, folder), folder, settings):
            found.append(figures)
            print(report(figures), end="\n\n", flush=True)
    if len(found) > 1:
        print(growth(found))
    if options.json:
        figures_json = [figures.as_json() for figures in found]
        options.json.write_text(
            json.dumps(figures_json, ensure_ascii=False, indent=1) + "\n", "utf-8"
        )
    if options.svg:
        options.svg.write_text(chart(found[-1]), "utf-8")


def _sources(options: argparse.Namespace, folder: Path) -> list[Source]:
    corpus, prepared = folder / "corpus.jsonl", folder / "prepared.jsonl"
    most = max(options.sizes) if options.sizes else None
    _tell("preparing terms")
    count = write_corpus(options.files, most, corpus)
    prepare(corpus, count, prepared)
    sizes = sorted({min(size, count) for size in options.sizes or [count]})
    return [Source(corpus, prepared, size) for size in sizes]


if __name__ == "__main__":
    main()
