"""Search behaviour as data: see ``tests/data/README.md``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from indexer import Searcher, build_index, parse_params, search_body
from indexer.asking import ask
from indexer.batches import analyze_document
from indexer.settings import BuildSettings
from indexer.sources import read_sources
from indexer.understanding.vocabulary import Vocabulary
from tests.engine.naive import NaiveReader

DATA = Path(__file__).parents[1] / "data"
ROOT = DATA.parents[1]
NAMES = sorted(path.parent.name for path in DATA.glob("*/searches.json"))
KEYS = {
    *("name", "ask", "ids", "found", "first", "above", "total", "all", "notes", "facets", "marks"),
    *("understood", "expansions", "why", "as"),
}


def load(name: str, kind: str) -> Any:
    return json.loads((DATA / name / f"{kind}.json").read_text(encoding="utf-8"))


CASES = [
    pytest.param(name, search, id=f"{name}: {search['name']}")
    for name in NAMES
    for search in load(name, "searches")
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("behaviour")


@pytest.fixture(scope="module")
def opened(folder: Path) -> Iterator[dict[str, Searcher]]:
    """A searcher over each corpus."""
    searchers = {}
    for name in NAMES:
        build_index(source(name, folder), folder / name, BuildSettings(strict=True))
        searchers[name] = Searcher.open(folder / name)
    yield searchers
    for searcher in searchers.values():
        searcher.close()


def source(name: str, folder: Path) -> Path:
    documents = load(name, "documents")
    if isinstance(documents, str):
        return ROOT / documents
    path = folder / f"{name}.jsonl"
    lines = [json.dumps(document) + "\n" for document in documents]
    path.write_text("".join(lines), encoding="utf-8")
    return path


@cache
def naive(path: Path) -> NaiveReader:
    return NaiveReader([analyze_document(item) for item in read_sources([path], 10**6)])


def pairs(ask: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (name, each)
        for name, value in ask.items()
        for each in (value if isinstance(value, list) else [value])
    ]


def answer(searcher: Searcher, ask: dict[str, Any]) -> dict[str, Any]:
    request = parse_params(pairs(ask))
    return search_body(searcher.search(request), request, root="", lang="vi")


def ids(body: dict[str, Any]) -> list[str]:
    return [hit["id"] for hit in body["hits"]]


@pytest.mark.parametrize(("name", "search"), CASES)
def test_the_searcher_answers_as_described(
    name: str, search: dict[str, Any], opened: dict[str, Searcher]
) -> None:
    body = answer(opened[name], search["ask"])
    check_hits(search, ids(body))
    check_rest(search, body)
    for question in search.get("as", ()):
        assert ids(answer(opened[name], {**search["ask"], "q": question})) == ids(body), question


@pytest.mark.parametrize(("name", "search"), CASES)
def test_the_naive_engine_answers_as_described(
    name: str, search: dict[str, Any], folder: Path
) -> None:
    request = parse_params(pairs(search["ask"]))
    reader = naive(source(name, folder))
    _, _, found, _ = ask(reader, Vocabulary(reader), request)
    check_hits(search, [hit.id for hit in found.found])
    assert found.total == search.get("total", found.total)
    assert found.all == search.get("all", found.all)


def check_hits(search: dict[str, Any], found: list[str]) -> None:
    assert set(search) <= KEYS
    assert found == search.get("ids", found)
    assert sorted(found) == sorted(search.get("found", found))
    assert found[:1] == [search["first"]] if "first" in search else True
    for better, worse in search.get("above", ()):
        assert better in found
        assert worse not in found or found.index(better) < found.index(worse)


def check_rest(search: dict[str, Any], body: dict[str, Any]) -> None:
    assert body["total"]["value"] == search.get("total", body["total"]["value"])
    assert body["total"]["all"] == search.get("all", body["total"]["all"])
    lacking = [any(one["code"] == "missing" for one in hit["why"]) for hit in body["hits"]]
    if len(lacking) == body["total"]["value"]:
        assert body["total"]["all"] == lacking.count(False)
    notes = [note["code"] for note in body["query"]["notes"]]
    assert notes == search.get("notes", notes)
    understood = [one["label"] for one in body["query"]["understood"]]
    assert understood == search.get("understood", understood)
    expansions = body["query"]["expansions"]
    assert expansions == search.get("expansions", expansions)
    why = {hit["id"]: [reason["text"] for reason in hit["why"]] for hit in body["hits"]}
    assert why == {**why, **search.get("why", {})}
    for facet, wanted in search.get("facets", {}).items():
        buckets = {str(b["value"]): b["count"] for b in body["facets"][facet]["buckets"]}
        assert buckets == {**buckets, **wanted}
    for doc_id, wanted in search.get("marks", {}).items():
        assert marked(next(hit for hit in body["hits"] if hit["id"] == doc_id)) == wanted


def marked(hit: dict[str, Any]) -> list[str]:
    shown = [(hit["title"], hit["title_marks"])]
    shown += [(snippet["text"], snippet["marks"]) for snippet in hit["snippets"]]
    return list(dict.fromkeys(text[a:b] for text, marks in shown for a, b in marks))
